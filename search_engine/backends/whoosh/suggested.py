"""
What is suggested while somebody types: titles, headings, words of the documents.

They are entries, numbered in the order in which they are suggested: titles and headings, the
shorter first, then words, those of most documents first. Each is found by its *beginnings*
(``danish/beginnings.py``), which lie in order, each with the numbers of its entries: those of
all that begin alike are one stretch of an array. Compiled with the other arrays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search_engine.backends.whoosh.arrays import Array, Arrays, Passages, Strings
from search_engine.backends.whoosh.ascending import common, once
from search_engine.danish import STOP_WORDS, Lexicon
from search_engine.danish.beginnings import beginnings, folded
from search_engine.model import Suggestion, SuggestionKind

MAX_CHARS = 120  # of a title or heading: longer ones are sentences
LOOKED_AT = 60  # entries of a kind, of which the best are shown
MIN_REPAIRED = 4  # letters from which one may be wrong


@dataclass(frozen=True, slots=True)
class Named:
    """A title, without *anchor*, or a heading, and the number of its document."""

    text: str
    document: int
    anchor: str = ""


def columns(named: Iterable[Named], words: Mapping[str, int], lexicon: Lexicon) -> dict[str, Array]:
    """The columns for *named*, in the order of the documents, and *words*, each with how many documents have it."""
    short = [name for name in named if len(name.text) <= MAX_CHARS]
    titles, headings = (_ranked(name for name in short if bool(name.anchor) is wanted) for wanted in (False, True))
    told = sorted((word for word in words if word not in STOP_WORDS), key=lambda word: (-words[word], word))
    found_by: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate([*titles, *headings]):
        for beginning in beginnings(name.text, lexicon):
            found_by[beginning].append(number)
    for number, word in enumerate(told, start=len(titles) + len(headings)):
        found_by[folded(word)].append(number)
    keys = sorted(found_by, key=str.encode)
    return {
        "suggested_counts": np.array([len(titles), len(headings), len(told)], np.int32),
        "suggested_documents": np.array([name.document for name in (*titles, *headings)], np.int32),
        "begun": np.array([number for key in keys for number in found_by[key]], np.int32),
        "begun_ends": np.cumsum([0, *(len(found_by[key]) for key in keys)], dtype=np.int64),
        **_strings("suggested", "suggested_ends", [*(name.text for name in (*titles, *headings)), *told]),
        **_strings("suggested_anchors", "suggested_anchor_ends", [name.anchor for name in (*titles, *headings)]),
        **_strings("beginnings", "beginning_ends", keys),
    }


class Suggested:
    """What one generation suggests; safe to share between threads."""

    def __init__(self, arrays: Arrays) -> None:
        columns = arrays.columns
        self._columns = columns
        self._ids = arrays.tables.ids
        self._texts = Strings(columns.suggested, columns.suggested_ends)
        self._anchors = Strings(columns.suggested_anchors, columns.suggested_anchor_ends)
        self._beginnings = Strings(columns.beginnings, columns.beginning_ends)

    def find(self, typed: Sequence[str]) -> Iterator[Suggestion]:
        """Titles and headings that have all of *typed*, then words that begin with the last; the first of each."""
        by_word = [self._begun(word) for word in typed]
        titles, named = np.cumsum(self._columns.suggested_counts[:2]).tolist()
        everywhere = reduce(common, by_word)
        for entries in (everywhere[everywhere < titles], everywhere[(everywhere >= titles) & (everywhere < named)]):
            for entry in entries[:LOOKED_AT].tolist():
                kind = SuggestionKind.TITLE if entry < titles else SuggestionKind.HEADING
                document_id = self._ids[self._columns.suggested_documents[entry]]
                yield Suggestion(self._text(entry), kind, document_id, self._anchors[entry].decode().rstrip("\n"))
        last = by_word[-1]
        for entry in last[last >= named][:LOOKED_AT].tolist():
            yield Suggestion(self._text(entry), SuggestionKind.WORD)

    def _begun(self, word: str) -> Passages:
        """The entries with a beginning that begins with *word*, or nearly so where there are none."""
        alike = self._beginnings.beginning(word)
        ends = self._columns.begun_ends
        if alike.start < alike.stop:
            return once(np.sort(self._columns.begun[ends[alike.start] : ends[alike.stop]]))
        near = [self._columns.begun[ends[place] : ends[place + 1]] for place in self._nearly(word)]
        return once(np.sort(np.concatenate(near))) if near else self._columns.begun[:0]

    def _nearly(self, word: str) -> list[int]:
        """The places of the beginnings that begin with *word* but for one letter, which is not the first."""
        if len(word) < MIN_REPAIRED:
            return []
        alike = self._beginnings.beginning(word[0])
        first, end = self._columns.beginning_ends[[alike.start, alike.stop]]
        found = self._columns.beginnings[first:end].tobytes().decode().splitlines()
        as_long = [beginning[: len(word)] for beginning in found]
        likely = extract(word, as_long, scorer=OSA.distance, score_cutoff=2, limit=None)  # a letter more moves the end
        lengths = range(len(word) - 1, len(word) + 2)
        return sorted(
            alike.start + place
            for _, _, place in likely
            if min(OSA.distance(word, found[place][:length]) for length in lengths) <= 1
        )

    def _text(self, entry: int) -> str:
        return self._texts[entry].decode().rstrip("\n")


def _ranked(named: Iterable[Named]) -> list[Named]:
    """Each text once, where it stands first: those of most documents first, then the shorter."""
    by_text: dict[str, Named] = {}
    counts = Counter[str]()
    for name in named:
        by_text.setdefault(name.text.casefold(), name)
        counts[name.text.casefold()] += 1
    return sorted(
        by_text.values(), key=lambda name: (-counts[name.text.casefold()], len(name.text), name.text, name.document)
    )


def _strings(name: str, ends: str, texts: Sequence[str]) -> dict[str, Array]:
    """*texts*, each with a line break behind it."""
    joined = [f"{text}\n".encode() for text in texts]
    return {
        name: np.frombuffer(b"".join(joined), np.uint8),
        ends: np.cumsum([0, *map(len, joined)], dtype=np.int64),
    }
