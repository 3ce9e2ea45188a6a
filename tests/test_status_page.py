"""The page for those who keep it running, and the same on the command line."""

import json
from base64 import b64encode
from datetime import UTC, date, datetime, timedelta

import pytest
from browsing import read, words
from small_collection import COLLECTION, FOREST, PLAN, published

from kommunesvar import main
from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import SetAside
from search_engine.settings import Settings
from web.app import create_app
from web.statistics import Event, Statistics
from web.wording import age

PASSWORD = "grøn hest på havnen"  # noqa: S105
WRITTEN = "hvor er <b>min</b> hund?"


@pytest.fixture
def data(tmp_path):
    """Where something was counted."""
    counted = Statistics(tmp_path / "data")
    counted.count(Event.NO_HITS, WRITTEN)
    counted.count(Event.NO_ANSWER, "hvem bestemmer om hunde?")
    counted.count(Event.DID_NOT_HELP, "er skoven for alle?", "skov:0123456789ab")
    return tmp_path / "data"


@pytest.fixture
def site(small_engine, data):
    return create_app(small_engine, Settings(data=data, status_password=PASSWORD)).test_client()


def password(said):
    return {"Authorization": "Basic " + b64encode(f"drift:{said}".encode()).decode()}


def shown(site):
    return words(read(site, "/status").main)


# ------------------------------------------------------------------ what everybody may see


def test_it_tells_what_is_served_and_how_fresh_it_is(tmp_path):
    before = date.today()
    engine = published(tmp_path / "index", COLLECTION)
    page = read(create_app(engine).test_client(), "/status")
    facts = dict(zip(map(words, page.select("dt")), map(words, page.select("dd")), strict=True))

    assert facts["Udgave"] == engine.status().generation
    assert facts["Dokumenter"] == "4"
    assert facts["Udgivet"].endswith(", i dag") or date.today() != before  # midnight came in between
    assert facts["Nyeste dokument"].startswith("8. april 2024, for ")
    assert facts["Ældste dokument"].startswith("1. maj 2019, for ")
    assert facts["Dokumenter uden dato"] == "1"
    assert "Alt er, som det skal være." in words(page.main)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        *((-1, "ude i fremtiden"), (0, "i dag"), (1, "i går"), (2, "for 2 dage siden"), (60, "for 60 dage siden")),
        *((61, "for 2 måneder siden"), (365, "for 12 måneder siden"), (730, "for 24 måneder siden")),
        *((731, "for 2 år siden"), (3653, "for 10 år siden")),
    ],
)
def test_an_age_is_told_in_words(days, said):
    today = date(2026, 3, 1)

    assert age(today - timedelta(days=days), today) == said


def test_what_was_set_aside_is_listed_with_its_reason_and_since_when(tmp_path):
    engine = published(tmp_path / "index", COLLECTION)
    since = datetime(2026, 2, 3, 12, tzinfo=UTC)
    with engine.publish() as publication:
        publication.set_aside([SetAside("plan.pdf", "Der er ingen tekst i filen.", since)])

    page = read(create_app(engine, Settings(data=tmp_path)).test_client(), "/status")

    reason, since_when = map(words, page.find("th", string="plan.pdf").parent.select("td"))
    assert reason == "Der er ingen tekst i filen."
    assert since_when.startswith("3. februar 2026, ")
    assert "1 fil er ikke taget ind" in words(page.select_one(".lead"))


def test_a_damaged_index_is_told_in_plain_words_with_what_to_do_and_without_its_folder(tmp_path):
    index = tmp_path / "index"
    published(index, (FOREST,))
    published(index, (FOREST, PLAN))
    for file in [path for path in max((index / "generations").iterdir()).rglob("*") if path.is_file()]:
        file.write_bytes(b"?")
    engine = SearchEngine(WhooshBackend(index))

    page = read(create_app(engine, Settings(index=index, data=tmp_path)).test_client(), "/status")

    assert "ikke fra den udgave" in words(page.select_one(".lead"))
    assert "kommunesvar ingest --rebuild" in words(page.main.ul)
    assert str(tmp_path) not in str(page)


def test_it_lists_what_the_operator_has_not_told_yet(small_engine, tmp_path):
    told = {
        "base_url": "https://svar.example.dk",
        "operator": "Bøgesund Kommune",
        "contact": "55 00 00 00",
        "accessibility_statement": "https://was.example.dk",
        "dpo": "dpo@example.dk",
        "security_contact": "mailto:hul@example.dk",
    }
    nothing = create_app(small_engine, Settings(data=tmp_path)).test_client()
    everything = create_app(small_engine, Settings(data=tmp_path, **told)).test_client()

    for name in told:
        assert f"KOMMUNESVAR_{name.upper()}" in shown(nothing)
    assert "mangler at blive oplyst" not in shown(everything)


