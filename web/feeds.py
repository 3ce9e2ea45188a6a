"""
Atom feeds (RFC 4287): of a search, and of the newest documents.

An entry is a document. Its id is made of the host's name and the document's id, so it stays the same through every
publication, as long as the operator's address and the file's name do. ``updated`` is the day that the document
tells; one that tells none counts as changed when the index was published. Newest first.

A feed has pages, each linked with the first, the next and the one before (RFC 5005).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from math import ceil
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from werkzeug.datastructures import MultiDict

from search_engine.engine import SearchEngine
from search_engine.errors import NotFound
from search_engine.model import Filters, Hit, Mode, Query, Record, Sort
from search_engine.settings import Settings
from web import elements, excerpts, filters, links, paging, parameters, wording
from web.pages import RESULTS
from web.parameters import Parameters

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
NEWEST = (*parameters.FILTERS, "page")
PER_PAGE = 20  # guess: what a reader that looks once a day does not miss
EXACT_PLACES = 200  # the newest passages of an exact search, of which the documents are taken; guess
TAG_YEAR = 2026  # a part of every id, see RFC 4151: never to be changed


@dataclass(frozen=True, slots=True)
class Entry:
    record: Record
    link: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of a feed. *address* tells that of any of its *pages*, *alternate* is for people."""

    title: str
    address: Callable[[int], str]
    alternate: str
    page: int
    pages: int
    entries: Sequence[Entry]


