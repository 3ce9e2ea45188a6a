"""
The JSON API, version 1: the engine's results as they are.

Errors are not handled here: they are raised, and ``problems.py`` answers them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, jsonify, request

from search_engine.engine import SearchEngine
from search_engine.errors import BadFilter, OperatorError
from search_engine.model import Answer, Citation, Document, FacetCount, Hit, Record, Reply, Results, Section, Status
from web import parameters
from web.links import passage_link

Json = dict[str, Any]

SEARCH = ("q", "mode", *parameters.FILTERS, "sort", "limit", "offset")
ASK = ("q", "municipality", "limit")
LIST = ("limit", "offset")
MAX_OFFSET = 100_000


def blueprint(engine: SearchEngine) -> Blueprint:
    """The routes, over *engine*."""
    routes = Blueprint("api", __name__)

    @routes.get("/api/v1/search")
    def search() -> Response:
        given = request.args
        parameters.check(given, SEARCH)
        _check_mode(given.get("mode", "smart"))
        limit = parameters.read_number(given, "limit", default=10, least=1, most=50)
        offset = parameters.read_number(given, "offset", default=0, least=0, most=MAX_OFFSET)
        return jsonify(results(engine.search(parameters.read_query(given, limit=limit, offset=offset))))

    @routes.get("/api/v1/ask")
    def ask() -> Response:
        given = request.args
        parameters.check(given, ASK)
        limit = parameters.read_number(given, "limit", default=5, least=1, most=20)
        return jsonify(reply(engine.ask(parameters.read_query(given, limit=limit, offset=0))))

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
    facets = found.facets
    repair = found.repaired[0] if found.repaired else None
    return {
        "query": found.query.text,
        "terms": [
            {"word": word.word, "stem": word.stem, "parts": word.parts, "read_as": word.read_as} for word in found.words
        ],
        "repaired": {"from": repair.typed, "to": repair.read} if repair else None,
        "did_you_mean": None,
        "total": found.total,
        "hits": [_hit(hit, rank) for rank, hit in enumerate(found.hits, start=first)],
        "facets": {
            "municipality": _counts(facets.municipality),
            "kind": _counts(facets.kind),
            "topic": _counts(facets.topic),
            "year": _counts(facets.year),
        },
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


def _check_mode(mode: str) -> None:
    if mode == "exact":
        raise BadFilter("»mode=exact« kan endnu ikke bruges. Udelad den, eller skriv mode=smart.")
    if mode != "smart":
        raise BadFilter("»mode« kan kun være smart.")


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
    }


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
