"""What is on paper: the search, its answer and the places with their addresses, and nothing that wants a click."""

from __future__ import annotations

from collections.abc import Iterator

import chromium
import pytest
from playwright.sync_api import Browser, Page

SHOWN = "(selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility()).length"
AFTER = """(selector) => [...document.querySelectorAll(selector)]
    .map((link) => [link.dataset.address, getComputedStyle(link, '::after').content])"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 800, "height": 1000})
    context.set_default_timeout(chromium.PATIENCE_MS)
    opened = context.new_page()
    yield opened
    context.close()


def printed(page: Page, demonstration: chromium.Demonstration, name: str) -> None:
    """As the browser prepares a page for printing."""
    page.emulate_media(media="screen")
    page.goto(demonstration / demonstration.pages[name])
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


@pytest.mark.parametrize("name", ["svar", "praecis", "sted", "filtre", "forside", "emner", "intet-fundet"])
def test_what_wants_a_click_is_not_printed(page: Page, demonstration: chromium.Demonstration, name: str) -> None:
    printed(page, demonstration, name)

    clickable = ".header, .skipnav, form, .filters, .contents, button, .pagination, .sort, footer nav, input"
    assert page.evaluate(SHOWN, clickable) == 0


def test_a_search_is_printed_with_its_words_its_answer_and_where_everything_stands(
    page: Page, demonstration: chromium.Demonstration
) -> None:
    printed(page, demonstration, "svar")
    text = page.locator("main").inner_text()

    assert "Hvornår skal jeg senest melde flytning?" in page.locator(".on-paper").first.inner_text()
    assert demonstration.address in page.locator(".on-paper").first.inner_text()
    assert page.locator(".answer blockquote").inner_text() in text
    assert page.locator(".hits > li").count() == page.evaluate(SHOWN, ".hits .text") == 10
    addresses = page.evaluate(AFTER, ".hits h2 a, .answer .source a")
    assert len(addresses) == 11
    assert all(address.startswith(demonstration.address) and address in after for address, after in addresses)


def test_the_answers_reference_is_printed_though_it_was_folded(
    page: Page, demonstration: chromium.Demonstration
) -> None:
    printed(page, demonstration, "svar")

    assert page.locator(".answer .reference").is_visible()
    assert demonstration.address in page.locator(".answer .reference").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert not page.locator(".answer .reference").is_visible()


def test_an_exact_search_is_printed_with_every_place_and_its_address(
    page: Page, demonstration: chromium.Demonstration
) -> None:
    printed(page, demonstration, "praecis")

    assert "frivil*" in page.locator(".on-paper").first.inner_text()
    assert page.evaluate(SHOWN, ".places .lines > li") == page.locator(".places .lines > li").count() > 10
    assert all(address in after for address, after in page.evaluate(AFTER, ".places h2 a"))


def test_a_document_is_printed_with_its_text_its_facts_and_its_address(
    page: Page, demonstration: chromium.Demonstration
) -> None:
    printed(page, demonstration, "sted")

    assert page.evaluate(SHOWN, ".prose section") == page.locator(".prose section").count()
    assert page.evaluate(SHOWN, ".metadata .on-paper .address, .about .reference, .prose .cited") >= 3
    assert demonstration.address in page.locator(".metadata .on-paper").inner_text()


def test_nothing_is_wider_than_the_paper(page: Page, demonstration: chromium.Demonstration) -> None:
    for name in demonstration.pages:
        printed(page, demonstration, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
