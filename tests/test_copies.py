"""Passages that say the same take one place, and the others are named with it."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made import Made, document, ids, put, search

from search_engine.backends.whoosh import WhooshBackend
from search_engine.model import Candidates, FacetCount, Filters, Sort

CONTACT = (
    "center for kultur og fritid rådhuspladsen 1 ring eller skriv til os på hverdage vi svarer så hurtigt som vi kan "
    "og altid inden for en uge"
)


def policy(name: str, text: str = CONTACT, **facts: Any) -> Made:
    return document(name, text, **{"municipality": "Nordby", "title": name, **facts})


def found(folder: Path, *documents: Made, terms: str = "hverdage", **query: Any) -> Candidates:
    backend = WhooshBackend(folder)
    return search(backend if folder.exists() else put(backend, *documents), terms, **query)


def copies(results: Candidates) -> list[list[str]]:
    return [[copy.record.id for copy in scored.copies] for scored in results.scored]


def test_the_newest_stands_and_the_others_are_named_newest_first(tmp_path):
    results = found(
        tmp_path / "index",
        policy("en", updated=date(2018, 1, 1)),
        policy("to", updated=date(2024, 1, 1)),
        policy("tre", updated=date(2021, 1, 1)),
    )

    assert ids(results) == ["to.0"]
    assert copies(results) == [["tre", "en"]]
    assert results.total == 1


def test_what_is_replaced_stands_for_nothing_in_force(tmp_path):
    results = found(
        tmp_path / "index",
        policy("ny", updated=date(2020, 1, 1)),
        policy("gammel", updated=date(2023, 1, 1), replaced_by="ny"),
    )

    assert ids(results) == ["ny.0"]


def test_the_one_whose_title_is_asked_for_stands(tmp_path):
    results = found(
        tmp_path / "index",
        policy("frivilligpolitik", updated=date(2018, 1, 1)),
        policy("skolepolitik", updated=date(2024, 1, 1)),
        terms="hverdage frivilligpolitik",
    )

    assert ids(results) == ["frivilligpolitik.0"]


def test_a_word_more_is_no_news_but_a_number_is(tmp_path):
    longer = CONTACT.replace("hurtigt", "meget hurtigt") + " og " + CONTACT
    results = found(
        tmp_path / "index",
        policy("a", CONTACT + " og " + CONTACT),
        policy("b", longer),
        policy("c", longer.replace("rådhuspladsen 1", "rådhuspladsen 12")),
    )

    assert sorted(id[0] for id in ids(results)) in (["a", "c"], ["b", "c"])


def test_two_municipalities_may_say_the_same_and_both_are_heard(tmp_path):
    results = found(tmp_path / "index", policy("nord"), policy("syd", municipality="Sydby"))

    assert sorted(ids(results)) == ["nord.0", "syd.0"]


def test_a_short_answer_below_another_question_is_another_answer(tmp_path):
    short = "ja det må du gerne på hverdage"
    results = found(
        tmp_path / "index",
        policy("a", short, heading="må jeg bade"),
        policy("b", short, heading="må jeg ride"),
        policy("c", short, heading="må jeg ride"),
    )

    assert sorted(ids(results)) == ["a.0", "b.0"]


def test_a_copy_that_a_filter_leaves_out_hides_nobody(tmp_path):
    documents = policy("plan", updated=date(2024, 1, 1), kind="plan"), policy("politik", kind="politik")

    everything = found(tmp_path / "index", *documents)
    policies = found(tmp_path / "index", filters=Filters(kind=("politik",)))

    assert (ids(everything), copies(everything)) == (["plan.0"], [["politik"]])
    assert (ids(policies), copies(policies), policies.total) == (["politik.0"], [[]], 1)


def test_each_facet_says_how_many_results_it_leaves(tmp_path):
    documents = [
        policy("a", updated=date(2024, 1, 1), kind="plan"),
        policy("b", updated=date(2024, 2, 1), kind="politik"),
        policy("c", updated=date(2020, 2, 1), kind="politik"),
        policy("d", "noget andet på hverdage", updated=date(2020, 2, 1), kind="politik"),
    ]

    facets = found(tmp_path / "index", *documents).facets

    assert facets.municipality == (FacetCount("Nordby", 2),)
    assert facets.kind == (FacetCount("politik", 2), FacetCount("plan", 1))
    for facet in facets.kind:
        assert found(tmp_path / "index", filters=Filters(kind=(facet.value,))).total == facet.count


@pytest.mark.parametrize("sort", list(Sort))
def test_the_pages_hold_every_result_once(tmp_path, sort):
    chance = random.Random(3)  # noqa: S311  # to be had again, not to be secret
    texts = [
        " ".join(chance.choices(["skov", "strand", "vej", "hus", "mark", "å", "bro", "by"], k=30)) for _ in range(15)
    ]
    documents = [policy(f"d{number:02}", chance.choice(texts) + " hverdage") for number in range(60)]

    pages = [found(tmp_path / "index", *documents, sort=sort, limit=4, offset=offset) for offset in range(0, 60, 4)]

    shown = [scored.passage.text for page in pages for scored in page.scored]
    assert len(shown) == len(set(shown)) == pages[0].total == len({made[0].sections[0].text for made in documents})


def test_a_phrase_finds_one_of_them_too(tmp_path):
    results = found(tmp_path / "index", policy("a"), policy("b"), terms="", required=("på hverdage",))

    assert (len(results.scored), results.total) == (1, 1)
