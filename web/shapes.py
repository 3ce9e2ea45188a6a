"""
The shapes of the API's answers.

``bodies.py`` makes them, and mypy sees to it that it makes no others; ``openapi.py`` describes them
to whoever asks, in the words that stand here below each field. Nothing is checked while the server
runs: the tests compare answers and description.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict  # pydantic reads no other one below Python 3.12

from search_engine.model import FactKind, LeftOut, Source, SuggestionKind
from search_engine.suggestions import MOST

described = with_config(ConfigDict(use_attribute_docstrings=True))

Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
Offset = Annotated[int, Field(ge=0)]
Page = Annotated[int, Field(ge=0)]
Milliseconds = Annotated[float, Field(ge=0)]
Day = Annotated[str, Field(json_schema_extra={"format": "date"}, examples=["2024-04-08"])]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2024-04-08T09:30:00+00:00"])]
Address = Annotated[str, Field(json_schema_extra={"format": "uri-reference"})]
Stretch = tuple[Offset, Offset]
AnswerKind = Annotated[str, Field(json_schema_extra={"enum": [kind.value for kind in FactKind if kind.broad is kind]})]


@described
class Document(TypedDict):
    """What the catalogue says of a document."""

    id: Annotated[str, Field(min_length=1)]
    """The path of its file, without suffix; it may contain slashes."""
    title: str
    """Its title."""
    municipality: str | None
    """Whose it is, without the word "Kommune"; null where nobody says."""
    kind: str | None
    """What kind of document it is, in Danish and as the collection has it: "politik", "plan", "regulativ" …"""
    topic: str | None
    """The topic under which the municipality lists it."""
    published: Day | None
    """The day on which it was published."""
    updated: Day | None
    """The day on which it was last changed. Sorting and filters go by this one, else by `published`."""
    pages: Count | None
    """How many pages it has; null where it is not paged."""
    location: str
    """Where a citizen opens the document itself: its address, or the name of its file."""


@described
class Passage(TypedDict):
    """A stretch of one section of a document, short enough to be read as a result."""

    id: Annotated[str, Field(min_length=1)]
    """It stays the same as long as the text does, and `/api/v1/similar/{id}` takes it."""
    text: str
    """The document's own words, white space included."""
    section: tuple[str, ...]
    """The headings that it stands below, from the top; empty before the first one."""
    page: Page | None
    """The printed page, as the document counts, on which it starts; null where there are no pages."""
    page_end: Page | None
    """The printed page on which it ends."""
    start: Offset
    """Where in the text of its section it starts, in code points."""
    end: Offset
    """Where it ends: the offset after its last character."""


@described
class Copy(TypedDict):
    """Another place of the same municipality that matches and says the same."""

    passage_id: str
    """The passage that says the same."""
    document: Document
    """The document in which it stands."""
    url: Address
    """The page on which it is marked."""


@described
class Hit(TypedDict):
    """A passage that was found."""

    rank: Positive
    """Its place in the whole list: the first is 1, on a later page, too, the list goes on."""
    score: Annotated[float, Field(ge=0)]
    """How well it matches; it compares only with the others of the same answer."""
    passage: Passage
    """What is shown."""
    marks: tuple[Stretch, ...]
    """The words that matched: half-open stretches of the passage's `text`, in code points, in order."""
    document: Document
    """The document in which it stands."""
    url: Address
    """The page on which the passage is marked, as an address on this server."""
    copies: tuple[Copy, ...]
    """Other places that say the same, for which this one stands; the newest ones, where there are many."""


@described
class Term(TypedDict):
    """How one word of the query was read."""

    word: str
    """As it was typed, in small letters."""
    stem: str | None
    """What is looked for: the word without its ending, in an exact search as it stands. Null where it was left out."""
    parts: tuple[str, ...]
    """The stems of a compound's parts, which are looked for too; empty where it is none."""
    read_as: str | None
    """What it was taken to mean besides, or instead: a repaired word, other words for the same, a municipality."""
    left_out: LeftOut | None
    """Why it was not looked for: `small`, it tells nothing ("er"); `too_many`, others tell more. Else null."""


