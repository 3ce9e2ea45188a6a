"""
Exact search, for those who must know every place: what the signs of an expression mean.

    frivillig                   the word as it stands, inflected in no other way; capitals do not matter
    "frivilligt arbejde"        words that follow each other
    frivil*                     every word with that beginning, also within quotation marks
    frivillig NÆR/5 forening    both, with at most five words between them, whichever comes first
    -kommune                    the passage does not have it
    titel:politik               the word stands in the document's title, not (only) in its text

Everything without a minus must stand in one passage: in its text, or in a heading that it
is the first below. NÆR binds two neighbours, from the left: in "a b NÆR/5 c NÆR/3 d" there must be
an a, and a stretch from b to c with d near it. Nothing is repaired or left out, so what cannot be
meant is an error, which says what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search_engine import signs
from search_engine.danish.written import written
from search_engine.errors import BadExpression, EmptyQuery, QueryTooLong
from search_engine.model import ExactPhrase, ExactWord, Expression, Nearby
from search_engine.query import MAX_LENGTH

MAX_WORDS = 12  # each costs a look at every word of the documents: docs/performance.md has what twelve take
MIN_PREFIX = 2  # characters before a star; one letter begins a tenth of all words
APART = 10  # words between, where NÆR stands without a number; a guess
MAX_APART = 100  # a guess: about as many as a passage has

QUOTES = signs.QUOTES | str.maketrans("»«", '""')  # here nobody writes whole sentences that name a title

PIECE = re.compile(
    r"""
      (?P<minus> (?<!\S) - (?= [\w§"*] ) )?
      (?P<title> (?<![\w*]) (?i: titel: ) )?
      (?: " (?P<phrase> [^"]* ) " | (?P<word> § \s? \d [^\s"]* | [^\s"]+ ) )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A phrase with the signs in front of it."""

    phrase: ExactPhrase
    excluded: bool = False
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class _Near:
    """The sign between two parts."""

    apart: int


def parse(text: str) -> Expression:
    """
    Read *text* as an expression.

    Raises:
        EmptyQuery: If there is no word in it.
        QueryTooLong: If it has more than MAX_LENGTH characters or MAX_WORDS words.
        BadExpression: If a sign stands where it means nothing.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > MAX_LENGTH:
        raise QueryTooLong(f"Søgningen er på {len(text)} tegn. Skriv højst {MAX_LENGTH}, eller del den i flere.")
    text = text.translate(QUOTES)
    if text.count('"') % 2:
        raise BadExpression('Der mangler et anførselstegn. Sæt et både før og efter ordene: "frivilligt arbejde".')

    items = list(_items(text))
    parts = [item for item in items if isinstance(item, _Part)]
    words = sum(len(part.phrase.words) for part in parts)
    if words > MAX_WORDS:
        raise QueryTooLong(f"Der er {words} ord i søgningen. Skriv højst {MAX_WORDS}, eller del den i flere.")
    if not words and len(items) == len(parts):
        raise EmptyQuery("Skriv mindst ét ord at søge efter.")
    expression = Expression(
        required=tuple(dict.fromkeys(_required(items))),
        excluded=tuple(part.phrase for part in parts if part.excluded and not part.in_title),
        titles=tuple(part.phrase for part in parts if part.in_title and not part.excluded),
        excluded_titles=tuple(part.phrase for part in parts if part.in_title and part.excluded),
    )
    if not expression.required and not expression.titles:
        raise BadExpression("Skriv også et ord, der skal stå der: politik -skole.")
    return expression


def words(expression: Expression) -> tuple[str, ...]:
    """The words that must stand there, each once, a prefix with its star."""
    parts = [*expression.titles, *(phrase for part in expression.required for phrase in _phrases(part))]
    return tuple(dict.fromkeys(word.text + "*" * word.is_prefix for phrase in parts for word in phrase.words))


def _phrases(part: ExactPhrase | Nearby) -> Iterator[ExactPhrase]:
    if isinstance(part, Nearby):
        yield from _phrases(part.one)
        part = part.other
    yield part


def _items(text: str) -> Iterator[_Part | _Near]:
    """The parts and the signs between them; plain words are read together, for "§ 18" is one."""
    plain: list[re.Match[str]] = []
    for piece in PIECE.finditer(text):
        near = _near(piece)
        if piece["word"] and not (near or piece["minus"] or piece["title"]):
            plain.append(piece)
            continue
        if not near and piece["phrase"] is None and not piece["minus"] and not piece["title"]:
            continue  # white space
        yield from _plain(text, plain)
        plain = []
        yield near or _signed(piece)
    yield from _plain(text, plain)


def _near(piece: re.Match[str]) -> _Near | None:
    """The sign, in capitals or with a number; keyboards without Æ have it too."""
    word = piece["word"]
    if not word or piece["minus"] or piece["title"]:
        return None
    name, slash, apart = word.upper().replace("AE", "Æ").partition("/")
    if name != "NÆR" or not (slash or word.isupper()):
        return None
    if slash and not (apart.isascii() and apart.isdigit() and int(apart) <= MAX_APART):
        raise BadExpression(f"Skriv et tal fra 0 til {MAX_APART} efter NÆR/: frivillig NÆR/5 forening.")
    return _Near(int(apart) if slash else APART)


def _plain(text: str, pieces: Sequence[re.Match[str]]) -> Iterator[_Part]:
    """Words by themselves, but those that nothing parts, as in "Lyngby-Taarbæk", follow each other."""
    if not pieces:
        return
    text = text[pieces[0].start() : pieces[-1].end()]
    together: list[ExactWord] = []
    end = 0
    for word, start, next_end in _words(text):
        if together and any(sign.isspace() for sign in text[end:start]):
            yield _Part(ExactPhrase(tuple(together)))
            together = []
        together.append(word)
        end = next_end
    if together:
        yield _Part(ExactPhrase(tuple(together)))


def _signed(piece: re.Match[str]) -> _Part:
    words = tuple(word for word, _, _ in _words(piece["phrase"] or piece["word"] or ""))
    if not words:
        if piece["phrase"] is not None:
            raise BadExpression('Der står intet ord mellem anførselstegnene. Skriv fx "frivilligt arbejde".')
        if piece["title"]:
            raise BadExpression("Skriv et ord lige efter titel:, fx titel:politik.")
        raise BadExpression("Skriv et ord lige efter minus: politik -skole.")
    return _Part(ExactPhrase(words), bool(piece["minus"]), bool(piece["title"]))


def _words(text: str) -> Iterator[tuple[ExactWord, int, int]]:
    """
    The words of *text* with their places.

    Raises:
        BadExpression: If a star stands anywhere but behind the beginning of a word.
    """
    stars = 0
    for token in written(text):
        starred = text[token.end : token.end + 1] == "*"
        stars += starred and len(token.word) >= MIN_PREFIX and not text[token.end + 1 : token.end + 2].isalnum()
        yield ExactWord(token.word, starred), token.start, token.end
    if stars < text.count("*"):
        raise BadExpression("En stjerne skal stå lige efter begyndelsen af et ord, mindst to bogstaver: frivil*.")


def _required(items: Sequence[_Part | _Near]) -> Iterator[ExactPhrase | Nearby]:
    """What must stand in the passage, the signs between parts resolved."""
    found: ExactPhrase | Nearby | None = None
    sign: _Near | None = None
    for item in items:
        if isinstance(item, _Near):
            if found is None or sign:
                raise _lonely(items)
            sign = item
        elif item.excluded or item.in_title:
            if sign:
                raise _lonely(items)
            if found:
                yield found
            found = None
        elif found and sign:
            found, sign = Nearby(found, item.phrase, sign.apart), None
        else:
            if found:
                yield found
            found = item.phrase
    if sign:
        raise _lonely(items)
    if found:
        yield found


def _lonely(items: Sequence[_Part | _Near]) -> BadExpression:
    if any(isinstance(item, _Part) and (item.excluded or item.in_title) for item in items):
        return BadExpression("NÆR skal stå mellem to ord uden minus og titel: foran: frivillig NÆR/5 forening.")
    return BadExpression("NÆR skal stå mellem to ord: frivillig NÆR/5 forening.")
