"""
Indexes that take minutes to build, kept in bench/cache for the next run.

One is kept as long as nothing changes that it is made by: the format, the numbers of the
ranking, the dictionary, and the code that makes terms of text and arrays of terms.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from bench.contestants import build_product
from search_engine import passages, ranking
from search_engine.backends import whoosh
from search_engine.backends.whoosh.schema import INDEX_FORMAT
from search_engine.danish import dictionary
from search_engine.danish.dictionary import dictionary_digest
from search_engine.model import Document

CACHE = Path(__file__).parent / "cache"
QUERY_SIDE = {  # of danish/ and the back end: no index depends on these
    *("repair", "spacing", "thesaurus", "vocabulary", "questions"),
    *("search", "second_look", "matches", "copies", "heads", "exact", "occurrences", "rows", "serving", "reader"),
}


def folder(name: str) -> Path:
    """Where the indexes of the collection *name* are kept for this version of the program; older ones are removed."""
    wanted = CACHE / f"{name}-{_edition()}"
    for old in CACHE.glob(f"{name}-*"):
        if old != wanted:
            shutil.rmtree(old)
    return wanted


def product(name: str, documents: Callable[[], Iterable[Document]]) -> Path:
    """The product's index of *documents*, built if it is not there."""
    index = folder(name) / "arrays"
    build(index, lambda empty: build_product(empty, documents()))
    return index


def build(folder: Path, build: Callable[[Path], None]) -> dict[str, float]:
    """Build into *folder* unless that was done; how long it took, one core's work, and how large it is."""
    note = folder.with_suffix(".json")
    if not note.exists():
        say(f"building {folder.parent.name}/{folder.name}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        started, worked = time.perf_counter(), time.process_time()
        build(folder)
        seconds, core_seconds = time.perf_counter() - started, time.process_time() - worked
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        facts = {"seconds": round(seconds, 1), "core_seconds": round(core_seconds, 1), "mb": round(size / 1e6)}
        note.write_text(json.dumps(facts))
    return json.loads(note.read_text())


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _edition() -> str:
    """Tells indexes apart that were made by another version of the program."""
    digest = sha256(json.dumps([INDEX_FORMAT, ranking.numbers(), dictionary_digest()]).encode())
    danish, backend = Path(dictionary.__file__).parent, Path(whoosh.__file__).parent
    for file in sorted(
        [*danish.rglob("*.py"), *danish.rglob("*.toml"), *backend.glob("*.py"), Path(passages.__file__)]
    ):
        if not {file.stem, file.parent.name} & QUERY_SIDE:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]
