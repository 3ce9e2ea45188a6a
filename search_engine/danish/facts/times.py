"""
Deadlines: which of a text's dates and periods are the last days of something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from search_engine.model import Fact, FactKind

BEFORE = re.compile(
    r"\b(?:senest|inden(?! for\b)|før|forinden|tidligst|deadline\w*|\w*frist(?:en|er|erne)?|sidste (?:dag|chance)"
    r"|i hænde)\b(?! for at\b)",
    re.IGNORECASE,
)
STOP = re.compile(r"[!?\n]|(?<!\bd)(?<!\bkl)(?<!\d)\.\s")
NEAR = 80  # characters between "senest" and the date that is meant; guess: a line
BEHIND = 30  # between a date and the "frist" that it is; guess: "1. april er sidste frist"


def deadlines(text: str, times: Iterable[tuple[int, int]]) -> Iterator[Fact]:
    """The deadlines among *times*, the dates and periods of *text*."""
    times = sorted(times)
    for word in BEFORE.finditer(text) if times else ():
        time = _first_behind(text, word.end(), times)
        if not time and "frist" in word[0].lower():
            time = _last_before(text, word.start(), times)
        if time:
            yield Fact(FactKind.DEADLINE, *time)


def _first_behind(text: str, place: int, times: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """In the same sentence, or in the line below one that ends at *place*."""
    is_heading = text[place : place + 2].lstrip(":| ").startswith("\n")
    for start, end in times:
        if place <= start <= place + NEAR:
            return None if STOP.search(text, place + 2 * is_heading, start) else (start, end)
    return None


def _last_before(text: str, place: int, times: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    near = [time for time in times if 0 <= place - time[1] <= BEHIND and not STOP.search(text, time[1], place)]
    return near[-1] if near else None
