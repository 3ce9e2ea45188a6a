"""
How the pages come to a telephone on a slow line: ``python -m bench.pages``, with Chromium.

``kommunesvar serve`` answers on loopback; the browser is held to slow 4G (1.6 Mbit/s, 150 ms) and a
quarter of a processor, and comes with nothing kept. Beside each page, in turn with it, the same
one bare: without scripts, style sheets and fonts, so the least that its text alone takes.
Medians over the rounds. Three minutes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.loading import Loaded, first_visit
from tests import chromium

PAGES = {"forside": "front page", "svar": "results with an answer", "sted": "a document, opened at a place"}
HEAD = (
    "| | width | FCP s | LCP s | CLS | kB | bare: FCP s | LCP s | CLS | kB |\n|---|---|---|---|---|---|---|---|---|---|"
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    if chromium.found() is None:
        sys.exit("Chromium is not on this machine. Debian: apt install chromium")
    with TemporaryDirectory() as folder:
        index, data = Path(folder) / "index", Path(folder) / "data"
        pages = chromium.pages(chromium.demonstration(index))
        with chromium.serve(index, data) as address, chromium.browser() as browser:
            for _ in range(4):  # each process compresses the static files once
                first_visit(browser, address + pages["svar"], chromium.WIDTHS["mobil"], slow=False)
            print(f"the machine's load before: {os.getloadavg()[0]:.1f}", file=sys.stderr)
            print(HEAD)
            for name, label in PAGES.items():
                for size in chromium.WIDTHS.values():
                    visits: dict[bool, list[Loaded]] = {False: [], True: []}
                    for _ in range(args.rounds):
                        for bare, met in visits.items():
                            met.append(first_visit(browser, address + pages[name], size, bare=bare))
                    cells = [label, str(size[0]), *_cells(visits[False]), *_cells(visits[True])]
                    print(f"| {' | '.join(cells)} |", flush=True)


def _cells(visits: list[Loaded]) -> list[str]:
    median = Loaded(*(statistics.median(figures) for figures in zip(*visits, strict=True)))
    return [f"{median.fcp / 1000:.2f}", f"{median.lcp / 1000:.2f}", f"{median.cls:.3f}", f"{median.bytes / 1000:.0f}"]


if __name__ == "__main__":
    main()
