"""The page of results, as a visitor and a browser meet it."""

import re

import pytest
from browsing import read, words
from small_collection import PLAN, published

from search_engine.model import Document, Section
from search_engine.settings import Settings
from web.app import create_app
from web.links import document_link

LONG = "a" * 201


def test_a_result_shows_the_passage_and_where_it_stands(site):
    page = read(site, "/soeg", q="madaffald")
    hit = page.select_one("ol.hits > li")

    assert words(hit.h2) == "Affaldsplan 2024"
    assert words(hit.select_one(".where")) == "Afsnit: 1. Madaffald, side 1–2"
    assert words(hit.mark) == "Madaffald"
    assert [words(fact) for fact in hit.select(".facts li")] == ["Plan", "Bøgesund Kommune", "Opdateret 8. april 2024"]


def test_an_answer_comes_first_with_its_source_its_age_and_what_was_asked_for_marked(site):
    page = read(site, "/soeg", q="Hvor tit hentes madaffald?")
    box = page.select_one("section.answer")

    assert "Madaffald hentes hver uge." in words(box.blockquote)
    assert [mark.text for mark in box.select("blockquote mark")] == ["hver uge"]
    assert box.select_one(".source a")["href"].startswith("/dokument/planer/affald")
    assert "Bøgesund Kommune" in words(box.select_one(".facts"))
    assert "Opdateret 8. april 2024" in words(box.select_one(".facts"))
    assert words(box.select_one(".reference")).startswith(
        "Affaldsplan 2024, Bøgesund Kommune, afsnit »1. Madaffald«, side 1–2, hentet"
    )
    assert box.find_next("article")


def test_a_question_that_the_documents_do_not_answer_is_told_so(site):
    box = read(site, "/soeg", q="Hvem er direktør for madaffald?").select_one("section.answer")

    assert words(box.h2) == "Det står der ikke"
    assert "4 dokumenter" in words(box)
    assert "direktør" in words(box)
    assert "Center for Teknik, Telefon 55 00 00 00" in words(box)


def test_mere_words_and_the_newest_first_are_not_told_that_there_is_no_answer(site):
    assert not read(site, "/soeg", q="stadig affald").select("section.answer.none")
    assert not read(site, "/soeg", q="Hvem er direktør for madaffald?", sort="date").select("section.answer")


def test_the_query_stays_in_the_box_and_the_number_is_announced(site):
    page = read(site, "/soeg", q="spande")

    assert page.find(id="q")["value"] == "spande"
    assert words(page.select_one("[role=status]")).startswith("1 sted i 1 dokument om »spande«")
    assert page.title.string == "spande – 1 sted – Kommunesvar"


def test_the_link_of_a_result_lands_on_the_passage(site):
    link = read(site, "/soeg", q="spande").select_one("ol.hits a")["href"]
    page = read(site, link)
    target = page.find(id=link.partition("#")[2])

    assert target.name == "mark"
    assert "grønne spande" in " ".join(words(mark) for mark in page.select("mark.cited"))


def test_a_long_passage_is_shortened_around_the_marks(tmp_path):
    text = "Noget helt andet. " * 25 + "Her kommer giraffen ind. " + "Og så videre. " * 30
    document = Document(id="d", title="T", location="d", fingerprint="1", sections=(Section((), text, "a"),))
    site = create_app(published(tmp_path, (document,)), Settings()).test_client()
    shown = read(site, "/soeg", q="giraffen").select_one(".hits .text")

    assert words(shown.mark) == "giraffen"
    assert words(shown).startswith("… ")
    assert words(shown).endswith(" …")
    assert len(words(shown)) < 450


def test_what_a_visitor_types_is_shown_as_text(site):
    answer = site.get("/soeg", query_string={"q": '"><script>alert(1)</script>', "municipality": "<b>"})

    assert "<script>" not in answer.text
    assert "<b>" not in answer.text


def test_text_from_a_document_is_shown_as_text(site):
    assert "<script>" not in site.get("/soeg?q=madaffald").text
    assert "<script>" not in site.get(document_link(PLAN.id)).text


