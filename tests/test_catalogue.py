"""An overview page becomes topics with entries."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ingest import catalogue
from ingest.clean import clean
from ingest.raw import Cleaned, Mark, MarkKind, Raw
from ingest.sections import split
from search_engine.model import Entry

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

OVERVIEW = """Politikker og planer

Her er kommunens politikker.

Veje og stier

 • Vejpolitik
  Om rene veje.
 • Stiplan
  Om stier, der fører
  et sted hen.

Handicap

Børn

 • Skolepolitik
  Om skoler.

 • Legepladsplan
  - om gynger og rutsjebaner.

 • Børnepolitik
  Om børn.
 • Ungepolitik
  Om unge.

Kontakt

Center for Politik
"""


def overview(text: str = OVERVIEW) -> catalogue.Overview:
    found = catalogue.read(Cleaned(text))
    assert found is not None
    return found


def test_each_entry_has_its_topic_title_description_and_the_anchor_of_its_section():
    found = overview()

    assert found.entries[1] == Entry("Veje og stier", "Stiplan", "Om stier, der fører et sted hen.", "stiplan")
    assert {entry.anchor for entry in found.entries} <= {section.anchor for section in found.sections}


def test_each_entry_is_a_section_below_its_topic_and_begins_with_its_title():
    stiplan = next(section for section in overview().sections if section.anchor == "stiplan")

    assert stiplan.path == ("Veje og stier",)
    assert stiplan.text == "Stiplan\n  Om stier, der fører\n  et sted hen."


def test_a_topic_that_lists_nothing_has_an_entry_without_a_title():
    found = overview()

    assert [entry.topic for entry in found.entries if not entry.title] == ["Handicap"]
    assert "handicap" in [section.anchor for section in found.sections]


def test_what_is_neither_topic_nor_entry_is_a_section_as_ever():
    found = {section.path: section.text for section in overview().sections}

    assert found["Politikker og planer",] == "Her er kommunens politikker."
    assert found["Kontakt",] == "Center for Politik"


def test_text_between_and_after_the_entries_is_kept():
    text = OVERVIEW.replace("\nHandicap", "Planerne gælder for alle.\n\nHandicap")

    found = [section for section in overview(text).sections if section.path == ("Veje og stier",)]

    assert found[-1].text == "Planerne gælder for alle."


def test_topics_may_be_headings_that_the_format_marks():
    text = OVERVIEW.replace("\n\n", "\n")
    marks = tuple(
        Mark(text.index(f"\n{title}\n") + 1, text.index(f"\n{title}\n") + 1 + len(title), MarkKind.HEADING, "2")
        for title in ("Veje og stier", "Handicap", "Børn", "Kontakt")
    )

    found = catalogue.read(Cleaned(text, marks=marks))

    assert found is not None
    assert [entry.title for entry in found.entries] == [entry.title for entry in overview().entries]


@pytest.mark.parametrize("sign", [":", " –", " -"])
def test_an_entry_may_stand_on_one_line(sign):
    names = ["Vejpolitik", "Stiplan", "Skolepolitik", "Legepladsstrategi", "Børnepolitik", "Ungepolitik"]
    lines = [f" • {name}{sign} Rammer for arbejdet: Alt om det.\n" for name in names]
    found = overview(f"Politikker\n\nVeje\n\n{''.join(lines[:2])}\nBørn\n\n{''.join(lines[2:])}")

    assert [entry.title for entry in found.entries] == names
    assert found.entries[0] == Entry("Veje", "Vejpolitik", "Rammer for arbejdet: Alt om det.", "vejpolitik")
    assert found.sections[2].text == f"Vejpolitik{sign} Rammer for arbejdet: Alt om det."


def test_sections_are_split_the_same_way():
    assert split(Cleaned(OVERVIEW)) == overview().sections


@pytest.mark.parametrize(
    "text",
    [
        "Politik\n\nHer er den.\n\nMål\n\n • Rene veje\n • Brede fortove\n\nMidler\n\n • Koste\n • Plove",
        OVERVIEW.replace("politik\n", "politik.\n").replace("plan\n", "plan.\n"),
        OVERVIEW[: OVERVIEW.index("Handicap")],
        "Budget\n\nDrift\n\n • Løn: 3 mio.\n • Biler: 1 mio.\n • Mad: 2 mio.\n\n"
        "Anlæg\n\n • Veje: 3 mio.\n • Stier: 1 mio.\n • Huse: 2 mio.",
        "",
    ],
)
def test_a_page_of_another_shape_is_no_overview(text):
    assert catalogue.read(Cleaned(text)) is None


def test_a_real_overview_gives_all_its_entries():
    seeds = sorted(SEEDS.glob("000_*.txt"))
    if not seeds:
        pytest.skip("the documents the project began with are not beside this checkout")
    raw = Raw(unicodedata.normalize("NFC", seeds[0].read_text(encoding="utf-8-sig")))

    found = catalogue.read(clean(raw))

    assert found is not None
    entries = [entry for entry in found.entries if entry.title]
    assert len(entries) == raw.text.count("•")
    assert all(entry.description for entry in entries)
    assert [entry.topic for entry in found.entries if not entry.title] == ["Handicap- og psykiatri"]
    assert len({entry.topic for entry in found.entries}) == 10
