"""
Which stretch answers, and how certain that is.

Two sums of named features (``features.py``) with weights that were fitted to judged questions
(``weights.toml``): one puts the stretches in order, the other says how often an answer such as
the best of them is right. Below CERTAIN it is not given.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, log
from pathlib import Path

from search_engine.answers.about import About
from search_engine.answers.candidates import Span
from search_engine.answers.features import Features, Weighed, weighed
from search_engine.answers.quotation import quotation
from search_engine.danish import Lexicon
from search_engine.model import FactKind, Nearness, Scored

CERTAIN = 0.45  # see docs/relevance.md for what other thresholds give
COUNT = 2.0  # what as many things as were asked for gain; guess: too few questions count for a fit
# What the share of the question that is another's loses. Measured, right answers and loss: 4 .879 and .355, 8 .876 and
# .352, 12 .876 and .351; with 8, the day on which a policy was decided still answers for another policy.
ANOTHER = 12.0
REPLACED = 3.0  # what a replaced document's stretch loses: it answers where nothing else does; guess: odds of 1 to 20

AHEAD = 5.0  # guess: odds of 150 to 1, and more tells nothing more

MOST = 3  # quotes in one answer
# A further quote is at least this likely, against the best. Measured on five sets, right answers if every question were
# answered: .3 .828, .1 .838, .03 .858, .01 .859, .001 .866, but what is so unlikely is only there for the measure.
SHARE = 0.01
FIGURE_SHARE = 0.03  # … where a figure is asked for: the next may be that of another thing; .1 .861, .03 and .01 .863
NEARLY = 0.6  # … from here on another municipality's comes first; measured: .4 answers 2 of 98 questions fewer
# Characters of a quote that is more than the stretch itself. Measured as above: 100 .842, 150, 200 and 220 .864,
# 250 .859. It grows where all the quotes leave room: up to 200 .858, 250 .861, 300 to 480 .863.
QUOTE_ROOM = 200
GROWN_ROOM = 300
LIST_ROOM = 450  # of a list that was asked for: half of it would mislead; guess
ROOM = 500  # characters of all quotes together: more is no answer, but reading matter

# What of the stretch is marked: no fact of these kinds. Of the first only the words by which one knows them are
# facts ("fordi" is no answer), of the others there are too many for any to stand out ("børn", "i hallen").
CUES = {FactKind.DEFINITION, FactKind.REASON, FactKind.PROCEDURE, FactKind.RULE, FactKind.LIST, FactKind.STATEMENT}
LOOSE = {FactKind.PERSON, FactKind.PLACE}

_weights = tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8"))
ORDER: Mapping[str, float] = _weights["order"]
CONFIDENCE: Mapping[str, float] = _weights["confidence"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a passage to be quoted, and within it what was asked for; offsets into the passage's text."""

    scored: Scored
    span: Span
    highlight: Span


@dataclass(frozen=True, slots=True)
class Choice:
    """The quotes that answer, best first."""

    kind: FactKind
    confidence: float
    quotes: tuple[Quote, ...]


def choose(
    about: About, scored: Sequence[Scored], nearness: Sequence[Nearness | None], lexicon: Lexicon
) -> Choice | None:
    """What of the passages answers, None where nothing is good enough."""
    found = in_order(list(weighed(about, scored, nearness, lexicon)))
    if not found:
        return None
    confidence = 1 / (1 + exp(-_sum(CONFIDENCE, grounds(found))))
    if confidence < CERTAIN:
        return None
    return Choice(_kind(about, found[0]), confidence, tuple(quotes(about, found)))


def in_order(found: Sequence[Weighed]) -> list[Weighed]:
    """*found*, likeliest first."""
    return sorted(found, key=_likelihood, reverse=True)


