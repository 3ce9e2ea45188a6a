"""
Questions as people do type them: the same damage at every run.

    apart      compounds written apart: "ældre politik"
    letters    no æ, ø and å: "aeldrepolitik"
    typos      a letter wrong, missing, doubled, or two swapped: "ældrepoiltik"

Where a compound is cut is decided here, by the plain dictionary, and not by the product's
own rule: it must meet cuts that it would not make itself.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache

from search_engine.danish.dictionary import DICTIONARY

SEED = 5
KINDS = ("clean", "apart", "letters", "typos")

WORD = re.compile(r"[^\W\d_]+")
LETTERS = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}
ALPHABET = "abcdefghijklmnoprstuvyæøå"
TYPED_WRONG = 1 / 3  # of the words of five letters and more; guess: an inattentive reader
MIN_TYPED = 5
MIN_PART = 4
NO_PARTS = frozenset(  # endings and prefixes that the dictionary has as words
    [
        "ende",
        "lige",
        "ligt",
        "heden",
        "hedens",
        "kerne",
        "rives",
        "ringer",
        "alle",
        "inter",
        "over",
        "under",
        "efter",
        "frem",
        "fore",
    ]
)
LINKS = ("", "s", "e")
ENDINGS = ("", "s", *("en", "et", "er", "ne", "n", "t", "r", "e"), *("ens", "ets", "ers", "erne", "ernes", "enes"))


def damaged(text: str, kind: str) -> str:
    """*text* with damage of *kind*; the same for the same text. Where there is nothing to damage, it stays as it is."""
    chance = random.Random(f"{SEED} {kind} {text}")  # noqa: S311  # nothing is kept secret by it
    change: dict[str, Callable[[str], str]] = {
        "clean": lambda word: word,
        "apart": _apart,
        "letters": lambda word: "".join(LETTERS.get(letter, letter) for letter in word),
        "typos": lambda word: _typo(word, chance),
    }
    return WORD.sub(lambda found: change[kind](found[0]), text)


def _apart(word: str) -> str:
    """Cut where both sides are words, the most evenly; the linking letter stays where it is typed."""
    words = _dictionary()
    if word.lower() != word:
        return word
    cuts = [
        cut
        for cut in range(MIN_PART, len(word) - MIN_PART + 1)
        if not {word[:cut], word[cut:]} & NO_PARTS
        and any(word[:cut].removesuffix(link) in words for link in LINKS)
        and any(
            len(word[cut:].removesuffix(end)) >= MIN_PART and word[cut:].removesuffix(end) in words for end in ENDINGS
        )
    ]
    if not cuts:
        return word
    cut = min(cuts, key=lambda cut: abs(len(word) - 2 * cut))
    return f"{word[:cut]} {word[cut:]}"


def _typo(word: str, chance: random.Random) -> str:
    if len(word) < MIN_TYPED or chance.random() >= TYPED_WRONG:
        return word
    at = chance.randrange(1, len(word) - 1)  # readers seldom begin a word wrong
    return chance.choice(
        [
            word[:at] + chance.choice(ALPHABET) + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


@cache
def _dictionary() -> frozenset[str]:
    lines = DICTIONARY.read_text(encoding="utf-8").splitlines()
    words = (re.split(r"[/\s]", line, maxsplit=1)[0] for line in lines)
    return frozenset(word for word in words if len(word) >= MIN_PART and word.isalpha() and word.islower())
