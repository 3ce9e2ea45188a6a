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

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import TypeVar

from search_engine import signs
from search_engine.danish import PART, STOP_WORDS, Lexicon, Token, questions, stem, tokens
from search_engine.danish.facts import kind_terms
from search_engine.danish.repair import Reading, Standing, repairs
from search_engine.danish.thesaurus import EMPTY, Synonym, Thesaurus
from search_engine.danish.vocabulary import Vocabulary
from search_engine.errors import EmptyQuery, QueryTooLong
from search_engine.model import LeftOut, ParsedQuery, ReadWord, Repair

T = TypeVar("T")

MAX_LENGTH = 200  # code points; the API says so too
MAX_WORDS = 12  # that tell something and are searched for, without those in quotation marks

# A word that more of the passages have tells little, and is no burden to a search that 200 characters bound anyway: it
# is not counted among the twelve. Measured on 227 long questions in parliament, nDCG@10 in a bare model of the ranking:
# none counted out .344, 0.01 .351, 0.02 .352, 0.05 .356, all words .351.
COMMON = 0.05

KOMMUNE = stem("kommune")


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
    say nothing ("hvornår er der") are left out, unless they are all there is, and where the
    name of a municipality is all there is, it is a word like any other. Of more than
    MAX_WORDS telling words those are searched for that tell most, and the common ones.

    Raises:
        EmptyQuery: If there is no word to search for.
        QueryTooLong: If the text has more than MAX_LENGTH characters.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > MAX_LENGTH:
        raise QueryTooLong(f"Søgningen er på {len(text)} tegn. Skriv højst {MAX_LENGTH}, gerne bare de vigtigste ord.")

    # 1. signs
    marked = signs.read(text)

    # 2. other readings: in place of what was typed, besides it, or only offered
    found = _repairs(marked.plain, lexicon, municipalities, vocabulary, thesaurus)
    instead = {word: reading for reading in found if reading.standing is Standing.INSTEAD for word in reading.read}
    besides = {word: reading for reading in found if reading.standing is Standing.BESIDES for word in reading.typed}
    plain = _with_repairs(marked.plain, instead.values())

    # 3. what each word is there for
    telling = [token for token in plain if token.word not in STOP_WORDS]
    if not telling and not marked.required:
        telling = plain
    named = _named(plain, municipalities)
    if all(token in named for token in telling) and not marked.required:
        named = {}
    searched = [token for token in telling if token not in named]
    if not searched and not marked.required:
        raise EmptyQuery("Skriv mindst ét ord at søge efter.")
    beyond = {*_beyond(searched, lexicon, vocabulary), *marked.beyond}
    searched = [token for token in searched if token not in beyond]
    variants = _once(word for token in searched if token in besides for word in besides[token].read)
    others = thesaurus.synonyms([token for token in plain if token not in named and token not in beyond])
    for variant in variants:
        others |= thesaurus.synonyms([variant])
    if vocabulary is not None and not any(_is_known(token, others, lexicon, vocabulary) for token in searched):
        others = {}  # nor do small words find anything by theirs: "hvorfor blorker de"

    # 4. how it is told
    left_out = dict.fromkeys((token for token in plain if token not in telling), LeftOut.SMALL)
    left_out |= dict.fromkeys(beyond, LeftOut.TOO_MANY)
    wanted = _without(text, marked.excluded)
    meant = _with(wanted, {reading: _written(reading.read) for reading in instead.values()}) or wanted
    said = [reading for reading in _once(instead.values()) if not set(telling).isdisjoint(reading.read)]
    offered = [reading for reading in found if reading.standing is not Standing.INSTEAD]
    quoted = [token for phrase in marked.required for token in phrase]
    return ParsedQuery(
        words=tuple(
            _read(token, instead.get(token), besides.get(token), named, others, lexicon, left_out.get(token))
            for token in sorted([*quoted, *plain, *marked.beyond], key=lambda token: token.start)
        ),
        terms=_once(stem(token.word) for token in searched),
        parts=_once(part for token in searched for part in lexicon.part_terms(token.word)),
        required=tuple(_stems(phrase) for phrase in marked.required),
        excluded=tuple(_stems(phrase) for phrase in marked.excluded),
        names=_once(stem(token.word) for token in named),
        municipalities=_once(named.values()),
        synonyms=_once(
            term
            for meant in others.values()
            for synonym in meant
            for term in (*synonym.telling, *_synonym_part(synonym, lexicon))
        ),
        readings=_once(
            _once(_readings([token, *(besides[token].read if token in besides else ())], others, lexicon))
            for token in searched
        ),
        kinds=kind_terms(asked.fitting) if (asked := questions.read(text).kind) else (),
        text=meant,
        variants=_once(term for token in variants for term in (stem(token.word), *lexicon.part_terms(token.word))),
        repaired=_once(Repair(_written(reading.typed), _written(reading.read)) for reading in said),
        as_read=_with(text, {reading: _written(reading.read) for reading in said}),
        as_typed=_with(text, {reading: f'"{_written(reading.typed)}"' for reading in said}),
        did_you_mean=_with(text, {reading: _written(reading.read) for reading in (*said, *offered)} if offered else {}),
    )


