"""
How facts are found: a clue is a word, and what may stand there.

A regular expression that is tried at every character costs milliseconds a passage. So the
text is walked through word by word, once, and a pattern is tried only at a word that can
begin what it describes: a month at "april", an amount at digits. The clues stand in
``clues.toml``, for anybody to edit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from search_engine.danish.numerals import NUMERALS
from search_engine.model import FactKind

FILE = Path(__file__).parent / "clues.toml"
DIGITS = "#"
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag", "hverdag", "weekend")
GROUPS = {  # of words, for the file's "at"
    "@count": list(NUMERALS),
    "@weekday": [day + ending for day in WEEKDAYS for ending in ("", "en", "e", "ene", "er", "erne", "s")],
}


@dataclass(frozen=True, slots=True)
class Clue:
    """
    A fact of *kind* at one of the words *at*, if *pattern* matches there, or at one that ends in *ends*.

    Without a pattern the word itself is the fact; of a group "fact" only that is.
    """

    kind: FactKind
    at: frozenset[str]
    ends: tuple[str, ...]
    pattern: re.Pattern[str] | None

    def span(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The fact at the word *start* to *end* of *text*."""
        if self.pattern is None:
            return start, end
        match = self.pattern.match(text, start)
        return match.span("fact" if "fact" in self.pattern.groupindex else 0) if match else None


@lru_cache(maxsize=100_000)  # a municipality's vocabulary
def clues(word: str) -> tuple[Clue, ...]:
    """The clues at *word*, which is in small letters, or DIGITS; none at most words."""
    return tuple(clue for clue in _CLUES if word in clue.at or (clue.ends and word.endswith(clue.ends)))


def _read() -> Iterable[Clue]:
    file = tomllib.loads(FILE.read_text(encoding="utf-8"))
    pieces: dict[str, str] = {"counts": "|".join(sorted(NUMERALS, key=len, reverse=True))}
    for name, piece in file["pieces"].items():
        pieces[name] = _joined(piece, pieces)
    for clue in file["clue"]:
        pattern = _joined(clue["pattern"], pieces) if "pattern" in clue else None
        words = clue.get("at", "").lower().split()
        yield Clue(
            kind=FactKind(clue["kind"]),
            at=frozenset(word for name in words for word in GROUPS.get(name, [name])),
            ends=tuple(clue.get("ends", "").split()),
            pattern=re.compile(pattern, 0 if clue.get("case") else re.IGNORECASE) if pattern else None,
        )


def _joined(pattern: str, pieces: dict[str, str]) -> str:
    """*pattern* in one line, with the pieces that it names."""
    line = re.sub(r"\n {4}", "", pattern)
    return re.sub(r"\{([a-z_]+)\}", lambda piece: pieces[piece[1]], line)


_CLUES = tuple(_read())
