"""
The file that a document was read from, as a download.

A document's id is its file's path below the corpus without suffix (with it where two files
share a stem), so the file is found there. It is always saved, never shown: what a document
holds must not run as a page of ours. And only what was taken in is handed out: not a file
that was set aside, and none that has changed since, for nobody has looked for cpr numbers in it.
"""

from __future__ import annotations

from pathlib import Path

from flask import Response, abort, send_file

from search_engine.model import Status

READ = (".txt", ".html", ".htm")  # the formats that are read


def find(corpus: Path, document_id: str, status: Status) -> Path | None:
    """The file, or None where it is gone, named otherwise than its id says, or not what was taken in."""
    root = corpus.resolve()
    place = root / document_id
    named = [place] if place.suffix.lower() in READ else []
    if place.parent.is_dir():
        named += [path for path in place.parent.iterdir() if path.name[len(place.name) :].lower() in READ]
    aside = {file.path for file in status.set_aside}
    files = [path for path in named if path.name.startswith(place.name) and path.is_file() and _within(root, path)]
    taken_in = [
        path
        for path in files
        if path.relative_to(root).as_posix() not in aside
        and int(path.stat().st_mtime) <= status.published.timestamp()  # which is told in whole seconds
    ]
    return taken_in[0] if len(taken_in) == 1 else None


def response(corpus: Path, document_id: str, status: Status) -> Response:
    """The file, to be saved; 404 where there is none."""
    path = find(corpus, document_id, status)
    if path is None:
        abort(404)
    return send_file(path, as_attachment=True, download_name=path.name)


def _within(root: Path, path: Path) -> bool:
    """No link leads out of the corpus."""
    return path.resolve().is_relative_to(root)
