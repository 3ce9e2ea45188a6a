"""
How quick a publication is, and where its time goes: ``python -m bench.ingest [DOCUMENTS]``.

The parliament's passages where present, generated ones elsewhere: once without the profiler, for
the passages a second, then with it and in one process, for the shares. It slows everything down, and
Python more than numpy.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from bench import texts
from bench.contestants import build_product
from search_engine.backends.whoosh import WhooshBackend, publication

STAGES = {  # by file and function, none of which calls another
    "cut into passages": ("passages.py", "split"),
    "as JSON, with the documents' words": ("publication.py", "put"),
    "which words are learned": ("publication.py", "_word_counts"),
    "Danish: tokens, stems, parts, facts": ("passages.py", "passage_terms"),
    "Whoosh: taking terms in": ("writing.py", "add_document"),
    "Whoosh: writing its segments": ("writing.py", "commit"),
    "compiling the arrays": ("compilation.py", "compile_arrays"),
    "sealing": ("generations.py", "seal"),
    "trying out": ("audit.py", "try_out"),
}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    documents = list(islice(texts.parliament() if texts.PARLIAMENT.exists() else texts.generated(10 * count), count))
    profile = cProfile.Profile(time.process_time)
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        started, worked = time.perf_counter(), time.process_time()
        build_product(index, documents)
        took, worked = time.perf_counter() - started, time.process_time() - worked
        passages = WhooshBackend(index).status().passages
        print(f"{passages} passages in {took:.1f} s: {passages / took:.0f} a second; {worked:.1f} s of this core")
        publication.MANY = sys.maxsize  # the other process is not seen by the profiler
        profile.enable()
        build_product(index, documents)
        profile.disable()
    total, seconds = 0.0, Counter[tuple[str, str]]()
    for (file, _, name), (_, _, alone, within, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        total += alone
        seconds[Path(file).name, name] += within
    for stage, where in STAGES.items():
        print(f"{seconds[where] / total:6.1%}  {stage}")


if __name__ == "__main__":
    main()
