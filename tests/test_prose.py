"""A section's text as HTML."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from search_engine.model import Document, PageMark, Section
from web.outline import contents, parts
from web.prose import blocks, html


def section(text, pages=()):
    return Section((), text, "a", tuple(PageMark(offset, page) for offset, page in pages))


def test_lines_are_paragraphs():
    first = "En lang linje, der går så langt ud til højre, at den må være et helt afsnit for sig."

    assert f"<p>{first}</p><p>{first}</p>" == html(section(f"{first}\n{first}"))


def test_short_lines_that_follow_each_other_stay_together_like_an_address():
    assert html(section("Center for Teknik\nRådhuspladsen 1")) == "<p>Center for Teknik<br>Rådhuspladsen 1</p>"


def test_a_blank_line_parts_short_lines():
    assert html(section("Kontakt\n\nCenter for Teknik")) == "<p>Kontakt</p><p>Center for Teknik</p>"


@pytest.mark.parametrize("sign", ["-", "–", "•", "*", "·"])
def test_lines_with_a_bullet_are_a_list_without_its_sign(sign):
    assert (
        html(section(f"Vi vil:\n{sign} lytte\n{sign} svare")) == "<p>Vi vil:</p><ul><li>lytte</li><li>svare</li></ul>"
    )


def test_a_blank_line_between_items_does_not_end_the_list():
    assert html(section("• lytte\n\n• svare")) == "<ul><li>lytte</li><li>svare</li></ul>"


def test_a_list_that_counts_keeps_its_numbers():
    shown = html(section("1. lytte\n2. svare"))

    assert shown.startswith('<ol role="list"><li><span class="sign">1.</span> lytte</li>')


def test_letters_count_too():
    assert '<span class="sign">b)</span> pap' in html(section("a) papir\nb) pap"))


@pytest.mark.parametrize(
    "text", ["1. januar 2019 træder planen i kraft.", "2. Mål for året", "a. Nielsen skrev under."]
)
def test_a_single_number_is_not_a_list(text):
    assert f"<p>{text}</p>".replace("1. januar", "1.\N{NO-BREAK SPACE}januar") == html(section(text))


def test_a_list_set_in_stands_within_the_item_above_it():
    shown = html(section("• budget til:\n  1. poser\n  2. spande\n• tid"))

    assert " ".join(re.findall(r"<(/?(?:[uo]l|li))\b", shown)) == "ul li ol li /li li /li /ol /li li /li /ul"


def test_another_sign_opens_a_list_within_even_where_nothing_is_set_in():
    shown = html(section("• budget til:\n1. poser\n2. spande\n• tid"))

    assert shown.index("<ol") < shown.index("poser") < shown.index("spande</li></ol></li><li>tid")


def test_a_line_set_in_below_an_item_belongs_to_it():
    assert (
        html(section("• Erhvervsstrategi\n  Mål for vækst.")) == "<ul><li>Erhvervsstrategi<br>Mål for vækst.</li></ul>"
    )


def test_markup_in_a_text_is_text():
    assert html(section('<b> & "')) == "<p>&lt;b&gt; &amp; &#34;</p>"


def test_a_figure_and_its_sign_stay_on_one_line():
    assert "§\N{NO-BREAK SPACE}18" in html(section("Efter § 18."))


@given(
    text=st.text("a1.)-•§<& \n\t", max_size=80),
    marks=st.lists(st.integers(0, 80), max_size=3),
    cited=st.tuples(st.integers(0, 80), st.integers(0, 80)).map(sorted).map(tuple),
)
def test_whatever_the_text_nothing_but_bullets_is_lost_and_every_tag_is_closed(text, marks, cited):
    shown = html(section(text, [(offset, page) for page, offset in enumerate(sorted(marks))]), cited=cited)

    bare = str.maketrans("", "", "-• \n\t\N{NO-BREAK SPACE}")
    without_pages = re.sub(r'<span class="page".*?</span>', "", shown)
    assert unescape(re.sub(r"<[^>]*>", "", without_pages)).translate(bare) == text.translate(bare)
    assert BeautifulSoup(shown, "html.parser").decode(formatter="minimal").count("<") == shown.count("<")


def test_blocks_say_where_they_stand_in_the_text():
    text = " • lytte\n\nVi gør det."

    assert [text[block.start : block.end] for block in blocks(text)] == ["lytte", "Vi gør det."]


def test_the_cited_stretch_is_marked_and_only_its_beginning_is_the_target():
    shown = html(section("Før. Her\n\nog der. Efter."), cited=(5, 17))

    assert (
        shown == '<p>Før. <mark class="cited" id="sted">Her</mark></p><p><mark class="cited">og der.</mark> Efter.</p>'
    )


def test_a_printed_page_begins_where_it_does_in_the_text():
    shown = html(section("Side et. Side to.", [(0, 1), (9, 2)]))

    assert shown.index("Side 1") < shown.index("Side et.") < shown.index(">Side 2") < shown.index("Side to.")


def test_a_page_that_is_known_already_is_not_announced_again():
    assert html(section("Videre.", [(0, 4)]), page=4) == "<p>Videre.</p>"


def test_a_page_that_ends_within_a_word_waits_for_the_end_of_the_word():
    assert "Taarbæk<span" in html(section("Taarbæk ligger her.", [(0, 1), (4, 2)]), page=1)


def test_a_page_mark_before_an_items_sign_stands_before_its_text():
    assert "<li><span" in html(section("• a\n• b", [(0, 1), (4, 2)]), page=1)


def test_headings_show_once_and_no_level_is_skipped(document):
    shown = parts(
        document(
            Section(("Mål", "Skole", "Tid"), "a", "tid"),
            Section(("Mål", "Skole"), "b", "b"),
            Section(("Rum",), "c", "c"),
        )
    )

    assert [(heading.text, heading.level) for part in shown for heading in part.headings] == [
        ("Mål", 2),
        ("Skole", 3),
        ("Tid", 4),
        ("Rum", 2),
    ]


def test_the_contents_list_nests_as_the_headings_do(document):
    top = contents(parts(document(Section(("Mål", "Skole"), "a", "a"), Section(("Rum",), "b", "b"))))

    assert [(h.text, [below.text for below in h.below]) for h in top] == [("Mål", ["Skole"]), ("Rum", [])]


def test_the_titles_own_heading_is_not_repeated(document):
    shown = parts(document(Section(("Skovplan",), "a", "a"), Section(("Skovplan", "Mål"), "b", "b")))

    assert [heading.text for part in shown for heading in part.headings] == ["Mål"]


@pytest.fixture
def document():
    return lambda *sections: Document(
        id="d", title="Skovplan", location="d.txt", fingerprint="1", sections=tuple(sections)
    )


def test_a_printed_page_that_begins_with_a_section_is_told_above_its_heading(document):
    marked = Section(("Mål",), "a b", "m", (PageMark(0, 4), PageMark(2, 5)))
    first, second = parts(document(marked, Section(("Rum",), "c", "r", (PageMark(0, 5),))))

    assert ("Side 4" in first.divider, "Side 4" in first.body, "Side 5" in first.body) == (True, False, True)
    assert second.divider == ""


def test_the_space_that_a_texts_first_sign_lost_does_not_set_the_others_in():
    assert html(section("• a\n • b\n • c")) == "<ul><li>a</li><li>b</li><li>c</li></ul>"


def test_an_entry_of_an_overview_shows_its_title():
    assert html(section("Skolepolitik\nOm skolen."), title=12) == "<p><strong>Skolepolitik</strong><br>Om skolen.</p>"
