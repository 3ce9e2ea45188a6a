"""
What is not made twice: answers that this process or the reader has already.

The documents and the program decide what an answer says, so it stays the same as long as one
generation of the index is served, for a day at most. Each answer gets a tag (ETag) for all of this
and its address, and is kept in memory. Who asks for the same address again gets it from there,
without the view being reached; who sends its tag is told that nothing is new (304).

A view that must be reached each time, or that tells of more than the documents, says so by
``g.uncached = True``: its answer gets no tag and is not kept. The same holds for what is marked
``no-store``, has a tag of its own, or is no success.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from secrets import token_hex
from threading import Lock

from cachetools import LRUCache
from flask import Flask, Response, g, request

from search_engine.engine import SearchEngine
from search_engine.errors import OperatorError

RUN = token_hex(8)  # another run may have other code or settings; the server's processes are forked later and share it
KEPT = 32_000_000  # bytes in each process; guess: some 4,000 pages of results, compressed
LARGEST = 1_000_000  # bytes of one answer; guess: it should not push hundreds of others out
BESIDE = 1_500  # bytes that an answer takes beside its body; guess


def install(app: Flask, engine: SearchEngine) -> None:
    """Tag and keep what *app* answers from *engine*. What changes an answer's bytes is to be installed after this."""
    answers = _Answers()

    @app.before_request
    def answer_from_before() -> Response | None:
        g.tag = None
        if request.endpoint in (None, "static") or request.method not in ("GET", "HEAD"):
            return None
        if (edition := _edition(engine)) is None:
            return None
        g.edition, g.tag = edition, _tag(edition)
        kept = answers.get(edition, g.tag + _encodings())
        return Response(kept.body, headers=list(kept.headers)) if kept else None

    @app.after_request
    def keep(response: Response) -> Response:
        if not g.get("tag"):
            return response
        if _follows_from_the_documents(response):
            response.set_etag(g.tag, weak=True)  # weak: it is the same answer however it is compressed
            if not response.is_streamed and len(body := response.get_data()) <= LARGEST:
                answers.keep(g.edition, g.tag + _encodings(), _Answer(body, tuple(response.headers)))
        if response.get_etag()[0] == g.tag and request.if_none_match.contains_weak(g.tag):
            response.status_code = 304
        return response


@dataclass(frozen=True, slots=True)
class _Answer:
    """As it is sent."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


class _Answers:
    """Those of one edition, the ones not asked for the longest given up first; safe to share between threads."""

    def __init__(self) -> None:
        self._edition = ""
        self._kept: LRUCache[str, _Answer] = LRUCache(KEPT, getsizeof=lambda answer: len(answer.body) + BESIDE)
        self._turn = Lock()

    def get(self, edition: str, key: str) -> _Answer | None:
        with self._turn:
            if edition != self._edition:
                self._kept.clear()
                self._edition = edition
            return self._kept.get(key)

    def keep(self, edition: str, key: str, answer: _Answer) -> None:
        with self._turn:
            if edition == self._edition:
                self._kept[key] = answer


def _edition(engine: SearchEngine) -> str | None:
    """What every answer follows from; None where there is nothing to be served."""
    try:
        status = engine.status()
    except OperatorError:
        return None
    published = f"{status.generation} {status.published.isoformat()} {status.meanings}"
    return f"{RUN} {published} {date.today().isoformat()}"


def _tag(edition: str) -> str:
    """A digest, for an address holds what somebody searched for."""
    address = f"{edition} {request.host_url} {request.path} "
    return sha256(address.encode() + request.query_string).hexdigest()[:24]


def _encodings() -> str:
    return request.headers.get("Accept-Encoding", "")


def _follows_from_the_documents(response: Response) -> bool:
    return (
        response.status_code == 200
        and not g.get("uncached")
        and not response.cache_control.no_store
        and not {"ETag", "Set-Cookie"} & set(response.headers.keys())
        and response.vary.as_set() <= {"accept-encoding"}
    )
