"""
What a question is about: its telling words, each with the other words for it and its weight.

A small word ("hvornår er der") tells nothing, and the name of a municipality says whose
documents are meant; both are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from search_engine.danish import PART, STOP_WORDS, Lexicon, stem, tokens
from search_engine.danish.thesaurus import Synonym, Thesaurus
from search_engine.model import ParsedQuery


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be met, as it was typed; *weight* is its idf."""

    text: str
    stem: str
    parts: frozenset[str]
    others: frozenset[str]  # stems of other words for the same
    weight: float


def about(
    text: str,
    parsed: ParsedQuery,
    lexicon: Lexicon,
    thesaurus: Thesaurus,
    idf: Callable[[Iterable[str]], Mapping[str, float]],
) -> tuple[Word, ...]:
    """The telling words of *text*, as *parsed* read it."""
    typed = list(tokens(parsed.as_read or text))
    others = thesaurus.synonyms(typed)
    searched = {*parsed.terms, *(term for phrase in parsed.required for term in phrase)}
    telling = [token for token in typed if stem(token.word) in searched and token.word not in STOP_WORDS]
    weights = idf({stem(token.word) for token in telling})
    return tuple(
        Word(
            text=(parsed.as_read or text)[token.start : token.end],
            stem=stem(token.word),
            parts=frozenset(lexicon.part_terms(token.word)),
            others=frozenset(_stems(others.get(token, ()))),
            weight=weights[stem(token.word)],
        )
        for token in {stem(token.word): token for token in telling}.values()
    )


def _stems(found: Iterable[Synonym]) -> Iterator[str]:
    """A single word also as a part, for "affald" is met by "affaldsgebyr" too."""
    for synonym in found:
        yield from synonym.stems
        if len(synonym.stems) == 1:
            yield PART + synonym.stems[0]
