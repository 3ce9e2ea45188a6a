"""What was found, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from search_engine.model.documents import Passage, Record
from search_engine.model.queries import LeftOut, Query, ReadWord, Repair


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
class Nearness:
    """How near a passage is in meaning to what is asked, as cosines: *whole*, and each of its *sentences*."""

    whole: float
    sentences: tuple[float, ...]


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
