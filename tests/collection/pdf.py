"""
A source set as PDF, with a header and a footer on every page, in one column or two.

The fonts are those that every PDF reader has, so none is embedded and none has to be
on the machine that builds.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from unittest.mock import patch
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib import colors, pagesizes
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, FrameBreak, NextPageTemplate, PageTemplate
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as SetParagraph
from reportlab.platypus import Table as SetTable

from .source import BOLD, Block, Heading, Item, Layout, PageBreak, Paragraph, Source, Table, blocks

MARGIN, EDGE = 24 * mm, 12 * mm  # to the text; to header and footer
GUTTER = 7 * mm
TITLE_SHARE = 0.36  # of the first page in two columns: title and introduction go across

rl_config.useA85 = 0  # plain binary streams, as other programs write them


def write(source: Source, path: Path) -> None:
    built = io.BytesIO()
    with patch.dict(os.environ, SOURCE_DATE_EPOCH=str(int(source.moment.timestamp()))):  # where reportlab looks
        pages = _set(source, io.BytesIO(), pages=0)
        _set(source, built, pages)
    path.write_bytes(built.getvalue())


def _set(source: Source, file: io.BytesIO, pages: int) -> int:
    """Set the document into *file*; the number of its pages."""
    layout = source.layout
    size = getattr(pagesizes, layout.paper)
    document = BaseDocTemplate(
        file, pagesize=size, title=source.title, author="Bøgesund Kommune", lang="da-DK", invariant=1, pageCompression=1
    )

    def furniture(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont(_font(layout), 8)
        for text, height in ((layout.header, size[1] - EDGE), (layout.footer, EDGE)):
            left, _, right = text.format(page=canvas.getPageNumber(), pages=pages).partition("|")
            canvas.drawString(MARGIN, height, left.strip())
            canvas.drawRightString(size[0] - MARGIN, height, right.strip())

    first, later = _frames(layout, size, is_first=True), _frames(layout, size, is_first=False)
    document.addPageTemplates(
        [PageTemplate("first", first, onPage=furniture), PageTemplate("later", later, onPage=furniture)]
    )
    document.build(list(_story(blocks(source.body), layout, later[0].width)))
    return document.page


def _frames(layout: Layout, size: tuple[float, float], *, is_first: bool) -> list[Frame]:
    width, height = size[0] - 2 * MARGIN, size[1] - 2 * MARGIN
    if layout.columns == 1:
        return [_frame(MARGIN, MARGIN, width, height)]
    top = height * TITLE_SHARE if is_first else 0
    column = (width - GUTTER) / 2
    columns = [_frame(left, MARGIN, column, height - top) for left in (MARGIN, MARGIN + column + GUTTER)]
    return [_frame(MARGIN, MARGIN + height - top, width, top), *columns] if is_first else columns


def _frame(left: float, bottom: float, width: float, height: float) -> Frame:
    return Frame(left, bottom, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _story(found: Iterable[Block], layout: Layout, width: float) -> Iterator[Flowable]:
    yield NextPageTemplate("later")
    is_above_columns = layout.columns > 1
    for block in found:
        if is_above_columns and isinstance(block, Heading) and block.level > 1:
            yield FrameBreak()
            is_above_columns = False
        yield _flowable(block, layout, width)


def _flowable(block: Block, layout: Layout, width: float) -> Flowable:
    body = _style(layout)
    match block:
        case PageBreak():
            return NewPage()
        case Heading(level, text):
            size = layout.size * (1.0, 1.8, 1.25, 1.05)[level]
            style = ParagraphStyle(
                f"heading {level}", fontName=_font(layout, is_bold=True), fontSize=size, leading=size * 1.25
            )
            style.spaceBefore, style.spaceAfter, style.keepWithNext = size * 0.9, size * 0.4, True
            return SetParagraph(escape(text), style)
        case Item(level, number, text):
            indent = 14 * level
            style = _style(layout, leftIndent=indent, bulletIndent=indent - 12, spaceAfter=layout.size * 0.2)
            return SetParagraph(_marked(text), style, bulletText=number or "•")
        case Table(rows):
            cell = _style(layout, alignment=TA_LEFT, fontSize=layout.size * 0.9, spaceAfter=0)
            head = ParagraphStyle("head", cell, fontName=_font(layout, is_bold=True))
            cells = [
                [SetParagraph(_marked(text), cell if number else head) for text in row]
                for number, row in enumerate(rows)
            ]
            lines = [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            return SetTable(cells, _widths(rows, width), style=lines, repeatRows=1, spaceBefore=6, spaceAfter=10)
        case Paragraph(text):
            return SetParagraph(_marked(text), body)


def _widths(rows: tuple[tuple[str, ...], ...], width: float) -> list[float]:
    """Columns as wide as their longest text asks for, within reason."""
    longest = [min(max(len(row[column]) for row in rows), 60) + 4 for column in range(len(rows[0]))]
    return [width * length / sum(longest) for length in longest]


def _style(layout: Layout, **changes: float) -> ParagraphStyle:
    facts = {
        "fontName": _font(layout),
        "fontSize": layout.size,
        "leading": layout.size * 1.4,
        "spaceAfter": layout.size * 0.6,
        "alignment": TA_JUSTIFY if layout.hyphenated else TA_LEFT,
        "hyphenationLang": "da_DK" if layout.hyphenated else "",
    }
    return ParagraphStyle("body", **(facts | changes))


def _font(layout: Layout, *, is_bold: bool = False) -> str:
    if layout.serif:
        return "Times-Bold" if is_bold else "Times-Roman"
    return "Helvetica-Bold" if is_bold else "Helvetica"


def _marked(text: str) -> str:
    return BOLD.sub(r"<b>\1</b>", escape(text))
