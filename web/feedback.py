"""
What readers tell without being asked who they are: that nothing was found, and whether an answer helped.

The second with two buttons below an answer and no text field. No cookie and no token is needed: a browser says from
which site a form comes. Where it cannot be counted, the reader is thanked all the same.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, g, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as Answer

from search_engine.engine import SearchEngine
from search_engine.errors import NotFound
from search_engine.model import Filters, Reply
from search_engine.query import MAX_LENGTH
from web import links
from web.privacy import holds_cpr
from web.problems import PLAIN, Problem, respond
from web.statistics import Event, Statistics

EVENTS = {"ja": Event.HELPED, "nej": Event.DID_NOT_HELP}
INCOMPLETE = Problem(400, "Svaret kan ikke læses", "Der mangler noget i det, der blev sendt. Søg igen, og svar der.")
GONE = Problem(400, "Stedet findes ikke længere", "Dokumentet er ændret, siden du søgte. Søg igen, og svar der.")


def install(app: Flask, statistics: Statistics) -> None:
    """Let ``note`` and the templates of *app* find *statistics*, and let go of what is too old."""
    statistics.tidy()
    app.extensions["statistics"] = statistics
    app.jinja_env.globals["asks_whether_it_helped"] = statistics.on


def note(reply: Reply) -> None:
    """Count the question of *reply* if nothing was found; not with filters on, for then the documents may hold it."""
    statistics: Statistics = current_app.extensions["statistics"]
    query = reply.results.query
    if not statistics.on or query.filters != Filters():
        return
    if not reply.results.total:
        event = Event.NO_HITS
    elif reply.answer is None and reply.asked.is_question:
        event = Event.NO_ANSWER
    else:
        return
    statistics.count(event, query.text)
    g.uncached = True  # so that the next one who asks is counted, too


def blueprint(engine: SearchEngine, statistics: Statistics) -> Blueprint:
    """The routes, over *engine* and *statistics*."""
    routes = Blueprint("feedback", __name__)

    @routes.post("/hjalp")
    def helped() -> Answer:
        if not _ours():
            raise Forbidden
        if not statistics.on:
            return respond(PLAIN[404])
        question, passage_id = request.form.get("q", ""), request.form.get(links.PLACE, "")
        event = EVENTS.get(request.form.get("svar", ""))
        if not event or not question.strip() or len(question) > MAX_LENGTH:
            return respond(INCOMPLETE)
        if not _exists(engine, passage_id):
            return respond(GONE)
        kept = "" if holds_cpr(question) else question
        if kept:
            statistics.count(event, kept, passage_id)
        if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
            return make_response("", 204)
        return redirect(url_for("feedback.thanks", q=kept or None), 303)

    @routes.get("/tak")
    def thanks() -> Response:
        question = request.args.get("q", "")[:MAX_LENGTH]
        response = make_response(render_template("thanks.html", question="" if holds_cpr(question) else question))
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return routes


def _ours() -> bool:
    """
    Does the request come from a page of ours, or from no browser at all?

    As Go's ``net/http.CrossOriginProtection`` decides: every browser of the last years says it in Sec-Fetch-Site,
    older ones in Origin. Only the host of that is compared, for a server before us may speak HTTPS in our place.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.host
    except ValueError:  # no address at all
        return False


def _exists(engine: SearchEngine, passage_id: str) -> bool:
    """Is there such a passage? Its id begins with its document's."""
    try:
        return any(passage.id == passage_id for passage in engine.passages(passage_id.rpartition(":")[0]))
    except NotFound:
        return False