Repair = TypedDict(
    "Repair",
    {
        "from": Annotated[str, Field(description="What was typed, and stands in no document.")],
        "to": Annotated[str, Field(description="What was looked for in its place.")],
    },
)


@described
class FacetCount(TypedDict):
    """A value, and how often it would be found."""

    value: str
    """What a filter of that name takes; of `year`, what `from` and `to` take."""
    count: Positive
    """How many there are of it."""


@described
class Facets(TypedDict):
    """
    What was found, counted by value, most first.

    Each list leaves its own filter aside and keeps the others, so it tells what another choice would give.
    """

    municipality: tuple[FacetCount, ...]
    """By municipality."""
    kind: tuple[FacetCount, ...]
    """By kind of document."""
    topic: tuple[FacetCount, ...]
    """By topic."""
    year: tuple[FacetCount, ...]
    """By year: of `updated`, else of `published`, else the one in the title."""


@described
class Results(TypedDict):
    """What a search found."""

    query: str
    """The query, as it was sent."""
    terms: tuple[Term, ...]
    """How it was read, word by word."""
    repaired: Repair | None
    """The first of `repairs`, or null."""
    repairs: tuple[Repair, ...]
    """
    Words that stand in no document, and were read as others.

    Quotation marks around a word prevent it.
    """
    did_you_mean: str | None
    """A whole query that may be meant, offered and not applied."""
    total: Count
    """How many passages match; those that say the same count once."""
    hits: tuple[Hit, ...]
    """The page that was asked for, best first."""
    facets: Facets
    """All that was found, in passages, by what it can be narrowed by."""
    generation: str
    """The index that answered. It changes when documents do."""
    took_ms: Milliseconds
    """How long the search took, in milliseconds."""


@described
class Citation(TypedDict):
    """A document's own words, and where exactly they stand."""

    quote: Annotated[str, Field(min_length=1)]
    """The section's text from `start` to `end`, unchanged, white space included."""
    highlight: Stretch
    """What was asked for: a half-open stretch of the `quote`, in code points; all of it where nothing is narrower."""
    document: Document
    """The document that is quoted."""
    section: tuple[str, ...]
    """The headings that the quote stands below, from the top."""
    page: Page | None
    """The printed page on which the quote starts; null where there are no pages."""
    page_end: Page | None
    """The printed page on which it ends."""
    passage_id: str
    """The passage from which it is taken."""
    start: Offset
    """Where in the text of its section the quote starts, in code points."""
    end: Offset
    """Where it ends: the offset after its last character."""
    url: Address
    """The page on which the passage is marked."""


@described
class Answer(TypedDict):
    """What the documents answer, in their own words."""

    kind: AnswerKind
    """What kind of answer it is."""
    confidence: Annotated[float, Field(ge=0, le=1)]
    """The share of such answers that are right, as measured."""
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]
    """Best first, each one stretch of a document: a lead-in and a list item that stand apart are two."""


@described
class Searched(TypedDict):
    """In how much the answer was looked for, and by which words."""

    documents: Count
    """How many documents there are."""
    passages: Count
    """How many passages they have."""
    terms: tuple[str, ...]
    """The words that were looked for, as they were read."""


@described
class Reply(TypedDict):
    """What came of a question."""

    question: str
    """The question, as it was sent."""
    found: bool
    """Whether the documents answer it."""
    answer: Answer | None
    """The answer; null where `found` is false, which is an answer, too."""
    searched: Searched
    """What was searched."""
    hits: tuple[Hit, ...]
    """The passages that a search for the question finds, best first, whether or not there is an answer."""
    generation: str
    """The index that answered."""
    took_ms: Milliseconds
    """How long it took, in milliseconds."""


