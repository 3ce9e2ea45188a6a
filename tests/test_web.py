"""The pages, as a visitor and a browser meet them."""

import logging
import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from flask import request
from small_collection import COLLECTION, FOREST, NEW_FOREST, OVERVIEW, PLAN, published

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import Document, Section
from search_engine.settings import Settings
from web.app import create_app
from web.links import document_link, passage_link

PAGES = [
    *("/", "/soeg?q=affald", "/soeg?q=intetsteds", "/soeg", "/emner", document_link(PLAN.id), "/findes-ikke"),
    *("/soeg?q=affald&mode=exact", "/soeg?q=intetsteds&mode=exact", "/soeg?q=affald+NÆR&mode=exact"),
]
LONG = "a" * 201


def read(site, path, status=200, **parameters):
    """The page as a browser understands it."""
    answer = site.get(path, query_string=parameters) if parameters else site.get(path)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


def words(element):
    return " ".join(element.get_text().replace("\N{NO-BREAK SPACE}", " ").split())


# ------------------------------------------------------------------ every page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_danish_has_its_landmarks_a_title_and_no_id_twice(site, path):
    page = BeautifulSoup(site.get(path).text, "html.parser")

    assert page.html["lang"] == "da"
    assert page.title.string.endswith(("– Kommunesvar", "– søg i kommunens dokumenter"))
    assert len(page.select("header nav, main, footer")) >= 3
    assert page.select_one("a.skip")["href"] == "#" + page.main["id"]
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_headings_begin_at_the_top_and_skip_no_level(site, path):
    page = BeautifulSoup(site.get(path).text, "html.parser")
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile("^h[1-6]$"))]

    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_every_field_has_a_label_and_every_link_within_the_page_a_target(site, path):
    page = BeautifulSoup(site.get(path).text, "html.parser")
    labelled = {label["for"] for label in page.find_all("label")}

    assert {field["id"] for field in page.select("input:not([type=hidden])")} <= labelled
    for link in page.select('a[href^="#"]'):
        assert page.find(id=link["href"][1:]) is not None


@pytest.mark.parametrize("path", [*PAGES, "/static/style.css", "/api/v1/search?q=affald", "/api/v1/search", "/healthz"])
def test_every_answer_forbids_scripts_frames_and_guessing_and_sets_no_cookie(site, path):
    with site.get(path) as answer:
        headers = answer.headers

    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'; img-src 'self'")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Permissions-Policy" in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_a_page_works_within_its_own_policy(site, path):
    page = BeautifulSoup(site.get(path).text, "html.parser")

    assert not page.select("script, style, iframe, [style], [onclick]")
    assert all(link["href"].startswith("/static/") for link in page.select("link"))


def test_static_files_are_kept_for_good_under_an_address_that_changes_with_them(site):
    style = read(site, "/").select_one("link[rel=stylesheet]")["href"]

    with site.get(style) as now, site.get("/static/style.css?v=old") as before:
        assert "immutable" in now.headers["Cache-Control"]
        assert before.headers["Cache-Control"] == "no-cache"


def test_results_are_private_and_errors_are_not_kept(site):
    assert site.get("/soeg?q=affald").headers["Cache-Control"].startswith("private")
    assert site.get("/findes-ikke").headers["Cache-Control"] == "no-store"


def test_a_page_can_only_be_read(site):
    answer = site.post("/soeg", data={"q": "affald"})

    assert answer.status_code == 405
    assert answer.headers["Allow"]
    assert answer.content_type.startswith("text/html")


def test_an_address_without_end_is_refused(site):
    assert read(site, "/soeg?q=" + "a" * 5000, status=414).h1


def test_a_body_is_refused(site):
    assert site.get("/", data="x" * 5000).status_code == 413


# ------------------------------------------------------------------ the front page


def test_the_front_page_tells_what_can_be_searched(site):
    page = read(site, "/")

    assert "4 dokumenter fra Bøgesund og Vester Å" in words(page.main)
    assert [words(link) for link in page.select('a[href^="/emner#"]')] == ["Affald", "Kultur"]
    newest = page.find(id="nyeste").find_next("ul")
    assert words(newest.a) == PLAN.title


def test_a_new_collection_without_documents_has_a_front_page(tmp_path):
    site = create_app(published(tmp_path, ()), Settings()).test_client()

    assert "ingen dokumenter" in words(read(site, "/").main)
    assert "ingen dokumenter" in words(read(site, "/emner").main)


# ------------------------------------------------------------------ results


