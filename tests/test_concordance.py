"""The page of an exact search: every place in its context, below its document."""

import pytest
from browsing import read, words
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from small_collection import FOREST, NEW_FOREST, PLAN, published

from search_engine.model import Document, Section
from web.app import create_app
from web.concordance import PER_PAGE
from web.links import document_link


def exact(site: FlaskClient, status: int = 200, **parameters: object) -> BeautifulSoup:
    return read(site, "/soeg", status, mode="exact", **parameters)


def test_the_places_stand_below_their_documents_with_the_words_marked(site):
    page = exact(site, q="alle")
    groups = page.select(".places")

    assert words(page.select_one(".total")) == "3 steder i 3 dokumenter"
    assert [group.select_one("h2 a")["href"] for group in groups] == [
        document_link(document.id) for document in (NEW_FOREST, PLAN, FOREST)
    ]
    assert [mark.text for mark in page.select("main mark")] == ["alle"] * 3
    assert words(groups[2].select_one(".lines p")) == "Skoven er for alle. Affald tages med hjem."


def test_a_place_leads_to_where_it_stands_and_names_section_and_page(site):
    (line,) = exact(site, q="spande").select(".lines li")

    assert words(line.select_one(".where")) == "1. Madaffald, side 2"
    assert b'id="sted"' in site.get(line.a["href"]).data


def test_headings_and_titles_are_said_to_be_such(site):
    assert words(exact(site, q="genbrug").select_one(".lines .where")) == "2. Genbrug, side 3, overskrift"
    assert words(exact(site, q="titel:affaldsplan").select_one(".lines .where")) == "titlen"


def test_the_choice_stays_made_and_can_be_unmade(site):
    page = exact(site, q="skov*")
    smart = BeautifulSoup(site.get("/soeg?q=skov").text, "html.parser")

    assert page.select_one("#q")["value"] == "skov*"
    assert page.select_one("#mode").has_attr("checked")
    assert not smart.select_one("#mode").has_attr("checked")
    assert page.select_one('a[href="/soeg?q=skov%2A"]')


def test_filters_chips_and_the_file_keep_what_is_searched_for(site):
    page = exact(site, q="alle", municipality="Vester Å")

    assert words(page.select_one(".total")) == "2 steder i 2 dokumenter"
    assert page.select_one(".chips a")["href"] == "/soeg?mode=exact&q=alle"
    assert page.select_one(".file a")["href"] == "/api/v1/occurrences?q=alle&municipality=Vester+%C3%85&format=csv"
    assert site.get(page.select_one(".file a")["href"]).status_code == 200


def test_nothing_is_repaired_and_nothing_found_is_said_with_the_way_on(site):
    page = exact(site, q="madafald")

    assert "ingen steder præcis sådan" in words(page.select_one(".total"))
    assert page.select_one(".places") is None
    assert page.select_one('a[href="/soeg?q=madafald"]')
    assert page.select_one(".found > details").has_attr("open")


@pytest.mark.parametrize("expression", ["affald NÆR", "a*", '"affald', "-affald", "titel:"])
def test_a_wrong_expression_is_said_beside_the_signs_there_are(site, expression):
    page = exact(site, 400, q=expression)

    assert page.select_one("#q")["value"] == expression
    assert page.select_one("#mode").has_attr("checked")
    assert page.select("dl.signs a")


def test_every_sign_that_the_help_shows_can_be_searched_for(site):
    links = [link["href"] for link in exact(site, q="alle").select("dl.signs a")]

    assert len(links) == 6
    assert {site.get(link).status_code for link in links} == {200}


def test_an_exact_search_is_one_in_all_documents(site):
    """A document that the address names is of the plain search; the file for a spreadsheet knows none."""
    page = exact(site, q="affald", document="skov")

    assert words(page.select_one(".total")) == words(exact(site, q="affald").select_one(".total"))
    assert site.get(page.select_one(".file a")["href"]).status_code == 200


def test_pages_follow_each_other(tmp_path):
    text = "Skov er skov. " * PER_PAGE
    document = Document(
        id="skov", title="Skov", location="skov", fingerprint="1", sections=(Section((), text.strip(), "s"),)
    )
    site = create_app(published(tmp_path, (document,))).test_client()
    first, second, beyond = (exact(site, q="skov", page=page) for page in (1, 2, 3))

    assert words(first.select_one(".total")) == "100 steder i 1 dokument, her er nr. 1–50"
    assert words(second.select_one(".total")) == "100 steder i 1 dokument, her er nr. 51–100"
    assert first.select_one('.pagination a[aria-label="Side 2"]')["href"] == "/soeg?mode=exact&q=skov&page=2"
    assert words(beyond.select_one(".total")) == "Der er 100 steder, men ikke på denne side."


def test_what_is_typed_and_what_a_document_says_is_shown_as_text(site):
    typed = exact(site, q="<script>alert('x')</script>")
    said = exact(site, q="script")

    assert not typed.select("script:not([src])")
    assert not said.select("script:not([src])")
    assert "<script>alert('x')</script>" in words(said.select_one(".lines li"))