@described
class Occurrence(TypedDict):
    """One place where what was asked for stands, in its context."""

    rank: Positive
    """Its place in the whole list."""
    source: Source
    """Where in the document it stands: in its title, a heading or the text."""
    before: str
    """What stands before the quote."""
    quote: Annotated[str, Field(min_length=1)]
    """What stands there, unchanged."""
    after: str
    """What stands after the quote."""
    document: Document
    """The document in which it stands."""
    section: tuple[str, ...]
    """The headings that it stands below, from the top; of a heading, itself the last."""
    page: Page | None
    """The printed page on which the quote starts; null where there are no pages."""
    page_end: Page | None
    """The printed page on which it ends."""
    passage_id: str
    """The passage in which it begins; of a heading the first below it, of a title the document's first."""
    start: Offset
    """Where the quote starts, in code points: in the text of its section, in the heading, or in the title."""
    end: Offset
    """Where it ends: the offset after its last character."""
    url: Address
    """The page on which its passage is marked."""


@described
class Occurrences(TypedDict):
    """Every place where what was asked for stands."""

    query: str
    """The query, as it was sent."""
    total: Count
    """How many places there are."""
    passages: Count
    """How many passages have one."""
    documents: Count
    """How many documents have one."""
    occurrences: tuple[Occurrence, ...]
    """The page that was asked for, by document, and within a document as it reads."""
    facets: Facets
    """All that was found, in places, by what it can be narrowed by."""
    generation: str
    """The index that answered."""
    took_ms: Milliseconds
    """How long the search took, in milliseconds."""


@described
class Similar(TypedDict):
    """What is about the same."""

    hits: tuple[Hit, ...]
    """Most alike first. To a document other documents, each by its best passage; to a passage other passages."""


@described
class Suggestion(TypedDict):
    """What somebody may be about to type."""

    text: str
    """A title, a heading or a word, as it stands in the documents."""
    kind: SuggestionKind
    """Which of the three it is."""
    url: Address
    """Where it leads, as an address on this server: the document, the heading in it, or a search for the word."""


@described
class Suggestions(TypedDict):
    """What somebody may be about to type, from the documents alone: never what others have typed."""

    suggestions: Annotated[tuple[Suggestion, ...], Field(max_length=MOST)]
    """Titles first, then headings, then words."""


@described
class Heading(TypedDict):
    """A section in a document's table of contents."""

    id: str
    """Its name within the document."""
    path: tuple[str, ...]
    """The headings from the top, its own last; empty before the first one."""


@described
class ListedDocument(Document):
    """A document with its table of contents."""

    sections: tuple[Heading, ...]
    """Its sections, in order."""


@described
class Documents(TypedDict):
    """The documents of the collection."""

    total: Count
    """How many there are."""
    documents: tuple[ListedDocument, ...]
    """The page that was asked for, by id."""


@described
class Section(Heading):
    """The text below one heading."""

    text: str
    """All of it. The offsets of passages, citations and occurrences count its code points."""
    pages: tuple[tuple[Offset, Page], ...]
    """An offset and the printed page that starts there, in order; empty where there are no pages."""


@described
class WholeDocument(Document):
    """A document with its text in full, so that every quote can be checked."""

    contact: str | None
    """The office that the document names, and how it is reached."""
    related: tuple[str, ...]
    """Titles of documents that it points to."""
    replaced_by: str | None
    """The id of the document that has taken its place."""
    fingerprint: str
    """It changes when the document does."""
    sections: tuple[Section, ...]
    """Its text, in order."""


@described
class SetAside(TypedDict):
    """A file that could not be taken in."""

    path: str
    """Which file."""
    reason: str
    """Why, and what can be done about it, in Danish."""
    since: Moment
    """When it was met first."""


@described
class Status(TypedDict):
    """What is served, and how well."""

    generation: str
    """The index that answers. It changes when documents do."""
    published: Moment
    """When it was made."""
    documents: Count
    """How many documents it has."""
    passages: Count
    """How many passages they have."""
    set_aside: tuple[SetAside, ...]
    """Files that could not be taken in."""
    degraded: bool
    """True where a damaged index was found, and an older one is served."""


@described
class Problem(TypedDict):
    """What went wrong (RFC 9457)."""

    type: Annotated[str, Field(json_schema_extra={"const": "about:blank"})]
    """The status says what kind of problem it is."""
    title: str
    """The problem in a few words, in Danish."""
    status: Annotated[int, Field(ge=400, le=599)]
    """The status of the answer."""
    detail: str
    """What was found and what to do, in Danish, for whoever sent the request. What was sent is not repeated."""