def test_a_result_shows_the_passage_and_where_it_stands(site):
    page = read(site, "/soeg", q="madaffald")
    hit = page.select_one("ol.hits > li")

    assert words(hit.h2) == "Affaldsplan 2024"
    assert words(hit.select_one(".where")) == "1. Madaffald, side 1–2"
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

    assert "<script" not in answer.text
    assert "<b>" not in answer.text


def test_text_from_a_document_is_shown_as_text(site):
    assert "<script" not in site.get("/soeg?q=madaffald").text
    assert "<script" not in site.get(document_link(PLAN.id)).text


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
    assert words(page.select_one(".row [aria-current=page]")) == "2"
    every = [read(site, f"/soeg?q=affald&page={number}") for number in (1, 2, 3)]
    seen = [link["href"] for shown in every for link in shown.select(".hits a")]
    assert len(set(seen)) == 25
    assert "ikke på denne side" in words(read(site, "/soeg", q="affald", page="9").main)


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


# ------------------------------------------------------------------ a document


def test_a_document_shows_what_is_known_of_it(site):
    rows = read(site, document_link(PLAN.id)).select(".metadata > div:not(.on-paper)")
    facts = {words(row.dt): words(row.dd) for row in rows}

    assert facts == {
        "Type": "Plan",
        "Kommune": "Bøgesund Kommune",
        "Emne": "Affald",
        "Opdateret": "8. april 2024",
        "Sider": "3",
        "Kontakt": "Center for Teknik Telefon 55 00 00 00",
        "Kilde": "https://example.dk/affaldsplan",
    }


def test_the_contents_lead_to_every_heading(site):
    page = read(site, document_link(PLAN.id))
    contents = page.select(".contents a")

    assert [words(link) for link in contents] == ["1. Madaffald", "2. Genbrug", "2.1. Glas"]
    assert [page.find(id=link["href"][1:]).name for link in contents] == ["h2", "h2", "h3"]


def test_printed_pages_are_told_where_they_begin(site):
    dividers = read(site, document_link(PLAN.id)).select("[role=doc-pagebreak]")

    assert [divider["aria-label"] for divider in dividers] == ["Side 1", "Side 2", "Side 3"]
    assert dividers[1].next_sibling.strip().startswith("Vi vil:")


def test_a_place_that_is_gone_is_said_where_the_link_lands(site):
    page = read(site, document_link(PLAN.id) + "?sted=gammel#sted")

    assert "ikke længere" in words(page.find(id="sted"))


def test_a_place_of_another_document_is_none_of_this_one(small_engine, site):
    other = small_engine.passages(FOREST.id)[0]

    assert "ikke længere" in words(read(site, document_link(PLAN.id) + f"?sted={other.id}").find(id="sted"))


def test_every_passage_of_the_collection_can_be_linked_to(small_engine, site):
    for document in COLLECTION:
        for passage in small_engine.passages(document.id):
            marked = read(site, passage_link(passage)).select("mark.cited")
            bare = str.maketrans("", "", "• \n\N{NO-BREAK SPACE}")
            shown = "".join(mark.get_text() for mark in marked).translate(bare)
            assert shown == re.sub(r"(?m)^\d\.", "", passage.text).translate(bare)


@pytest.mark.parametrize("name", ["a b", "a/b/c", "50%", "hvad?", "#1", "a&b=c", "æøå", "a+b", "a;b", "'\"<b>", "a//b"])
def test_a_link_leads_to_its_document_whatever_the_file_is_called(tmp_path, name):
    document = Document(id=name, title="Titlen", location=name, fingerprint="1", sections=FOREST.sections)
    site = create_app(published(tmp_path, (document,)), Settings()).test_client()
    link = read(site, "/soeg", q="skoven").select_one("ol.hits a")["href"]

    assert words(read(site, link).h1) == "Titlen"
    assert read(site, link).select("mark.cited")


def test_a_replaced_document_says_so_and_links_to_the_newer(site):
    notice = read(site, document_link(FOREST.id)).select_one(".notice")

    assert words(notice) == "Dokumentet er erstattet af Skovpolitik for fremtiden."
    assert notice.a["href"] == document_link(NEW_FOREST.id)


def test_a_replacement_that_we_do_not_have_is_said_so(tmp_path):
    site = create_app(published(tmp_path, (FOREST,)), Settings()).test_client()

    assert "»ny-skov«, som ikke er i samlingen" in words(read(site, document_link(FOREST.id)).select_one(".notice"))


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
    assert len(read(site, within.select("nav.row a")[-1]["href"]).select(".hits li article")) == 2
    assert read(site, within.find("a", string="Søg i alle dokumenter")["href"]).select(".hits .more")
    assert not within.select(".hits .more, .filters, nav.sort")


