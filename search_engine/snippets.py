"""What to mark in a passage, always in the stored original text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search_engine.danish import Lexicon, stem, tokens
from search_engine.model import ParsedQuery


def marks(text: str, parsed: ParsedQuery, lexicon: Lexicon) -> tuple[tuple[int, int], ...]:
    """
    The stretches of *text* that matched, in order, half-open, as the words stand there.

    A word is marked whole, also where only a part of it matched; the words of a phrase
    only where they follow each other. Words that stand side by side with nothing but
    white space between them are one stretch.
    """
    words = list(tokens(text))
    stems = [stem(word.word) for word in words]
    wanted = {*parsed.terms, *parsed.parts, *parsed.synonyms, *parsed.variants}
    matched = {
        place
        for place, word in enumerate(words)
        if not wanted.isdisjoint((stems[place], *lexicon.part_terms(word.word)))
    }
    for phrase in parsed.required:
        matched.update(_places(stems, phrase))

    found: list[tuple[int, int]] = []
    for word in (words[place] for place in sorted(matched)):
        if found and not text[found[-1][1] : word.start].strip():
            found[-1] = (found[-1][0], word.end)
        else:
            found.append((word.start, word.end))
    return tuple(found)


def _places(stems: Sequence[str], phrase: tuple[str, ...]) -> Iterable[int]:
    """The place of each word of each occurrence of *phrase*."""
    for start in range(len(stems) - len(phrase) + 1):
        if tuple(stems[start : start + len(phrase)]) == phrase:
            yield from range(start, start + len(phrase))
