"""
Answers made small on their way: brotli, zstd or gzip, whichever the reader takes, by Flask-Compress.

What is made for one reader is compressed quickly. A static file is the same for everybody: it is
compressed as well as can be, once in each process, and kept. Nothing secret stands in an answer
beside what somebody typed, so its length gives nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Request, Response, request
from flask_compress import Compress, DictCache

TYPES = [
    *("text/html", "text/css", "text/javascript", "text/plain", "text/csv", "text/xml", "image/svg+xml"),
    *("application/json", "application/ld+json", "application/problem+json", "application/x-suggestions+json"),
    *("application/jsonl", "application/x-ndjson", "application/javascript", "application/manifest+json"),
    *("application/xml", "application/atom+xml", "application/opensearchdescription+xml"),
]
COMMON = {
    "COMPRESS_REGISTER": False,
    "COMPRESS_MIMETYPES": TYPES,
    "COMPRESS_MIN_SIZE": 500,  # bytes; borrowed from Flask-Compress: less fits one packet with its headers anyway
    "COMPRESS_ALGORITHM": ["br", "zstd", "gzip"],  # of those that a reader likes equally well, the first
    "COMPRESS_ALGORITHM_STREAMING": ["br", "zstd", "gzip"],
}
QUICK = {"COMPRESS_BR_LEVEL": 5, "COMPRESS_ZSTD_LEVEL": 3, "COMPRESS_LEVEL": 6}
THOROUGH = {"COMPRESS_BR_LEVEL": 11, "COMPRESS_ZSTD_LEVEL": 19, "COMPRESS_LEVEL": 9}  # half a second for 200 kB


def install(app: Flask) -> None:
    """Compress the answers of *app* whose readers say that they can undo it."""
    kept = {**THOROUGH, "COMPRESS_CACHE_BACKEND": DictCache, "COMPRESS_CACHE_KEY": _name}
    quick = Compress(_configured(app, QUICK))
    thorough = Compress(_configured(Flask("files"), kept))  # an application that only holds the settings

    @app.after_request
    def compress(response: Response) -> Response:
        if response.status_code == 206:  # a part, counted in bytes of the whole as it is
            return response
        return (thorough if request.endpoint == "static" else quick).after_request(response)


def _configured(app: Flask, settings: Mapping[str, object]) -> Flask:
    app.config.update({**COMMON, **settings})
    return app


def _name(of: Request) -> str:
    """A static file's, whatever version its address asks for: there is one."""
    return str((of.view_args or {}).get("name"))
