"""Exact search through the API: passages with marks, every place in its context, and the file for a spreadsheet."""

import csv
import io
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_collection import PLAN, published

from search_engine.model import Document, Section
from search_engine.settings import Settings
from web.app import create_app

PLACES = "/api/v1/occurrences"
SIGNS = (
    " affald",
    " for",
    " NÆR/3 ",
    " NÆR ",
    " titel:",
    " -",
    "*",
    '"',
    "»",
    " § 18",
    "plan",
    " af*",
    " NÆR/",
    "-",
    " ",
)
FORMULAS = Document(
    id="regler",
    title="=1+1 regler; og mere",
    location="regler.txt",
    fingerprint="1",
    municipality="@Bøgesund",
    sections=(Section(("-5 grader",), '+45 regler\n=HYPERLINK(regler) og "regler"', "r"),),
)


def rows(site: FlaskClient, **parameters: str) -> list[dict[str, str]]:
    response = site.get(PLACES, query_string={"format": "csv", **parameters})
    return list(csv.DictReader(io.StringIO(response.get_data().decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_places_come_with_exactly_the_promised_fields(site):
    body = site.get(PLACES, query_string={"q": '"grønne spande"'}).json
    (place,) = body["occurrences"]

    assert list(body) == ["query", "total", "passages", "documents", "occurrences", "facets", "generation", "took_ms"]
    assert list(place) == [
        *("rank", "source", "before", "quote", "after", "document", "section", "page", "page_end"),
        *("passage_id", "start", "end", "url"),
    ]
    assert (place["rank"], place["source"], place["quote"], place["page"]) == (1, "text", "grønne spande", 2)


def test_a_quote_stands_where_the_place_says_and_its_link_leads_there(site):
    places = site.get(PLACES, query_string={"q": "aff* NÆR/20 for"}).json["occurrences"]

    assert [place["quote"] for place in places] == [
        *("for alle, og affaldet", "for affald", "affald gælder for", "for alle. Affald")
    ]
    for place in places:
        document = site.get("/api/v1/documents/" + quote(place["document"]["id"])).json
        section = next(part for part in document["sections"] if part["path"] == place["section"])

        assert section["text"][place["start"] : place["end"]] == place["quote"]
        assert place["before"] + place["quote"] + place["after"] in section["text"]
        assert b'id="sted"' in site.get(place["url"]).data


def test_exact_mode_answers_like_a_search_with_words_as_they_stand(site):
    smart = site.get("/api/v1/search", query_string={"q": "spand"}).json
    exact = site.get("/api/v1/search", query_string={"q": "spand", "mode": "exact"}).json
    found = site.get("/api/v1/search", query_string={"q": "spand*", "mode": "exact"}).json
    (hit,) = found["hits"]

    assert list(exact) == list(smart)
    assert (smart["total"], exact["total"]) == (1, 0)
    assert (exact["repaired"], exact["did_you_mean"]) == (None, None)
    assert [(word["word"], word["stem"], word["read_as"]) for word in found["terms"]] == [("spand*", "spand*", None)]
    assert [hit["passage"]["text"][start:end] for start, end in hit["marks"]] == ["spande"]
    assert hit["document"]["id"] == PLAN.id


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("frivillig NÆR/5", "NÆR skal stå mellem to ord: frivillig NÆR/5 forening."),
        ("f*", "mindst to bogstaver"),
        ('"frivillig', "anførselstegn"),
        ("-skole", "Skriv også et ord, der skal stå der: politik -skole."),
        ("titel:", "lige efter titel:"),
    ],
)
def test_a_wrong_expression_says_what_to_write(site, query, advice):
    for path, more in ((PLACES, {}), (PLACES, {"format": "csv"}), ("/api/v1/search", {"mode": "exact"})):
        response = site.get(path, query_string={"q": query, **more})

        assert response.status_code == 400
        assert response.content_type == "application/problem+json"
        assert advice in response.json["detail"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(SIGNS) | st.text(max_size=3), max_size=12))
def test_whatever_is_typed_is_answered_or_refused_with_a_sentence(site, pieces):
    typed = "".join(pieces)
    listed, searched = (
        site.get(path, query_string={"q": typed, **more})
        for path, more in ((PLACES, {}), ("/api/v1/search", {"mode": "exact", "limit": "50"}))
    )

    assert listed.status_code == searched.status_code
    if listed.status_code == 200:
        assert listed.json["passages"] == searched.json["total"]
        for place in listed.json["occurrences"]:
            assert place["quote"]
        for hit in searched.json["hits"]:
            assert hit["marks"] == sorted(hit["marks"])
            assert all(0 <= start < end <= len(hit["passage"]["text"]) for start, end in hit["marks"])
    else:
        assert listed.status_code == 400
        assert listed.json["detail"].endswith((".", "?"))


@pytest.mark.parametrize("more", [{"mode": "exact"}, {"format": "pdf"}, {"sort": "date"}, {"limit": "101"}])
def test_what_the_list_does_not_take_is_refused(site, more):
    assert site.get(PLACES, query_string={"q": "glas", **more}).status_code == 400


def test_the_list_is_filtered_and_paged(site):
    everything = site.get(PLACES, query_string={"q": "alle"}).json
    filtered = site.get(PLACES, query_string={"q": "alle", "municipality": "Vester Å", "limit": 1, "offset": 1}).json

    assert everything["total"] == 3
    assert filtered["total"] == 2
    assert filtered["occurrences"] == [everything["occurrences"][2] | {"rank": 2}]
    assert filtered["facets"]["municipality"] == everything["facets"]["municipality"]


def test_a_spreadsheet_gets_the_whole_list(site):
    listed = site.get(PLACES, query_string={"q": "alle"}).json["occurrences"]
    found = rows(site, q="alle")

    assert list(found[0]) == ["Dokument", "Kommune", "Afsnit", "Side", "Fundet", "Citat", "Link"]
    assert [row["Fundet"] for row in found] == [place["quote"] for place in listed]
    assert [row["Dokument"] for row in found] == [place["document"]["title"] for place in listed]
    assert [row["Link"] for row in found] == ["http://localhost" + place["url"] for place in listed]
    assert (found[-1]["Kommune"], found[-1]["Side"]) == ("Vester Å", "")
    assert rows(site, q="glas")[0]["Afsnit"] == "2. Genbrug › 2.1. Glas"
    assert rows(site, q="glas")[0]["Side"] == "3"


def test_a_spreadsheet_opens_the_file_rightly_and_calculates_nothing(tmp_path):
    engine = published(tmp_path, (FORMULAS,))
    site = create_app(engine, Settings(base_url="https://svar.example.dk")).test_client()
    response = site.get(PLACES, query_string={"q": "regler", "format": "csv"})
    cells = [cell for row in rows(site, q="regler") for cell in row.values()]

    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="forekomster.csv"'
    assert response.data.startswith("\N{ZERO WIDTH NO-BREAK SPACE}Dokument;Kommune;".encode())
    assert [row["Fundet"] for row in rows(site, q="regler")] == ["regler"] * 3
    assert rows(site, q="regler")[0]["Dokument"] == "'=1+1 regler; og mere"
    assert rows(site, q="regler")[2]["Citat"] == '\'+45 regler\n=HYPERLINK(regler) og "regler"'
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert rows(site, q="regler")[0]["Link"].startswith("https://svar.example.dk/dokument/regler?")
