"""What a municipality published, and the stretches of it that are found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class PageMark:
    """From *offset* in the section's text on, the text stands on printed page *page*."""

    offset: int
    page: int


@dataclass(frozen=True, slots=True)
class Section:
    """
    The text below one heading.

    *path* holds the headings from the top, the section's own last; it is empty
    for text before the first heading. *text* begins and ends without white space, has line breaks where paragraphs and
    list items end, and list items keep the sign they were written with. *anchor*
    is unique within the document and fit for an address. *pages* is empty where
    the document has no printed pages, and else begins with offset 0.
    """

    path: tuple[str, ...]
    text: str
    anchor: str
    pages: tuple[PageMark, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The printed page of the character at *offset*, None where there are no pages."""
        page = None
        for mark in self.pages:
            if mark.offset > offset:
                break
            page = mark.page
        return page


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One line of an overview page: a document it names, under a topic.

    A topic that lists nothing has one entry, without title and description.
    """

    topic: str
    title: str
    description: str
    anchor: str  # of the section that holds the entry in the overview itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """
    What the catalogue says of a document: everything but its text.

    *id* is the path below the corpus without suffix (with it where two files share
    a stem). *location* is what a citizen opens: the source's address, or the path.
    *fingerprint* changes when the file, its sidecar or the code that reads it does.
    """

    id: str
    title: str
    location: str
    fingerprint: str
    municipality: str | None = None
    kind: str | None = None
    topic: str | None = None
    published: date | None = None
    updated: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str | None = None
    contact: str | None = None
    pages: int | None = None
    related: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def date(self) -> date | None:
        """The day that sorting and filters go by: updated, else published."""
        return self.updated or self.published

    @property
    def year(self) -> int | None:
        """The year that filters and facets go by: of the date, else the first in the title."""
        if self.date:
            return self.date.year
        found = YEAR.search(self.title)
        return int(found[0]) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A record and its text, in reading order."""

    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """
    A stretch of one section: what a result shows.

    ``sections[section].text[start:end] == text``; the passages of a section join
    to its text. *id* is the document's id and a digest of the folded text, so it
    survives every re-index that leaves the text alone. *page* is the printed page
    on which the passage starts, *page_end* the one on which it ends.
    """

    id: str
    document_id: str
    section: int
    path: tuple[str, ...]
    anchor: str
    start: int
    end: int
    text: str
    page: int | None = None
    page_end: int | None = None


@dataclass(frozen=True, slots=True)
class PassageTerms:
    """
    The terms of a passage by field, in the order of the text: what is indexed.

    *parts* is the second reading of all three, compounds taken apart; *kinds* are terms for the
    kinds of facts that the body tells.
    """

    title: tuple[str, ...]
    heading: tuple[str, ...]
    body: tuple[str, ...]
    parts: tuple[str, ...]
    kinds: tuple[str, ...] = ()
