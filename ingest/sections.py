"""
Cleaned text -> sections.

    an overview page         topics and entries: catalogue.py
    marked headings          an HTML page says where they are
    anything else            headings that stand alone, and headings melted into the text
"""

from __future__ import annotations

from ingest import catalogue, headings, outline
from ingest.raw import Cleaned
from search_engine.model import Section


def split(cleaned: Cleaned) -> tuple[Section, ...]:
    """The sections of *cleaned* in reading order; together they hold every word of it."""
    overview = catalogue.read(cleaned)
    if overview:
        return overview.sections
    found = headings.marked(cleaned) or headings.standing_alone(cleaned.text)
    return outline.sections(cleaned, outline.parts(found, len(cleaned.text)))
