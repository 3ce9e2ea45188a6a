"""
Damage to the files of the index: found before anything is answered from them.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from search_engine.backends.whoosh import WhooshBackend
from search_engine.errors import IndexDamaged

from .collection import batch_of, publish

BATCHES = 4


def _flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _blank(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    end = min(start + 512, len(content))  # a sector
    return content[:start] + bytes(end - start) + content[end:]


def _add(content: bytes, chance: random.Random) -> bytes:
    return content + chance.randbytes(chance.randrange(1, 64))


def _delete(content: bytes, chance: random.Random) -> None:
    return None


KINDS: dict[str, Callable[[bytes, random.Random], bytes | None]] = {
    "flip": _flip,
    "cut": _cut,
    "blank": _blank,
    "add": _add,
    "delete": _delete,
}


def corrupt(folder: Path, rounds: int, seed: int) -> Counter[str]:
    """
    Damage a file of the generation in use, its manifest or CURRENT, *rounds* times, each
    time in a fresh copy of a good index; every fifth time the older generations as well.

    Raises:
        AssertionError: If damage went unnoticed, or an answer was wrong.
    """
    chance = random.Random(seed)  # noqa: S311  # to be had again, not to be secret
    good = folder / "good"
    for batch in range(1, BATCHES + 1):
        publish(WhooshBackend(good), batch)
    outcomes: Counter[str] = Counter()
    for number in range(rounds):
        index = folder / f"damaged-{number}"
        shutil.copytree(good, index)
        generations = sorted((index / "generations").iterdir())
        kind = chance.choice(list(KINDS))
        for generation in generations if number % 5 == 4 else generations[-1:]:
            path = chance.choice(
                [index / "CURRENT", *_files(generation)] if generation == generations[-1] else _files(generation)
            )
            _damage(path, KINDS[kind], chance)
        outcomes[f"{kind}: {_outcome(index)}"] += 1
        shutil.rmtree(index)
    return outcomes


def _files(generation: Path) -> list[Path]:
    """Not the empty ones: nothing can happen to them but that they go."""
    return sorted(path for path in generation.rglob("*") if path.is_file() and path.stat().st_size)


def _damage(path: Path, change: Callable[[bytes, random.Random], bytes | None], chance: random.Random) -> None:
    before = path.read_bytes()
    after: bytes | None = before
    for _ in range(100):
        after = change(before, chance)
        if after != before:
            break
    else:  # a file of zeros can be blanked for ever
        after = _flip(before, chance)
    if after is None:
        path.unlink()
    else:
        path.write_bytes(after)


def _outcome(index: Path) -> str:
    backend = WhooshBackend(index)
    try:
        status = backend.status()
    except IndexDamaged:
        return "refused"
    assert status.degraded, "nobody noticed"
    assert status.problems
    batch = batch_of(backend)
    return "served as published, and said" if batch == BATCHES else "fell back to an older one"
