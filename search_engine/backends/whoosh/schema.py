"""
What Whoosh keeps, and how terms get into it unchanged.

Each passage is a Whoosh document with its terms by field and its JSON; each of our
documents is one more, with the record's JSON and no terms. Both carry the document's
id, by which they are taken out again.

The terms come from ``danish/`` and are not analysed again. Their places are kept as
plain 32-bit numbers: Whoosh's own format pickles one list per posting, which is slow
to write and cannot be read into an array without a Python call for each.

The classes here are pickled into the index by name: moving or renaming them, or
changing what is stored, makes every existing index unreadable: raise INDEX_FORMAT
in the same commit.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Format

from search_engine.ranking import FIELD_WEIGHTS

INDEX_FORMAT = 22  # of everything in a generation: files, arrays, JSON, and the terms made by danish/

FIELDS = (*FIELD_WEIGHTS, "kinds")
WORDED_FIELDS = ("title", "heading", "body")  # a phrase is looked for in these; parts follow each other by chance
PLACE = "I"  # array type code of a place; numpy's uint32


class Places(Format):  # type: ignore[misc]
    """A posting's value: the places of the term, ascending, 32 bits each."""

    def word_values(self, value: Any, analyzer: Any, **kwargs: Any) -> Iterator[tuple[str, int, float, bytes]]:
        places: dict[str, array[int]] = {}
        for place, term in enumerate(value):
            places.setdefault(term, array(PLACE)).append(place)
        for term, found in places.items():
            yield term, len(found), float(len(found)), found.tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        return array(PLACE, value).tolist()

    def decode_frequency(self, value: bytes) -> int:
        return len(value) // array(PLACE).itemsize

    def decode_weight(self, value: bytes) -> float:
        return float(self.decode_frequency(value))


class Terms(FieldType):  # type: ignore[misc]
    """A field whose value is a tuple of ready-made terms."""

    def __init__(self) -> None:
        super().__init__(format=Places(), analyzer=None, scorable=True)


def schema() -> Schema:
    return Schema(document=ID, json=STORED, **{field: Terms() for field in FIELDS})
