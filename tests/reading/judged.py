"""
The judged sets and their measures.

    questions.txt    what somebody types -> the kind of fact asked for
    facts.txt        sentences -> their facts and where they stand
    sentences.txt    texts -> where a new sentence begins

Lines with an odd number may be looked at while the rules are changed; those with an even number
are only counted. Everything was made up for the purpose, by the hand that wrote the rules: the
figures are too good for questions and texts of others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from search_engine.danish.facts import facts
from search_engine.danish.questions import read
from search_engine.danish.sentences import sentences
from search_engine.model import FactKind

HERE = Path(__file__).parent
MARKED = re.compile(r"\{(?P<kind>\w+) (?P<words>[^}]*)\}")
NEAR = 6  # characters by which a fact's beginning and end may be off: "den 1. maj", "1. maj"

Span = tuple[int, int]
Found = tuple[FactKind, int, int]


def lines(name: str, half: str) -> Iterator[str]:
    texts = (HERE / name).read_text(encoding="utf-8").splitlines()
    judged = [text for text in texts if text.strip() and not text.startswith("#")]
    for number, text in enumerate(judged, start=1):
        if number % 2 == (half == "tuning"):
            yield text


def questions(half: str) -> tuple[int, int]:
    """How many questions were read right, of how many."""
    right = 0
    asked = list(lines("questions.txt", half))
    for line in asked:
        expected, question = line.split(maxsplit=1)
        kind = read(question).kind
        right += (kind.value if kind else "-") in expected.split("/")
    return right, len(asked)


def boundaries(half: str) -> tuple[float, float]:
    """Precision and recall of the places where a sentence begins."""
    counts: Counter[str] = Counter()
    for line in lines("sentences.txt", half):
        text, expected = "", set()
        for part in line.replace("\\n", "\n").split("|"):
            if text:
                expected.add(len(text) + len(part) - len(part.lstrip()))
            text += part
        found = {start for start, _ in sentences(text)} - {0}
        counts.update(right=len(found & expected), found=len(found), expected=len(expected))
    return counts["right"] / counts["found"], counts["right"] / counts["expected"]


def told(half: str) -> dict[FactKind, tuple[int, int, int]]:
    """For each kind of fact: how many were found right, of how many expected; and how many were found wrongly."""
    hits: Counter[FactKind] = Counter()
    total: Counter[FactKind] = Counter()
    wrong: Counter[FactKind] = Counter()
    for line in lines("facts.txt", half):
        text, expected = _unmarked(line)
        found = [(fact.kind, fact.start, fact.end) for fact in facts(text)]
        for fact in expected:
            total[fact[0]] += 1
            hits[fact[0]] += any(_is(fact, other) for other in found)
        for fact in found:
            if fact[0].strict and not any(_touch(fact, other) for other in expected if other[0] is fact[0]):
                wrong[fact[0]] += 1
    return {kind: (hits[kind], total[kind], wrong[kind]) for kind in FactKind if total[kind]}


def _unmarked(line: str) -> tuple[str, list[Found]]:
    text, expected, place = "", [], 0
    for mark in MARKED.finditer(line):
        text += line[place : mark.start()]
        expected.append((FactKind(mark["kind"]), len(text), len(text) + len(mark["words"])))
        text += mark["words"]
        place = mark.end()
    return text + line[place:], expected


def _is(expected: Found, found: Found) -> bool:
    off = abs(expected[1] - found[1]) + abs(expected[2] - found[2])
    return expected[0] is found[0] and _touch(expected, found) and off <= NEAR


def _touch(one: Found, other: Found) -> bool:
    return one[1] < other[2] and other[1] < one[2]
