"""A source as an OpenDocument text: headings with levels, lists in lists, tables."""

from __future__ import annotations

import io
import re
from pathlib import Path

import odfdo

from .archive import steady
from .source import BOLD, Block, Heading, Item, Paragraph, Source, Table, blocks, plain

BOLD_STYLE = "Fed"


def write(source: Source, path: Path) -> None:
    document = odfdo.Document("text")
    meta = document.meta
    meta.title, meta.creator, meta.language = source.title, "Bøgesund Kommune", "da-DK"
    meta.creation_date = meta.date = source.moment
    meta.generator = "LibreOffice"  # as most such files have it; the builder's own name carries its version
    document.insert_style(odfdo.Style("text", name=BOLD_STYLE, bold=True), automatic=True)
    body = document.body
    body.clear()

    lists: list[odfdo.List] = []  # those that are open, the outermost first
    for block in blocks(source.body):
        if isinstance(block, Item):
            _put(block, lists, body)
            continue
        lists.clear()
        for element in _elements(block):
            body.append(element)

    saved = io.BytesIO()
    document.save(saved)
    path.write_bytes(steady(saved.getvalue(), source.moment))


def _put(item: Item, lists: list[odfdo.List], body: odfdo.Body) -> None:
    """Append an item to the open list of its level, and close those within."""
    del lists[item.level :]
    if len(lists) < item.level:
        new = odfdo.List()
        if lists:
            lists[-1].get_items()[-1].append(new)
        else:
            body.append(new)
        lists.append(new)
    listed = odfdo.ListItem()
    listed.append(_paragraph(f"{item.number} {item.text}".strip()))
    lists[-1].append(listed)


def _elements(block: Block) -> list[odfdo.Element]:
    match block:
        case Heading(level, text):
            return [odfdo.Header(level, text)]
        case Table(rows):
            table = odfdo.Table("Tabel", width=len(rows[0]), height=len(rows))
            table.set_values(rows)
            return [table]
        case Paragraph(text):
            return [_paragraph(text)]
        case _:
            return [odfdo.PageBreak()]


def _paragraph(text: str) -> odfdo.Paragraph:
    paragraph = odfdo.Paragraph(plain(text))
    for bold in BOLD.findall(text):
        paragraph.set_span(BOLD_STYLE, regex=re.escape(bold))
    return paragraph
