"""More requests than can be worked on: some wait, the rest is told to come back, and nothing is owed afterwards."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event, Semaphore

import pytest
from flask import Flask, g
from small_collection import PLAN
from werkzeug.test import TestResponse

from search_engine.settings import Settings
from web import admission
from web.app import create_app
from web.links import document_link

WORK, WAIT = 2, 3


class Crowd:
    """Visitors whose requests are worked on until ``end`` is set."""

    def __init__(self, app: Flask, threads: ThreadPoolExecutor) -> None:
        self._app, self._threads = app, threads
        self._begun, self.end = Semaphore(0), Event()
        app.add_url_rule("/langsom", view_func=self._work)

    def come(self, number: int) -> list[Future[TestResponse]]:
        """So many of them; when this returns, as many are worked on as can be."""
        came = [self._threads.submit(self._app.test_client().get, "/langsom") for _ in range(number)]
        for _ in range(min(number, WORK)):
            assert self._begun.acquire(timeout=20)
        return came

    def _work(self) -> str:
        g.uncached = True
        self._begun.release()
        assert self.end.wait(20)
        return "færdig"


@pytest.fixture
def app(small_engine, monkeypatch) -> Flask:
    """Where WORK requests are worked on at a time, and WAIT may wait for it as long as they like."""
    for name, value in {"AT_WORK": WORK, "WAITING": WAIT, "WAIT_S": 20.0}.items():
        monkeypatch.setattr(admission, name, value)
    return create_app(small_engine, Settings())


@pytest.fixture
def crowd(app) -> Iterator[Crowd]:
    with ThreadPoolExecutor(20) as threads:
        crowd = Crowd(app, threads)
        yield crowd
        crowd.end.set()


def test_those_are_answered_for_whom_there_is_room_and_the_rest_is_refused(crowd):
    came = crowd.come(WORK + WAIT + 4)
    while len(wait(came, timeout=0.01).done) < 4:
        pass
    crowd.end.set()

    assert Counter(one.result(timeout=20).status_code for one in came) == {200: WORK + WAIT, 503: 4}


def test_afterwards_there_is_as_much_room_as_before(app, crowd):
    crowd.end.set()

    for _ in range(3):
        for one in crowd.come(WORK):
            assert one.result(timeout=20).status_code == 200
    for path in ["/soeg?q=skov", "/soeg", "/findes-ikke", "/api/v1/search", document_link(PLAN.id)] * 2:
        assert app.test_client().get(path).status_code in (200, 400, 404)


@pytest.mark.parametrize(
    ("path", "form"), [("/soeg?q=affald", "text/html"), ("/api/v1/search?q=affald", "application/problem+json")]
)
def test_who_has_waited_for_long_is_told_when_to_come_back(app, crowd, monkeypatch, path, form):
    monkeypatch.setattr(admission, "WAIT_S", 0.01)
    crowd.come(WORK)

    answer = app.test_client().get(path)

    assert (answer.status_code, answer.mimetype) == (503, form)
    assert "Der er travlt lige nu" in answer.text
    assert "affald" not in answer.text
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_needs_no_search_is_answered_meanwhile(app, crowd, monkeypatch):
    monkeypatch.setattr(admission, "WAIT_S", 0.01)
    site = app.test_client()
    before = site.get("/soeg?q=affald")
    crowd.come(WORK)

    for path in ["/soeg?q=affald", "/healthz", "/static/x/style.css"]:
        with site.get(path) as answer:
            assert answer.status_code == 200
    assert site.get("/soeg?q=affald", headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    assert site.get("/soeg?q=skov").status_code == 503


def test_room_is_given_back_when_a_request_fails(app, monkeypatch):
    monkeypatch.setattr(admission, "WAIT_S", 0.01)
    app.add_url_rule("/fejl", view_func=lambda: 1 / 0)
    site = app.test_client()

    assert [site.get("/fejl").status_code for _ in range(WORK + 1)] == [500] * (WORK + 1)
