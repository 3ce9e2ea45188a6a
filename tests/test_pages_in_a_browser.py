"""What every page owes its visitor, whatever it is about: in Chromium, with JavaScript and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

import chromium
import pytest
from playwright.sync_api import Browser, Page, expect

FILTERED = {"q": "affald", "municipality": "Bøgesund", "kind": "regulativ"}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(chromium.PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A telephone on which JavaScript is off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.set_default_timeout(chromium.PATIENCE_MS)
    yield context.new_page()
    context.close()


# ------------------------------------------------------------------ what leaves the browser, and what stays in it


def test_no_page_asks_anybody_else_fails_complains_or_keeps_anything(
    browser: Browser, demonstration: chromium.Demonstration
) -> None:
    context = browser.new_context()
    context.set_default_timeout(chromium.PATIENCE_MS)
    page = context.new_page()
    asked: list[str] = []
    heard: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: heard.append(f"{request.url}: {request.failure}"))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "response", lambda answer: heard.extend(f"{answer.url}: cookie" for _ in answer.headers.get("set-cookie", ""))
    )
    for path in demonstration.pages.values():
        refused = page.goto(demonstration / path)
        assert refused
        page.locator("footer").scroll_into_view_if_needed()
        if refused.status >= 400:  # said by the browser of the page itself
            heard = [said for said in heard if f"status of {refused.status}" not in said]
        if page.locator("#mode").count() and not page.locator("#mode").is_checked():
            page.locator("#q").fill("affa")
            page.get_by_role("option").or_(page.get_by_text("Ingen forslag.")).first.wait_for(state="attached")
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    cookies = context.cookies()
    context.close()

    assert heard == []
    assert {url.split("/", 3)[2] for url in asked} == {urlsplit(demonstration.address).netloc}
    assert kept == [0, 0, ""]
    assert cookies == []


# ------------------------------------------------------------------ without JavaScript


def test_without_javascript_one_searches_filters_and_turns_pages(
    plain: Page, demonstration: chromium.Demonstration
) -> None:
    plain.goto(demonstration / "/")
    plain.locator("#q").fill("kommunen")
    plain.get_by_role("button", name="Søg").click()
    expect(plain.get_by_role("main").get_by_role("status")).to_contain_text("om »kommunen«")

    plain.locator(".filters > details > summary").click()
    plain.locator("[name=municipality][value=Bøgesund]").check(force=True)
    plain.get_by_role("button", name="Vis resultater").click()
    expect(plain.locator(".chips")).to_contain_text("Kommune: Bøgesund")
    plain.get_by_role("link", name=re.compile("^Næste")).click()
    assert dict(parse_qsl(urlsplit(plain.url).query)) == {"q": "kommunen", "municipality": "Bøgesund", "page": "2"}
    plain.locator(".chips a").first.click()
    expect(plain.locator(".chips")).to_have_count(0)


def test_without_javascript_one_searches_exactly(plain: Page, demonstration: chromium.Demonstration) -> None:
    plain.goto(demonstration / "/")
    plain.locator("#q").fill("frivil*")
    plain.get_by_label(re.compile("^Præcis søgning")).check(force=True)
    plain.get_by_role("button", name="Søg").click()
    expect(plain.locator(".places .lines mark").first).to_be_visible()
    plain.locator(".places .where").first.click()
    expect(plain.locator("#sted")).to_be_in_viewport()


def test_without_javascript_a_document_is_read_and_searched(plain: Page, demonstration: chromium.Demonstration) -> None:
    plain.goto(demonstration / demonstration.pages["sted"])
    expect(plain.locator("#sted")).to_be_in_viewport()
    plain.get_by_role("link", name="Næste sted").click()
    expect(plain.locator("#sted")).to_be_in_viewport()
    plain.locator(".contents > details > summary").click()
    plain.locator(".contents a").nth(3).click()
    assert urlsplit(plain.url).fragment.startswith("afsnit-")
    plain.locator("#i-dokumentet").fill("elbiler")
    plain.get_by_role("button", name="Søg i dokumentet").click()
    expect(plain.locator(".trail")).to_contain_text("om »elbiler«")


def test_without_javascript_the_menu_and_nothing_that_needs_a_script_is_there(
    plain: Page, demonstration: chromium.Demonstration
) -> None:
    for name in ("forside", "svar", "sted"):
        plain.goto(demonstration / demonstration.pages[name])
        assert plain.get_by_role("navigation", name="Hovedmenu").get_by_role("link").count() > 1
        assert plain.locator(".needs-script").filter(visible=True).count() == 0
        assert plain.get_by_role("button", name="Menu").count() == 0
    plain.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Emner").click()
    expect(plain.locator("h1")).to_have_text("Dokumenter efter emne")


def test_without_javascript_one_says_whether_an_answer_helped(
    plain: Page, demonstration: chromium.Demonstration
) -> None:
    plain.goto(demonstration / demonstration.pages["svar"])
    if not plain.locator("form.helpful").count():
        pytest.skip("the pages do not ask")
    plain.locator("form.helpful button").first.click()
    expect(plain.locator("main")).to_contain_text("Tak")


# ------------------------------------------------------------------ a link is the view


@pytest.mark.parametrize(
    "view",
    [
        FILTERED,
        {"q": "kommunen", "sort": "date", "page": "2"},
        {"q": "affald", "from": "2019", "to": "2024", "kind": "regulativ"},
        {"q": "frivil*", "mode": "exact", "municipality": "Bøgesund"},
    ],
)
def test_a_link_shows_another_reader_the_same(
    browser: Browser, page: Page, demonstration: chromium.Demonstration, view: dict[str, str]
) -> None:
    address = demonstration / f"/soeg?{urlencode(view)}"
    page.goto(address)
    shown = page.locator("main").inner_text()
    form = dict(page.evaluate("[...new FormData(document.getElementById('soeg'))].filter(([, value]) => value)"))
    other = browser.new_context()
    there = other.new_page()
    there.goto(page.url)
    same = there.locator("main").inner_text()
    other.close()

    assert same == shown
    assert form == {name: value for name, value in view.items() if name != "page"}


def test_a_link_to_a_place_opens_there_with_the_way_back(page: Page, demonstration: chromium.Demonstration) -> None:
    page.goto(demonstration / f"/soeg?{urlencode(FILTERED)}")
    page.locator(".hits h2 a").first.click()
    expect(page.locator("#sted")).to_be_in_viewport()
    page.get_by_role("link", name="Alle resultater").click()

    assert dict(parse_qsl(urlsplit(page.url).query)) == FILTERED


def test_a_chip_removes_its_filter_and_no_other(page: Page, demonstration: chromium.Demonstration) -> None:
    page.goto(demonstration / f"/soeg?{urlencode(FILTERED | {'from': '2019', 'sort': 'date'})}")
    page.locator(".chips a", has_text="Regulativ").click()

    assert dict(parse_qsl(urlsplit(page.url).query)) == {
        "q": "affald",
        "municipality": "Bøgesund",
        "from": "2019",
        "sort": "date",
    }
    page.get_by_role("link", name="Fjern alle").click()
    assert page.locator(".chips").count() == 0


def test_counts_say_what_a_choice_would_leave_and_no_result_contradicts_a_filter(
    page: Page, demonstration: chromium.Demonstration
) -> None:
    page.goto(demonstration / "/soeg?q=affald")
    choices = page.locator(".filters input[type=checkbox]").evaluate_all(
        "all => all.map((box) => [box.name, box.value, parseInt(box.labels[0].innerText.match(/[(](\\d+)/)[1])])"
    )
    whole = int(page.locator(".total strong").inner_text().split()[0])
    assert sum(count for name, _, count in choices if name == "municipality") == whole

    for name, value, count in choices[:8]:
        page.goto(demonstration / f"/soeg?{urlencode({'q': 'affald', name: value})}")
        assert int(page.locator(".total strong").inner_text().split()[0]) == count
        facts = page.locator(".hits .facts").all_inner_texts()
        if name in ("municipality", "kind"):
            assert all(value.casefold() in fact.casefold() for fact in facts)
