"""
The vectors of the passages, in an SQLite file beside the index.

They are found by what a passage says (``units.key``) and not by where it stands, so an index that
is made anew has them at once. The file follows from the documents: deleting it loses nothing but the
time to make it again. It is opened for each question; that takes a fraction of a millisecond, and
leaves nothing to be shared between threads or kept over a fork.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from search_engine.errors import IndexUnwritable, cause
from search_engine.meaning.model import SIZE, Vectors, of_query
from search_engine.model import Nearness

LOG = logging.getLogger(__name__)

FORMAT = 2  # of the file, and of what a vector is made from: model, text, numbers
TABLE = "CREATE TABLE passage (key INTEGER PRIMARY KEY, vectors BLOB NOT NULL, crc INTEGER NOT NULL)"
READERS_WAIT = 0.2  # seconds, for a batch to be written, which takes some milliseconds; guess
WRITERS_WAIT = 10.0  # guess
MAPPED = 1 << 30  # bytes of the file that are read without copying
FEW = 1_000  # passages that are looked up by name; of more all are read

UNWRITABLE = "»{}« i indeksets mappe kan ikke skrives: {}. Tjek plads og rettigheder. Imens søges efter ord alene."


class Meanings:
    """The vectors in the file *path*, which need not be there. Safe to share between threads, and after a fork."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._finished = path.with_suffix(".done")

    def nearness(self, keys: Sequence[int], asked: str) -> list[Nearness | None]:
        """
        How near *asked* is to the passages *keys*; None for one whose vectors are not kept.

        A file that cannot be read has none: words alone decide, as they did before there was one.
        """
        found = dict(self._kept(keys))
        vector = of_query(asked) if found else None
        if vector is None:
            return [None] * len(keys)
        matrix = np.frombuffer(b"".join(found.values()), np.int8).reshape(-1, SIZE).astype(np.float32)
        lengths = np.maximum(np.linalg.norm(matrix, axis=1), 1)
        cosines = np.einsum("ij,j->i", matrix, vector) / lengths  # not @: that brings threads for so little
        ends = np.cumsum([len(vectors) // SIZE for vectors in found.values()])
        parts = (cosines.tolist() for cosines in np.split(cosines, ends[:-1]))
        near = {key: Nearness(whole, tuple(each)) for key, (whole, *each) in zip(found, parts, strict=True)}
        return [near.get(key) for key in keys]

    def missing(self, keys: Sequence[int]) -> list[int]:
        """Those of *keys* whose passages have no vectors, or damaged ones, each once, in order."""
        kept = {key for key, _ in self._kept(keys if len(keys) <= FEW else None)}
        return [key for key in dict.fromkeys(keys) if key not in kept]

    def put(self, vectors: Mapping[int, Vectors]) -> None:
        """
        Keep the vectors of some passages, by key: a row for the whole, and one for each sentence.

        Raises:
            IndexUnwritable: If there is no right or no room.
        """
        told = {key: found.tobytes() for key, found in vectors.items()}
        rows = [(key, found, crc32(found)) for key, found in told.items()]
        self._write("INSERT OR REPLACE INTO passage VALUES (?, ?, ?)", rows)

    def finish(self, keys: Iterable[int]) -> None:
        """
        Say that the work is done for now, and let go of the vectors of other passages than *keys*.

        Raises:
            IndexUnwritable: If there is no right or no room.
        """
        wanted = set(keys)
        gone = [(key,) for (key,) in self._rows("SELECT key FROM passage") if key not in wanted]
        if gone:
            self._write("DELETE FROM passage WHERE key = ?", gone)
        try:
            self._finished.touch()
        except OSError as error:
            raise IndexUnwritable(UNWRITABLE.format(self._finished.name, cause(error))) from error

    def finished(self) -> int:
        """When the work was last done: a number that is another one after each time."""
        try:
            return self._finished.stat().st_mtime_ns
        except OSError:
            return 0

    def _kept(self, keys: Sequence[int] | None) -> Iterator[tuple[int, bytes]]:
        """By key, the vectors that are whole; of all passages where *keys* is None."""
        # Not as parameters, of which older versions take 999: these are numbers of ours.
        wanted = "" if keys is None else f" WHERE key IN ({', '.join(map(str, keys))})"
        for key, vectors, crc in self._rows(f"SELECT key, vectors, crc FROM passage{wanted}"):  # noqa: S608
            # SQLite does not notice a changed byte.
            if vectors and len(vectors) % SIZE == 0 and crc32(vectors) == crc:
                yield key, vectors

    def _rows(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """What *statement* reads; nothing where there is no file, or one that cannot be read."""
        if not self._path.exists():
            return
        # For writing, too: what somebody left half done who was killed is taken back by whoever comes next.
        address = f"{self._path.absolute().as_uri()}?mode=rw"
        try:
            with closing(sqlite3.connect(address, uri=True, timeout=READERS_WAIT)) as file:
                file.execute(f"PRAGMA mmap_size = {MAPPED}")
                if file.execute("PRAGMA user_version").fetchone() == (FORMAT,):
                    yield from file.execute(statement)
        except sqlite3.Error as error:
            LOG.warning("%s: %s; words alone decide", self._path.name, error)

    def _write(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """All of *rows* or none; a file that is damaged, or of another format, is begun anew."""
        try:
            try:
                self._execute(statement, rows)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                for file in (self._path, self._path.with_name(f"{self._path.name}-journal")):
                    file.unlink(missing_ok=True)  # what was half done in the old one must not be taken back in the new
                self._execute(statement, rows)
        except (sqlite3.Error, OSError) as error:
            raise IndexUnwritable(UNWRITABLE.format(self._path.name, error)) from error

    def _execute(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        # Python would begin a transaction with the first row, too late for the table.
        with closing(sqlite3.connect(self._path, timeout=WRITERS_WAIT, isolation_level=None)) as file:
            file.execute("BEGIN IMMEDIATE")
            if file.execute("PRAGMA user_version").fetchone() != (FORMAT,):
                file.execute("DROP TABLE IF EXISTS passage")
                file.execute(TABLE)
                file.execute(f"PRAGMA user_version = {FORMAT}")
            file.executemany(statement, rows)
            file.execute("COMMIT")
