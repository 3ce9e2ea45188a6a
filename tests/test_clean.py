"""What cleaning takes out, what it mends, and that nothing is lost on the way."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.raw import Cleaned, Mark, MarkKind, Raw, restore

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

SENTENCE = "Byrådet har besluttet, at alle veje i kommunen skal have nyt fortov, og det bliver gjort færdigt i år. "
PAGE = SENTENCE * 4  # long enough to be taken for a page

HOST_PAGE = f"""Plan for fortove i Tangby

Save this PDF as:
 WORD  PNG  TXT  JPG

Størrelse: px
Starte visningen fra side:

Download "Plan for fortove i Tangby 2024"

Transkript

1 Plan for fortove Side 1 af 3

2 {PAGE}Den første vej er Side 2 af 3

3 3. klasses skolevej, som også får lys. {PAGE}Side 3 af 3

Vejplan for Hjelmsø

Vejplan for Hjelmsø Vejplan for Hjelmsø 2019 1 Indledning Vi

Læs mere

Om stier. Et notat

Stier og veje Notat af en anden

Læs mere

Vejplan for Hjelmsø

Vejplan for Hjelmsø Vedtaget for

Læs mere"""

PIECES = [
    "Save this PDF as:",
    " WORD  PNG  TXT  JPG",
    "Størrelse: px",
    'Download "En plan"',
    "Transkript",
    "Læs mere",
    "En anden plan",
    "En anden plan og mere",
    "1 Den første side er kort",
    f"2 {PAGE}Side 2 af 3",
    "Side 3 af 3",
    "side 1",
    "3 / 13",
    "- 4 -",
    "E-mail:",
    "Foto: Tangby Kommune.",
    "dato",
    "Lyngby- Taarbæk og Lyngby-Taarbæk",
    "kom- mune i en kommune",
    "SFO ernes børn",
    "  \u00a0 to  ord\u00a0 ",
    "\u00ad",
    "børne- og ungepolitik",
    "2.Formål",
    "Forside > Borger",
    "",
    "",
]


def cleaned(text: str) -> Cleaned:
    return clean(Raw(text))


def seed(number: str) -> Raw:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the documents the project began with are not beside this checkout")
    return Raw(unicodedata.normalize("NFC", found[0].read_text(encoding="utf-8-sig")))


def pages(document: Cleaned) -> dict[int, str]:
    """Printed page -> the words it begins with."""
    marks = [mark for mark in document.marks if mark.kind is MarkKind.PAGE]
    return {int(mark.value): document.text[mark.start :][:12] for mark in marks}


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=40).map("\n".join))
def test_the_kept_text_and_the_edits_give_the_raw_text_back(text):
    assert text == restore(cleaned(text))


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("\n".join), st.data())
def test_marks_of_the_format_stay_within_the_kept_text(text, data):
    places = st.integers(0, len(text))
    marks = tuple(
        Mark(min(a, b), max(a, b), kind, value)
        for a, b, (kind, value) in data.draw(
            st.lists(
                st.tuples(
                    places,
                    places,
                    st.sampled_from([(MarkKind.HEADING, "2"), (MarkKind.FURNITURE, "footer"), (MarkKind.PAGE, "3")]),
                ),
                max_size=6,
            )
        )
    )

    document = clean(Raw(text, marks))

    assert text == restore(document)
    assert all(0 <= mark.start <= mark.end <= len(document.text) for mark in document.marks)
    assert not [mark for mark in document.marks if mark.kind is MarkKind.FURNITURE]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_real_documents_can_be_restored(number):
    raw = seed(number)

    assert raw.text == restore(clean(raw))


def test_a_pdf_hosts_page_is_taken_off_and_its_title_kept():
    document = cleaned(HOST_PAGE)

    assert document.facts["title"] == "Plan for fortove i Tangby 2024"
    assert document.text.startswith("Plan for fortove\n\nByrådet")
    assert not any(word in document.text for word in ("PDF", "WORD", "px", "Download", "Transkript"))


def test_a_pdf_hosts_page_may_stand_below_the_transcript():
    document = cleaned(f'Transkript\n\n1 Vejplan\n\n2 {PAGE}\n\nSize: px\n\nDownload "Vejplan"\n')

    assert document.text.strip() == f"Vejplan\n\n{PAGE}".strip()
    assert document.facts["title"] == "Vejplan"


def test_teasers_without_a_link_to_read_more_begin_with_their_title():
    teasers = "Vejplan for Hjelmsø\n\nVejplan for Hjelmsø 2019 Forord\n\nStiplan\n\nStiplan Stiplan for Rø 1 Om\n"
    head = 'Size: px\n\nDownload "Fortove"\n\nTranskript\n\n'

    document = cleaned(f"{head}1 Fortove\n\n2 {PAGE}\n\n{teasers}")

    assert document.text.strip() == f"Fortove\n\n{PAGE}".strip()
    assert document.related == ("Vejplan for Hjelmsø", "Stiplan")


def test_other_documents_teasers_are_not_text_and_their_titles_are_related():
    document = cleaned(HOST_PAGE)

    assert document.related == ("Vejplan for Hjelmsø", "Om stier. Et notat")
    assert not any(word in document.text for word in ("Hjelmsø", "Stier", "Læs mere"))


def test_teasers_of_a_real_transcript_are_gone_to_the_last_word():
    document = clean(seed("003"))

    assert len(document.text) < 36_500
    assert document.text.rstrip().endswith("digitalisering.")
    assert len(document.related) == len(set(document.related)) == 94


def test_links_to_read_more_on_an_ordinary_page_take_no_text_with_them():
    text = (
        "Affald\n\nHent kalender.\n\nLæs mere\n\nVej\n\nMeld et hul.\n\nLæs mere\n\nSkole\n\nSkriv ind.\n\nLæs mere\n"
    )

    document = cleaned(text)

    assert text.replace("Læs mere\n\n", "").removesuffix("Læs mere\n") == document.text
    assert document.related == ()


@pytest.mark.parametrize(
    "line",
    [
        "Læs mere om affald på kommunens hjemmeside.",
        "Du kan se kortet på side 3 af 13.",
        "Foto: Der må ikke tages billeder i svømmehallen.",
        "E-mail: byraad@tangby.example",
        "Skriv dato og navn på blanketten.",
        "12 børnehaver får nyt tag.",
        "Transkript af mødet kan bestilles.",
        'Download "Plan" fra kommunens side.',
    ],
)
def test_a_line_that_only_mentions_furniture_stays(line):
    document = cleaned(f"Overskrift\n\n{line}\n\nMere tekst.")

    assert line in document.text
    assert document.edits == ()


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("web chrome", "Læs mere"),
        ("web chrome", "Forside > Borger > Affald og genbrug"),
        ("web chrome", "Gå til indhold"),
        ("web chrome", "© Tangby Kommune 2024"),
        ("blank contact field", "E-mail:"),
        ("blank contact field", "Tlf.:"),
        ("ruled line", "----------"),
        ("ruled line", "= = = = ="),
        ("placeholder", "dato"),
        ("placeholder", "[indsæt billede]"),
        ("photo credit", "Foto: Tangby Kommune."),
        ("page number", "Side 1 af 1"),
    ],
)
def test_a_line_of_furniture_is_taken_out_by_the_rule_that_knows_it(rule, line):
    document = cleaned(f"Før.\n\n{line}\n\nEfter.")

    assert document.text == "Før.\n\nEfter."
    assert [rule] == [edit.rule for edit in document.edits]


def test_a_contact_field_with_its_value_on_the_next_line_is_not_blank():
    text = "E-mail:\nbyraad@tangby.example\nTelefon:\n1034 2000"

    assert text == cleaned(text).text


def test_a_placeholder_stays_where_it_belongs_to_the_lines_around_it():
    text = "På blanketten skrives\ndato\nog navn."

    assert text == cleaned(text).text


def test_a_ruled_line_goes_under_a_heading_and_stays_in_a_table():
    table = "Ydelse 2024 2025\n-----\nGrundgebyr 90 95\n-----\nI alt 90 95\n-----\n\nSlut."

    assert cleaned(f"Takster\n=======\n\n{table}").text == f"Takster\n\n{table}"


def test_furniture_that_the_format_marks_goes_by_its_name():
    text = "Menu Forside\n\nAffald hentes mandag.\n\nKontakt os"
    marks = (Mark(0, 14, MarkKind.FURNITURE, "navigation"), Mark(37, 47, MarkKind.FURNITURE, "footer"))

    document = clean(Raw(text, marks))

    assert document.text == "Affald hentes mandag.\n\n"
    assert [edit.rule for edit in document.edits] == ["navigation", "footer"]


def test_pages_begin_where_their_text_begins_in_the_documents_own_count():
    document = cleaned(HOST_PAGE)

    assert pages(document) == {1: "Plan for for", 2: "Byrådet har ", 3: "3. klasses s"}
    assert document.facts["pages"] == "3"


def test_a_sentence_that_a_page_break_cuts_is_whole_again():
    first = f"1 {PAGE}Den nye vej Side 1 af 2"
    second = f"2 åbner i maj. {PAGE}Side 2 af 2"

    document = cleaned(f"{first}\n\n{second}")

    assert "Den nye vej åbner i maj." in document.text


def test_a_numbered_list_goes_on_over_a_page_break():
    document = cleaned(f"1 {PAGE}Målene er: 1. Fortove 2. Stier Side 1 af 2\n\n2 3. Cykler {PAGE}Side 2 af 2")

    assert "1. Fortove 2. Stier 3. Cykler" in document.text


def test_the_page_number_goes_and_the_section_number_stays():
    document = cleaned(f"1 {PAGE}Side 1 af 2\n\n2 2.1. Stier {PAGE}Side 2 af 2")

    assert "\n\n2.1. Stier" in document.text
    assert pages(document)[2] == "2.1. Stier B"


def test_the_printed_number_wins_over_the_hosts():
    text = "\n\n".join(f"{number + 1} {PAGE}" + (f"Side {number} af 3" if number else "Omslag") for number in range(4))

    document = cleaned(text)

    assert document.facts["pages"] == "3"
    assert {1, 2, 3} == set(pages(document))


@pytest.mark.parametrize(("page", "ahead"), [("{host} {text}{own}", 1), ("{host} {own} {text}", 0)])
def test_a_second_number_on_a_transcripts_page_is_the_printed_one(page, ahead):
    text = [page.format(host=own + ahead, own=own, text=f"{word} {PAGE}") for own, word in enumerate("ABC", start=1)]
    cover = ["1 Omslag"] if ahead else []

    document = cleaned("\n\n".join(['Size: px\n\nDownload "Fortove"\n\nTranskript', *cover, *text]))

    assert pages(document) == {1: "A Byrådet ha", 2: "B Byrådet ha", 3: "C Byrådet ha"}
    assert not any(sign.isdigit() for sign in document.text)


def test_a_page_may_begin_with_its_number_and_the_number_of_pages():
    document = cleaned(f"Vejplan\n\nSIDE 1 AF 2 A {PAGE}\n\nSIDE 2 AF 2 B {PAGE}")

    assert pages(document) == {1: "A Byrådet ha", 2: "B Byrådet ha"}
    assert "SIDE" not in document.text


@pytest.mark.parametrize("sign", ["Side {} af 3", "SIDE {}", "{} / 3", "- {} -", "{}"])
def test_page_numbers_in_lines_of_their_own_below_the_page(sign):
    text = "\n\n".join(f"{word} {PAGE}\n\n{sign.format(number)}" for number, word in enumerate("ABC", start=1))

    document = cleaned(text)

    assert pages(document) == {1: "A Byrådet ha", 2: "B Byrådet ha", 3: "C Byrådet ha"}
    assert not any(sign.format(number) in document.text for number in (1, 2, 3))


def test_page_numbers_above_the_page():
    document = cleaned(f"Side 1 af 2\n\nA {PAGE}\n\nSide 2 af 2\n\nB {PAGE}")

    assert pages(document) == {1: "A Byrådet ha", 2: "B Byrådet ha"}


@pytest.mark.parametrize(
    "text",
    [
        "1 Stier\n2 Veje\n3 Fortove\n4 Cykler",
        "1 Indledning\n\nKort tekst.\n\n2 Formål\n\nKort tekst.",
        "Antal\n\n1\n\n2\n\n3\n\nI alt",
        "Mødet er 3/4 og igen\n\n4/4\n\nog til sidst 1/1",
        "Se planen, side 3 af 13\n\nSe bilaget, side 9 af 13",
    ],
)
def test_numbers_that_are_not_pages_stay(text):
    document = cleaned(text)

    assert text == document.text
    assert pages(document) == {}


def test_thirteen_real_pages_begin_with_their_own_words():
    document = clean(seed("003"))

    found = pages(document)
    assert list(range(1, 14)) == list(found)
    assert found[4].startswith("2. Vi skal")
    assert found[7].startswith("4. Det")
    assert found[8].startswith("skal sikres")
    assert found[10].startswith("3.6. ")
    assert found[13].startswith("Udvikling")
    assert "arbejdsudbud skal sikres, så" in document.text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Nørre- Tangby, for Nørre-Tangby er stor", "Nørre-Tangby, for Nørre-Tangby er stor"),
        ("CO2- udslippet", "CO2-udslippet"),
        ("en kom- mune er en kommune", "en kommune er en kommune"),
        ("SFO ernes lokaler", "SFO'ernes lokaler"),
        ("i 1950 erne", "i 1950'erne"),
        ("URK s øverste ledelse", "URK's øverste ledelse"),
        ("2.Formål og mål", "2. Formål og mål"),
        ("kommu\u00adnen", "kommunen"),
        ("to  ord\u00a0 ", "to ord"),
        (
            "den lange vej gennem den nye del af byen ved kom-\nmunens rådhus",
            "den lange vej gennem den nye del af byen ved kommunens rådhus",
        ),
    ],
)
def test_what_is_broken_for_certain_is_mended(written, meant):
    document = cleaned(written)

    assert meant == document.text
    assert all(edit.old != edit.new for edit in document.edits)


@pytest.mark.parametrize(
    "written",
    [
        "børne- og ungepolitik",
        "møde-, og igangsætningscenter",
        "arbejds- og virksomhedsplaner",
        "velfærdsforandring og -tilpasning",
        "fritids- eller kulturtilbud",
        "SFO er åben, og en SFO en fredag",
        "kom- mune",
        "mål 2.5 ton",
    ],
)
def test_what_is_doubtful_stays_as_it_is(written):
    assert written == cleaned(written).text


def test_a_photo_credit_leaves_the_gap_between_paragraphs_as_it_was():
    assert cleaned("Titel\n\nFoto: Tangby Kommune.\ndato\n\nTekst.").text == "Titel\n\nTekst."
    assert cleaned("Titel\nFoto: Tangby Kommune.\n\nTekst.").text == "Titel\n\nTekst."
