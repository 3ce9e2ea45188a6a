"""
The file that a document was read from, as a download.

A document's id is its file's path below the corpus without suffix (with it where two files
share a stem), so the file is found there. It is always saved, never shown: what a document
holds must not run as a page of ours.
"""

from __future__ import annotations

import glob
from pathlib import Path

from flask import Response, abort, send_file

READ = (".txt", ".html", ".htm")  # the formats that are read: of several files with a name the document is one of these
SIDECAR = ".toml"


def find(corpus: Path, document_id: str) -> Path | None:
    """The file, or None where it is gone or named otherwise than its id says."""
    root = corpus.resolve()
    place = root / document_id
    named = [place, *sorted(place.parent.glob(glob.escape(place.name) + ".*"))]
    files = [path for path in named if path.suffix != SIDECAR and path.is_file() and _within(root, path)]
    return min(files, key=lambda path: path.suffix.lower() not in READ, default=None)


def response(corpus: Path, document_id: str) -> Response:
    """The file, to be saved; 404 where there is none."""
    path = find(corpus, document_id)
    if path is None:
        abort(404)
    return send_file(path, as_attachment=True, download_name=path.name)


def _within(root: Path, path: Path) -> bool:
    """No link leads out of the corpus."""
    return path.resolve().is_relative_to(root)
