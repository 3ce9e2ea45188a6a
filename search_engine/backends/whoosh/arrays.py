"""
The index as arrays: what ranking runs over.

Whoosh scores with one Python call per posting: a question of six words takes it a
tenth to half a second over 100,000 passages. The same postings as numpy arrays, read a
term at a time, take below a millisecond. They are compiled when a
generation is published (``compilation.py``), lie beside Whoosh's files under the same
manifest, and are mapped into memory, so that all processes share one copy.

Passages are numbered in the order of their documents' ids and, within a document, of
the text; terms in the order of their UTF-8. The arrays depend on the documents alone,
not on the history that led to them.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_engine.backends.whoosh.ascending import common, once
from search_engine.backends.whoosh.schema import WORDED_FIELDS
from search_engine.danish.abbreviations import Abbreviation
from search_engine.model import Record

TABLES = "tables.json"
GAP = 1  # places between two passages: a phrase must not run from one into the next

TERMS_KEPT = 20_000  # terms whose numbers a process remembers, some 3 MB: readers ask for the same words

Passages = NDArray[np.int32]
Scores = NDArray[np.float32]
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Group:
    """What filters and facets see of a passage; dates as ordinals, 0 where there is none."""

    municipality: str | None
    kind: str | None
    topic: str | None
    year: int | None
    first_day: int
    last_day: int
    is_replaced: bool

    @classmethod
    def of(cls, record: Record, topic: str | None) -> Group:
        days = (0, 0)
        if record.date:
            days = (record.date.toordinal(),) * 2
        elif record.year:  # only a year: the whole of it
            days = date(record.year, 1, 1).toordinal(), date(record.year, 12, 31).toordinal()
        return cls(record.municipality, record.kind, topic, record.year, *days, record.replaced_by is not None)


@dataclass(frozen=True, slots=True)
class Tables:
    """What is not numbers: the documents' ids and topics in order, the groups, and the abbreviations in order."""

    ids: tuple[str, ...]
    topics: tuple[str | None, ...]
    groups: tuple[Group, ...]
    abbreviations: tuple[Abbreviation, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """
    Every array by the name of its file. "Ends" lead from a number to a stretch of
    another array: number i has the stretch ``ends[i]:ends[i + 1]``.

    *docnum* and *document_docnum* are the numbers under which Whoosh stores the
    passages' and the documents' JSON; they alone depend on the index's history.
    """

    terms: Array  # uint8: the terms' UTF-8, joined
    term_ends: Array  # int64
    passages: Array  # int32, ascending within a term: the passages that have it in any field
    impacts: Array  # float32: what the term adds to the passage's score
    posting_ends: Array  # int64
    words: Array  # uint8: the documents' words as they are written, in order, each with a line break behind it
    word_ends: Array  # int64
    word_documents: Array  # int32: in how many documents each stands
    learned: Array  # uint8: the words that the documents teach, in order, each with a line break behind it
    written: Array  # uint32: the words of headings and texts as they stand, by number, see transcript.py
    written_starts: Array  # int64, by passage: where its new headings begin, then its text
    text_starts: Array  # int64, by passage: where its text begins
    titles: Array  # uint32: the words of the documents' titles as they stand, by number
    titles_starts: Array  # int64, by document
    spellings: Array  # uint8: the different words as they stand, in order, each with a line break behind it
    spelling_ends: Array  # int64
    suggested: Array  # uint8: what is suggested, best first, each with a line break behind it, see suggested.py
    suggested_ends: Array  # int64
    suggested_counts: Array  # int32: how many of them are titles, how many headings, how many words
    suggested_documents: Array  # int32, by title and heading
    suggested_anchors: Array  # uint8, by title and heading: the heading's anchor, with a line break behind it
    suggested_anchor_ends: Array  # int64
    beginnings: Array  # uint8: what they are found by, in order, each with a line break behind it
    beginning_ends: Array  # int64
    begun: Array  # int32, ascending within a beginning: what is suggested where it is typed
    begun_ends: Array  # int64
    title_places: Array  # uint32, ascending within a term: where it stands, counted through all passages
    title_place_ends: Array  # int64
    title_starts: Array  # uint32: where each passage begins
    heading_places: Array
    heading_place_ends: Array
    heading_starts: Array
    body_places: Array
    body_place_ends: Array
    body_starts: Array
    sequence: Array  # int32: the terms of each passage's heading and body, again and again where they repeat
    sequence_ends: Array  # int64
    gram_codes: Array  # uint32, ascending: every gram there is, see grams.py
    gram_idf: Array  # float32
    gram_lengths: Array  # float32, by passage: how many grams it has
    term_grams: Array  # int32: each term's grams, by their place in gram_codes
    term_gram_ends: Array  # int64
    document: Array  # int32, by passage
    document_ends: Array  # int64: a document's passages
    standing: Array  # float32, by passage: what its scores are multiplied by, see ranking.py
    group: Array  # int32, by passage
    same_as: Array  # int32, by passage: the first that says the same, itself where none before it does
    meaning: Array  # int64, by passage: under which key its vectors are kept, see meaning/
    rank_of_id: Array  # int32, by passage: its place among the passages' ids in order, for ties
    docnum: Array
    document_docnum: Array


HISTORY = ("docnum", "document_docnum")


class Arrays:
    """The index, open for reading."""

    def __init__(self, columns: Columns, tables: Tables) -> None:
        self.columns = columns
        self.tables = tables
        # Not of a method: a cache that holds its owner keeps the generation's files open after the last request.
        self._number = lru_cache(TERMS_KEPT)(partial(_number_of, Strings(columns.terms, columns.term_ends)))
        self._words = Strings(columns.words, columns.word_ends)
        self._places = {
            field: [getattr(columns, f"{field}_{part}") for part in ("places", "place_ends", "starts")]
            for field in WORDED_FIELDS
        }

    @classmethod
    def open(cls, folder: Path) -> Arrays:
        """Map the arrays that ``save`` wrote."""
        columns = Columns(**{field.name: _mapped(folder / f"{field.name}.npy") for field in fields(Columns)})
        stored = json.loads((folder / TABLES).read_text(encoding="utf-8"))
        groups = tuple(Group(*group) for group in stored["groups"])
        abbreviations = tuple(Abbreviation(*found) for found in stored["abbreviations"])
        return cls(columns, Tables(tuple(stored["ids"]), tuple(stored["topics"]), groups, abbreviations))

    def save(self, folder: Path) -> None:
        folder.mkdir()
        for name, array in self.by_name().items():
            np.save(folder / f"{name}.npy", array, allow_pickle=False)
        (folder / TABLES).write_text(self.tables_json(), encoding="utf-8")

    def by_name(self) -> dict[str, Array]:
        return {field.name: getattr(self.columns, field.name) for field in fields(Columns)}

    def tables_json(self) -> str:
        groups = [[getattr(group, field.name) for field in fields(Group)] for group in self.tables.groups]
        abbreviations = self.tables.abbreviations
        tables = {
            "ids": self.tables.ids,
            "topics": self.tables.topics,
            "groups": groups,
            "abbreviations": abbreviations,
        }
        return json.dumps(tables, ensure_ascii=False, indent=0)

    @property
    def passage_count(self) -> int:
        return len(self.columns.document)

    def postings(self, term: str) -> tuple[Passages, Scores]:
        """The passages that have *term*, ascending, and what it adds to their scores."""
        number = self._number(term)
        if number is None:
            return self.columns.passages[:0], self.columns.impacts[:0]
        stretch = slice(self.columns.posting_ends[number], self.columns.posting_ends[number + 1])
        return self.columns.passages[stretch], self.columns.impacts[stretch]

    def words(self, beginning: str) -> tuple[list[str], Array]:
        """The documents' words with that *beginning*, and in how many documents each stands."""
        found = self._words.beginning(beginning)
        first, end = self.columns.word_ends[[found.start, found.stop]]
        return self.columns.words[first:end].tobytes().decode().splitlines(), self.columns.word_documents[found]

    def word_counts(self) -> dict[str, int]:
        """In how many documents each of the documents' words stands."""
        words, documents = self.words("")
        return dict(zip(words, documents.tolist(), strict=True))

    def learned(self) -> list[str]:
        """The words that the documents teach: see danish/lexicon.py."""
        return self.columns.learned.tobytes().decode().splitlines()

    def with_phrase(self, phrase: Sequence[str]) -> Passages:
        """The passages in which the terms of *phrase* follow each other in one field, ascending."""
        if len(phrase) == 1:
            return self.postings(phrase[0])[0]
        numbers = [self._number(term) for term in phrase]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            return self.columns.passages[:0]
        found = [passages for field in WORDED_FIELDS if len(passages := self._phrase_in(field, known))]
        if len(found) < 2:
            return found[0] if found else self.columns.passages[:0]
        return once(np.sort(np.concatenate(found)))

    def document_number(self, document_id: str) -> int | None:
        """Where *document_id* stands among the ids."""
        number = bisect_left(self.tables.ids, document_id)
        return number if self.tables.ids[number : number + 1] == (document_id,) else None

    def passages_of(self, document_id: str) -> tuple[int, int]:
        """The first passage of the document, and the first behind it; both 0 where there is no such document."""
        number = self.document_number(document_id)
        if number is None:
            return 0, 0
        first, end = self.columns.document_ends[number:][:2].tolist()
        return first, end

    def _phrase_in(self, field: str, numbers: Sequence[int]) -> Passages:
        places, ends, starts = self._places[field]
        lists = [places[ends[number] : ends[number + 1]] for number in numbers]
        if not all(map(len, lists)):
            return self.columns.passages[:0]
        order = sorted(range(len(lists)), key=lambda term: len(lists[term]))
        at = order[0]
        found = lists[at]  # places of the term *at*, as far as the terms before it in *order* stand rightly around them
        for term in order[1:]:
            if term < at:  # no place below 0: these numbers have no sign
                found = found[found.searchsorted(np.uint32(at - term)) :] - np.uint32(at - term)
            else:
                found = found + np.uint32(term - at)
            found, at = common(found, lists[term]), term
            if not len(found):
                return self.columns.passages[:0]
        return once((starts.searchsorted(found, side="right") - 1).astype(np.int32))


class Strings:
    """Strings by number, in the mapped bytes: a dict would cost every process tens of megabytes."""

    def __init__(self, joined: Array, ends: Array) -> None:
        self._bytes = memoryview(joined)  # type: ignore[arg-type]  # an ndarray is a buffer; its stub forgets it
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._bytes[self._ends[number] : self._ends[number + 1]])

    def beginning(self, text: str) -> slice:
        """The numbers of the strings that begin with *text*."""
        start = text.encode()
        return slice(bisect_left(self, start), bisect_left(self, start + b"\xff"))  # no UTF-8 has that byte


def _number_of(terms: Strings, term: str) -> int | None:
    text = term.encode()
    number = bisect_left(terms, text)
    return number if number < len(terms) and terms[number] == text else None


def _mapped(path: Path) -> Array:
    """The array in *path*, mapped; a plain ndarray, because numpy's memmap class makes every slice slow."""
    array: Array = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    return array