def test_filters_show_counts_and_keep_what_is_chosen(site):
    page = read(site, "/soeg", q="affald", kind="politik")
    kinds = {box["value"]: box for box in page.select("input[name=kind]")}

    assert kinds["politik"].has_attr("checked")
    assert not kinds["plan"].has_attr("checked")
    assert re.fullmatch(r"Politik \(\d+\)", words(page.find("label", {"for": kinds["politik"]["id"]})))


def test_a_facet_counts_what_choosing_it_gives(site):
    page = read(site, "/soeg", q="affald")

    for box in page.select(".filters input[type=checkbox]"):
        label = words(page.find("label", {"for": box["id"]}))
        chosen = read(site, "/soeg", **{"q": "affald", box["name"]: box["value"]})
        assert f"({words(chosen.select_one('.total')).split()[0]})" in label


def test_a_chip_leads_to_the_same_search_without_its_filter(site):
    page = read(site, "/soeg", q="affald", kind="plan", municipality="Bøgesund", sort="date")
    chip = next(link for link in page.select(".chips a") if "Plan" in words(link))
    without = read(site, chip["href"])

    assert [words(link).split(" –")[0] for link in without.select(".chips a:not(.all)")] == [
        "Kommune: Bøgesund Kommune"
    ]
    assert without.select_one("[name=sort]")["value"] == "date"


def test_empty_fields_of_the_form_are_no_filters(site):
    page = read(site, "/soeg?q=affald&from=&to=&sort=")

    assert not page.select(".chips")
    assert page.select("ol.hits > li")


def test_a_decorated_link_still_finds(site):
    assert read(site, "/soeg?q=affald&utm_source=nyhedsbrev").select("ol.hits > li")


def test_nothing_found_says_what_to_try(site):
    page = read(site, "/soeg", q="giraf")

    assert "Vi fandt ikke noget om »giraf«" in words(page.select_one("[role=status]"))
    assert "stavet rigtigt" in words(page.main)


def test_a_repaired_word_is_said_and_the_typed_one_can_be_searched_for(site):
    page = read(site, "/soeg", q="Madafald", municipality="Bøgesund")
    note = page.select_one(".repaired")

    assert words(page.select_one("[role=status]")) == "4 steder i 2 dokumenter om »madaffald«"
    assert page.select_one("#q")["value"] == "Madafald"
    assert words(note) == 'Viser resultater for madaffald. Søg i stedet efter "madafald"'
    literal = read(site, note.a["href"])
    assert literal.select_one("#q")["value"] == '"madafald"'
    assert not literal.select(".repaired, .hits")
    assert literal.select_one(".chips")


def test_another_spelling_is_offered_with_the_filters_kept(site):
    note = read(site, "/soeg", q="mad affald", municipality="Bøgesund").select_one(".repaired")

    assert words(note) == "Mente du madaffald?"
    offered = read(site, note.a["href"])
    assert offered.select_one("#q")["value"] == "madaffald"
    assert offered.select_one(".chips")


def test_words_that_were_too_many_are_named(site):
    page = read(site, "/soeg", q="affald " + " ".join("bcdfghjklmnpq"))

    assert words(page.select_one(".repaired")) == "Søgningen har mange ord. Vi søgte ikke efter »q«."


def test_several_repaired_words_are_listed(site):
    page = read(site, "/soeg", q="madafald husstaande")

    assert words(page.select_one(".repaired")) == (
        'Viser resultater for madaffald og husstande. Søg i stedet efter "madafald" og "husstaande"'
    )


def test_a_filter_that_leaves_nothing_is_named_and_can_be_removed(site):
    page = read(site, "/soeg", q="skoven", municipality="Atlantis", kind="politik")
    way_out = page.find("h2", string="Fjern et filter").find_next("ul")

    assert words(way_out) == "Søg uden »Kommune: Atlantis Kommune« – 2 steder"
    assert len(read(site, way_out.a["href"]).select("ol.hits > li")) == 2


