"""
What speaks for a stretch being the answer, and what against it, as numbers from 0 to 1 with names.

    inside             the share of the question's words, by weight, that the stretch has
    begins             … that its first words have
    dense              how many of the question's words it has for its length
    around             … with its leads, the headings and the title
    itself             … by themselves: neither in parts nor by other words for the same
    beside             … and the stretch before it, for "Den koster …"
    near               … and the text up to NEAR characters before and behind it
    heading            … that the heading right above has
    lead               … that one of its leads has
    led                one of its leads speaks of it: has LED of the question
    another            … of which that has but the last part, in another's compound ("cykelpolitik", "ældrepolitik")
    asking             the share of the words that ask ("koster"), in the stretch, its leads and the headings
    score              the passage's score, against the best one's
    found              … and against what the question's words weigh: how well anything was found at all
    rank               1 for the best passage, 1/2 for the second, 1/3 …
    meaning            how near the question is to the nearest sentence of the stretch, UNKNOWN without vectors
    fits               the stretch holds a fact of a kind that was asked for
    fits first         … of the likeliest kind
    exact here         the years that were asked for stand in or above the stretch, not just near it
    list wanted        a list, where one was asked for
    count              as many things as were asked for ("Hvilke syv …")
    words              how many telling words the question has, up to MANY
    figure             the question is for something that an answer must hold: an amount, a name, a number …
    only               … and there is one such thing in the stretch
    open               it is for no kind of fact: anything may be the answer
    replaced           the document is replaced by another, or one of its title is newer
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from search_engine import meaning
from search_engine.answers.about import About
from search_engine.answers.candidates import SEPARATOR, Candidate, Span, candidates
from search_engine.answers.counting import counted
from search_engine.answers.coverage import Coverage, Place
from search_engine.answers.narrowing import tells_something_else
from search_engine.danish import STOP_WORDS, Lexicon, tokens
from search_engine.danish.facts import facts
from search_engine.model import YEAR, Fact, FactKind, Nearness, Passage, Record, Scored

READ = 12  # passages that are read for an answer; measured: 8 and 20 answer alike
# Share of the question that stretch and headings must have for the rest to be looked at. Measured, right answers if
# every question were answered, on questions in a citizen's own words: .25 .73, .15 .78, .08 and 0 .78.
LEAST = 0.15
LED = 0.3  # guess
BEGINNING = 3  # telling words that a stretch begins with, which are often what it is about; guess
# Between these cosines lies what a stretch means to a question, from -1 to 1; guess: nine in ten stretches do.
FAR, CLOSE = 0.75, 0.95
# … and what it is taken to mean where that is not known: as much as the nearest stretch where there is no answer.
# Measured without vectors on two collections, right answers and abstention: 0 .842 and .903, .931 and .848; -.15
# .822 and .935, .921 and .970; -.3 .796 and .968, .896 and 1.0.
UNKNOWN = -0.15
DENSE = 3  # words that are added to a stretch's length, so that no bare name is all of the question; guess
FULL_SCORE = 6.0  # of a passage, by what the question's words weigh, which few reach; guess
NEAR = 150  # characters; measured: of 150, 250 and 400 the least is best
BESIDE = 30  # characters between a number and what it counts; guess
SHORTEST = 25  # characters of an answer that neither is what was asked for nor is led in; guess

MANY = 8  # words of a question; guess

PRICED = re.compile(r"\b(?:kr|kroner|pris\w*|takst\w*|\w*gebyr\w*|\w*betaling|\w*tilskud|\w*afgift)\b", re.IGNORECASE)

# What comes of a condition, or again and again, has no date, and a share is a price where something is paid or given.
WHEN = re.compile(r"\b(?:når|så snart|hver|hvert|hver gang|indtil|inden|før|efter at|først|årligt?)\b", re.IGNORECASE)
PAID = re.compile(rf"{PRICED.pattern}|\b(?:betal\w*|rabat\w*|dæk\w*|refu\w*|nedsæt\w*|halv pris)\b", re.IGNORECASE)

LASTING = {FactKind.PERIOD, FactKind.FREQUENCY}

# A question for one of these has no answer without: beside the kinds that are strict by themselves.
NEEDED = {FactKind.SHARE, FactKind.YEAR, FactKind.DEADLINE, FactKind.AGE, FactKind.NUMBER}

# A question for one of these may have any sentence for its answer.
OPEN = {FactKind.STATEMENT, None}

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A stretch with what speaks for it; *facts* are those that were asked for, in the passage's offsets."""

    scored: Scored
    candidate: Candidate
    facts: tuple[Fact, ...]
    features: Features


