"""
Readers while the index changes under them: no error, no mixture, nothing that comes back.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from threading import Event, Thread

from search_engine.backends.whoosh import WhooshBackend

from .collection import EVERYWHERE, STAND, document, documents_after, publish, search

READERS = 3


def swap(index: Path, rounds: int) -> Counter[str]:
    """
    Publish *rounds* batches while READERS threads search; returns how many searches saw which.

    Raises:
        AssertionError: If a search saw documents that were never there together, or a batch late.
    """
    publish(WhooshBackend(index), 1)
    backend = WhooshBackend(index)  # not the one that publishes: another process would be no wiser
    published, done = [1], Event()
    seen: Counter[str] = Counter()
    errors: list[BaseException] = []

    def read() -> None:
        try:
            while not done.is_set():
                least = published[0]
                found = search(backend, EVERYWHERE)
                batch = int(next(version for id, version in found.items() if id.startswith(f"{STAND}#")))
                assert found == _passages(batch)
                seen["late" if batch < least else "in time"] += 1
                seen["generations"] = max(seen["generations"], batch)
        except BaseException as error:  # a thread's failure must reach the test
            errors.append(error)

    threads = [Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        for batch in range(2, rounds + 2):
            publish(WhooshBackend(index), batch)
            time.sleep(0.05)
        time.sleep(2)  # the port: seen within two seconds
        published[0] = rounds + 1
        late = seen["late"]
        time.sleep(0.2)
        assert seen["late"] == late
    finally:
        done.set()
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    return seen


def _passages(batch: int) -> dict[str, str]:
    return {
        passage.id: str(version)
        for document_id, version in documents_after(batch).items()
        for passage in document(document_id, version)[1]
    }
