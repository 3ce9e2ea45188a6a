"""Documents and readers that mean harm, in a browser without the policy that would hold back what they smuggle in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import urlopen
from wsgiref.types import StartResponse, WSGIEnvironment
from xml.etree import ElementTree

import chromium
import pytest
from flask import Flask
from playwright.sync_api import Browser, Dialog, Page
from small_collection import PLAN, published

from search_engine.engine import SearchEngine
from search_engine.model import Document, Entry, Section
from web.app import create_app
from web.links import document_link

VECTORS = (
    "<script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg><script>hit()</script></svg>",
    "<svg><animate onbegin=hit() attributeName=x dur=1s>",
    "<body onload=hit()>",
    '<iframe srcdoc="<script>parent.hit()</script>">',
    "<iframe src=javascript:parent.hit()>",
    "<details open ontoggle=hit()><summary>x</summary></details>",
    "<video><source onerror=hit()></video>",
    "<audio src=x onerror=hit()>",
    "<input autofocus onfocus=hit()>",
    "<a href=javascript:hit() autofocus onfocus=hit()>x</a>",
    "<object data=javascript:hit()>",
    "<embed src=javascript:hit()>",
    "<math><mtext><img src=x onerror=hit()></mtext></math>",
    "<form action=javascript:hit()><button autofocus onfocus=hit()>x</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:hit()'>",
    "<style>@keyframes x{}</style><xss style='animation:x 1s' onanimationstart=hit()></xss>",
    "<marquee onstart=hit()>x</marquee>",
)
WAYS_OUT = (  # of what a page might have put a text into
    "{}",
    '">{}',
    "'>{}",
    "</title></textarea></style></noscript>{}",
    "-->{}",
    "</script>{}",
    "\";hit();'+hit()+`${{hit()}}`;//{}",
    "javascript:hit()//{}",
    "{{{{ hit() }}}}{{% raw %}}{}",
    "\" onmouseover=hit() autofocus onfocus=hit() x='{}",
)
PAYLOADS = tuple(way.format(vector) for way, vector in product(WAYS_OUT, VECTORS))
PARAMETERS = ("municipality", "kind", "topic", "from", "to", "sort", "page", "document", "mode", "x")
BATCH = 20  # pages side by side; guess

# Opens pages in frames; gives back how often something ran, and what each holds that ours never do.
OPEN = """async ({ addresses, ours }) => {
    const alien = (page) => [...page.querySelectorAll('*')].flatMap((element) => [
        !ours.tags.includes(element.localName) && element.localName,
        element.localName === 'script' && !element.src && element.type !== 'application/ld+json' && 'script',
        ...[...element.attributes].map(({ name }) => !ours.attributes.includes(name) && `${element.localName} ${name}`),
        ...['href', 'src', 'action', 'formaction'].map((name) => element[name] && String(element[name]))
            .filter((address) => address && !/^https?:/.test(address) && !element.closest('svg')),
        element.type === 'application/ld+json' && !readable(element) && 'broken JSON-LD',
    ].filter(Boolean));
    const readable = (script) => { try { return JSON.parse(script.textContent); } catch { return null; } };
    const look = (address) => new Promise((seen) => {
        const frame = document.createElement('iframe');
        frame.onload = () => setTimeout(() => {
            const page = frame.contentDocument;
            const title = page && page.querySelector('h1') ? '' : 'no page';
            seen([address, [title, ...(page ? alien(page) : [])].filter(Boolean)]);
            frame.remove();
        }, 20);
        frame.src = address;
        document.body.append(frame);
    });
    return (await Promise.all(addresses.map(look))).filter(([, found]) => found.length);
}"""
VOCABULARY = """() => { const all = [...document.querySelectorAll('*')]; return {
    tags: all.map((element) => element.localName),
    attributes: all.flatMap((element) => element.getAttributeNames()),
}; }"""


def hostile(number: int, payload: str) -> Document:
    """A document that has *payload* wherever a document has words."""
    return Document(
        id=f"ond/{number}{payload}",
        title=f"Ondt nr{number} {payload}",
        location=f"javascript:hit()//{payload}" if number % 2 else payload,
        fingerprint=f"{number}{payload}",
        municipality=payload,
        kind=payload,
        topic=payload,
        contact=payload,
        related=(payload, f"Ondt nr{(number + 1) % len(PAYLOADS)} {PAYLOADS[(number + 1) % len(PAYLOADS)]}"),
        replaced_by=payload if number % 3 else None,
        sections=(
            Section((f"Kapitel {payload}",), f"Her står noget ondt nr{number}: {payload} og videre.", f"a{payload}"),
            Section((f"Kapitel {payload}", payload), f"• {payload}\n• {payload}\n1. {payload}\n2. {payload}", payload),
        ),
    )


OVERVIEW = Document(
    id="oversigt",
    title="Politikker og planer",
    location="oversigt.txt",
    fingerprint="oversigt",
    kind="oversigt",
    entries=tuple(Entry(payload, f"{payload} {n}", payload, f"e{n}") for n, payload in enumerate(PAYLOADS)),
    sections=tuple(Section((payload,), f"{payload} {n}\n{payload}", f"e{n}") for n, payload in enumerate(PAYLOADS)),
)
DOCUMENTS = tuple(hostile(number, payload) for number, payload in enumerate(PAYLOADS))


def unguarded(engine: SearchEngine) -> Flask:
    """The pages as a browser meets them that knows no Content Security Policy; without styles, which is quicker."""
    app = create_app(engine)
    pages = app.wsgi_app

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [h for h in headers if h[0] != "Content-Security-Policy"], *rest)

        if environ["PATH_INFO"].endswith((".css", ".woff2")):
            start("200 OK", [("Content-Type", "text/css"), ("Cache-Control", "max-age=999")])
            return []
        return pages(environ, start)

    app.wsgi_app = answer  # type: ignore[method-assign]
    return app


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Nothing but hostile documents; and below /smuggled what they would do, were they let."""
    app = unguarded(published(tmp_path_factory.mktemp("ond"), (*DOCUMENTS, OVERVIEW)))
    app.add_url_rule("/smuggled/<int:number>", view_func=lambda number: f"<h1></h1>{VECTORS[number]}")
    with chromium.served(app) as address:
        yield address