def weighed(
    about: About, scored: Sequence[Scored], nearness: Sequence[Nearness | None], lexicon: Lexicon
) -> Iterator[Weighed]:
    """
    Every stretch of *scored*, best passages first, that may answer; *nearness* as the back end tells it for these.

    Another municipality's word is no answer, nor is a passage that does not have the year in question.
    """
    weigher = _Weigher(about, scored, lexicon)
    for rank, (one, near) in enumerate(zip(scored, nearness, strict=True)):
        if not about.municipalities or one.record.municipality in (*about.municipalities, None):
            yield from weigher.weigh(rank, one, near)


class _Weigher:
    """One question, and what is the same for all its passages."""

    def __init__(self, about: About, scored: Sequence[Scored], lexicon: Lexicon) -> None:
        self._about = about
        self._top = scored[0].score if scored else 1.0
        self._newest: dict[tuple[str, str | None], date] = {}
        for one in scored[:READ]:
            if one.record.date:
                self._newest[_edition(one.record)] = max(
                    self._newest.get(_edition(one.record), date.min), one.record.date
                )
        self._weight = sum(word.weight for word in about.words)
        self._said = Coverage(about.words, lexicon)
        self._asks = Coverage(about.asking, lexicon)
        kind = about.asked.kind
        self._strict = kind is not None and (kind.strict or kind in NEEDED)
        kinds = about.asked.kinds[:1] if self._strict else about.asked.kinds
        self._fitting = frozenset(fact for asked in kinds for fact in asked.fitting)
        if about.counted:  # "hvor mange elever": neither a share of them nor their age
            self._fitting -= {FactKind.SHARE, FactKind.AGE}
            if FactKind.PERIOD not in about.asked.kinds:
                self._fitting -= {FactKind.PERIOD}

    def weigh(self, rank: int, one: Scored, nearness: Nearness | None) -> Iterator[Weighed]:
        said, text = self._said, one.passage.text
        words = list(tokens(text))
        telling = [token for token in words if token.word not in STOP_WORDS]
        places, above = said.places(words), said.places(tokens(_above(one.record, one.passage)))
        if said.share(said.met([*places, *above])) < LEAST or not _has_all(self._about.exact, text, one):
            return
        asks = self._asks.places(words)
        asks_above = self._asks.places(tokens(" ".join(one.passage.path)))
        shared = self._of_passage(rank, one)
        near = dict(zip(meaning.spans(text), nearness.sentences, strict=True)) if nearness else {}
        found: Sequence[Fact] | None = None
        before: tuple[Span, ...] = ()

        for candidate in candidates(text):
            here: Span = (candidate.start, candidate.end)
            spans = (here, *candidate.leads)
            around = [*_within(places, spans), *above]
            inside = _within(places, [here])
            nearby = [*around, *_within(places, [_widened(here)])]
            beside = said.share(said.met([*around, *_within(places, before)]))
            before = before if candidate.is_list else (here,)
            if beside < LEAST or self._tells_something_else(text, spans, one):
                continue
            if found is None:
                found = facts(text) if self._fitting else ()
            fit = self._fit(found, text, candidate, places)
            if not fit and not self._may_answer(candidate, text, found):
                continue
            own = [token for token in telling if here[0] <= token.start < here[1]]
            lead = max((said.share(said.met(_within(places, [lead]))) for lead in candidate.leads), default=0.0)
            yield Weighed(
                one,
                candidate,
                fit,
                shared
                | {
                    "inside": said.share(said.met(inside)),
                    "begins": said.share(said.met(said.places(own[:BEGINNING]))),
                    "dense": min(1.0, said.count(inside) / (DENSE + len(own)) * MANY / 2),
                    "around": said.share(said.met(around)),
                    "itself": said.share(said.itself(around)),
                    "beside": beside,
                    "another": said.another(nearby),
                    "near": said.share(said.met(nearby)),
                    "meaning": _meaning(near, here),
                    "lead": lead,
                    "led": float(lead > LED),
                    "asking": self._asks.share(self._asks.met([*_within(asks, spans), *asks_above])),
                    "only": float(self._strict and len(fit) == 1),
                    "fits": float(bool(fit)),
                    "fits first": float(any(self._about.asked.kind in (fact.kind, fact.kind.broad) for fact in fit)),
                    "exact here": float(_has_all(self._about.exact, " ".join(text[a:b] for a, b in spans), one)),
                    "list wanted": float(candidate.is_list and FactKind.LIST in self._about.asked.kinds),
                    "count": float(self._about.asked.count == counted(text[candidate.start : candidate.end])),
                },
            )

    def _of_passage(self, rank: int, one: Scored) -> Features:
        """What all its stretches share."""
        own_heading = self._said.places(tokens(one.passage.path[-1])) if one.passage.path else []
        return {
            "heading": self._said.share(self._said.met(own_heading)),
            "score": one.score / self._top if self._top else 0.0,
            "found": min(1.0, one.score / (self._weight * FULL_SCORE)) if self._weight else 0.0,
            "rank": 1 / (1 + rank),
            "words": min(len(self._about.words), MANY) / MANY,
            "figure": float(self._strict),
            "open": float(self._about.asked.kind in OPEN),
            "replaced": float(self._is_replaced(one.record) and not self._about.asked.years),
        }

    def _is_replaced(self, record: Record) -> bool:
        newest = self._newest.get(_edition(record))
        return record.replaced_by is not None or bool(record.date and newest and record.date < newest)

    def _tells_something_else(self, text: str, spans: Sequence[Span], one: Scored) -> bool:
        if not self._about.narrowings and not self._about.exact:
            return False
        stretch = " ".join(text[start:end] for start, end in spans)
        above = _above(one.record, one.passage)
        return tells_something_else(self._about.narrowings, self._about.exact, stretch, above)

    def _may_answer(self, candidate: Candidate, text: str, found: Sequence[Fact]) -> bool:
        """Whether the stretch may answer though it holds nothing of the kind that was asked for."""
        if self._strict or candidate.is_bare:
            return False
        if self._about.asked.kind is FactKind.DATE:
            lasts = any(f.kind in LASTING and candidate.start <= f.start < candidate.end for f in found)
            if not lasts and not WHEN.search(text, candidate.start, candidate.end):
                return False
        return candidate.end - candidate.start >= SHORTEST or bool(candidate.leads)

    def _fit(self, found: Iterable[Fact], text: str, candidate: Candidate, places: Sequence[Place]) -> tuple[Fact, ...]:
        """The facts of the stretch that were asked for; a figure in a column of prices is one."""
        here = [fact for fact in found if candidate.start <= fact.start and fact.end <= candidate.end]
        fit = tuple(fact for fact in here if fact.kind in self._fitting)
        if self._about.asked.kind is FactKind.MONEY and not _is_paid(text, candidate):
            fit = tuple(fact for fact in fit if fact.kind is not FactKind.SHARE)
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


