"""Formats: from bytes to a text with what the format says of it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import readers
from ingest.raw import MarkKind
from search_engine.errors import DocumentError, NoText, UnknownFormat


def html(body, head=""):
    page = f"<!doctype html><html lang=da><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return readers.read(page.encode(), ".html")


def marked(raw, kind):
    return [(mark.value, raw.text[mark.start : mark.end].strip()) for mark in raw.marks if mark.kind is kind]


def furniture(raw):
    return marked(raw, MarkKind.FURNITURE)


def matter(raw):
    """The text without what is marked as furniture."""
    kept = raw.text
    for mark in sorted((mark for mark in raw.marks if mark.kind is MarkKind.FURNITURE), key=lambda mark: -mark.start):
        kept = kept[: mark.start] + kept[mark.end :]
    return kept


def test_plain_text_is_taken_as_it_stands():
    assert readers.read("Skove\r\n\r\n  • bøg\r\n".encode(), ".txt").text == "Skove\n\n  • bøg\n"


@pytest.mark.parametrize(
    ("suffix", "says"),
    [
        (".pdf", r"Filer af typen \.pdf kan ikke læses\. Der kan læses \.txt, \.html, \.htm"),
        ("", "Filer uden endelse"),
        (".toml", "ikke findes ved siden af"),
    ],
)
def test_a_format_without_a_reader_is_told_what_can_be_read(suffix, says):
    with pytest.raises(UnknownFormat, match=says):
        readers.read(b"noget", suffix)


def test_headings_are_marked_and_paragraphs_stand_apart():
    raw = html("<h1>Skove <em>og</em>\n søer</h1><p>Vi har\n<b>to</b>skove.<p>Og en sø.</p><h3>Bade<br>sted</h3>her")

    assert raw.text == "Skove og søer\n\nVi har toskove.\n\nOg en sø.\n\nBade sted\n\nher"
    assert marked(raw, MarkKind.HEADING) == [("1", "Skove og søer"), ("3", "Bade sted")]


def test_lists_keep_their_numbers_and_their_depth():
    raw = html(
        """<p>Du kan</p><ul><li>søge:<ol start=3><li>på nettet</li><li><p>hos os</p><p>på torvet</p></li></ol></li>
        <li><strong>klage</strong><br>inden fire uger</li><li> </li></ul><p>Slut.</p>"""
    )

    assert raw.text == (
        "Du kan\n\n• søge:\n  3. på nettet\n  4. hos os\n    på torvet\n• klage\n  inden fire uger\n\nSlut."
    )


def test_a_row_of_a_table_is_a_line():
    raw = html(
        """<table><caption>Takster</caption><tr><th></th><th>2025</th><th><p>2026</p></th></tr>
        <tr><td>Vuggestue</td><td>3.900 kr.</td><td><p>4.000 kr.</p><p>om måneden</p></td></tr>
        <tr><td>Mandag<br>tirsdag</td><td></td><td>lukket</td></tr><tr><td> </td></tr></table><p>Slut.</p>"""
    )

    assert raw.text == (
        "Takster\n| 2025 | 2026\nVuggestue | 3.900 kr. | 4.000 kr. om måneden\nMandag, tirsdag |  | lukket\n\nSlut."
    )


def test_a_table_that_only_places_things_is_no_table():
    raw = html("<table role=presentation><tr><td><h2>Priser</h2><p>Fra 5 kr.</td><td><p>Til 9 kr.</td></tr></table>")

    assert raw.text == "Priser\n\nFra 5 kr.\n\nTil 9 kr."
    assert marked(raw, MarkKind.HEADING) == [("2", "Priser")]


def test_what_is_said_of_a_term_stands_on_its_line():
    raw = html("<dl><dt>Frist</dt><dd>1. maj</dd><dd>1. juni</dd><dt>Hvor?</dt><dd><p>Her.</p></dd></dl>")

    assert raw.text == "Frist: 1. maj\n1. juni\n\nHvor?\nHer."


def test_an_address_keeps_its_lines_and_pre_its_spaces():
    raw = html("<address>Rådhuset<br>Torvet 1</address><pre>a  b\n  c</pre>")

    assert raw.text == "Rådhuset\nTorvet 1\n\na  b\n  c"


def test_what_nobody_sees_leaves_no_trace():
    raw = html("Før<script>let a = '<p>x</p>'</script><style>p {}</style><!-- nej --><template>t</template> efter")

    assert raw.text == "Før efter"


def test_what_stands_outside_main_is_furniture_under_its_own_name():
    raw = html(
        """<a href="#a">Spring til indhold</a><header>Bøgesund <nav>Forside</nav></header>
        <div class="CookieBanner">Vi bruger cookies</div><p>Nyt design</p>
        <main id=a><nav>Forside / Skove</nav><h1>Skove</h1><p>Vi har skove.</p></main><footer>CVR 1</footer>"""
    )

    assert matter(raw) == "Skove\n\nVi har skove."
    assert furniture(raw) == [
        ("skip link", "Spring til indhold"),
        ("header", "Bøgesund\n\nForside"),
        ("cookie notice", "Vi bruger cookies"),
        ("outside main", "Nyt design"),
        ("navigation", "Forside / Skove"),
        ("footer", "CVR 1"),
    ]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<form><h1>Takster</h1><p>En plads koster det, byrådet har fastsat.</p></form>", "Takster"),
        ("<header><h1>Takster</h1></header><p>En plads koster penge.</p>", "Takster"),
        ("<div class=cookie-politik><h1>Cookies</h1><p>Vi sætter to.</p></div>", "Vi sætter to"),
        ("<main>  </main><p>En plads koster penge.</p>", "koster"),
        ("<main><p>Skov</p><aside>Ring på <a href='tel:1'>1034 2120</a></aside></main>", "1034 2120"),
        ("<article>Nyt om skove.</article><article>Nyt om søer.</article>", "skove.\n\nNyt om søer."),
    ],
)
def test_what_holds_the_matter_of_the_page_is_no_furniture(body, kept):
    assert kept in matter(html(body))


def test_a_box_of_links_is_furniture_and_words_around_furniture_stay_apart():
    raw = html("<main>Skov<form>Søg</form>og sø.<aside><a href=/a>Læs også om åer</a></aside></main>")

    assert matter(raw).split() == ["Skov", "og", "sø."]
    assert furniture(raw) == [("form", "Søg"), ("aside", "Læs også om åer")]


def test_a_page_without_main_names_its_furniture():
    raw = html(
        """<div id=header>Bøgesund Kommune</div><ul class="menu"><li><a href=/a>Borger</a></li></ul>
        <div class=content><h1>Skove</h1><div class=header><h2>Bøg</h2></div><p>Vi har bøg.</p>
        <div class=header><h2>Eg</h2></div><p>Vi har eg.</p></div>
        <div class=sidebar><h2>Læs også</h2><a href=/b>Søer</a></div><div class="site-footer">Torvet 1</div>"""
    )

    assert matter(raw).split("\n\n") == ["Skove", "Bøg", "Vi har bøg.", "Eg", "Vi har eg."]
    assert furniture(raw) == [
        ("header", "Bøgesund Kommune"),
        ("navigation", "• Borger"),
        ("aside", "Læs også\n\nSøer"),
        ("footer", "Torvet 1"),
    ]


def test_a_table_that_places_things_may_have_a_cell_of_links():
    links = "<a href=/a>Forside</a><br><a href=/b>Borger</a><br><a href=/c>Affald</a>"
    raw = html(f"<table><tr><td>{links}</td><td><h1>Storskrald</h1><p>Om torsdagen.</table>")
    skemaer = html(
        f"<h1>Skemaer</h1><table><tr><th>Emne</th><th>Skema</th></tr><tr><td>Affald</td><td>{links}</td></tr></table>"
    )

    assert matter(raw) == "Storskrald\n\nOm torsdagen."
    assert furniture(raw) == [("navigation", "Forside\nBorger\nAffald")]
    assert furniture(skemaer) == []


def test_a_page_states_facts_in_its_head():
    raw = html(
        "<h1>Skove</h1><time itemprop=datePublished datetime=2024-05-03>i maj</time>",
        """<title>Skove - \n Bøgesund Kommune</title><link rel=canonical href="https://boegesund.example/skove">
        <meta name=description content="Om skove"><meta property="og:site_name" content="Bøgesund Kommune">
        <meta name="DCTERMS.modified" content="2025-01-31">""",
    )

    assert raw.facts == {
        "heading": "Skove",
        "title": "Skove - Bøgesund Kommune",
        "address": "https://boegesund.example/skove",
        "description": "Om skove",
        "site": "Bøgesund Kommune",
        "language": "da",
        "updated": "2025-01-31",
        "published": "2024-05-03",
    }


def test_a_page_is_decoded_as_it_declares():
    page = '<meta http-equiv="content-type" content="text/html; charset=iso-8859-1"><p>Ærø på øen'

    assert readers.read(page.encode("cp1252"), ".htm").text == "Ærø på øen"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + "Skov",
        "<ul><li>" * 20_000 + "Skov",
        "<table><tr><td>" * 20_000 + "Skov",
        "<form>" * 20_000 + "Skov",
        "<aside>" * 20_000 + "Skov",
        "<div id=header>x" * 20_000 + "Skov",
        "<table><tr><td><a>x</a><a>y</a><a>z</a>" * 5_000 + "Skov",
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">Skov",
        "<![if x]><!DOCTYPE [<!ENTITY a 'b'>]><p>Skov",
    ],
    ids=["divs", "lists", "tables", "forms", "asides", "named", "menus", "attributes", "declarations"],
)
def test_a_hostile_page_is_read_or_refused_and_never_breaks_the_run(page):
    try:
        text = readers.read(page.encode(), ".html").text
    except DocumentError as error:
        text = str(error)

    assert text.endswith("Skov") or "ikke HTML" in text


def test_a_page_without_text_and_one_too_large_are_refused():
    with pytest.raises(NoText):
        html("<script>vis()</script>")
    with pytest.raises(DocumentError, match="11 MB; højst 10 MB"):
        readers.read(b"<p>" + b"skov " * 2_200_000, ".html")


TAGS = [
    "p",
    "div",
    "h1",
    "h2",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "dl",
    "dt",
    "dd",
    "main",
    "article",
    "nav",
    "form",
]
PIECES = st.sampled_from(
    [f"<{tag}>" for tag in [*TAGS, "aside", "footer", "pre", "br", "b", "p class=cookie", "a href='#x'"]]
    + [f"</{tag}>" for tag in [*TAGS, "aside", "footer", "pre", "b", "a"]]
    + [
        "skov",
        "sø.",
        "Sø?",
        "a&nbsp;b",
        "&shy;",
        "e",
        "&#769;",
        "&#0;",
        "<!--x-->",
        "<td",
        "\n",
        " ",
        "Spring til indhold",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_whatever_a_page_is_made_of_its_marks_fit_its_text(body):
    try:
        raw = html(body)
    except NoText:
        return

    assert raw.text == raw.text.rstrip().lstrip("\n")  # a <pre> may begin with a space
    assert unicodedata.is_normalized("NFC", raw.text)
    assert "\n\n\n" not in raw.text
    ends = 0
    for mark in (mark for mark in raw.marks if mark.kind is MarkKind.FURNITURE):
        assert ends <= mark.start < mark.end <= len(raw.text)
        ends = mark.end
    assert all("\n" not in said and said for _, said in marked(raw, MarkKind.HEADING))
