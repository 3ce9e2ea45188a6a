"""
kill -9 while publishing: what was published stays, and the index always opens.

    kill    at random moments of a process that publishes without a pause
    steps   at every step in the file system of one publication, in turn
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from search_engine.backends.whoosh import WhooshBackend
from search_engine.errors import IndexMissing

from .collection import batch_of, publish

REPOSITORY = Path(__file__).resolve().parents[2]
LONGEST_WAIT = 3  # times what a publication takes: some kills meet the first one, most a later one


def kill(index: Path, rounds: int, seed: int) -> Counter[str]:
    """
    What was found after each of *rounds* kills.

    Raises:
        AssertionError: If a published batch is gone, or the index is not whole.
    """
    chance = random.Random(seed)  # noqa: S311  # to be had again, not to be secret
    outcomes: Counter[str] = Counter()
    promised = 0
    longest_wait = LONGEST_WAIT * _seconds_taken(index / "timed")
    for _ in range(rounds):
        process = _publisher(index, promised + 1)
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, longest_wait))
        process.kill()
        printed, _ = process.communicate()
        assert process.returncode == -signal.SIGKILL, "it ended by itself"
        promised = max([promised, *map(int, printed.split())])
        outcomes[_outcome(index, promised)] += 1
        promised = _batch(index)
    return outcomes


def steps(index: Path, which: slice = slice(None)) -> Counter[str]:
    """The same for a kill at each step of publishing batch 2 over batch 1, as far as *which* takes them."""
    outcomes: Counter[str] = Counter()
    for step in range(1, 10_000)[which]:
        root = index / str(step)
        publish(WhooshBackend(root), 1)
        process = _publisher(root, 2, str(step))
        printed, _ = process.communicate()
        if printed:
            return outcomes
        assert process.returncode == -signal.SIGKILL, "it ended by itself"
        outcomes[_outcome(root, 1)] += 1
        publish(WhooshBackend(root), 3)  # nothing that was left is in the way
        assert batch_of(WhooshBackend(root)) == 3
    return outcomes


def _seconds_taken(index: Path) -> float:
    """By a publication over another one, on this machine and as busy as it is."""
    publish(WhooshBackend(index), 1)
    started = time.perf_counter()
    publish(WhooshBackend(index), 2)
    return time.perf_counter() - started


def _publisher(index: Path, batch: int, *step: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.torture.publisher", str(index), str(batch), *step]
    return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)


def _outcome(index: Path, promised: int) -> str:
    batch = _batch(index)
    assert batch in (promised, promised + 1), f"batch {promised} was published, {batch} is there"
    if not batch:
        return "killed before the first was published"
    return "as published" if batch == promised else "published, killed before it could say so"


def _batch(index: Path) -> int:
    """0 where nothing was published yet."""
    try:
        backend = WhooshBackend(index)
        assert not backend.status().degraded
        return batch_of(backend)
    except IndexMissing:
        return 0