@pytest.fixture(scope="module")
def quiet_site(small_engine: SearchEngine) -> Iterator[str]:
    """Harmless documents."""
    with chromium.served(unguarded(small_engine)) as address:
        yield address


class Visitor:
    """A tab that counts what ran though it should not, and looks at many pages at a time."""

    def __init__(self, page: Page, ours: dict[str, list[str]]) -> None:
        self.page = page
        self.ours = ours
        self.ran: list[str] = []
        page.expose_function("hit", lambda: self.ran.append(page.url))
        page.add_init_script("if (window !== top) window.hit = () => top.hit()")
        page.on("dialog", self._dialog)

    def look(self, site: str, paths: Iterable[str]) -> None:
        """Nothing runs on the pages at *paths*, and nothing is in them that is not ours."""
        if not self.page.url.startswith(site):
            self.page.goto(site + "/")
        addresses = [site + path for path in paths]
        for at in range(0, len(addresses), BATCH):
            given = {"addresses": addresses[at : at + BATCH], "ours": self.ours}
            assert self.page.evaluate(OPEN, given) == []
            assert self.ran == []

    def _dialog(self, dialog: Dialog) -> None:
        self.ran.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(scope="module")
def visitor(browser: Browser, demonstration: chromium.Demonstration) -> Iterator[Visitor]:
    """The elements and attributes that are ours are those of the demonstration's pages."""
    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(chromium.PATIENCE_MS)
    page = context.new_page()
    ours: dict[str, list[str]] = {"tags": [], "attributes": ["start"]}
    for path in demonstration.pages.values():
        page.goto(demonstration / path)
        for name, found in page.evaluate(VOCABULARY).items():
            ours[name] = sorted({*ours[name], *found})
    yield Visitor(page, ours)
    context.close()


def test_what_is_smuggled_in_would_be_noticed(visitor: Visitor, site: str) -> None:
    """Each by what it leaves in the page; and most run, some only where somebody clicks or never in this browser."""
    ran = 0
    for number in range(len(VECTORS)):
        with pytest.raises(AssertionError):
            visitor.look(site, [f"/smuggled/{number}"])
        ran += bool(visitor.ran)
        visitor.ran.clear()

    assert ran > len(VECTORS) / 2


