"""What is not made twice: answers kept in memory, and those that the reader has already."""

from time import sleep

import pytest
from flask import Response, g, request
from small_collection import FOREST, PLAN, published

from search_engine.settings import Settings
from web.app import create_app
from web.links import document_link

KEPT = ["/", "/soeg?q=affald", "/emner", document_link(PLAN.id), "/api/v1/search?q=affald", "/api/v1/documents"]


@pytest.fixture
def app(small_engine):
    """With a page that tells how often it was made, as it is asked to: ``/tael?uncached``, ``/tael?no-store``."""
    app = create_app(small_engine, Settings())
    times = 0

    @app.get("/tael")
    def count() -> Response:
        nonlocal times
        times += 1
        g.uncached = "uncached" in request.args
        answer = Response(f"gang {times}", status=int(request.args.get("status", 200)))
        if "no-store" in request.args:
            answer.headers["Cache-Control"] = "no-store"
        return answer

    return app


def test_the_same_address_is_answered_from_memory(app):
    site = app.test_client()

    assert [site.get("/tael?a=1").text for _ in range(3)] == ["gang 1"] * 3
    assert site.get("/tael?a=2").text == "gang 2"
    assert site.get("/tael?a=1", base_url="http://svar.example").text == "gang 3"  # links may hold the host


def test_from_memory_an_answer_has_the_same_headers(site):
    first, second = (site.get("/soeg?q=affald") for _ in range(2))

    assert dict(first.headers) == dict(second.headers)
    assert second.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", KEPT)
def test_head_tells_what_get_sends_whichever_comes_first(site, path):
    told, sent, told_again = site.head(path), site.get(path), site.head(path)

    assert told.data == told_again.data == b""
    assert dict(told.headers) == dict(sent.headers) == dict(told_again.headers)


@pytest.mark.parametrize("asked", ["uncached", "no-store", "status=404"])
def test_a_view_that_must_be_reached_is_reached(app, asked):
    site = app.test_client()

    answers = [site.get(f"/tael?{asked}") for _ in range(2)]

    assert [answer.text for answer in answers] == ["gang 1", "gang 2"]
    assert all("ETag" not in answer.headers for answer in answers)


@pytest.mark.parametrize("path", KEPT)
def test_a_reader_who_has_it_is_told_that_nothing_is_new(site, path):
    tag = site.get(path).headers["ETag"]

    again = site.get(path, headers={"If-None-Match": tag})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == site.get(path).headers["Cache-Control"]
    assert again.headers["Vary"] == "Accept-Encoding"
    assert site.get(path, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_a_tag_belongs_to_one_address(site):
    tags = {site.get(path).headers["ETag"] for path in [*KEPT, "/soeg?q=affald&page=1", "/api/v1/search?q=skov"]}

    assert len(tags) == len(KEPT) + 2


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/status"])
def test_the_state_of_things_is_told_as_it_is_now(site, path):
    answer = site.get(path)

    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_a_new_index_is_seen_at_once(tmp_path):
    engine = published(tmp_path, (PLAN,))
    site = create_app(engine, Settings()).test_client()
    before = site.get("/api/v1/search?q=skoven")
    assert before.json["total"] == 0

    with engine.publish() as publication:
        publication.put(FOREST)
    after = site.get("/api/v1/search?q=skoven", headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert after.json["total"] == 1


def test_an_index_made_from_nothing_is_not_taken_for_the_first_one(tmp_path):
    """Both have the same number, but not the second in which they were published."""
    tags = set()
    for folder, documents in (("first", (PLAN,)), ("second", (FOREST,))):
        site = create_app(published(tmp_path / folder, documents), Settings()).test_client()
        tags.add(site.get("/emner").headers["ETag"])
        sleep(1)

    assert len(tags) == 2


def test_what_somebody_searched_for_is_private_and_a_document_is_not(site):
    def kept_by(path):
        return site.get(path).headers["Cache-Control"].partition(",")[0]

    assert kept_by(document_link(PLAN.id)) == kept_by("/emner") == kept_by("/api/v1/documents") == "public"
    assert kept_by("/soeg?q=affald") == kept_by("/api/v1/search?q=affald") == kept_by("/?q=affald") == "private"
