"""
The page of a search: the answer, the best places by document or all of those in one, and what narrows them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from flask import render_template

from search_engine.engine import SearchEngine
from search_engine.model import Filters, Query, Record, Reply, Results, Sort, SuggestionKind
from web import feedback, filters, links, paging, parameters
from web.parameters import Parameters

PER_PAGE = 10
NEAR = 4  # letters that a near word shares with the one typed; guess
MOST_NEAR = 6  # of them are shown; guess


@dataclass(frozen=True, slots=True)
class Widening:
    """A filter less, and how much there would be."""

    label: str
    total: int
    link: str


def page(engine: SearchEngine, given: Parameters) -> str:
    """
    The page that *given* asks for.

    Raises:
        ReaderError: If that cannot be searched for; the message says what to write instead.
    """
    number, found, reply = _search(engine, given)
    if reply:
        feedback.note(reply)
    within = _within(engine, found)
    listed = found.total if within else found.documents
    again = filters.without(given, "page")
    return render_template(
        "results.html",
        given=given,
        search=list(given.items(multi=True)),
        text=found.query.text,
        results=found,
        reply=reply,
        first=found.query.offset + 1,
        within=within,
        listed=listed,
        more=lambda hit: links.search_link(again | {"document": [hit.record.id]}),
        everywhere=links.search_link(filters.without(given, "page", "document")),
        groups=[] if within else filters.groups(found.facets, given),
        years=[] if within else filters.years(found.facets, given),
        chips=filters.chips(given),
        as_typed=links.search_link(again | {"q": [found.as_typed]}),
        did_you_mean=links.search_link(again | {"q": [found.did_you_mean]}),
        unfiltered=links.search_link({"q": given.getlist("q")}),
        exactly=links.search_link(filters.without(given, "page", "sort", "document") | {"mode": ["exact"]}),
        by_relevance=links.search_link(filters.without(given, "page", "sort")),
        by_date=links.search_link(again | {"sort": ["date"]}),
        feed=links.feed_link(filters.without(given, "page", "sort", "document")),
        first_page=links.search_link(again),
        row=paging.row(given, number, ceil(listed / PER_PAGE)),
        widenings=[] if found.total else _widenings(engine, given, found.query),
        topics=[] if found.total else engine.topics(),
        near_words=[] if found.total else _near_words(engine, found),
    )


def _search(engine: SearchEngine, given: Parameters) -> tuple[int, Results, Reply | None]:
    """
    The page's number, its results and, on the first page of the best, what the documents answer.

    The results are by document, or where one is chosen all the places in it.
    """
    number = parameters.read_number(given, "page", default=1, least=1, most=paging.LAST_PAGE)
    query = parameters.read_query(given, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    if (document_id := given.get("document")) is not None:
        return number, engine.search(replace(query, document=document_id)), None
    query = replace(query, by_document=True)
    if number > 1 or query.sort is not Sort.RELEVANCE:
        return number, engine.search(query), None
    reply = engine.ask(query)
    return number, reply.results, reply


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


def _near_words(engine: SearchEngine, found: Results) -> list[str]:
    """What the documents have that begins as the words of a search that found nothing do."""
    offered = [
        suggestion.text
        for word in found.words
        if len(word.word) >= NEAR
        for suggestion in engine.suggest(word.word[:NEAR])
        if suggestion.kind is SuggestionKind.WORD
    ]
    return list(dict.fromkeys(offered))[:MOST_NEAR]
