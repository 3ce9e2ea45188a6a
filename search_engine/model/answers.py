"""What the documents answer, in their own words."""

from __future__ import annotations

from dataclasses import dataclass

from search_engine.model.documents import Passage, Record
from search_engine.model.facts import Asked, FactKind
from search_engine.model.results import Results


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
