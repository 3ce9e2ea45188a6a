"""
The static files: our own, and those of Det Fælles Designsystem (npm package ``dkfds``).

Both stand in one tree below an address that holds a digest of all of them, so a browser keeps
each for good and asks for a changed one under its new address. The design system's part is as
in the package, for its style sheet names icons by relative addresses; of its fonts and scripts
only what the pages use is there. Where the package is not installed the pages wear our own
style sheet alone, and the log says how to put it right.
"""

from __future__ import annotations

import logging
import mimetypes
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, abort

LOG = logging.getLogger("kommunesvar.web")

OURS = Path(__file__).parent / "static"
DESIGN_SYSTEM = Path(__file__).parents[1] / "node_modules" / "dkfds" / "dist"
USED = (  # of the design system
    "css/dkfds.min.css",
    "js/dkfds.min.js",
    "img/svg-icons/*.svg",  # named by the style sheet; fetched one by one, when shown
    "fonts/IBMPlexSans/split/woff2/IBMPlexSans-Regular-Latin1.woff2",
    "fonts/IBMPlexSans/split/woff2/IBMPlexSans-SemiBold-Latin1.woff2",
    "LICENSE.md",
    "fonts/IBMPlexSans/split/woff2/license.txt",
)
ALL_ICONS = "img/all-svg-icons.svg"
ICONS = (  # of those, the ones that templates name: all 160 would be half as much as the rest of a page
    *("arrow-back", "check", "chevron-down", "chevron-left", "chevron-right", "chevron-up", "close", "copy"),
    *("download", "info", "link", "list-bulleted", "menu", "print", "search"),
    *("tune", "warning"),
)
FOREVER = "public, max-age=31536000, immutable"

mimetypes.add_type("font/woff2", ".woff2")  # not every machine's table has it


def install(app: Flask) -> None:
    """Serve the files below ``/static/``, and give the templates ``static_link`` and ``designed``."""
    files = dict(_files())
    digest = sha256(b"\0".join(name.encode() + b"\0" + body for name, body in sorted(files.items()))).hexdigest()[:12]
    if "css/dkfds.min.css" not in files:
        LOG.warning("Designsystemet mangler, så siderne ser enkle ud. Kør »make setup«, og start igen.")

    @app.template_global()
    def static_link(name: str) -> str:
        """The address of a static file."""
        assert name in files, name
        return f"/static/{digest}/{name}"

    @app.template_global()
    def designed() -> bool:
        """Is the design system there?"""
        return "css/dkfds.min.css" in files

    @app.get("/static/<version>/<path:name>", endpoint="static")
    def static(version: str, name: str) -> Response:
        if name not in files:
            abort(404)
        response = Response(files[name], content_type=_content_type(name))
        # An older page asks under an older address and gets what there is now, but not to keep.
        response.headers["Cache-Control"] = FOREVER if version == digest else "no-cache"
        return response


def _files() -> Iterator[tuple[str, bytes]]:
    for path in sorted(OURS.rglob("*")):
        if path.is_file():
            yield path.relative_to(OURS).as_posix(), path.read_bytes()
    for pattern in USED:
        for path in sorted(DESIGN_SYSTEM.glob(pattern)):
            yield path.relative_to(DESIGN_SYSTEM).as_posix(), path.read_bytes()
    if (DESIGN_SYSTEM / ALL_ICONS).exists():
        yield "icons.svg", _sprite((DESIGN_SYSTEM / ALL_ICONS).read_text(encoding="utf-8")).encode()


def _sprite(symbols: str) -> str:
    """The symbols that are used, in one file: ``<use href="…/icons.svg#search">`` shows one."""
    found = {match[1]: match[0] for match in re.finditer(r'<symbol id="([^"]+)".*?</symbol>', symbols, re.DOTALL)}
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "".join(found[name] for name in ICONS) + "</svg>"


def _content_type(name: str) -> str:
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed.startswith("text/") or "xml" in guessed else guessed
