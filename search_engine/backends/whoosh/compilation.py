"""
A Whoosh index to arrays, at the end of every publication.

    1. what is stored    documents and passages in their order, the groups they fall into, the documents' words,
                         and all words as they stand, one after the other (transcript), and what is suggested
    2. terms             in order
    3. places            by field, each a number: term above, place below; sorted at once
    4. impacts           BM25F over the fields of a reading, by the standing of the passage
    5. without the terms that only deleted documents have
    6. likeness          which passages say the same
    7. grams             the terms of each passage in a row, and the letters of each term

Deleted Whoosh documents leave no trace: numbers, frequencies and average lengths are
counted over what is there.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from search_engine import meaning, ranking
from search_engine.backends.whoosh import grams, postings, stored, suggested
from search_engine.backends.whoosh.arrays import GAP, HISTORY, Array, Arrays, Columns, Group, Tables
from search_engine.backends.whoosh.likeness import same_as
from search_engine.backends.whoosh.postings import Postings
from search_engine.backends.whoosh.schema import FIELDS, WORDED_FIELDS
from search_engine.backends.whoosh.suggested import Named
from search_engine.backends.whoosh.transcript import Stretch, Transcript
from search_engine.catalogue import entries_with_document, topics_by_document
from search_engine.danish.abbreviations import Abbreviation
from search_engine.danish.lexicon import Lexicon, learned
from search_engine.model import Record

READINGS = {  # the fields of each, and what it is worth; kinds of facts are for the second look
    WORDED_FIELDS: 1.0,
    ("parts",): ranking.PARTS_WEIGHT,
    ("kinds",): 0.0,
}
GRAM_FIELDS = ("heading", "body")
CHUNK = 5_000  # passages looked at together, for the sake of memory; each has a few hundred grams

HALF = np.uint64(32)
LOW_HALF = np.uint64(0xFFFF_FFFF)

Keys = NDArray[np.uint64]  # a term's number in the upper half, a place or a passage's number in the lower


@dataclass(frozen=True, slots=True)
class Compiled:
    """*digest* is that of the content: the same for the same documents, whatever came before."""

    arrays: Arrays
    digest: str


@dataclass(frozen=True, slots=True)
class _Document:
    record: Record
    abbreviations: Sequence[Abbreviation]
    headings: tuple[tuple[str, str], ...]  # with their anchors
    docnum: int
    digest: bytes


@dataclass(frozen=True, slots=True, order=True)
class _Passage:
    document_id: str
    order: int
    id: str
    anchor: str
    docnum: int
    digest: bytes
    told: bytes  # see meaning/units.py
    stretch: Stretch = dataclass_field(compare=False)


@dataclass(frozen=True, slots=True)
class _Field:
    places: Keys
    starts: NDArray[np.int64]
    postings: Keys
    tf: ranking.Numbers  # tempered by the field's length, and weighted


def compile_arrays(reader: IndexReader) -> Compiled:
    """Everything live in *reader*."""
    # 1. what is stored
    transcript = Transcript()
    documents, passages, words = _read_stored(reader, transcript)
    columns, tables = _catalogue(documents, passages)
    taught = learned(words)
    columns |= _words(words, taught)
    columns |= suggested.columns(_named(documents), words, Lexicon(taught))
    titles = [document.record.title for document in documents]
    columns |= transcript.columns(titles, [passage.stretch for passage in passages])

    # 2. terms
    passage_numbers = np.full(reader.doc_count_all(), -1, np.int32)  # by Whoosh's
    passage_numbers[columns["docnum"]] = np.arange(len(passages))
    terms = postings.vocabulary(reader)
    term_numbers = {term: number for number, term in enumerate(terms)}

    # 3. places
    counted = {}
    for name in FIELDS:  # one at a time: the places of a large collection are its largest part
        field = _field(name, postings.read(reader, name, term_numbers, passage_numbers), len(passages))
        counted[name] = field.postings, field.tf
        if name in WORDED_FIELDS:
            columns[f"{name}_places"] = (field.places & LOW_HALF).astype(np.uint32)
            columns[f"{name}_place_ends"] = _ends(field.places >> HALF, len(terms))
            columns[f"{name}_starts"] = field.starts.astype(np.uint32)

    # 4. impacts
    made = []
    for names, weight in READINGS.items():
        keys, tf = _added_up(counted[name] for name in names)
        n = np.bincount((keys >> HALF).astype(np.int64)).astype(np.float64)
        idf = ranking.idf(n, len(passages))[(keys >> HALF).astype(np.int64)]
        made.append((keys, weight * idf * ranking.saturation(tf)))
    keys, impacts = _added_up(made)
    impacts *= columns["standing"][(keys & LOW_HALF).astype(np.int64)]
    columns["passages"] = (keys & LOW_HALF).astype(np.int32)
    columns["impacts"] = impacts.astype(np.float32)
    columns["posting_ends"] = _ends(keys >> HALF, len(terms))

    # 5. without the terms that only deleted documents have
    live = np.flatnonzero(np.diff(columns["posting_ends"]))
    for name in ("posting_ends", *(f"{field}_place_ends" for field in WORDED_FIELDS)):
        columns[name] = columns[name][np.concatenate([[0], live + 1])]
    terms = [terms[number] for number in live]
    columns["terms"] = np.frombuffer(b"".join(terms), np.uint8)
    columns["term_ends"] = np.cumsum([0, *map(len, terms)], dtype=np.int64)

    # 6. likeness
    owners = [tables.groups[group].municipality for group in columns["group"].tolist()]
    headings = [passage.stretch.path[-1] if passage.stretch.path else "" for passage in passages]
    columns["same_as"] = same_as(columns, owners, headings)

    # 7. grams
    columns["sequence"], columns["sequence_ends"] = _sequence(columns, len(passages))
    columns |= _grams(terms, columns["sequence"], columns["sequence_ends"])

    arrays = Arrays(Columns(**columns), tables)
    return Compiled(arrays, _digest(arrays, documents, passages))


def _read_stored(reader: IndexReader, transcript: Transcript) -> tuple[list[_Document], list[_Passage], Counter[str]]:
    """All live documents by id, all live passages in their order, and in how many documents each word stands."""
    documents, passages, words = [], [], Counter[str]()
    for leaf, offset in postings.leaves(reader):
        for docnum, held in leaf.iter_docs():
            values, digest = json.loads(held["json"]), hashlib.sha256(held["json"].encode()).digest()
            if "order" in values:
                place = values["document_id"], values["order"], values["id"], values["anchor"]
                row = transcript.row(values["text"])
                stretch = Stretch(values["document_id"], values["section"], tuple(values["path"]), row)
                told = meaning.digest(values["path"], values["text"])
                passages.append(_Passage(*place, offset + docnum, digest, told, stretch))
            else:
                known = stored.record(values), stored.abbreviations(values), stored.headings(values)
                documents.append(_Document(*known, offset + docnum, digest))
                words.update(stored.words(values))
    return sorted(documents, key=lambda document: document.record.id), sorted(passages), words


def _catalogue(documents: Sequence[_Document], passages: Sequence[_Passage]) -> tuple[dict[str, Array], Tables]:
    records = [document.record for document in documents]
    topic_of = topics_by_document(records)
    number = {record.id: place for place, record in enumerate(records)}
    entry_topics = {(record.id, entry.anchor): entry.topic for record in records for entry in record.entries}

    document = [number[passage.document_id] for passage in passages]
    groups = []
    for place, passage in zip(document, passages, strict=True):
        topic = entry_topics.get((passage.document_id, passage.anchor), topic_of.get(passage.document_id))
        groups.append(Group.of(records[place], topic))
    table = sorted(set(groups), key=repr)
    group_number = {group: place for place, group in enumerate(table)}
    ids = sorted({passage.id for passage in passages})
    rank = {id: place for place, id in enumerate(ids)}
    present = entries_with_document(records)
    columns: dict[str, Array] = {
        "standing": np.array(
            [ranking.LISTED if (passage.document_id, passage.anchor) in present else 1 for passage in passages],
            np.float32,
        ),
        "document": np.array(document, np.int32),
        "document_ends": np.searchsorted(document, np.arange(len(records) + 1)).astype(np.int64),
        "group": np.array([group_number[group] for group in groups], np.int32),
        "meaning": np.array(
            [
                meaning.key(records[place].title, passage.told)
                for place, passage in zip(document, passages, strict=True)
            ],
            np.int64,
        ),
        "rank_of_id": np.array([rank[passage.id] for passage in passages], np.int32),
        "docnum": np.array([passage.docnum for passage in passages], np.int32),
        "document_docnum": np.array([document.docnum for document in documents], np.int32),
    }
    topics = tuple(topic_of.get(record.id) for record in records)
    explained = {abbreviation for found in documents for abbreviation in found.abbreviations}
    return columns, Tables(tuple(number), topics, tuple(table), tuple(sorted(explained)))


def _named(documents: Sequence[_Document]) -> Iterator[Named]:
    """Every title and heading, in the order of the documents."""
    for number, document in enumerate(documents):
        yield Named(document.record.title, number)
        yield from (Named(text, number, anchor) for text, anchor in document.headings)


def _words(counts: Counter[str], taught: Iterable[str]) -> dict[str, Array]:
    in_order = sorted((f"{word}\n".encode(), count) for word, count in counts.items())
    return {
        "learned": np.frombuffer("".join(f"{word}\n" for word in sorted(taught)).encode(), np.uint8),
        "words": np.frombuffer(b"".join(word for word, _ in in_order), np.uint8),
        "word_ends": np.cumsum([0, *(len(word) for word, _ in in_order)], dtype=np.int64),
        "word_documents": np.array([count for _, count in in_order], np.int32),
    }


def _field(name: str, found: Postings, passage_count: int) -> _Field:
    lengths = np.bincount(found.passage, found.tf, passage_count).astype(np.int64)
    width = lengths + GAP
    starts = np.cumsum(width) - width

    places = np.repeat(found.term.astype(np.uint64) << HALF, found.tf)
    places |= np.repeat(starts[found.passage], found.tf).astype(np.uint64) + found.places
    places.sort()

    passage_at = np.repeat(np.arange(passage_count, dtype=np.uint64), width)
    keys = (places & ~LOW_HALF) | passage_at[(places & LOW_HALF).astype(np.int64)]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    tf = np.diff(first, append=len(keys)).astype(np.float64)
    keys = keys[first]

    length = lengths[(keys & LOW_HALF).astype(np.int64)].astype(np.float64)
    tempered = ranking.tempered(tf, length, float(lengths.mean()) if len(keys) else 1.0)
    return _Field(places, starts, keys, ranking.FIELD_WEIGHTS.get(name, 1.0) * tempered)


def _added_up(parts: Iterable[tuple[Keys, ranking.Numbers]]) -> tuple[Keys, ranking.Numbers]:
    """Each key of *parts* once, in order, with the sum of its values."""
    keys, values = map(np.concatenate, zip(*parts, strict=True))
    if not len(keys):
        return keys, values
    order = np.argsort(keys, kind="stable")  # stable: a sum's last bit depends on the order of its parts
    keys, values = keys[order], values[order]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[first], np.add.reduceat(values, first)


def _sequence(columns: dict[str, Array], passage_count: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The numbers of the terms of each passage, and where each passage's end."""
    terms, passages = [], []
    for field in GRAM_FIELDS:
        sizes = np.diff(columns[f"{field}_place_ends"])
        terms.append(np.repeat(np.arange(len(sizes), dtype=np.int32), sizes))
        passages.append(np.searchsorted(columns[f"{field}_starts"], columns[f"{field}_places"], side="right") - 1)
    passage = np.concatenate(passages)
    order = np.argsort(passage, kind="stable")
    return np.concatenate(terms)[order], _ends(passage.astype(np.uint64), passage_count)


