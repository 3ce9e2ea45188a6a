"""The pages by keyboard alone, and what is said to whoever does not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import chromium
import pytest
from playwright.sync_api import Browser, Page, expect

WALK = 300  # stops: more than any page has
WATCH = """window.stops = [];
window.drawing = (element) => [element, ...(element.labels || [])]
    .flatMap((drawn) => [undefined, '::before'].map((part) => getComputedStyle(drawn, part)))
    .map((style) => [style.outlineStyle, style.outlineWidth, style.boxShadow]).join();
window.covered = (element) => {
    const shown = element.matches('.form-checkbox') ? element.labels[0] : element;
    const box = [...shown.getClientRects()].find((part) => part.width && part.height);
    const top = box && document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    return !top || !(shown.contains(top) || top.contains(shown));
};
window.walked = () => {  // notes a stop; true where the walk is over
    const element = document.activeElement;
    if (element === document.body || window.stops.length && element === window.stops[0].element) return true;
    window.stops.push({ element, drawn: window.drawing(element), covered: window.covered(element) });
    return false;
}"""
STOPS = """() => {
    const open = (element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0;
    const said = (element) => element.outerHTML.slice(0, 90);
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')];
    document.activeElement.blur();
    return {
        there: all.filter(open).map(said),
        met: window.stops.map((stop) => said(stop.element)),
        covered: window.stops.filter((stop) => stop.covered).map((stop) => said(stop.element)),
        unmarked: window.stops.filter((stop) => stop.drawn === window.drawing(stop.element))
            .map((stop) => said(stop.element)),
    };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")  # or a stop is still rolling into sight when it is looked at
    context.set_default_timeout(chromium.PATIENCE_MS)
    yield context.new_page()
    context.close()


def visit(page: Page, demonstration: chromium.Demonstration, name: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(demonstration / demonstration.pages[name].partition("#")[0])


def walk(page: Page) -> dict[str, list[str]]:
    """From stop to stop through the page: what was met and what there is, what lay covered, what was not marked."""
    page.evaluate(WATCH)
    for _ in range(WALK):
        page.keyboard.press("Tab")
        if page.evaluate("window.walked()"):
            break
    stops: dict[str, list[str]] = page.evaluate(STOPS)
    return stops


# ------------------------------------------------------------------ from stop to stop


def test_the_first_stop_leads_past_the_frame(page: Page, demonstration: chromium.Demonstration) -> None:
    visit(page, demonstration, "svar")
    page.keyboard.press("Tab")

    first = page.locator(":focus")
    assert first.inner_text() == "Gå til indholdet"
    expect(first).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "indhold"


@pytest.mark.parametrize(
    ("name", "width"),
    [*((name, 1280) for name in ("forside", "filtre", "side-2", "praecis", "sted")), ("svar", 390), ("sted", 390)],
)
def test_every_stop_is_seen_and_they_come_as_one_reads(
    page: Page, demonstration: chromium.Demonstration, name: str, width: int
) -> None:
    visit(page, demonstration, name, width)
    stops = walk(page)

    assert stops["met"] == stops["there"]
    assert stops["covered"] == stops["unmarked"] == []


@pytest.mark.parametrize("name", ["svar", "sted"])
def test_without_javascript_too_everything_is_reached(
    browser: Browser, demonstration: chromium.Demonstration, name: str
) -> None:
    context = browser.new_context(
        java_script_enabled=False, reduced_motion="reduce", viewport={"width": 1280, "height": 800}
    )
    plain = context.new_page()
    try:
        plain.goto(demonstration / demonstration.pages[name].partition("#")[0])
        stops = walk(plain)
    finally:
        context.close()

    assert stops["met"] == stops["there"]
    assert stops["covered"] == stops["unmarked"] == []


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k"])
def test_a_shortcut_leads_to_the_box_and_takes_what_stands_there(
    page: Page, demonstration: chromium.Demonstration, keys: str
) -> None:
    visit(page, demonstration, "svar")
    page.keyboard.press(keys)
    page.keyboard.type("ny")

    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value("ny")


@pytest.mark.parametrize("key", ["/", "k", "s", "?"])
def test_no_single_key_does_anything(page: Page, demonstration: chromium.Demonstration, key: str) -> None:
    """WCAG 2.1.4: who speaks to the machine would set it off by speaking."""
    visit(page, demonstration, "svar")
    before = page.url
    page.keyboard.press(key)

    assert page.evaluate("document.activeElement === document.body")
    assert page.url == before


# ------------------------------------------------------------------ suggestions


def typed(page: Page, text: str) -> None:
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially(text)
    page.get_by_role("option").first.wait_for()


def selected(page: Page) -> list[str]:
    return page.get_by_role("option", selected=True).all_inner_texts()


def test_the_arrows_go_through_the_suggestions_and_back_to_what_was_typed(
    page: Page, demonstration: chromium.Demonstration
) -> None:
    visit(page, demonstration, "forside")
    box = page.get_by_role("combobox", name="Søg i kommunens dokumenter")
    expect(box).to_have_attribute("aria-expanded", "false")
    typed(page, "affald")
    options = page.get_by_role("option")
    number = options.count()

    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    assert 0 < number <= 6
    assert selected(page) == []
    for at in [*range(number), None, 0]:
        page.keyboard.press("ArrowDown")
        assert selected(page) == ([] if at is None else [options.nth(at).inner_text()])
        assert box.get_attribute("aria-activedescendant") == (
            None if at is None else options.nth(at).get_attribute("id")
        )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == options.last.get_attribute("id")
    expect(box).to_have_value("affald")
    expect(box).to_be_focused()


def test_the_number_of_suggestions_is_announced(page: Page, demonstration: chromium.Demonstration) -> None:
    visit(page, demonstration, "forside")
    typed(page, "affald")
    said = page.locator(".suggesting [role=status]")

    expect(said).to_have_text(f"{page.get_by_role('option').count()} forslag. Brug pil ned for at vælge.")
    page.locator("#q").press_sequentially("qxz")
    expect(said).to_have_text("Ingen forslag.")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")


def test_escape_closes_the_suggestions_and_leaves_what_was_typed(
    page: Page, demonstration: chromium.Demonstration
) -> None:
    visit(page, demonstration, "forside")
    typed(page, "affald")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("affald")
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")
    assert page.locator("#q").get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()


def test_tab_closes_the_suggestions_and_goes_on_to_the_button(
    page: Page, demonstration: chromium.Demonstration
) -> None:
    visit(page, demonstration, "forside")
    typed(page, "affald")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("button", name="Søg")).to_be_focused()


def test_enter_searches_for_what_was_typed_or_follows_what_was_chosen(
    page: Page, demonstration: chromium.Demonstration
) -> None:
    visit(page, demonstration, "forside")
    typed(page, "affald")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg?q=affald")

    visit(page, demonstration, "forside")
    typed(page, "klimaplan")
    title = page.get_by_role("option").filter(has=page.get_by_text("dokument", exact=True)).first
    chosen = title.locator("span").first.inner_text()
    while selected(page) != [title.inner_text()]:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dokument/**")
    assert page.locator("h1").inner_text().replace("\n", " ") == chosen


def test_a_cpr_number_is_not_sent_anywhere_while_it_is_typed(page: Page, demonstration: chromium.Demonstration) -> None:
    visit(page, demonstration, "forside")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#q").fill("010203-1234")
    page.wait_for_timeout(300)

    assert not any("1234" in url for url in asked)


# ------------------------------------------------------------------ what is said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("svar", r"\d+ steder i \d+ dokumenter om »Hvornår skal jeg senest melde flytning\?«"),
        ("intet-fundet", "Vi fandt ikke noget om »xyzzyx«"),
        ("afvist", "."),
        ("praecis", r"\d+ steder i \d+ dokumenter"),
        ("sted", r"Sted \d+ af \d+"),
        ("sted-aendret", "står ikke længere i dokumentet"),
    ],
)
def test_what_came_of_it_is_announced(page: Page, demonstration: chromium.Demonstration, name: str, said: str) -> None:
    visit(page, demonstration, name)

    assert re.search(said, " ".join(page.locator("main").get_by_role("status").all_inner_texts()))


# ------------------------------------------------------------------ the menu of a phone


def test_the_menu_takes_the_focus_keeps_it_and_gives_it_back(page: Page, demonstration: chromium.Demonstration) -> None:
    visit(page, demonstration, "svar", 390)
    button = page.get_by_role("button", name="Menu")
    button.focus()
    page.keyboard.press("Enter")
    menu = page.get_by_role("dialog", name="Menu")

    expect(menu.get_by_role("button", name="Luk")).to_be_focused()
    links = menu.get_by_role("link").count()
    assert links > 1
    for keys in ("Tab", "Shift+Tab"):
        for _ in range(links + 3):
            page.keyboard.press(keys)
            assert page.evaluate("!!document.activeElement.closest('[role=dialog]')")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_the_menu_closes_by_its_button_too(page: Page, demonstration: chromium.Demonstration) -> None:
    visit(page, demonstration, "svar", 390)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Luk").press("Enter")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


def test_filters_open_and_are_chosen_by_keyboard(page: Page, demonstration: chromium.Demonstration) -> None:
    visit(page, demonstration, "svar", 390)
    page.locator(".filters > details > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    value = page.locator(":focus").get_attribute("value")
    page.get_by_role("button", name="Vis resultater").press("Enter")

    page.wait_for_url("**municipality=**")
    assert value is not None
    expect(page.locator(".chips")).to_contain_text(value)
