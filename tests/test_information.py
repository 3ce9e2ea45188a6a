"""The pages about the site: they say what is so, and what is not told yet."""

import pytest
from browsing import read, words
from small_collection import COLLECTION

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.settings import Settings
from web.app import create_app
from web.statistics import DAYS

PAGES = ["/hjaelp", "/om", "/privatliv", "/tilgaengelighed"]
TOLD = Settings(
    operator="Bøgesund Kommune",
    contact="Rådhuset\nTelefon 55 00 00 00",
    accessibility_statement="https://was.example.dk/svar",
    dpo="dpo@example.dk",
)


def main(engine, path, settings):
    return read(create_app(engine, settings).test_client(), path).main


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_without_an_index(tmp_path, path):
    site = create_app(SearchEngine(WhooshBackend(tmp_path / "none")), Settings()).test_client()

    assert read(site, path).h1


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_to_a_page(site, path):
    for link in read(site, path).select('main a[href^="/"]'):
        assert site.get(link["href"]).status_code == 200, link


def test_the_page_about_it_counts_the_documents_that_there_are(small_engine):
    text = words(main(small_engine, "/om", Settings()))

    assert f"{len(COLLECTION)} dokumenter fra Bøgesund og Vester Å" in text
    assert "Det nyeste er fra 8. april 2024" in text


@pytest.mark.parametrize(
    ("path", "fact", "missing"),
    [
        ("/om", TOLD.operator, "ikke oplyst, hvem der driver siden"),
        ("/privatliv", TOLD.operator, "ikke oplyst, hvem der er dataansvarlig"),
        ("/privatliv", "Telefon 55 00 00 00", "ikke oplyst, hvor du kan henvende dig"),
        ("/privatliv", TOLD.dpo, "hvordan du får fat i databeskyttelsesrådgiveren"),
        ("/privatliv", "artikel 6, stk. 1, litra e", "Retsgrundlaget bliver oplyst af"),
        ("/tilgaengelighed", "Telefon 55 00 00 00", "ikke oplyst, hvor du kan henvende dig"),
        ("/tilgaengelighed", "Læs tilgængelighedserklæringen", "endnu ingen tilgængelighedserklæring"),
    ],
)
def test_what_the_operator_told_is_shown_and_what_is_missing_is_said(small_engine, path, fact, missing):
    told, untold = (words(main(small_engine, path, settings)) for settings in (TOLD, Settings()))

    assert fact in told
    assert missing not in told
    assert fact not in untold
    assert missing in untold
    assert "KOMMUNESVAR_" not in untold


def test_what_the_operator_told_is_text(small_engine):
    page = main(small_engine, "/om", Settings(operator="<script>alert(1)</script>", contact="<b>her</b>"))

    assert not page.select("script, b")


def test_the_statement_is_found_where_the_law_wants_it(small_engine):
    told, untold = (create_app(small_engine, settings).test_client() for settings in (TOLD, Settings()))

    assert told.get("/was").headers["Location"] == TOLD.accessibility_statement
    assert untold.get("/was").headers["Location"] == "/tilgaengelighed"
    assert told.get("/was").status_code == untold.get("/was").status_code == 302


def test_the_page_about_privacy_says_whether_it_is_counted_and_for_how_long(small_engine):
    on, off = (words(main(small_engine, "/privatliv", Settings(statistics=value))) for value in (True, False))

    assert f"Tallene bliver slettet efter {DAYS} dage" in on
    assert "slettet efter" not in off
    assert "Der bliver ikke talt." in off
    assert "Der bliver ikke talt." not in on


def test_the_page_about_searching_shows_the_signs_of_an_exact_search(small_engine):
    page = main(small_engine, "/hjaelp", Settings())

    assert page.select_one('a[href*="N%C3%86R/5"], a[href*="mode=exact"]')
