"""
What is searched in: real text where it is at hand, and generated text of any size.

Generated text has the word frequencies of natural language (Zipf's law over the words of
the Danish dictionary, small words first) and, like a municipality's, one word that stands
in most passages. It means nothing: it is for speed alone.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from search_engine.danish import STOP_WORDS
from search_engine.danish.dictionary import DICTIONARY
from search_engine.model import Document, Record, Section

PARLIAMENT = Path(__file__).parents[2] / "shared" / "data" / "folketing-dev.json.gz"

SEED = 20
WORDS_A_PASSAGE = 60, 18  # mean and spread; below what is cut in two. Municipal pages: about 60
SECTIONS_A_DOCUMENT = 10
VOCABULARY = 60_000
COMMON = "kommunen"
COMMON_SHARE = 0.8  # of the passages: what was counted in municipal documents


def parliament() -> Iterator[Document]:
    """The passages of the Danish parliament, one document each."""
    for number, text in enumerate(_debates()):
        yield _document(number, "Folketinget", [text], ["Afsnit 1"])


def debates(documents: int) -> Iterator[Document]:
    """The same passages as they follow each other, shared among so many *documents*, with something to filter by."""
    chance = random.Random(SEED)  # noqa: S311  # nothing is kept secret by it
    texts = _debates()
    for number in range(documents):
        own = texts[number * len(texts) // documents : (number + 1) * len(texts) // documents]
        yield _document(number, f"Debat {number}", own, [f"Indlæg {place}" for place, _ in enumerate(own, 1)], chance)


def number(record: Record) -> int:
    """Which of the parliament's passages *record* is."""
    return int(record.id.rpartition("-")[2])


def generated(passages: int) -> Iterator[Document]:
    """Documents of *passages* passages in all, the same at every call."""
    chance = random.Random(SEED)  # noqa: S311  # nothing is kept secret by it
    of_headings = random.Random(SEED + 1)  # noqa: S311  # of its own: texts and titles do not depend on it
    words = _vocabulary(chance)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for number in range(passages // SECTIONS_A_DOCUMENT):
        texts = []
        for _ in range(SECTIONS_A_DOCUMENT):
            length = min(90, max(10, round(chance.gauss(*WORDS_A_PASSAGE))))
            drawn = chance.choices(words, cum_weights=weights, k=length)
            if chance.random() < COMMON_SHARE:
                drawn[length // 2] = COMMON
            texts.append(" ".join(drawn).capitalize() + ".")
        headings = [" ".join(of_headings.choices(words, cum_weights=weights, k=3)).capitalize() for _ in texts]
        title = " ".join(chance.choices(words, cum_weights=weights, k=4))
        yield _document(number, title.capitalize(), texts, headings, chance)


def _debates() -> list[str]:
    with gzip.open(PARLIAMENT, "rt", encoding="utf-8") as file:
        passages: list[str] = json.load(file)["passages"]
    return passages


def _document(
    number: int, title: str, texts: list[str], headings: list[str], chance: random.Random | None = None
) -> Document:
    sections = tuple(
        Section((heading,), text, f"afsnit-{place}")
        for place, (heading, text) in enumerate(zip(headings, texts, strict=True), start=1)
    )
    return Document(
        id=f"dokument-{number:06}",
        title=title,
        location=f"dokument-{number:06}",
        fingerprint=str(number),
        municipality=chance.choice(["Nordby", "Sydby", "Østby"]) if chance else None,
        kind=chance.choice(["politik", "plan", "nyhed", "regulativ"]) if chance else None,
        topic=chance.choice(["Skole", "Ældre", "Affald", "Klima", "Veje"]) if chance else None,
        sections=sections,
    )


def _vocabulary(chance: random.Random) -> list[str]:
    """Small words first, then words of the dictionary in a random order."""
    lines = DICTIONARY.read_text(encoding="utf-8").splitlines()
    words = sorted({line.partition("/")[0] for line in lines} - STOP_WORDS)
    words = [word for word in words if word.isalpha() and word.islower()]
    return [*sorted(STOP_WORDS), *chance.sample(words, VOCABULARY)]
