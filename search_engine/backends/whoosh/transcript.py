"""
The documents' words as they stand, one after the other, as arrays for exact search.

    written     headings and texts, passage by passage, each word by its number; 0 ends what may be read on
    titles      the same of the documents' titles
    spellings   the different words in order: the first has the number 1

A section's passages follow each other without a 0 between them, so that a phrase is found across
the cut. A heading stands once, in front of the first passage below it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from search_engine.backends.whoosh.arrays import Array
from search_engine.danish.written import written

END = 0  # no word's number

Row = array  # of type code "I": the numbers of the words of a text, before they are in order


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage as far as it is needed here; *section* is its section's number in the document."""

    document_id: str
    section: int
    path: tuple[str, ...]
    row: Row[int]


class Transcript:
    """Takes texts down, then gives the arrays."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def row(self, text: str) -> Row[int]:
        """The words of *text* by numbers in the order in which they were met."""
        numbers = self._numbers
        return array("I", [numbers.setdefault(token.word, len(numbers) + 1) for token in written(text)])

    def columns(self, titles: Iterable[str], passages: Sequence[Stretch]) -> dict[str, Array]:
        """The columns for the documents' *titles* and their *passages*, both in their order."""
        by_document, title_starts = array("I"), [0]
        for title in titles:
            by_document += self.row(title)
            by_document.append(END)
            title_starts.append(len(by_document))

        words, starts, text_starts = array("I"), [], []
        before: Stretch | None = None
        for passage in passages:
            if before and (before.document_id, before.section) != (passage.document_id, passage.section):
                words.append(END)
            starts.append(len(words))
            for heading in new_headings(before, passage):
                words += self.row(heading)
                words.append(END)
            text_starts.append(len(words))
            words += passage.row
            before = passage
        words.append(END)

        in_order = sorted((f"{word}\n".encode(), number) for word, number in self._numbers.items())
        place = np.zeros(len(in_order) + 1, np.uint32)
        place[[number for _, number in in_order]] = np.arange(1, len(place))
        return {
            "written": place[np.frombuffer(words, np.uint32)],
            "written_starts": np.array([*starts, len(words)], np.int64),
            "text_starts": np.array(text_starts, np.int64),
            "titles": place[np.frombuffer(by_document, np.uint32)] if by_document else place[:0],
            "titles_starts": np.array(title_starts, np.int64),
            "spellings": np.frombuffer(b"".join(word for word, _ in in_order), np.uint8),
            "spelling_ends": np.cumsum([0, *(len(word) for word, _ in in_order)], dtype=np.int64),
        }


def new_headings(before: Stretch | None, passage: Stretch) -> tuple[str, ...]:
    """The headings of *passage* that do not stand above the passage *before* it in the document."""
    if before is None or before.document_id != passage.document_id:
        return passage.path
    if before.section == passage.section:
        return ()
    common = 0
    for one, other in zip(before.path, passage.path, strict=False):
        if one != other:
            break
        common += 1
    return passage.path[min(common, len(passage.path) - 1) :] if passage.path else ()
