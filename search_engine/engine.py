"""
The engine: what a search is, and what a publication is.

    search     text -> ParsedQuery -> the back end's candidates -> hits with marks
               or, exactly: text -> Expression -> the passages with marks, or every place in its context
    similar    a passage, or a document -> its telling terms -> what a search for them finds
    ask        … -> the stretches of the best that could be an answer -> the one that is, or none
    publish    documents -> passages -> what they teach -> terms -> the back end's next generation

It knows Danish and documents; where passages are kept and how they are scored is the
back end's (``backends/``), so that every entry point (the pages, the API, the command
line) means the same by a search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from time import perf_counter
from typing import Concatenate, ParamSpec, TypeVar

from search_engine import (
    answers,
    catalogue,
    explanation,
    expressions,
    passages,
    query,
    ranking,
    similarity,
    snippets,
    suggestions,
)
from search_engine.backends import Backend, Progress
from search_engine.backends import Publication as BackendPublication
from search_engine.danish import Lexicon
from search_engine.danish.thesaurus import Thesaurus, packaged
from search_engine.errors import NotFound
from search_engine.model import (
    Answer,
    Candidates,
    Citation,
    Document,
    Evidence,
    Hit,
    Mode,
    Occurrences,
    ParsedQuery,
    Passage,
    Query,
    ReadWord,
    Record,
    Reply,
    Results,
    SetAside,
    Sort,
    Status,
    Suggestion,
    Topic,
)

Given = ParamSpec("Given")
Found = TypeVar("Found")


def _of_one_generation(
    method: Callable[Concatenate[SearchEngine, Given], Found],
) -> Callable[Concatenate[SearchEngine, Given], Found]:
    """What is read in several steps must not be of two indexes, when the next one is published in between."""

    @wraps(method)
    def reading(engine: SearchEngine, /, *args: Given.args, **named: Given.kwargs) -> Found:
        with engine._backend.reading():
            return method(engine, *args, **named)

    return reading


class SearchEngine:
    """
    Search in, and publication of, one collection.

    Safe to share between threads. Every call sees one generation of the index. *thesaurus*:
    the packaged one unless told otherwise.
    """

    def __init__(self, backend: Backend, thesaurus: Thesaurus | None = None) -> None:
        self._backend = backend
        self._thesaurus = packaged() if thesaurus is None else thesaurus

    @_of_one_generation
    def search(self, asked: Query) -> Results:
        """
        The passages that match, best first. No hits is an answer, not an error.

        Raises:
            ReaderError: If the query cannot be searched for; the message says what to write instead.
            OperatorError: If there is no index to search in.
        """
        started = perf_counter()
        if asked.mode is Mode.EXACT:
            return self._search_exactly(asked, started)
        lexicon = self._backend.lexicon()
        parsed = self._parsed(asked, lexicon)
        return _results(asked, parsed, self._backend.candidates(parsed, asked), lexicon, started)

    @_of_one_generation
    def explain(self, results: Results) -> Sequence[Sequence[Evidence]]:
        """For each hit of *results*, which are of no exact search: what of the query stands in it."""
        lexicon = self._backend.lexicon()
        parsed = self._parsed(results.query, lexicon)
        held = (passages.passage_terms(hit.record, hit.passage, lexicon) for hit in results.hits)
        return [tuple(explanation.evidence(parsed, terms)) for terms in held]

    @_of_one_generation
    def nearness(self, results: Results) -> Sequence[float | None]:
        """For each hit of *results*: how near what was asked is to it, as a cosine; None where that is not known."""
        found = [(hit.record, hit.passage) for hit in results.hits]
        parsed = self._parsed(results.query, self._backend.lexicon())
        near = self._backend.nearness(parsed.text, found)
        return [None if one is None else ranking.nearness(one) for one in near]

    @_of_one_generation
    def suggest(self, text: str) -> Sequence[Suggestion]:
        """
        What somebody who has typed *text* may be about to type, best first; from the documents alone.

        Raises:
            OperatorError: If there is no index.
        """
        return suggestions.suggest(text, self._backend.suggestions)

    @_of_one_generation
    def similar(self, id: str, limit: int) -> Sequence[Hit]:
        """
        Passages about what the passage *id* is about; for a document's id, other documents, each by its best passage.

        Raises:
            NotFound: If there is no such passage or document.
            OperatorError: If there is no index.
        """
        started = perf_counter()
        document_id, apart_from = self._named(id)
        record, lexicon = self._backend.document(document_id), self._backend.lexicon()
        told = similarity.telling(
            [passages.passage_terms(record, passage, lexicon) for passage in similarity.read(apart_from)],
            self._backend.municipalities(),
            lexicon,
            self._backend.vocabulary(),
            self._backend.idf,
        )
        parsed = replace(told, apart_from=tuple(apart_from))
        asked = Query("", limit=limit, by_document=document_id == id)
        return _results(asked, parsed, self._backend.candidates(parsed, asked), lexicon, started).hits

    def occurrences(self, asked: Query) -> Occurrences:
        """
        Every place where what *asked* writes stands, by document and place; limit and offset count places.

        Raises:
            ReaderError: If it cannot be searched for exactly; the message says what to write instead.
            OperatorError: If there is no index to search in.
        """
        started = perf_counter()
        found = self._backend.occurrences(expressions.parse(asked.text), asked)
        return replace(found, seconds=perf_counter() - started)

    @_of_one_generation
    def ask(self, asked: Query) -> Reply:
        """
        What the documents answer, with the passages that a search for the question finds.

        Whatever *asked* sorts by, the best passages are read; its offset is not used.

        Raises:
            ReaderError: If the question cannot be searched for; the message says what to write instead.
            OperatorError: If there is no index to search in.
        """
        started = perf_counter()
        asked = replace(asked, sort=Sort.RELEVANCE, offset=0)
        lexicon = self._backend.lexicon()
        parsed = self._parsed(asked, lexicon)
        passage_by_passage = replace(asked, by_document=False, limit=max(asked.limit, answers.READ))
        found = self._backend.candidates(parsed, passage_by_passage)
        if asked.by_document:
            beside = self._backend.candidates(parsed, asked)
        else:
            beside = replace(found, scored=found.scored[: asked.limit])
        shown = _results(asked, parsed, beside, lexicon, started)
        words = answers.about(asked.text, parsed, lexicon, self._other_words(), self._backend.idf)
        read = found.scored[: answers.READ]
        near = self._backend.nearness(parsed.text, [(one.record, one.passage) for one in read])
        chosen = answers.choose(words, read, near, lexicon)
        status = self._backend.status()
        return Reply(
            asked=words.asked,
            results=shown,
            answer=self._answer(chosen) if chosen else None,
            documents=status.documents,
            passages=status.passages,
            missing=() if chosen else answers.missing(words, [hit.passage for hit in shown.hits], lexicon),
            contact=next((hit.record.contact for hit in shown.hits if hit.record.contact), None),
            seconds=perf_counter() - started,
        )

    @contextmanager
    def publish(self, *, rebuild: bool = False) -> Iterator[Publication]:
        """
        Change the collection: all of it or nothing, visible when the block has ended.

        Raises:
            IngestRunning: If somebody else is at it.
        """
        with self._backend.publish(passages.passage_terms, rebuild=rebuild) as publication:
            yield Publication(publication)

    def without_meaning(self) -> int:
        """How many passages have no vectors yet (``meaning/``); none on a machine that cannot make any."""
        return self._backend.without_meaning()

    def embed(self, progress: Progress = lambda done, total: None) -> None:
        """
        Make the vectors that are missing: a fifth of a second for each passage.

        Raises:
            OperatorError: If there is no index, no room for them, or no model for this machine.
        """
        self._backend.embed(progress)

    def fingerprints(self) -> Mapping[str, str]:
        """Document id -> fingerprint, of everything that is indexed; empty where nothing is."""
        return self._backend.fingerprints()

    def records(self) -> Sequence[Record]:
        """Every document's record, by id."""
        return self._backend.records()

    def document(self, document_id: str) -> Document:
        """
        The document, its topic filled in as in its record.

        Raises:
            NotFound: If there is no such document.
        """
        return self._backend.document(document_id)

    def passages(self, document_id: str) -> Sequence[Passage]:
        """
        The passages of a document in reading order.

        Raises:
            NotFound: If there is no such document.
        """
        return self._backend.passages(document_id)

    def topics(self) -> Sequence[Topic]:
        """The overview by topic."""
        return catalogue.topics(self._backend.records())

    def status(self) -> Status:
        """What is served, how fresh it is, and what is wrong with it."""
        return self._backend.status()

    def verify(self) -> Sequence[str]:
        """A sentence for each fault of the index, none where it is whole."""
        return self._backend.verify(passages.passage_terms)

    def _named(self, id: str) -> tuple[str, Sequence[Passage]]:
        """The document, and those of its passages, that *id* means: all, or one."""
        try:
            return id, self._backend.passages(id)
        except NotFound:
            document_id = id.rpartition(":")[0]
            if not document_id:
                raise
        found = [passage for passage in self._backend.passages(document_id) if passage.id == id]
        if not found:
            raise NotFound(f"Stedet »{id}« findes ikke (længere).")
        return document_id, found

    def _search_exactly(self, asked: Query, started: float) -> Results:
        expression = expressions.parse(asked.text)
        found = self._backend.holding(expression, asked)
        hits = tuple(Hit(scored.passage, scored.record, scored.score, scored.marks) for scored in found.scored)
        words = tuple(ReadWord(word, word) for word in expressions.words(expression))
        seconds = perf_counter() - started
        return Results(asked, hits, found.total, found.facets, words, found.generation, seconds)

    def _parsed(self, asked: Query, lexicon: Lexicon) -> ParsedQuery:
        return query.parse(
            asked.text, lexicon, self._backend.municipalities(), self._backend.vocabulary(), self._other_words()
        )

    def _other_words(self) -> Thesaurus:
        return self._thesaurus | self._backend.abbreviations()

    def _answer(self, chosen: answers.Choice) -> Answer:
        return Answer(chosen.kind, chosen.confidence, tuple(map(self._citation, chosen.quotes)))

    def _citation(self, quote: answers.Quote) -> Citation:
        passage = quote.scored.passage
        (first, last), (mark_start, mark_end) = quote.span, quote.highlight
        start, end = passage.start + first, passage.start + last
        page = page_end = passage.page
        if passage.page != passage.page_end:  # only the section knows where the page ends
            section = self._backend.document(passage.document_id).sections[passage.section]
            page, page_end = section.page_at(start), section.page_at(end - 1)
        return Citation(
            quote=passage.text[first:last],
            highlight=(mark_start - first, mark_end - first),
            record=quote.scored.record,
            passage=passage,
            start=start,
            end=end,
            page=page,
            page_end=page_end,
        )


def _results(asked: Query, parsed: ParsedQuery, found: Candidates, lexicon: Lexicon, started: float) -> Results:
    hits = tuple(
        Hit(
            scored.passage,
            scored.record,
            scored.score,
            snippets.marks(scored.passage.text, parsed, lexicon),
            scored.copies,
            scored.more,
        )
        for scored in found.scored
    )
    return Results(
        asked,
        hits,
        found.total,
        found.facets,
        parsed.words,
        found.generation,
        perf_counter() - started,
        parsed.repaired,
        parsed.as_read,
        parsed.as_typed,
        parsed.did_you_mean,
        found.documents,
    )


class Publication:
    """A change of the collection in the making: documents in, their passages on to the back end."""

    def __init__(self, publication: BackendPublication) -> None:
        self._publication = publication

    def put(self, document: Document) -> None:
        """Take *document* in, in place of any with the same id."""
        self._publication.put(document, list(passages.split(document)))

    def remove(self, document_id: str) -> None:
        """Take the document out."""
        self._publication.remove(document_id)

    def set_aside(self, files: Iterable[SetAside]) -> None:
        """What could not be taken in, in place of what the last publication said."""
        self._publication.set_aside(files)
