"""What machines read beside the API and the feeds, read as they read it."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from browsing import read, words
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef
from small_collection import COLLECTION, FOREST, PLAN, published

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import Section
from search_engine.settings import Settings
from web.app import create_app
from web.links import document_link

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPERATED = Settings(
    base_url="https://svar.example.dk",
    operator="Bøgesund Kommune",
    contact="Rådhuset\nTelefon 55 00 00 00\nsvar@example.dk",
    security_contact="mailto:sikkerhed@example.dk",
)


@pytest.fixture
def operated(small_engine):
    """A visitor to a site whose operator has told who it is."""
    return create_app(small_engine, OPERATED).test_client()


@pytest.mark.parametrize(
    "path", ["/opensearch.xml", "/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/katalog.jsonld"]
)
def test_what_has_not_changed_is_not_sent_again(operated, path):
    tag = operated.get(path).headers["ETag"]

    assert operated.get(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", ["/sitemap.xml", "/katalog.jsonld", "/emner.atom", "/api/v1/export.jsonl"])
def test_without_an_index_a_program_gets_a_problem(tmp_path, path):
    answer = create_app(SearchEngine(WhooshBackend(tmp_path / "none"))).test_client().get(path)

    assert answer.status_code == 503
    assert answer.content_type == "application/problem+json"


# ------------------------------------------------------------------ OpenSearch


def test_a_browser_learns_how_to_search_and_each_address_answers_in_the_form_it_tells(site):
    answer = site.get("/opensearch.xml")
    description = ElementTree.fromstring(answer.data)

    assert answer.content_type == "application/opensearchdescription+xml; charset=utf-8"
    assert 0 < len(description.findtext(f"{OPENSEARCH}ShortName")) <= 16
    urls = {url.get("type"): url.get("template") for url in description.iter(f"{OPENSEARCH}Url")}
    assert urls.keys() >= {"text/html", "application/x-suggestions+json", "application/atom+xml"}
    for kind, template in urls.items():
        found = site.get(template.replace("{searchTerms}", "affald").replace("{startPage?}", ""))
        assert (found.status_code, found.mimetype) == (200, kind)
    with site.get(description.findtext(f"{OPENSEARCH}Image")) as icon:
        assert icon.mimetype == "image/svg+xml"


def test_suggestions_are_texts_what_they_are_and_where_they_lead(site):
    typed, texts, kinds, addresses = json.loads(site.get("/forslag?q=aff").data)

    assert typed == "aff"
    assert len(texts) == len(kinds) == len(addresses)
    assert (texts[0], kinds[0]) == (PLAN.title, "Dokument")
    assert addresses[0] == "http://localhost" + document_link(PLAN.id)


@pytest.mark.parametrize("query", ["", "q=010203-1234", f"q={'a' * 201}", "q=a&andet=1"])
def test_suggestions_for_what_cannot_be_searched_are_a_problem(site, query):
    answer = site.get(f"/forslag?{query}")

    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")


# ------------------------------------------------------------------ the sitemap and robots.txt


def test_one_export_is_made_at_a_time(site):
    with site.get("/api/v1/export.jsonl", buffered=False) as first:
        assert first.status_code == 200
        busy = site.get("/api/v1/export.jsonl")
        assert busy.status_code == 503
        assert busy.headers["Retry-After"]

    for method in (site.head, site.get, site.get):  # read to its end or not at all, the place is free again
        with method("/api/v1/export.jsonl") as again:
            assert again.status_code == 200
            assert again.data.count(b"\n") == (0 if method == site.head else len(COLLECTION))


def test_the_sitemap_has_every_document_the_overview_and_what_explains(operated):
    sitemap = ElementTree.fromstring(operated.get("/sitemap.xml").data)
    changed = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in sitemap}

    documents = {document_link(document.id) for document in COLLECTION}
    expected = {"/", "/emner", "/hjaelp", "/om", "/indlejring"} | documents
    assert changed.keys() == {OPERATED.base_url + link for link in expected}
    assert changed[OPERATED.base_url + document_link(PLAN.id)] == "2024-04-08"
    assert changed[OPERATED.base_url + document_link("oversigt")] is None


def test_a_sitemap_that_is_too_long_is_told_in_parts(site, monkeypatch):
    monkeypatch.setattr("web.signposts.MOST", 4)
    index = ElementTree.fromstring(site.get("/sitemap.xml").data)
    parts = [part.text for part in index.iter(f"{SITEMAP}loc")]
    sizes = [len(ElementTree.fromstring(site.get(part).data).findall(f"{SITEMAP}url")) for part in parts]

    assert index.tag == f"{SITEMAP}sitemapindex"
    assert sizes == [4, 4, 1]
    assert site.get("/sitemap-4.xml").status_code == 404


@pytest.mark.parametrize("path", ["/", "/emner", document_link(PLAN.id), "/emner.atom", "/sitemap.xml"])
def test_crawlers_are_welcome_to_documents(operated, path):
    assert rules(operated).can_fetch("Bot", OPERATED.base_url + path)


@pytest.mark.parametrize(
    "path", ["/soeg?q=affald", "/soeg?q=affald&mode=exact", "/soeg.atom?q=affald", "/api/v1/status", "/forslag?q=a"]
)
def test_crawlers_are_kept_from_what_has_no_end(operated, path):
    assert not rules(operated).can_fetch("Bot", OPERATED.base_url + path)


def test_crawlers_learn_where_the_sitemap_is(operated):
    assert rules(operated).site_maps() == ["https://svar.example.dk/sitemap.xml"]


def rules(site):
    parser = RobotFileParser()
    parser.parse(site.get("/robots.txt").text.splitlines())
    return parser


# ------------------------------------------------------------------ security.txt


def test_who_finds_a_fault_learns_whom_to_tell(operated):
    answer = operated.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    ahead = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)

    assert answer.content_type == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:sikkerhed@example.dk"
    assert fields["Canonical"] == "https://svar.example.dk/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "da, en"
    assert timedelta(days=30) < ahead < timedelta(days=365)


def test_without_a_contact_the_operator_is_told_how_to_give_one(site):
    page = read(site, "/.well-known/security.txt", status=404)

    assert "KOMMUNESVAR_SECURITY_CONTACT" in words(page.main)


# ------------------------------------------------------------------ the data catalogue


def test_the_catalogue_is_a_dataset_with_its_distributions(operated, small_engine):
    answer = operated.get("/katalog.jsonld")
    graph = read_graph(answer.text)
    [catalogue], [dataset] = (list(graph.subjects(RDF.type, kind)) for kind in (DCAT.Catalog, DCAT.Dataset))

    assert answer.content_type == "application/ld+json; charset=utf-8"
    assert (catalogue, DCAT.dataset, dataset) in graph
    for described in [catalogue, dataset, *graph.objects(dataset, DCAT.distribution)]:
        assert graph.value(described, DCTERMS.title).language == "da"
    assert graph.value(dataset, DCTERMS.modified).toPython() == small_engine.status().published
    assert Literal("Affald", lang="da") in set(graph.objects(dataset, DCAT.keyword))
    downloads = [graph.value(way, DCAT.downloadURL) for way in graph.objects(dataset, DCAT.distribution)]
    assert URIRef("https://svar.example.dk/api/v1/export.jsonl") in downloads
    [api] = graph.subjects(RDF.type, DCAT.DataService)
    assert graph.value(api, DCAT.endpointDescription) == URIRef("https://svar.example.dk/api/v1/openapi.json")
    assert (api, DCAT.servesDataset, dataset) in graph
    publisher = graph.value(dataset, DCTERMS.publisher)
    assert graph.value(publisher, FOAF.name) == Literal("Bøgesund Kommune", lang="da")
    contact = graph.value(dataset, DCAT.contactPoint)
    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:svar@example.dk")


def test_the_catalogue_says_nothing_that_is_not_known(site):
    graph = read_graph(site.get("/katalog.jsonld").text)

    for unknown in [DCTERMS.publisher, DCAT.contactPoint, DCTERMS.license, DCTERMS.rights]:
        assert list(graph.subject_objects(unknown)) == []


def read_graph(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parser uses what rdflib deprecates
        return Graph().parse(data=text, format="json-ld")


# ------------------------------------------------------------------ everything at once


def test_the_export_has_each_document_as_the_api_gives_it_alone(site):
    answer = site.get("/api/v1/export.jsonl")
    exported = [json.loads(line) for line in answer.text.splitlines()]

    assert answer.mimetype == "application/x-ndjson"
    alone = [site.get(f"/api/v1{document_link(one['id']).replace('dokument', 'documents')}").json for one in exported]
    assert exported == alone
    assert [one["id"] for one in exported] == sorted(document.id for document in COLLECTION)


def test_an_export_says_where_a_new_index_cut_it_off(tmp_path):
    engine = published(tmp_path, COLLECTION)
    lines = iter(create_app(engine).test_client().get("/api/v1/export.jsonl", buffered=False).response)
    first = json.loads(next(lines))
    with engine.publish() as publication:
        publication.put(FOREST)
        publication.remove("oversigt")
    rest = [json.loads(line) for line in lines]

    assert first["id"] == "ny-skov"
    assert [line.keys() for line in rest] == [{"error"}]
    assert "igen" in rest[0]["error"]["detail"]


def test_no_line_of_an_export_ends_within_a_text(tmp_path):
    """Many a program takes these for line ends, too."""
    text = "Et\u2028to\u2029tre\u0085fire."
    odd = replace(FOREST, sections=(Section((), text, "start"),))
    [line] = create_app(published(tmp_path, (odd,))).test_client().get("/api/v1/export.jsonl").text.splitlines()

    assert json.loads(line)["sections"][0]["text"] == text


def test_an_export_takes_no_parameters(site):
    assert site.get("/api/v1/export.jsonl?q=affald").status_code == 400
