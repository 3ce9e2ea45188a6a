"""
What the server stands: ``python -m bench.load``, with wrk (Debian: ``apt install wrk``).

``kommunesvar serve`` with two processes, over 10,000 documents (the parliament's 28,000 passages),
answers on loopback; it shares the machine with what asks it. In this order:

    nothing to do        /healthz, from four connections: the most that the server and wrk could do
    new                  queries that nobody asked before, from four connections: the API's search, the results page
    again                some of them over and over: answered from memory
    at half the rate     new ones at half of what it did, each when its time has come
    overload             new ones from 200 connections that ask again at once, and meanwhile somebody else, now
                         and then, for a search, for /healthz and for a static file
    afterwards           one search after the other, until ten in a row are about as quick as before

Times are wall time, and what the server's processes worked for an answer: that hardly changes where
other programs run, and all else does.

The index is kept in bench/cache. Two to three minutes, once it is built.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice, repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from bench import kept, meanings, texts, typed
from bench.visitors import HOST, Met, Visitors

DOCUMENTS = 10_000
QUERIES = 60_000  # drawn; some are drawn twice, and asked once
LIST = 5_000  # addresses for a phase: more than are answered in it
AGAIN = 100  # addresses that are asked over and over
SECONDS = 12  # of a phase
MOST_WARMING = 20  # seconds; reached where the machine is busy with other things
FEW, MANY = 4, 200  # connections
SEARCH, PAGE, STATIC = "/api/v1/search", "/soeg", "/static/x/style.css"
HEAD = (
    "| | answers/s | p50 ms | p95 | p99 | one core's ms | 200 | 503 | other 5xx | none |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__.split("\n\n")[0])
    parser.add_argument("--port", type=int, default=8120)
    parser.add_argument("--seconds", type=int, default=SECONDS, help="of each phase")
    args = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is not on this machine. Debian: apt install wrk")
    if not texts.PARLIAMENT.exists():
        sys.exit(f"the parliament's passages are not at {texts.PARLIAMENT.name}")
    index = kept.product(f"debates-{DOCUMENTS}", lambda: texts.debates(DOCUMENTS))
    meanings.draw(index)
    queries = dict.fromkeys(one.text for one in typed.draw(texts.debates(DOCUMENTS), QUERIES))
    kept.say(f"{len(queries)} queries; the machine's load before: {os.getloadavg()[0]:.1f}")
    with TemporaryDirectory() as scratch, _served(index, args.port, Path(scratch) / "log") as server:
        measure(server, Visitors(args.port, args.seconds, Path(scratch)), iter(queries))


def measure(server: int, visitors: Visitors, queries: Iterator[str]) -> None:
    """Print each phase as it ends. *server*: the process whose children answer."""

    def new(path: str, count: int = LIST) -> list[str]:
        return [f"{path}?{urlencode({'q': text})}" for text in islice(queries, count)]

    def phase(name: str, visit: Callable[[list[str], float], Met], addresses: list[str], how: float) -> Met:
        worked = _core_seconds(server)
        met = visit(addresses, how)
        print_line(name, met, 1000 * (_core_seconds(server) - worked) / sum(met.statuses.values()))
        return met

    print(HEAD)
    phase("nothing to do", visitors.press, ["/healthz"], FEW)
    before: dict[str, Met] = {}
    for path in (SEARCH, PAGE):
        addresses = new(path)
        before[path] = phase(f"{path}, new", visitors.press, addresses, FEW)
        warming = min(MOST_WARMING, 1 + 4 * AGAIN / before[path].rate)  # seconds until both processes have them
        visitors.press(addresses[:AGAIN], FEW, warming)
        phase(f"{path}, again", visitors.press, addresses[:AGAIN], FEW)
    for path, met in before.items():
        phase(f"{path}, new, at half the rate", visitors.come, new(path), met.rate / 2)
    others = {"a search": iter(new(SEARCH)), "/healthz": repeat("/healthz"), "a file": repeat(STATIC)}
    for name, met in visitors.crowd(new(SEARCH, 4 * LIST), MANY, others).items():
        print_line(f"overload: {name or SEARCH}", met)
    print(f"\nas quick as before {visitors.recovery(new(SEARCH), 2 * before[SEARCH].p50):.1f} s after the overload")
    print(f"memory of all processes (PSS): {_megabytes(server)} MB")


def print_line(name: str, met: Met, core_ms: float | None = None) -> None:
    broken = sum(count for status, count in met.statuses.items() if status >= 500 and status != 503)
    counts = (met.statuses.get(200, 0), met.statuses.get(503, 0), broken, met.statuses.get(0, 0))
    times = [f"{time:.1f}" for time in (met.p50, met.p95, met.p99)] + ["" if core_ms is None else f"{core_ms:.1f}"]
    print(f"| {name} | {met.rate:.0f} | {' | '.join(times)} | {' | '.join(map(str, counts))} |", flush=True)


@contextmanager
def _served(index: Path, port: int, log: Path) -> Iterator[int]:
    """The process of ``kommunesvar serve``, which has begun to answer."""
    with log.open("wb") as written:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "kommunesvar", "serve", "--host", HOST, "--port", str(port)],
            env=os.environ | {"KOMMUNESVAR_INDEX": str(index)},
            stderr=written,
        )
    try:
        while f":{port}/" not in log.read_text():
            if process.poll() is not None:
                sys.exit(log.read_text())
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def _core_seconds(server: int) -> float:
    """What the children of *server* have worked so far."""
    told = (Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in _children(server))
    return sum(int(fields[11]) + int(fields[12]) for fields in told) / os.sysconf("SC_CLK_TCK")


def _megabytes(server: int) -> int:
    """PSS of *server* and its children."""
    told = (Path(f"/proc/{one}/smaps_rollup").read_text() for one in (str(server), *_children(server)))
    found = (re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE) for text in told)
    return round(sum(int(one[1]) for one in found if one) / 1024)


def _children(server: int) -> list[str]:
    return Path(f"/proc/{server}/task/{server}/children").read_text().split()


if __name__ == "__main__":
    main()
