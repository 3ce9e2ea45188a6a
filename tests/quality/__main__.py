"""
Measure every set whose documents are at hand, print what changed, and write the floors.

    python -m tests.quality                 raises floors; refuses to lower one
    python -m tests.quality --lower "why"   lowers them too; the reason is kept
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from .measured import FLOORS, SETS, fallen


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__.split("\n\n")[0])
    parser.add_argument("--lower", metavar="WHY", help="let floors fall, and say why")
    reason = parser.parse_args().lower

    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for judged in SETS:
        if not judged.documents.exists():
            print(f"{judged.name}: {judged.documents.name} is not there; its floors stay as they are")
            continue
        with tempfile.TemporaryDirectory() as index:
            measured = judged.measure(judged.engine(Path(index)))
        for half, kinds in measured.items():
            print(f"{judged.name}, {half}: {json.dumps(kinds['all'] | kinds['answers, all'])}")
        old = floors.get(judged.name, {"floors": {}, "lowered": []})
        below = list(fallen(old["floors"], measured))
        if below and not reason:
            print(*below, 'To lower a floor: --lower "why".', sep="\n", file=sys.stderr)
            return 1
        lowered = [*old["lowered"], *([{"why": reason, "what": below}] if below else [])]
        floors[judged.name] = {"fingerprint": judged.fingerprint(), "floors": measured, "lowered": lowered}
    FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
