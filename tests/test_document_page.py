"""The page of a document, as a visitor and a browser meet it."""

import os
import re
from datetime import UTC, datetime
from time import time

import pytest
from browsing import read, words
from small_collection import COLLECTION, FOREST, NEW_FOREST, OVERVIEW, PLAN, published

from search_engine.model import Document, Section, SetAside
from search_engine.settings import Settings
from web.app import create_app
from web.links import document_link, passage_link


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
        "Fingeraftryk": "1",
    }


def test_the_contents_lead_to_every_heading(site):
    page = read(site, document_link(PLAN.id))
    contents = page.select(".contents a")

    assert [words(link.span) for link in contents] == ["1. Madaffald", "2. Genbrug", "2.1. Glas"]
    assert [words(link.select_one(".count")) for link in contents] == ["side 1", "side 3", "side 3"]
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


# ------------------------------------------------------------------ a link outlives a re-index


def lighthouse(*texts: str) -> Document:
    sections = tuple(Section((f"Kapitel {n}",), text, f"kapitel-{n}") for n, text in enumerate(texts, start=1))
    return Document(id="fyr", title="Fyrpolitik", location="fyr", fingerprint="f" * 64, sections=sections)


STAYS = "Fyret er åbent hver søndag i juli."
CHANGES = "Fyrets lampe skal tændes senest klokken ni om aftenen hele året."


def test_a_link_holds_as_long_as_the_text_does_wherever_it_moves(tmp_path):
    engine = published(tmp_path, (lighthouse(STAYS, CHANGES),))
    link = passage_link(engine.passages("fyr")[1])
    with engine.publish() as publication:
        publication.put(lighthouse("Et nyt forord.", STAYS, "Mere.", CHANGES))

    page = read(create_app(engine).test_client(), link)

    assert words(page.select_one("mark.cited")) == CHANGES
    assert not page.select(".notice.gone")


def test_where_the_text_has_changed_the_page_says_so_and_shows_the_nearest(tmp_path):
    engine = published(tmp_path, (lighthouse(STAYS, CHANGES),))
    link = passage_link(engine.passages("fyr")[1])
    with engine.publish() as publication:
        publication.put(lighthouse(STAYS, CHANGES.replace("ni", "ti")))

    page = read(create_app(engine).test_client(), link)

    assert "ligner mest" in words(page.select_one(".notice.gone"))
    assert words(page.find(id="sted")) == CHANGES.replace("ni", "ti")


def test_where_the_text_has_gone_nothing_else_is_passed_off_as_it(tmp_path):
    engine = published(tmp_path, (lighthouse(STAYS, CHANGES),))
    link = passage_link(engine.passages("fyr")[1])
    with engine.publish() as publication:
        publication.put(lighthouse(STAYS))

    page = read(create_app(engine).test_client(), link)

    assert "ikke længere" in words(page.find(id="sted"))
    assert not page.select("mark.cited")


@pytest.mark.parametrize("words_of_link", ["", '"', "-", "010203-1234", "a" * 300, "x " * 500, "\x00", "<script>"])
def test_a_link_with_rubbish_for_words_shows_the_document(site, words_of_link):
    page = read(site, document_link(FOREST.id), sted="væk", ord=words_of_link)

    assert words(page.h1) == "Skovpolitik"
    assert "ikke længere" in words(page.find(id="sted"))


# ------------------------------------------------------------------ the places of a search in a document


def test_a_hit_leads_on_to_the_next_and_back_to_the_results(tmp_path):
    engine = published(tmp_path, (lighthouse("Fyret blinker.", "Noget andet.", "Fyret tuder.", "Fyret sover."),))
    site = create_app(engine).test_client()
    page = read(site, read(site, "/soeg?q=fyret&kind=").select_one(".hits .more a")["href"])
    middle = read(site, next(a["href"] for a in page.select(".hits h2 a") if "Kapitel 3" in words(a)))

    assert words(middle.select_one(".trail [role=status]")) == "Sted 2 af 3 om »fyret«"
    before, after = (read(site, link["href"]) for link in middle.select(".trail .steps a"))
    assert "".join(mark.get_text() for mark in before.select("mark.cited")) == "Fyret blinker."
    assert "".join(mark.get_text() for mark in after.select("mark.cited")) == "Fyret sover."
    assert [words(link) for link in before.select(".trail .steps a")] == ["Næste sted"]
    assert [words(link) for link in after.select(".trail .steps a")] == ["Forrige sted"]
    back = middle.select_one(".trail .back a")["href"]
    assert back == "/soeg?q=fyret&document=fyr"
    assert read(site, back).select(".hits")


def test_the_words_that_were_asked_for_are_marked_in_every_place(tmp_path):
    engine = published(tmp_path, (lighthouse("Fyret blinker.", "Noget andet.", "To fyr tuder."),))
    page = read(create_app(engine).test_client(), "/dokument/fyr?q=fyr")

    assert [words(mark) for mark in page.select(".prose mark")] == ["Fyret", "fyr"]
    assert words(page.select_one(".trail [role=status]")).startswith("2 steder om »fyr«")
    assert words(page.select_one(".trail .steps a")) == "Første sted"


