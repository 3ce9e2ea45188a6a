"""
What machines read beside the API: feeds, the sitemap, catalogues, the whole collection, and the search box for others.

This says which address has what; each is made in a module of its own. Addresses within them are whole: they begin with
the operator's, or where none is set with that of the request.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from threading import Lock

from flask import Blueprint, Response, abort, current_app, render_template, request

from search_engine.engine import SearchEngine
from search_engine.settings import Settings
from web import (
    admission,
    assets,
    dcat,
    export,
    feeds,
    links,
    opensearch,
    operations,
    parameters,
    problems,
    signposts,
    structured,
)

PLAIN = "text/plain; charset=utf-8"
XML = "application/xml; charset=utf-8"
BOX_CACHE = "public, max-age=300"  # guess: a mended box is on all pages within minutes
NO_SECURITY_CONTACT = problems.Problem(
    404,
    "Ingen kontakt om sikkerhed",
    "Den, der driver siden, har ikke oplyst, hvor fejl i sikkerheden meldes. "
    "Det gøres med indstillingen KOMMUNESVAR_SECURITY_CONTACT.",
)


def blueprint(engine: SearchEngine, settings: Settings) -> Blueprint:
    """The routes, over *engine*."""
    routes = Blueprint("machines", __name__)
    exporting = Lock()  # one at a time: it is made while it is sent, long after its request was let in
    search_box = (assets.OURS / "indlejr.js").read_bytes()

    def site() -> Settings:
        return replace(settings, base_url=settings.base_url or request.host_url.rstrip("/"))

    @routes.app_context_processor
    def descriptions() -> dict[str, object]:
        return {"schema": structured.Schema(site()), "structured": structured.embedded}

    @routes.get(links.OPENSEARCH)
    def description() -> Response:
        static_link = current_app.jinja_env.globals["static_link"]
        assert callable(static_link)
        icon = str(static_link("icon.svg"))
        return _lasting(opensearch.description(site(), icon), opensearch.CONTENT_TYPE)

    @routes.get(links.SUGGESTIONS)
    def suggestions() -> Response:
        text = parameters.read_query(operations.SUGGEST.checked(request.args), limit=1, offset=0).text
        offered = opensearch.suggestions(text, engine.suggest(text), site())
        return Response(json.dumps(offered, ensure_ascii=False), content_type=opensearch.SUGGESTIONS_TYPE)

    @routes.get(links.FEED)
    def found() -> Response:
        response = _lasting(feeds.search(engine, request.args, site()), feeds.CONTENT_TYPE)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    @routes.get(links.NEWEST)
    def newest() -> Response:
        return _lasting(feeds.newest(engine, request.args, site()), feeds.CONTENT_TYPE)

    @routes.get(links.SITEMAP)
    def sitemap() -> Response:
        return _lasting(signposts.sitemap(signposts.places(engine), site()), XML)

    @routes.get("/sitemap-<int:number>.xml")
    def sitemap_part(number: int) -> Response:
        places = signposts.places(engine)
        if not 1 <= number <= signposts.parts(places):
            abort(404)
        return _lasting(signposts.part(places, number, site()), XML)

    @routes.get("/robots.txt")
    def robots() -> Response:
        return _lasting(signposts.robots(site()).encode(), PLAIN)

    @routes.get(links.SECURITY)
    def security() -> Response:
        if not settings.security_contact:
            return problems.respond(NO_SECURITY_CONTACT)
        return _lasting(signposts.security(site(), datetime.now(UTC).date()).encode(), PLAIN)

    @routes.get(links.CATALOGUE)
    def catalogue() -> Response:
        body = json.dumps(dcat.catalogue(engine, site()), ensure_ascii=False, indent=2)
        return _lasting(body.encode(), dcat.CONTENT_TYPE)

    @routes.get(links.EXPORT)
    def documents() -> Response:
        parameters.check(request.args, ())
        generation = engine.status().generation
        if not exporting.acquire(blocking=False):
            return admission.refusal()
        ended = ExitStack()
        ended.callback(exporting.release)
        response = Response(export.lines(engine, generation, ended), content_type=export.CONTENT_TYPE)
        response.call_on_close(ended.close)  # where the reader leaves before the end, or asks for the head alone
        return response

    @routes.get(links.SEARCH_BOX)
    def embedded() -> Response:
        response = _lasting(search_box, "text/javascript; charset=utf-8")
        response.headers["Cache-Control"] = BOX_CACHE
        return response

    @routes.get(links.EMBEDDING)
    def embedding() -> str:
        return render_template("embedding.html")

    return routes


def _lasting(body: bytes, content_type: str) -> Response:
    """An answer that is sent again only when it has changed."""
    response = Response(body, content_type=content_type)
    response.set_etag(sha256(body).hexdigest()[:32])
    response.make_conditional(request)
    return response
