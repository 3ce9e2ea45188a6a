"""
Whoosh's posting lists, read into arrays.

Whoosh hands out a posting at a time, at the price of several Python calls; here a
block of 128 is taken at once. That needs names which Whoosh 2.7.5 does not promise
(an underscore in front), which is one reason why it is pinned: docs/decisions/0001.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from search_engine.backends.whoosh.schema import FIELDS, PLACE

Ints = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Postings:
    """
    The postings of one field in live passages, in no particular order.

    *term*, *passage*: their numbers; *tf*: occurrences; *places*: where the term
    stands, one posting after the other.
    """

    term: Ints
    passage: Ints
    tf: Ints
    places: Ints


def vocabulary(reader: IndexReader) -> list[bytes]:
    """Every term in order, those included that only deleted documents have."""
    terms = {term for leaf, _ in leaves(reader) for field, term in leaf._terms.terms() if field in FIELDS}
    return sorted(terms)


def read(reader: IndexReader, field: str, term_numbers: Mapping[bytes, int], passage_numbers: Ints) -> Postings:
    """The postings of *field*; a passage's number is looked up by Whoosh's, and below 0 for what is to be left out."""
    term, size, offset = array("I"), array("I"), array("I")  # by block
    step, tf = array("I"), array("f")  # by posting
    places = bytearray()
    for leaf, start in leaves(reader):
        for text, ids, weights, values in _blocks(leaf, field):
            term.append(term_numbers[text])
            size.append(len(ids))
            offset.append(start)
            step.extend(ids)
            tf.extend(weights if isinstance(weights, tuple) else (weights or 1.0,) * len(ids))
            places += b"".join(values)

    sizes = np.frombuffer(size, np.uint32)
    docnum = _docnums(np.frombuffer(step, np.uint32), sizes) + np.repeat(np.frombuffer(offset, np.uint32), sizes)
    found = Postings(
        term=np.repeat(np.frombuffer(term, np.uint32), sizes),
        passage=passage_numbers[docnum],
        tf=np.frombuffer(tf, np.float32).astype(np.int32),
        places=np.frombuffer(places, np.dtype(PLACE)),
    )
    live = found.passage >= 0
    if live.all():
        return found
    return Postings(found.term[live], found.passage[live], found.tf[live], found.places[np.repeat(live, found.tf)])


def leaves(reader: IndexReader) -> Sequence[tuple[Any, int]]:
    """Each segment's reader and the number of its first document."""
    return list(reader.leaf_readers()) if reader.doc_count_all() else []


def _blocks(leaf: Any, field: str) -> Iterator[tuple[bytes, tuple[int, ...], Any, tuple[bytes, ...]]]:
    """
    Yield (term, document numbers, weights, values) for each block of postings.

    A number is the difference from the one before it in the block. Weights are one for
    each posting, or one for all, or None for 1.
    """
    terms = leaf._terms
    if field not in terms.indexed_field_names():
        return
    for (name, term), info in terms.items_from(field, b""):
        if name != field:
            break
        matcher = leaf.codec().postings_reader(terms._postfile, info, leaf.schema[field].format)
        while True:
            matcher._read_data()
            yield term, *matcher._data
            if matcher._lastblock:
                break
            matcher._next_block()


def _docnums(steps: Ints, sizes: Ints) -> Ints:
    """Undo the differences, block by block."""
    if not len(steps):
        return steps
    total = np.cumsum(steps, dtype=np.int64)
    first = np.cumsum(sizes) - sizes
    found: Ints = total - np.repeat(total[first] - steps[first], sizes)
    return found
