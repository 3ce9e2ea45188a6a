"""
One generation, open for reading: what is stored, from Whoosh; ranking, from the arrays.
"""

from __future__ import annotations

import json
import os
import weakref
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from search_engine import ranking
from search_engine.backends.whoosh import stored
from search_engine.backends.whoosh.arrays import Arrays, Passages
from search_engine.backends.whoosh.generations import REBUILD
from search_engine.backends.whoosh.search import Search
from search_engine.backends.whoosh.suggested import Suggested
from search_engine.danish import Lexicon
from search_engine.danish.thesaurus import Thesaurus
from search_engine.errors import IndexDamaged, NotFound
from search_engine.meaning import Meanings
from search_engine.model import Candidates, Copy, Document, ParsedQuery, Passage, Query, Record, Scored, Section

WHOOSH = "whoosh"
ARRAYS = "arrays"


class Reader:
    """
    The contents of *folder*, whose files have been checked. Safe to share between threads.

    Its files, and the *lease* that keeps them from being swept away, are closed when
    the last request that uses it has let go of it.
    """

    def __init__(self, folder: Path, lease: int | None = None, meanings: Meanings | None = None) -> None:
        self.arrays = Arrays.open(folder / ARRAYS)
        self.search = Search(self.arrays, meanings)
        self.suggested = Suggested(self.arrays)
        self.lexicon = _lexicon(tuple(self.arrays.learned()))
        self.abbreviations = Thesaurus.of_abbreviations(self.arrays.tables.abbreviations)
        self._whoosh = open_whoosh(folder / WHOOSH)
        self._turn = Lock()  # each of Whoosh's files has one position
        self._records: dict[int, Record] = {}
        weakref.finalize(self, _close, self._whoosh, lease)

    def candidates(self, parsed: ParsedQuery, query: Query, generation: str) -> Candidates:
        found = self.search.find(parsed, query, self._numbers(parsed.apart_from))
        document = self.arrays.columns.document
        scored = tuple(
            Scored(
                self.passage(number),
                self.record(int(document[number])),
                score,
                copies=tuple(Copy(self.passage(copy), self.record(int(document[copy]))) for copy in copies.tolist()),
                more=more,
            )
            for number, score, copies, more in zip(
                found.passages.tolist(), found.scores.tolist(), found.copies, found.more, strict=True
            )
        )
        return Candidates(scored, found.total, found.facets, generation, found.documents)

    def idf(self, terms: Iterable[str]) -> dict[str, float]:
        asked = list(terms)
        having = np.array([len(self.arrays.postings(term)[0]) for term in asked], np.float64)
        return dict(zip(asked, ranking.idf(having, self.arrays.passage_count).tolist(), strict=True))

    def records(self) -> tuple[Record, ...]:
        """By id."""
        return tuple(self.record(number) for number in range(len(self.arrays.tables.ids)))

    def record(self, number: int) -> Record:
        """The record of a document, with the topic that an overview may have given it."""
        if number not in self._records:
            known = stored.record(self._document_values(number))
            self._records[number] = stored.with_topic(known, self.arrays.tables.topics[number])
        return self._records[number]

    def document(self, document_id: str) -> Document:
        number = self._number(document_id)
        known = stored.document(self._document_values(number), self.passages(document_id))
        return stored.with_topic(known, self.arrays.tables.topics[number])

    def outline(self, number: int) -> tuple[Section, ...]:
        """The sections of a document without their texts."""
        return stored.document(self._document_values(number), ()).sections

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        first, end = self.arrays.columns.document_ends[self._number(document_id) :][:2].tolist()
        return tuple(self.passage(number) for number in range(first, end))

    def passage(self, number: int) -> Passage:
        return stored.passage(self._values(self.arrays.columns.docnum[number]))

    def words(self, document_id: str) -> list[str]:
        """The different words of a document."""
        return stored.words(self._document_values(self._number(document_id)))

    def texts(self, document_id: str) -> Sequence[str]:
        """The JSON of a document and of its passages, as they were put in."""
        number = self._number(document_id)
        first, end = self.arrays.columns.document_ends[number:][:2].tolist()
        docnums = [self.arrays.columns.document_docnum[number], *self.arrays.columns.docnum[first:end]]
        return [self._json(docnum) for docnum in docnums]

    def _numbers(self, passages: Sequence[Passage]) -> Passages | None:
        """The numbers of those of *passages* that are still there, ascending; None where none are asked for."""
        if not passages:
            return None
        wanted = {passage.id for passage in passages}
        stretches = {self.arrays.passages_of(passage.document_id) for passage in passages}
        numbers = (number for stretch in sorted(stretches) for number in range(*stretch))
        return np.array([number for number in numbers if self.passage(number).id in wanted], np.int32)

    def _number(self, document_id: str) -> int:
        number = self.arrays.document_number(document_id)
        if number is None:
            raise NotFound(f"Dokumentet »{document_id}« findes ikke (længere).")
        return number

    def _document_values(self, number: int) -> dict[str, Any]:
        return self._values(self.arrays.columns.document_docnum[number])

    def _values(self, docnum: int) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self._json(docnum))
        return values

    def _json(self, docnum: int) -> str:
        try:
            with self._turn:
                return str(self._whoosh.stored_fields(int(docnum))["json"])
        except Exception as error:  # any type: somebody has been at the files since they were checked
            raise IndexDamaged(f"Indekset er blevet beskadiget, mens det var i brug. {REBUILD}") from error


@lru_cache(maxsize=2)
def _lexicon(learned: tuple[str, ...]) -> Lexicon:
    """One object for all generations that learned the same, because it gets quicker with use."""
    return Lexicon(learned)


def open_whoosh(folder: Path) -> IndexReader:
    """Whoosh's reader of what lies in *folder*: opened once, never refreshed (that brings deleted documents back)."""
    return FileIndex(FileStorage(str(folder), readonly=True)).reader()


def _close(whoosh: IndexReader, lease: int | None) -> None:
    whoosh.close()
    if lease is not None:
        os.close(lease)
