"""
Those who ask a server: a few at once, many at once, each when its time has come; and what they met.

wrk asks where the server is to be kept busy. What it waited there is known for all answers together
only, and it asks again when it has been answered, so that a slow answer delays the next question. Where
that matters, threads ask instead, on new connections.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path

HOST = "127.0.0.1"
SCRIPT = Path(__file__).with_name("wrk.lua")
PATIENCE_S = 10.0  # until no answer is none
AT_ONCE = 64  # threads; more than ever wait at half the rate
PAUSE_S = 0.05  # of the somebody who asks beside a crowd
IN_A_ROW = 10  # answers
SEED = 11


@dataclass(frozen=True, slots=True)
class Met:
    """*rate*: answers a second. p50, p95, p99: milliseconds. *statuses*: how many had which; 0 is no answer at all."""

    rate: float
    p50: float
    p95: float
    p99: float
    statuses: Mapping[int, int]


class Visitors:
    """Of the server on *port*, for *seconds* at a time."""

    def __init__(self, port: int, seconds: float, scratch: Path) -> None:
        self._port, self._seconds, self._scratch = port, seconds, scratch

    def press(self, addresses: Sequence[str], connections: float, seconds: float | None = None) -> Met:
        """Ask for *addresses* in turn, on each connection again as soon as it is answered."""
        return _met_by_wrk(self._wrk(addresses, connections, seconds or self._seconds).communicate()[0])

    def come(self, addresses: Iterable[str], rate: float) -> Met:
        """Ask *rate* times a second, by chance (Poisson), whatever others wait; one waits from when its time came."""
        chance = random.Random(SEED)  # noqa: S311  # nothing is kept secret by it
        begin = due = time.perf_counter()
        asked = []
        with ThreadPoolExecutor(AT_ONCE) as threads:
            for address in addresses:
                due += chance.expovariate(rate)
                if due > begin + self._seconds:
                    break
                time.sleep(max(0.0, due - time.perf_counter()))
                asked.append(threads.submit(self._ask, address, due))
        return _met([one.result() for one in asked], time.perf_counter() - begin)

    def crowd(self, addresses: Sequence[str], connections: int, beside: Mapping[str, Iterable[str]]) -> dict[str, Met]:
        """As ``press``, named ""; and by name what somebody met who asked for those *beside*, in turn, one by one."""
        found: dict[str, list[tuple[int, float]]] = {name: [] for name in beside}
        turns = {name: iter(wanted) for name, wanted in beside.items()}
        process = self._wrk(addresses, connections, self._seconds)
        time.sleep(1)  # until the crowd is there
        begin = time.perf_counter()
        for name in cycle(turns):
            if time.perf_counter() > begin + self._seconds - 2:
                break
            found[name].append(self._ask(next(turns[name])))
            time.sleep(PAUSE_S)
        seconds = time.perf_counter() - begin
        return {"": _met_by_wrk(process.communicate()[0])} | {name: _met(one, seconds) for name, one in found.items()}

    def recovery(self, addresses: Iterable[str], quick: float) -> float:
        """Seconds until the first of several in a row that were all answered well, half of them within *quick* ms."""
        begin = time.perf_counter()
        row: list[tuple[float, float]] = []
        for address in addresses:
            asked = time.perf_counter() - begin
            status, milliseconds = self._ask(address)
            row = [*row, (asked, milliseconds)][-IN_A_ROW:] if status == 200 else []
            if len(row) == IN_A_ROW and statistics.median(took for _, took in row) <= quick:
                return row[0][0]
        return float("inf")

    def _ask(self, address: str, due: float | None = None) -> tuple[int, float]:
        """Status, and milliseconds since *due*."""
        begin = due or time.perf_counter()
        try:
            with closing(HTTPConnection(HOST, self._port, timeout=PATIENCE_S)) as connection:
                connection.request("GET", address)
                answer = connection.getresponse()
                answer.read()
                status = answer.status
        except (OSError, HTTPException):
            status = 0
        return status, 1000 * (time.perf_counter() - begin)

    def _wrk(self, addresses: Sequence[str], connections: float, seconds: float) -> subprocess.Popen[str]:
        written = self._scratch / "addresses"
        written.write_text("\n".join(addresses))
        return subprocess.Popen(  # noqa: S603
            [
                *("wrk", "--threads", "1", "--connections", f"{connections:.0f}", "--duration", f"{seconds:.0f}s"),
                *("--timeout", f"{PATIENCE_S:.0f}s", "--script", str(SCRIPT), f"http://{HOST}:{self._port}"),
            ],
            env=os.environ | {"ADDRESSES": str(written)},
            stdout=subprocess.PIPE,
            text=True,
        )


def _met_by_wrk(printed: str) -> Met:
    told = json.loads(printed.splitlines()[-1])
    statuses = {int(status): count for status, count in told["statuses"].items()} | {0: told["failed"]}
    rate = sum(told["statuses"].values()) / told["us"] * 1e6
    return Met(rate, *(told[share] / 1000 for share in ("p50", "p95", "p99")), statuses)


def _met(asked: Sequence[tuple[int, float]], seconds: float) -> Met:
    times = [took for _, took in asked]
    shares = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else 99 * times
    return Met(len(asked) / seconds, shares[49], shares[94], shares[98], Counter(status for status, _ in asked))