def test_pages_of_results_are_linked_and_the_present_one_is_told(tmp_path):
    documents = tuple(
        Document(id=f"n{n}", title="Nyt", location="n", fingerprint="1", sections=(Section((), f"Affald {n}.", "a"),))
        for n in range(25)
    )
    site = create_app(published(tmp_path, documents), Settings()).test_client()
    page = read(site, "/soeg", q="affald", page="2")

    assert "dokument 11–20" in words(page.select_one("[role=status]"))
    assert words(page.select_one(".pagination [aria-current=page]")) == "2"
    every = [read(site, f"/soeg?q=affald&page={number}") for number in (1, 2, 3)]
    seen = [link["href"] for shown in every for link in shown.select(".hits a")]
    assert len(set(seen)) == 25
    beyond = read(site, "/soeg", q="affald", page="9", sort="date")
    assert "ikke på denne side" in words(beyond.main)
    assert not beyond.select("nav.pagination")
    assert beyond.find("a", string="Gå til den første side")["href"] == "/soeg?q=affald&sort=date"


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"q": ""}, "Skriv, hvad du vil søge efter"),
        ({"q": LONG}, "201 tegn"),
        ({"q": "affald", "from": "2020", "to": "2019"}, "slutter, før den begynder"),
        ({"q": "affald", "from": "engang"}, "årstal"),
        ({"q": "affald", "page": "0"}, "page"),
        ({"q": "affald", "sort": "farve"}, "sort"),
    ],
)
def test_what_cannot_be_searched_for_is_said_on_a_page_with_the_box(site, parameters, says):
    page = read(site, "/soeg", status=400, **parameters)

    assert says in words(page.select_one("[role=status]"))
    assert page.find(id="q")


def test_a_document_is_there_once_with_a_link_to_its_other_places(tmp_path):
    """Fourteen places in two documents: a page of two, and of each the rest behind a link."""
    hills = tuple(Section((), f"Heden på bakke nummer {number}.", f"h{number}") for number in range(12))
    brooks = tuple(Section((), f"Heden ved å nummer {number}.", f"å{number}") for number in range(2))
    hill = Document(id="bakke", title="Bakken", location="bakke", fingerprint="1", sections=hills)
    heath = Document(id="ø/hede", title="Heden", location="hede", fingerprint="1", sections=brooks)
    site = create_app(published(tmp_path, (hill, heath))).test_client()
    page = read(site, "/soeg?q=heden")

    assert words(page.select_one("[role=status]")) == "14 steder i 2 dokumenter om »heden«"
    assert [words(hit.h2) for hit in page.select(".hits li article")] == ["Heden", "Bakken"]
    one, many = page.select(".hits .more a")
    assert words(one) == "Vis 1 sted mere i samme dokument: Heden"
    assert words(many) == "Vis 11 steder mere i samme dokument: Bakken"

    within = read(site, many["href"])
    assert words(within.select_one("[role=status]")) == "12 steder i Bakken om »heden«, her er sted 1–10"
    assert {words(hit.h2) for hit in within.select(".hits li article")} == {"Bakken"}
    assert len(read(site, within.select("nav.pagination a")[-1]["href"]).select(".hits li article")) == 2
    assert read(site, within.find("a", string="Søg i alle dokumenter")["href"]).select(".hits .more")
    assert not within.select(".hits .more, .filters, nav.sort")


def test_a_place_in_a_chosen_document_has_its_own_heading(site):
    page = read(site, "/soeg", q="glas", document=PLAN.id)

    assert words(page.select_one(".hits h2")) == "2.1. Glas"
    assert words(page.select_one(".hits .where")) == "Afsnit: 2. Genbrug, side 3"
    assert not page.select(".hits .facts")


def test_the_places_of_a_document_that_is_not_there_are_not_there(site):
    read(site, "/soeg?q=affald&document=findes-ikke", status=404)


def test_words_that_a_document_does_not_have_are_not_found_in_it(site):
    page = read(site, "/soeg?q=spande&document=skov")

    assert words(page.select_one("[role=status]")) == "Vi fandt ikke noget om »spande« i Skovpolitik."


def test_the_facets_count_the_places_of_all_documents(site):
    page = read(site, "/soeg?q=affald")
    total = int(words(page.select_one("[role=status] strong")).split()[0])
    counts = [int(words(count).strip("()")) for count in page.select("label[for^=municipality] .count")]

    assert sum(counts) == total > len(page.select(".hits > li"))
