"""
What people type, drawn from the documents themselves: the same queries at every run.

    questions   "Hvornår er …", and six to nine words as they follow each other in a text
    keywords    one to three telling words of one text
    phrases     two or three words that follow each other, in quotation marks, perhaps with a word beside them

Of each, every tenth has a word with a letter wrong, which is in no document and must be repaired.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from bench.damage import ALPHABET
from search_engine.danish import STOP_WORDS
from search_engine.model import Document

SEED = 17
SAMPLE = 2_000  # documents from whose texts they are drawn
SHARES = {"questions": 5, "keywords": 3, "phrases": 2}  # of ten queries
BEGINNINGS = ("Hvornår er", "Hvor mange", "Hvad koster", "Hvem har", "Hvordan kan jeg", "Hvad er", "Hvor kan man")
WRONG = 10  # every tenth
MIN_WRONG = 6  # letters of a word that a letter is changed in


@dataclass(frozen=True, slots=True)
class Typed:
    """*text* as it is typed; *is_wrong*: with a letter wrong."""

    kind: str
    text: str
    is_wrong: bool


def draw(documents: Iterable[Document], count: int) -> list[Typed]:
    """*count* queries in the shares of SHARES, shuffled."""
    chance = random.Random(SEED)  # noqa: S311  # nothing is kept secret by it
    texts = [section.text.split() for document in islice(documents, SAMPLE) for section in document.sections]
    texts = [words for words in texts if len(words) >= max(MIN_WRONG, WRONG)]
    makers = {"questions": _question, "keywords": _keywords, "phrases": _phrase}
    found = []
    for kind, share in SHARES.items():
        for number in range(count * share // sum(SHARES.values())):
            words = [word.strip('.,;:!?()"»«') for word in chance.choice(texts)]
            text = makers[kind]([word for word in words if word.isalpha()] or ["kommunen"], chance)
            is_wrong = number % WRONG == 0
            found.append(Typed(kind, _wrong(text, chance) if is_wrong else text, is_wrong))
    chance.shuffle(found)
    return found


def _question(words: Sequence[str], chance: random.Random) -> str:
    return f"{chance.choice(BEGINNINGS)} {' '.join(_stretch(words, chance.randint(6, 9), chance)).lower()}?"


def _keywords(words: Sequence[str], chance: random.Random) -> str:
    telling = sorted({word.lower() for word in words} - STOP_WORDS)
    return " ".join(chance.sample(telling, min(chance.randint(1, 3), len(telling))))


def _phrase(words: Sequence[str], chance: random.Random) -> str:
    quoted = f'"{" ".join(_stretch(words, chance.randint(2, 3), chance))}"'
    return f"{_keywords(words, chance)} {quoted}" if chance.random() < 1 / 2 else quoted


def _stretch(words: Sequence[str], length: int, chance: random.Random) -> Sequence[str]:
    start = chance.randrange(max(1, len(words) - length + 1))
    return words[start : start + length]


def _wrong(text: str, chance: random.Random) -> str:
    """*text* with a letter too many in its longest word outside quotation marks, or with a word that there is not."""
    outside = text.partition('"')[0]
    word = max(outside.rstrip("?").split(), key=len, default="")
    if len(word) < MIN_WRONG:
        return f"{outside}{''.join(chance.choice(ALPHABET) for _ in range(8))} {text[len(outside) :]}".strip()
    at = chance.randrange(2, len(word) - 1)
    return text.replace(word, word[:at] + chance.choice(ALPHABET) + word[at:], 1)
