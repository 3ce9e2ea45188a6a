"""A source as a Word document: heading styles, list styles, tables with a grid."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.oxml.ns import qn

from .archive import steady
from .source import Heading, Item, PageBreak, Paragraph, Source, Table, blocks, runs


def write(source: Source, path: Path) -> None:
    document = docx.Document()
    facts = document.core_properties
    facts.title, facts.author, facts.comments, facts.language = source.title, "Bøgesund Kommune", "", "da-DK"
    facts.created = facts.modified = source.moment
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")
    document.sections[0].header.paragraphs[0].text = source.layout.header
    document.sections[0].footer.paragraphs[0].text = source.layout.footer

    for block in blocks(source.body):
        match block:
            case PageBreak():
                document.add_page_break()
            case Heading(level, text):
                document.add_heading(text, level - 1)  # 0 is the style Title
            case Item(level, number, text):
                style = "List Number" if number else "List Bullet"
                _runs(document.add_paragraph(style=style if level == 1 else f"{style} {level}"), text)
            case Table(rows):
                _table(document, rows)
            case Paragraph(text):
                _runs(document.add_paragraph(), text)

    saved = io.BytesIO()
    document.save(saved)
    path.write_bytes(steady(saved.getvalue(), source.moment))


def _table(document: docx.document.Document, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _runs(cell.paragraphs[0], text)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    document.add_paragraph()  # Word puts no space after a table


def _runs(paragraph: docx.text.paragraph.Paragraph, text: str) -> None:
    for piece, is_bold in runs(text):
        paragraph.add_run(piece).bold = is_bold or None  # None: as the style says
