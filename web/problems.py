"""
Every error as an answer: RFC 9457 where programs ask, a Danish page elsewhere.

Nothing of what was asked is repeated in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, RequestURITooLarge

from search_engine.errors import IndexDamaged, IndexFormat, IndexMissing, NotFound, OperatorError, ReaderError
from web import links
from web.privacy import log_failure, log_problem

if TYPE_CHECKING:  # at run time they are plain dicts
    from web import shapes

MAX_ADDRESS = 4000  # bytes: 200 characters of any script with every filter, and below what servers accept
MAX_BODY = 1024  # bytes: hardly anything here reads a body
BODIES = {"feedback.helped": 4096}  # … and what does: a question of 200 characters of any script, and a passage
FOR_PROGRAMS = (  # what addresses begin with that people do not open
    *("/api/", links.FEED, links.NEWEST, links.SUGGESTIONS),
    *(links.CATALOGUE, links.OPENSEARCH, links.SITEMAP),
)
TOLD = ("Allow", "Retry-After", "WWW-Authenticate")  # of what an error says in its headers


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
    400: Problem(400, "Forespørgslen kan ikke læses", "Adressen er ikke skrevet rigtigt. Begynd igen fra forsiden."),
    404: Problem(404, NOT_FOUND, "Der er ingen side på den adresse. Den kan være flyttet, eller der kan mangle noget."),
    401: Problem(401, "Det kræver adgangskode", "Listerne kan kun ses med den adgangskode, som driften har valgt."),
    403: Problem(403, "Det kom fra en anden side", "Vi tager kun imod svar fra vores egne sider. Søg, og svar der."),
    405: Problem(405, "Det kan man ikke her", "Adressen kan ikke bruges på den måde. Begynd igen fra forsiden."),
    413: Problem(413, "Forespørgslen er for stor", "Så meget kan ikke sendes ind her."),
    414: Problem(414, "Adressen er for lang", f"En adresse må højst fylde {MAX_ADDRESS} tegn. Søg efter færre ord."),
    429: Problem(429, "For mange forespørgsler", "Vent lidt, og prøv igen."),
    500: Problem(
        500, "Noget gik galt hos os", "Det er vores fejl, ikke din. Prøv igen om lidt. Fejlen er skrevet i loggen."
    ),
}
UNSERVED: dict[type[OperatorError], Problem] = {  # the error itself names folders, which are not the public's business
    IndexMissing: Problem(503, UNAVAILABLE, "Dokumenterne er ikke taget ind endnu.", "kommunesvar ingest"),
    IndexFormat: Problem(
        503, UNAVAILABLE, "Indekset er lavet af en anden version af programmet.", "kommunesvar ingest --rebuild"
    ),
    IndexDamaged: Problem(503, UNAVAILABLE, "Indekset er beskadiget.", "kommunesvar ingest --rebuild"),
}


def install(app: Flask) -> None:
    """Answer every error of *app* in the way of the place where it happened."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY

    @app.before_request
    def refuse_what_is_too_large() -> None:
        if len(request.environ.get("PATH_INFO", "")) + len(request.query_string) > MAX_ADDRESS:
            raise RequestURITooLarge
        request.max_content_length = BODIES.get(request.endpoint or "", MAX_BODY)
        if (request.content_length or 0) > request.max_content_length:
            raise RequestEntityTooLarge

    @app.errorhandler(ReaderError)
    def reader(error: ReaderError) -> Response:
        if isinstance(error, NotFound):
            return respond(NO_DOCUMENT)  # the error names what was asked for
        return respond(Problem(400, BAD_REQUEST, str(error)))

    @app.errorhandler(OperatorError)
    def operator(error: OperatorError) -> Response:
        log_problem(error)
        return respond(UNSERVED.get(type(error)) or Problem(503, UNAVAILABLE, "Prøv igen om lidt."))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        status = error.code or 500
        if status < 400:
            return make_response(error.get_response())  # a redirect
        response = respond(PLAIN.get(status) or Problem(status, error.name, PLAIN[400].detail))
        for name, value in error.get_headers():
            if name in TOLD:
                response.headers[name] = value
        return response

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        log_failure(error)
        return respond(PLAIN[500])


def respond(problem: Problem) -> Response:
    """*problem* in the form that the asker reads."""
    if request.path.startswith(FOR_PROGRAMS):
        return _json(problem)
    return make_response(render_template("error.html", problem=problem), problem.status)


def body(problem: Problem) -> shapes.Problem:
    """*problem* as RFC 9457 has it."""
    detail = f"{problem.detail} Kør »{problem.command}«." if problem.command else problem.detail
    return {"type": "about:blank", "title": problem.title, "status": problem.status, "detail": detail}


def _json(problem: Problem) -> Response:
    response = make_response(json.dumps(body(problem), ensure_ascii=False), problem.status)
    response.content_type = "application/problem+json"
    response.headers["Content-Language"] = "da"
    return response