def _grams(terms: Sequence[bytes], sequence: NDArray[np.int32], ends: NDArray[np.int64]) -> dict[str, Array]:
    """The columns of grams, for *terms* in their order."""
    by_term = [grams.codes(term.decode()) for term in terms]
    sizes = np.array([len(codes) for codes in by_term], np.int64)
    term_ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    codes, numbers = np.unique(np.fromiter(chain.from_iterable(by_term), np.uint32), return_inverse=True)
    numbers = numbers.astype(np.int32)

    lengths = np.zeros(len(ends) - 1, np.float32)
    having = np.zeros(len(codes), np.int64)
    for first in range(0, len(lengths), CHUNK):
        chunk = np.arange(first, min(first + CHUNK, len(lengths)), dtype=np.int32)
        place, term = grams.stretches(sequence, ends, chunk)
        inside, gram = grams.stretches(numbers, term_ends, term)
        lengths[chunk] = np.bincount(place, sizes[term], len(chunk))
        having += np.bincount(np.unique(place[inside] * len(codes) + gram) % len(codes), minlength=len(codes))
    return {
        "gram_codes": codes,
        "gram_idf": ranking.idf(having.astype(np.float64), len(lengths)).astype(np.float32),
        "gram_lengths": lengths,
        "term_grams": numbers,
        "term_gram_ends": term_ends,
    }


def _ends(ascending: Keys, count: int) -> NDArray[np.int64]:
    """Where the stretch of each number below *count* begins and ends in *ascending*."""
    sizes = np.bincount(ascending.astype(np.int64), minlength=count)
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def _digest(arrays: Arrays, documents: Sequence[_Document], passages: Sequence[_Passage]) -> str:
    """Of all that a reader can get to see, in its order."""
    total = hashlib.sha256(arrays.tables_json().encode())
    for digest in chain((document.digest for document in documents), (passage.digest for passage in passages)):
        total.update(digest)
    for name, array in sorted(arrays.by_name().items()):
        if name not in HISTORY:
            total.update(f"{name} {array.dtype} {array.shape}".encode())
            total.update(np.ascontiguousarray(array).data)
    return total.hexdigest()
