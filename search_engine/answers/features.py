"""
What speaks for a stretch being the answer, and what against it, as numbers with names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from search_engine.answers.about import About
from search_engine.answers.candidates import SEPARATOR, Candidate, Span, candidates
from search_engine.answers.coverage import Coverage, Place
from search_engine.danish import Lexicon, tokens
from search_engine.danish.facts import facts
from search_engine.model import Fact, FactKind, Passage, Record, Scored

READ = 20  # passages that are read for an answer; guess
LEAST = 0.25  # share of the question that stretch and headings must have for the rest to be looked at; guess
BESIDE = 30  # characters between a number and what it counts; guess
SHORTEST = 25  # characters of an answer that neither is what was asked for nor is led in; guess
USUAL = 120  # characters of a usual answer; guess

DEFINES = re.compile(r"^\W*(?:\w+\W+){0,4}?(?:er|betyder|dækker|omfatter|forstås|kaldes|står for)\b", re.IGNORECASE)
PRICED = re.compile(r"\b(?:kr|kroner|pris\w*|takst\w*|\w*gebyr\w*|\w*betaling|\w*tilskud|\w*afgift)\b", re.IGNORECASE)

# A question for one of these has no answer without: beside the kinds that are strict by themselves.
FIGURES = {FactKind.DATE, FactKind.PERIOD, FactKind.FREQUENCY, FactKind.PLACE, FactKind.PERSON, FactKind.OFFICE}
NEEDED = {FactKind.SHARE, FactKind.YEAR, FactKind.DEADLINE, FactKind.AGE, FactKind.NUMBER}

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A stretch with what speaks for it; *facts* are those that were asked for, in the passage's offsets."""

    scored: Scored
    candidate: Candidate
    facts: tuple[Fact, ...]
    features: Features


def weighed(about: About, scored: Sequence[Scored], lexicon: Lexicon) -> Iterator[Weighed]:
    """
    Every stretch of *scored*, best passages first, that may answer.

    Another municipality's word is no answer, nor is a passage that does not have the year or the number
    in question.
    """
    weigher = _Weigher(about, scored, lexicon)
    for rank, one in enumerate(scored[:READ]):
        if not about.municipalities or one.record.municipality in (*about.municipalities, None):
            yield from weigher.weigh(rank, one)