def test_it_is_neither_kept_nor_found_by_search_machines(site):
    headers = site.get("/status", headers=password(PASSWORD)).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in headers


# ------------------------------------------------------------------ what people wrote


def test_without_the_password_nobody_sees_what_people_wrote_and_how_to_is_said(site):
    page = read(site, "/status")

    assert "hund" not in words(page.main)
    assert "skoven" not in words(page.main)
    assert "kommunesvar status" in words(page.main)
    asked = site.get("/status" + page.find("a", string="Se listerne med adgangskode")["href"])
    assert asked.status_code == 401
    assert asked.headers["WWW-Authenticate"].startswith('Basic realm="')
    assert "hund" not in asked.text


def test_with_the_password_both_lists_are_shown_as_they_were_written(site):
    answer = site.get("/status?adgang=ja", headers=password(PASSWORD))

    assert answer.status_code == 200
    assert "hvor er &lt;b&gt;min&lt;/b&gt; hund?" in answer.text
    assert "hvem bestemmer om hunde?" in answer.text
    assert "er skoven for alle?" in answer.text
    assert 'href="/dokument/skov?sted=skov%3A0123456789ab#sted"' in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        password("forkert kodeord"),
        password(""),
        password(PASSWORD[:-1]),
        {"Authorization": "Bearer abc"},
        password("é"),
    ],
)
def test_a_wrong_password_is_refused(site, headers):
    answer = site.get("/status", headers=headers)

    assert answer.status_code == 401
    assert "hund" not in answer.text


@pytest.mark.parametrize("headers", [{}, password(""), password("None")])
def test_where_no_password_is_set_there_is_none_that_opens(small_engine, data, headers):
    site = create_app(small_engine, Settings(data=data)).test_client()

    page = site.get("/status?adgang=ja", headers=headers)

    assert page.status_code == 200
    assert "hund" not in page.text
    assert "KOMMUNESVAR_STATUS_PASSWORD" in shown(site)


def test_the_password_shows_in_no_text_about_the_settings():
    assert PASSWORD not in repr(Settings(status_password=PASSWORD))


def test_the_api_does_not_tell_what_people_wrote(site):
    assert "hund" not in site.get("/api/v1/status").text


# ------------------------------------------------------------------ on the command line


@pytest.fixture
def status(tmp_path, data, monkeypatch, capsys):
    published(tmp_path / "index", COLLECTION)
    monkeypatch.setenv("KOMMUNESVAR_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("KOMMUNESVAR_DATA", str(data))

    def status(*arguments):
        assert main(["status", *arguments]) == 0
        return capsys.readouterr().out

    return status


def test_the_command_prints_both_lists(status):
    said = status()

    assert f"1  {WRITTEN} (intet fundet)" in said
    assert "1  hvem bestemmer om hunde? (intet svar)" in said
    assert "1 nej, 0 ja  er skoven for alle? (skov:0123456789ab)" in said


def test_the_command_has_both_lists_in_its_json(status):
    counted = json.loads(status("--json"))["statistics"]

    today = date.today().isoformat()
    assert {"question": WRITTEN, "event": "no-hits", "times": 1, "last": today} in counted["unanswered"]
    assert counted["verdicts"] == [
        {"question": "er skoven for alle?", "passage_id": "skov:0123456789ab", "yes": 0, "no": 1, "last": today}
    ]


def test_the_command_makes_no_file_where_nothing_was_counted(status, tmp_path, monkeypatch):
    monkeypatch.setenv("KOMMUNESVAR_DATA", str(tmp_path / "elsewhere"))

    assert json.loads(status("--json"))["statistics"]["unanswered"] == []
    assert not (tmp_path / "elsewhere").exists()


def test_the_command_says_when_the_counts_cannot_be_read(status, data):
    (data / "statistics.sqlite").write_bytes(b"rubbish" * 1000)

    assert "filen er beskadiget. Slet statistics.sqlite" in status()


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("KOMMUNESVAR_STATISTICS", "ja", "skriv on eller off"),
        ("KOMMUNESVAR_STATUS_PASSWORD", "hemmeligt", "skriv mindst 12 tegn"),
    ],
)
def test_a_setting_that_cannot_be_used_is_said(monkeypatch, capsys, variable, value, says):
    monkeypatch.setenv(variable, value)

    assert main(["status"]) == 2
    said = capsys.readouterr().err
    assert variable in said
    assert says in said
