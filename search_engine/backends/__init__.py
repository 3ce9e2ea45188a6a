"""
The one port: where passages are kept and ranked.

``whoosh/`` keeps an index in a folder on disk and is the default. The second
implementation in sight is an OpenSearch cluster; no signature here may stand in its
way, so a back end is handed *terms* made by ``danish/``, and makes none itself: a word
matches the same way wherever the index lives.

The terms depend on what all the documents together teach (``danish/lexicon.py``), which
is known when the last one is there. So a publication is handed the *analysis* as well,
and asks it for terms at its end: those of the new documents, and those of the ones whose
words are read otherwise than before.

Exact search is for words as they stand: those a back end may read of the texts it keeps, by
``danish/written.py``.

A back end's library errors end at its edge; callers meet only ``errors.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from search_engine.danish import Lexicon
from search_engine.danish.thesaurus import Thesaurus
from search_engine.danish.vocabulary import Vocabulary
from search_engine.model import (
    Candidates,
    Document,
    Expression,
    Nearness,
    Occurrences,
    ParsedQuery,
    Passage,
    PassageTerms,
    Query,
    Record,
    SetAside,
    Status,
    Suggestion,
)

Analysis = Callable[[Record, Passage, Lexicon], PassageTerms]
Progress = Callable[[int, int], None]  # how many are done, and how many there are


class Publication(Protocol):
    """An index being made. What is not removed or put anew stays as it was."""

    def put(self, document: Document, passages: Sequence[Passage]) -> None:
        """Take *document* in; one with the same id is replaced."""

    def remove(self, document_id: str) -> None:
        """Take the document out; one that is not there is no error."""

    def set_aside(self, files: Iterable[SetAside]) -> None:
        """What could not be taken in, in place of what the last publication said."""


class Backend(Protocol):
    """
    Every call sees one generation from beginning to end; a generation published
    meanwhile is seen by later calls, within two seconds. Several calls see the same one
    within ``reading``.

    All of them raise IndexMissing, IndexFormat or IndexDamaged where nothing can be
    served, but for ``fingerprints``, which is then empty.
    """

    def reading(self) -> AbstractContextManager[None]:
        """As long as the block takes, all calls of this thread see one generation; blocks may lie within others."""

    def candidates(self, parsed: ParsedQuery, query: Query) -> Candidates:
        """The passages that match, best first, ties by passage id; one page of them."""

    def holding(self, expression: Expression, query: Query) -> Candidates:
        """
        The passages with a place where *expression* stands, most places first; one page of them.

        They come with marks; those of equal score by document id and as the document reads.
        """

    def occurrences(self, expression: Expression, query: Query) -> Occurrences:
        """Every place where *expression* stands, by document id and as the document reads; one page of them."""

    def municipalities(self) -> Sequence[str]:
        """Whose documents there are, by name."""

    def vocabulary(self) -> Vocabulary:
        """Which words there are."""

    def lexicon(self) -> Lexicon:
        """What the words are made of: a question's must be taken apart as the passages' were."""

    def abbreviations(self) -> Thesaurus:
        """What the abbreviations that the documents explain stand for, and the other way round."""

    def suggestions(self, typed: Sequence[str]) -> Iterable[Suggestion]:
        """
        Titles and headings that have a beginning for each of *typed*, then words with the last, most frequent first.

        *typed* and beginnings as ``danish/beginnings.py`` makes them; where a word begins nothing, a letter of it
        may be wrong.
        """

    def idf(self, terms: Iterable[str]) -> Mapping[str, float]:
        """How much each of *terms* tells: the fewer passages have it, the more."""

    def publish(self, analysis: Analysis, *, rebuild: bool = False) -> AbstractContextManager[Publication]:
        """
        All of it or nothing: the new generation is served once the block ends and
        it has been verified; if the block raises, the old one stays. What is published
        depends on the documents alone, not on the publications that led to them.

        With *rebuild* the publication starts empty.

        Raises:
            IngestRunning: If another process is publishing; the message names it.
        """

    def nearness(self, text: str, passages: Sequence[tuple[Record, Passage]]) -> Sequence[Nearness | None]:
        """How near *text* is to each of *passages* (``meaning/``); None where that is not known."""

    def without_meaning(self) -> int:
        """How many passages have no vectors yet (``meaning/``); none on a machine that cannot make any."""

    def embed(self, progress: Progress) -> None:
        """
        Make the vectors that are missing, and let go of those that no passage has any longer.

        May be broken off, and goes on from there. Searches use what there is.
        """

    def fingerprints(self) -> Mapping[str, str]:
        """Document id -> fingerprint, of everything indexed in the present format."""

    def records(self) -> Sequence[Record]:
        """Every document's record, by id, its topic filled in from the overviews."""

    def document(self, document_id: str) -> Document:
        """
        The document, its topic filled in as in its record.

        Raises:
            NotFound: If there is no such document.
        """

    def passages(self, document_id: str) -> Sequence[Passage]:
        """
        The passages of a document in reading order.

        Raises:
            NotFound: If there is no such document.
        """

    def status(self) -> Status:
        """What is served, and what is wrong with it."""

    def verify(self, analysis: Analysis) -> Sequence[str]:
        """
        Read everything and compare, the terms with what *analysis* makes of the texts.

        A sentence for each fault, none where it is whole.
        """
