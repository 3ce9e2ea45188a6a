"""The JSON API, version 1, as a program meets it."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_collection import COLLECTION, FOREST, OVERVIEW, PLAN, published
from werkzeug.exceptions import TooManyRequests
from werkzeug.http import parse_list_header

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import SetAside
from search_engine.query import MAX_LENGTH
from search_engine.settings import Settings
from web.app import create_app

LONG = "a" * 201
RUBBISH = (
    "affald",
    "madafald",
    "mad",
    "a",
    "-a",
    "§",
    "1.000",
    "%",
    '"',
    '-"',
    "æ'",
    "boern",
    "@b.dk",
    "NÆR/5",
    "\x00",
)


def get(site, path, **parameters):
    return site.get(path, query_string=parameters)


def hits(site, **parameters):
    return get(site, "/api/v1/search", **parameters).json["hits"]


def test_a_search_answers_with_exactly_the_promised_fields(site):
    body = get(site, "/api/v1/search", q="madaffald").json
    hit = body["hits"][0]

    assert list(body) == [
        *("query", "terms", "repaired", "repairs", "did_you_mean"),
        *("total", "hits", "facets", "generation", "took_ms"),
    ]
    assert list(body["terms"][0]) == ["word", "stem", "parts", "read_as", "left_out"]
    assert list(hit) == ["rank", "score", "passage", "marks", "document", "url", "copies"]
    assert list(hit["passage"]) == ["id", "text", "section", "page", "page_end", "start", "end"]
    assert list(hit["document"]) == [
        *("id", "title", "municipality", "kind", "topic", "published", "updated", "pages", "location")
    ]
    assert list(body["facets"]) == ["municipality", "kind", "topic", "year"]
    assert body["repaired"] is None
    assert body["did_you_mean"] is None


def test_an_answer_has_exactly_the_promised_fields(site):
    body = get(site, "/api/v1/ask", q="Hvor afleveres glas?").json
    citation = body["answer"]["citations"][0]

    assert list(body) == ["question", "found", "answer", "searched", "hits", "generation", "took_ms"]
    assert body["found"] is True
    assert list(body["answer"]) == ["kind", "confidence", "citations"]
    assert list(citation) == [
        *("quote", "highlight", "document", "section", "page", "page_end", "passage_id", "start", "end", "url")
    ]
    assert list(body["searched"]) == ["documents", "passages", "terms"]
    assert body["hits"] == hits(site, q="Hvor afleveres glas?", limit=5)


def test_a_quote_stands_where_the_answer_says(site):
    citation = get(site, "/api/v1/ask", q="Hvor afleveres glas?").json["answer"]["citations"][0]
    document = site.get("/api/v1/documents/" + quote(citation["document"]["id"])).json
    section = next(part for part in document["sections"] if part["path"] == citation["section"])

    assert citation["quote"] == "Glas afleveres på pladsen."
    assert section["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert citation["page"] == 3


def test_where_the_documents_hold_no_answer_there_is_none(site):
    body = get(site, "/api/v1/ask", q="Hvem vandt fodboldkampen om affald i går?").json

    assert body["found"] is False
    assert body["answer"] is None
    assert body["searched"]["documents"] == len(COLLECTION)
    assert body["hits"]


def test_a_repaired_word_is_said(site):
    body = get(site, "/api/v1/search", q="madafald spander").json

    assert body["repaired"] == {"from": "madafald", "to": "madaffald"}
    assert body["terms"][0]["word"] == "madafald"
    assert body["terms"][0]["read_as"].split(", ")[0] == "madaffald"
    assert body["hits"][0]["document"]["id"] == PLAN.id


def test_every_repair_is_listed_and_the_first_one_stands_alone_too(site):
    body = get(site, "/api/v1/search", q="madafald skovpolitk").json

    assert body["repairs"] == [
        {"from": "madafald", "to": "madaffald"},
        {"from": "skovpolitk", "to": "skovpolitik"},
    ]
    assert body["repaired"] == body["repairs"][0]
    assert get(site, "/api/v1/search", q="madaffald").json["repairs"] == []


def test_another_spelling_is_offered_as_a_whole_query(site):
    assert get(site, "/api/v1/search", q="mad affald i byen").json["did_you_mean"] == "madaffald i byen"


def test_a_word_that_is_not_searched_for_says_why(site):
    terms = get(site, "/api/v1/search", q="hvad er affald " + " ".join("bcdfghjklmnpq")).json["terms"]

    assert {term["word"]: term["left_out"] for term in terms if term["stem"] is None} == {
        "hvad": "small",
        "er": "small",
        "q": "too_many",
    }


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # the site is only read
@given(st.text(max_size=MAX_LENGTH) | st.lists(st.sampled_from(RUBBISH), max_size=40).map(" ".join))
def test_no_rubbish_is_an_error_of_the_server(site, text):
    assert get(site, "/api/v1/search", q=text).status_code in (200, 400)


def test_what_is_similar_to_a_document_is_other_documents(site):
    body = get(site, f"/api/v1/similar/{quote(FOREST.id)}", limit=2).json
    found = body["hits"]

    assert list(body) == ["hits"]
    assert [hit["rank"] for hit in found] == list(range(1, len(found) + 1))
    assert found[0]["document"]["id"] == "ny-skov"
    assert FOREST.id not in [hit["document"]["id"] for hit in found]
    assert all(site.get(hit["url"]).status_code == 200 for hit in found)


def test_what_is_similar_to_a_passage_is_other_passages(site):
    for hit in hits(site, q="affald"):
        id = hit["passage"]["id"]
        found = get(site, f"/api/v1/similar/{quote(id)}").json["hits"]

        assert id not in [hit["passage"]["id"] for hit in found]


@pytest.mark.parametrize(
    ("path", "given", "status"),
    [("findes-ikke", {}, 404), ("skov:0", {}, 404), ("skov", {"limit": 21}, 400), ("skov", {"q": "skov"}, 400)],
)
def test_similar_is_refused_for_what_is_not_there_and_what_it_does_not_take(site, path, given, status):
    assert get(site, f"/api/v1/similar/{path}", **given).status_code == status


def test_suggestions_lead_to_documents_headings_and_searches(site):
    assert get(site, "/api/v1/suggest", q="affaldsp").json["suggestions"][0] == {
        "text": "Affaldsplan 2024",
        "kind": "title",
        "url": "/dokument/" + quote(PLAN.id),
    }
    found = get(site, "/api/v1/suggest", q="madaff").json["suggestions"]
    assert [(suggestion["kind"], suggestion["text"]) for suggestion in found] == [
        ("heading", "1. Madaffald"),
        ("word", "madaffald"),
    ]
    assert all(site.get(suggestion["url"]).status_code == 200 for suggestion in found)


@pytest.mark.parametrize("given", [{}, {"q": " "}, {"q": LONG}, {"q": "a", "mode": "exact"}, {"q": "010180-1234"}])
def test_suggestions_are_refused_like_a_search(site, given):
    assert get(site, "/api/v1/suggest", **given).status_code == 400


def test_a_hit_names_its_source_and_page_and_marks_the_words_that_matched(site):
    hit = hits(site, q="madaffald")[0]
    start, end = hit["marks"][0]

    assert hit["rank"] == 1
    assert hit["document"]["id"] == PLAN.id
    assert hit["document"]["updated"] == "2024-04-08"
    assert hit["passage"]["section"] == ["1. Madaffald"]
    assert (hit["passage"]["page"], hit["passage"]["page_end"]) == (1, 2)
    assert hit["passage"]["text"][start:end] == "Madaffald"


def test_a_passage_stands_where_the_hit_says(site):
    hit = hits(site, q="glas")[0]
    document = site.get("/api/v1/documents/" + hit["url"].split("?")[0].removeprefix("/dokument/")).json
    section = next(part for part in document["sections"] if part["path"] == hit["passage"]["section"])

    assert section["text"][hit["passage"]["start"] : hit["passage"]["end"]] == hit["passage"]["text"]


def test_a_document_is_described_alike_in_a_hit_in_the_list_and_by_itself(tmp_path):
    """Also its topic, which only an overview tells."""
    untold = replace(PLAN, topic=None)
    site = create_app(published(tmp_path, (untold, OVERVIEW)), Settings()).test_client()

    hit = hits(site, q="glas")[0]["document"]
    listed = site.get("/api/v1/documents").json["documents"][1]
    whole = site.get("/api/v1/documents/" + quote(PLAN.id)).json

    assert hit["topic"] == "Affald"
    assert hit == {name: listed[name] for name in hit}
    assert hit == {name: whole[name] for name in hit}


@pytest.mark.parametrize("path", ["/api/v1/status", "/api/v1/documents/skov"])
def test_an_address_that_takes_no_parameter_says_so(site, path):
    answer = get(site, path, q="affald")

    assert answer.status_code == 400
    assert answer.json["detail"] == "Adressen tager ingen parametre. Udelad dem."


def test_the_address_of_a_hit_opens_its_document_at_the_place(site):
    url = hits(site, q="madaffald")[0]["url"]
    page = site.get(url)

    assert page.status_code == 200
    assert f'id="{url.partition("#")[2]}"' in page.text


def test_limit_and_offset_count_passages_and_the_rank_goes_on(site):
    first, second = hits(site, q="affald", limit=1), hits(site, q="affald", limit=1, offset=1)

    assert [first[0]["rank"], second[0]["rank"]] == [1, 2]
    assert first[0]["passage"]["id"] != second[0]["passage"]["id"]


def test_filters_narrow_and_repeated_values_are_alternatives(site):
    kinds = {hit["document"]["kind"] for hit in hits(site, q="affald", kind=["plan", "politik"])}

    assert kinds == {"plan", "politik"}


def test_a_year_as_from_and_to_means_the_whole_year(site):
    found = {hit["document"]["id"] for hit in hits(site, q="affald", **{"from": "2019", "to": "2019"})}

    assert found == {FOREST.id}


def test_a_filter_value_that_nothing_has_finds_nothing(site):
    assert get(site, "/api/v1/search", q="affald", municipality="Atlantis").json["total"] == 0


def test_sorted_by_date_the_newest_comes_first(site):
    dates = [hit["document"]["updated"] or hit["document"]["published"] for hit in hits(site, q="affald", sort="date")]
    known = [day for day in dates if day]

    assert known == sorted(known, reverse=True)


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({}, "søge efter"),
        ({"q": " "}, "søge efter"),
        ({"q": "?!"}, "ord"),
        ({"q": LONG}, "201"),
        ({"q": "glas" + " " * 200}, "204"),
        ({"q": "glas", "page": "2"}, "findes ikke"),
        ({"q": ["glas", "skov"]}, "én gang"),
        ({"q": "glas", "sort": ["date", "date"]}, "én gang"),
        ({"q": "glas", "sort": "title"}, "relevance eller date"),
        ({"q": "glas", "limit": "0"}, "1 til 50"),
        ({"q": "glas", "limit": "51"}, "1 til 50"),
        ({"q": "glas", "limit": "ti"}, "1 til 50"),
        ({"q": "glas", "limit": " 5"}, "1 til 50"),
        ({"q": "glas", "limit": "05"}, "1 til 50"),
        ({"q": "glas", "limit": "٣"}, "1 til 50"),
        ({"q": "glas", "offset": "-1"}, "offset"),
        ({"q": "glas", "from": "2019-02-30"}, "Fra"),
        ({"q": "glas", "to": "i går"}, "Til"),
        ({"q": "glas", "from": "2020", "to": "2019"}, "slutter"),
        ({"q": "glas", "from": ""}, "Fra"),
        ({"q": "glas", "from": "2019 "}, "Fra"),
        ({"q": "glas", "kind": ""}, "tom"),
        ({"q": "glas NÆR", "mode": "exact"}, "mellem to ord"),
        ({"q": "glas", "mode": "fuzzy"}, "smart"),
        ({"q": "har 010203-1234 fået svar"}, "cpr"),
        ({"q": "glas", "kind": "0102031234"}, "cpr"),
    ],
)
def test_what_cannot_be_searched_for_is_a_problem_that_says_why(site, parameters, says):
    answer = get(site, "/api/v1/search", **parameters)

    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == 400
    assert answer.json["type"] == "about:blank"
    assert says in answer.json["detail"]


@pytest.mark.parametrize(
    "path",
    [
        *("/api/", "/api/v1", "/api/v2/search", "/api/v1/similar/eng"),
        "/api/v1/documents/findes-ikke",
    ],
)
def test_what_is_not_there_is_a_problem_too(site, path):
    answer = site.get(path)

    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


def test_what_is_too_large_is_a_problem(site):
    for answer in (site.get("/api/v1/search", data="x" * 5000), get(site, "/api/v1/search", q="a" * 5000)):
        assert answer.content_type == "application/problem+json"
        assert answer.status_code == answer.json["status"]
        assert answer.status_code in (413, 414)


@pytest.mark.parametrize(
    ("raised", "status"), [(TooManyRequests(retry_after=7), 429), (RuntimeError("hemmeligt"), 500)]
)
def test_what_happens_to_the_server_is_a_problem_that_tells_nothing_of_it(small_engine, raised, status):
    app = create_app(small_engine, Settings())

    @app.get("/api/v1/raises")
    def raises() -> str:
        raise raised

    answer = app.test_client().get("/api/v1/raises")

    assert answer.status_code == answer.json["status"] == status
    assert answer.content_type == "application/problem+json"
    assert answer.headers.get("Retry-After") == ("7" if status == 429 else None)
    assert "hemmeligt" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_nothing_but_reading_is_allowed(site, method):
    answer = site.open("/api/v1/search", method=method)

    assert answer.status_code == 405
    assert answer.content_type == "application/problem+json"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}


def test_head_has_the_headers_and_no_body(site):
    answer = site.head("/api/v1/search", query_string={"q": "glas"})

    assert answer.status_code == 200
    assert answer.data == b""


@pytest.mark.parametrize("given", [{"q": "affald"}, {"q": ""}])
def test_suggestions_may_be_read_by_a_page_of_another_origin(site, given):
    answer = get(site, "/api/v1/suggest", **given)

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["search?q=affald", "ask?q=affald", "documents", "status", "openapi.json", "suggests"])
def test_nothing_else_may_be(site, path):
    answer = site.get("/api/v1/" + path, headers={"Origin": "https://example.dk"})

    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("start", "listed"),
    [
        ("/api/v1/search?q=affald&kind=plan&kind=oversigt&limit=2", "hits"),
        ("/api/v1/search?q=for+alle&mode=exact&limit=1", "hits"),
        ("/api/v1/occurrences?q=alle&limit=2", "occurrences"),
        ("/api/v1/documents?limit=3", "documents"),
    ],
)
def test_the_pages_of_a_list_lead_to_each_other(site, start, listed):
    pages = [site.get(start)]
    while onward := neighbours(pages[-1]).get("next"):
        pages.append(site.get(onward))
    back = [pages[-1]]
    while backward := neighbours(back[-1]).get("prev"):
        back.append(site.get(backward))

    everything = [each for page in pages for each in page.json[listed]]
    assert len(pages) > 1
    assert len(everything) == pages[0].json["total"]
    assert [page.json[listed] for page in reversed(back)] == [page.json[listed] for page in pages]


def test_a_list_on_one_page_leads_nowhere(site):
    assert neighbours(get(site, "/api/v1/documents")) == {}
    assert neighbours(get(site, "/api/v1/search", q="intetsteds")) == {}


def test_a_page_beyond_the_end_leads_back(site):
    assert neighbours(get(site, "/api/v1/documents", limit=2, offset=7)) == {
        "prev": "/api/v1/documents?limit=2&offset=5"
    }


def neighbours(answer):
    """The addresses in the Link header by what they lead to."""
    found = (link.partition(">; rel=") for link in parse_list_header(answer.headers.get("Link", "")))
    return {rel.strip('"'): address.removeprefix("<") for address, _, rel in found}


def test_the_documents_are_listed_a_page_at_a_time(site):
    body = get(site, "/api/v1/documents", limit=1, offset=1).json

    assert body["total"] == len(COLLECTION)
    assert [document["id"] for document in body["documents"]] == [sorted(each.id for each in COLLECTION)[1]]
    assert list(body["documents"][0])[-1] == "sections"


def test_a_document_comes_whole_with_the_page_of_every_place(site):
    body = site.get("/api/v1/documents/planer/affald%20%3F%23%25%26%C3%A6").json

    assert [part["text"] for part in body["sections"]] == [section.text for section in PLAN.sections]
    assert body["sections"][1]["pages"] == [[0, 1], [27, 2]]
    assert body["contact"] == PLAN.contact
    assert body["related"] == list(PLAN.related)
    assert body["fingerprint"] == PLAN.fingerprint
    assert body["replaced_by"] is None


def test_the_status_tells_what_is_served_and_what_was_set_aside(tmp_path):
    engine = SearchEngine(WhooshBackend(tmp_path))
    with engine.publish() as publication:
        publication.put(FOREST)
        publication.set_aside([SetAside("tom.txt", "Filen er tom.", datetime(2024, 1, 2, tzinfo=UTC))])
    body = create_app(engine, Settings()).test_client().get("/api/v1/status").json

    assert list(body) == ["generation", "published", "documents", "passages", "set_aside", "degraded"]
    assert body["documents"] == 1
    assert body["set_aside"] == [{"path": "tom.txt", "reason": "Filen er tom.", "since": "2024-01-02T00:00:00+00:00"}]
    assert body["degraded"] is False


def test_health_is_ok_while_there_is_something_to_serve(site):
    assert site.get("/healthz").json == {"status": "ok"}


def test_without_an_index_health_and_search_say_unavailable(tmp_path):
    site = create_app(SearchEngine(WhooshBackend(tmp_path / "none")), Settings()).test_client()

    assert site.get("/healthz").status_code == 503
    assert site.get("/healthz").json == {"status": "unavailable"}
    assert get(site, "/api/v1/search", q="glas").status_code == 503
    assert get(site, "/api/v1/search", q="glas").content_type == "application/problem+json"
    assert "kommunesvar ingest" in get(site, "/api/v1/search", q="glas").json["detail"]


def test_a_generation_that_was_damaged_is_said_by_status_and_health(tmp_path):
    published(tmp_path, COLLECTION)
    published(tmp_path, COLLECTION[:3])
    newest = max((tmp_path / "generations").iterdir())
    victim = max((path for path in newest.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    victim.write_bytes(victim.read_bytes()[:-7])
    site = create_app(SearchEngine(WhooshBackend(tmp_path)), Settings()).test_client()

    assert site.get("/healthz").json == {"status": "degraded"}
    assert site.get("/api/v1/status").json["degraded"] is True
