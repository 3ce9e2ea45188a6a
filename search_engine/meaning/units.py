"""
What of a passage has a vector: the whole, and each of its sentences, told with title and heading.

A sentence by itself seldom says whose fee it names or whom it lets in; nor does it say what else is told there.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from search_engine.danish.sentences import sentences


def spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a passage's *text* are, half-open; those that are only white space are none."""
    return [(start, end) for start, end in sentences(text) if text[start:end].strip()]


def units(title: str, path: Sequence[str], text: str) -> list[str]:
    """What is told of all of *text*, then of each of ``spans(text)``, in a document named *title* below *path*."""
    heading = path[-1] if path and path[-1] != title else ""
    above = f"{title} › {heading}: " if heading else f"{title}: "
    return [above + text[start:end].strip() for start, end in [(0, len(text)), *spans(text)]]


def digest(path: Sequence[str], text: str) -> bytes:
    """Of what ``units`` tells but for the title."""
    return blake2b("\0".join([*path[-1:], text]).encode(), digest_size=16).digest()


def key(title: str, digest: bytes) -> int:
    """A number of 64 bits, with sign, for all that ``units`` tells."""
    return int.from_bytes(blake2b(title.encode() + digest, digest_size=8).digest(), "big", signed=True)
