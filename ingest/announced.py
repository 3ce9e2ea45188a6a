"""
Numbered lists in running text, and where their items are met again as headings.

    … de tre mål er: 1. Økonomi 2. Kvalitet og resultater 3. Den grønne by. Det er …
    … Kvalitet og resultat Vi måler, hvad vi gør …

The items are met in their order, and perhaps slightly reworded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.words import Word

MAX_WORDS = 16  # of a heading; the longest of our one transcript has 13
MAX_ITEM_WORDS = 40  # of an item, which may be a sentence: guess
MORE_WORDS = 4  # that a heading may have more than the item that announced it: guess
NAME_WORDS = 3  # so many words in a row do not come back by chance: guess
ALIKE = 0.7  # difflib's ratio; the reworded headings of our one transcript have 0.78 and more
SAME = 0.95  # so alike, a heading may end in any word ("steder, der bygges om"): guess
MANY = 50  # places at which an item is looked for: guess, bounds the work


@dataclass(frozen=True, slots=True)
class Item:
    """``words[first:last]``, behind its number; a list's last one may run into the text behind it."""

    first: int
    last: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class Match:
    """``words[first:end]`` is so *like* an item, from 0 to 1."""

    like: float
    first: int
    end: int


def lists(words: Sequence[Word]) -> Iterator[list[Item]]:
    """The numbered lists: those behind a colon, or of three items and more without a sentence in them."""
    at = 0
    while at < len(words):
        numbers = _numbers(words, at) if words[at].text == "1." else []
        if not numbers:
            at += 1
            continue
        ends = [*numbers[1:], _end_of_last(words, numbers[-1])]
        yield [
            Item(number + 1, end, number == numbers[-1])
            for number, end in zip(numbers, ends, strict=True)
            if number + 1 < end
        ]
        at = numbers[-1] + 1


def met_again(words: Sequence[Word], announced: Sequence[Sequence[Item]]) -> Iterator[list[Match]]:
    """Of each of the lists *announced*, the items that are met later in the text."""
    own = {item.first for items in announced for item in items}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        if word.capital and at not in own:
            places[word.plain].append(at)
    for items in announced:
        after = items[-1].first if items else 0
        met: list[Match] = []
        for item in items:
            found = _best_match(words, item, places[words[item.first].plain], after)
            if found:
                after = found.end
                met.append(found)
        yield met


def _numbers(words: Sequence[Word], at: int) -> list[int]:
    """Where the numbers of the list that begins at *at* stand; none where it is no list."""
    numbers = [at]
    has_sentences = False
    for place in range(at + 1, len(words)):
        if place > numbers[-1] + MAX_ITEM_WORDS:
            break
        if words[place].number == (len(numbers) + 1,) and place > numbers[-1] + 1:
            has_sentences |= any(word.stops for word in words[numbers[-1] + 1 : place - 1])
            numbers.append(place)
    behind_colon = at > 0 and words[at - 1].text.endswith(":")
    is_list = len(numbers) >= 2 if behind_colon else len(numbers) >= 3 and not has_sentences
    return numbers if is_list else []


def _end_of_last(words: Sequence[Word], number: int) -> int:
    """The last item goes on to the end of its sentence, at most; matching finds where it ends."""
    for at in range(number + 1, min(len(words), number + 1 + MAX_WORDS)):
        if words[at].number:
            return at
        if words[at].stops:
            return at + 1
    return min(len(words), number + 1 + MAX_WORDS)


def _best_match(words: Sequence[Word], item: Item, places: Sequence[int], after: int) -> Match | None:
    """The stretch most like *item*, of those that begin at *places* behind word *after*."""
    if item.last - item.first > MAX_WORDS:
        return None
    titles = [SequenceMatcher(None, b=title, autojunk=False) for title in _titles(words, item)]
    least = Match(ALIKE, 0, 0)
    best = least
    begin = bisect_right(places, after)
    for at in places[begin : begin + MANY]:
        best = _match(words, titles, at, item.last - item.first, best)
        if best.like >= SAME:
            break
    return None if best is least else best


def _titles(words: Sequence[Word], item: Item) -> list[str]:
    """What the item may be: all of it, or of a list's last one as much as may be a heading."""
    plain = [word.plain for word in words[item.first : item.last]]
    sizes = range(1, len(plain)) if item.is_last else range(0)
    shorter = [size for size in sizes if size >= NAME_WORDS or words[item.first + size].opens]
    return [" ".join(plain[:size]) for size in [*shorter, len(plain)]]


def _match(words: Sequence[Word], titles: Sequence[SequenceMatcher[str]], at: int, length: int, best: Match) -> Match:
    """The stretch from word *at* on that is most like one of *titles*; *best* if that is more like it."""
    for end in range(at + 1, min(len(words), at + length + MORE_WORDS + 1)):
        last = words[end - 1]
        if last.stops and not last.asks:
            break
        if words[end].opens or words[end].text[0].isdigit():
            phrase = " ".join(word.plain for word in words[at:end])
            doubtful = last.links or not words[end].opens  # only the announced words themselves will do
            for title in titles:
                like = _likeness(title, phrase, max(best.like, SAME if doubtful else 0))
                if like > best.like:
                    best = Match(like, at, end)
        if last.asks:
            break
    return best


def _likeness(title: SequenceMatcher[str], phrase: str, least: float) -> float:
    """From 0 to 1; 0 where it is less than *least*. Two upper bounds spare most of the work."""
    title.set_seq1(phrase)
    if title.real_quick_ratio() < least or title.quick_ratio() < least:
        return 0.0
    like = title.ratio()
    return like if like >= least else 0.0
