"""
Whoosh's posting lists, read into arrays.

Whoosh hands out a posting at a time, at the price of several Python calls; here a
block of 128 is taken at once. That needs names which Whoosh 2.7.5 does not promise
(an underscore in front), which is one reason why it is pinned: docs/decisions/0001.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from search_engine.backends.whoosh.schema import PLACE

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """
    The postings of one field in live passages, in no particular order.

    *term*: its code; *passage*: its number; *tf*: occurrences; *places*: where the
    term stands, one posting after the other.
    """

    term: Ints
    passage: Ints
    tf: Ints
    places: Ints


def read(reader: IndexReader, field: str, codes: dict[bytes, int], number: NDArray[np.int32]) -> Postings:
    """
    The postings of *field*; terms that *codes* does not have yet are numbered on.

    *number* has a passage's number for each of Whoosh's, below 0 for what is to be left out.
    """
    code, size, offset = array("q"), array("q"), array("q")  # by block
    step, tf = array("q"), array("d")  # by posting
    places = bytearray()
    for leaf, start in leaves(reader):
        for term, ids, weights, values in _blocks(leaf, field):
            code.append(codes.setdefault(term, len(codes)))
            size.append(len(ids))
            offset.append(start)
            step.extend(ids)
            tf.extend(weights if isinstance(weights, tuple) else (weights or 1.0,) * len(ids))
            places += b"".join(values)

    sizes = _array(size)
    docnum = _docnums(_array(step), sizes) + np.repeat(_array(offset), sizes)
    counts = np.frombuffer(tf, np.float64).astype(np.int64)
    passage = number[docnum].astype(np.int64)
    live = passage >= 0
    return Postings(
        term=np.repeat(_array(code), sizes)[live],
        passage=passage[live],
        tf=counts[live],
        places=np.frombuffer(places, np.dtype(PLACE)).astype(np.int64)[np.repeat(live, counts)],
    )


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
    total = np.cumsum(steps)
    first = np.cumsum(sizes) - sizes
    found: Ints = total - np.repeat(total[first] - steps[first], sizes)
    return found


def _array(numbers: array[int]) -> Ints:
    return np.frombuffer(numbers, np.int64)
