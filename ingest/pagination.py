"""
Page numbers: taken out of the text, and kept as the places where pages begin.

Several ways to number a page are known, and a document may use two at once:

    4 2. Vi vil have stier …         a number at the start of a transcript's line
    … i maj. Side 2 af 13            "Side x af y" at the end or the start of a line
    6 Stier er veje … eller grus. 4  a second number at the end of a transcript's line
    4 4 Stier er veje …              the same number twice at its start
    Side 2 | 2 / 13 | – 2 – | 2      on a line of its own

None is believed alone: the numbers must follow each other. Where a line has both,
"Side x af y", or a second number, is the printed one and the other the host's. A page that breaks off
inside a sentence is joined to the next with a space, so that the sentence is whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.lines import Line, Lines
from ingest.words import LINKS

AT_START = re.compile(r"(\d{1,4})(?:\s+(?=[^\s/])|$)")
AT_END = re.compile(r"(?:^|(?<=\s))side\s+(\d{1,4})\s+af\s+(\d{1,4})$", re.IGNORECASE)
AT_TOP = re.compile(r"(?:^|(?<=^\d )|(?<=^\d\d ))side\s+(\d{1,4})\s+af\s+(\d{1,4})(?=\s)", re.IGNORECASE)
AGAIN = re.compile(r"(\d{1,4})\s+\1(?=\s+[^\W\d])")
LAST = re.compile(r"(?<=\s)\d{1,4}$")
ALONE = re.compile(
    r"(?:side|s\.)\s*(\d{1,4})(?:\s*(?:af|/)\s*(\d{1,4}))?|(\d{1,4})\s*/\s*(\d{1,4})|[-–—]?\s*(\d{1,4})\s*[-–—]?",
    re.IGNORECASE,
)
PAGE_TEXT = 300  # characters: guess; where less stands between two numbers they are a list or a table
PRINTED = 3  # pages whose second numbers agree: guess; two may be years or chapters
MISSING_PAGES = 2  # pages without text that a transcript may have left out in a row: guess

SENTENCE_END = re.compile(r"[.!?:;…][\"”’»)\]]*$")
LIST_NUMBER = re.compile(r"(?<!\S)(\d{1,2})\. ")
LIST_TAIL = 400  # characters before a break in which its list may have begun: guess


@dataclass(frozen=True, slots=True)
class Page:
    """A page that begins at *start* of the raw text, with the number printed on it."""

    start: int
    number: int
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A page number as it is written at *start*:*end* of the raw text, in line *line*."""

    line: Line
    start: int
    end: int
    number: int
    total: int | None = None


def take_out(lines: Lines, *, transcript: bool) -> list[Page]:
    """Take the page numbers out; the pages in order, none where the document has no pages."""
    left = list(lines.left())
    feet = _feet(left)
    heads = _heads(left, feet, transcript)
    head_lines = {sign.line.number for sign in heads}
    feet = [foot for foot in _in_sequence(feet) if foot.total or foot.line.number not in head_lines]
    feet = feet or (_printed(heads) if transcript else [])
    if not heads and not feet:
        return []
    pages = _numbered_by_head(heads, feet) if heads else _numbered_by_foot(left, feet)
    return _cut(lines, left, sorted([*heads, *feet], key=lambda sign: sign.start), pages)


def _feet(left: list[Line]) -> list[Sign]:
    feet = []
    for line in left:
        found = ALONE.fullmatch(line.text) or AT_END.search(line.text) or AT_TOP.search(line.text)
        if found:
            numbers = [int(group) for group in found.groups() if group]
            total = numbers[1] if len(numbers) > 1 else None
            feet.append(Sign(line, line.start + found.start(), line.start + found.end(), numbers[0], total))
    return feet


def _heads(left: list[Line], feet: list[Sign], transcript: bool) -> list[Sign]:
    """The numbers 1, 2, 3 … at line starts, where the lines are pages."""
    heads: list[Sign] = []
    expected = 1
    for line in left:
        found = AT_START.match(line.text)
        if not found:
            continue
        number = int(found[1])
        skips = bool(heads) and expected < number <= expected + MISSING_PAGES and len(line.text) >= PAGE_TEXT
        if number == expected or (transcript and skips):
            heads.append(Sign(line, line.start, line.start + found.end(), number))
            expected = number + 1
    footed = {foot.line.number for foot in feet if foot.total}
    agree = sum(head.line.number in footed for head in heads)
    long_lines = sum(len(head.line.text) for head in heads) >= PAGE_TEXT * len(heads)
    if transcript or (len(heads) > 1 and 2 * agree >= len(heads)) or (len(heads) > 2 and long_lines):
        return heads
    return []


