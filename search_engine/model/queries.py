"""What a reader asks for, as it was typed and as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from search_engine.model.documents import YEAR, Passage


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DATE = "date"


class Mode(StrEnum):
    SMART = "smart"  # what is meant: inflected, compounded, misspelt, or in other words
    EXACT = "exact"  # what is written, see expressions.py


@dataclass(frozen=True, slots=True)
class Filters:
    """
    What a hit must have. Values of one kind are alternatives; the kinds must all hold.

    *from_* and *to* are days, both included; a document whose date is only a year
    is taken as the whole of that year.
    """

    municipality: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    from_: date | None = None
    to: date | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """
    What a reader asks for. *limit* and *offset* count passages.

    With *by_document*, which is not for an exact search, they count documents, and each is there with its best
    passage. With *document* only that document's passages are there.
    """

    text: str
    filters: Filters = Filters()
    sort: Sort = Sort.RELEVANCE
    limit: int = 10
    offset: int = 0
    mode: Mode = Mode.SMART
    by_document: bool = False
    document: str | None = None


class LeftOut(StrEnum):
    """Why a word was not searched for."""

    SMALL = "small"  # it tells nothing
    TOO_MANY = "too_many"  # there were words enough that tell more


@dataclass(frozen=True, slots=True)
class ReadWord:
    """
    How one typed word was read: the term searched for, or none where it was left out.

    *read_as*: what it was taken to mean: the word it was repaired to, another spelling that
    was searched for besides, a municipality, other words for the same.
    """

    word: str
    stem: str | None
    parts: tuple[str, ...] = ()
    read_as: str | None = None
    left_out: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """What the collection does not have, a word or neighbours, and what was searched for in its place."""

    typed: str
    read: str


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """
    A query as terms.

    Any of *terms*, and of their second reading as *parts*, may match, and more is
    better; every one of *required* (a phrase: terms that follow each other) must; none
    of *excluded* may. *names* are terms that say whose passages are meant, those of
    *municipalities*: they match like the others and count for little, for the
    municipality's own passages seldom name it; those of others count for less.
    *synonyms* are terms of other words for the same thing, *variants* of another spelling of
    what was typed, which the documents have both; they count for less too.
    *readings* are, for each word, the sets of those terms of which any one says what the
    word says: its stem, its parts, each of the other words for it. *kinds* are terms for kinds of
    facts, of which a passage that answers tells one.
    *text* is what is meant as a whole, in the reader's words, repairs made; empty where nobody wrote any.
    *apart_from* are passages that are not to be found, and that nothing else is a copy of.
    *as_read* is the query's text with the repairs made, *as_typed* with every repaired word
    in quotation marks, where it stays as it is; both are empty where nothing was repaired.
    *did_you_mean* has what is only offered, too, and is empty where nothing is.
    """

    words: tuple[ReadWord, ...]
    terms: tuple[str, ...]
    parts: tuple[str, ...] = ()
    required: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    readings: tuple[tuple[tuple[str, ...], ...], ...] = ()
    kinds: tuple[str, ...] = ()
    text: str = ""
    apart_from: tuple[Passage, ...] = ()
    repaired: tuple[Repair, ...] = ()
    as_read: str = ""
    as_typed: str = ""
    did_you_mean: str = ""

    @property
    def years(self) -> tuple[str, ...]:
        """The years it names: then an older document may be just what is meant."""
        searched = (*self.terms, *(term for phrase in self.required for term in phrase))
        return tuple(term for term in searched if YEAR.fullmatch(term))


@dataclass(frozen=True, slots=True)
class ExactWord:
    """A word as it stands, or with *is_prefix* every word that begins so."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class ExactPhrase:
    """Words that follow each other; often only one."""

    words: tuple[ExactWord, ...]


@dataclass(frozen=True, slots=True)
class Nearby:
    """
    Two things with at most *apart* words between them, whichever comes first.

    Each shortest stretch from one to the other counts once: one that holds no shorter.
    """

    one: ExactPhrase | Nearby
    other: ExactPhrase
    apart: int


@dataclass(frozen=True, slots=True)
class Expression:
    """
    What an exact search asks for.

    A passage has all of *required* and none of *excluded*, and the title of its document all of *titles* and none of
    *excluded_titles*. Where nothing but titles is required, the titles are what is found, and
    the whole document has none of *excluded*.
    """

    required: tuple[ExactPhrase | Nearby, ...]
    excluded: tuple[ExactPhrase, ...] = ()
    titles: tuple[ExactPhrase, ...] = ()
    excluded_titles: tuple[ExactPhrase, ...] = ()
