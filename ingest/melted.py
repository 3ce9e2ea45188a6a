"""
Headings that a transcript melted into running text.

A transcript writes a page as one line, so a heading is followed by its text with
nothing between: "… for hele byen Stier og fortove Her kan man gå …".
Such a heading is believed where something else speaks for it:

    numbered    "2.2. Mål Vi vil …", where the numbers follow each other
    announced   an item of an earlier numbered list, met again: announced.py
    page title  a page begins with it and it stands elsewhere too, or it is one of
                the customary ones ("Indledning")
    excerpt     "Uddrag fra …", a box of another document's text

It ends where a new sentence starts with a capital. Guessed: an excerpt lasts until the
next heading or the end of its page, since nothing shows where its box ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cached_property

from ingest import announced
from ingest.announced import MAX_WORDS, NAME_WORDS
from ingest.headings import TOP, Heading, title_of
from ingest.words import number_of, words_of

UNKNOWN = 0  # a level that is yet to be found out
BELOW_ALL = 9  # the level of an excerpt
RUNNING = 600  # characters: guess; a line so long is a page, not a paragraph
RUNNING_ON_PAGES = 120  # the same in a document with pages: guess

# "se afsnit 2.2. Her …": a number behind one of these is a reference.
REFERENCE = frozenset(
    {"afsnit", "kapitel", "kap.", "punkt", "pkt.", "side", "s.", "bilag", "§", "stk.", "nr.", "jf.", "se"}
)
CUSTOMARY = frozenset({"forord", "indledning", "resumé", "sammenfatning", "baggrund", "formål", "vision", "afslutning"})


def find(text: str, pages: Sequence[int], standing: Sequence[Heading]) -> list[Heading]:
    """
    The headings melted into *text* and those *standing* alone in it, in order.

    *pages* are the offsets where pages begin. The numbers of standing headings count.
    """
    least = RUNNING_ON_PAGES if pages else RUNNING
    running = [len(line) >= least for line in text.split("\n")]
    return _Finder(text, frozenset(pages), standing, running).headings() if any(running) else list(standing)


class _Finder:
    """The search in one text: *running* tells of each line whether headings may be melted into it."""

    def __init__(self, text: str, pages: frozenset[int], standing: Sequence[Heading], running: Sequence[bool]) -> None:
        self.text = text
        self.pages = pages
        self.standing = {heading.start: heading for heading in standing}
        self.running = running
        self.words = words_of(text)

    def headings(self) -> list[Heading]:
        lists = list(announced.lists(self.words))
        listed = {item.first - 1 for items in lists for item in items}
        met = list(self._announced(lists))
        known = self.standing.keys() | {heading.start for heading in met}
        numbered = self._numbered(listed, known)
        return self._levelled(_apart([*met, *numbered, *self._titles(), *self._excerpts(), *self.standing.values()]))

    def _announced(self, lists: Sequence[Sequence[announced.Item]]) -> Iterator[Heading]:
        """The items of one list are at one level: that of the numbers which some of them have."""
        for matches in announced.met_again(self.words, lists):
            met = []
            for match in matches:
                first, before = self.words[match.first], self.words[match.first - 1]
                if self.running[first.line]:
                    is_numbered = bool(before.number) and before.line == first.line
                    met.append(self._heading(match.first - is_numbered, match.end))
            level = max((_depth(heading) for heading in met), default=UNKNOWN)
            yield from (replace(heading, level=level) for heading in met)

    def _numbered(self, listed: set[int], known: Set[int]) -> Iterator[Heading]:
        """Headings whose numbers follow each other, chapters and what is below them, but for those *known*."""
        last: tuple[int, ...] = ()
        for at, word in enumerate(self.words):
            if word.start in known:
                last = word.number or last
            elif word.number and at not in listed and self.running[word.line]:
                first_of_line = at == 0 or self.words[at - 1].line != word.line
                is_reference = not first_of_line and self.words[at - 1].text.lower() in REFERENCE
                end = self._sentence_start(at + 1, (*word.number, 1))
                if end and not is_reference and _follows(last, word.number, leap=first_of_line):
                    last = word.number
                    yield self._heading(at, end)

    def _titles(self) -> Iterator[Heading]:
        """The titles of pages."""
        for at, word in enumerate(self.words):
            if word.start in self.pages and self.running[word.line]:
                end = self._sentence_start(at)
                if end is None:
                    continue
                phrase = self.text[word.start : self.words[end - 1].end].lower()
                customary = end == at + 1 and word.plain in CUSTOMARY
                if customary or (end >= at + NAME_WORDS and self._lowered.count(phrase) > 1):
                    yield self._heading(at, end)

    def _excerpts(self) -> Iterator[Heading]:
        for at, word in enumerate(self.words[:-2]):
            if word.text == "Uddrag" and self.words[at + 1].text in ("fra", "af") and self.running[word.line]:
                end = self._sentence_start(at)
                if end:
                    line_end = self.text.find("\n", self.words[end].start)
                    until = line_end if line_end >= 0 else None
                    yield replace(self._heading(at, end), level=BELOW_ALL, until=until)

    def _heading(self, first: int, end: int) -> Heading:
        start, stop = self.words[first].start, self.words[end - 1].end
        return Heading(start, stop, UNKNOWN, title_of(self.text[start:stop]))

    def _sentence_start(self, first: int, below: tuple[int, ...] = ()) -> int | None:
        """
        The word with which a sentence begins, if those from *first* on are a heading.

        The first heading below it, with the number *below*, ends it too. Of several
        capitals in a row the last begins the sentence, unless it belongs to a name that
        stands elsewhere as well ("… medborgerskab Bøgesund Kommune vil").
        """
        words = self.words
        if first >= len(words) or not words[first].capital:
            return None
        at = first + 1
        while at < min(len(words), first + MAX_WORDS + 1):
            before, word = words[at - 1], words[at]
            if before.asks and word.opens:
                return at
            if before.stops or word.number:
                return at if word.number and word.number == below else None
            if word.line != words[first].line or (word.opens and not word.capital and not before.links):
                return at
            if not word.capital:
                at += 1
                continue
            last = at
            while last + 1 < len(words) and words[last + 1].capital and not words[last].stops:
                last += 1
            if last + 1 < len(words) and not words[last].stops:
                begin = self._name_start(at, last)
                if not words[begin - 1].links:
                    return begin
            at = last + 1
        return None

    def _name_start(self, at: int, last: int) -> int:
        """Where the name begins that ends with word *last*: not before *at*."""
        for first in range(max(at, last - 2), last):
            if self._phrases[tuple(word.plain for word in self.words[first : last + 1])] > 1:
                return first
        return last

    @cached_property
    def _phrases(self) -> Counter[tuple[str, ...]]:
        """How often two or three words stand together of which the last has a capital."""
        plain = [word.plain for word in self.words]
        return Counter(
            tuple(plain[at - size : at + 1])
            for at, word in enumerate(self.words)
            if word.capital
            for size in (1, 2)
            if at >= size
        )

    @cached_property
    def _lowered(self) -> str:
        return self.text.lower()

    def _levelled(self, headings: Sequence[Heading]) -> list[Heading]:
        """Numbers give the level; a heading without one is below the chapter that it stands in."""
        in_chapter = False
        found = []
        for heading in headings:
            depth = _depth(heading)
            in_chapter |= depth > 0
            if heading.start not in self.standing and heading.level != BELOW_ALL:
                heading = replace(heading, level=depth or heading.level or TOP + in_chapter)
            found.append(heading)
        return found


def _depth(heading: Heading) -> int:
    """1 for "2. …", 2 for "2.1. …", 0 where there is no number."""
    return len(number_of(heading.title.partition(" ")[0]))


def _follows(last: tuple[int, ...], parts: tuple[int, ...], *, leap: bool) -> bool:
    """Whether number *parts* may come next; at the start of a line one number may have been missed."""
    step = 2 if leap else 1
    if len(parts) == 1:
        chapter = last[0] if last else 0
        return chapter < parts[0] <= chapter + step
    if not last:
        return leap
    if parts[0] != last[0]:
        return leap and parts[0] == last[0] + 1
    return parts[1:] > last[1:]


def _apart(headings: Sequence[Heading]) -> list[Heading]:
    """In order, without those that begin inside another."""
    apart: list[Heading] = []
    for heading in sorted(headings, key=lambda heading: (heading.start, -heading.end)):
        if not apart or heading.start >= apart[-1].end:
            apart.append(heading)
    return apart
