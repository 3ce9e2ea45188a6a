"""
An overview page -> topics with entries.

    Ældre og pensionister                      a topic: a heading
     • Ældrepolitik                            an entry: a sign and a title …
       Hvad ældre kan vente …                  … and below it, indented, a description
     • Boligplan: Hvor der skal bygges …       … or on its line, where the title names a document

A page is an overview by this shape alone: many such entries, under several headings,
and few other list items. A topic is a section, mostly without text of its own; each
of its entries is a section with the topic's path, and begins with its title. A topic
that lists nothing has an Entry without a title, so that a list of topics can name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import headings, kinds, outline
from ingest.outline import Part
from ingest.raw import Cleaned
from search_engine.model import Entry, Section

SIGN = re.compile(r"([ \t\u00a0]*)[•·▪◦●*–-][ \t\u00a0]+(?=\S)")
MIN_ENTRIES = 6  # guess: fewer are a list with remarks
MIN_TOPICS = 2
MIN_SHARE = 0.6  # of the page's list items that have the shape of an entry: guess
TITLE_CHARS = 100  # guess
ON_ITS_LINE = re.compile(r":\s+|\s+[–—-]\s+")  # between a title and its description
LISTED = frozenset({"politik", "strategi", "plan", "regulativ", "vision"})  # "Løn: 3 mio." is no entry


@dataclass(frozen=True, slots=True)
class Overview:
    """All sections of an overview page, and its entries, both in reading order."""

    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item and what stands indented below it: *sign* is where its line begins, *start* its text."""

    sign: int
    start: int
    end: int
    title: str
    description: str

    @property
    def is_entry(self) -> bool:
        plain = len(self.title) <= TITLE_CHARS and not self.title.endswith((".", ":", ",", ";"))
        return plain and bool(self.description)


def read(cleaned: Cleaned) -> Overview | None:
    """The overview that *cleaned* is; None where it is another kind of page."""
    found = outline.parts(headings.marked(cleaned) or headings.standing_alone(cleaned.text), len(cleaned.text))
    items = {part: _items(cleaned.text, part) for part in found}
    topics = [part for part in found if part.path and any(item.is_entry for item in items[part])]
    entries = sum(item.is_entry for part in topics for item in items[part])
    if len(topics) < MIN_TOPICS or entries < max(MIN_ENTRIES, MIN_SHARE * sum(map(len, items.values()))):
        return None

    rows: list[tuple[Part, Entry | None]] = []
    for part in found:
        if part in topics:
            rows += _rows(cleaned.text, part, items[part])
        elif cleaned.text[part.start : part.end].strip() or part.name:
            empty = not cleaned.text[part.start : part.end].strip()
            is_topic = empty and topics[0].start < part.start < topics[-1].start
            rows.append((part, Entry(part.path[-1], "", "", "") if is_topic else None))
    sections = outline.sections(cleaned, [part for part, _ in rows])
    return Overview(
        sections,
        tuple(
            replace(entry, anchor=section.anchor)
            for section, (_, entry) in zip(sections, rows, strict=True)
            if entry is not None
        ),
    )


def _items(text: str, part: Part) -> list[Item]:
    """The outermost list items of *part*; items indented below one belong to it."""
    items: list[Item] = []
    margin: int | None = None  # where the signs of the list stand
    lines: list[str] = []
    sign = begin = end = 0

    def close() -> None:
        if lines:
            items.append(Item(sign, begin, end, *_title_and_description(lines)))
            lines.clear()

    for start, line in _lines(text, part):
        found = SIGN.match(line)
        indent = len(line) - len(line.lstrip())
        if found and (margin is None or len(found[1]) <= margin):
            close()
            margin = len(found[1])
            sign, begin, end = start, start + found.end(), start + len(line)
            lines.append(line[found.end() :])
        elif lines and line.strip() and margin is not None and indent > margin:
            end = start + len(line)
            lines.append(line)
        elif line.strip():
            close()
            margin = None
    close()
    return items


def _title_and_description(lines: Sequence[str]) -> tuple[str, str]:
    title, description = _plain(lines[:1]), _plain(lines[1:])
    apart = ON_ITS_LINE.split(title, maxsplit=1)
    if not description and len(apart) == 2 and kinds.of_title(apart[0]) in LISTED:
        return apart[0], apart[1]
    return title, description


def _lines(text: str, part: Part) -> Iterator[tuple[int, str]]:
    start = part.start
    for line in text[part.start : part.end].split("\n"):
        yield start, line
        start += len(line) + 1


def _plain(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


def _rows(text: str, topic: Part, items: Sequence[Item]) -> Iterator[tuple[Part, Entry | None]]:
    """The topic, each of its entries, and whatever text stands between them."""
    yield replace(topic, end=items[0].sign), None
    for item, following in zip(items, [*(item.sign for item in items[1:]), topic.end], strict=True):
        yield (
            Part(topic.path, item.start, item.end, item.title),
            Entry(topic.path[-1], item.title, item.description, ""),
        )
        if text[item.end : following].strip():
            yield Part(topic.path, item.end, following), None