class _Weigher:
    """One question, and what is the same for all its passages."""

    def __init__(self, about: About, scored: Sequence[Scored], lexicon: Lexicon) -> None:
        self._about = about
        self._top = scored[0].score if scored else 1.0
        self._said = Coverage(about.words, lexicon)
        self._asks = Coverage(about.asking, lexicon)
        self._idf = sum(word.weight for word in (*about.words, *about.asking)) or 1.0
        kind = about.asked.kind
        self._strict = kind is not None and (kind.strict or kind in NEEDED)
        kinds = about.asked.kinds[:1] if self._strict else about.asked.kinds
        self._fitting = frozenset(fact for asked in kinds for fact in asked.fitting)

    def weigh(self, rank: int, one: Scored) -> Iterator[Weighed]:
        about, said, text = self._about, self._said, one.passage.text
        above = said.places(_above(one.record, one.passage))
        places = said.places(text)
        everywhere = said.met([*places, *above])
        in_passage = said.share(everywhere)
        if in_passage < LEAST or not _has_all(about.exact, text, one):
            return
        own = said.share(said.met(said.places(one.passage.path[-1]))) if one.passage.path else 0.0
        asks = self._asks.places(text) if about.asking else []
        asks_above = self._asks.places(" ".join(one.passage.path)) if about.asking else []
        found: Sequence[Fact] | None = None
        before: Span | None = None

        for number, candidate in enumerate(candidates(text)):
            spans = [(candidate.start, candidate.end), *candidate.leads]
            near = _within(places, spans)
            around = said.met([*near, *above])
            share = said.share(around)
            besides = said.met([*near, *above, *_within(places, [before] if before else [])])
            beside = said.share(besides)
            if not candidate.is_list:
                before = spans[0]
            if beside < LEAST or text[candidate.end - 1] == "?":
                continue
            if found is None:
                found = facts(text) if self._fitting else ()
            fit = self._fit(found, text, candidate, places)
            if (self._strict or candidate.is_bare) and not fit:
                continue
            length = candidate.end - candidate.start
            if length < SHORTEST and not fit and not candidate.leads:
                continue
            kinds = about.asked.kinds
            yield Weighed(
                one,
                candidate,
                fit,
                {
                    "inside": said.share(said.met(_within(places, spans[:1]))),
                    "around": share,
                    "beside": beside,
                    "passage": in_passage,
                    "unmet": said.unmet(around),
                    "unmet in passage": said.unmet(everywhere),
                    "key": said.key(around),
                    "key beside": said.key(besides),
                    "key in passage": said.key(everywhere),
                    "heading": own,
                    "figure": float(self._strict),
                    "asking": self._asks.share(self._asks.met([*_within(asks, spans), *asks_above])),
                    "score": one.score / self._top if self._top else 0.0,
                    "score per word": min(one.score / self._idf, 6.0) / 6.0,
                    "first": float(rank == 0),
                    "fits": float(bool(fit)),
                    "fits first": float(any(kinds[0] in (fact.kind, fact.kind.broad) for fact in fit)),
                    "no figure": float(not fit and bool(kinds) and kinds[0] in FIGURES),
                    "defines": float(
                        FactKind.DEFINITION in kinds and bool(DEFINES.match(text, candidate.start, candidate.end))
                    ),
                    "long": max(0.0, log(length / USUAL)),
                    "short": max(0.0, log(USUAL / length)),
                    "opens a list": float(text[candidate.end - 1] == ":"),
                    "list": float(candidate.is_list),
                    "list wanted": float(candidate.is_list and FactKind.LIST in kinds),
                    "first sentence": float(number == 0),
                    "replaced": float(one.record.replaced_by is not None and not about.asked.years),
                    "exact here": float(_has_all(about.exact, " ".join(text[a:b] for a, b in spans), one)),
                    "listing": float(one.record.kind == "oversigt"),
                },
            )

    def _fit(self, found: Iterable[Fact], text: str, candidate: Candidate, places: Sequence[Place]) -> tuple[Fact, ...]:
        """The facts of the stretch that were asked for; a figure in a column of prices is one."""
        here = [fact for fact in found if candidate.start <= fact.start and fact.end <= candidate.end]
        fit = tuple(fact for fact in here if fact.kind in self._fitting)
        if not fit and FactKind.MONEY in self._fitting and SEPARATOR in text[candidate.start : candidate.end]:
            heads = " ".join(text[start:end] for start, end in candidate.leads)
            fit = tuple(fact for fact in here if fact.kind is FactKind.NUMBER and PRICED.search(heads))
        return tuple(fact for fact in fit if self._counts(fact, places)) if self._about.counted else fit

    def _counts(self, fact: Fact, places: Sequence[Place]) -> bool:
        """Whether what is counted stands beside the number."""
        return any(
            hit.number in self._about.counted
            for place in places
            if fact.start - BESIDE <= place.start < fact.end + BESIDE
            for hit in place.hits
            if not hit.is_other
        )


def _above(record: Record, passage: Passage) -> str:
    return " ".join([record.title, *passage.path])


def _within(places: Iterable[Place], spans: Sequence[Span]) -> list[Place]:
    return [place for place in places if any(start <= place.start < end for start, end in spans)]


def _has_all(words: Sequence[str], text: str, one: Scored) -> bool:
    """Whether each of *words* stands in *text*, or above it, or is the document's year."""
    if not words:
        return True
    there = {token.word for token in tokens(f"{_above(one.record, one.passage)} {text}")}
    return all(word in there or word == str(one.record.year) for word in words)
