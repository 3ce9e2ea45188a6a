"""
Headings that a transcript melted into running text.

A transcript writes a page as one line, so a heading is followed by its text with
nothing between: "… til inklusionen Aktiv beskæftigelsesindsats En mere effektiv …".
Such a heading is believed where something else speaks for it:

    numbered    "2.2. Mål Vi vil …", where the numbers follow each other
    announced   an item of an earlier list ("… er: 1. Økonomi 2. Kvalitet og resultater"),
                met again, perhaps slightly reworded ("Kvalitet og resultat")
    page title  a page begins with it and the text comes back to it, or it is one of
                the customary ones ("Indledning")
    excerpt     "Uddrag fra …", a box of another document's text

It ends where a new sentence starts with a capital. Guessed: an excerpt lasts until the
next heading or the end of its page, since nothing shows where its box ended.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property

from ingest.headings import TOP, Heading, title_of

BELOW_ALL = 9  # the level of an excerpt
RUNNING = 600  # characters: guess; a line so long is a page, not a paragraph
RUNNING_ON_PAGES = 120  # the same in a document with pages: guess
MAX_WORDS = 16  # of a heading; the longest of our one transcript has 13
MAX_ITEM_WORDS = 40  # of an announced item, which may be a sentence: guess
MORE_WORDS = 4  # that a heading may have more than the item that announced it: guess
ALIKE = 0.7  # difflib's ratio; the reworded headings of our one transcript have 0.78 and more
SAME = 0.95  # so alike, a heading may end in any word ("steder, der bygges om"): guess
MANY = 200  # places at which an announced item is looked for: guess, bounds the work
NAME_WORDS = 3  # so many words in a row do not come back by chance: guess

NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)(\.?)")
SENTENCE_END = re.compile(r"[.!?:;…][\"”’»)\]]*$")
AROUND = "\"'”“’»«()[].,;:!?…"
# "se afsnit 2.2. Her …": a number behind one of these is a reference.
REFERENCE = frozenset(
    {"afsnit", "kapitel", "kap.", "punkt", "pkt.", "side", "s.", "bilag", "§", "stk.", "nr.", "jf.", "se"}
)
# A heading does not end with one of these: the capital behind it is a name's.
LINKS = frozenset(
    {"og", "eller", "samt", "i", "på", "til", "af", "for", "med", "om", "fra", "ved", "hos", "under", "over", "mellem"}
    | {"at", "der", "den", "det", "de", "en", "et", "vores", "inden", "efter", "mod", "som", "via", "ad"}
)
CUSTOMARY = frozenset({"forord", "indledning", "resumé", "sammenfatning", "baggrund", "formål", "vision", "afslutning"})


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    text: str
    line: int

    @property
    def plain(self) -> str:
        return self.text.strip(AROUND).lower()

    @property
    def capital(self) -> bool:
        return self.text.lstrip(AROUND)[:1].isupper()

    @property
    def opens(self) -> bool:
        """Whether a sentence may begin here: also "§ 1. Kommunen …" does."""
        return self.capital or self.text.startswith("§")

    @property
    def ends_sentence(self) -> bool:
        return bool(SENTENCE_END.search(self.text))

    @property
    def asks(self) -> bool:
        return self.text.endswith("?")


@dataclass(frozen=True, slots=True)
class Announced:
    """An item of a list: ``words[first:last]``; where it ends is sure unless it is the list's last."""

    first: int
    last: int
    is_last: bool


def find(text: str, pages: Sequence[int], standing: Sequence[Heading]) -> list[Heading]:
    """
    The headings melted into *text*, in order.

    *pages* are the offsets where pages begin, *standing* the headings known already:
    their numbers count, and none is found twice.
    """
    least = RUNNING_ON_PAGES if pages else RUNNING
    if not any(len(line) >= least for line in text.split("\n")):
        return []
    return _Finder(text, frozenset(pages), standing, least).headings()


