"""Lists in a text, with what introduces them."""

import pytest

from search_engine.danish.listings import listings


def read(text: str) -> list[tuple[str | None, list[str]]]:
    return [
        (text[slice(*listing.lead_in)] if listing.lead_in else None, [text[slice(*item)] for item in listing.items])
        for listing in listings(text)
    ]


@pytest.mark.parametrize("signs", ["- -", "• •", "1. 2.", "a) b)"])
def test_lines_with_a_sign_are_items_and_the_line_above_introduces_them(signs):
    one, two = signs.split()

    assert read(f"Vi har brug for to ting. Det er:\n{one} pas\n{two} foto\nHusk dem.") == [
        ("Det er:", [f"{one} pas", f"{two} foto"])
    ]


def test_blank_lines_and_lines_set_further_in_stay_within_the_list():
    text = "Hvordan:\n\n • Søg digitalt.\n   Det er nemt.\n\n • Eller ring."

    assert read(text) == [("Hvordan:", ["• Søg digitalt.\n   Det er nemt.", "• Eller ring."])]


def test_a_list_within_an_item_is_introduced_by_that_item():
    text = "Regler:\n• Tiderne fordeles sådan:\n  1. børn\n  2. voksne\n• Afbud gives dagen før."

    assert read(text) == [
        ("Regler:", ["• Tiderne fordeles sådan:\n  1. børn\n  2. voksne", "• Afbud gives dagen før."]),
        ("• Tiderne fordeles sådan:", ["1. børn", "2. voksne"]),
    ]


def test_numbers_that_begin_anew_begin_another_list():
    assert [items for _, items in read("1. a\n2. b\n1. c\n2. d")] == [["1. a", "2. b"], ["1. c", "2. d"]]


def test_a_list_that_nothing_introduces_has_no_lead_in():
    assert read("Det var alt, hvad der var at sige.\n- pas\n- foto") == [(None, ["- pas", "- foto"])]


def test_one_item_is_no_list():
    assert read("Husk:\n- pas\nKom i god tid.") == []
