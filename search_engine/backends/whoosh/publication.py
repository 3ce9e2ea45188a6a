"""
One change of the index: Whoosh's writer in a folder that nobody reads yet.

What the documents teach decides how their words are split (``danish/lexicon.py``), so what is
put waits in a spool until all of it is there:

    1. the words of all documents together, and so the lexicon
    2. the kept documents with a word that is split otherwise than before
    3. these, from what is stored, and the new ones are analysed and written

A document's terms are thus the same whatever was published before it.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from search_engine.backends import Analysis
from search_engine.backends.whoosh import stored
from search_engine.backends.whoosh.analysis import MANY, analysed, analysed_beside
from search_engine.backends.whoosh.reader import Reader
from search_engine.backends.whoosh.schema import FIELDS, schema
from search_engine.backends.whoosh.spool import Spool
from search_engine.danish import Lexicon
from search_engine.danish.lexicon import learned
from search_engine.errors import IndexUnwritable, KommunesvarError
from search_engine.model import Document, Passage, PassageTerms, SetAside

POOL_MB = 512  # by Whoosh's estimate; 27,700 passages: 20 s and 1.0 GB; with 256, sorting on disk, 33 s and 0.7 GB
# zlib's level, for the postings. Measured on 3,000 passages: with level 3, which is Whoosh's own, 9.7 s and 23.3 MB;
# with level 1, 9.2 s and 23.4 MB; without, 8.9 s and 31.5 MB.
COMPRESSION = 1
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
    An index being made in *folder*, which holds a copy of Whoosh's files of *base*, or is empty where there is none.

    *files*: what was set aside so far. When it is finished: *samples*, by document id, and its *lexicon*.
    """

    def __init__(self, folder: Path, analysis: Analysis, base: Reader | None, files: Sequence[SetAside] = ()) -> None:
        self.files = tuple(files)
        self.samples: dict[str, Sample] = {}
        self.lexicon = Lexicon()
        self._analysis = analysis
        self._base = base
        self._kept = set(base.arrays.tables.ids) if base else set()
        self._taken_out: set[str] = set()
        self._written = 0
        self._chance = random.Random(0)  # noqa: S311  a sample, not a secret
        with library_errors():
            folder.mkdir(exist_ok=True)
            self._folder = folder
            storage = FileStorage(str(folder))
            index = FileIndex(storage) if base else FileIndex.create(storage, schema())
            codec = W3Codec(compression=COMPRESSION)
            # Lengths are looked up for each posting, a tenth of the time, for bounds that nobody uses.
            codec.length_stats = False
            # Not compound: of a compound segment Whoosh reads every part into memory that processes cannot share.
            self._writer = index.writer(limitmb=POOL_MB, compound=False, codec=codec)
            self._spool = Spool(folder)

    @property
    def documents(self) -> set[str]:
        """The ids that will be there in the end."""
        return {*self._kept, *self._spool}

    def put(self, document: Document, passages: Sequence[Passage]) -> None:
        """Take *document* in; one with the same id is replaced."""
        _require_whole(document, passages)
        self.remove(document.id)
        with library_errors():
            texts = [stored.passage_json(passage, order) for order, passage in enumerate(passages)]
            self._spool.put(document.id, [stored.document_json(document), *texts])

    def remove(self, document_id: str) -> None:
        """Take the document out; one that is not there is no error."""
        self._spool.remove(document_id)
        if document_id in self._kept:
            self._kept.remove(document_id)
            self._taken_out.add(document_id)

    def set_aside(self, files: Iterable[SetAside]) -> None:
        """What could not be taken in, in place of what the last publication said."""
        self.files = tuple(files)

    def finish(self) -> None:
        """Analyse what is new, and what is read otherwise for its sake, and let Whoosh write everything."""
        with library_errors():
            self.lexicon = Lexicon(learned(self._word_counts()))
            read_anew = self._read_otherwise()
            for document_id in sorted({*self._taken_out, *read_anew}):
                self._writer.delete_by_term("document", document_id)
        ids = [*read_anew, *self._spool]
        given = self._analysis, self.lexicon, map(self._texts, ids)
        with closing(analysed_beside(*given, self._folder) if self._spool.count > MANY else analysed(*given)) as made:
            for document_id, (texts, terms) in zip(ids, made, strict=True):
                self._write(document_id, texts, terms)
        with library_errors():
            self._writer.commit(mergetype=_merged)
            for lock in self._folder.glob("*_WRITELOCK"):
                lock.unlink()

    def cancel(self) -> None:
        """Let go of Whoosh's files, whatever state they are in."""
        if not self._writer.is_closed:
            with suppress(Exception):  # the folder goes anyway, and the reason is on its way up
                self._writer.cancel()
        self._spool.close()

    def _word_counts(self) -> Counter[str]:
        """In how many of the documents each word stands."""
        counts = Counter[str]()
        if self._base:
            counts.update(self._base.arrays.word_counts())
            for document_id in self._taken_out:
                counts.subtract(self._base.words(document_id))
        for document_id in self._spool:
            counts.update(stored.words(json.loads(self._spool.texts(document_id)[0])))
        return +counts

    def _read_otherwise(self) -> list[str]:
        """The kept documents with a word that is split otherwise than before."""
        if self._base is None or self.lexicon.learned == self._base.lexicon.learned:
            return []
        now, before = self.lexicon.split, self._base.lexicon.split
        words = {word for word in self._base.arrays.word_counts() if now(word) != before(word)}
        return [id for id in sorted(self._kept) if words and not words.isdisjoint(self._base.words(id))]

    def _texts(self, document_id: str) -> Sequence[str]:
        """A document new from the spool, else as it is stored."""
        with library_errors():
            in_base = self._base if document_id in self._kept else None
            return (in_base or self._spool).texts(document_id)

    def _write(self, document_id: str, texts: Sequence[str], terms: Sequence[PassageTerms]) -> None:
        """Hand a document to Whoosh with its *terms*."""
        with library_errors():
            self._writer.add_document(document=document_id, json=texts[0])
            for text, found in zip(texts[1:], terms, strict=True):
                fields = {field: getattr(found, field) for field in FIELDS}
                self._writer.add_document(document=document_id, json=text, **fields)
        self._written += 1
        if terms:
            self._sample(document_id, texts, terms)

    def _sample(self, document_id: str, texts: Sequence[str], terms: Sequence[PassageTerms]) -> None:
        """Keep the passage in the middle, or that of another document: each has the same chance."""
        if len(self.samples) == SAMPLES:
            if self._chance.randrange(self._written) >= SAMPLES:
                return
            self.samples.pop(self._chance.choice(list(self.samples)))
        middle = len(terms) // 2
        self.samples[document_id] = Sample(stored.passage(json.loads(texts[1 + middle])), terms[middle])


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
