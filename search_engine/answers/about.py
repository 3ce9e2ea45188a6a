"""
What a question is about: its telling words, each with the other words for it and its weight.

Left out are small words ("er der") and the name of a municipality, which says whose
documents are meant. Words that ask ("hvor mange", "koster") are kept apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search_engine.answers.narrowing import Narrowing, narrowings
from search_engine.danish import PART, STOP_WORDS, Lexicon, stem, tokens
from search_engine.danish.questions import read
from search_engine.danish.thesaurus import Synonym, Thesaurus
from search_engine.model import Asked, FactKind, ParsedQuery

# What it is worth to be met by something else than the word itself; guesses.
BY_COMPOUND = 0.85
BY_OTHER = 0.7
BY_PARTS = 0.85

COUNTED = 2  # words behind "hvor mange" of which one says what is counted


@dataclass(frozen=True, slots=True)
class Way:
    """
    Terms that stand for a word. All of them are worth *worth*; some, their share of it if it
    may be *divided*, else nothing.
    """

    terms: tuple[str, ...]
    worth: float
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """
    A word to be met, as it was typed; *weight* is its idf.

    Its stem is worth 1; the first of its other *ways* are its parts.
    """

    text: str
    stem: str
    weight: float
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class About:
    """
    The *words* that an answer must speak of, and those that only *ask*, which may stand there, too.

    *exact* are years, which nothing else stands for; *municipalities* whose answer is wanted.
    *counted*: the places in *words* of what is counted ("hvor mange plejeboliger"). *narrowings*: ``narrowing.py``.
    """

    asked: Asked
    words: tuple[Word, ...]
    asking: tuple[Word, ...]
    exact: tuple[str, ...]
    municipalities: tuple[str, ...]
    counted: tuple[int, ...] = ()
    narrowings: tuple[Narrowing, ...] = ()


def about(
    text: str,
    parsed: ParsedQuery,
    lexicon: Lexicon,
    thesaurus: Thesaurus,
    idf: Callable[[Iterable[str]], Mapping[str, float]],
) -> About:
    """What *text* is about, as *parsed* read its words."""
    text = parsed.as_read or text
    asked = read(text)
    typed = list(tokens(text))
    others = thesaurus.synonyms(typed)
    searched = {*parsed.terms, *(term for phrase in parsed.required for term in phrase)}
    telling = {token.word: token for token in typed if token.word not in STOP_WORDS and stem(token.word) in searched}
    weights = idf({stem(word) for word in telling})
    words = {
        word: Word(
            text=text[token.start : token.end],
            stem=stem(word),
            weight=weights[stem(word)],
            ways=tuple(_ways(word, others.get(token, ()), lexicon)),
        )
        for word, token in telling.items()
    }
    spoken_of = [name for name in words if name not in asked.asking] or list(words)
    return About(
        asked=asked,
        words=tuple(words[name] for name in spoken_of),
        asking=tuple(word for name, word in words.items() if name not in spoken_of),
        exact=asked.years,
        municipalities=parsed.municipalities,
        counted=tuple(_counted(asked, [token.word for token in typed], spoken_of)),
        narrowings=narrowings(text),
    )


def _counted(asked: Asked, typed: Sequence[str], spoken_of: Sequence[str]) -> Iterator[int]:
    """The words behind "hvor mange": the first two, for one may be an adjective ("gældende politikker")."""
    if asked.kind is FactKind.NUMBER and "mange" in typed:
        behind = typed[typed.index("mange") + 1 :][:COUNTED]
        yield from (number for number, word in enumerate(spoken_of) if word in behind)


def _ways(word: str, others: Sequence[Synonym], lexicon: Lexicon) -> Iterator[Way]:
    parts = lexicon.part_terms(word)
    if len(parts) > 1:
        yield Way(parts, BY_PARTS, divided=True)
    elif parts:
        yield Way(parts, BY_COMPOUND)
    for other in others:
        yield Way(other.telling, BY_OTHER)
        if len(other.telling) == 1:  # "affald" is met by "affaldsgebyr" too
            yield Way((PART + other.telling[0],), BY_OTHER)
