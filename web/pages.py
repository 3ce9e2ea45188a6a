"""
The Danish pages: the front page, results, a document, the overview by topic.

Each asks the engine, arranges what it got, and hands it to a template of its own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from flask import Blueprint, Response, make_response, render_template, request

from search_engine.engine import SearchEngine
from search_engine.errors import ReaderError
from search_engine.model import Document, Filters, Hit, Mode, Passage, Query, Record, Reply, Results, Sort
from search_engine.query import MAX_LENGTH
from search_engine.settings import Settings
from web import concordance, excerpts, filters, links, outline, paging, parameters, wording
from web.parameters import Parameters
from web.privacy import holds_cpr

RESULTS = ("q", "mode", *parameters.FILTERS, "document", "sort", "page")
PER_PAGE = 10
NEWEST = 5
SIMILAR = 4  # guess: what one looks through
FAINT = 0.5  # of the most similar one's score: less is not shown; guess, after a look at the collection


@dataclass(frozen=True, slots=True)
class Widening:
    """A filter less, and how much there would be."""

    label: str
    total: int
    link: str


def blueprint(engine: SearchEngine, settings: Settings) -> Blueprint:
    """The routes, over *engine*."""
    routes = Blueprint("pages", __name__)
    _teach_templates(routes, settings)

    @routes.get("/")
    def front() -> str:
        records = engine.records()
        dated = [record for record in records if record.date]
        newest = sorted(dated, key=lambda record: (record.date or date.min, record.id), reverse=True)[:NEWEST]
        return render_template(
            "front.html",
            documents=len(records),
            municipalities=sorted({record.municipality for record in records if record.municipality}),
            topics=engine.topics(),
            newest=newest,
        )

    @routes.get("/soeg")
    def results() -> Response:
        given = parameters.known(request.args, RESULTS)
        exact = given.get("mode") == Mode.EXACT
        try:
            parameters.check(given, RESULTS)
            if exact:
                return _unindexed(concordance.page(engine, given))
            page, found, reply = _search(engine, given)
        except ReaderError as error:
            kept = "" if holds_cpr(given.get("q", "")) else given.get("q", "")[:MAX_LENGTH]
            return _unindexed(render_template("refused.html", refusal=str(error), text=kept, exact=exact), 400)
        within = _within(engine, found)
        listed = found.total if within else found.documents
        return _unindexed(
            render_template(
                "results.html",
                given=given,
                text=found.query.text,
                results=found,
                reply=reply,
                today=date.today(),
                first=found.query.offset + 1,
                within=within,
                listed=listed,
                more=lambda hit: links.search_link(filters.without(given, "page") | {"document": [hit.record.id]}),
                everywhere=links.search_link(filters.without(given, "page", "document")),
                groups=[] if within else filters.groups(found.facets, given),
                years=[] if within else filters.years(found.facets, given),
                chips=filters.chips(given),
                as_typed=links.search_link(filters.without(given, "page") | {"q": [found.as_typed]}),
                did_you_mean=links.search_link(filters.without(given, "page") | {"q": [found.did_you_mean]}),
                unfiltered=links.search_link({"q": given.getlist("q")}),
                by_relevance=links.search_link(filters.without(given, "page", "sort")),
                by_date=links.search_link(filters.without(given, "page") | {"sort": ["date"]}),
                row=paging.row(given, page, ceil(listed / PER_PAGE)),
                widenings=[] if found.total else _widenings(engine, given, found.query),
            )
        )

    @routes.get("/dokument/<path:document_id>")
    def document(document_id: str) -> str:
        shown = engine.document(document_id)
        wanted = request.args.get(links.PLACE)
        cited = _passage(engine, shown, wanted) if wanted else None
        parts = outline.parts(shown, cited)
        records = engine.records() if shown.related or shown.replaced_by else ()
        by_title = {record.title.casefold(): record for record in records if record.id != shown.id}
        related = [by_title[title.casefold()] for title in shown.related if title.casefold() in by_title]
        return render_template(
            "document.html",
            document=shown,
            parts=parts,
            contents=outline.contents(parts),
            cited=cited,
            place_is_gone=bool(wanted) and cited is None,
            replacement=next((record for record in records if record.id == shown.replaced_by), None),
            expired=shown.valid_to is not None and shown.valid_to < date.today(),
            named=_named(engine, shown) if shown.entries else {},
            related=related,
            strangers=[title for title in shown.related if title.casefold() not in by_title],
            similar=_similar(engine, shown.id, but={shown.replaced_by, *(record.id for record in related)}),
            similar_places=_similar(engine, cited.id) if cited else [],
        )

    @routes.get("/emner")
    def topics() -> str:
        found = engine.topics()
        placed = {record.id for topic in found for record in topic.documents}
        return render_template(
            "topics.html",
            topics=found,
            others=[record for record in engine.records() if record.id not in placed],
        )

    return routes


def _teach_templates(routes: Blueprint, settings: Settings) -> None:
    """The words and addresses that templates use."""

    @routes.app_context_processor
    def words() -> dict[str, object]:
        return {
            "wording": wording,
            "links": links,
            "excerpt": excerpts.excerpt,
            "quoted": excerpts.quoted,
            "base_url": settings.base_url or request.host_url.rstrip("/"),
            "max_length": MAX_LENGTH,
        }


def _unindexed(html: str, status: int = 200) -> Response:
    response = make_response(html, status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _search(engine: SearchEngine, given: Parameters) -> tuple[int, Results, Reply | None]:
    """
    The page's number, its results and, on the first page of the best, what the documents answer.

    The results are by document, or where one is chosen all the places in it.
    """
    page = parameters.read_number(given, "page", default=1, least=1, most=paging.LAST_PAGE)
    query = parameters.read_query(given, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    if (document_id := given.get("document")) is not None:
        return page, engine.search(replace(query, document=document_id)), None
    query = replace(query, by_document=True)
    if page > 1 or query.sort is not Sort.RELEVANCE:
        return page, engine.search(query), None
    reply = engine.ask(query)
    return page, reply.results, reply


def _within(engine: SearchEngine, found: Results) -> Record | None:
    """The one document in which was searched."""
    if found.query.document is None:
        return None
    return found.hits[0].record if found.hits else engine.document(found.query.document)


def _widenings(engine: SearchEngine, given: Parameters, query: Query) -> list[Widening]:
    """What each filter costs a search that found nothing: for the reader to choose which one to give up."""
    on = query.filters
    looser: list[tuple[tuple[str, ...], Filters]] = [
        (("municipality",), replace(on, municipality=())),
        (("kind",), replace(on, kind=())),
        (("topic",), replace(on, topic=())),
        (("from", "to"), replace(on, from_=None, to=None)),
        (parameters.FILTERS, Filters()),
    ]
    found: list[Widening] = []
    for names, less in looser:
        if less == on or (names == parameters.FILTERS and found):  # all at once only where no single one helps
            continue
        if total := engine.search(replace(query, filters=less, limit=1, offset=0)).total:
            gone = [f"{filters.LABELS[name]}: {filters.shown(name, v)}" for name in names for v in given.getlist(name)]
            found.append(Widening(", ".join(gone), total, links.search_link(filters.without(given, "page", *names))))
    return found


def _named(engine: SearchEngine, overview: Document) -> dict[str, Record]:
    """The documents that the entries of *overview* name, by the entry's place in the page."""
    return {
        links.section_target(listing.entry.anchor): listing.document
        for topic in engine.topics()
        for listing in topic.entries
        if listing.overview.id == overview.id and listing.document
    }


def _similar(engine: SearchEngine, id: str, but: Collection[str | None] = ()) -> list[Hit]:
    """What is about the same as the passage or document *id*, without the documents *but*; none that are far off."""
    found = [hit for hit in engine.similar(id, SIMILAR + len(but)) if hit.record.id not in but]
    return [hit for hit in found[:SIMILAR] if hit.score >= FAINT * found[0].score]


def _passage(engine: SearchEngine, document: Document, passage_id: str) -> Passage | None:
    """The passage, if it still stands in *document* where it stood."""
    for passage in engine.passages(document.id):
        if passage.id == passage_id:
            # A new index may have come between the two calls.
            same = document.sections[passage.section : passage.section + 1]
            return passage if same and same[0].text[passage.start : passage.end] == passage.text else None
    return None