def test_a_place_in_a_chosen_document_has_its_own_heading(site):
    page = read(site, "/soeg", q="glas", document=PLAN.id)

    assert words(page.select_one(".hits h2")) == "2.1. Glas"
    assert words(page.select_one(".hits .where")) == "2. Genbrug, side 3"
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


def test_similar_documents_are_listed_once(site):
    """The plan names "Skovpolitik", which is linked among the related ones."""
    forest, plan = (read(site, document_link(shown.id)) for shown in (NEW_FOREST, PLAN))

    similar = forest.select_one("[aria-labelledby=lignende]")
    assert words(similar.h2) == "Lignende dokumenter"
    assert words(similar.a) == "Skovpolitik"
    assert "Skovpolitik" not in [words(link) for link in plan.select("[aria-labelledby=lignende] a")]


def test_a_cited_place_has_links_to_similar_places(site):
    cited = read(site, "/soeg?q=stadig").select_one(".hits h2 a")["href"]
    page = read(site, cited)

    similar = page.select_one("[aria-labelledby=lignende-steder]")
    assert words(similar.a) == "Skovpolitik"
    assert read(site, similar.a["href"]).select_one("#sted")
    assert page.select_one("a[href='#lignende-steder']")
    assert not read(site, document_link(NEW_FOREST.id)).select("[aria-labelledby=lignende-steder]")


def test_related_titles_are_linked_where_we_have_them_and_the_others_do_not_crowd_them(site):
    """A host of PDF files names dozens of strangers' documents below one."""
    related = read(site, document_link(PLAN.id)).select_one(".related")

    assert [words(link) for link in related.select("a")] == ["Skovpolitik"]
    assert words(related.details) == "1 dokument, som ikke er i samlingen Cykelplan"


def test_a_cited_place_is_named_as_one_would_cite_it(site):
    link = read(site, "/soeg", q="madaffald").select_one("ol.hits a")["href"]

    assert words(read(site, link).select_one(".notice")) == (
        "Det sted, du søgte efter, er markeret i teksten (1. Madaffald, side 1–2). Gå til stedet · Lignende steder"
    )


def test_an_overviews_entry_leads_to_its_document_where_we_have_it(site):
    entries = read(site, document_link(OVERVIEW.id)).select(".entry")

    assert [[link["href"] for link in entry.select("a")] for entry in entries] == [[document_link(PLAN.id)], []]


def test_only_web_addresses_are_linked_as_sources(site):
    assert not read(site, document_link(NEW_FOREST.id)).select('a[href^="javascript"]')


def test_a_document_that_is_not_there_is_said_without_repeating_its_name(site):
    page = read(site, "/dokument/010203-1234", status=404)

    assert "010203" not in str(page)
    assert page.h1
    assert page.find(id="q")  # to look for it


def test_on_paper_a_document_says_under_which_address_it_can_be_read(site):
    """Letters stay letters: an address is to be read from paper and typed."""
    result = read(site, "/soeg", q="madaffald").select_one("ol.hits a")
    page = read(site, document_link(PLAN.id))

    address = "http://localhost/dokument/planer/affald%20%3F%23%25&æ"
    assert result["data-address"] == address
    assert words(page.select_one(".on-paper dd")) == address


def test_on_paper_the_address_is_the_one_that_citizens_know(small_engine):
    site = create_app(small_engine, Settings(base_url="https://svar.example.dk")).test_client()

    result = read(site, "/soeg", q="skoven").select_one("ol.hits a")

    assert result["data-address"].startswith("https://svar.example.dk/dokument/")


# ------------------------------------------------------------------ the overview by topic


def test_topics_list_what_the_overviews_name_and_what_we_have(site):
    page = read(site, "/emner")
    topics = {words(section.h2): words(section.ul) for section in page.select("section.topic")}

    assert list(topics) == ["Affald", "Kultur", "Andre dokumenter"]
    assert "Affaldsplan 2024 Om skraldet." in topics["Affald"]
    assert "Kulturpolitik ikke i samlingen Om kunst & musik." in topics["Kultur"]


def test_every_document_is_within_reach_of_the_overview(site):
    linked = {link["href"] for link in read(site, "/emner").select("main a")}

    assert {document_link(document.id) for document in COLLECTION} <= linked


# ------------------------------------------------------------------ when there is nothing to serve


