"""
The engine's results as JSON: the bodies of the API's answers, and what the command line prints with --json.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from search_engine.model import (
    Answer,
    Citation,
    Document,
    FacetCount,
    Facets,
    Hit,
    Occurrence,
    Occurrences,
    Record,
    Reply,
    Results,
    Section,
    Status,
    Suggestion,
    SuggestionKind,
)
from web.links import document_link, occurrence_link, passage_link, search_link, section_link

Json = dict[str, Any]


def results(found: Results) -> Json:
    """A search's results."""
    first = found.query.offset + 1
    repairs = [{"from": repair.typed, "to": repair.read} for repair in found.repaired]
    return {
        "query": found.query.text,
        "terms": [
            {
                "word": word.word,
                "stem": word.stem,
                "parts": word.parts,
                "read_as": word.read_as,
                "left_out": word.left_out,
            }
            for word in found.words
        ],
        "repaired": repairs[0] if repairs else None,
        "repairs": repairs,
        "did_you_mean": found.did_you_mean or None,
        "total": found.total,
        "hits": [_hit(hit, rank) for rank, hit in enumerate(found.hits, start=first)],
        "facets": _facets(found.facets),
        "generation": found.generation,
        "took_ms": round(1000 * found.seconds, 1),
    }


def occurrences(found: Occurrences) -> Json:
    """Every place of an exact search."""
    first = found.query.offset + 1
    return {
        "query": found.query.text,
        "total": found.total,
        "passages": found.passages,
        "documents": found.documents,
        "occurrences": [_occurrence(place, rank) for rank, place in enumerate(found.found, start=first)],
        "facets": _facets(found.facets),
        "generation": found.generation,
        "took_ms": round(1000 * found.seconds, 1),
    }


def reply(given: Reply) -> Json:
    """What came of a question."""
    results = given.results
    return {
        "question": results.query.text,
        "found": given.answer is not None,
        "answer": _answer(given.answer) if given.answer else None,
        "searched": {
            "documents": given.documents,
            "passages": given.passages,
            "terms": [word.read_as or word.word for word in results.words if word.stem],
        },
        "hits": [_hit(hit, rank) for rank, hit in enumerate(results.hits, start=1)],
        "generation": results.generation,
        "took_ms": round(1000 * given.seconds, 1),
    }


def similar(hits: Iterable[Hit]) -> Json:
    """What is about the same, most alike first."""
    return {"hits": [_hit(hit, rank) for rank, hit in enumerate(hits, start=1)]}


def suggestion(offered: Suggestion) -> Json:
    """A title, heading or word to go on with."""
    match offered.kind:
        case SuggestionKind.TITLE:
            url = document_link(offered.document_id)
        case SuggestionKind.HEADING:
            url = section_link(offered.document_id, offered.anchor)
        case SuggestionKind.WORD:
            url = search_link({"q": [offered.text]})
    return {"text": offered.text, "kind": offered.kind, "url": url}


def listed(document: Document) -> Json:
    """A document as in a list: its headings, not its text."""
    return _summary(document) | {"sections": _outline(document)}


def whole(document: Document) -> Json:
    """A document, its text in full."""
    return _summary(document) | {
        "contact": document.contact,
        "related": document.related,
        "replaced_by": document.replaced_by,
        "fingerprint": document.fingerprint,
        "sections": [_section(section) for section in document.sections],
    }


def status(now: Status) -> Json:
    """What is served, and how well."""
    return {
        "generation": now.generation,
        "published": now.published.isoformat(),
        "documents": now.documents,
        "passages": now.passages,
        "set_aside": [
            {"path": file.path, "reason": file.reason, "since": file.since.isoformat()} for file in now.set_aside
        ],
        "degraded": now.degraded,
    }


def _hit(hit: Hit, rank: int) -> Json:
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
        "copies": [
            {"passage_id": copy.passage.id, "document": _summary(copy.record), "url": passage_link(copy.passage)}
            for copy in hit.copies
        ],
    }


def _occurrence(place: Occurrence, rank: int) -> Json:
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


def _answer(answer: Answer) -> Json:
    return {
        "kind": answer.kind,
        "confidence": round(answer.confidence, 2),
        "citations": [_citation(citation) for citation in answer.citations],
    }


def _citation(citation: Citation) -> Json:
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


def _facets(facets: Facets) -> Json:
    return {
        "municipality": _counts(facets.municipality),
        "kind": _counts(facets.kind),
        "topic": _counts(facets.topic),
        "year": _counts(facets.year),
    }


def _counts(counts: tuple[FacetCount, ...]) -> list[Json]:
    return [{"value": found.value, "count": found.count} for found in counts]


def _summary(record: Record) -> Json:
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


def _outline(document: Document) -> list[Json]:
    return [{"id": section.anchor, "path": section.path} for section in document.sections]


def _section(section: Section) -> Json:
    return {
        "id": section.anchor,
        "path": section.path,
        "text": section.text,
        "pages": [[mark.offset, mark.page] for mark in section.pages],
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
