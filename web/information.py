"""
The pages about the site: help with searching, what Kommunesvar is, privacy, accessibility.

They say what is so: their numbers come from the index, their promises from the settings. What the operator has not
told yet is said to be missing, to readers here and to the operator on the status page.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from search_engine.engine import SearchEngine
from search_engine.errors import OperatorError
from search_engine.model import Record
from search_engine.settings import Settings
from web import links
from web.statistics import DAYS


def blueprint(engine: SearchEngine, settings: Settings) -> Blueprint:
    """The routes, over *engine* and what the operator told in *settings*."""
    routes = Blueprint("information", __name__)

    @routes.get(links.HELP)
    def help() -> str:
        return render_template("help.html")

    @routes.get(links.ABOUT)
    def about() -> str:
        records, passages = _collection(engine)
        return render_template(
            "about.html",
            settings=settings,
            documents=len(records),
            passages=passages,
            municipalities=sorted({record.municipality for record in records if record.municipality}),
            newest=max((record.date for record in records if record.date), default=None),
        )

    @routes.get("/privatliv")
    def privacy() -> str:
        return render_template("privacy.html", settings=settings, days=DAYS)

    @routes.get("/tilgaengelighed")
    def accessibility() -> str:
        return render_template("accessibility.html", settings=settings)

    @routes.get("/was")
    def statement() -> Response:
        """Where the law wants the statement to be found."""
        return redirect(settings.accessibility_statement or url_for("information.accessibility"))

    return routes


def _collection(engine: SearchEngine) -> tuple[list[Record], int]:
    """All records, and how many passages; none while there is no index, for the page can be read without."""
    try:
        return list(engine.records()), engine.status().passages
    except OperatorError:
        return [], 0