def _repairs(
    typed: Sequence[Token],
    lexicon: Lexicon,
    municipalities: Sequence[str],
    vocabulary: Vocabulary | None,
    thesaurus: Thesaurus,
) -> tuple[Reading, ...]:
    """What words of *typed* may be meant as; those with a meaning beside the documents' words need no other."""
    if vocabulary is None:
        return ()
    return repairs(typed, {*_named(typed, municipalities), *thesaurus.synonyms(typed)}, lexicon, vocabulary)


def _with_repairs(typed: Sequence[Token], made: Iterable[Reading]) -> list[Token]:
    repaired = {token: reading for reading in made for token in reading.typed}
    return list(_once(word for token in typed for word in (repaired[token].read if token in repaired else (token,))))


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


def _beyond(searched: Sequence[Token], lexicon: Lexicon, vocabulary: Vocabulary | None) -> Iterator[Token]:
    """Those of *searched* that are too many: what no passage has, and then what many have."""

    def share(token: Token) -> float:
        if vocabulary is None:
            return 0
        parts = map(vocabulary.share, lexicon.part_terms(token.word))
        return vocabulary.share(stem(token.word)) or min(parts, default=0) or inf

    telling = [token for token in searched if not COMMON < share(token) <= 1]
    kept = _once(stem(token.word) for token in sorted(telling, key=share))[:MAX_WORDS]
    yield from (token for token in telling if stem(token.word) not in kept)


def _read(
    token: Token,
    instead: Reading | None,
    besides: Reading | None,
    named: Mapping[Token, str],
    others: Mapping[Token, Sequence[Synonym]],
    lexicon: Lexicon,
    left_out: LeftOut | None,
) -> ReadWord:
    """*token* as it was read."""
    variants = besides.read if besides else ()
    meanings = [token.word] if instead else [variant.word for variant in variants]
    if token in named:
        meanings.append(f"{named[token]} Kommune")
    else:
        meanings += [other.text for word in (token, *variants) for other in others.get(word, ())]
    word, read_as = _written(instead.typed) if instead else token.word, ", ".join(_once(meanings)) or None
    if left_out:
        return ReadWord(word, None, (), read_as, left_out)
    return ReadWord(word, stem(token.word), lexicon.split(token.word), read_as)


def _written(words: Sequence[Token]) -> str:
    return " ".join(token.word for token in words)


def _with(text: str, others: Mapping[Reading, str]) -> str:
    """*text* with *others* in place of what was typed; empty where there are none."""
    for reading, other in sorted(others.items(), key=lambda item: item[0].typed[0].start, reverse=True):
        text = text[: reading.typed[0].start] + other + text[reading.typed[-1].end :]
    return text if others else ""


def _without(text: str, excluded: Iterable[Sequence[Token]]) -> str:
    """*text* with blanks in place of the words that must not be there; what follows stays where it is."""
    for token in (token for phrase in excluded for token in phrase):
        text = text[: token.start] + " " * (token.end - token.start) + text[token.end :]
    return text


def _synonym_part(synonym: Synonym, lexicon: Lexicon) -> tuple[str, ...]:
    """A single word also as a part, for "affald" is looked for in "affaldsgebyr" too."""
    if len(synonym.telling) == 1 and not lexicon.split(synonym.text):
        return (PART + synonym.telling[0],)
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
            yield synonym.telling
            yield from ((part,) for part in _synonym_part(synonym, lexicon))


def _is_known(
    token: Token, others: Mapping[Token, Sequence[Synonym]], lexicon: Lexicon, vocabulary: Vocabulary
) -> bool:
    """Whether the documents have the word, its parts or another word for it."""
    return any(all(map(vocabulary.spread, terms)) for terms in _readings([token], others, lexicon))


def _stems(words: Sequence[Token]) -> tuple[str, ...]:
    return tuple(stem(token.word) for token in words)


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