def test_a_document_is_searched_exactly_as_it_was_found(tmp_path):
    engine = published(tmp_path, (lighthouse("Fyret blinker.", "To fyr tuder.", "Fyr og flamme."),))
    site = create_app(engine).test_client()
    link = read(site, "/soeg?q=fyr&mode=exact").select(".lines .where")[0]["href"]
    page = read(site, link)

    assert words(page.select_one(".trail [role=status]")) == "Sted 1 af 2 om »fyr«"
    assert [words(mark) for mark in page.select(".prose mark:not(.cited)")] == ["fyr", "Fyr"]


@pytest.mark.parametrize("query", ["", '"', "010203-1234", "a" * 300, "-"])
def test_a_search_in_a_document_that_cannot_be_made_shows_the_document(site, query):
    page = read(site, document_link(FOREST.id), q=query)

    assert words(page.h1) == "Skovpolitik"
    assert not page.select(".trail")


def test_a_document_that_does_not_have_the_words_says_so(site):
    page = read(site, document_link(FOREST.id), q="giraffer")

    assert words(page.select_one(".trail [role=status]")) == "Dokumentet siger ikke noget om »giraffer«."


# ------------------------------------------------------------------ what one takes away


def test_a_citation_says_what_where_when_and_of_which_text(tmp_path):
    engine = published(tmp_path, (lighthouse(STAYS, CHANGES),))
    site = create_app(engine, Settings(base_url="https://svar.example.dk")).test_client()
    link = passage_link(engine.passages("fyr")[1])
    page = read(site, link)
    shown = words(page.select_one(".about .reference"))

    assert shown.startswith("Fyrpolitik, afsnit »Kapitel 2«, hentet ")
    assert shown.endswith(f", https://svar.example.dk{link}, fingeraftryk {'f' * 12}")
    assert words(page.select_one("[data-copy]")) == "Kopiér henvisning til stedet"


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def test_the_original_is_saved_as_it_is(tmp_path, corpus):
    (corpus / "fyr.toml").write_text("title = 'Fyr'")
    (corpus / "fyr.html").write_bytes(b"<script>alert(1)</script>\xff")
    site = create_app(published(tmp_path / "i", (lighthouse(STAYS),)), Settings(corpus=corpus)).test_client()
    link = read(site, "/dokument/fyr").select_one("a[download]")

    assert words(link) == "Hent originalen (html, 1 kB)"
    with site.get(link["href"]) as answer:
        assert answer.data == b"<script>alert(1)</script>\xff"
        assert answer.headers["Content-Disposition"] == "attachment; filename=fyr.html"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_only_files_of_documents_within_the_corpus_are_handed_out(tmp_path, corpus):
    (tmp_path / "secret.txt").write_text("hemmeligt")
    (corpus / "fyr.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "andet.txt").write_text("ikke i indekset")
    site = create_app(published(tmp_path / "i", (lighthouse(STAYS),)), Settings(corpus=corpus)).test_client()

    for name in ("fyr", "andet", "../secret", "..%2Fsecret", "/etc/passwd", "fyr.toml"):
        assert site.get(f"/original/{name}").status_code == 404
    assert not read(site, "/dokument/fyr").select("a[download]")


def test_a_file_with_a_longer_name_is_another_document(tmp_path, corpus):
    """ "budget.2020.html" has an id of its own, and what stands beside a document may be what was set aside."""
    (corpus / "fyr.txt").write_text("det rigtige")
    for other in ("fyr.2020.html", "fyr.med-cpr.txt", "fyr.docx", "fyrtårn.txt"):
        (corpus / other).write_text("noget andet")
    site = create_app(published(tmp_path / "i", (lighthouse(STAYS),)), Settings(corpus=corpus)).test_client()

    with site.get("/original/fyr") as answer:
        assert answer.text == "det rigtige"
    (corpus / "fyr.txt").unlink()
    read(site, "/original/fyr", status=404)


def test_a_file_that_was_changed_since_or_set_aside_is_not_handed_out(tmp_path, corpus):
    file = corpus / "fyr.txt"
    file.write_text("som det blev taget ind")
    engine = published(tmp_path / "i", (lighthouse(STAYS),))
    site = create_app(engine, Settings(corpus=corpus)).test_client()
    now = time()

    os.utime(file, (now + 60, now + 60))
    read(site, "/original/fyr", status=404)

    os.utime(file, (now - 60, now - 60))
    with engine.publish() as publication:
        publication.set_aside([SetAside("fyr.txt", "ligner et cpr-nummer", datetime.now(UTC))])
    read(site, "/original/fyr", status=404)


def test_where_the_file_has_gone_there_is_no_link_to_it(tmp_path, corpus):
    site = create_app(published(tmp_path / "i", (lighthouse(STAYS),)), Settings(corpus=corpus)).test_client()

    assert not read(site, "/dokument/fyr").select("a[download]")
    read(site, "/original/fyr", status=404)
