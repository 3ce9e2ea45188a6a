"""Documents made for a test: a section for each text, a passage for each section, a term for each word."""

from __future__ import annotations

from typing import Any

from search_engine.backends import Analysis
from search_engine.backends.whoosh import WhooshBackend
from search_engine.danish import Lexicon
from search_engine.model import Candidates, Document, ParsedQuery, Passage, PassageTerms, Query, Record, Section

Made = tuple[Document, list[Passage]]


def document(document_id: str, *texts: str, heading: str = "", **facts: Any) -> Made:
    """The passages of "skov" are "skov.0", "skov.1" …"""
    path = (heading,) if heading else ()
    sections = tuple(Section(path, text, f"s{number}") for number, text in enumerate(texts))
    facts = {"title": "", "location": document_id, "fingerprint": "1", **facts}
    passages = []
    for number, section in enumerate(sections):
        if section.text:
            name = f"{document_id}.{number}"
            length = len(section.text)
            passages.append(Passage(name, document_id, number, path, section.anchor, 0, length, section.text))
    return Document(id=document_id, sections=sections, **facts), passages


def analysis(record: Record, passage: Passage, lexicon: Lexicon) -> PassageTerms:
    return PassageTerms(_terms(record.title), _terms(" ".join(passage.path)), _terms(passage.text), ())


def put(backend: WhooshBackend, *documents: Made, analysis: Analysis = analysis) -> WhooshBackend:
    with backend.publish(analysis) as publication:
        for made in documents:
            publication.put(*made)
    return backend


def search(
    backend: WhooshBackend,
    terms: str = "",
    required: tuple[str, ...] = (),
    excluded: tuple[str, ...] = (),
    **query: Any,
) -> Candidates:
    """Words and phrases as a reader would write them."""
    parsed = ParsedQuery((), _terms(terms), (), tuple(map(_terms, required)), tuple(map(_terms, excluded)))
    return backend.candidates(parsed, Query(terms, **query))


def ids(found: Candidates) -> list[str]:
    return [scored.passage.id for scored in found.scored]


def _terms(text: str) -> tuple[str, ...]:
    return tuple(text.lower().split())
