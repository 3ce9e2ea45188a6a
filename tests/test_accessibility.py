"""What WCAG 2.2 AA asks of the pages, as far as a machine can tell: in Chromium, by axe-core and by measuring."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import chromium
import pytest
from playwright.sync_api import Browser, Page, Route

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AUDIT = f"""async () => (await axe.run({{runOnly: {json.dumps(RULES)}, resultTypes: ["violations"]}}))
    .violations.flatMap(({{id, nodes}}) => nodes.map((node) => `${{id}} ${{node.target}}: ${{node.failureSummary}}`))"""
SPACE = """() => {  // WCAG 1.4.12: what a reader may ask for
    const style = document.createElement('style');
    style.textContent = `p { margin-bottom: 2em !important }
        * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }`;
    document.head.append(style);
    return [];
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter((element) => {
    const style = getComputedStyle(element);
    return element.checkVisibility() && !element.closest('.sr-only, svg, input') && element.clientWidth > 1 && (
        /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1 ||
        /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1 ||
        style.textOverflow === 'ellipsis');
}).map((element) => element.outerHTML.slice(0, 100))"""
# What scrolls sideways on purpose, a table, is a region that keys can reach.
BESIDE = """() => [document.documentElement, ...document.querySelectorAll('body, body *')].filter((element) =>
    element.checkVisibility() && !element.closest('.sr-only, svg, input, [role=region][tabindex="0"]') && (
        element.getBoundingClientRect().right > innerWidth + 1 ||
        /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1)
).map((element) => element.outerHTML.slice(0, 100))"""
SMALL = """() => [...document.querySelectorAll('a, button, input, summary, label, [role=option]')].filter((element) => {
    const label = element.labels && element.labels[0];
    const box = (label || element).getBoundingClientRect();
    const inText = getComputedStyle(element).display === 'inline' && element.parentElement.closest('p, dd, li, td')
        && element.parentElement.textContent.trim() !== element.textContent.trim();
    return element.checkVisibility() && !element.closest('.sr-only, .skipnav') && element.tabIndex >= 0 && !inText
        && (box.width < 24 || box.height < 24);
}).map((element) => `${element.outerHTML.slice(0, 100)} ${Math.round(element.getBoundingClientRect().height)} px`)"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A tab in which axe is at hand: the policy of the pages would keep it out."""
    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(chromium.PATIENCE_MS)
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


def faults(
    page: Page, site: chromium.Demonstration, looks: dict[int, Sequence[str]], only: Sequence[str] = ()
) -> list[str]:
    """What the looks at each page have to say, at each width; a page is loaded once."""
    found: list[str] = []
    for name, path in site.pages.items():
        if only and name not in only:
            continue
        page.goto(site / path)
        for width in looks:
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{name} at {width}: {said}" for look in looks[width] for said in page.evaluate(look)]
    return found


def test_axe_finds_nothing_on_any_page(page: Page, demonstration: chromium.Demonstration) -> None:
    assert faults(page, demonstration, {390: [AUDIT, SMALL], 1280: [AUDIT, SMALL]}) == []


def test_nothing_lies_beside_the_screen_not_even_at_320_pixels_nor_with_more_space_in_the_text(
    page: Page, demonstration: chromium.Demonstration
) -> None:
    """WCAG 1.4.10 and 1.4.12: so wide is a screen of 1280 pixels at 400 %."""
    looks = [BESIDE, CUT_OFF, SMALL]
    spaced = [SPACE, BESIDE, CUT_OFF]
    assert faults(page, demonstration, {320: looks, 390: [*looks, *spaced], 1280: spaced}) == []


def test_axe_finds_nothing_on_any_page_without_javascript(
    browser: Browser, demonstration: chromium.Demonstration
) -> None:
    """axe is a script: scripts are on, but those of the pages are kept away, and the style sheet takes them for off."""

    def scripting_off(route: Route) -> None:
        style = route.fetch()
        route.fulfill(response=style, body=style.text().replace("(scripting: none)", "all"))

    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(chromium.PATIENCE_MS)
    context.route("**/*.js", lambda route: route.abort())
    context.route("**/style.css", scripting_off)
    context.add_init_script(path=AXE)
    try:
        without = context.new_page()
        assert faults(without, demonstration, {390: [AUDIT, BESIDE]}) == []
        assert faults(without, demonstration, {1280: [AUDIT, BESIDE]}, only=("svar", "sted", "emner")) == []
    finally:
        context.close()


def suggestions(page: Page) -> None:
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("aff")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")


def menu(page: Page) -> None:
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("dialog").wait_for()
    page.wait_for_function("document.getAnimations().every(each => each.playState === 'finished')")  # it slides in


def fold(page: Page) -> None:
    page.locator(".filters > details > summary, .contents > details > summary").click()


def all_folds(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((folded) => { folded.open = true; })")


@pytest.mark.parametrize(
    ("name", "opened", "width"),
    [
        *((name, suggestions, width) for name, width in (("forside", 1280), ("forside", 320), ("svar", 390))),
        ("svar", menu, 390),
        *((name, fold, width) for name, width in (("filtre", 390), ("sted", 320), ("emner", 390))),
        *((name, all_folds, 390) for name in ("svar", "intet-svar", "praecis", "sted")),
    ],
)
def test_axe_finds_nothing_in_what_opens(
    page: Page, demonstration: chromium.Demonstration, name: str, opened: Callable[[Page], None], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(demonstration / demonstration.pages[name])
    opened(page)

    assert page.evaluate(AUDIT) + page.evaluate(SMALL) + page.evaluate(BESIDE) == []


def test_in_forced_colours_axe_finds_nothing(page: Page, demonstration: chromium.Demonstration) -> None:
    page.emulate_media(forced_colors="active")
    try:
        page.goto(demonstration / demonstration.pages["svar"])
        assert page.evaluate(AUDIT) == []
    finally:
        page.emulate_media(forced_colors="none")
