"""
The domain's types as JSON, the form in which Whoosh stores them, and back.

A section's text is not written down: its passages join to it. The words of a document are,
as they are written: stems do not tell them, and typing errors are looked up among them. So are
the abbreviations that it explains.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from itertools import chain
from typing import Any, TypeVar

from search_engine import danish
from search_engine.danish.abbreviations import Abbreviation, explained
from search_engine.model import Document, Entry, PageMark, Passage, Record, Section, SetAside

MIN_WORD = 4  # letters; a shorter one is like too many others to be what somebody meant
DATES = ("published", "updated", "valid_from", "valid_to")
RecordOrDocument = TypeVar("RecordOrDocument", bound=Record)

RECORD_FIELDS = tuple(field.name for field in fields(Record))


def document_json(document: Document) -> str:
    """The record, and the sections but for their texts."""
    values: dict[str, Any] = {name: getattr(document, name) for name in RECORD_FIELDS}
    for name in DATES:
        values[name] = values[name] and values[name].isoformat()
    values["entries"] = [asdict(entry) for entry in document.entries]
    values["sections"] = [
        {"path": section.path, "anchor": section.anchor, "pages": [(mark.offset, mark.page) for mark in section.pages]}
        for section in document.sections
    ]
    values["words"] = " ".join(words_of(document))
    values["abbreviations"] = sorted({found for section in document.sections for found in explained(section.text)})
    return _dumps(values)


def passage_json(passage: Passage, order: int) -> str:
    """*order*: the passage's number within its document."""
    return _dumps({"order": order, **asdict(passage)})


def words(stored: dict[str, Any]) -> list[str]:
    """The different words in what ``json.loads`` made of a document's JSON."""
    return str(stored["words"]).split()


def abbreviations(stored: dict[str, Any]) -> list[Abbreviation]:
    """What the document explains, in what ``json.loads`` made of its JSON."""
    return [Abbreviation(*found) for found in stored["abbreviations"]]


def words_of(document: Document) -> list[str]:
    """The different words of *document*, as they are written, in order."""
    texts = [document.title, document.municipality or "", *(entry.title for entry in document.entries)]
    for section in document.sections:
        texts += [*section.path, section.text]
    found = set(chain.from_iterable(map(danish.words, dict.fromkeys(texts))))
    return sorted(word for word in found if len(word) >= MIN_WORD and word.isalpha())


def record(stored: dict[str, Any]) -> Record:
    """The record in what ``json.loads`` made of a document's JSON."""
    values = {name: stored[name] for name in RECORD_FIELDS}
    for name in DATES:
        values[name] = values[name] and date.fromisoformat(values[name])
    values["entries"] = tuple(Entry(**entry) for entry in values["entries"])
    values["related"] = tuple(values["related"])
    return Record(**values)


def headings(stored: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The headings in what ``json.loads`` made of a document's JSON, with their sections' anchors."""
    return tuple((section["path"][-1], section["anchor"]) for section in stored["sections"] if section["path"])


def passage(stored: dict[str, Any]) -> Passage:
    """The passage in what ``json.loads`` made of its JSON."""
    values = {name: value for name, value in stored.items() if name != "order"}
    return Passage(**{**values, "path": tuple(values["path"])})


def read(texts: Sequence[str]) -> tuple[Record, list[Passage]]:
    """A document's record and passages from their JSON, the record's first."""
    of_record, *of_passages = texts
    return record(json.loads(of_record)), [passage(json.loads(text)) for text in of_passages]


def document(stored: dict[str, Any], passages: Iterable[Passage]) -> Document:
    """The document again, its sections' texts joined from *passages*."""
    texts = [""] * len(stored["sections"])
    for part in passages:
        texts[part.section] += part.text
    sections = tuple(
        Section(
            path=tuple(section["path"]),
            text=text,
            anchor=section["anchor"],
            pages=tuple(PageMark(offset, page) for offset, page in section["pages"]),
        )
        for section, text in zip(stored["sections"], texts, strict=True)
    )
    known = record(stored)
    return Document(**{name: getattr(known, name) for name in RECORD_FIELDS}, sections=sections)


def with_topic(known: RecordOrDocument, topic: str | None) -> RecordOrDocument:
    return known if known.topic == topic else replace(known, topic=topic)


def set_aside_values(files: Sequence[SetAside]) -> list[dict[str, str]]:
    return [{"path": file.path, "reason": file.reason, "since": file.since.isoformat()} for file in files]


def set_aside(values: Iterable[dict[str, str]]) -> tuple[SetAside, ...]:
    return tuple(SetAside(v["path"], v["reason"], datetime.fromisoformat(v["since"])) for v in values)


def _dumps(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
