"""
The JSON API, version 1: what of the engine answers each operation, and a page that tells people of it.

What an operation takes stands in ``operations.py``, what it answers is made in ``bodies.py``. Errors are
not handled here: they are raised, and ``problems.py`` answers them.
"""

from __future__ import annotations

import json
from functools import cache

from flask import Blueprint, Response, jsonify, render_template, request

from search_engine.engine import SearchEngine
from search_engine.errors import OperatorError
from search_engine.settings import Settings
from web import bodies, links, openapi, parameters, spreadsheet
from web.operations import (
    ASK,
    DOCUMENT,
    DOCUMENTS,
    MAX_OFFSET,
    OCCURRENCES,
    PLACES,
    SEARCH,
    SIMILAR,
    STATUS,
    SUGGEST,
    Format,
)
from web.parameters import Parameters


def blueprint(engine: SearchEngine, settings: Settings) -> Blueprint:
    """The routes, over *engine*."""
    routes = Blueprint("api", __name__)
    description = cache(lambda: openapi.document(settings))  # made when somebody asks for it

    @routes.get("/api")
    def guide() -> str:
        example = json.dumps(openapi.examples()["ask"]["answer"], ensure_ascii=False, indent=2)
        return render_template("api.html", description=links.API_DESCRIPTION, example=example, settings=settings)

    @routes.get(links.API_DESCRIPTION)
    def described() -> Response:
        parameters.check(request.args, ())
        return jsonify(description())

    @routes.get(SEARCH.rule)
    def search() -> Response:
        given = SEARCH.checked(request.args)
        limit, offset = SEARCH.number(given, "limit"), SEARCH.number(given, "offset")
        found = engine.search(parameters.read_query(given, limit=limit, offset=offset))
        return _paged(jsonify(bodies.results(found)), given, limit, offset, found.total)

    @routes.get(ASK.rule)
    def ask() -> Response:
        given = ASK.checked(request.args)
        query = parameters.read_query(given, limit=ASK.number(given, "limit"), offset=0)
        return jsonify(bodies.reply(engine.ask(query)))

    @routes.get(OCCURRENCES.rule)
    def places() -> Response:
        given = OCCURRENCES.checked(request.args)
        form = parameters.read_choice(given, "format", Format.JSON)
        usual, most = PLACES[form]
        limit = parameters.read_number(given, "limit", default=usual, least=1, most=most)
        offset = OCCURRENCES.number(given, "offset")
        found = engine.occurrences(parameters.read_query(given, limit=limit, offset=offset))
        if form is Format.JSON:
            response = jsonify(bodies.occurrences(found))
        else:
            response = spreadsheet.response(found, settings.base_url or request.host_url.rstrip("/"))
        return _paged(response, given, limit, offset, found.total)

    @routes.get(SIMILAR.rule)
    def similar(id: str) -> Response:
        given = SIMILAR.checked(request.args)
        return jsonify(bodies.similar(engine.similar(id, SIMILAR.number(given, "limit"))))

    @routes.get(SUGGEST.rule)
    def suggest() -> Response:
        given = SUGGEST.checked(request.args)
        return jsonify(bodies.suggestions(engine.suggest(parameters.read_query(given, limit=1, offset=0).text)))

    @routes.get(DOCUMENTS.rule)
    def documents() -> Response:
        given = DOCUMENTS.checked(request.args)
        limit, offset = DOCUMENTS.number(given, "limit"), DOCUMENTS.number(given, "offset")
        records = engine.records()
        shown = [engine.document(record.id) for record in records[offset : offset + limit]]
        return _paged(jsonify(bodies.documents(len(records), shown)), given, limit, offset, len(records))

    @routes.get(DOCUMENT.rule)
    def document(id: str) -> Response:
        DOCUMENT.checked(request.args)
        return jsonify(bodies.whole(engine.document(id)))

    @routes.get(STATUS.rule)
    def state() -> Response:
        STATUS.checked(request.args)
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


def _paged(response: Response, given: Parameters, limit: int, offset: int, total: int) -> Response:
    """*response*, one page of *total*, with the addresses of the pages beside it."""
    last = min(total - 1, MAX_OFFSET)
    if others := links.other_pages(request.path, dict(given.lists()), limit, offset, last):
        response.headers["Link"] = others
    return response
