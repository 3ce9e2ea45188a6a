"""
Where the time of a publication goes, by the profiler: ``python -m bench.ingest [DOCUMENTS]``.

The parliament's passages where present, generated ones elsewhere. Shares are what to
read: the profiler slows everything down, and Python more than numpy.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import tempfile
from itertools import islice
from pathlib import Path

from bench import texts
from bench.contestants import build_product

STAGES = {  # by file and function, none of which calls another
    "cut into passages": ("passages.py", "split"),
    "Danish: tokens, stems, parts": ("passages.py", "passage_terms"),
    "Whoosh: taking documents in": ("publication.py", "put"),
    "Whoosh: writing its segments": ("publication.py", "finish"),
    "compiling the arrays": ("compilation.py", "compile_arrays"),
    "sealing and trying out": ("generations.py", "seal"),
}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    documents = list(islice(texts.parliament() if texts.PARLIAMENT.exists() else texts.generated(10 * count), count))
    profile = cProfile.Profile()
    with tempfile.TemporaryDirectory() as folder:
        profile.enable()
        build_product(Path(folder) / "index", documents)
        profile.disable()
    found = pstats.Stats(profile)
    seconds = {(Path(file).name, name): stats[3] for (file, _, name), stats in found.stats.items()}  # type: ignore[attr-defined]
    print(f"{count} documents; share of {found.total_tt:.0f} s")  # type: ignore[attr-defined]
    for stage, where in STAGES.items():
        print(f"{seconds[where] / found.total_tt:6.1%}  {stage}")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
