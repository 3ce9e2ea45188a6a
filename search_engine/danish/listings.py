"""
Lists in a text: the line that introduces one, and its items.

    >>> text = "Du skal medbringe:\\n- pas\\n- foto\\n\\nKom i god tid."
    >>> [(text[slice(*listing.lead_in)], [text[slice(*item)] for item in listing.items]) for listing in listings(text)]
    [('Du skal medbringe:', ['- pas', '- foto'])]

An item ends where the next one begins; lines that are set further in belong to it. So a list
within an item is a part of it, and a list of its own, too, that the item's line introduces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search_engine.danish.sentences import sentences

LINE = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[-–•*·▪]|\d{1,2}[.)]|[a-zæøå]\))?(?P<rest>[ \t]*[^\n]*)")
FIRST_NUMBER = re.compile(r"(?:1|a)[.)]")
HEADING = 80  # characters of a line without a full stop that may introduce a list all the same; guess

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listing:
    """Half-open offsets, without the white space around; no *lead_in* where nothing introduces the list."""

    lead_in: Span | None
    items: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    sign: str  # "1" for any number, "a" for any letter, empty where the line is no item
    is_first: bool  # of numbered items


def listings(text: str) -> Iterator[Listing]:
    """Yield the lists of *text*, of two items at least, in the order of their first items."""
    lines = [line for line in _lines(text) if line.start < line.end]
    taken: set[int] = set()
    for number, line in enumerate(lines):
        if line.sign and number not in taken:
            members = _members(lines, number)
            taken.update(members)
            if len(members) > 1:
                yield Listing(_lead_in(text, lines, number), tuple(_item(lines, member) for member in members))


def _lines(text: str) -> Iterator[_Line]:
    place = 0
    for line in text.split("\n"):
        match = LINE.match(line)
        assert match  # every part of it may be empty
        sign = match["sign"] if match["sign"] and match["rest"][:1].isspace() and match["rest"].strip() else ""
        kind = "1" if sign[:1].isdigit() else "a" if sign[:1].isalpha() else sign
        indent = len(match["indent"])
        yield _Line(place + indent, place + len(line.rstrip()), indent, kind, bool(FIRST_NUMBER.fullmatch(sign)))
        place += len(line) + 1


def _members(lines: Sequence[_Line], first: int) -> list[int]:
    """The numbers of the lines that begin the items of the list that line *first* begins."""
    members = [first]
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.indent > lines[first].indent:
            continue
        if line.indent < lines[first].indent or line.sign != lines[first].sign or line.is_first:
            break
        members.append(number)
    return members


def _item(lines: Sequence[_Line], number: int) -> Span:
    """The line and those below it that are set further in."""
    last = number
    while last + 1 < len(lines) and lines[last + 1].indent > lines[number].indent:
        last += 1
    return lines[number].start, lines[last].end


def _lead_in(text: str, lines: Sequence[_Line], first: int) -> Span | None:
    """The last sentence before the list, if it ends in a colon or is a short line without a full stop."""
    if not first:
        return None
    line = lines[first - 1]
    start, end = list(sentences(text[line.start : line.end]))[-1]
    if text[line.start : line.end].endswith(":"):
        return line.start + start, line.start + end
    is_heading = not line.sign and len(text[line.start : line.end]) <= HEADING and text[line.end - 1] not in ".!?"
    return (line.start, line.end) if is_heading else None
