"""
A process that publishes batch after batch until it is killed: ``python -m tests.torture.publisher INDEX BATCH [STEP]``.

Prints each batch once it is published; a printed batch is a promise. With STEP it
publishes one batch and kills itself at that many'th step in the file system.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from search_engine.backends.whoosh import WhooshBackend
from search_engine.danish import Lexicon

from .collection import publish

STEPS = ("open", "os.", "shutil.")  # Python's own audit events, as far as they touch files


def main() -> None:
    index, batch = Path(sys.argv[1]), int(sys.argv[2])
    backend = WhooshBackend(index)
    if len(sys.argv) == 4:
        _die_at(int(sys.argv[3]), index)
        publish(backend, batch)
        print("done", flush=True)
        return
    Lexicon()  # reads the dictionary, which takes longer than a publication of this collection
    print("ready", flush=True)
    while True:
        publish(backend, batch)
        print(batch, flush=True)
        batch += 1


def _die_at(step: int, index: Path) -> None:
    steps = 0

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal steps
        if event.startswith(STEPS) and any(str(index) in str(argument) for argument in arguments):
            steps += 1
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


if __name__ == "__main__":
    main()
