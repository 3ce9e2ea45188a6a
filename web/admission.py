"""
How many requests may be worked on, and how many may wait for it; the rest is told to come back.

Searching takes the processor, so more at once than there are processors makes all of them slow. A
process works on few and lets some wait for a moment. Beyond that it says so at once (503, with
Retry-After), which costs little, so that it neither drowns nor owes answers to readers who have left.

What is answered without the engine need not ask here: static files, /healthz, and what ``caching``
has kept. A body is written to its reader after the work, however slow the reader is.
"""

from __future__ import annotations

from collections import deque
from threading import Event, Lock

from flask import Flask, Response, g, request

from web.problems import Problem, respond

AT_WORK = 2  # in each process, which has one core: a short one need not wait until a long one has ended
WAITING = 16  # in each process: the last of them waits a third of a second, where all want pages of results
WAIT_S = 2.0  # at most; guess: as long as one does not yet ask again
RETRY_AFTER_S = 5  # guess: what comes together then has spread
FREE = ("/static/", "/healthz")  # beginnings of paths
BUSY = Problem(503, "Der er travlt lige nu", "Der er flere, der søger, end vi kan nå at svare. Prøv igen om lidt.")


def install(app: Flask) -> None:
    """Let *app* work on no more requests than it can at a time."""
    gate = _Gate()

    @app.before_request
    def enter() -> Response | None:
        if request.endpoint is None or request.path.startswith(FREE):
            return None
        if gate.enter():
            g.is_at_work = True
            return None
        return refusal()

    @app.after_request
    def leave(response: Response) -> Response:
        _leave(gate)
        return response

    @app.teardown_request
    def leave_after_a_failure(_: BaseException | None) -> None:
        _leave(gate)


def refusal() -> Response:
    """Come back later."""
    response = respond(BUSY)
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response


class _Gate:
    """AT_WORK may be inside, and WAITING before it; who came first goes in first."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._at_work = 0
        self._waiting: deque[Event] = deque()

    def enter(self) -> bool:
        """Is there room, now or within WAIT_S?"""
        with self._turn:
            if self._at_work < AT_WORK:
                self._at_work += 1
                return True
            if len(self._waiting) >= WAITING:
                return False
            called = Event()
            self._waiting.append(called)
        if called.wait(WAIT_S):
            return True
        with self._turn:
            if not called.is_set():
                self._waiting.remove(called)
            return called.is_set()

    def leave(self) -> None:
        """Hand the place over to who has waited longest."""
        with self._turn:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._at_work -= 1


def _leave(gate: _Gate) -> None:
    if g.pop("is_at_work", False):
        gate.leave()
