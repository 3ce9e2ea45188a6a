"""
The source text of a built document: a header about the file, then simple mark-up.

    +++
    path = "bøgesund/veje-og-trafik/veje.pdf"
    date = 2025-03-01
    +++
    # Veje
    ## § 1. Formål
    A paragraph is a line, and **bold** is bold.
    - an item
      1. an item within it, with its own number
    | Vej | Pris |
    | Klitvej | 100 |
    ---

Three hyphens begin a new page. The first row of a table is its header row.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "sources"

FENCE = "+++\n"
HEADING = re.compile(r"(?P<marks>#+) (?P<text>.+)")
ITEM = re.compile(r"(?P<indent> *)(?:-|(?P<number>\w{1,2}[.)])) (?P<text>.+)")
PAGE_BREAK = "---"
BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Layout:
    """How a PDF is set. In *header* and *footer* stand ``{page}`` and ``{pages}``, left and right part divided by |."""

    header: str = ""
    footer: str = ""
    paper: str = "A4"
    columns: int = 1
    serif: bool = False
    size: float = 11.0  # points
    hyphenated: bool = False


@dataclass(frozen=True)
class Source:
    """A document to be built: where to, below the collection's folder, and from what."""

    path: str
    title: str  # in the file's properties, where an office program often leaves something else than the title
    date: datetime.date
    layout: Layout
    body: str

    @property
    def moment(self) -> datetime.datetime:
        """When the file says that it was made: fixed, so that building twice gives the same bytes."""
        return datetime.datetime.combine(self.date, datetime.time(12), tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Heading:
    level: int  # 1 is the title
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Item:
    level: int  # 1 is the outermost
    number: str  # as it is printed; none for a bullet
    text: str


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PageBreak:
    pass


Block = Heading | Paragraph | Item | Table | PageBreak


def sources() -> list[Source]:
    """All that is to be built."""
    return [read(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))]


def read(text: str) -> Source:
    _, header, body = text.split(FENCE, 2)
    facts = tomllib.loads(header)
    path, date, title = facts.pop("path"), facts.pop("date"), facts.pop("title", "")
    return Source(path, title, date, Layout(**facts), body)


def blocks(body: str) -> Iterator[Block]:
    """What the mark-up says, in reading order."""
    rows: list[tuple[str, ...]] = []
    for line in body.splitlines():
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            yield Table(tuple(rows))
            rows = []
        if line.strip():
            yield _block(line)
    if rows:
        yield Table(tuple(rows))


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text, and whether each is bold."""
    for number, piece in enumerate(BOLD.split(text)):
        if piece:
            yield piece, number % 2 == 1


def plain(text: str) -> str:
    return BOLD.sub(r"\1", text)


def _block(line: str) -> Block:
    if line == PAGE_BREAK:
        return PageBreak()
    if heading := HEADING.fullmatch(line):
        return Heading(len(heading["marks"]), heading["text"])
    if item := ITEM.fullmatch(line):
        return Item(len(item["indent"]) // 2 + 1, item["number"] or "", item["text"])
    return Paragraph(line)
