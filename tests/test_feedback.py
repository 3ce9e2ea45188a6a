"""»Hjalp svaret dig?«: two buttons below an answer, and where they lead."""

import pytest
from browsing import read, words
from bs4 import BeautifulSoup
from small_collection import COLLECTION, published

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import Query
from search_engine.settings import Settings
from web.app import create_app
from web.statistics import Statistics

QUESTION = "Hvor afleveres glas?"
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def site(small_engine, data):
    return create_app(small_engine, Settings(data=data)).test_client()


@pytest.fixture
def passage(small_engine):
    return small_engine.ask(Query(QUESTION)).answer.citations[0].passage.id


def verdicts(data):
    return [(row.question, row.passage_id, row.yes, row.no) for row in Statistics(data).read().verdicts]


@pytest.mark.parametrize(("button", "yes", "no"), [("Ja", 1, 0), ("Nej", 0, 1)])
def test_a_button_below_the_answer_counts_thanks_and_leads_back(site, data, passage, button, yes, no):
    form = read(site, "/soeg", q=QUESTION).find("p", string="Hjalp svaret dig?").find_parent("form")
    sent = {field["name"]: field["value"] for field in form.select("input")}
    pressed = form.find("button", string=button)

    answer = site.post(form["action"], data=sent | {pressed["name"]: pressed["value"]}, headers=OURS)

    assert answer.status_code == 303
    thanks = read(site, answer.headers["Location"])
    assert words(thanks.h1) == "Tak for svaret"
    back = thanks.main.find("a", string="Tilbage til søgningen")["href"]
    assert read(site, back).find(id="q")["value"] == QUESTION
    assert verdicts(data) == [(QUESTION.casefold(), passage, yes, no)]


def test_a_script_is_answered_without_a_page(site, data, passage):
    sent = {"q": QUESTION, "sted": passage, "svar": "ja"}

    answer = site.post("/hjalp", data=sent, headers=OURS | {"Accept": "application/json"})

    assert (answer.status_code, answer.data) == (204, b"")
    assert len(verdicts(data)) == 1


def test_only_an_answer_has_the_buttons_and_not_where_nothing_is_counted(site, small_engine, data, passage):
    off = create_app(small_engine, Settings(data=data, statistics=False)).test_client()

    assert not read(site, "/soeg", q="Hvem er direktør for affald?").select("form[method=post]")
    assert not read(off, "/soeg", q=QUESTION).select("form[method=post]")
    assert off.post("/hjalp", data={"q": QUESTION, "sted": passage, "svar": "ja"}, headers=OURS).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://localhost.elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
def test_a_form_of_another_site_is_refused(site, data, passage, headers):
    answer = site.post("/hjalp", data={"q": QUESTION, "sted": passage, "svar": "nej"}, headers=headers)

    assert answer.status_code == 403
    assert verdicts(data) == []


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://localhost"}, {"Origin": "https://localhost"}, {"Sec-Fetch-Site": "none"}]
)
def test_an_older_browser_and_a_program_are_let_in(site, data, passage, headers):
    answer = site.post("/hjalp", data={"q": QUESTION, "sted": passage, "svar": "nej"}, headers=headers)

    assert answer.status_code == 303
    assert len(verdicts(data)) == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"sted": "skov:0123456789ab"}, 400),
        ({"sted": "findes-ikke:0123456789ab"}, 400),
        ({"sted": "skov"}, 400),
        ({"sted": ""}, 400),
        ({"svar": "måske"}, 400),
        ({"svar": ""}, 400),
        ({"q": " "}, 400),
        ({"q": "a" * 201}, 400),
        ({"q": "a" * 5000}, 413),
    ],
)
def test_what_is_unknown_incomplete_or_too_large_is_refused(site, data, passage, change, status):
    sent = {"q": QUESTION, "sted": passage, "svar": "ja"} | change

    assert read_post(site, sent, status).h1
    assert verdicts(data) == []


def read_post(site, sent, status):
    answer = site.post("/hjalp", data=sent, headers=OURS)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


def test_it_can_only_be_sent_to(site):
    assert site.get("/hjalp").status_code == 405


@pytest.mark.parametrize(
    "text", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "\r\nX: y"]
)
def test_nobody_is_led_to_another_site(site, passage, text):
    answer = site.post("/hjalp", data={"q": text, "sted": passage, "svar": "ja"}, headers=OURS)

    assert answer.status_code in (303, 400)
    assert answer.headers.get("Location", "/tak").startswith("/tak")
    for link in read(site, "/tak", q=text).select("main a"):
        assert link["href"].startswith(("/soeg?q=", "/"))
        assert not link["href"].startswith("//")


def test_a_cpr_number_is_neither_kept_nor_repeated(site, data, passage):
    answer = site.post("/hjalp", data={"q": "pension 010203-1234", "sted": passage, "svar": "ja"}, headers=OURS)

    assert answer.headers["Location"] == "/tak"
    assert verdicts(data) == []
    assert "010203" not in site.get("/tak?q=010203-1234").text


def test_what_the_question_holds_of_persons_is_taken_out(site, data, passage):
    site.post("/hjalp", data={"q": "ring til 20 10 30 40", "sted": passage, "svar": "ja"}, headers=OURS)

    assert verdicts(data) == [("ring til [fjernet]", passage, 1, 0)]


def test_two_passages_and_two_questions_are_counted_apart(site, data, small_engine, passage):
    other = small_engine.passages("skov")[0].id
    for question, place, said in [
        (QUESTION, passage, "ja"),
        (QUESTION, passage, "nej"),
        (QUESTION, other, "nej"),
        ("Hvor skal glas hen?", passage, "ja"),
    ]:
        site.post("/hjalp", data={"q": question, "sted": place, "svar": said}, headers=OURS)

    assert sorted((yes, no) for _, _, yes, no in verdicts(data)) == [(0, 1), (1, 0), (1, 1)]


def test_without_an_index_it_is_said_as_everywhere(tmp_path):
    site = create_app(SearchEngine(WhooshBackend(tmp_path / "none")), Settings(data=tmp_path)).test_client()

    assert site.post("/hjalp", data={"q": "a", "sted": "b:c", "svar": "ja"}, headers=OURS).status_code == 503


def test_a_document_that_is_gone_is_said(tmp_path, passage):
    site = create_app(published(tmp_path / "index", COLLECTION[1:]), Settings(data=tmp_path)).test_client()

    page = read_post(site, {"q": QUESTION, "sted": passage, "svar": "ja"}, 400)

    assert words(page.h1) == "Stedet findes ikke længere"
