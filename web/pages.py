"""
The Danish pages: the front page, results, a document, the overview by topic.

Each asks the engine, arranges what it got, and hands it to a template of its own.
"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, make_response, render_template, request

from search_engine.engine import SearchEngine
from search_engine.errors import NotFound, ReaderError
from search_engine.model import Mode
from search_engine.query import MAX_LENGTH
from search_engine.settings import Settings
from web import concordance, excerpts, links, originals, parameters, reading, results, wording
from web.privacy import holds_cpr

RESULTS = ("q", "mode", *parameters.FILTERS, "document", "sort", "page")
NEWEST = 5


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

    @routes.get("/soeg", endpoint="results")
    def search() -> Response:
        given = parameters.known(request.args, RESULTS)
        exact = given.get("mode") == Mode.EXACT
        try:
            parameters.check(given, RESULTS)
            return _unindexed(concordance.page(engine, given) if exact else results.page(engine, given))
        except NotFound:  # the document to search in
            raise
        except ReaderError as error:
            kept = "" if holds_cpr(given.get("q", "")) else given.get("q", "")[:MAX_LENGTH]
            return _unindexed(render_template("refused.html", refusal=str(error), text=kept, exact=exact), 400)

    @routes.get("/dokument/<path:document_id>")
    def document(document_id: str) -> Response:
        shown = make_response(reading.page(engine, settings, document_id, request.args))
        if request.args:  # the same document once more, opened somewhere
            shown.headers["X-Robots-Tag"] = "noindex"
        return shown

    @routes.get("/original/<path:document_id>")
    def original(document_id: str) -> Response:
        return originals.response(settings.corpus, engine.document(document_id).id, engine.status())

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
            "unbroken": wording.unbroken,
            "links": links,
            "excerpt": excerpts.excerpt,
            "quoted": excerpts.quoted,
            "base_url": settings.base_url or request.host_url.rstrip("/"),
            "operator": settings.operator,
            "contact": settings.contact,
            "today": date.today,
            "max_length": MAX_LENGTH,
        }


def _unindexed(html: str, status: int = 200) -> Response:
    response = make_response(html, status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