def test_there_are_two_hundred_ways() -> None:
    assert len(set(PAYLOADS)) == 200


def test_nothing_in_a_document_runs_on_its_page(visitor: Visitor, site: str) -> None:
    visitor.look(site, [document_link(document.id) for document in (*DOCUMENTS, OVERVIEW)])


def test_nothing_in_a_document_runs_in_lists(visitor: Visitor, site: str) -> None:
    pages = [f"/soeg?q=noget+ondt&page={number}" for number in range(1, 22)]
    exact = [f"/soeg?q=noget+ondt&mode=exact&page={number}" for number in range(1, 6)]
    asked = ["/soeg?q=Hvad+er+ondt?", "/soeg?q=ondt&sort=date", "/soeg?q=xyzzyx", "/soeg?q=titel:ondt&mode=exact"]
    visitor.look(site, ["/", "/emner", *pages, *exact, *asked])


def test_nothing_that_is_typed_runs(visitor: Visitor, quiet_site: str) -> None:
    visitor.look(quiet_site, [f"/soeg?{urlencode({'q': payload})}" for payload in PAYLOADS])
    visitor.look(quiet_site, [f"/soeg?{urlencode({'q': payload, 'mode': 'exact'})}" for payload in PAYLOADS[::3]])


@pytest.mark.parametrize("number", range(len(PARAMETERS)))
def test_nothing_in_a_parameter_runs(visitor: Visitor, quiet_site: str, number: int) -> None:
    some = [PAYLOADS[20 * ((number + at) % 10) + at] for at in range(20)]  # every vector, and each way out twice
    given = [{"q": "affald", PARAMETERS[number]: payload} for payload in some]
    exact = [{"mode": "exact", **parameters} for parameters in given[::4]]
    visitor.look(quiet_site, [f"/soeg?{urlencode(parameters)}" for parameters in (*given, *exact)])


def test_nothing_in_the_link_to_a_place_runs(visitor: Visitor, quiet_site: str) -> None:
    some = [{"sted": payload, "ord": payload, "q": payload, "kind": payload} for payload in PAYLOADS[::3]]
    visitor.look(quiet_site, [f"{document_link(PLAN.id)}?{urlencode(given)}" for given in some])


def test_nothing_in_an_address_runs(visitor: Visitor, quiet_site: str) -> None:
    visitor.look(quiet_site, [f"/{quote(payload)}" for payload in PAYLOADS[::7]])
    visitor.look(quiet_site, [f"/dokument/{quote(payload)}" for payload in PAYLOADS[1::7]])
    visitor.look(quiet_site, [f"/tak?{urlencode({'q': payload})}" for payload in PAYLOADS[2::7]])


def test_feeds_hold_what_feeds_hold(site: str) -> None:
    """A browser runs the scripts of XHTML in any XML."""
    for path in (
        "/emner.atom",
        "/soeg.atom?q=ondt",
        f"/soeg.atom?{urlencode({'q': PAYLOADS[0], 'kind': PAYLOADS[1]})}",
    ):
        with urlopen(site + path) as answer:  # noqa: S310
            feed = ElementTree.fromstring(answer.read())
        assert {element.tag.partition("}")[0] for element in feed.iter()} == {"{http://www.w3.org/2005/Atom"}


def test_nothing_runs_in_suggestions(visitor: Visitor, site: str) -> None:
    """Not if the API itself were to offer all of it, nor in what it does offer."""
    page = visitor.page
    offered = [{"kind": "title", "text": payload, "url": "/emner"} for payload in PAYLOADS]
    page.goto(site + "/")
    page.route("**/api/v1/suggest?*", lambda route: route.fulfill(json={"suggestions": offered}))
    for typed in ("ondt", *PAYLOADS[::20]):
        page.locator("#q").fill("")
        page.locator("#q").fill(typed)
        page.get_by_role("option").nth(len(PAYLOADS) - 1).wait_for()
        assert page.locator(".suggestions").locator("*:not(li, span, mark)").count() == 0
    page.unroute_all()
    for number in (3, 27, 141):
        page.locator("#q").fill(f"nr{number}")
        page.get_by_role("option").filter(has_text=f"nr{number} ").first.wait_for()

    assert PAYLOADS[141] in page.get_by_role("option").first.inner_text()
    assert visitor.ran == []
