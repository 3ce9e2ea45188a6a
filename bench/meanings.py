"""
Vectors for an index, drawn by chance: it takes no longer to compare those that tell something.

To work them out for 100,000 passages would take six hours.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np

from bench import kept
from search_engine import meaning
from search_engine.backends.whoosh import WhooshBackend
from search_engine.backends.whoosh.backend import MEANINGS
from search_engine.meaning.model import SIZE

SEED = 23
BATCH = 1_000  # passages


def draw(index: Path) -> None:
    """Give each passage of *index* that has none a vector for the whole, and one for each of its sentences."""
    backend, meanings = WhooshBackend(index), meaning.Meanings(index / MEANINGS)
    if not backend.without_meaning():
        return
    kept.say(f"drawing vectors for {index.parent.name}")
    chance = np.random.default_rng(SEED)
    told = (
        (meaning.key(record.title, meaning.digest(passage.path, passage.text)), 1 + len(meaning.spans(passage.text)))
        for record in backend.records()
        for passage in backend.passages(record.id)
    )
    while batch := list(islice(told, BATCH)):
        meanings.put({key: chance.integers(-127, 128, (count, SIZE), np.int8) for key, count in batch})
