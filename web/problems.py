"""
Every error as an answer: RFC 9457 below /api, a Danish page elsewhere.

Nothing of what was asked is repeated in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, RequestURITooLarge

from search_engine.errors import IndexDamaged, IndexFormat, IndexMissing, NotFound, OperatorError, ReaderError
from web.privacy import log_failure

MAX_ADDRESS = 4000  # bytes: 200 characters of any script with every filter, and below what servers accept
MAX_BODY = 1024  # bytes: nothing here reads a body


@dataclass(frozen=True, slots=True)
class Problem:
    """*detail* is for whoever asked, *command* for the operator."""

    status: int
    title: str
    detail: str
    command: str | None = None


BAD_REQUEST = "Det kan vi ikke søge efter"
NOT_FOUND = "Siden findes ikke"
UNAVAILABLE = "Der kan ikke søges lige nu"
NO_DOCUMENT = Problem(
    404, "Dokumentet findes ikke", "Det kan være fjernet eller have fået en ny adresse. Prøv at søge efter det."
)
PLAIN = {
    400: Problem(400, "Forespørgslen kan ikke læses", "Adressen er ikke skrevet rigtigt. Begynd forfra fra forsiden."),
    404: Problem(404, NOT_FOUND, "Der er ingen side på den adresse. Den kan være flyttet, eller der kan mangle noget."),
    405: Problem(405, "Det kan man ikke her", "Adressen kan kun læses (GET), ikke ændres."),
    413: Problem(413, "Forespørgslen er for stor", "Her kan ikke sendes noget ind."),
    414: Problem(414, "Adressen er for lang", f"En adresse må højst fylde {MAX_ADDRESS} tegn. Søg efter færre ord."),
    500: Problem(
        500, "Noget gik galt hos os", "Det er vores fejl, ikke din. Prøv igen om lidt. Fejlen er skrevet i loggen."
    ),
}
CURES: dict[type[OperatorError], str] = {
    IndexMissing: "kommunesvar ingest",
    IndexFormat: "kommunesvar ingest --rebuild",
    IndexDamaged: "kommunesvar ingest --rebuild",
}


def install(app: Flask) -> None:
    """Answer every error of *app* in the way of the place where it happened."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY

    @app.before_request
    def refuse_what_is_too_large() -> None:
        if len(request.environ.get("PATH_INFO", "")) + len(request.query_string) > MAX_ADDRESS:
            raise RequestURITooLarge
        if (request.content_length or 0) > MAX_BODY:
            raise RequestEntityTooLarge

    @app.errorhandler(ReaderError)
    def reader(error: ReaderError) -> Response:
        if isinstance(error, NotFound):
            return respond(NO_DOCUMENT)  # the error names what was asked for
        return respond(Problem(400, BAD_REQUEST, str(error)))

    @app.errorhandler(OperatorError)
    def operator(error: OperatorError) -> Response:
        return respond(Problem(503, UNAVAILABLE, str(error), CURES.get(type(error))))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        status = error.code or 500
        if status < 400:
            return make_response(error.get_response())  # a redirect
        response = respond(PLAIN.get(status) or Problem(status, error.name, PLAIN[400].detail))
        for name, value in error.get_headers():
            if name == "Allow":
                response.headers[name] = value
        return response

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        log_failure(error)
        return respond(PLAIN[500])


def respond(problem: Problem) -> Response:
    """*problem* in the form that the asker reads."""
    if request.path == "/api" or request.path.startswith("/api/"):
        return _json(problem)
    return make_response(render_template("error.html", problem=problem), problem.status)


def _json(problem: Problem) -> Response:
    body = {"type": "about:blank", "title": problem.title, "status": problem.status, "detail": problem.detail}
    response = make_response(json.dumps(body, ensure_ascii=False), problem.status)
    response.content_type = "application/problem+json"
    response.headers["Content-Language"] = "da"
    return response
