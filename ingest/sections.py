"""
Cleaned text -> sections.

    an overview page         topics and entries: catalogue.py
    marked headings          an HTML page says where they are
    anything else            headings that stand alone, and headings melted into the text
"""

from __future__ import annotations

from ingest import catalogue, headings, melted, outline
from ingest.raw import Cleaned, MarkKind
from search_engine.model import Section


def split(cleaned: Cleaned) -> tuple[Section, ...]:
    """The sections of *cleaned* in reading order; together they hold every word of it."""
    overview = catalogue.read(cleaned)
    if overview:
        return overview.sections
    found = headings.marked(cleaned)
    if not found:
        standing = headings.standing_alone(cleaned.text)
        pages = [mark.start for mark in cleaned.marks if mark.kind is MarkKind.PAGE]
        found = melted.find(cleaned.text, pages, standing)
    return outline.sections(cleaned, outline.parts(found, len(cleaned.text)))
