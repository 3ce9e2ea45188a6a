"""Exact search: every place where words stand as they are written, none left out and none too many."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_collection import PLAN, published

from search_engine.engine import SearchEngine
from search_engine.model import Document, Filters, Mode, Occurrence, Query, Section, Sort, Source

FOREST = "Frivillige planter skov. Skoven har frivillig hjælp fra en forening, og foreningen har frivillige."


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    return published(tmp_path_factory.mktemp("forest"), (document("skov", FOREST),))


def document(id: str, *texts: str, title: str = "") -> Document:
    sections = tuple(Section((f"Afsnit {place}",), text, f"s{place}") for place, text in enumerate(texts))
    return Document(id=id, title=title, location=id, fingerprint="1", sections=sections)


def quotes(engine: SearchEngine, text: str, **query: object) -> list[str]:
    return [found.quote for found in engine.occurrences(Query(text, **{"limit": 100_000, **query})).found]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("frivillig", ["frivillig"]),
        ("FRIVILLIGE", ["Frivillige", "frivillige"]),
        ("frivil*", ["Frivillige", "frivillig", "frivillige"]),
        ('"frivillig hjælp"', ["frivillig hjælp"]),
        ('"frivil* hjælp"', ["frivillig hjælp"]),
        ('"hjælp frivillig"', []),
        ("frivillig NÆR/3 forening", ["frivillig hjælp fra en forening"]),
        ("forening nær/3 frivillig", ["frivillig hjælp fra en forening"]),
        ("frivillig NÆR/2 forening", []),
        ("frivillig NÆR forening", ["frivillig hjælp fra en forening"]),
        ('"frivillig hjælp" NÆR/2 foren*', ["frivillig hjælp fra en forening"]),
        ("foren* NÆR/1 og", ["forening, og", "og foreningen"]),
        ("frivillig NÆR/0 hjælp NÆR/1 en", ["frivillig hjælp fra en"]),
        ("hjælp skov", ["skov", "hjælp"]),
        ("hjælp skov -foreningen", []),
        ('hjælp -"fra foreningen"', ["hjælp"]),
        ("hjælp hjælp", ["hjælp"]),
        ("skove", []),
        ("zz*", []),
    ],
)
def test_what_stands_there_is_found_as_it_stands(forest, written, found):
    assert quotes(forest, written) == found


def test_a_place_comes_with_its_context_and_its_exact_offsets(small_engine):
    found = small_engine.occurrences(Query('"grønne spande"'))
    (place,) = found.found

    assert (found.total, found.passages, found.documents) == (1, 1, 1)
    assert place.record.id == PLAN.id
    assert place.source is Source.TEXT
    assert (place.path, place.page, place.page_end) == (("1. Madaffald",), 2, 2)
    assert PLAN.sections[1].text[place.start : place.end] == place.quote == "grønne spande"
    assert place.before.endswith("2. ")
    assert place.after.startswith("\n• tage")


def test_headings_are_searched_once_each_and_titles_where_they_are_asked_for(small_engine):
    assert [(place.source, place.path, place.quote) for place in listed(small_engine, "glas")] == [
        (Source.HEADING, ("2. Genbrug", "2.1. Glas"), "Glas"),
        (Source.TEXT, ("2. Genbrug", "2.1. Glas"), "Glas"),
    ]
    assert [(place.source, place.path) for place in listed(small_engine, "genbrug")] == [
        (Source.HEADING, ("2. Genbrug",))
    ]
    assert listed(small_engine, "2024") == []
    assert [(place.source, place.quote, place.record.id) for place in listed(small_engine, "titel:2024")] == [
        (Source.TITLE, "2024", PLAN.id)
    ]


@pytest.mark.parametrize(
    ("written", "documents"),
    [
        ("skoven titel:fremtiden", ["ny-skov"]),
        ("skoven -titel:fremtiden", ["skov"]),
        ("titel:skovpolitik", ["ny-skov", "skov"]),
        ('titel:"skovpolitik for"', ["ny-skov"]),
        ("titel:skov*", ["ny-skov", "skov"]),
        ("titel:skovpolitik -stadig", ["skov"]),
        ("titel:skovpolitik -titel:fremtiden", ["skov"]),
    ],
)
def test_titles_narrow_what_is_found(small_engine, written, documents):
    assert [place.record.id for place in listed(small_engine, written)] == documents


def test_places_come_by_document_and_place_and_page_by_page(small_engine):
    everything = listed(small_engine, "affald")
    pages = [small_engine.occurrences(Query("affald", limit=1, offset=at)) for at in range(len(everything))]

    assert [place.record.id for place in everything] == ["oversigt", PLAN.id, "skov"]
    assert [page.found[0] for page in pages] == everything
    assert {page.total for page in pages} == {len(everything)}


def test_filters_and_their_counts_are_of_places(small_engine):
    found = small_engine.occurrences(Query("alle", Filters(municipality=("Vester Å",))))

    assert found.total == 2
    assert [(count.value, count.count) for count in found.facets.municipality] == [("Vester Å", 2), ("Bøgesund", 1)]


def test_a_search_in_exact_mode_gives_the_passages_with_marks_most_places_first(forest):
    results = forest.search(Query("foren* frivillige", mode=Mode.EXACT))
    (hit,) = results.hits

    assert hit.score == 4
    assert [hit.passage.text[start:end] for start, end in hit.marks] == [
        *("Frivillige", "forening", "foreningen", "frivillige")
    ]
    assert [word.word for word in results.words] == ["foren*", "frivillige"]
    assert forest.search(Query("frivilligt", mode=Mode.EXACT)).total == 0
    assert forest.search(Query("frivilligt")).total == 1


def test_in_exact_mode_the_newest_may_come_first(small_engine):
    results = small_engine.search(Query("alle", sort=Sort.DATE, mode=Mode.EXACT))

    assert [hit.record.id for hit in results.hits] == [PLAN.id, "ny-skov", "skov"]


def test_a_phrase_is_found_across_the_cut_between_two_passages(tmp_path):
    text = " ".join(f"ord{number}" for number in range(600))
    engine = published(tmp_path, (document("lang", text),))
    cuts = engine.passages("lang")[1:]

    assert cuts
    for passage in cuts:
        first = int(passage.text.split()[0].removeprefix("ord"))
        phrase = f"ord{first - 1} ord{first}"
        (place,) = listed(engine, f'"{phrase}"')
        assert text[place.start : place.end] == place.quote == phrase
        assert text[place.start - len(place.before) : place.end + len(place.after)] == (
            place.before + place.quote + place.after
        )
        assert place.before
        assert place.after


def test_what_says_the_same_is_counted_wherever_it_stands(tmp_path):
    engine = published(tmp_path, (document("en", FOREST), document("to", FOREST)))

    assert engine.occurrences(Query("hjælp")).total == 2
    assert engine.search(Query("hjælp", mode=Mode.EXACT)).total == 2


def test_nothing_is_found_across_sections(tmp_path):
    engine = published(tmp_path, (document("to", "Her er skov", "Mark er her"),))

    assert quotes(engine, '"skov mark"') == []
    assert quotes(engine, "skov NÆR/100 mark") == []


WORDS = ["skole", "Skoven", "sko", "by", "æble", "ÅR", "2019", "byens"]
PARTING = [" ", ", ", ".\n", "; ", "-", " (", "\n\n"]
TEXTS = st.builds(
    lambda pieces, times: ("".join(pieces) * times).strip(" (,;-\n") + ".",
    st.lists(st.builds(lambda word, sign: word + sign, st.sampled_from(WORDS), st.sampled_from(PARTING)), min_size=1),
    st.integers(1, 60),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(0, 6))
def test_counts_are_those_of_a_plain_search_in_the_texts(tmp_path_factory, texts, one, other, apart):
    documents = (document("a", *texts[:2]), document("b", *texts[2:], texts[0]))
    engine = published(tmp_path_factory.mktemp("index"), documents)
    sections = [section.text for document in documents for section in document.sections]

    def matches(pattern: str) -> list[str]:
        wanted = re.compile(rf"(?<!\w)(?=({pattern})(?!\w))", re.IGNORECASE)
        return [found[1] for text in sections for found in wanted.finditer(text)]

    assert quotes(engine, one) == matches(one)
    assert quotes(engine, f'"{one} {other}"') == matches(rf"{one}\W+{other}")
    assert quotes(engine, f"{one[:2]}*") == matches(rf"{one[:2]}\w*")
    assert quotes(engine, f"{one} NÆR/{apart} {other}") == [
        quote for text in sections for quote in nearby(text, one, other, apart)
    ]
    held = [
        [word for word in re.findall(r"\w+", passage.text) if word.lower() in (one.lower(), other.lower())]
        for document in documents
        for passage in engine.passages(document.id)
        if {one.lower(), other.lower()} <= set(re.findall(r"\w+", passage.text.lower()))
    ]
    assert quotes(engine, f"{one} {other}") == [word for words in held for word in words]


def nearby(text: str, one: str, other: str, apart: int) -> Iterator[str]:
    """By looking at every pair of words."""
    words = [(found[0].lower(), *found.span()) for found in re.finditer(r"\w+", text)]
    pair = sorted([one.lower(), other.lower()])
    places = [place for place, (word, _, _) in enumerate(words) if word in pair]
    for first, last in pairwise(places):  # a pair with one of the words between holds a shorter pair
        if sorted([words[first][0], words[last][0]]) == pair and last - first - 1 <= apart:
            yield text[words[first][1] : words[last][2]]


def listed(engine: SearchEngine, text: str) -> list[Occurrence]:
    return list(engine.occurrences(Query(text, limit=100_000)).found)
