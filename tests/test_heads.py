"""Passages by document: each document stands where its best passage would."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise

import pytest
from made import document, ids, put, search

from search_engine.backends.whoosh import WhooshBackend
from search_engine.model import Candidates, Filters, Sort

WORDS = ["skov", "eng", "mose", "hede", "strand"]
EVERYTHING = 100_000


@pytest.fixture(scope="module")
def backend(tmp_path_factory) -> WhooshBackend:
    """150 documents of up to twelve passages: more than get a second look, with equal scores, dates and copies."""
    chance = random.Random(4)  # noqa: S311  # nothing is kept secret by it
    made = [
        document(
            f"d{number:03}",
            *(" ".join(chance.choices(WORDS, k=chance.randint(1, 30))) for _ in range(chance.randint(1, 12))),
            municipality=chance.choice(["Nordby", "Sydby"]),
            updated=chance.choice([None, date(2020, 1, 1), date(2021, 1, 1), date(2022, 2, 2)]),
        )
        for number in range(150)
    ]
    return put(WhooshBackend(tmp_path_factory.mktemp("heads") / "index"), *made)


QUERIES = [
    {"terms": "skov"},
    {"terms": "skov eng mose"},
    {"required": ("skov eng",)},
    {"terms": "eng", "required": ("mose hede strand",)},
    {"terms": "hede", "excluded": ("skov",)},
    {"terms": "strand", "filters": Filters(municipality=("Sydby",))},
    {"terms": "findes ikke"},
]


def first_of_each(found: Candidates) -> list[str]:
    seen: dict[str, str] = {}
    for scored in found.scored:
        seen.setdefault(scored.record.id, scored.passage.id)
    return list(seen.values())


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("asked", QUERIES, ids=str)
def test_the_documents_stand_as_their_first_passages_do(backend, asked, sort):
    passages = search(backend, **asked, sort=sort, limit=EVERYTHING)
    documents = search(backend, **asked, sort=sort, limit=EVERYTHING, by_document=True)

    assert ids(documents) == first_of_each(passages)
    assert documents.documents == len(documents.scored)


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("asked", QUERIES, ids=str)
def test_any_page_is_a_stretch_of_the_whole(backend, asked, sort):
    whole = ids(search(backend, **asked, sort=sort, limit=EVERYTHING, by_document=True))

    for first, end in pairwise([0, 1, 10, 99, 120, 150]):
        page = search(backend, **asked, sort=sort, by_document=True, offset=first, limit=end - first)
        assert ids(page) == whole[first:end]


@pytest.mark.parametrize("asked", QUERIES, ids=str)
def test_totals_and_facets_count_passages_and_add_up(backend, asked):
    passages = search(backend, **asked, limit=EVERYTHING)
    documents = search(backend, **asked, limit=EVERYTHING, by_document=True)

    assert documents.total == passages.total == len(passages.scored)
    assert documents.facets == passages.facets
    assert sum(1 + scored.more for scored in documents.scored) == documents.total


@pytest.mark.parametrize("asked", QUERIES, ids=str)
def test_a_document_s_passages_are_those_that_it_stands_for(backend, asked):
    for head in search(backend, **asked, by_document=True).scored:
        of_document = search(backend, **asked, document=head.record.id, limit=EVERYTHING)

        assert {scored.record.id for scored in of_document.scored} == {head.record.id}
        assert of_document.total == len(of_document.scored) == 1 + head.more
        assert head.passage.id in ids(of_document)


def test_a_document_that_is_not_there_has_no_passages(backend):
    found = search(backend, "skov", document="findes-ikke")

    assert (found.scored, found.total) == ((), 0)


def test_an_empty_collection_has_no_documents(tmp_path):
    found = search(put(WhooshBackend(tmp_path / "index")), "skov", by_document=True)

    assert (found.scored, found.total, found.documents) == ((), 0, 0)
