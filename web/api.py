"""
The JSON API, version 1: the engine's results as they are.

Errors are not handled here: they are raised, and ``problems.py`` answers them.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from flask import Blueprint, Response, jsonify, request

from search_engine.engine import SearchEngine
from search_engine.errors import OperatorError, QueryTooLong
from search_engine.model import (
    Answer,
    Citation,
    Document,
    FacetCount,
    Facets,
    Hit,
    Occurrence,
    Occurrences,
    Record,
    Reply,
    Results,
    Section,
    Status,
    Suggestion,
    SuggestionKind,
)
from search_engine.query import MAX_LENGTH
from search_engine.settings import Settings
from web import parameters, spreadsheet
from web.links import document_link, occurrence_link, passage_link, search_link, section_link

Json = dict[str, Any]

SEARCH = ("q", "mode", *parameters.FILTERS, "sort", "limit", "offset")
ASK = ("q", "municipality", "limit")
OCCURRENCES = ("q", "format", *parameters.FILTERS, "limit", "offset")
SIMILAR = ("limit",)
SUGGEST = ("q",)
LIST = ("limit", "offset")
MAX_OFFSET = 100_000


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"


def blueprint(engine: SearchEngine, settings: Settings) -> Blueprint:
    """The routes, over *engine*."""
    routes = Blueprint("api", __name__)

    @routes.get("/api/v1/search")
    def search() -> Response:
        given = request.args
        parameters.check(given, SEARCH)
        limit = parameters.read_number(given, "limit", default=10, least=1, most=50)
        offset = parameters.read_number(given, "offset", default=0, least=0, most=MAX_OFFSET)
        return jsonify(results(engine.search(parameters.read_query(given, limit=limit, offset=offset))))

    @routes.get("/api/v1/ask")
    def ask() -> Response:
        given = request.args
        parameters.check(given, ASK)
        limit = parameters.read_number(given, "limit", default=5, least=1, most=20)
        return jsonify(reply(engine.ask(parameters.read_query(given, limit=limit, offset=0))))

    @routes.get("/api/v1/occurrences")
    def places() -> Response:
        given = request.args
        parameters.check(given, OCCURRENCES)
        form = parameters.read_choice(given, "format", Format.JSON)
        most, usual = (spreadsheet.MOST_ROWS, spreadsheet.MOST_ROWS) if form is Format.CSV else (100, 20)
        limit = parameters.read_number(given, "limit", default=usual, least=1, most=most)
        offset = parameters.read_number(given, "offset", default=0, least=0, most=MAX_OFFSET)
        found = engine.occurrences(parameters.read_query(given, limit=limit, offset=offset))
        if form is Format.JSON:
            return jsonify(occurrences(found))
        return spreadsheet.response(found, settings.base_url or request.host_url.rstrip("/"))

    @routes.get("/api/v1/similar/<path:id>")
    def similar(id: str) -> Response:
        given = request.args
        parameters.check(given, SIMILAR)
        limit = parameters.read_number(given, "limit", default=5, least=1, most=20)
        return jsonify({"hits": [_hit(hit, rank) for rank, hit in enumerate(engine.similar(id, limit), start=1)]})

    @routes.get("/api/v1/suggest")
    def suggest() -> Response:
        given = request.args
        parameters.check(given, SUGGEST)
        text = parameters.read_query(given, limit=1, offset=0).text
        if len(text) > MAX_LENGTH:
            raise QueryTooLong(f"Teksten er på {len(text)} tegn. Skriv højst {MAX_LENGTH}.")
        return jsonify({"suggestions": [_suggestion(suggestion) for suggestion in engine.suggest(text)]})

    @routes.get("/api/v1/documents")
    def documents() -> Response:
        given = request.args
        parameters.check(given, LIST)
        limit = parameters.read_number(given, "limit", default=20, least=1, most=100)
        offset = parameters.read_number(given, "offset", default=0, least=0, most=MAX_OFFSET)
        records = engine.records()
        shown = [engine.document(record.id) for record in records[offset : offset + limit]]
        listed = [_summary(document) | {"sections": _outline(document)} for document in shown]
        return jsonify({"total": len(records), "documents": listed})

    @routes.get("/api/v1/documents/<path:document_id>")
    def document(document_id: str) -> Response:
        parameters.check(request.args, ())
        return jsonify(_whole(engine.document(document_id)))

    @routes.get("/api/v1/status")
    def state() -> Response:
        parameters.check(request.args, ())
        response = jsonify(status(engine.status()))
        response.headers["Cache-Control"] = "no-store"
        return response

    @routes.get("/healthz")
    def health() -> Response:
        """For a machine that asks whether to send readers here."""
        try:
            word = "degraded" if engine.status().degraded else "ok"
        except OperatorError:
            word = "unavailable"
        response = jsonify({"status": word})
        response.status_code = 503 if word == "unavailable" else 200
        response.headers["Cache-Control"] = "no-store"
        return response

    return routes


def results(found: Results) -> Json:
    """A search's results; the command line prints the same."""
    first = found.query.offset + 1
    repair = found.repaired[0] if found.repaired else None
    return {
        "query": found.query.text,
        "terms": [
            {
                "word": word.word,
                "stem": word.stem,
                "parts": word.parts,
                "read_as": word.read_as,
                "left_out": word.left_out,
            }
            for word in found.words
        ],
        "repaired": {"from": repair.typed, "to": repair.read} if repair else None,
        "did_you_mean": found.did_you_mean or None,
        "total": found.total,
        "hits": [_hit(hit, rank) for rank, hit in enumerate(found.hits, start=first)],
        "facets": _facets(found.facets),
        "generation": found.generation,
        "took_ms": round(1000 * found.seconds, 1),
    }


