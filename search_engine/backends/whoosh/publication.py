"""
One change of the index: Whoosh's writer in a folder that nobody reads yet.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from search_engine.backends.whoosh import stored
from search_engine.backends.whoosh.schema import FIELDS, schema
from search_engine.errors import IndexUnwritable, KommunesvarError
from search_engine.model import Document, Passage, PassageTerms, SetAside

POOL_MB = 512  # by Whoosh's estimate; 27,700 passages: 20 s and 1.0 GB; with 256, sorting on disk, 33 s and 0.7 GB
SMALL_SEGMENT = 1_000  # Whoosh documents; guess: merged in about a second
MAX_SMALL_SEGMENTS = 8  # guess: a year of daily changes must not leave 300 segments to be read at each publication
SAMPLES = 20  # guess: documents that the finished index must give back


@dataclass(frozen=True, slots=True)
class Sample:
    """A passage as it was put in, to be looked for in the finished index."""

    passage: Passage
    terms: PassageTerms


class WhooshPublication:
    """
    An index being made in *folder*, which holds a Whoosh index of the documents *known* or is empty.

    *documents*: the ids that will be there in the end. *samples*: by document id.
    """

    def __init__(self, folder: Path, known: Iterable[str], files: tuple[SetAside, ...] = ()) -> None:
        self.documents = set(known)
        self.files = files
        self.samples: dict[str, Sample] = {}
        self._put: set[str] = set()
        self._chance = random.Random(0)  # noqa: S311  a sample, not a secret
        with library_errors():
            folder.mkdir(exist_ok=True)
            self._folder = folder
            storage = FileStorage(str(folder))
            self._index = FileIndex(storage) if any(folder.iterdir()) else FileIndex.create(storage, schema())
            self._open_writer()

    def put(self, document: Document, passages: Sequence[tuple[Passage, PassageTerms]]) -> None:
        """Take *document* in; one with the same id is replaced."""
        _require_whole(document, [passage for passage, _ in passages])
        self.remove(document.id)
        with library_errors():
            self._writer.add_document(document=document.id, json=stored.document_json(document))
            for order, (passage, terms) in enumerate(passages):
                fields = {field: getattr(terms, field) for field in FIELDS}
                self._writer.add_document(document=document.id, json=stored.passage_json(passage, order), **fields)
        self.documents.add(document.id)
        self._put.add(document.id)
        if passages:
            self._sample(document.id, Sample(*passages[len(passages) // 2]))

    def remove(self, document_id: str) -> None:
        """Take the document out; one that is not there is no error."""
        if document_id in self.documents:
            with library_errors():
                if document_id in self._put:  # Whoosh deletes only what it has committed
                    self._writer.commit(merge=False)
                    self._open_writer()
                self._writer.delete_by_term("document", document_id)
            self.documents.remove(document_id)
            self.samples.pop(document_id, None)

    def set_aside(self, files: Iterable[SetAside]) -> None:
        """What could not be taken in, in place of what the last publication said."""
        self.files = tuple(files)

    def finish(self) -> None:
        """Let Whoosh write everything."""
        with library_errors():
            self._writer.commit(mergetype=_merged)
            for lock in self._folder.glob("*_WRITELOCK"):
                lock.unlink()

    def cancel(self) -> None:
        """Let go of Whoosh's files, whatever state they are in."""
        if not self._writer.is_closed:
            with suppress(Exception):  # the folder goes anyway, and the reason is on its way up
                self._writer.cancel()

    def _sample(self, document_id: str, sample: Sample) -> None:
        """Keep *sample*, or another one: each document has the same chance."""
        if len(self.samples) == SAMPLES:
            if self._chance.randrange(len(self._put)) >= SAMPLES:
                return
            self.samples.pop(self._chance.choice(list(self.samples)))
        self.samples[document_id] = sample

    def _open_writer(self) -> None:
        # Not compound: of a compound segment Whoosh reads every part into memory that processes cannot share.
        self._writer = self._index.writer(limitmb=POOL_MB, compound=False)


@contextmanager
def library_errors() -> Iterator[None]:
    """
    Turn whatever goes wrong while writing into one of ours.

    Whoosh raises OSError where the disk is full, and any type at all elsewhere.
    """
    try:
        yield
    except KommunesvarError:
        raise
    except Exception as error:
        message = f"Indekset kan ikke skrives: {error}. Den hidtidige udgave bruges fortsat. Tjek plads og rettigheder."
        raise IndexUnwritable(message) from error


def _require_whole(document: Document, passages: Sequence[Passage]) -> None:
    """Sections are stored as their passages: what is in none of them would be lost without a word."""
    texts = [""] * len(document.sections)
    for passage in passages:
        texts[passage.section] += passage.text
    for section, text in zip(document.sections, texts, strict=True):
        if section.text != text:
            raise ValueError(f"the passages of section {section.anchor!r} of {document.id!r} do not join to its text")


def _merged(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """
    Which segments stay as they are; the live part of the others is written anew.

    Whoosh's own policy keeps a large segment for ever, however little of it is alive.
    """
    live = {segment: segment.doc_count_all() - segment.deleted_count() for segment in segments}
    small = [segment for segment, count in live.items() if count < SMALL_SEGMENT]
    kept = []
    for segment, count in live.items():
        crowd = len(small) > MAX_SMALL_SEGMENTS and segment in small
        if not count:
            continue
        if crowd or segment.deleted_count() > count:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
        else:
            kept.append(segment)
    return kept
