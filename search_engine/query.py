"""
A reader's text to a ParsedQuery.

    frivillig forening        any of the words may match, more is better
    "frivilligt arbejde"      the words must stand together
    -skole  -"§ 18"           must not stand there

The name of a municipality says whose documents are meant, and they come first. A word
that the collection does not have is read as the one that was meant, where that is plain.
Anything else is text: no sign is an error, and no query language shines through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from search_engine.danish import PART, STOP_WORDS, Lexicon, Token, stem, terms, tokens
from search_engine.danish.repair import Vocabulary, repaired, stands
from search_engine.danish.thesaurus import EMPTY, Synonym, Thesaurus
from search_engine.errors import EmptyQuery, QueryTooLong
from search_engine.model import ParsedQuery, ReadWord, Repair

T = TypeVar("T")

MAX_LENGTH = 200  # code points; the API says so too

KOMMUNE = stem("kommune")
QUOTES = str.maketrans("“”„‟«»″", '"""""""')
MARKED = re.compile(
    r"""
      (?P<not> (?<!\S) - )? " (?P<phrase> [^"]* ) "
    | (?<!\S) - (?P<word> § \s? \d+ | [\w§] [^\s"]* )      # a minus in front of a word, not within one
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What quotation marks and minus signs say, and the words without either."""

    required: tuple[tuple[str, ...], ...]
    excluded: tuple[tuple[str, ...], ...]
    quoted: tuple[Token, ...]
    plain: tuple[Token, ...]


def parse(
    text: str,
    lexicon: Lexicon,
    municipalities: Sequence[str] = (),
    vocabulary: Vocabulary | None = None,
    thesaurus: Thesaurus = EMPTY,
) -> ParsedQuery:
    """
    Read *text* as a query to a collection of documents of *municipalities* with the words of *vocabulary*.

    *lexicon* is that of the collection: it took the documents' words apart. *thesaurus* has other words
    for those that are typed.

    Without a vocabulary no word is repaired; none in quotation marks ever is. Words that
    say nothing ("hvornår er der") are left out, unless they are all there is; so is the
    special sense of a municipality's name.

    Raises:
        EmptyQuery: If there is no word to search for.
        QueryTooLong: If the text has more than MAX_LENGTH characters.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > MAX_LENGTH:
        raise QueryTooLong(f"Søgningen er på {len(text)} tegn. Skriv højst {MAX_LENGTH}, gerne bare de vigtigste ord.")
    text = text.translate(QUOTES)

    # 1. signs
    signs = _signs(text)

    # 2. repairs; a word read as another may stand there itself too, and is then searched for as well
    repairs = _repairs(signs.plain, lexicon, municipalities, vocabulary, thesaurus)
    besides = [token for token in repairs if vocabulary and stands(token.word, vocabulary)]
    plain = [repairs.get(token, token) for token in signs.plain]

    # 3. what each word is there for
    telling = [token for token in plain if token.word not in STOP_WORDS]
    if not telling and not signs.required:
        telling = plain
    named = _named(plain, municipalities)
    if all(token in named for token in telling) and not signs.required:
        named = {}
    searched = [token for token in telling if token not in named]
    searched += [token for token in besides if repairs[token] in searched]
    if not searched and not signs.required:
        raise EmptyQuery("Skriv mindst ét ord at søge efter.")
    others = thesaurus.synonyms([token for token in plain if token not in named])

    # 4. how it is told
    typed = {read: token for token, read in repairs.items()}
    said = {token: read for token, read in repairs.items() if read in telling and token not in besides}
    return ParsedQuery(
        words=tuple(
            _read(token, lexicon, typed.get(token), named, others, left_out=token in plain and token not in telling)
            for token in sorted([*signs.quoted, *plain], key=lambda token: token.start)
        ),
        terms=_once(stem(token.word) for token in searched),
        parts=_once(part for token in searched for part in lexicon.part_terms(token.word)),
        required=signs.required,
        excluded=signs.excluded,
        names=_once(stem(token.word) for token in named),
        municipalities=_once(named.values()),
        synonyms=_once(
            term
            for found in others.values()
            for synonym in found
            for term in (*synonym.stems, *_synonym_part(synonym, lexicon))
        ),
        readings=_once(
            _once(_readings([token, *(typed for typed in besides if repairs[typed] == token)], others, lexicon))
            for token in searched
            if token not in besides
        ),
        repaired=_once(Repair(token.word, read.word) for token, read in said.items()),
        as_read=_with(text, {token: read.word for token, read in said.items()}),
        as_typed=_with(text, {token: f'"{token.word}"' for token in said}),
    )


def _signs(text: str) -> _Signs:
    required: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    quoted: list[Token] = []
    for part in MARKED.finditer(text):
        if part["word"] or part["not"]:
            excluded.append(_terms(part["word"] or part["phrase"]))
        else:
            required.append(_terms(part["phrase"]))
            quoted += [replace(token, start=part.start()) for token in tokens(part["phrase"])]
    plain = tokens(MARKED.sub(lambda part: " " * len(part[0]), text))
    return _Signs(tuple(filter(None, required)), tuple(filter(None, excluded)), tuple(quoted), tuple(plain))


def _repairs(
    typed: Sequence[Token],
    lexicon: Lexicon,
    municipalities: Sequence[str],
    vocabulary: Vocabulary | None,
    thesaurus: Thesaurus,
) -> Mapping[Token, Token]:
    """The words of *typed* to be read as others; not those that are understood without the collection's words."""
    if vocabulary is None:
        return {}
    understood = {*_named(typed, municipalities), *thesaurus.synonyms(typed)}
    return repaired([token for token in typed if token not in understood], lexicon, vocabulary)


def _named(words: Sequence[Token], municipalities: Sequence[str]) -> dict[Token, str]:
    """The words that name a municipality ("Lyngby-Taarbæk Kommune", "ravnshedes"), and which."""
    named: dict[Token, str] = {}
    for municipality in municipalities:
        name = [token.word for token in tokens(municipality)]
        for start in range(len(words) - len(name) + 1):
            found = [token.word for token in words[start : start + len(name)]]
            if found in (name, [*name[:-1], name[-1] + "s"]):
                end = start + len(name)
                end += end < len(words) and stem(words[end].word) == KOMMUNE
                named |= dict.fromkeys(words[start:end], municipality)
    return named


def _read(
    token: Token,
    lexicon: Lexicon,
    typed: Token | None,
    named: Mapping[Token, str],
    others: Mapping[Token, Sequence[Synonym]],
    *,
    left_out: bool,
) -> ReadWord:
    """*token* as it was read; *typed*, as it was written if that is something else."""
    meanings = [token.word] if typed else []
    meanings += [f"{named[token]} Kommune"] if token in named else [other.text for other in others.get(token, ())]
    word, read_as = (typed or token).word, ", ".join(meanings) or None
    if left_out:
        return ReadWord(word, None, (), read_as)
    return ReadWord(word, stem(token.word), lexicon.split(token.word), read_as)


def _with(text: str, others: Mapping[Token, str]) -> str:
    """*text* with *others* in place of the words; empty where there are none."""
    for token, other in sorted(others.items(), key=lambda item: item[0].start, reverse=True):
        text = text[: token.start] + other + text[token.end :]
    return text if others else ""


def _synonym_part(synonym: Synonym, lexicon: Lexicon) -> tuple[str, ...]:
    """A single word also as a part, for "affald" is looked for in "affaldsgebyr" too."""
    if len(synonym.stems) == 1 and not lexicon.split(synonym.text):
        return (PART + synonym.stems[0],)
    return ()


def _readings(
    written: Iterable[Token], others: Mapping[Token, Sequence[Synonym]], lexicon: Lexicon
) -> Iterator[tuple[str, ...]]:
    """The sets of terms of which any one says what a word does that is *written* in any of these ways."""
    for token in written:
        yield (stem(token.word),)
        if parts := lexicon.part_terms(token.word):
            yield parts
        for synonym in others.get(token, ()):
            yield synonym.stems
            yield from ((part,) for part in _synonym_part(synonym, lexicon))


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _terms(text: str) -> tuple[str, ...]:
    return tuple(term.text for term in terms(text))
