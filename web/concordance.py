"""
The page of an exact search: every place in its context, below the document in which it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from flask import render_template
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from search_engine.engine import SearchEngine
from search_engine.model import Occurrence, Record, Source
from web import filters, links, paging, parameters, spreadsheet, wording
from web.parameters import Parameters

PER_PAGE = 50  # guess: a few screens of lines


@dataclass(frozen=True, slots=True)
class Line:
    """A place as it is shown: the words in their context, where that is, and the way there."""

    context: Markup
    where: str
    link: str


@dataclass(frozen=True, slots=True)
class Group:
    """The places in one document, as far as they are on the page."""

    record: Record
    lines: Sequence[Line]


def page(engine: SearchEngine, given: Parameters) -> str:
    """
    The page that *given* asks for.

    Raises:
        ReaderError: If that cannot be searched for; the message says what to write instead.
    """
    given = MultiDict(
        (name, value) for name, value in given.items(multi=True) if name != "document"
    )  # of all documents
    number = parameters.read_number(given, "page", default=1, least=1, most=paging.LAST_PAGE)
    query = parameters.read_query(given, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    found = engine.occurrences(query)
    again = filters.without(given, "page", "mode", "sort")
    search = list(given.items(multi=True))
    return render_template(
        "concordance.html",
        given=given,
        text=query.text,
        results=found,
        first=query.offset + 1,
        found=[
            Group(record, [_line(place, search) for place in places])
            for record, places in groupby(found.found, _record)
        ],
        groups=filters.groups(found.facets, given),
        years=filters.years(found.facets, given),
        chips=filters.chips(given),
        unfiltered=links.search_link({"q": [query.text], "mode": ["exact"]}),
        as_meant=links.search_link(again),
        feed=links.feed_link(filters.without(given, "page", "sort")),
        first_page=links.search_link(filters.without(given, "page")),
        spreadsheet=links.spreadsheet_link(again),
        rows=min(found.total, spreadsheet.MOST_ROWS),
        row=paging.row(given, number, ceil(found.total / PER_PAGE)),
    )


def _record(place: Occurrence) -> Record:
    return place.record


def _line(place: Occurrence, search: links.Search) -> Line:
    source = "titlen" if place.source is Source.TITLE else "overskrift" if place.source is Source.HEADING else None
    where = [" › ".join(place.path), wording.pages(place.page, place.page_end), source]
    return Line(_context(place), ", ".join(filter(None, where)), links.occurrence_link(place, search))


def _context(place: Occurrence) -> Markup:
    """One line: line breaks are shown as what they are elsewhere, white space."""
    whole = place.passage.end  # where the text around ends, unless it goes on in another passage
    if place.source is not Source.TEXT:
        whole = len(place.path[-1] if place.source is Source.HEADING else place.record.title)
    return Markup("{}{}<mark>{}</mark>{}{}").format(
        "… " if place.start > len(place.before) else "",
        *map(wording.unbroken, (place.before, place.quote, place.after)),
        " …" if place.end + len(place.after) != whole else "",
    )