def grounds(found: Sequence[Weighed]) -> Features:
    """
    What speaks for the likeliest stretch of *found*, the first, being right: its features, and

        likelihood         what they add up to
        ahead              how much more that is than for the best stretch of another passage, up to AHEAD
        alone              its share of all stretches' likelihood
    """
    likelihoods = [_likelihood(one) for one in found]
    alone = 1 / sum(exp(likelihood - likelihoods[0]) for likelihood in likelihoods)
    here = found[0].scored.passage.id
    elsewhere = (much for one, much in zip(found, likelihoods, strict=True) if one.scored.passage.id != here)
    ahead = min(AHEAD, likelihoods[0] - next(elsewhere, -inf))
    own = {"likelihood": likelihoods[0], "ahead": ahead, "alone": alone, "constant": 1.0}
    return found[0].features | own


def quotes(about: About, found: Sequence[Weighed]) -> Iterator[Quote]:
    """
    What to quote of *found*, which is in order: the best, and others that may be right as well.

    Of those, another municipality's that is nearly as likely comes first: who does not say whose answer is
    wanted sees whose there are.
    """
    best = found[0]
    least = _likelihood(best) + log(FIGURE_SHARE if best.features["figure"] else SHARE)
    as_well = [one for one in found if _likelihood(one) >= least]
    taken: list[_Taken] = []
    for one in sorted(as_well, key=lambda one: one is not best and not _is_anothers(best, one)):
        whole = (one.candidate.start, one.candidate.end)
        fitting = (_Taken(one, start, end) for start, end in (span(one), whole))
        if quote := next((quote for quote in fitting if _fits(quote, taken)), None):
            taken.append(quote)
        if len(taken) == MOST:
            break
    for number, quote in enumerate(taken):
        others = [other for other in taken if other is not quote]
        start, end = quotation(quote.one.candidate, quote.one.scored.passage.text, GROWN_ROOM)
        grown = _Taken(quote.one, min(start, quote.start), max(end, quote.end))
        if _fits(grown, others):
            taken[number] = grown
    for quote in taken:
        yield Quote(quote.one.scored, (quote.start, quote.end), _highlight(about, quote.one))


def span(one: Weighed) -> Span:
    """What is quoted of its passage, where only this one is."""
    room = LIST_ROOM if one.features["list wanted"] else QUOTE_ROOM
    return quotation(one.candidate, one.scored.passage.text, room)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A stretch, and what of its passage is quoted for it."""

    one: Weighed
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.one.scored.passage.text[self.start : self.end]


def _fits(quote: _Taken, taken: Sequence[_Taken]) -> bool:
    """Whether there is room for *quote* beside those that are *taken*, none of which says the same."""
    if not taken:
        return True
    says_more = all(quote.text != other.text and not _overlap(quote, other) for other in taken)
    return says_more and sum(len(one.text) for one in (quote, *taken)) <= ROOM


def _is_anothers(best: Weighed, one: Weighed) -> bool:
    """Whether *one* is another municipality's, and nearly as likely."""
    near = _likelihood(one) >= _likelihood(best) + log(NEARLY)
    return near and one.scored.record.municipality != best.scored.record.municipality


def _likelihood(one: Weighed) -> float:
    features = one.features
    fixed = COUNT * features["count"] - ANOTHER * features["another"] - REPLACED * features["replaced"]
    return _sum(ORDER, features) + fixed


def _sum(weights: Mapping[str, float], features: Features) -> float:
    return sum(weight * features[name] for name, weight in weights.items())


def _overlap(one: _Taken, other: _Taken) -> bool:
    is_same = one.one.scored.passage.id == other.one.scored.passage.id
    return is_same and one.start < other.end and other.start < one.end


def _highlight(about: About, one: Weighed) -> Span:
    """The fact that was asked for, the likeliest kind before the others, or the whole stretch."""
    for kind in about.asked.kinds:
        for fact in one.facts:
            if fact.kind in kind.fitting and fact.kind.broad not in CUES and fact.kind not in LOOSE:
                return fact.start, fact.end
    return one.candidate.start, one.candidate.end


def _kind(about: About, one: Weighed) -> FactKind:
    """The kind that was asked for, as far as the stretch tells it."""
    for kind in about.asked.kinds:
        if kind.broad in CUES or any(fact.kind in kind.fitting for fact in one.facts):
            return kind.broad
    return FactKind.STATEMENT