def _meaning(near: Mapping[Span, float], here: Span) -> float:
    """How near the sentences *here* are to the question, by what is known of the passage's."""
    cosines = [cosine for span, cosine in near.items() if span[0] < here[1] and here[0] < span[1]]
    return (2 * max(cosines) - FAR - CLOSE) / (CLOSE - FAR) if cosines else UNKNOWN


def _is_paid(text: str, candidate: Candidate) -> bool:
    spans = [(candidate.start, candidate.end), *candidate.leads]
    return any(PAID.search(text, start, end) for start, end in spans)


def _edition(record: Record) -> tuple[str, str | None]:
    """What all versions of a document have in common."""
    return " ".join(YEAR.sub("", record.title).lower().split()), record.municipality


def _above(record: Record, passage: Passage) -> str:
    return " ".join([record.title, *passage.path])


def _widened(span: Span) -> Span:
    return span[0] - NEAR, span[1] + NEAR


def _within(places: Iterable[Place], spans: Sequence[Span]) -> list[Place]:
    return [place for place in places if any(start <= place.start < end for start, end in spans)]


def _has_all(words: Sequence[str], text: str, one: Scored) -> bool:
    """Whether each of *words* stands in *text*, or above it, or is the document's year."""
    if not words:
        return True
    there = {token.word for token in tokens(f"{_above(one.record, one.passage)} {text}")}
    return all(word in there or word == str(one.record.year) for word in words)
