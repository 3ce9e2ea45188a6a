"""
``python -m tests.torture [all | kill | steps | corrupt | swap | fill] [ROUNDS] [--seed SEED]``
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from .corruption import corrupt
from .full_disk import Unavailable, fill
from .kill import kill, steps
from .swaps import swap

RUNS: dict[str, tuple[int, Callable[[Path, int, int], Counter[str]]]] = {
    "kill": (200, kill),
    "steps": (1_000, lambda index, rounds, seed: steps(index, slice(rounds))),
    "corrupt": (100, corrupt),
    "swap": (200, lambda index, rounds, seed: swap(index, rounds)),
    "fill": (100, fill),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("run", nargs="?", default="all", choices=["all", *RUNS])
    parser.add_argument("rounds", nargs="?", type=int)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    for name in RUNS if asked.run == "all" else [asked.run]:
        rounds, run = RUNS[name]
        rounds = asked.rounds or rounds
        print(f"{name} {rounds} --seed {asked.seed} …", file=sys.stderr, flush=True)
        started = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            try:
                outcomes = run(Path(folder) / "index", rounds, asked.seed)
            except Unavailable as reason:
                print(f"{name}: not run, {reason}", flush=True)
                continue
        counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        print(f"{name} --seed {asked.seed}: {counts}; {time.perf_counter() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
