"""
What a document is on its way from bytes to sections.

    readers.read(bytes)  -> Raw        the decoded text, with what the format said of it
    clean.clean(Raw)     -> Cleaned    the kept text, and every edit that led to it
    sections.split(Cleaned)            slices of the kept text, below their headings

Offsets count code points, half-open. ``restore(cleaned) == raw.text``: nothing is
lost on the way without a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class MarkKind(StrEnum):
    HEADING = "heading"  # value: the level, "1" (top) to "6"
    FURNITURE = "furniture"  # value: the rule under which cleaning takes it out ("navigation", "footer" …)
    PAGE = "page"  # value: the printed page that begins at start; start == end


@dataclass(frozen=True, slots=True)
class Mark:
    """Something a format says about the stretch *start*:*end* of its text."""

    start: int
    end: int
    kind: MarkKind
    value: str


@dataclass(frozen=True, slots=True)
class Raw:
    """
    A document's whole text as it was found, NFC, line ends as "\\n".

    *facts* are what the format itself states: "title", "address", "description",
    "language", as far as it does.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edit:
    """
    One change that cleaning made: *old* stood at *place* in the raw text and became *new*.

    *new* is empty, or white space, for a removal; anything else is a mend.
    """

    rule: str
    place: int
    old: str
    new: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """
    The kept text; *edits* in the order of the raw text, none overlapping; *marks*
    with offsets in the kept text; *related*: titles of other documents that the
    page advertised; *facts*: those of the format, and what the furniture told
    (a download title, a number of pages) before it was taken out.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    marks: tuple[Mark, ...] = ()
    related: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def restore(cleaned: Cleaned) -> str:
    """The raw text again, from the kept text and the record of edits."""
    parts: list[str] = []
    kept = raw = 0  # how far we are in each text
    for edit in cleaned.edits:
        step = edit.place - raw
        parts += [cleaned.text[kept : kept + step], edit.old]
        kept += step + len(edit.new)
        raw = edit.place + len(edit.old)
    parts.append(cleaned.text[kept:])
    return "".join(parts)
