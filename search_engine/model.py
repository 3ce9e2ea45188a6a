"""
The domain types, all of them: frozen, without I/O, without a library's types.

    Document = Record + Sections        what a municipality published
      └─ Section                        a heading's text, with the printed pages it stands on
           └─ Passage                   a stretch of a section, small enough to be read as a result
    Query -> ParsedQuery -> Results     what a reader asked, how it was read, what was found
               └─ Hit                   a passage, its record, its score, the words to mark
    Query -> Expression -> Occurrences  … or what exactly must stand there, and every place where it does
                             └─ Occurrence
    Query -> Reply                      … and what the documents answer, if they do
               └─ Answer                of which kind, how certain
                    └─ Citation         the document's own words, and where they stand

Offsets count Unicode code points and are half-open, everywhere. Texts are NFC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class PageMark:
    """From *offset* in the section's text on, the text stands on printed page *page*."""

    offset: int
    page: int


@dataclass(frozen=True, slots=True)
class Section:
    """
    The text below one heading.

    *path* holds the headings from the top, the section's own last; it is empty
    for text before the first heading. *text* begins and ends without white space, has line breaks where paragraphs and
    list items end, and list items keep the sign they were written with. *anchor*
    is unique within the document and fit for an address. *pages* is empty where
    the document has no printed pages, and else begins with offset 0.
    """

    path: tuple[str, ...]
    text: str
    anchor: str
    pages: tuple[PageMark, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The printed page of the character at *offset*, None where there are no pages."""
        page = None
        for mark in self.pages:
            if mark.offset > offset:
                break
            page = mark.page
        return page


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One line of an overview page: a document it names, under a topic.

    A topic that lists nothing has one entry, without title and description.
    """

    topic: str
    title: str
    description: str
    anchor: str  # of the section that holds the entry in the overview itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """
    What the catalogue says of a document: everything but its text.

    *id* is the path below the corpus without suffix (with it where two files share
    a stem). *location* is what a citizen opens: the source's address, or the path.
    *fingerprint* changes when the file, its sidecar or the code that reads it does.
    """

    id: str
    title: str
    location: str
    fingerprint: str
    municipality: str | None = None
    kind: str | None = None
    topic: str | None = None
    published: date | None = None
    updated: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str | None = None
    contact: str | None = None
    pages: int | None = None
    related: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def date(self) -> date | None:
        """The day that sorting and filters go by: updated, else published."""
        return self.updated or self.published

    @property
    def year(self) -> int | None:
        """The year that filters and facets go by: of the date, else the first in the title."""
        if self.date:
            return self.date.year
        found = YEAR.search(self.title)
        return int(found[0]) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A record and its text, in reading order."""

    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """
    A stretch of one section: what a result shows.

    ``sections[section].text[start:end] == text``; the passages of a section join
    to its text. *id* is the document's id and a digest of the folded text, so it
    survives every re-index that leaves the text alone. *page* is the printed page
    on which the passage starts, *page_end* the one on which it ends.
    """

    id: str
    document_id: str
    section: int
    path: tuple[str, ...]
    anchor: str
    start: int
    end: int
    text: str
    page: int | None = None
    page_end: int | None = None


@dataclass(frozen=True, slots=True)
class PassageTerms:
    """
    The terms of a passage by field, in the order of the text: what is indexed.

    *parts* is the second reading of all three, compounds taken apart; *kinds* are terms for the
    kinds of facts that the body tells.
    """

    title: tuple[str, ...]
    heading: tuple[str, ...]
    body: tuple[str, ...]
    parts: tuple[str, ...]
    kinds: tuple[str, ...] = ()


class FactKind(StrEnum):
    """
    What a stretch of text tells, and what a question asks for.

    The first fourteen are the kinds of an answer; each of the others is a finer one, within
    its ``broad`` kind.
    """

    DEFINITION = "definition"
    PERSON = "person"  # anybody who acts or is meant: a group, too
    DATE = "date"
    PLACE = "place"
    NUMBER = "number"
    MONEY = "money"
    PERIOD = "period"
    FREQUENCY = "frequency"
    CONTACT = "contact"
    LIST = "list"
    PROCEDURE = "procedure"
    REASON = "reason"
    RULE = "rule"
    STATEMENT = "statement"

    NAME = "name"  # of a person
    OFFICE = "office"  # who decides or is responsible: a committee, a centre, a manager
    DEADLINE = "deadline"
    YEAR = "year"
    TIME = "time"  # of the day
    SHARE = "share"
    AGE = "age"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    ADDRESS = "address"
    HOURS = "hours"  # opening hours

    @property
    def broad(self) -> FactKind:
        """The kind of an answer that this one is, or belongs to."""
        return BROAD.get(self, self)

    @property
    def fitting(self) -> frozenset[FactKind]:
        """The kinds of facts that answer a question for this one."""
        return FITTING[self]

    @property
    def strict(self) -> bool:
        """Whether a text without a fitting fact cannot be the answer: these are always found where they stand."""
        return self in STRICT


BROAD = {
    FactKind.NAME: FactKind.PERSON,
    FactKind.OFFICE: FactKind.PERSON,
    FactKind.DEADLINE: FactKind.DATE,
    FactKind.YEAR: FactKind.DATE,
    FactKind.TIME: FactKind.DATE,
    FactKind.SHARE: FactKind.NUMBER,
    FactKind.AGE: FactKind.NUMBER,
    FactKind.PHONE: FactKind.CONTACT,
    FactKind.EMAIL: FactKind.CONTACT,
    FactKind.WEB: FactKind.CONTACT,
    FactKind.ADDRESS: FactKind.CONTACT,
    FactKind.HOURS: FactKind.CONTACT,
}
_ALSO = {  # facts that answer too, beside those of the kind itself and the finer ones within it
    FactKind.DATE: {FactKind.HOURS},
    FactKind.DEADLINE: {FactKind.DATE, FactKind.PERIOD},  # "14 dage før" is a deadline, too
    FactKind.HOURS: {FactKind.TIME},
    FactKind.PLACE: {FactKind.ADDRESS, FactKind.WEB},
    FactKind.OFFICE: {FactKind.NAME},
    FactKind.NUMBER: {FactKind.PERIOD},  # "hvor mange timer"
    FactKind.MONEY: {FactKind.SHARE},  # "hvor meget kan jeg få i tilskud": "50 %"
}
FITTING = {
    kind: frozenset({kind, *(finer for finer, broad in BROAD.items() if broad is kind), *_ALSO.get(kind, ())})
    for kind in FactKind
}
STRICT = frozenset(
    {
        FactKind.NAME,
        FactKind.MONEY,
        FactKind.PHONE,
        FactKind.EMAIL,
        FactKind.ADDRESS,
        FactKind.HOURS,
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """
    A stretch of a text that tells something of *kind*, in half-open offsets.

    For definition, reason, procedure and rule it is only the words by which one knows
    ("fordi", "du skal").
    """

    kind: FactKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """
    How a question was read: what is asked for, and about what.

    *kinds*: the likeliest first, none where nothing says so. *count*: how many things
    ("Hvilke syv …"). *asking*: the words that say the kind ("hvor mange", "koster"), which a
    text that answers need not have; *about*: the other words, without small ones. Both are
    as ``danish.tokens`` reads them, in order. *names* (capital letters within the
    question), *years* and *numbers* are those of *about*. *is_question*: not mere keywords.
    """

    kinds: tuple[FactKind, ...] = ()
    count: int | None = None
    asking: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    is_question: bool = False

    @property
    def kind(self) -> FactKind | None:
        """The likeliest kind."""
        return self.kinds[0] if self.kinds else None


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

    With *by_document* they count documents, and each is there with its best passage. With *document* only
    that document's passages are there. Neither is for an exact search.
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


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage that says the same as another one, in its own document."""

    passage: Passage
    record: Record


@dataclass(frozen=True, slots=True)
class Scored:
    """
    A passage as a back end found it. Scores compare only inside one result.

    *marks*: of an exact search, where in the text what was asked for stands. *copies*: passages of the
    same municipality that match, too, and say the same; some, the newest first, if there are many. *more*: where the
    passage stands for its document, how many others of the document match, copies of others not counted.
    """

    passage: Passage
    record: Record
    score: float
    marks: tuple[tuple[int, int], ...] = ()
    copies: tuple[Copy, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """
    Passages by value, most first. Each list counts what the query and all *other*
    filters leave, so a reader sees what a further choice of the same kind would give.
    """

    municipality: tuple[FacetCount, ...] = ()
    kind: tuple[FacetCount, ...] = ()
    topic: tuple[FacetCount, ...] = ()
    year: tuple[FacetCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """
    What a back end answers: one page of passages, best first, and what there was in all.

    *total* and the facets count passages. *documents* is how many documents they stand in, counted only where the
    query is by document.
    """

    scored: tuple[Scored, ...]
    total: int
    facets: Facets
    generation: str
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """
    A passage as a reader sees it. *marks* are half-open offsets into its text.

    *copies* and *more* are those of Scored: the hit stands for them.
    """

    passage: Passage
    record: Record
    score: float
    marks: tuple[tuple[int, int], ...]
    copies: tuple[Copy, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """
    Best first, ties by passage id. No hits is an answer, not an error.

    *repaired*, *as_read*, *as_typed* and *did_you_mean* are those of the ParsedQuery, *documents* is that of the
    Candidates.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    facets: Facets
    words: tuple[ReadWord, ...]
    generation: str
    seconds: float
    repaired: tuple[Repair, ...] = ()
    as_read: str = ""
    as_typed: str = ""
    did_you_mean: str = ""
    documents: int = 0

    @property
    def beyond(self) -> tuple[str, ...]:
        """The words that were left out because there were too many."""
        return tuple(dict.fromkeys(word.word for word in self.words if word.left_out is LeftOut.TOO_MANY))


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    How often a word of the query stands in a passage's fields, in any form.

    *within*: as a part of another word. *word* is None for other words for what was typed, all together.
    """

    word: str | None
    title: int
    heading: int
    body: int
    within: int


class Source(StrEnum):
    """Where in a document words stand."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """
    One place where an expression stands, in context.

    *quote* is what stands there, *before* and *after* what stands around it. *start* and
    *end* are half-open offsets of the quote in the text of the section ``passage.section``, in the
    heading that *path* ends with, or in the title. The *passage* is the one in which the
    quote begins; that of a heading is the first below it, that of a title the document's first.
    """

    record: Record
    passage: Passage
    source: Source
    path: tuple[str, ...]
    before: str
    quote: str
    after: str
    start: int
    end: int
    page: int | None
    page_end: int | None


@dataclass(frozen=True, slots=True)
class Occurrences:
    """
    Every place, by document id and within a document as it reads; one page of them.

    *total*, *passages* and *documents* are how many places there are in all, and in how many of
    those they stand. The *facets* count places.
    """

    query: Query
    found: tuple[Occurrence, ...]
    total: int
    passages: int
    documents: int
    facets: Facets
    generation: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """
    The document's own words: ``sections[passage.section].text[start:end] == quote``.

    *highlight*, offsets into the quote, is what was asked for, the whole where nothing
    narrower is. *page* and *page_end* are the printed pages on which the quote starts
    and ends.
    """

    quote: str
    highlight: tuple[int, int]
    record: Record
    passage: Passage
    start: int
    end: int
    page: int | None
    page_end: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the documents answer; *confidence*, from 0 to 1, is the share of such answers that are right."""

    kind: FactKind  # a broad one
    confidence: float
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What came of a question. Without an *answer* the documents do not hold one.

    *asked* is how the question was read, *results* are the passages that a search for it finds. *documents* and
    *passages* are how many were searched. Without an answer, *missing* are words of the question that the nearest
    passages do not have; *contact* is the office that their documents name.
    """

    asked: Asked
    results: Results
    answer: Answer | None
    documents: int
    passages: int
    missing: tuple[str, ...]
    contact: str | None
    seconds: float


class SuggestionKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody may be about to type: a document's title, a heading with its document and *anchor*, or a query."""

    text: str
    kind: SuggestionKind
    document_id: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """An overview's entry and, where the collection has it, the document it names."""

    entry: Entry
    overview: Record
    document: Record | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with what the overviews list under it and the documents that carry it."""

    name: str
    entries: tuple[TopicEntry, ...]
    documents: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be taken in, why, and since when (UTC)."""

    path: str
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Status:
    """What is served. *problems* are sentences for the maintainer, each with its next move."""

    generation: str
    published: datetime
    documents: int
    passages: int
    set_aside: tuple[SetAside, ...] = ()
    degraded: bool = False
    problems: tuple[str, ...] = ()
