"""What to mark in a passage, always in the stored original text."""

from __future__ import annotations

from itertools import chain

from search_engine.danish import terms
from search_engine.model import ParsedQuery


def marks(text: str, parsed: ParsedQuery) -> tuple[tuple[int, int], ...]:
    """
    The stretches of *text* that matched, in order, half-open, as the words stand there.

    Words that stand side by side with nothing but white space between are one stretch.
    """
    wanted = {*parsed.terms, *chain.from_iterable(parsed.required)}
    found: list[tuple[int, int]] = []
    for term in terms(text):
        if term.text not in wanted:
            continue
        if found and not text[found[-1][1] : term.start].strip():
            found[-1] = (found[-1][0], term.end)
        else:
            found.append((term.start, term.end))
    return tuple(found)
