"""The page that tells people of the API."""

import json

import pytest
from browsing import read, words
from small_collection import published

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.settings import Settings
from web import links, openapi
from web.app import create_app


def test_the_page_names_every_address_and_every_parameter_of_the_description(site):
    named = {words(code) for code in read(site, "/api").select("main code")}
    description = site.get(links.API_DESCRIPTION).json
    parameters = {
        parameter["name"]
        for path in description["paths"].values()
        for parameter in path["get"]["parameters"]
        if parameter["in"] == "query"
    }

    assert set(description["paths"]) | parameters | {links.API_DESCRIPTION} <= named


def test_every_example_on_the_page_is_answered(site):
    examples = [link["href"] for link in read(site, "/api").select('main a[href^="/api/"]')]

    assert len(examples) >= 7
    assert [site.get(example).status_code for example in examples] == [200] * len(examples)


def test_the_answer_that_it_shows_is_the_one_in_the_description(site):
    example = openapi.examples()["ask"]["answer"]
    [citation, *_] = example["citations"]

    assert json.loads(read(site, "/api").pre.text) == example
    assert citation["quote"][slice(*citation["highlight"])] == "fem dage"


def test_the_description_leads_to_the_terms_on_the_page(site):
    address, _, place = site.get(links.API_DESCRIPTION).json["info"]["termsOfService"].partition("#")

    assert "MIT" in words(read(site, address).find(id=place).find_next("ul"))


def test_the_page_says_whom_to_ask_where_the_operator_has_said_it(site, tmp_path):
    engine = published(tmp_path, ())
    settings = Settings(operator="Bøgesund Kommune", contact="Telefon 55 00 00 00\npost@boegesund.example")
    page = read(create_app(engine, settings).test_client(), "/api")

    assert words(page.address) == "Bøgesund Kommune Telefon 55 00 00 00 post@boegesund.example"
    assert read(site, "/api").address is None


def test_the_page_is_there_without_an_index(tmp_path):
    site = create_app(SearchEngine(WhooshBackend(tmp_path / "none")), Settings()).test_client()

    assert read(site, "/api").h1
    assert site.get(links.API_DESCRIPTION).status_code == 200


@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
def test_the_page_can_only_be_read(site, method):
    assert site.open("/api", method=method).status_code == 405
