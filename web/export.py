"""
The whole collection in one stream: a document to a line (JSON Lines), each as the API gives it alone.

Only one document is in memory at a time. All lines are of one generation of the index. Where the next one is published
meanwhile, the stream ends with a line that holds nothing but ``error``: whoever reads it starts again. It could hold on
to the old one instead; then somebody who reads slowly would keep a whole generation on the disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack

from search_engine.engine import SearchEngine
from search_engine.errors import NotFound, OperatorError
from web import bodies

CONTENT_TYPE = "application/x-ndjson; charset=utf-8"
LINE_ENDS = {ord(sign): rf"\u{ord(sign):04x}" for sign in "\u0085\u2028\u2029"}  # as many programs take them
CUT_OFF = {
    "title": "Udtrækket er ikke helt",
    "detail": "Dokumenterne blev taget ind på ny imens. Hent udtrækket igen fra begyndelsen.",
}


def lines(engine: SearchEngine, generation: str, ended: ExitStack) -> Iterator[bytes]:
    """
    The documents of *generation* by id, or as many as there were before it was replaced, and the error.

    *ended* is closed when the last one has been given.
    """
    with ended:
        yield from _lines(engine, generation)


def _lines(engine: SearchEngine, generation: str) -> Iterator[bytes]:
    try:
        ids = [record.id for record in engine.records()]
        for document_id in ids:
            document = engine.document(document_id)
            if engine.status().generation != generation:  # asked afterwards: the document may be of the next one
                break
            yield _line(bodies.whole(document))
        else:
            if engine.status().generation == generation:  # so the list was not of another one
                return
    except (NotFound, OperatorError):
        pass  # gone with the generation
    yield _line({"error": CUT_OFF})


def _line(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False).translate(LINE_ENDS).encode() + b"\n"
