"""
The page for those who keep Kommunesvar running: what is served, how fresh it is, what is wrong and what to do.

Anybody may see that. What people wrote (the questions that found nothing, and those whose answers helped or did not)
is for who gives the operator's password, or runs ``kommunesvar status`` on the machine.
"""

from __future__ import annotations

from hmac import compare_digest

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from search_engine.engine import SearchEngine
from search_engine.settings import PREFIX, Settings
from web.statistics import DAYS, Statistics

SHOWN = 100  # guess: rows of each list that one looks through; the command line has them all
CHALLENGE = WWWAuthenticate("basic", {"realm": "Kommunesvar, drift", "charset": "UTF-8"})

MISSING = {  # what is to be set, and what readers meet until it is
    "operator": "hvem der driver siden; indtil da står der på siderne, at det ikke er oplyst",
    "contact": "telefon og mail; indtil da kan læserne ikke se, hvor de skal henvende sig",
    "dpo": "databeskyttelsesrådgiveren; læs også siden om privatliv igennem sammen med vedkommende",
    "accessibility_statement": "adressen på tilgængelighedserklæringen, som loven kræver",
    "security_contact": "hvor man fortæller om et hul i sikkerheden",
    "base_url": "den adresse, som borgerne kender",
}


def blueprint(engine: SearchEngine, settings: Settings, statistics: Statistics) -> Blueprint:
    """The route, over *engine* and *statistics*."""
    routes = Blueprint("maintenance", __name__)

    @routes.get("/status")
    def status() -> Response:
        may_see = _is_operator(settings.status_password)
        wants_to = "adgang" in request.args or request.authorization is not None
        if wants_to and not may_see and settings.status_password:
            raise Unauthorized(www_authenticate=CHALLENGE)
        state, records = engine.status(), engine.records()
        counts = statistics.read(SHOWN) if may_see else None
        dates = [record.date for record in records if record.date]
        problem = statistics.problem() or (counts and counts.problem)
        html = render_template(
            "status.html",
            state=state,
            # A problem may say in which folder it is, which is not the public's business.
            problems=[said.replace(f"{settings.index}/", "") for said in state.problems],
            statistics_problem=problem,
            newest=max(dates, default=None),
            oldest=min(dates, default=None),
            undated=len(records) - len(dates),
            missing={PREFIX + name.upper(): why for name, why in MISSING.items() if not getattr(settings, name)},
            counting=settings.statistics,
            has_password=bool(settings.status_password),
            counts=counts,
            days=DAYS,
        )
        response = make_response(html)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "no-store"
        return response

    return routes


def _is_operator(password: str) -> bool:
    """Was the *password* sent along, with whatever name? Never, where there is none."""
    sent = request.authorization
    if not password or sent is None or sent.type != "basic":
        return False
    return compare_digest((sent.password or "").encode(), password.encode())
