"""
The JSON API, version 1: what each address takes, and what of the engine answers it.

What is answered is made in ``bodies.py``. Errors are not handled here: they are raised, and
``problems.py`` answers them.
"""

from __future__ import annotations

from enum import StrEnum

from flask import Blueprint, Response, jsonify, request

from search_engine.engine import SearchEngine
from search_engine.errors import OperatorError, QueryTooLong
from search_engine.query import MAX_LENGTH
from search_engine.settings import Settings
from web import bodies, parameters, spreadsheet

SEARCH = ("q", "mode", *parameters.FILTERS, "sort", "limit", "offset")
ASK = ("q", "municipality", "limit")
OCCURRENCES = ("q", "format", *parameters.FILTERS, "limit", "offset")
SIMILAR = ("limit",)
SUGGEST = ("q",)
LIST = ("limit", "offset")
MAX_OFFSET = 100_000  # guess: beyond what anybody pages through


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
        return jsonify(bodies.results(engine.search(parameters.read_query(given, limit=limit, offset=offset))))

    @routes.get("/api/v1/ask")
    def ask() -> Response:
        given = request.args
        parameters.check(given, ASK)
        limit = parameters.read_number(given, "limit", default=5, least=1, most=20)
        return jsonify(bodies.reply(engine.ask(parameters.read_query(given, limit=limit, offset=0))))

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
            return jsonify(bodies.occurrences(found))
        return spreadsheet.response(found, settings.base_url or request.host_url.rstrip("/"))

    @routes.get("/api/v1/similar/<path:id>")
    def similar(id: str) -> Response:
        given = request.args
        parameters.check(given, SIMILAR)
        limit = parameters.read_number(given, "limit", default=5, least=1, most=20)
        return jsonify(bodies.similar(engine.similar(id, limit)))

    @routes.get("/api/v1/suggest")
    def suggest() -> Response:
        given = request.args
        parameters.check(given, SUGGEST)
        text = parameters.read_query(given, limit=1, offset=0).text
        if len(text) > MAX_LENGTH:
            raise QueryTooLong(f"Teksten er på {len(text)} tegn. Skriv højst {MAX_LENGTH}.")
        return jsonify({"suggestions": [bodies.suggestion(offered) for offered in engine.suggest(text)]})

    @routes.get("/api/v1/documents")
    def documents() -> Response:
        given = request.args
        parameters.check(given, LIST)
        limit = parameters.read_number(given, "limit", default=20, least=1, most=100)
        offset = parameters.read_number(given, "offset", default=0, least=0, most=MAX_OFFSET)
        records = engine.records()
        shown = [engine.document(record.id) for record in records[offset : offset + limit]]
        return jsonify({"total": len(records), "documents": list(map(bodies.listed, shown))})

    @routes.get("/api/v1/documents/<path:document_id>")
    def document(document_id: str) -> Response:
        parameters.check(request.args, ())
        return jsonify(bodies.whole(engine.document(document_id)))

    @routes.get("/api/v1/status")
    def state() -> Response:
        parameters.check(request.args, ())
        response = jsonify(bodies.status(engine.status()))
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