def occurrences(found: Occurrences) -> Json:
    """Every place of an exact search; the command line prints the same."""
    first = found.query.offset + 1
    return {
        "query": found.query.text,
        "total": found.total,
        "passages": found.passages,
        "documents": found.documents,
        "occurrences": [_occurrence(place, rank) for rank, place in enumerate(found.found, start=first)],
        "facets": _facets(found.facets),
        "generation": found.generation,
        "took_ms": round(1000 * found.seconds, 1),
    }


def reply(given: Reply) -> Json:
    """What came of a question; the command line prints the same."""
    results = given.results
    return {
        "question": results.query.text,
        "found": given.answer is not None,
        "answer": _answer(given.answer) if given.answer else None,
        "searched": {
            "documents": given.documents,
            "passages": given.passages,
            "terms": [word.read_as or word.word for word in results.words if word.stem],
        },
        "hits": [_hit(hit, rank) for rank, hit in enumerate(results.hits, start=1)],
        "generation": results.generation,
        "took_ms": round(1000 * given.seconds, 1),
    }


def status(now: Status) -> Json:
    """What is served, and how well; the command line prints the same."""
    return {
        "generation": now.generation,
        "published": now.published.isoformat(),
        "documents": now.documents,
        "passages": now.passages,
        "set_aside": [
            {"path": file.path, "reason": file.reason, "since": file.since.isoformat()} for file in now.set_aside
        ],
        "degraded": now.degraded,
    }


def _hit(hit: Hit, rank: int) -> Json:
    passage = hit.passage
    return {
        "rank": rank,
        "score": round(hit.score, 4),
        "passage": {
            "id": passage.id,
            "text": passage.text,
            "section": passage.path,
            "page": passage.page,
            "page_end": passage.page_end,
            "start": passage.start,
            "end": passage.end,
        },
        "marks": hit.marks,
        "document": _summary(hit.record),
        "url": passage_link(passage),
        "copies": [
            {"passage_id": copy.passage.id, "document": _summary(copy.record), "url": passage_link(copy.passage)}
            for copy in hit.copies
        ],
    }


def _occurrence(place: Occurrence, rank: int) -> Json:
    return {
        "rank": rank,
        "source": place.source,
        "before": place.before,
        "quote": place.quote,
        "after": place.after,
        "document": _summary(place.record),
        "section": place.path,
        "page": place.page,
        "page_end": place.page_end,
        "passage_id": place.passage.id,
        "start": place.start,
        "end": place.end,
        "url": occurrence_link(place),
    }


def _suggestion(suggestion: Suggestion) -> Json:
    match suggestion.kind:
        case SuggestionKind.TITLE:
            url = document_link(suggestion.document_id)
        case SuggestionKind.HEADING:
            url = section_link(suggestion.document_id, suggestion.anchor)
        case SuggestionKind.WORD:
            url = search_link({"q": [suggestion.text]})
    return {"text": suggestion.text, "kind": suggestion.kind, "url": url}


def _answer(answer: Answer) -> Json:
    return {
        "kind": answer.kind,
        "confidence": round(answer.confidence, 2),
        "citations": [_citation(citation) for citation in answer.citations],
    }


def _citation(citation: Citation) -> Json:
    return {
        "quote": citation.quote,
        "highlight": citation.highlight,
        "document": _summary(citation.record),
        "section": citation.passage.path,
        "page": citation.page,
        "page_end": citation.page_end,
        "passage_id": citation.passage.id,
        "start": citation.start,
        "end": citation.end,
        "url": passage_link(citation.passage),
    }


def _facets(facets: Facets) -> Json:
    return {
        "municipality": _counts(facets.municipality),
        "kind": _counts(facets.kind),
        "topic": _counts(facets.topic),
        "year": _counts(facets.year),
    }


def _counts(counts: tuple[FacetCount, ...]) -> list[Json]:
    return [{"value": found.value, "count": found.count} for found in counts]


def _summary(record: Record) -> Json:
    return {
        "id": record.id,
        "title": record.title,
        "municipality": record.municipality,
        "kind": record.kind,
        "topic": record.topic,
        "published": _iso(record.published),
        "updated": _iso(record.updated),
        "pages": record.pages,
        "location": record.location,
    }


def _whole(document: Document) -> Json:
    return _summary(document) | {
        "contact": document.contact,
        "related": document.related,
        "replaced_by": document.replaced_by,
        "fingerprint": document.fingerprint,
        "sections": [_section(section) for section in document.sections],
    }


def _outline(document: Document) -> list[Json]:
    return [{"id": section.anchor, "path": section.path} for section in document.sections]


def _section(section: Section) -> Json:
    return {
        "id": section.anchor,
        "path": section.path,
        "text": section.text,
        "pages": [[mark.offset, mark.page] for mark in section.pages],
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
