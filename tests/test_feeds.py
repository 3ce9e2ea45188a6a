"""Feeds, read as a feed reader reads them: by the rules of RFC 4287."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from small_collection import COLLECTION, FOREST, NEW_FOREST, OVERVIEW, PLAN, published

from search_engine.model import Document, Section
from search_engine.settings import Settings
from web.app import create_app
from web.links import document_link

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    *("/soeg.atom?q=affald", "/soeg.atom?q=intetsteds", "/soeg.atom?q=skov&mode=exact", "/emner.atom"),
    *("/emner.atom?topic=Affald", "/emner.atom?topic=findes+ikke", "/soeg.atom?q=affald&page=9"),
]


def feed(site, path, **parameters):
    answer = site.get(path, query_string=parameters) if parameters else site.get(path)
    assert answer.status_code == 200
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.data)


def entries(found):
    return found.findall(f"{ATOM}entry")


def titles(found):
    return [entry.findtext(f"{ATOM}title") for entry in entries(found)]


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


# ------------------------------------------------------------------ every feed


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_and_each_entry_have_what_the_format_asks_for(site, path):
    found = feed(site, path)

    assert found.tag == f"{ATOM}feed"
    assert found.findtext(f"{ATOM}author/{ATOM}name")
    assert links(found).keys() >= {"self", "alternate", "first"}
    for element in [found, *entries(found)]:
        [name], [title], [updated] = (element.findall(ATOM + tag) for tag in ("id", "title", "updated"))
        assert name.text.startswith("tag:localhost,2026:/")
        assert title.text
        assert datetime.fromisoformat(updated.text).tzinfo
        assert all(href.startswith("http://localhost/") for href in links(element).values())
    names = [entry.findtext(f"{ATOM}id") for entry in entries(found)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_sent_again_only_when_it_has_changed(site, path):
    tag = site.get(path).headers["ETag"]

    assert site.get(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", FEEDS)
def test_what_a_feed_names_as_its_page_is_there(site, path):
    found = feed(site, path)
    for link in [links(found)["alternate"], links(found)["self"]]:
        assert site.get(link).status_code == 200
    for entry in entries(found):
        assert site.get(links(entry)["alternate"]).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/soeg.atom", 400),
        ("/soeg.atom?q=+", 400),
        ("/soeg.atom?q=affald&from=i+fjor", 400),
        ("/soeg.atom?q=affald&page=0", 400),
        ("/soeg.atom?q=affald&page=1&page=2", 400),
        ("/soeg.atom?q=NÆR&mode=exact", 400),
        ("/soeg.atom?q=010203-1234", 400),
        ("/soeg.atom?q=intetsteds&document=findes-ikke", 404),
        ("/emner.atom?to=2019-02-31", 400),
    ],
)
def test_a_wrong_question_is_answered_with_a_problem(site, path, status):
    answer = site.get(path)

    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == status


# ------------------------------------------------------------------ of a search


def test_the_feed_of_a_search_has_the_documents_newest_first_each_with_its_best_passage(site):
    found = feed(site, "/soeg.atom", q="affald")
    plan, *_ = entries(found)

    assert found.findtext(f"{ATOM}title") == "»affald« – Kommunesvar"
    assert titles(found) == [PLAN.title, NEW_FOREST.title, FOREST.title, OVERVIEW.title]
    assert plan.findtext(f"{ATOM}id") == f"tag:localhost,2026:{document_link(PLAN.id)}"
    assert plan.findtext(f"{ATOM}summary") == "Planen for affald gælder for alle husstande."
    assert urlsplit(links(plan)["alternate"]).path == document_link(PLAN.id)
    assert plan.findtext(f"{ATOM}author/{ATOM}name") == "Bøgesund Kommune"
    assert [category.get("term") for category in plan.findall(f"{ATOM}category")] == ["plan", "Affald"]


def test_it_takes_the_filters_of_the_results_page(site):
    found = feed(site, "/soeg.atom", q="affald", municipality="Vester Å", **{"from": "2020"})

    assert titles(found) == [NEW_FOREST.title]
    assert found.findtext(f"{ATOM}title") == "»affald«, Kommune: Vester Å Kommune, Fra: 2020 – Kommunesvar"
    alternate = parse_qs(urlsplit(links(found)["alternate"]).query)
    assert alternate == {"q": ["affald"], "municipality": ["Vester Å"], "from": ["2020"], "sort": ["date"]}


def test_an_exact_search_has_a_feed_of_documents_too(site):
    assert titles(feed(site, "/soeg.atom", q="skoven", mode="exact")) == [NEW_FOREST.title, FOREST.title]


@pytest.mark.parametrize("mode", ["smart", "exact"])
def test_within_one_document_the_feed_is_that_document(site, mode):
    assert titles(feed(site, "/soeg.atom", q="affald", mode=mode, document="skov")) == [FOREST.title]


def test_the_same_question_is_the_same_feed_however_it_is_written(site):
    names = {
        feed(site, path).findtext(f"{ATOM}id")
        for path in ["/soeg.atom?q=affald&kind=plan", "/soeg.atom?kind=plan&q=affald&sort=relevance&utm=x"]
    }

    assert len(names) == 1


# ------------------------------------------------------------------ of the newest documents


def test_the_newest_documents_come_first_and_those_without_a_day_last(site):
    found = feed(site, "/emner.atom")

    assert titles(found) == [PLAN.title, NEW_FOREST.title, FOREST.title, OVERVIEW.title]
    assert entries(found)[0].findtext(f"{ATOM}summary") == "Planen for affald gælder for alle husstande."


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"topic": "Affald"}, [PLAN]),
        ({"topic": "Kultur"}, []),
        ({"kind": "politik"}, [NEW_FOREST, FOREST]),
        ({"municipality": ["Bøgesund"], "kind": ["plan", "politik"]}, [PLAN]),
        ({"from": "2020"}, [PLAN, NEW_FOREST]),
        ({"to": "2019-05-01"}, [FOREST]),
    ],
)
def test_a_topic_or_what_else_filters_has_a_feed_of_its_own(site, filters, left):
    assert titles(feed(site, "/emner.atom", **filters)) == [document.title for document in left]


def test_a_document_counts_as_changed_on_its_day_and_without_one_when_the_index_was_published(small_engine, site):
    updated = {
        entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}updated") for entry in entries(feed(site, "/emner.atom"))
    }

    assert updated[PLAN.title] == "2024-04-08T00:00:00+00:00"
    assert updated[OVERVIEW.title] == small_engine.status().published.isoformat()


# ------------------------------------------------------------------ pages, names, and what cannot be written


def letter(number: int) -> Document:
    """One of many documents, each a day older than the one before."""
    return Document(
        id=f"brev-{number:02}",
        title=f"Brev {number}",
        location="brev.txt",
        fingerprint="1",
        published=date(2024, 3, 31 - number) if number < 30 else None,
        sections=(Section((), f"Brevet handler om cykler, og det er nummer {number}.", "start"),),
    )


@pytest.mark.parametrize("path", ["/soeg.atom?q=cykler", "/soeg.atom?q=cykler&mode=exact", "/emner.atom"])
def test_following_next_leads_once_through_all_documents(tmp_path, path):
    site = create_app(published(tmp_path, tuple(map(letter, range(45))))).test_client()
    found, pages = [], []
    address = path
    while address:
        pages.append(feed(site, address))
        found += titles(pages[-1])
        address = links(pages[-1]).get("next")

    assert len(pages) == 3
    assert found[:30] == [f"Brev {number}" for number in range(30)]
    assert len(found) == len(set(found)) == 45
    assert links(pages[1])["first"] == links(pages[0])["self"] == links(pages[1])["previous"]
    assert len({page.findtext(f"{ATOM}id") for page in pages}) == 1


def test_names_are_made_of_the_address_that_citizens_know(small_engine):
    settings = Settings(base_url="https://svar.example.dk", operator="Bøgesund Kommune")
    found = feed(create_app(small_engine, settings).test_client(), "/emner.atom")

    assert entries(found)[1].findtext(f"{ATOM}id") == "tag:svar.example.dk,2026:/dokument/ny-skov"
    assert links(found)["self"] == "https://svar.example.dk/emner.atom"
    assert found.findtext(f"{ATOM}author/{ATOM}name") == "Bøgesund Kommune"


def test_what_xml_cannot_hold_is_dropped_and_the_rest_escaped(tmp_path):
    odd = Document(
        id="sær",
        title='Sær \x0b\x00<titel> & "mere" \ufffe',
        location="x",
        fingerprint="1",
        topic="A\x1bB",
        sections=(Section((), "Tekst med \x08 tegn ]]> og <b>mærker</b>.", "start"),),
    )
    site = create_app(published(tmp_path, (*COLLECTION, odd))).test_client()
    [entry] = entries(feed(site, "/soeg.atom", q="mærker"))

    assert entry.findtext(f"{ATOM}title") == 'Sær <titel> & "mere" '
    assert entry.find(f"{ATOM}category").get("term") == "AB"
    assert "]]> og <b>mærker</b>." in entry.findtext(f"{ATOM}summary")
