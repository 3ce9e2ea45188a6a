"""What every answer says to the browser beside its content: what it may load, and how long it may keep it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request, url_for

POLICY = (  # no script at all: nothing here needs one yet
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # an address holds what was searched for
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PAGE_CACHE = "private, max-age=30"  # guess: long enough for "back", and a new index shows within the minute
STATIC_CACHE = "public, max-age=31536000, immutable"


def install(app: Flask) -> None:
    """Set the headers on every response of *app*, and give its templates ``static_link``."""
    versions = _versions(Path(app.static_folder or ""))

    @app.template_global()
    def static_link(name: str) -> str:
        """A static file under an address that changes with its content."""
        return url_for("static", filename=name, v=versions[name])

    @app.after_request
    def set_headers(response: Response) -> Response:
        response.headers.update(SECURITY)
        if response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        elif request.endpoint == "static":
            current = request.args.get("v") == versions.get(str((request.view_args or {}).get("filename")))
            response.headers["Cache-Control"] = STATIC_CACHE if current else "no-cache"
        else:
            response.headers.setdefault("Cache-Control", PAGE_CACHE)
        return response


def _versions(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.rglob("*")
        if path.is_file()
    }
