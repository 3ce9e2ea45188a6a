"""
From headings to sections: what stands below each, with its path, pages and anchor.

A section's text is an exact slice of the kept text, without the white space around
it. Nothing is lost: every word is in a section's text or in a heading. A heading
with nothing below it has a section without text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.headings import TITLE, Heading
from ingest.raw import Cleaned, MarkKind
from search_engine.model import PageMark, Section

FIRST_ANCHOR = "indledning"  # of text before the first heading
ANCHOR_CHARS = 60  # guess: long enough to be told apart, short enough for an address
DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ð": "d", "þ": "th"})


@dataclass(frozen=True, slots=True)
class Part:
    """``text[start:end]`` stands below *path*; *name* is what its anchor is made of."""

    path: tuple[str, ...]
    start: int
    end: int
    name: str = ""


def parts(headings: Sequence[Heading], length: int) -> list[Part]:
    """The stretches between the headings, in reading order."""
    ends = [*(heading.start for heading in headings), length]
    found = [Part((), 0, ends[0])]
    above: list[Heading] = []
    for heading, following in zip(headings, ends[1:], strict=True):
        while above and (above[-1].level >= heading.level or above[-1].level == TITLE):
            above.pop()
        path = tuple(other.title for other in above)
        own = (*path, heading.title)
        if heading.until is None or heading.until >= following:
            found.append(Part(own, heading.end, following, heading.title))
        else:
            found.append(Part(own, heading.end, heading.until, heading.title))
            found.append(Part(path, heading.until, following))
            continue
        above.append(heading)
    return found


def sections(cleaned: Cleaned, found: Iterable[Part]) -> tuple[Section, ...]:
    """The sections of *found*; a stretch without text and without a heading of its own is none."""
    pages = [(mark.start, int(mark.value)) for mark in cleaned.marks if mark.kind is MarkKind.PAGE]
    anchors: set[str] = set()
    made: list[Section] = []
    for part in found:
        text = cleaned.text[part.start : part.end]
        start = part.start + (len(text) - len(text.lstrip()) if text.strip() else 0)
        text = text.strip()
        if text or part.name:
            anchor = _anchor(part.name or (part.path[-1] if part.path else FIRST_ANCHOR), anchors)
            made.append(Section(part.path, text, anchor, _page_marks(pages, start, start + len(text))))
    return tuple(made)


def _anchor(name: str, taken: set[str]) -> str:
    """*name* in small ASCII letters and hyphens; the second of a name ends in "-2"."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(DANISH_LETTERS)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "afsnit"
    if len(slug) > ANCHOR_CHARS:
        slug = slug[:ANCHOR_CHARS].rpartition("-")[0] or slug[:ANCHOR_CHARS]
    anchor, count = slug, 1
    while anchor in taken:
        count += 1
        anchor = f"{slug}-{count}"
    taken.add(anchor)
    return anchor


def _page_marks(pages: Sequence[tuple[int, int]], start: int, end: int) -> tuple[PageMark, ...]:
    if not pages:
        return ()
    at = bisect_right(pages, start, key=lambda page: page[0])
    marks = [PageMark(0, pages[max(0, at - 1)][1])]
    for offset, number in pages[at:]:
        if offset >= end:
            break
        marks.append(PageMark(offset - start, number))
    return tuple(marks)