def test_without_an_index_every_page_says_which_command_to_run_and_the_log_where(tmp_path, caplog):
    site = create_app(SearchEngine(WhooshBackend(tmp_path / "none")), Settings()).test_client()

    for path in ["/", "/soeg?q=affald", "/emner", "/dokument/skov"]:
        page = read(site, path, status=503)
        assert words(page.code) == "kommunesvar ingest"
        assert str(tmp_path) not in str(page)
    assert str(tmp_path) in caplog.text


def test_an_index_of_an_older_version_is_said_with_the_command_that_makes_it_anew(tmp_path, monkeypatch):
    with monkeypatch.context() as older_version:
        older_version.setattr("search_engine.backends.whoosh.backend.INDEX_FORMAT", 0)
        published(tmp_path, (FOREST,))
    site = create_app(SearchEngine(WhooshBackend(tmp_path)), Settings()).test_client()

    assert words(read(site, "/", status=503).code) == "kommunesvar ingest --rebuild"


def test_an_index_with_nothing_whole_left_is_said_with_the_command_that_makes_it_anew(tmp_path):
    published(tmp_path, (FOREST,))
    for file in [path for path in (tmp_path / "generations").rglob("*") if path.is_file()]:
        file.write_bytes(b"?")
    site = create_app(SearchEngine(WhooshBackend(tmp_path)), Settings()).test_client()

    assert words(read(site, "/soeg?q=skov", status=503).code) == "kommunesvar ingest --rebuild"


def test_an_error_of_ours_is_a_page_and_its_message_is_neither_shown_nor_logged(small_engine, caplog):
    app = create_app(small_engine, Settings())

    @app.get("/fejl")
    def fails() -> str:
        raise RuntimeError(request.args["q"])

    page = app.test_client().get("/fejl?q=hemmeligt")

    assert page.status_code == 500
    assert "hemmeligt" not in page.text + caplog.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("path", ["/soeg?q=affald", document_link(PLAN.id), "/emner"])
def test_what_folds_on_a_phone_has_its_heading_outside_of_the_fold(site, path):
    """Where there is room the fold is always open and its button gone; the heading must not go with it."""
    folded = read(site, path).select_one(".filters, .contents")

    assert folded.find(id=folded["aria-labelledby"]).name == "h2"
    assert not folded.select("summary h2")


# ------------------------------------------------------------------ what is not written down


def test_the_log_holds_method_path_status_and_time_and_not_what_was_asked(site, caplog):
    with caplog.at_level(logging.INFO):
        site.get("/soeg?q=skilsmisse&kind=plan")

    assert re.search(r"GET /soeg 200 \d+\.\d ms", caplog.text)
    assert "skilsmisse" not in caplog.text
    assert "kind" not in caplog.text


@pytest.mark.parametrize(
    "number",
    [
        "0102031234",
        "010203-1234",
        "010203%2D1234",
        "010203%201234",
        "9102039999",
        "01%2002%2003%201234",
        "01.02.03-1234",
    ],
)
def test_what_looks_like_a_cpr_number_in_a_path_is_neither_logged_nor_shown(site, caplog, number):
    with caplog.at_level(logging.DEBUG):
        page = site.get(f"/dokument/{number}/mere")

    shown = re.sub(r'href="/static/[^"]*"', "", page.text)  # these addresses hold digests
    assert not re.search(r"\d\d.?\d\d.?\d\d.?\d{4}", caplog.text + shown)


@pytest.mark.parametrize(
    "written",
    [
        "010203-1234",
        "0102031234",
        "010203 1234",
        "010203–1234",
        "hvad med 3112991234?",
        "01 02 03 - 1234",
        "01.02.03-1234",
    ],
)
def test_a_search_for_a_cpr_number_is_refused_and_not_repeated(site, written):
    answer = site.get("/soeg", query_string={"q": written})

    assert answer.status_code == 400
    assert "ligner et cpr-nummer" in answer.text
    assert written[-6:] not in answer.text


@pytest.mark.parametrize(
    "number", ["5798001234567", "9912345678", "123456", "20240408", "tlf. 20 10 30 40", "01.02.2003"]
)
def test_other_numbers_can_be_searched_for(site, number):
    assert site.get("/soeg", query_string={"q": number}).status_code == 200


@pytest.mark.parametrize("name", ["werkzeug", "gunicorn.error"])
def test_a_servers_own_log_is_scrubbed(small_engine, caplog, name):
    create_app(small_engine, Settings())

    logging.getLogger(name).error('"%s" %s', "GET /soeg?q=skilsmisse HTTP/1.1", "for 010203%2D1234")

    assert "GET /soeg" in caplog.text
    assert "skilsmisse" not in caplog.text
    assert "010203" not in caplog.text