class _Finder:
    def __init__(self, text: str, pages: frozenset[int], standing: Sequence[Heading], least: int) -> None:
        self.text = text
        self.pages = pages
        self.standing = standing
        self.words: list[Word] = []
        self.running: list[bool] = []  # by line
        self.line_ends: list[int] = []
        start = 0
        for number, line in enumerate(text.split("\n")):
            self.words += [
                Word(start + found.start(), start + found.end(), found[0], number)
                for found in re.finditer(r"\S+", line)
            ]
            self.running.append(len(line) >= least)
            start += len(line) + 1
            self.line_ends.append(start - 1)

    def headings(self) -> list[Heading]:
        found: dict[int, Heading] = {}  # by the place where it ends: a numbered one may be announced as well
        lists = list(self._lists())
        listed = {item.first - 1 for items in lists for item in items}
        for heading in [*self._announced(lists, listed), *self._numbered(listed), *self._titles(), *self._excerpts()]:
            found.setdefault(heading.end, heading)
        return self._levelled(_apart([*found.values(), *self.standing]))

    def _lists(self) -> Iterator[list[Announced]]:
        """Numbered lists in the text: behind a colon, or of three and more without a sentence in them."""
        at = 0
        while at < len(self.words):
            numbers = self._list_at(at) if self.words[at].text == "1." else []
            if not numbers:
                at += 1
                continue
            end = numbers[-1] + 1
            last = min(len(self.words), end + MAX_WORDS)
            while end < last and not _is_number(self.words[end].text):
                end += 1
                if self.words[end - 1].ends_sentence:
                    break
            ends = [*numbers[1:], end]
            yield [Announced(n + 1, e, n == numbers[-1]) for n, e in zip(numbers, ends, strict=True)]
            at = numbers[-1] + 1

    def _list_at(self, at: int) -> list[int]:
        numbers = [at]
        sentences = False
        behind_colon = at > 0 and self.words[at - 1].text.endswith(":")
        for place in range(at + 1, len(self.words)):
            if place > numbers[-1] + MAX_ITEM_WORDS:
                break
            if self.words[place].text == f"{len(numbers) + 1}." and place > numbers[-1] + 1:
                sentences |= any(word.ends_sentence for word in self.words[numbers[-1] + 1 : place - 1])
                numbers.append(place)
        is_list = len(numbers) >= 2 if behind_colon else len(numbers) >= 3 and not sentences
        return numbers if is_list else []

    def _announced(self, lists: list[list[Announced]], listed: set[int]) -> Iterator[Heading]:
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            if word.capital and self.running[word.line] and at - 1 not in listed:
                by_word[word.plain].append(at)
        for items in lists:
            after = items[-1].first
            for item in items:
                places = by_word[self.words[item.first].plain] if item.first < len(self.words) else []
                begin = bisect_right(places, after)
                best = max(
                    (self._likeness(item, at) for at in places[begin : begin + MANY]),
                    key=lambda found: (found[0], -found[1]),
                    default=(0.0, 0, 0),
                )
                if best[0] >= ALIKE:
                    after = best[2]
                    yield self._heading(best[1], best[2])

    def _likeness(self, item: Announced, at: int) -> tuple[float, int, int]:
        """How like *item* a heading at word *at* is, at best; where it begins and ends."""
        title = [word.plain for word in self.words[item.first : item.last]]
        best = (0.0, at, at)
        for end in range(at + 1, min(len(self.words), at + len(title) + MORE_WORDS + 1)):
            last = self.words[end - 1]
            if last.ends_sentence and not last.asks:
                break
            if not self.words[end].opens:
                continue
            phrase = " ".join(word.plain for word in self.words[at:end])
            for size in self._sizes(item):
                ratio = SequenceMatcher(None, " ".join(title[:size]), phrase, autojunk=False).ratio()
                if last.plain not in LINKS or ratio >= SAME:
                    best = max(best, (ratio, at, end), key=lambda found: found[0])
            if last.asks:
                break
        return best

    def _sizes(self, item: Announced) -> Iterator[int]:
        """How many words the item may have: the last one of a list runs into the text behind it."""
        for size in range(1, item.last - item.first + 1):
            whole = item.first + size == item.last
            if whole or (item.is_last and (size >= NAME_WORDS or self.words[item.first + size].opens)):
                yield size

    def _numbered(self, listed: set[int]) -> Iterator[Heading]:
        """Headings whose numbers follow each other, chapters and what is below them."""
        last: tuple[int, ...] = ()
        standing = {heading.start: heading for heading in self.standing}
        for at, word in enumerate(self.words):
            known = standing.get(word.start)
            number = NUMBER.fullmatch(word.text) if known is None else NUMBER.match(known.title)
            if not number:
                continue
            parts = tuple(int(part) for part in number[1].split("."))
            if known is not None:
                last = parts
                continue
            if at in listed or not self.running[word.line] or not (number[2] or len(parts) > 1):
                continue
            first_of_line = at == 0 or self.words[at - 1].line != word.line
            if not _follows(last, parts, leap=first_of_line):
                continue
            if not first_of_line and self.words[at - 1].text.lower() in REFERENCE:
                continue
            end = self._sentence_start(at + 1)
            if end:
                last = parts
                yield self._heading(at, end)

    def _titles(self) -> Iterator[Heading]:
        """The titles of pages."""
        for at, word in enumerate(self.words):
            if word.start in self.pages and self.running[word.line] and word.capital:
                end = self._sentence_start(at)
                if end is None:
                    continue
                phrase = self.text[word.start : self.words[end - 1].end]
                customary = end == at + 1 and word.plain in CUSTOMARY
                if customary or (end >= at + NAME_WORDS and self._lowered.count(phrase.lower()) > 1):
                    yield self._heading(at, end)

    def _excerpts(self) -> Iterator[Heading]:
        for at, word in enumerate(self.words[:-2]):
            if word.text == "Uddrag" and self.words[at + 1].text in ("fra", "af") and self.running[word.line]:
                end = self._sentence_start(at)
                if end:
                    yield replace(self._heading(at, end), level=BELOW_ALL, until=self.line_ends[word.line])

    def _heading(self, first: int, end: int) -> Heading:
        start, stop = self.words[first].start, self.words[end - 1].end
        before = self.words[first - 1] if first else None
        if before and before.line == self.words[first].line and _is_number(before.text):
            start = before.start  # an announced heading may be numbered as well
        return Heading(start, stop, TOP, title_of(self.text[start:stop]))

    def _sentence_start(self, first: int) -> int | None:
        """
        The word with which a sentence begins, if those from *first* on are a heading.

        Of several capitals in a row the last begins the sentence, unless it belongs
        to a name that stands elsewhere as well ("… medborgerskab Bøgesund Kommune vil").
        """
        words = self.words
        if first >= len(words) or not words[first].capital:
            return None
        at = first + 1
        while at < min(len(words), first + MAX_WORDS + 1):
            before = words[at - 1]
            if before.asks and words[at].opens:
                return at
            if before.ends_sentence or _is_number(words[at].text):
                return None
            if words[at].line != words[first].line or (words[at].text.startswith("§") and before.plain not in LINKS):
                return at
            if not words[at].capital:
                at += 1
                continue
            last = at
            while last + 1 < len(words) and words[last + 1].capital and not words[last].ends_sentence:
                last += 1
            if last + 1 < len(words) and not words[last].ends_sentence:
                begin = next((name for name in range(at, last) if self._is_name(name, last)), last)
                if words[begin - 1].plain not in LINKS:
                    return begin
            at = last + 1
        return None

    def _is_name(self, first: int, last: int) -> bool:
        return self._phrases[tuple(word.plain for word in self.words[first : last + 1])] > 1

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
        known = {heading.start for heading in self.standing}
        depth = 0
        found = []
        for heading in headings:
            number = NUMBER.match(heading.title)
            if number and (number[2] or "." in number[1]):
                depth = number[1].count(".") + 1
                heading = heading if heading.start in known else replace(heading, level=depth)
            elif heading.start not in known and heading.level != BELOW_ALL:
                heading = replace(heading, level=TOP + 1 if depth else TOP)
            found.append(heading)
        return found


def _is_number(text: str) -> bool:
    number = NUMBER.fullmatch(text)
    return bool(number and (number[2] or "." in number[1]))


def _follows(last: tuple[int, ...], parts: tuple[int, ...], *, leap: bool) -> bool:
    """Whether number *parts* may come next; at the start of a line one number may have been missed."""
    step = 2 if leap else 1
    if len(parts) == 1:
        return (last[0] if last else 0) < parts[0] <= (last[0] if last else 0) + step
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