def search(engine: SearchEngine, given: Parameters, site: Settings) -> bytes:
    """
    The documents that a search finds, each with its best passage.

    Of an exact search those in which the newest EXACT_PLACES passages stand.

    Raises:
        ReaderError: If that cannot be searched for; the message says what to write instead.
    """
    given = _in_order(parameters.known(given, RESULTS))
    parameters.check(given, RESULTS)
    page = _page(given)
    query = parameters.read_query(given, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    query = replace(query, sort=Sort.DATE, document=given.get("document"), by_document=True)
    about, hits, documents = _found_exactly(engine, query) if query.mode is Mode.EXACT else _found(engine, query)
    if query.document is not None and not hits:
        engine.document(query.document)  # or there is none
    entries = [
        Entry(hit.record, links.passage_link(hit.passage), _excerpt(hit.passage.text, hit.marks)) for hit in hits
    ]
    again = filters.without(given, "page", "sort")
    return _written(
        Feed(
            _title(f"»{about}«", given),
            lambda number: links.feed_link(again | _page_parameter(number)),
            links.search_link(again if query.mode is Mode.EXACT else again | {"sort": [Sort.DATE]}),
            page,
            ceil(documents / PER_PAGE),
            entries,
        ),
        site,
        engine.status().published,
    )


def newest(engine: SearchEngine, given: Parameters, site: Settings) -> bytes:
    """
    All documents that the filters leave, each with how it begins.

    Raises:
        ReaderError: If a filter cannot be used; the message says why.
    """
    given = _in_order(parameters.known(given, NEWEST))
    parameters.check(given, NEWEST)
    page, chosen = _page(given), parameters.read_filters(given)
    left = [record for record in engine.records() if _passes(record, chosen)]
    left.sort(key=lambda record: (_last_day(record), record.id), reverse=True)
    shown = left[(page - 1) * PER_PAGE : page * PER_PAGE]
    again = filters.without(given, "page")
    return _written(
        Feed(
            _title("Nyeste dokumenter", given),
            lambda number: links.newest_link(again | _page_parameter(number)),
            links.TOPICS,
            page,
            ceil(len(left) / PER_PAGE),
            [Entry(record, links.document_link(record.id), _beginning(engine, record.id)) for record in shown],
        ),
        site,
        engine.status().published,
    )


def _in_order(given: Parameters) -> Parameters:
    """The same question has the same feed, in whatever order it is written."""
    return MultiDict(sorted(given.items(multi=True)))


def _title(about: str, given: Parameters) -> str:
    """With the filters that are on, to tell feeds apart in a reader's list."""
    return f"{', '.join([about, *(chip.label for chip in filters.chips(given))])} – Kommunesvar"


def _page(given: Parameters) -> int:
    return parameters.read_number(given, "page", default=1, least=1, most=paging.LAST_PAGE)


def _page_parameter(number: int) -> dict[str, list[str]]:
    return {"page": [str(number)]} if number > 1 else {}


def _found(engine: SearchEngine, query: Query) -> tuple[str, Sequence[Hit], int]:
    """What the query was read as, a page of its documents, and how many there are."""
    found = engine.search(query)
    return found.as_read or query.text, found.hits, found.documents


def _found_exactly(engine: SearchEngine, query: Query) -> tuple[str, Sequence[Hit], int]:
    places = engine.search(replace(query, limit=EXACT_PLACES, offset=0, by_document=False)).hits
    best: dict[str, Hit] = {}
    for hit in places:
        best.setdefault(hit.record.id, hit)
    documents = list(best.values())
    return query.text, documents[query.offset : query.offset + query.limit], len(documents)


def _passes(record: Record, on: Filters) -> bool:
    """As in a search: a document that tells only a year is taken as the whole of it."""
    if on.municipality and record.municipality not in on.municipality:
        return False
    if on.kind and record.kind not in on.kind:
        return False
    if on.topic and record.topic not in on.topic:
        return False
    if not on.from_ and not on.to:
        return True
    if record.year is None:
        return False
    first = record.date or date(record.year, 1, 1)
    return first <= (on.to or date.max) and _last_day(record) >= (on.from_ or date.min)


def _last_day(record: Record) -> date:
    return record.date or (date(record.year, 12, 31) if record.year else date.min)


def _beginning(engine: SearchEngine, document_id: str) -> str:
    try:
        passages = engine.passages(document_id)
    except NotFound:  # a new index came in between
        return ""
    return _excerpt(passages[0].text) if passages else ""


def _excerpt(text: str, marks: excerpts.Marks = ()) -> str:
    start, end = excerpts.window(text, marks)
    before, after = "… " if text[:start].strip() else "", " …" if text[end:].strip() else ""
    return f"{before}{' '.join(text[start:end].split())}{after}"


def _written(feed: Feed, site: Settings, published: datetime) -> bytes:
    top = elements.root("feed", xmlns="http://www.w3.org/2005/Atom", **{"xml:lang": "da"})
    elements.add(top, "id", _tag(site, feed.address(1)))
    elements.add(top, "title", feed.title)
    updated = [_updated(entry.record, published) for entry in feed.entries]
    elements.add(top, "updated", max(updated, default=published).isoformat())
    elements.add(elements.add(top, "author"), "name", site.operator or "Kommunesvar")
    elements.add(top, "generator", "Kommunesvar")
    pages = {"self": feed.page, "first": 1}
    if feed.page > 1:
        pages["previous"] = feed.page - 1
    if feed.page < min(feed.pages, paging.LAST_PAGE):
        pages["next"] = feed.page + 1
    for rel, number in pages.items():
        elements.add(top, "link", rel=rel, type="application/atom+xml", href=site.base_url + feed.address(number))
    elements.add(top, "link", rel="alternate", type="text/html", href=site.base_url + feed.alternate)
    elements.add(
        top, "link", rel="search", type="application/opensearchdescription+xml", href=site.base_url + links.OPENSEARCH
    )
    for entry, day in zip(feed.entries, updated, strict=True):
        _add_entry(top, entry, day, site)
    return elements.written(top)


def _add_entry(top: Element, entry: Entry, updated: datetime, site: Settings) -> None:
    record = entry.record
    added = elements.add(top, "entry")
    elements.add(added, "id", _tag(site, links.document_link(record.id)))
    elements.add(added, "title", record.title)
    elements.add(added, "updated", updated.isoformat())
    if record.published:
        elements.add(added, "published", _instant(record.published).isoformat())
    if record.municipality:
        elements.add(elements.add(added, "author"), "name", wording.municipality(record.municipality))
    for scheme, term in [("kind", record.kind), ("topic", record.topic)]:
        if term:
            elements.add(added, "category", term=term, scheme=_tag(site, f"/{scheme}"))
    elements.add(added, "link", rel="alternate", type="text/html", href=site.base_url + entry.link)
    if entry.summary:
        elements.add(added, "summary", entry.summary)


def _tag(site: Settings, name: str) -> str:
    """A name that nobody else gives (RFC 4151): the host's own."""
    return f"tag:{urlsplit(site.base_url).hostname},{TAG_YEAR}:{name}"


def _updated(record: Record, published: datetime) -> datetime:
    return _instant(record.date) if record.date else published


def _instant(day: date) -> datetime:
    """Documents tell days, Atom wants instants; midnight UTC is the same day in Denmark."""
    return datetime.combine(day, time(), UTC)