def _printed(heads: list[Sign]) -> list[Sign]:
    """The second numbers in the lines of *heads*, where most of them count along with the first."""
    signs, ahead = [], []
    for head in heads:
        line = head.line
        found = LAST.search(line.text, head.end - line.start)
        if found:
            signs.append(Sign(line, line.start + found.start(), line.end, int(found[0])))
            ahead.append(signs[-1].number - head.number)
        elif again := AGAIN.match(line.text):
            signs.append(Sign(line, head.end, line.start + again.end(), head.number))
            ahead.append(0)
    if not signs:
        return []
    ((most, count),) = Counter(ahead).most_common(1)
    if count < max(PRINTED, len(heads) / 2):
        return []
    return [sign for sign, by in zip(signs, ahead, strict=True) if by == most]


def _in_sequence(feet: list[Sign]) -> list[Sign]:
    """Those whose neighbour of the same total has the number before or after, and not too near."""
    groups: defaultdict[int | None, list[Sign]] = defaultdict(list)
    for foot in feet:
        groups[foot.total].append(foot)
    confirmed = []
    for total, group in groups.items():
        for before, foot, after in zip([None, *group[:-1]], group, [*group[1:], None], strict=True):
            follows = before and before.number + 1 == foot.number and _apart(before, foot)
            leads = after and after.number == foot.number + 1 and _apart(foot, after)
            if follows or leads or (len(group) == 1 and foot.number == total == 1):
                confirmed.append(foot)
    return sorted(confirmed, key=lambda sign: sign.start)


def _apart(one: Sign, other: Sign) -> bool:
    return other.total is not None or other.start - one.end >= PAGE_TEXT


def _numbered_by_head(heads: list[Sign], feet: list[Sign]) -> list[Page]:
    pages = []
    starts = [foot.start for foot in feet]
    shift = 0  # between the host's count and the document's own
    for head, following in zip_longest(heads, heads[1:]):
        at = bisect_left(starts, head.start)
        foot = feet[at] if at < len(feet) and (following is None or feet[at].start < following.start) else None
        if foot:
            shift = foot.number - head.number
        pages.append(Page(head.end, max(1, head.number + shift), foot.total if foot else None))
    return pages


def _numbered_by_foot(left: list[Line], feet: list[Sign]) -> list[Page]:
    """The number stands above its page where the document begins with one, else below it."""
    if feet[0].start == left[0].start or feet[0].end < feet[0].line.end:
        return [Page(foot.end, foot.number, foot.total) for foot in feet]
    starts = [left[0].start, *(foot.end for foot in feet[:-1])]
    return [Page(start, foot.number, foot.total) for start, foot in zip(starts, feet, strict=True)]


def _cut(lines: Lines, left: list[Line], signs: list[Sign], pages: list[Page]) -> list[Page]:
    """Take the signs out, those that stand together as one edit; the pages, where their text begins."""
    text = lines.edits.text
    first, last = left[0].start, left[-1].end
    moved = {page.start: page for page in pages}
    page_start = first
    groups: list[list[Sign]] = []
    for sign in signs:
        if groups and not text[groups[-1][-1].end : sign.start].strip():
            groups[-1].append(sign)
        else:
            groups.append([sign])
    for group in groups:
        start, end = group[0].start, group[-1].end
        while start > first and text[start - 1].isspace() and lines.edits.untouched(start - 1, start):
            start -= 1
        while end < last and text[end].isspace() and lines.edits.untouched(end, end + 1):
            end += 1
        joint = _joint(text, start, end, page_start) if first < start and end < last else ""
        lines.edits.replace("page number", start, end, joint)
        page_start = end
        for sign in group:
            if sign.end in moved:
                moved[sign.end] = replace(moved[sign.end], start=end)
    return sorted(moved.values(), key=lambda page: page.start)


def _joint(text: str, start: int, end: int, page_start: int) -> str:
    """A space where a sentence or a numbered list goes on over the break, else a new paragraph."""
    before = text[max(0, start - LIST_TAIL) : start]
    if SENTENCE_END.search(before):
        return "\n\n"
    word = re.search(r"\S+$", before)
    if text[end].islower():
        return " "
    # A sentence does not end with "og", whatever the next page begins with.
    is_cover = start - page_start < PAGE_TEXT  # its words are no sentences, and may end anyhow
    if word and not is_cover and (word[0].lower() in LINKS or word[0].endswith(",")):
        return " "
    numbers = LIST_NUMBER.findall(before)
    following = LIST_NUMBER.match(text, end)
    return " " if numbers and following and int(following[1]) == int(numbers[-1]) + 1 else "\n\n"
