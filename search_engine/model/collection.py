"""What is in the collection: topics, what somebody may be about to type, and the state of the index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from search_engine.model.documents import Entry, Record


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
    """
    What is served. *problems* are sentences for the maintainer, each with its next move.

    *meanings* is another number whenever passages have got their vectors (``meaning/``).
    """

    generation: str
    published: datetime
    documents: int
    passages: int
    set_aside: tuple[SetAside, ...] = ()
    degraded: bool = False
    problems: tuple[str, ...] = ()
    meanings: int = 0
