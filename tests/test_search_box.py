"""
The search box on another site's page, in a browser, with the keyboard alone.

Two origins: the service, and a page whose strict Content-Security-Policy lets nothing in but what the service's own
page about the box asks for.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import chromium
import pytest
from browsing import read
from playwright.sync_api import Page, expect
from small_collection import PLAN
from werkzeug.wrappers import Response

from search_engine.query import MAX_LENGTH
from web.app import create_app
from web.links import document_link

OTHERS_PAGE = """<!doctype html>
<html lang="da">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bøgesund</title>
<link rel="icon" href="data:,"></head>
<body>
<h1>Bøgesund</h1>
<script src="{service}/indlejr.js"{attributes} async></script>
<p id="below">Nedenunder</p>
</body>
</html>"""


# ------------------------------------------------------------------ two servers and a browser


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """What the service was asked for, path and query."""
    return []


@pytest.fixture(scope="module")
def service(small_engine, asked) -> Iterator[str]:
    app = create_app(small_engine)

    def listening(environ, start_response):
        asked.append(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        return app(environ, start_response)

    with chromium.served(listening) as address:
        yield address


@pytest.fixture(scope="module")
def elsewhere(service) -> Iterator[str]:
    """Another site: another host's name as well as another port. What follows "?" are the tag's attributes."""
    lines = f"script-src {service}; connect-src {service}; form-action {service}"
    policy = f"default-src 'none'; img-src data:; base-uri 'none'; require-trusted-types-for 'script'; {lines}"

    def page(environ, start_response):
        attributes = parse_qs(environ["QUERY_STRING"]).get("attributes", [""])[0]
        body = OTHERS_PAGE.format(service=service, attributes=f" {attributes}")
        answer = Response(body, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy})
        return answer(environ, start_response)

    with chromium.served(page) as address:
        yield address.replace("127.0.0.1", "localhost") + "/"


@pytest.fixture
def page(browser, asked) -> Iterator[Page]:
    """A visitor, who finds nothing in the console at the end."""
    asked.clear()
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def field(page: Page):
    return page.get_by_role("combobox", name="Søg i kommunens dokumenter")


def suggestions(asked: list[str]) -> list[str]:
    """The texts for which the service was asked for suggestions."""
    return [parse_qs(urlsplit(address).query)["q"][0] for address in asked if address.startswith("/api/v1/suggest?")]


# ------------------------------------------------------------------ on another site's page


def test_a_document_is_found_with_the_keyboard_alone(page, elsewhere, service):
    page.goto(elsewhere)
    page.keyboard.press("Tab")
    expect(field(page)).to_be_focused()
    page.keyboard.type("aff")

    options = page.get_by_role("option")
    expect(options.first).to_contain_text(PLAN.title)
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox")).to_have_id(field(page).get_attribute("aria-controls"))
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"{options.count()} forslag"))

    page.keyboard.press("ArrowDown")
    expect(field(page)).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(service + document_link(PLAN.id))


def test_escape_closes_the_list_and_keeps_what_was_typed(page, elsewhere):
    page.goto(elsewhere)
    field(page).focus()
    page.keyboard.type("aff")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(field(page)).to_have_value("aff")

    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_enter_asks_the_service_and_the_municipality_goes_along(page, elsewhere, service):
    page.goto(f'{elsewhere}?attributes=data-municipality="Vester Å"')
    field(page).focus()
    page.keyboard.type("skov & træ")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{service}/soeg?**")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["skov & træ"], "municipality": ["Vester Å"]}


def test_a_word_that_is_chosen_is_searched_for_with_the_municipality(page, elsewhere, service):
    page.goto(f'{elsewhere}?attributes=data-municipality="Vester Å"')
    field(page).focus()
    page.keyboard.type("husst")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{service}/soeg?**")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["husstande"], "municipality": ["Vester Å"]}


def test_nothing_is_asked_before_the_second_character(page, elsewhere, asked):
    page.goto(elsewhere)
    field(page).focus()
    page.keyboard.type("a")
    page.wait_for_timeout(400)
    page.keyboard.type("f")
    expect(page.get_by_role("listbox")).to_be_visible()

    assert suggestions(asked) == ["af"]


@pytest.mark.parametrize("number", ["010203-1234", "01 02 03 1234", "nr. 3112991234"])
def test_what_looks_like_a_cpr_number_never_leaves_the_page(page, elsewhere, asked, number):
    page.goto(elsewhere)
    field(page).focus()
    page.keyboard.type(number, delay=200)  # slower than the box waits
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("ligner et cpr-nummer")
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    assert page.url == elsewhere
    assert not any(re.search(r"\d{6}", re.sub(r"\D", "", text)) for text in suggestions(asked))
    assert not any(address.startswith("/soeg") for address in asked)

    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("skov")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_nothing_is_kept_and_nothing_of_the_visitor_goes_along(page, elsewhere, service):
    """What the visitor has of the service and of the page stays out of the questions."""
    page.context.add_cookies([{"name": "andet", "value": "1", "url": service}])
    page.goto(elsewhere)
    field(page).focus()
    with page.expect_request("**/api/v1/suggest**") as asking:
        page.keyboard.type("aff")
    headers = asking.value.all_headers()
    expect(page.get_by_role("listbox")).to_be_visible()

    assert "cookie" not in headers
    assert "referer" not in headers
    assert [cookie["name"] for cookie in page.context.cookies()] == ["andet"]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_text_from_a_document_is_text(page, elsewhere, service):
    """Whatever a service answers, no markup is made of it and no other site opened."""
    hostile = {"text": "<img src=x onerror=alert(1)>", "kind": "title", "url": "https://example.org/"}
    page.route(
        "**/api/v1/suggest**",
        lambda route: route.fulfill(json={"suggestions": [hostile]}, headers={"Access-Control-Allow-Origin": "*"}),
    )
    page.goto(elsewhere)
    field(page).focus()
    page.keyboard.type("aff")

    expect(page.get_by_role("option")).to_contain_text(hostile["text"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == elsewhere


def test_the_box_has_its_own_label_and_place(page, elsewhere):
    page.goto(f'{elsewhere}?attributes=data-label="Find en politik" data-target="%23below"')

    box = page.get_by_role("combobox", name="Find en politik")
    expect(page.locator("#below").get_by_role("combobox")).to_have_count(1)
    expect(box).to_have_attribute("maxlength", str(MAX_LENGTH))


def test_it_fits_a_narrow_screen_and_a_thumb(page, elsewhere):
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(elsewhere)
    field(page).focus()
    page.keyboard.type("aff")
    expect(page.get_by_role("listbox")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for target in [field(page), page.get_by_role("button", name="Søg"), *page.get_by_role("option").all()]:
        assert target.bounding_box()["height"] >= 44


def test_who_is_at_the_field_or_the_button_sees_it(page, elsewhere):
    page.goto(elsewhere)
    for name in ["combobox", "button"]:
        page.keyboard.press("Tab")
        at = page.get_by_role(name)
        expect(at).to_be_focused()
        assert at.evaluate("element => getComputedStyle(element).outlineWidth") == "3px"


def test_a_touch_or_a_click_chooses_too(page, elsewhere, service):
    page.goto(elsewhere)
    field(page).focus()
    page.keyboard.type("aff")
    page.get_by_role("option").first.click()

    page.wait_for_url(service + document_link(PLAN.id))


# ------------------------------------------------------------------ the service's own page about it


def test_the_page_about_the_box_shows_it_at_work_within_its_own_policy(page, service):
    page.goto(f"{service}/indlejring")
    field(page).focus()
    page.keyboard.type("aff")

    expect(page.get_by_role("option").first).to_contain_text(PLAN.title)


def test_the_page_tells_the_tag_and_the_policy_with_the_services_address(site):
    page = read(site, "/indlejring")
    code = [block.get_text() for block in page.select("pre code")]

    assert code[0] == '<script src="http://localhost/indlejr.js" async></script>'
    assert "script-src http://localhost; connect-src http://localhost; form-action http://localhost" in code
    assert page.select_one("noscript form")["action"] == "/soeg"


# ------------------------------------------------------------------ the file


def test_the_script_may_be_read_from_anywhere_and_is_asked_for_again_soon(site):
    answer = site.get("/indlejr.js")
    again = site.get("/indlejr.js", headers={"If-None-Match": answer.headers["ETag"]})

    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert (again.status_code, again.text) == (304, "")


@pytest.mark.parametrize("path", ["/soeg?q=affald", "/forslag?q=aff", "/api/v1/search?q=affald", "/emner.atom"])
def test_nothing_else_may(site, path):
    answer = site.get(path)

    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
