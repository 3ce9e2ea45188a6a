"""
The stretches of a passage that could be an answer: its sentences, for now.
"""

from __future__ import annotations

from collections.abc import Iterator

from search_engine.danish.sentences import sentences


def candidates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of *text* as half-open offsets, without the white space around them."""
    for start, end in sentences(text):
        stripped = text[start:end].strip()
        if stripped:
            first = text.index(stripped, start)
            yield first, first + len(stripped)
