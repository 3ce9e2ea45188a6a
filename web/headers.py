"""What every answer says to the browser beside its content: what it may load, and how long it may keep it."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # an address holds what was searched for
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
ELSEWHERE = ("machines.embedded", "api.suggest")  # what pages of other sites may read, also where it is refused
PAGE_CACHE = "private, max-age=30"  # guess: long enough for "back", and a new index shows within the minute
SHARED_CACHE = "public, max-age=30"  # a proxy between may give it to others, too
SHARED = {"pages.front", "pages.topics", "pages.document", "api.documents", "api.document"}  # tell nothing of who asks


def install(app: Flask) -> None:
    """Set the headers on every response of *app*."""

    @app.after_request
    def set_headers(response: Response) -> Response:
        if request.endpoint in ELSEWHERE:
            response.headers.update(OPEN)
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        if response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        is_shared = request.endpoint in SHARED and not request.query_string
        response.headers.setdefault("Cache-Control", SHARED_CACHE if is_shared else PAGE_CACHE)
        return response
