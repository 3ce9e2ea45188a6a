"""What to mark in a passage, always in the stored original text."""

from __future__ import annotations

from itertools import chain

from search_engine.danish import part_terms, stem, tokens
from search_engine.model import ParsedQuery


def marks(text: str, parsed: ParsedQuery) -> tuple[tuple[int, int], ...]:
    """
    The stretches of *text* that matched, in order, half-open, as the words stand there.

    A word is marked whole, also where only a part of it matched. Words that stand side
    by side with nothing but white space between them are one stretch.
    """
    wanted = {*parsed.terms, *parsed.parts, *chain.from_iterable(parsed.required)}
    found: list[tuple[int, int]] = []
    for token in tokens(text):
        if wanted.isdisjoint((stem(token.word), *part_terms(token.word))):
            continue
        if found and not text[found[-1][1] : token.start].strip():
            found[-1] = (found[-1][0], token.end)
        else:
            found.append((token.start, token.end))
    return tuple(found)
