"""
Places in the rows of words to what a reader sees: the words in their context, or passages with marks.

The rows have no offsets: of the few passages that a page shows, the stored text is cut into
words again.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from search_engine.backends.whoosh.exact import Exact, Numbers, Standing
from search_engine.backends.whoosh.matches import Mask
from search_engine.backends.whoosh.reader import Reader
from search_engine.backends.whoosh.transcript import END
from search_engine.danish import Token
from search_engine.danish.written import written
from search_engine.model import (
    Candidates,
    Expression,
    Facets,
    Filters,
    Occurrence,
    Occurrences,
    Query,
    Record,
    Scored,
    Sort,
    Source,
)

CONTEXT = 80  # characters on either side; a guess: with what stands between them about two lines


def listed(reader: Reader, expression: Expression, query: Query, generation: str) -> Occurrences:
    """The places of *expression* by document and place, one page of them. The facets count places."""
    exact = Exact(reader.arrays)
    standing = _standing(reader, exact, expression, query)
    facets, kept = _narrowed(reader, standing.passages, query.filters)
    standing = standing.where(kept)
    contexts = _Contexts(reader, exact)
    shown = contexts.in_title if standing.in_titles else contexts.in_text
    page = slice(query.offset, query.offset + query.limit)
    places = zip(standing.stretches.starts[page].tolist(), standing.stretches.ends[page].tolist(), strict=True)
    return Occurrences(
        query=query,
        found=tuple(shown(start, end) for start, end in places),
        total=len(standing.passages),
        passages=_different(standing.passages),
        documents=_different(reader.arrays.columns.document[standing.passages]),
        facets=facets,
        generation=generation,
    )


def holding(reader: Reader, expression: Expression, query: Query, generation: str) -> Candidates:
    """
    The passages that the places of *expression* are in, one page of them. The facets count passages.

    A passage's score is how many places it has: most first, or newest first where that is asked for, then by
    document and place.
    """
    exact = Exact(reader.arrays)
    standing = _standing(reader, exact, expression, query)
    passages, counts = np.unique(standing.passages, return_counts=True)
    facets, kept = _narrowed(reader, passages, query.filters)
    passages, counts = passages[kept], counts[kept]
    group = reader.arrays.columns.group[passages]
    last_day = np.array([group.last_day for group in reader.arrays.tables.groups], np.int32)[group]
    days = last_day if query.sort is Sort.DATE else np.zeros_like(last_day)
    order = np.lexsort((passages, -counts, -days))[query.offset : query.offset + query.limit]
    contexts = _Contexts(reader, exact)
    scored = tuple(
        Scored(contexts.passage(number), contexts.record(number), float(count), contexts.marks(number, standing))
        for number, count in zip(passages[order].tolist(), counts[order].tolist(), strict=True)
    )
    return Candidates(scored, len(passages), facets, generation)


def _standing(reader: Reader, exact: Exact, expression: Expression, query: Query) -> Standing:
    """Every place, or those in the one document that *query* names."""
    standing = exact.find(expression)
    if query.document is None:
        return standing
    first, end = reader.arrays.passages_of(query.document)
    return standing.where((standing.passages >= first) & (standing.passages < end))


def _narrowed(reader: Reader, passages: Numbers, filters: Filters) -> tuple[Facets, Mask]:
    """The facets of *passages*, each counted as often as it comes, and which of them *filters* leave."""
    group = reader.arrays.columns.group[passages]
    by_group = np.bincount(group, minlength=len(reader.arrays.tables.groups))
    facets, groups = reader.search.narrowed(by_group, filters)
    return facets, groups[group]


def _different(ascending: Numbers) -> int:
    return int(np.count_nonzero(np.diff(ascending, prepend=-1)))


class _Contexts:
    """What stands at a place. Reads what it needs once; for one request."""

    def __init__(self, reader: Reader, exact: Exact) -> None:
        self._reader = reader
        self._exact = exact
        self._columns = reader.arrays.columns
        self.passage = cache(reader.passage)
        self._words = cache(lambda number: list(written(self.passage(number).text)))
        self._outline = cache(reader.outline)

    def record(self, number: int) -> Record:
        """The record of a passage's document."""
        return self._reader.record(int(self._columns.document[number]))

    def in_title(self, start: int, end: int) -> Occurrence:
        document = self._document_at(start)
        record = self._reader.record(document)
        first = start - int(self._columns.titles_starts[document])
        left, right = _stretch(list(written(record.title)), first, end - start)
        before, quote, after = _in_context(record.title, left, right)
        passage = self.passage(int(self._columns.document_ends[document]))
        return Occurrence(record, passage, Source.TITLE, (), before, quote, after, left, right, None, None)

    def in_text(self, start: int, end: int) -> Occurrence:
        number = self._passage_at(start)
        if start < self._columns.text_starts[number]:
            return self._in_heading(number, start, end)
        passage, last = self.passage(number), self._passage_at(end - 1)
        left = passage.start + self._word(number, start).start
        right = self.passage(last).start + self._word(last, end - 1).end
        first = number - (left - passage.start < CONTEXT)
        end_of_last = self.passage(last).end
        around = [
            self.passage(near)
            for near in range(first, last + 1 + (end_of_last - right < CONTEXT))
            if self._is_beside(near, number)
        ]
        text, offset = "".join(part.text for part in around), around[0].start
        before, quote, after = _in_context(text, left - offset, right - offset)
        pages = (passage.page, passage.page)
        if passage.page != self.passage(last).page_end:  # only the section knows where a page ends
            section = self._outline(int(self._columns.document[number]))[passage.section]
            pages = section.page_at(left), section.page_at(right - 1)
        record = self.record(number)
        return Occurrence(record, passage, Source.TEXT, passage.path, before, quote, after, left, right, *pages)

    def marks(self, number: int, standing: Standing) -> tuple[tuple[int, int], ...]:
        """The stretches of a passage's text in which *standing* has a place, as far as they stand in this passage."""
        text_start = int(self._columns.text_starts[number])
        marked: list[tuple[int, int]] = []
        words = self._words(number)
        here = standing.passages.searchsorted([number, number + 1]) if not standing.in_titles else (0, 0)
        for at in range(*here):
            first = int(standing.stretches.starts[at]) - text_start
            last = min(int(standing.stretches.ends[at]) - text_start, len(words)) - 1
            if first < 0:
                continue  # in a heading
            left, right = words[first].start, words[last].end
            if marked and left < marked[-1][1]:
                marked[-1] = marked[-1][0], max(marked[-1][1], right)
            else:
                marked.append((left, right))
        return tuple(marked)

    def _in_heading(self, number: int, start: int, end: int) -> Occurrence:
        passage = self.passage(number)
        first, text_start = int(self._columns.written_starts[number]), int(self._columns.text_starts[number])
        heading_ends = first + np.flatnonzero(self._columns.written[first:text_start] == END)
        below = int(heading_ends.searchsorted(start))  # how many of the new headings stand above this one
        path = passage.path[: len(passage.path) - len(heading_ends) + below + 1]
        heading_start = int(heading_ends[below - 1]) + 1 if below else first
        left, right = _stretch(list(written(path[-1])), start - heading_start, end - start)
        before, quote, after = _in_context(path[-1], left, right)
        pages = (passage.page, passage.page)
        record = self.record(number)
        return Occurrence(record, passage, Source.HEADING, path, before, quote, after, left, right, *pages)

    def _word(self, number: int, place: int) -> Token:
        return self._words(number)[place - int(self._columns.text_starts[number])]

    def _is_beside(self, number: int, other: int) -> bool:
        """Whether both passages are of one section."""
        if not 0 <= number < self._reader.arrays.passage_count:
            return False
        one, two = self.passage(number), self.passage(other)
        return (one.document_id, one.section) == (two.document_id, two.section)

    def _passage_at(self, place: int) -> int:
        return int(self._exact.passage_at(np.array([place]))[0])

    def _document_at(self, place: int) -> int:
        return int(self._exact.document_at(np.array([place]))[0])


def _stretch(words: list[Token], first: int, count: int) -> tuple[int, int]:
    return words[first].start, words[first + count - 1].end


def _in_context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before, in and after a stretch of *text*, cut where words part."""
    left, right = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    before, after = text[left:start], text[end:right]
    if left:
        before = before[before.find(" ") + 1 :] if " " in before[:-1] else before
    if right < len(text):
        after = after[: after.rfind(" ")] if " " in after[1:] else after
    return before, text[start:end], after
