"""The pages, as a visitor and a browser meet them."""

import re
from itertools import pairwise

import pytest
from browsing import read, words
from bs4 import BeautifulSoup
from flask import request
from small_collection import COLLECTION, FOREST, PLAN, published

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.settings import Settings
from web.app import create_app
from web.links import document_link

PAGES = [
    *("/", "/soeg?q=affald", "/soeg?q=intetsteds", "/soeg", "/emner", "/api", document_link(PLAN.id), "/findes-ikke"),
    *("/soeg?q=affald&mode=exact", "/soeg?q=intetsteds&mode=exact", "/soeg?q=affald+NÆR&mode=exact"),
    *("/hjaelp", "/om", "/privatliv", "/tilgaengelighed", "/status", "/tak?q=affald"),
]


# ------------------------------------------------------------------ every page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_danish_has_its_landmarks_a_title_and_no_id_twice(site, path):
    page = BeautifulSoup(site.get(path).text, "html.parser")

    assert page.html["lang"] == "da"
    assert page.title.string.endswith(("– Kommunesvar", "– søg i kommunens dokumenter"))
    assert len(page.select("header nav, main, footer")) >= 3
    assert page.select_one("a.skipnav")["href"] == "#" + page.main["id"]
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_headings_begin_at_the_top_and_skip_no_level(site, path):
    page = BeautifulSoup(site.get(path).text, "html.parser")
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile("^h[1-6]$"))]

    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_every_field_has_a_label_and_every_link_within_the_page_a_target(site, path):
    page = BeautifulSoup(site.get(path).text, "html.parser")
    labelled = {label["for"] for label in page.find_all("label")}

    assert {field["id"] for field in page.select("input:not([type=hidden])")} <= labelled
    for link in page.select('a[href^="#"]'):
        assert page.find(id=link["href"][1:]) is not None


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/search?q=affald", "/api/v1/search", "/healthz"])
def test_every_answer_forbids_strangers_frames_and_guessing_and_sets_no_cookie(site, path):
    with site.get(path) as answer:
        headers = answer.headers

    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy.pop("default-src") == "'none'"
    assert set(policy.values()) == {"'self'", "'none'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Permissions-Policy" in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_a_page_works_within_its_own_policy(site, path):
    page = BeautifulSoup(site.get(path).text, "html.parser")

    assert not page.select("script:not([src], [type='application/ld+json']), style, iframe, [style], [onclick]")
    assert all(script["src"].startswith("/static/") for script in page.select("script[src]"))
    assert all(link["href"].startswith("/") for link in page.select("link:not([rel=canonical])"))


def test_static_files_are_kept_for_good_under_an_address_that_changes_with_them(site):
    ours = read(site, "/").select("link[rel=stylesheet]")[-1]["href"]
    version = ours.split("/")[2]

    now, before = site.get(ours), site.get(ours.replace(version, "0123456789ab"))
    assert now.content_type == "text/css; charset=utf-8"
    assert "immutable" in now.headers["Cache-Control"]
    assert before.data == now.data
    assert before.headers["Cache-Control"] == "no-cache"
    assert site.get(f"/static/{version}/../app.py").status_code == 404


def test_what_the_style_sheets_and_pages_name_is_there(site):
    page = read(site, "/soeg?q=affald")
    named = {link["href"] for link in page.select("link[rel=preload], link[rel=stylesheet], link[rel=icon]")}
    icons = {use["href"] for use in page.select("use")}
    sprite = site.get(min(icons).partition("#")[0]).text

    assert {site.get(address).status_code for address in named} == {200}
    assert all(f'id="{address.partition("#")[2]}"' in sprite for address in icons)
    style = next(address for address in named if address.endswith("/style.css"))
    for font in re.findall(r'url\("(.+?)"\)', site.get(style).text):
        assert site.get(style.replace("style.css", font)).content_type == "font/woff2"


def test_without_the_design_system_the_pages_are_plain_and_whole(small_engine, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("web.assets.DESIGN_SYSTEM", tmp_path)
    site = create_app(small_engine, Settings()).test_client()
    page = read(site, "/soeg?q=affald")

    assert "make setup" in caplog.text
    assert page.select("ol.hits > li")
    assert not page.select("svg")
    for link in page.select("link[rel=stylesheet], script"):
        assert site.get(link.get("href") or link["src"]).status_code == 200


def test_results_are_private_and_errors_are_not_kept(site):
    assert site.get("/soeg?q=affald").headers["Cache-Control"].startswith("private")
    assert site.get("/findes-ikke").headers["Cache-Control"] == "no-store"


def test_a_stray_space_in_a_field_of_a_form_is_overlooked(site):
    assert site.get("/soeg", query_string={"q": " affald ", "from": "2019 ", "page": " 1"}).status_code == 200


def test_a_page_can_only_be_read(site):
    answer = site.post("/soeg", data={"q": "affald"})

    assert answer.status_code == 405
    assert answer.headers["Allow"]
    assert answer.content_type.startswith("text/html")


def test_an_address_without_end_is_refused(site):
    assert read(site, "/soeg?q=" + "a" * 5000, status=414).h1


def test_a_body_is_refused(site):
    assert site.get("/", data="x" * 5000).status_code == 413


# ------------------------------------------------------------------ the front page


def test_the_front_page_tells_what_can_be_searched(site):
    page = read(site, "/")

    assert "4 dokumenter fra Bøgesund og Vester Å" in words(page.main)
    assert [words(link) for link in page.select('a[href^="/emner#"] .name')] == ["Affald", "Kultur"]
    newest = page.find(id="nyeste").find_next("ul")
    assert words(newest.a) == PLAN.title


def test_a_new_collection_without_documents_has_a_front_page(tmp_path):
    site = create_app(published(tmp_path, ()), Settings()).test_client()

    assert "ingen dokumenter" in words(read(site, "/").main)
    assert "ingen dokumenter" in words(read(site, "/emner").main)


# ------------------------------------------------------------------ the overview by topic


def test_topics_list_what_the_overviews_name_and_what_we_have(site):
    page = read(site, "/emner")
    topics = {words(section.h2): words(section.ul) for section in page.select("section.topic")}

    assert list(topics) == ["Affald", "Kultur", "Andre dokumenter"]
    assert "Affaldsplan 2024 Om skraldet." in topics["Affald"]
    assert "Kulturpolitik ikke i samlingen Om kunst & musik." in topics["Kultur"]


def test_every_document_is_within_reach_of_the_overview(site):
    linked = {link["href"] for link in read(site, "/emner").select("main a")}

    assert {document_link(document.id) for document in COLLECTION} <= linked


# ------------------------------------------------------------------ when there is nothing to serve


def test_without_an_index_every_page_says_which_command_to_run_and_the_log_where(tmp_path, caplog):
    site = create_app(SearchEngine(WhooshBackend(tmp_path / "none")), Settings()).test_client()

    for path in ["/", "/soeg?q=affald", "/emner", "/dokument/skov"]:
        page = read(site, path, status=503)
        assert words(page.code) == "kommunesvar ingest"
        assert str(tmp_path) not in str(page)
    assert str(tmp_path) in caplog.text


def test_an_index_of_an_older_version_is_said_with_the_command_that_makes_it_anew(tmp_path, monkeypatch):
    with monkeypatch.context() as older_version:
        older_version.setattr("search_engine.backends.whoosh.backend.INDEX_FORMAT", 0)
        published(tmp_path, (FOREST,))
    site = create_app(SearchEngine(WhooshBackend(tmp_path)), Settings()).test_client()

    assert words(read(site, "/", status=503).code) == "kommunesvar ingest --rebuild"


def test_an_index_with_nothing_whole_left_is_said_with_the_command_that_makes_it_anew(tmp_path):
    published(tmp_path, (FOREST,))
    for file in [path for path in (tmp_path / "generations").rglob("*") if path.is_file()]:
        file.write_bytes(b"?")
    site = create_app(SearchEngine(WhooshBackend(tmp_path)), Settings()).test_client()

    assert words(read(site, "/soeg?q=skov", status=503).code) == "kommunesvar ingest --rebuild"


def test_an_error_of_ours_is_a_page_and_its_message_is_neither_shown_nor_logged(small_engine, caplog):
    app = create_app(small_engine, Settings())

    @app.get("/fejl")
    def fails() -> str:
        raise RuntimeError(request.args["q"])

    page = app.test_client().get("/fejl?q=hemmeligt")

    assert page.status_code == 500
    assert "hemmeligt" not in page.text + caplog.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("path", ["/soeg?q=affald", document_link(PLAN.id), "/emner"])
def test_what_folds_on_a_phone_has_its_heading_outside_of_the_fold(site, path):
    """Where there is room the fold is always open and its button gone; the heading must not go with it."""
    folded = read(site, path).select_one(".filters, .contents")

    assert folded.find(id=folded["aria-labelledby"]).name == "h2"
    assert not folded.select("summary h2")
