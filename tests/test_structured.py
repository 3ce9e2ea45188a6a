"""What pages say of themselves to machines (schema.org)."""

import json

from bs4 import BeautifulSoup
from small_collection import FOREST, NEW_FOREST, PLAN

from search_engine.settings import Settings
from web.structured import Schema, embedded

HERE = Schema(Settings(base_url="https://svar.example.dk", operator="Bøgesund Kommune"))


def test_the_site_tells_how_to_search_it():
    data = HERE.website()

    assert data["@type"] == "WebSite"
    assert data["publisher"]["name"] == "Bøgesund Kommune"
    target = data["potentialAction"]["target"]["urlTemplate"]
    assert target == "https://svar.example.dk/soeg?q={search_term_string}"


def test_a_document_tells_what_is_known_of_it_and_the_way_there():
    document, way = HERE.document(PLAN)["@graph"]
    address = "https://svar.example.dk/dokument/planer/affald%20%3F%23%25%26%C3%A6"

    assert document == {
        "@type": "DigitalDocument",
        "@id": address,
        "url": address,
        "name": "Affaldsplan 2024",
        "inLanguage": "da",
        "isPartOf": {
            "@type": "WebSite",
            "@id": "https://svar.example.dk/#website",
            "url": "https://svar.example.dk/",
            "name": "Kommunesvar",
        },
        "dateModified": "2024-04-08",
        "keywords": ["plan", "Affald"],
        "publisher": {"@type": "GovernmentOrganization", "name": "Bøgesund Kommune"},
        "isBasedOn": "https://example.dk/affaldsplan",
    }
    assert way["@type"] == "BreadcrumbList"
    assert [(step["position"], step["name"]) for step in way["itemListElement"]] == [
        (1, "Kommunesvar"),
        (2, "Dokumenter efter emne"),
        (3, "Affaldsplan 2024"),
    ]
    assert way["itemListElement"][-1]["item"] == address


def test_days_are_those_of_the_document_and_a_script_is_no_source():
    forest, new_forest = HERE.document(FOREST)["@graph"][0], HERE.document(NEW_FOREST)["@graph"][0]

    assert (forest["datePublished"], forest["dateModified"]) == ("2019-05-01", "2019-05-01")
    assert forest["expires"] == "2020-12-31"
    assert "isBasedOn" not in new_forest


def test_no_text_can_end_the_element_that_holds_it():
    data = {"name": "</script><script>alert(1)</script> & <!-- \u2028\u2029 'æ'"}
    element = str(embedded(data))
    page = BeautifulSoup(f"<head>{element}</head>", "html.parser")

    [script] = page.find_all("script")
    assert script["type"] == "application/ld+json"
    assert json.loads(script.string) == data
    inside = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inside) & set("<>&\u2028\u2029")


def test_templates_have_both_at_hand(site):
    with site.application.test_request_context("/"):
        shown = site.application.jinja_env.from_string("{{ structured(schema.website()) }}")
        context = {}
        site.application.update_template_context(context)
        element = BeautifulSoup(shown.render(context), "html.parser").script

    assert json.loads(element.string)["url"] == "http://localhost/"
