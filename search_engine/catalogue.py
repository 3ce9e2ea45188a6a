"""
Overviews and documents together: which document an overview's entry names, and what each topic holds.

An overview page lists policies under topics; some of them are in the collection as documents of
their own. An entry names a document of the same municipality whose title says the same, whatever
the inflection, the municipality's name or the years it holds for: "Frivillighedspolitik" names
"Næstved Kommunes frivillighedspolitik 2019-2022".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from search_engine.danish import STOP_WORDS, stem, tokens
from search_engine.model import Entry, Record, Topic, TopicEntry

TITLE_KEY = frozenset[str]


def topics(records: Sequence[Record]) -> tuple[Topic, ...]:
    """The topics in the order of the overviews, then those that only documents carry, by name."""
    linked = {(overview.id, entry.anchor): document for overview, entry, document in _links(records)}
    entries: dict[str, list[TopicEntry]] = {}
    for overview in records:
        for entry in overview.entries:
            under = entries.setdefault(entry.topic, [])
            if entry.title:  # a topic that the overview leaves empty
                under.append(TopicEntry(entry, overview, linked[overview.id, entry.anchor]))

    topic_of = topics_by_document(records)
    carried: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if topic := topic_of.get(record.id):
            carried[topic].append(record)

    names = [*entries, *sorted(carried.keys() - entries.keys(), key=str.casefold)]
    return tuple(Topic(name, tuple(entries.get(name, ())), tuple(carried.get(name, ()))) for name in names)


def topics_by_document(records: Sequence[Record]) -> Mapping[str, str]:
    """Document id -> topic: its own, else that of the overview entry which names it."""
    found = {document.id: entry.topic for _, entry, document in _links(records) if document and entry.topic}
    return found | {record.id: record.topic for record in records if record.topic}


def entries_with_document(records: Sequence[Record]) -> frozenset[tuple[str, str]]:
    """(the overview's id, the entry's anchor) of every entry whose document is in the collection."""
    return frozenset((overview.id, entry.anchor) for overview, entry, document in _links(records) if document)


def _links(records: Sequence[Record]) -> Iterator[tuple[Record, Entry, Record | None]]:
    """Every entry of every overview with the document it names, if the collection has it."""
    by_title: dict[tuple[str | None, TITLE_KEY], list[Record]] = defaultdict(list)
    for record in records:
        if not record.entries:
            by_title[record.municipality, _key(record.title, record.municipality)].append(record)
    for overview in records:
        for entry in overview.entries:
            named = by_title.get((overview.municipality, _key(entry.title, overview.municipality)), [])
            yield overview, entry, max(named, key=_newness, default=None)


def _key(title: str, municipality: str | None) -> TITLE_KEY:
    """What a title says, without inflection, years, the municipality's name and small words."""
    passing = {stem(token.word) for token in tokens(f"kommune {municipality or ''}")}
    passing |= {stem(token.word + "s") for token in tokens(municipality or "")}
    words = (token.word for token in tokens(title))
    return frozenset(stem(word) for word in words if word not in STOP_WORDS and not word.isdigit()) - passing


def _newness(record: Record) -> tuple[bool, date, str]:
    """In force before replaced, then the newest, then by id."""
    return record.replaced_by is None, record.date or date(record.year or 1, 1, 1), record.id
