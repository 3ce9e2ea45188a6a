"""The description of the API: what it promises, and that the server keeps it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask import Flask
from hypothesis import settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance
from small_collection import COLLECTION, PLAN

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import Document, FactKind, Section, SetAside
from search_engine.settings import Settings
from web import links, openapi
from web.app import create_app

EXAMPLES = 60  # of each operation, drawn at random; some 450 more go through the limits of each parameter
QUERIES = (
    *("affald", "alle", "hverdage", "§ 18", "Bøgesund", "grønne spande", '"for alle"', "affald -skov"),
    *("madafald skovpolitk", "mad affald i byen", "Hvor afleveres glas?", "Hvad er skoven for?"),
    *("aff* NÆR/20 for", "titel:skovpolitik", "bcdfghjklmnpq", " ".join("bcdfghjklmnpq")),
    *("a", "-a", "?!", "NÆR/5", "010203-1234"),
)
CONTACT = (
    "Center for Teknik ligger på Rådhuspladsen 1. Ring eller skriv til os på hverdage. Vi svarer, så hurtigt som vi "
    "kan, og altid inden for en uge."
)
OFFICES = tuple(  # whose passages say the same
    Document(
        id=f"kontakt/{name}",
        title=name,
        location=name,
        fingerprint="5",
        municipality="Bøgesund",
        sections=(Section(("Kontakt",), CONTACT, "kontakt"),),
    )
    for name in ("Teknik", "Miljø")
)
CONFIG: dict[str, Any] = {
    "checks": {"negative_data_rejection": {"expected-statuses": [400, 404, 405, 413, 414]}},
    "dictionaries": {
        "queries": {"values": list(QUERIES)},
        "ids": {"values": [document.id for document in (*COLLECTION, *OFFICES)]},
    },
    "parameters": {
        "query.q": {"dictionary": "queries", "probability": 0.8},
        "path.id": {"dictionary": "ids", "probability": 0.8},
    },
}
UNCOMPRESSED = {"Accept-Encoding": "identity"}  # schemathesis asks for more than it reads without a network
FOUND = {"q": "affald", "kind": ["plan"], "topic": ["Affald"], "id": PLAN.id}  # examples that this collection has


def strict() -> openapi.Json:
    """The description, with no other fields than it names and with examples of this collection."""
    description = openapi.document(Settings())
    for schema in description["components"]["schemas"].values():
        if schema["type"] == "object":
            schema["additionalProperties"] = False
    for parameter in parameters(description):
        parameter["example"] = FOUND.get(parameter["name"], parameter["example"])
    return description


def operations(description: openapi.Json) -> list[openapi.Json]:
    return [path["get"] for path in description["paths"].values()]


def parameters(description: openapi.Json) -> list[openapi.Json]:
    return [parameter for operation in operations(description) for parameter in operation["parameters"]]


DESCRIBED = schemathesis.openapi.from_dict(strict(), config=SchemathesisConfig.from_dict(CONFIG))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    engine = SearchEngine(WhooshBackend(tmp_path_factory.mktemp("index")))
    with engine.publish() as publication:
        for document in (*COLLECTION, *OFFICES):
            publication.put(document)
        publication.set_aside([SetAside("tom.txt", "Filen er tom.", datetime(2024, 1, 2, tzinfo=UTC))])
    return create_app(engine)


@DESCRIBED.parametrize()
@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
def test_the_server_keeps_what_the_description_promises(case, app):
    # All checks but one: a query may be well formed and hold nothing to search for.
    case.call_and_validate(app=app, headers=UNCOMPRESSED, excluded_checks=[positive_data_acceptance])


@pytest.mark.parametrize(
    ("path", "asked", "holds"),
    [
        ("/api/v1/search", {"q": "hverdage"}, lambda body: body["hits"][0]["copies"]),
        ("/api/v1/search", {"q": "madafald skovpolitk"}, lambda body: len(body["repairs"]) == 2),
        ("/api/v1/search", {"q": "mad affald i byen"}, lambda body: body["did_you_mean"]),
        ("/api/v1/search", {"q": "grønne spande", "mode": "exact"}, lambda body: body["hits"][0]["marks"]),
        ("/api/v1/ask", {"q": "Hvor afleveres glas?"}, lambda body: body["answer"]["citations"]),
        ("/api/v1/ask", {"q": "Hvem vandt kampen om affald i går?"}, lambda body: body["answer"] is None),
        ("/api/v1/occurrences", {"q": "titel:plan*"}, lambda body: body["occurrences"][0]["source"] == "title"),
        ("/api/v1/status", {}, lambda body: body["set_aside"]),
    ],
)
def test_what_is_seldom_in_an_answer_is_as_described_too(app, path, asked, holds):
    response = app.test_client().get(path, query_string=asked)

    assert holds(response.json)
    DESCRIBED[path]["GET"].validate_response(response)


@pytest.fixture
def description(site) -> openapi.Json:
    return site.get(links.API_DESCRIPTION).json


def test_the_description_is_served_and_is_of_openapi_3_1(site, description):
    assert site.get(links.API_DESCRIPTION).content_type == "application/json"
    assert description["openapi"].startswith("3.1.")
    assert description["servers"] == [{"url": "/"}]
    assert site.get(links.API_DESCRIPTION, query_string={"q": "affald"}).status_code == 400


def test_the_description_names_the_operator_and_the_address_that_citizens_know(small_engine):
    settings = Settings(base_url="https://svar.example.dk", operator="Bøgesund Kommune")
    description = create_app(small_engine, settings).test_client().get(links.API_DESCRIPTION).json

    assert description["servers"] == [{"url": "https://svar.example.dk"}]
    assert description["info"]["contact"] == {"name": "Bøgesund Kommune"}


def test_every_address_below_the_version_is_described(small_engine, description):
    rules = {rule.rule for rule in create_app(small_engine).url_map.iter_rules() if rule.rule.startswith("/api/v1/")}
    paths = {rule.replace("<path:id>", "{id}") for rule in rules}

    assert set(description["paths"]) == paths - {links.API_DESCRIPTION}


def test_every_operation_says_what_it_does_takes_and_answers(description):
    for operation in operations(description):
        assert operation["summary"]
        assert operation["description"]
        assert {"200", "400", "413", "414", "429", "500", "503"} <= set(operation["responses"])
    for parameter in parameters(description):
        assert parameter["description"]
        assert "example" in parameter


@pytest.mark.parametrize("path", ["/api/v1/search?q=affald", "/api/v1/documents", "/api/v1/status"])
def test_it_tells_where_what_is_not_new_need_not_be_sent_again(site, description, path):
    tag = site.get(path).headers.get("ETag", "none")
    again = site.get(path, headers={"If-None-Match": tag})

    assert (again.status_code == 304) == ("304" in description["paths"][path.partition("?")[0]]["get"]["responses"])


def test_every_field_of_every_answer_is_described(description):
    undescribed = [
        f"{name}.{field}"
        for name, schema in description["components"]["schemas"].items()
        for field, said in schema.get("properties", {}).items()
        if not said.get("description")
    ]

    assert undescribed == []


def test_an_answer_is_of_one_of_the_broad_kinds(description):
    kinds = description["components"]["schemas"]["Answer"]["properties"]["kind"]["enum"]

    assert kinds == [kind for kind in FactKind if kind.broad is kind]
    assert len(kinds) == 14


def test_every_example_is_what_it_is_an_example_of(description):
    components = strict()["components"]
    responses = [response for each in operations(description) for response in each["responses"].values()]
    responses += description["components"]["responses"].values()
    contents = [content for response in responses for content in response.get("content", {}).values()]
    shown = [*(content for content in contents if "example" in content), *parameters(description)]

    for each in shown:
        jsonschema_rs.Draft202012Validator({**each["schema"], "components": components}).validate(each["example"])
    assert len(shown) > len(parameters(description))
