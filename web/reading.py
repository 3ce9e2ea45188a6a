"""
The page of a document: its text, the place that a link leads to, and the places of a search in it.

A link names a passage by its id, which holds as long as the text does, and by its first words:
where the text has changed they find the passage that is nearest, and the page says so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from flask import render_template

from search_engine.engine import SearchEngine
from search_engine.errors import ReaderError
from search_engine.model import Document, Filters, Hit, Passage, Query, Record, Sort
from search_engine.settings import Settings
from web import filters, links, originals, outline, parameters
from web.parameters import Parameters

SEARCH = ("q", "mode", *parameters.FILTERS, "document", "sort", "page")  # of the results that led here
PLACES = 20  # of a search are walked through, the best; guess: more are read in the list of them
SIMILAR = 4  # guess: what one looks through
FAINT = 0.5  # of the most similar one's score: less is not shown; guess, after a look at the collection
ALIKE = 0.5  # of a link's words stand in the nearest passage: with less it is another text; guess


@dataclass(frozen=True, slots=True)
class Trail:
    """
    The places of a search in one document, in reading order.

    *number* is that of the place shown, from 1; None where it is none of them. *total* counts all, of which
    *walked* are walked through.
    """

    text: str
    hits: tuple[Hit, ...]
    total: int
    walked: int
    number: int | None
    previous: str | None
    next: str | None
    results: str


def page(engine: SearchEngine, settings: Settings, document_id: str, given: Parameters) -> str:
    """
    The page of a document, opened where *given* says.

    Raises:
        NotFound: If there is no such document.
    """
    shown = engine.document(document_id)
    wanted = given.get(links.PLACE)
    cited = _passage(engine, shown, wanted) if wanted else None
    nearest = _nearest(engine, shown, given.get(links.WORDS, "")) if wanted and not cited else None
    place = cited or nearest
    trail = _trail(engine, shown, place, parameters.known(given, SEARCH))
    parts = outline.parts(shown, place, trail.hits if trail else ())
    records = engine.records() if shown.related or shown.replaced_by else ()
    by_title = {record.title.casefold(): record for record in records if record.id != shown.id}
    related = [by_title[title.casefold()] for title in shown.related if title.casefold() in by_title]
    original = originals.find(settings.corpus, shown.id, engine.status())
    return render_template(
        "document.html",
        document=shown,
        parts=parts,
        contents=outline.contents(parts),
        cited=cited,
        nearest=nearest,
        place=place,
        place_is_gone=bool(wanted) and cited is None,
        trail=trail,
        original=original,
        original_size=original.stat().st_size if original else 0,
        replacement=next((record for record in records if record.id == shown.replaced_by), None),
        named=_named(engine, shown) if shown.entries else {},
        related=related,
        strangers=[title for title in shown.related if title.casefold() not in by_title],
        similar=_similar(engine, shown.id, but={shown.replaced_by, *(record.id for record in related)}),
        similar_places=_similar(engine, place.id) if place else [],
    )


def _passage(engine: SearchEngine, document: Document, passage_id: str) -> Passage | None:
    """The passage, if it still stands in *document* where it stood."""
    for passage in engine.passages(document.id):
        if passage.id == passage_id:
            return passage if _stands(passage, document) else None
    return None


def _nearest(engine: SearchEngine, document: Document, words: str) -> Passage | None:
    """The passage of *document* with most of *words*, if it has enough of them."""
    try:
        found = engine.search(Query(words, limit=1, document=document.id))
    except ReaderError:  # no words, or too many
        return None
    wanted = {word.casefold() for word in links.WORD.findall(words)}
    for hit in found.hits:
        held = wanted & {word.casefold() for word in links.WORD.findall(hit.passage.text)}
        if len(held) >= ALIKE * len(wanted) and _stands(hit.passage, document):
            return hit.passage
    return None


def _stands(passage: Passage, document: Document) -> bool:
    """A new index may have come between the two calls that got them."""
    same = document.sections[passage.section : passage.section + 1]
    return bool(same) and same[0].text[passage.start : passage.end] == passage.text


def _trail(engine: SearchEngine, document: Document, place: Passage | None, search: Parameters) -> Trail | None:
    """The places of *search* in *document*; None where nothing, or nothing that can be searched for, was asked."""
    try:
        query = parameters.read_query(parameters.known(search, ("q", "mode")), limit=PLACES, offset=0)
        found = engine.search(replace(query, filters=Filters(), sort=Sort.RELEVANCE, document=document.id))
    except ReaderError:
        return None
    hits = sorted((hit for hit in found.hits if _stands(hit.passage, document)), key=lambda hit: _order(hit.passage))
    ids = [hit.passage.id for hit in hits]
    number = ids.index(place.id) + 1 if place and place.id in ids else None
    here = _order(place) if place else (-1, 0)
    before = [hit for hit in hits if _order(hit.passage) < here]
    after = [hit for hit in hits if _order(hit.passage) > here]
    given = list(search.items(multi=True))
    return Trail(
        text=query.text,
        hits=tuple(hits),
        total=found.total,
        walked=len(hits),
        number=number,
        previous=links.passage_link(before[-1].passage, given) if before else None,
        next=links.passage_link(after[0].passage, given) if after else None,
        results=links.search_link(filters.without(search)),
    )


def _order(passage: Passage) -> tuple[int, int]:
    """By which passages stand as the document reads."""
    return passage.section, passage.start


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
