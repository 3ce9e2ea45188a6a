"""
The engine's results as JSON: the bodies of the API's answers, and what the command line prints with --json.

Each is of a shape that ``shapes.py`` describes; mypy holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from search_engine.model import (
    Answer,
    Citation,
    Document,
    FacetCount,
    Facets,
    Hit,
    Occurrence,
    Occurrences,
    ReadWord,
    Record,
    Repair,
    Reply,
    Results,
    Section,
    Status,
    Suggestion,
    SuggestionKind,
)
from web.links import document_link, occurrence_link, passage_link, search_link, section_link

if TYPE_CHECKING:  # at run time they are plain dicts
    from web import shapes


def results(found: Results) -> shapes.Results:
    """A search's results."""
    first = found.query.offset + 1
    repairs = tuple(map(_repair, found.repaired))
    return {
        "query": found.query.text,
        "terms": tuple(map(_term, found.words)),
        "repaired": repairs[0] if repairs else None,
        "repairs": repairs,
        "did_you_mean": found.did_you_mean or None,
        "total": found.total,
        "hits": _hits(found.hits, first),
        "facets": _facets(found.facets),
        "generation": found.generation,
        "took_ms": round(1000 * found.seconds, 1),
    }


def occurrences(found: Occurrences) -> shapes.Occurrences:
    """Every place of an exact search."""
    first = found.query.offset + 1
    return {
        "query": found.query.text,
        "total": found.total,
        "passages": found.passages,
        "documents": found.documents,
        "occurrences": tuple(_occurrence(place, rank) for rank, place in enumerate(found.found, start=first)),
        "facets": _facets(found.facets),
        "generation": found.generation,
        "took_ms": round(1000 * found.seconds, 1),
    }


def reply(given: Reply) -> shapes.Reply:
    """What came of a question."""
    results = given.results
    return {
        "question": results.query.text,
        "found": given.answer is not None,
        "answer": _answer(given.answer) if given.answer else None,
        "searched": {
            "documents": given.documents,
            "passages": given.passages,
            "terms": tuple(word.read_as or word.word for word in results.words if word.stem),
        },
        "hits": _hits(results.hits),
        "generation": results.generation,
        "took_ms": round(1000 * given.seconds, 1),
    }


def similar(hits: Iterable[Hit]) -> shapes.Similar:
    """What is about the same, most alike first."""
    return {"hits": _hits(hits)}


def suggestions(offered: Iterable[Suggestion]) -> shapes.Suggestions:
    """Titles, headings and words to go on with."""
    return {"suggestions": tuple(map(suggestion, offered))}


def suggestion(offered: Suggestion) -> shapes.Suggestion:
    """A title, heading or word to go on with."""
    match offered.kind:
        case SuggestionKind.TITLE:
            url = document_link(offered.document_id)
        case SuggestionKind.HEADING:
            url = section_link(offered.document_id, offered.anchor)
        case SuggestionKind.WORD:
            url = search_link({"q": [offered.text]})
    return {"text": offered.text, "kind": offered.kind, "url": url}


def documents(total: int, shown: Iterable[Document]) -> shapes.Documents:
    """Those *shown* of all the documents there are, each with its headings and without its text."""
    return {"total": total, "documents": tuple(map(_listed, shown))}


def whole(document: Document) -> shapes.WholeDocument:
    """A document, its text in full."""
    return {
        **_summary(document),
        "contact": document.contact,
        "related": document.related,
        "replaced_by": document.replaced_by,
        "fingerprint": document.fingerprint,
        "sections": tuple(map(_section, document.sections)),
    }


def status(now: Status) -> shapes.Status:
    """What is served, and how well."""
    return {
        "generation": now.generation,
        "published": now.published.isoformat(),
        "documents": now.documents,
        "passages": now.passages,
        "set_aside": tuple(
            {"path": file.path, "reason": file.reason, "since": file.since.isoformat()} for file in now.set_aside
        ),
        "degraded": now.degraded,
    }


def _term(word: ReadWord) -> shapes.Term:
    return {
        "word": word.word,
        "stem": word.stem,
        "parts": word.parts,
        "read_as": word.read_as,
        "left_out": word.left_out,
    }


def _repair(made: Repair) -> shapes.Repair:
    return {"from": made.typed, "to": made.read}


def _hits(found: Iterable[Hit], first: int = 1) -> tuple[shapes.Hit, ...]:
    return tuple(_hit(hit, rank) for rank, hit in enumerate(found, start=first))


def _hit(hit: Hit, rank: int) -> shapes.Hit:
    passage = hit.passage
    return {
        "rank": rank,
        "score": round(hit.score, 4),
        "passage": {
            "id": passage.id,
            "text": passage.text,
            "section": passage.path,
            "page": passage.page,
            "page_end": passage.page_end,
            "start": passage.start,
            "end": passage.end,
        },
        "marks": hit.marks,
        "document": _summary(hit.record),
        "url": passage_link(passage),
        "copies": tuple(
            {"passage_id": copy.passage.id, "document": _summary(copy.record), "url": passage_link(copy.passage)}
            for copy in hit.copies
        ),
    }


def _occurrence(place: Occurrence, rank: int) -> shapes.Occurrence:
    return {
        "rank": rank,
        "source": place.source,
        "before": place.before,
        "quote": place.quote,
        "after": place.after,
        "document": _summary(place.record),
        "section": place.path,
        "page": place.page,
        "page_end": place.page_end,
        "passage_id": place.passage.id,
        "start": place.start,
        "end": place.end,
        "url": occurrence_link(place),
    }


def _answer(answer: Answer) -> shapes.Answer:
    return {
        "kind": answer.kind,
        "confidence": round(answer.confidence, 2),
        "citations": tuple(map(_citation, answer.citations)),
    }


def _citation(citation: Citation) -> shapes.Citation:
    return {
        "quote": citation.quote,
        "highlight": citation.highlight,
        "document": _summary(citation.record),
        "section": citation.passage.path,
        "page": citation.page,
        "page_end": citation.page_end,
        "passage_id": citation.passage.id,
        "start": citation.start,
        "end": citation.end,
        "url": passage_link(citation.passage),
    }


def _facets(facets: Facets) -> shapes.Facets:
    return {
        "municipality": _counts(facets.municipality),
        "kind": _counts(facets.kind),
        "topic": _counts(facets.topic),
        "year": _counts(facets.year),
    }


def _counts(counts: tuple[FacetCount, ...]) -> tuple[shapes.FacetCount, ...]:
    return tuple({"value": found.value, "count": found.count} for found in counts)


def _summary(record: Record) -> shapes.Document:
    return {
        "id": record.id,
        "title": record.title,
        "municipality": record.municipality,
        "kind": record.kind,
        "topic": record.topic,
        "published": _iso(record.published),
        "updated": _iso(record.updated),
        "pages": record.pages,
        "location": record.location,
    }


def _listed(document: Document) -> shapes.ListedDocument:
    return {**_summary(document), "sections": tuple(map(_heading, document.sections))}


def _heading(section: Section) -> shapes.Heading:
    return {"id": section.anchor, "path": section.path}


def _section(section: Section) -> shapes.Section:
    return {
        "id": section.anchor,
        "path": section.path,
        "text": section.text,
        "pages": tuple((mark.offset, mark.page) for mark in section.pages),
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
