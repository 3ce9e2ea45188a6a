"""
Do the terms of an index follow from the texts in it, and from nothing else?

Everything is made anew from the stored texts, as if it were published for the first time:
the words, what they teach, the terms. If these are what is indexed, then it does not
matter by which publications the documents came. It takes as long as reading their Danish
did when they were published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from search_engine.backends import Analysis
from search_engine.backends.whoosh import postings, stored
from search_engine.backends.whoosh.postings import Postings
from search_engine.backends.whoosh.reader import Reader
from search_engine.backends.whoosh.schema import FIELDS
from search_engine.danish import Lexicon
from search_engine.danish.lexicon import learned
from search_engine.model import PassageTerms


def lexicon_of_texts(reader: Reader) -> Lexicon:
    """What the stored texts teach."""
    counts = Counter[str]()
    for document_id in reader.arrays.tables.ids:
        counts.update(stored.words_of(reader.document(document_id)))
    return Lexicon(learned(counts))


def misread(whoosh: IndexReader, reader: Reader, analysis: Analysis, lexicon: Lexicon) -> Iterator[str]:
    """Yield the ids of the documents that are indexed by other terms than *analysis* makes of their texts."""
    indexed = _Indexed(whoosh, reader)
    number = 0
    for document_id in reader.arrays.tables.ids:
        record, passages = stored.read(reader.texts(document_id))
        found = [analysis(record, passage, lexicon) for passage in passages]
        if not all(indexed.has(terms, number + order) for order, terms in enumerate(found)):
            yield document_id
        number += len(passages)


class _Indexed:
    """The terms of each passage by field, in the order of the text, as Whoosh has them."""

    def __init__(self, whoosh: IndexReader, reader: Reader) -> None:
        docnum = reader.arrays.columns.docnum
        passages = np.full(whoosh.doc_count_all(), -1, np.int32)
        passages[docnum] = np.arange(len(docnum))
        self._numbers = {term: number for number, term in enumerate(postings.vocabulary(whoosh))}
        self._fields = {
            field: _in_order(postings.read(whoosh, field, self._numbers, passages), len(docnum)) for field in FIELDS
        }

    def has(self, terms: PassageTerms, passage: int) -> bool:
        """Whether the passage with that number is indexed by *terms*."""
        for field, (numbers, ends) in self._fields.items():
            expected = [self._numbers.get(term.encode(), -1) for term in getattr(terms, field)]
            if numbers[ends[passage] : ends[passage + 1]].tolist() != expected:
                return False
        return True


def _in_order(found: Postings, passage_count: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The numbers of the terms of the passages, one passage after the other, and where each passage's end."""
    passage = np.repeat(found.passage, found.tf)
    order = np.lexsort((found.places, passage))
    ends = np.concatenate([[0], np.cumsum(np.bincount(passage, minlength=passage_count))]).astype(np.int64)
    return np.repeat(found.term, found.tf)[order].astype(np.int32), ends
