"""How a page comes to somebody on a slow line: its bytes, when it can be seen, and whether it jumps."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Browser, Route

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER_CPU = 4  # times; borrowed, with the line, from Lighthouse's telephone
SETTLED_MS = 300  # after the last request: guess, what comes late has come
WATCH = """() => {
    window.seen = { fcp: 0, lcp: 0, cls: 0 };
    const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
        .observe({ type, buffered: true });
    watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') window.seen.fcp = entry.startTime; });
    watch('largest-contentful-paint', (entry) => { window.seen.lcp = entry.startTime; });
    watch('layout-shift', (entry) => { window.seen.cls += entry.value; });
}"""


class Loaded(NamedTuple):
    """Milliseconds until something and until the largest thing was seen; how far it jumped; bytes on the wire."""

    fcp: float
    lcp: float
    cls: float
    bytes: int


def first_visit(
    browser: Browser, address: str, size: tuple[int, int], *, bare: bool = False, slow: bool = True
) -> Loaded:
    """The page at *address* with nothing kept of an earlier one; *bare*: without scripts, style sheets and fonts."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")
    if bare:
        context.route("**/static/**", lambda route: _without(route))
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    if slow:
        wire.send("Network.emulateNetworkConditions", SLOW_4G)
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    lengths: list[int] = []
    wire.on("Network.loadingFinished", lambda event: lengths.append(int(event["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(SETTLED_MS)
    seen = page.evaluate("window.seen")
    context.close()
    return Loaded(seen["fcp"], seen["lcp"], seen["cls"], sum(lengths))


def _without(route: Route) -> None:
    if route.request.resource_type in ("script", "stylesheet", "font"):
        route.abort()
    else:
        route.continue_()
