"""Sections: where headings are found, and that every word is in one of them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.raw import Cleaned, Mark, MarkKind, Raw
from ingest.sections import split
from search_engine.model import Section

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

TEXT = "Kommunen holder vejene rene hele året, og borgerne kan melde huller på telefonen eller ved skranken. "
LONG = TEXT * 8  # a line no paragraph fills

PIECES = [
    "Formål",
    "Hvordan:",
    " • en ting\n • en anden ting",
    "  1. et led\n  2. et andet led",
    "1. Stier",
    "2. Veje og pladser",
    "2.1 Fortove",
    "Kapitel 1\nAlmindelige regler",
    "Uddrag fra Vejplanen Vejene skal være rene.",
    f"{LONG}Målene er: 1. Stier og veje 2. Fortove {LONG}Stier og veje Vi bygger stier. {LONG}Fortove Vi bygger dem.",
    f"1. Indledning Denne plan er kort. {LONG}1.1. Baggrund Planen er ny. {LONG}Uddrag fra Loven Veje er veje.",
    TEXT,
    "",
    "",
]


def sections(text: str, *marks: Mark) -> tuple[Section, ...]:
    return split(Cleaned(text, marks=marks))


def outline(text: str, *marks: Mark) -> dict[tuple[str, ...], str]:
    return {section.path: section.text for section in sections(text, *marks)}


def seed(number: str) -> Cleaned:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the documents the project began with are not beside this checkout")
    return clean(Raw(unicodedata.normalize("NFC", found[0].read_text(encoding="utf-8-sig"))))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def assert_whole(document: Cleaned) -> None:
    """Every word of the text is in a heading or a section, in order, and each text is a slice."""
    found: list[str] = []
    place = 0
    above: tuple[str, ...] = ()
    for section in split(document):
        place = document.text.index(section.text, place)
        place += len(section.text)
        assert section.text == section.text.strip()
        if section.path != above[: len(section.path)]:
            found += words(section.path[-1])
        above = section.path
        found += words(section.text)
    assert words(document.text) == found


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_no_word_of_a_real_document_is_lost(number):
    assert_whole(seed(number))


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join), st.data())
def test_no_word_is_lost_whatever_the_layout(text, data):
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True)))
    marks = tuple(Mark(place, place, MarkKind.PAGE, str(page)) for page, place in enumerate(places, start=1))
    document = Cleaned(text, marks=marks)

    made = split(document)

    kept = words(text)
    shown = [word for section in made for word in words(section.text)]
    headings = {word for section in made for heading in section.path for word in words(heading)}
    assert not set(kept) - set(shown) - headings
    assert len(shown) <= len(kept)
    assert all(section.text in text for section in made)
    assert len(made) == len({section.anchor for section in made})
    assert all(bool(section.pages) == bool(places) for section in made)
    assert all(section.pages[0].offset == 0 for section in made if section.pages)


def test_a_short_line_with_blank_lines_around_heads_the_text_below_it():
    found = outline(f"Vejpolitik\n\n{TEXT}\n\nFormål\n\n{TEXT}\n\nKontakt\n\nVej og Park\nTelefon: 1034 2000")

    assert found == {
        ("Vejpolitik",): TEXT.strip(),
        ("Formål",): TEXT.strip(),
        ("Kontakt",): "Vej og Park\nTelefon: 1034 2000",
    }


@pytest.mark.parametrize(
    "line",
    [
        "Byrådet vil have rene veje.",
        "https://www.tangby.example/veje",
        "Kilde: Tangby Kommune",
        "Vedtaget af Byrådet den 28. august 2024",
        "Sidst opdateret den 8. april 2019",
        "og derfor er vejene rene",
        "- rene veje",
        "1034 2000",
        "12. juni 2025",
        "Torsdag den 3. maj 2024 kl. 10.30",
        "01-02-2024",
        "Med venlig hilsen",
        "Vejingeniør Bo, tlf. 1034 2000, bo@tangby.example",
        "Indhold Forord 3 Veje 4 Stier 7",
        "Kommunen fejer, når",
    ],
)
def test_a_line_that_heads_nothing_is_text(line):
    assert outline(f"Vejpolitik\n\n{TEXT}\n\n{line}\n\n{TEXT}") == {
        ("Vejpolitik",): f"{TEXT}\n\n{line}\n\n{TEXT}".strip(),
    }


def test_a_lead_in_stays_with_its_list_and_a_heading_may_end_in_a_colon():
    found = outline(f"Plan\n\n{TEXT}\n\nHandleplan for veje:\n\n{TEXT}\n\nHvordan:\n\n • Ved at feje\n  1. om våren\n")

    assert found["Handleplan for veje",] == f"{TEXT}\n\nHvordan:\n\n • Ved at feje\n  1. om våren"


def test_a_contact_box_is_headed_by_its_first_line():
    found = outline(f"Plan\n\n{TEXT}\n\nKontakt:\nVej og Park\nTelefon: 1034 2000")

    assert found == {("Plan",): TEXT.strip(), ("Kontakt",): "Vej og Park\nTelefon: 1034 2000"}


def test_a_line_directly_above_a_list_heads_it_but_does_not_lead_over_to_it():
    items = "\n– Fejning\n– Saltning"
    found = outline(f"Plan\n\n{TEXT}\n\nVEJE OG STIER{items}\n\nGrønne områder{items}\n\nKommunen sørger for{items}")

    assert found == {
        ("Plan",): TEXT.strip(),
        ("VEJE OG STIER",): items.strip(),
        ("Grønne områder",): f"{items.strip()}\n\nKommunen sørger for{items}",
    }


def test_a_note_sign_does_not_make_a_sentence_a_heading():
    found = outline("Hjælp\n\n1. Hvem?\n\nDu kan få den.¹\n\n2. Hvad?\n\nDu kan få ro.²\n\n3. Hvor?\n\nHer.")

    assert found == {
        ("Hjælp",): "",
        ("1. Hvem?",): "Du kan få den.¹",
        ("2. Hvad?",): "Du kan få ro.²",
        ("3. Hvor?",): "Her.",
    }


def test_many_short_lines_in_a_row_are_a_list():
    found = outline(f"Plan\n\n{TEXT}\n\nRo\n\nOrden\n\nTryghed\n\nRenhed\n\n{TEXT}")

    assert list(found) == [("Plan",)]


def test_a_wide_gap_marks_the_headings_at_the_top():
    found = outline(f"Plan\n\n{TEXT}\n\n\n\nVeje\n\n{TEXT}\n\nFortove\n\n{TEXT}\n\n\n\nStier\n\n{TEXT}")

    assert list(found) == [("Plan",), ("Veje",), ("Veje", "Fortove"), ("Stier",)]


def test_numbers_and_chapters_give_the_level():
    numbered = outline(f"Plan\n\n1. Veje\n\n{TEXT}\n\n1.1 Fortove\n\n{TEXT}\n\n2. Stier\n\n{TEXT}")
    chapters = outline(f"Regulativ\n\nKapitel 1\nVeje\n\nGrus\n\n{TEXT}\n\nKapitel 2\nStier\n\n{TEXT}")

    assert list(numbered) == [("Plan",), ("1. Veje",), ("1. Veje", "1.1 Fortove"), ("2. Stier",)]
    assert list(chapters) == [
        ("Regulativ",),
        ("Kapitel 1 Veje",),
        ("Kapitel 1 Veje", "Grus"),
        ("Kapitel 2 Stier",),
    ]


def test_headings_that_the_format_marks_are_the_only_ones():
    text = "Affald\n\nKort linje\n\nMadaffald\n\nHver uge.\n\nPriser\n\nSe her.\n\nHaveaffald\n\nSelv."
    marks = [
        Mark(text.index(title), text.index(title) + len(title), MarkKind.HEADING, level)
        for title, level in [("Affald", "1"), ("Madaffald", "2"), ("Priser", "3"), ("Haveaffald", "2")]
    ]

    assert outline(text, *marks) == {
        ("Affald",): "Kort linje",
        ("Madaffald",): "Hver uge.",
        ("Madaffald", "Priser"): "Se her.",
        ("Haveaffald",): "Selv.",
    }


def test_text_before_the_first_heading_has_no_path():
    first, *_ = sections(f"{TEXT}\n\nFormål\n\n{TEXT}")

    assert (first.path, first.text) == ((), TEXT.strip())


def test_anchors_are_plain_and_each_is_there_once():
    found = sections(f"Ældre på Ørsø\n\n{TEXT}\n\nÅbent hus – 2024\n\n{TEXT}\n\nKontakt\n\nRing.\n\nKontakt\n\nSkriv.")

    assert [section.anchor for section in found] == ["aeldre-paa-oersoe", "aabent-hus-2024", "kontakt", "kontakt-2"]


def test_an_anchor_that_looks_like_a_second_one_is_not_taken_twice():
    found = sections(f"Plan\n\n{TEXT}\n\nDel 2\n\n{TEXT}\n\nDel\n\n{TEXT}\n\nDel\n\n{TEXT}")

    assert [section.anchor for section in found] == ["plan", "del-2", "del", "del-3"]


def test_a_section_knows_the_page_of_each_of_its_words():
    text = f"Plan\n\n{TEXT}\n\nVeje\n\n{TEXT}Fejning sker om våren."
    place = text.index("Fejning")
    marks = (Mark(0, 0, MarkKind.PAGE, "4"), Mark(place, place, MarkKind.PAGE, "5"))

    veje = sections(text, *marks)[-1]

    assert veje.page_at(0) == 4
    assert veje.page_at(veje.text.index("Fejning")) == 5


def test_melted_headings_are_found_by_their_numbers():
    text = (
        f"1. Vi har mange veje Vejene er lange. {LONG}1.1. Fortove og stier Her kan man gå. {LONG}"
        f"2. Penge Der er få af dem, jf. afsnit 2.1. Vi sparer. {LONG}"
    )

    assert list(outline(text)) == [
        ("1. Vi har mange veje",),
        ("1. Vi har mange veje", "1.1. Fortove og stier"),
        ("2. Penge",),
    ]


def test_melted_headings_are_found_by_the_list_that_announced_them_even_reworded():
    text = (
        f"1. Indsatser Der er tre: 1. Veje og pladser 2. Kvalitet og resultater 3. Den grønne by {LONG}"
        f"og det gør vi Veje og pladser Vi fejer dem. {LONG}Kvalitet og resultat Vi måler. {LONG}"
        f"1.3. Den grønne og rene by Her er træer. {LONG}"
    )

    found = outline(text)

    chapter = "1. Indsatser"
    assert list(found) == [
        (chapter,),
        (chapter, "Veje og pladser"),
        (chapter, "Kvalitet og resultat"),
        (chapter, "1.3. Den grønne og rene by"),
    ]
    assert "2. Kvalitet og resultater 3. Den grønne by" in found[chapter,]


def test_an_announced_heading_may_be_a_question_or_stand_before_a_number_or_a_paragraph_sign():
    text = (
        f"Her er: 1. Hvor er vejene? 2. Fejning og salt 3. Regler for alle {LONG}"
        f"1. Hvor er vejene? I Tangby er de lange. {LONG}2. Fejning og salt 31 gange fejes der. {LONG}"
        f"Regler for alle § 1. Kommunen fejer. {LONG}"
    )

    assert list(outline(text)) == [
        (),
        ("1. Hvor er vejene?",),
        ("2. Fejning og salt",),
        ("Regler for alle",),
    ]


def test_a_chapter_may_begin_with_its_first_sub_section():
    text = f"1. Hvad kommunen selv har hånd om 1.1. Varme i husene Der er fyr nok. {LONG}"

    assert list(outline(text)) == [
        ("1. Hvad kommunen selv har hånd om",),
        ("1. Hvad kommunen selv har hånd om", "1.1. Varme i husene"),
    ]


def test_a_name_is_not_taken_for_the_beginning_of_a_sentence():
    text = (
        f"Her i Tangby Kommune og i hele Tangby Kommune er der veje. {LONG}"
        f"1. Samarbejde med Hjelmsø Kommune Vi deler en plov. {LONG}"
        f"2. Vejene gennem byen Tangby Kommune ejer dem alle. {LONG}"
    )

    assert list(outline(text)) == [(), ("1. Samarbejde med Hjelmsø Kommune",), ("2. Vejene gennem byen",)]


def test_an_excerpt_is_a_section_below_the_present_one_until_its_page_ends():
    text = (
        f"1. Veje Vi har mange. {LONG}Uddrag fra Vejstrategien Rene veje er gode veje. De er glatte.\n\n"
        f"Et tættere samarbejde skal der til. {LONG}2. Stier Dem har vi også. {LONG}"
    )

    found = sections(text)

    assert [section.path for section in found] == [
        ("1. Veje",),
        ("1. Veje", "Uddrag fra Vejstrategien"),
        ("1. Veje",),
        ("2. Stier",),
    ]
    assert found[1].text == "Rene veje er gode veje. De er glatte."


@pytest.mark.parametrize(
    "text",
    [
        f"Der er tre mål: 1. Rene veje 2. Brede fortove 3. Lange stier. {LONG}",
        f"Den 1. Januar var kold. {LONG} Se afsnit 1. Vi fejer. {LONG}",
        f"Den 2. Verdenskrig Var lang. {LONG}",
        f"Efter § 1. Kommunen fejer. {LONG}",
        f"Indhold 1. Veje 3 2. Stier 4 3. Fortove 5 {LONG}",
        LONG * 3,
    ],
)
def test_running_text_without_headings_has_none(text):
    assert list(outline(text)) == [()]


def test_the_headings_of_a_real_transcript_are_found_and_no_others():
    found = split(seed("003"))

    paths = list(dict.fromkeys(section.path for section in found))
    chapters = [path for path in paths if len(path) == 1 and path[0][0].isdigit()]
    assert [path[0][:2] for path in chapters] == ["1.", "2.", "3.", "4."]
    below = {path[0][:1]: sum(other[0] == path[0] and len(other) == 2 for other in paths) for path in chapters}
    assert below == {"1": 0, "2": 3, "3": 7, "4": 5}
    assert len([path for path in paths if path[-1].startswith("Uddrag fra ")]) == 4
    assert len(paths) == 2 + 4 + 15 + 4  # the title, the first page's, chapters, sub-sections, excerpts


def test_the_headings_of_a_real_policy_have_the_levels_it_shows_by_its_gaps():
    found = split(seed("001"))

    assert [section.path[0] for section in found if len(section.path) == 1][1:] == [
        "Mission og visioner...",
        "Værdier for Medborgerskabspolitikken",
        "Strategiske indsatsområder",
    ]
    assert len(found) == 20


def test_a_real_policy_keeps_its_lists_with_their_lead_in():
    found = {section.path[-1]: section.text for section in split(seed("002"))}

    assert [*found] == [
        "Frivillighedspolitik",
        "Overordnet frivillighedspolitik",
        "Handleplan for frivillighedspolitikken",
        "Kontakt",
    ]
    assert "\n • Ved at afsætte budget til:\n  1. " in found["Handleplan for frivillighedspolitikken"]
