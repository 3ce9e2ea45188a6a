"""The port, over a real index in a folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from made import analysis, document, ids, put, search

from search_engine.backends import Backend
from search_engine.backends.whoosh import WhooshBackend
from search_engine.danish import Lexicon
from search_engine.errors import IndexMissing, IndexUnwritable, NotFound
from search_engine.model import (
    Entry,
    FacetCount,
    Filters,
    PageMark,
    ParsedQuery,
    Passage,
    PassageTerms,
    Query,
    Record,
    Section,
    SetAside,
    Sort,
)

FOREST = document(
    "skov", "skoven er for alle", "træer fældes om vinteren", "", title="Skovpolitik 2019", kind="politik"
)
BEACH = document(
    "strand", "stranden er for alle hunde", "tang fjernes", municipality="Vester Å", updated=date(2024, 5, 1)
)
WASTE = document(
    "affald", "affald hentes om vinteren", municipality="Bøgesund", kind="politik", published=date(2020, 1, 2)
)


@pytest.fixture
def backend(tmp_path: Path) -> WhooshBackend:
    return put(WhooshBackend(tmp_path), FOREST, BEACH, WASTE)


def test_it_is_a_back_end(backend: WhooshBackend) -> None:
    """mypy compares the signatures."""
    port: Backend = backend

    assert port.status().documents == 3


def test_a_document_comes_back_as_it_was_put_in(backend: WhooshBackend) -> None:
    full = replace(
        FOREST[0],
        id="fuld",
        valid_from=date(2020, 1, 1),
        valid_to=date(2024, 12, 31),
        replaced_by="skov",
        contact="Naturcenteret\nTelefon 10 20 30 40",
        pages=7,
        related=("Parkpolitik",),
        entries=(Entry("Natur", "Skovpolitik", "Om skoven.", "s0"),),
        sections=(
            Section(("Mål", "Træer"), "", "s0", (PageMark(0, 3),)),
            Section((), "“æøå” 𝄞\n• e\u0301n", "s1", (PageMark(0, 3), PageMark(4, 4))),
        ),
    )
    passage = replace(document("fuld", "", full.sections[1].text)[1][0], page=3, page_end=4)

    put(backend, (full, [passage]))

    assert backend.document("fuld") == full
    assert backend.passages("fuld") == (passage,)
    assert backend.document("strand") == BEACH[0]
    assert [record.id for record in backend.records()] == ["affald", "fuld", "skov", "strand"]


def test_what_is_not_there_is_said(backend: WhooshBackend) -> None:
    with pytest.raises(NotFound, match="skovl"):
        backend.document("skovl")
    with pytest.raises(NotFound, match="zoo"):
        backend.passages("zoo")


def test_any_of_the_words_may_match_and_more_is_better(backend: WhooshBackend) -> None:
    assert ids(search(backend, "vinteren affald")) == ["affald.0", "skov.1"]


def test_a_passage_matches_by_its_documents_title(backend: WhooshBackend) -> None:
    assert ids(search(backend, "skovpolitik")) == ["skov.0", "skov.1"]


def test_required_words_restrict_and_the_others_still_count(backend: WhooshBackend) -> None:
    assert ids(search(backend, "hunde", required=("alle",))) == ["strand.0", "skov.0"]


def test_a_phrase_is_words_that_follow_each_other(backend: WhooshBackend) -> None:
    assert ids(search(backend, required=("er for alle",))) == ["skov.0", "strand.0"]
    assert ids(search(backend, required=("alle for er",))) == []
    assert ids(search(backend, required=("alle hunde", "stranden"))) == ["strand.0"]
    assert ids(search(backend, required=("for alle ukendt",))) == []


def test_a_phrase_may_repeat_a_word(tmp_path: Path) -> None:
    backend = put(WhooshBackend(tmp_path), document("a", "dag for dag"), document("b", "for dag"))

    assert ids(search(backend, required=("dag for dag",))) == ["a.0"]


def test_a_phrase_does_not_run_from_one_passage_or_field_into_the_next(tmp_path: Path) -> None:
    backend = put(WhooshBackend(tmp_path), document("a", "vi henter", "affald her", title="alt", heading="godt"))

    assert ids(search(backend, required=("henter affald",))) == []
    assert ids(search(backend, required=("alt godt",))) == []
    assert ids(search(backend, required=("godt vi",))) == []


def test_excluded_words_and_phrases_do_not_stand_there(backend: WhooshBackend) -> None:
    assert ids(search(backend, "alle", excluded=("hunde",))) == ["skov.0"]
    assert ids(search(backend, "alle", excluded=("for alle",))) == []
    assert ids(search(backend, "alle", excluded=("ukendt", "alle for"))) == ["skov.0", "strand.0"]


def test_filters_of_one_kind_are_alternatives_and_the_kinds_must_all_hold(backend: WhooshBackend) -> None:
    def found(filters: Filters) -> list[str]:
        return ids(search(backend, "vinteren alle", filters=filters))

    assert found(Filters(municipality=("Bøgesund", "Vester Å"))) == ["affald.0", "strand.0"]
    assert found(Filters(municipality=("Bøgesund",), kind=("politik",))) == ["affald.0"]
    assert found(Filters(municipality=("Vester Å",), kind=("politik",))) == []
    assert found(Filters(municipality=("Atlantis",))) == []


def test_days_filter_and_a_year_in_the_title_is_the_whole_of_that_year(backend: WhooshBackend) -> None:
    def found(from_: date | None, to: date | None) -> set[str]:
        return {id.split(".")[0] for id in ids(search(backend, "vinteren alle", filters=Filters(from_=from_, to=to)))}

    assert found(date(2020, 1, 2), None) == {"affald", "strand"}
    assert found(date(2020, 1, 3), None) == {"strand"}
    assert found(None, date(2020, 1, 1)) == {"skov"}
    assert found(date(2019, 6, 1), date(2019, 6, 30)) == {"skov"}


def test_each_facet_counts_what_the_other_filters_leave(backend: WhooshBackend) -> None:
    found = search(backend, "vinteren alle", filters=Filters(kind=("politik",), municipality=("Bøgesund",)))

    assert found.total == 1
    assert found.facets.municipality == (FacetCount("Bøgesund", 1),)
    assert found.facets.kind == (FacetCount("politik", 1),)
    assert found.facets.year == (FacetCount("2020", 1),)

    unfiltered = search(backend, "vinteren alle").facets

    assert unfiltered.municipality == (FacetCount("Bøgesund", 1), FacetCount("Vester Å", 1))
    assert unfiltered.year == (FacetCount("2019", 2), FacetCount("2020", 1), FacetCount("2024", 1))
    assert search(backend, "vinteren alle", filters=Filters(from_=date(2024, 1, 1))).facets.year == unfiltered.year


def test_newest_first_and_the_undated_last(backend: WhooshBackend) -> None:
    put(backend, document("udateret", "vinteren vinteren er for alle"))

    found = ids(search(backend, "vinteren alle træer", sort=Sort.DATE))

    assert found == ["strand.0", "affald.0", "skov.1", "skov.0", "udateret.0"]


@pytest.mark.parametrize("sort", Sort)
def test_pages_of_equals_go_by_id_and_leave_nothing_out(tmp_path: Path, sort: Sort) -> None:
    owned = [document(f"d{number}", "ens", municipality=f"{number}") for number in range(500)]  # or they were copies
    backend = put(WhooshBackend(tmp_path), *owned)

    pages = [ids(search(backend, "ens", limit=7, offset=offset, sort=sort)) for offset in range(0, 505, 7)]

    assert sum(pages, []) == sorted(f"d{number}.0" for number in range(500))  # noqa: RUF017


def test_no_page_and_a_page_beyond_the_end_are_empty(backend: WhooshBackend) -> None:
    assert search(backend, "alle", limit=0).total == 2
    assert ids(search(backend, "alle", limit=0)) == []
    assert ids(search(backend, "alle", offset=2)) == []


def test_the_municipality_that_is_named_comes_first_and_the_others_stay(tmp_path: Path) -> None:
    north = document("nord", "affald hentes om fredagen når der er plads", municipality="Nordby")
    south = document("syd", "affald affald", municipality="Sydby")
    backend = put(WhooshBackend(tmp_path), north, south, document("navn", "om sydby", municipality="Sydby"))
    parsed = ParsedQuery((), ("affald",), names=("nordby",), municipalities=("Nordby",))

    assert backend.municipalities() == ("Nordby", "Sydby")
    assert ids(search(backend, "affald")) == ["syd.0", "nord.0"]
    assert ids(backend.candidates(parsed, Query(""))) == ["nord.0", "syd.0"]
    assert ids(backend.candidates(replace(parsed, required=(("affald",),)), Query(""))) == ["nord.0", "syd.0"]


def test_what_is_in_force_comes_before_what_it_replaced_unless_a_year_is_named(tmp_path: Path) -> None:
    old = document("gammel", "affald hentes her", replaced_by="ny", title="Affaldsplan 2018")
    new = document("ny", "affald hentes her hos os", title="Affaldsplan 2024")
    backend = put(WhooshBackend(tmp_path), old, new)

    assert ids(search(backend, "affald")) == ["ny.0", "gammel.0"]
    assert ids(search(backend, "affald 2018")) == ["gammel.0", "ny.0"]


def test_a_name_alone_still_matches(tmp_path: Path) -> None:
    backend = put(WhooshBackend(tmp_path), document("navn", "om sydby", municipality="Nordby"))

    parsed = ParsedQuery((), ("affald",), names=("sydby",), municipalities=("Sydby",))

    assert ids(backend.candidates(parsed, Query(""))) == ["navn.0"]


def test_a_document_comes_before_the_entry_of_an_overview_that_names_it(tmp_path: Path) -> None:
    entries = (Entry("Natur", "Skovpolitik", "", "s0"), Entry("Kyst", "Strandpolitik", "", "s1"))
    overview = document("oversigt", "skovpolitik", "strandpolitik", entries=entries)
    policy = document("skov", "skovpolitik for alle i kommunen", title="Skovpolitik")

    backend = put(WhooshBackend(tmp_path), overview, policy)

    assert ids(search(backend, "skovpolitik")) == ["skov.0", "oversigt.0"]
    assert ids(search(backend, "strandpolitik")) == ["oversigt.1"]


def test_an_overview_lends_its_topics_to_the_documents_it_names(tmp_path: Path) -> None:
    entries = (Entry("Natur", "Skovpolitik", "Om skoven.", "s0"), Entry("Kyst", "Strandpolitik", "Om tang.", "s1"))
    overview = document("oversigt", "skovpolitik alle", "strandpolitik alle", entries=entries)
    own = document("egen", "alle", title="Strandpolitik", topic="Fritid")

    backend = put(WhooshBackend(tmp_path), FOREST, overview, own)

    assert {record.id: record.topic for record in backend.records()} == {
        "egen": "Fritid",
        "oversigt": None,
        "skov": "Natur",
    }
    assert backend.document("skov").topic == "Natur"
    assert ids(search(backend, "alle", filters=Filters(topic=("Natur",)))) == ["skov.0", "oversigt.0"]
    assert search(backend, "alle").facets.topic == (
        FacetCount("Natur", 2),
        FacetCount("Fritid", 1),
        FacetCount("Kyst", 1),
    )


def test_what_is_put_again_is_replaced_and_what_is_removed_is_gone(backend: WhooshBackend) -> None:
    with backend.publish(analysis) as publication:
        publication.remove("affald")
        publication.remove("findes ikke")
        publication.put(*document("skov", "alle på skovtur", fingerprint="2"))

    assert ids(search(backend, "alle vinteren skovtur")) == ["skov.0", "strand.0"]
    assert backend.fingerprints() == {"skov": "2", "strand": "1"}


def test_the_last_word_on_a_document_counts_within_one_publication(backend: WhooshBackend) -> None:
    with backend.publish(analysis) as publication:
        publication.put(*document("ny", "første tekst"))
        publication.put(*document("ny", "anden tekst"))
        publication.put(*document("kort", "tekst"))
        publication.remove("kort")
        publication.remove("skov")
        publication.put(*FOREST)

    assert ids(search(backend, "tekst")) == ["ny.0"]
    assert ids(search(backend, "første")) == []
    assert ids(search(backend, "træer")) == ["skov.1"]
    assert not backend.verify(analysis)


def test_many_small_publications_are_one_index(tmp_path: Path) -> None:
    backend = WhooshBackend(tmp_path)
    for number in range(12):
        put(backend, document(f"d{number}", f"fælles tekst {number}"), document("igen", f"nummer{number}"))

    assert search(backend, "fælles").total == 12
    assert [search(backend, f"nummer{number}").total for number in range(12)] == [0] * 11 + [1]
    assert len(list(tmp_path.glob("generations/*12/whoosh/*.trm"))) < 10
    assert not backend.verify(analysis)


def test_a_rebuild_begins_empty(backend: WhooshBackend) -> None:
    with backend.publish(analysis, rebuild=True) as publication:
        publication.put(*FOREST)

    assert backend.fingerprints() == {"skov": "1"}


def test_an_empty_collection_can_be_published_and_searched(tmp_path: Path) -> None:
    backend = put(WhooshBackend(tmp_path))

    found = search(backend, "alle", required=("to ord",), excluded=("alle",), filters=Filters(kind=("plan",)))

    assert found.total == 0
    assert backend.records() == ()
    assert not backend.verify(analysis)


def test_a_document_without_text_is_kept(backend: WhooshBackend) -> None:
    put(backend, document("tom", ""))

    assert backend.document("tom").sections[0].text == ""
    assert backend.passages("tom") == ()


def test_what_was_set_aside_is_told_until_the_next_word_on_it(backend: WhooshBackend) -> None:
    aside = SetAside("brev.doc", "Formatet kendes ikke.", datetime(2026, 11, 2, 8, 30, tzinfo=UTC))
    with backend.publish(analysis) as publication:
        publication.set_aside([aside])
    put(backend, document("ny", "tekst"))

    assert backend.status().set_aside == (aside,)

    with backend.publish(analysis) as publication:
        publication.set_aside([])

    assert backend.status().set_aside == ()


def test_if_the_block_raises_the_old_index_stays(backend: WhooshBackend) -> None:
    def half_a_publication() -> None:
        with backend.publish(analysis) as publication:
            publication.remove("skov")
            raise RuntimeError("strømmen gik")

    with pytest.raises(RuntimeError, match="strømmen gik"):
        half_a_publication()

    assert ids(search(backend, "træer")) == ["skov.1"]
    assert put(backend, document("ny", "alt er godt igen")).status().documents == 4


def test_text_that_no_passage_holds_is_not_lost_without_a_word(backend: WhooshBackend) -> None:
    whole, passages = FOREST

    with pytest.raises(ValueError, match="do not join"), backend.publish(analysis) as publication:
        publication.put(whole, passages[1:])

    assert backend.document("skov") == whole


def test_whoosh_fails_as_one_of_ours(backend: WhooshBackend) -> None:
    """Whoosh raises what comes to hand: here a term that is no text."""

    def numbers(record: Record, passage: Passage, lexicon: Lexicon) -> PassageTerms:
        return replace(analysis(record, passage, lexicon), body=(4,))  # type: ignore[arg-type]

    with pytest.raises(IndexUnwritable, match="Den hidtidige udgave bruges fortsat"):
        put(backend, FOREST, analysis=numbers)

    assert backend.document("skov") == FOREST[0]


def test_without_an_index_it_says_what_to_do(tmp_path: Path) -> None:
    backend = WhooshBackend(tmp_path / "index")

    assert backend.fingerprints() == {}
    with pytest.raises(IndexMissing, match="kommunesvar ingest"):
        search(backend, "alle")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("en fil")

    with pytest.raises(IndexUnwritable), WhooshBackend(tmp_path / "index").publish(analysis):
        pass
