"""
What web pages and PDF hosts left in a text, taken out; what they broke, mended.

The stages, each with rules that have names:

    1. furniture that the format marked (navigation, footer, cookie notice)
    2. furniture.py: the PDF host's page around the transcript, and lines of web pages
    3. pagination.py: page numbers, which become PAGE marks
    4. mends.py: cut words, lost apostrophes, superfluous white space

Every change is an Edit of the raw text, and ``restore(clean(raw)) == raw.text``. A
line that only mentions "Læs mere" or "Side 3 af 13" inside a sentence stays.
"""

from __future__ import annotations

from ingest import furniture, mends, pagination
from ingest.edits import Edits, Offsets
from ingest.lines import Lines
from ingest.raw import Cleaned, Mark, MarkKind, Raw


def clean(raw: Raw) -> Cleaned:
    """The document's own text, with the record of what was taken out and mended."""
    edits = Edits(raw.text)
    _take_out_marked(raw, edits)
    lines = Lines(edits)
    host = furniture.host_page(lines)
    furniture.take_out_lines(lines)
    lines.settle()
    pages = pagination.take_out(lines, transcript=host.transcript)
    mends.mend(edits)

    text, record = edits.apply()
    facts = dict(raw.facts)
    if host.title:
        facts["title"] = host.title
    if pages:
        facts["pages"] = str(max(page.total or page.number for page in pages))
    marks = [mark for mark in raw.marks if mark.kind is not MarkKind.FURNITURE]
    marks += [Mark(page.start, page.start, MarkKind.PAGE, str(page.number)) for page in pages]
    return Cleaned(text, record, _moved(marks, edits.offsets()), host.related, facts)


def _take_out_marked(raw: Raw, edits: Edits) -> None:
    """Marks may lie inside each other; the outermost gives its name."""
    furniture_marks = [mark for mark in raw.marks if mark.kind is MarkKind.FURNITURE]
    for mark in sorted(furniture_marks, key=lambda mark: (mark.start, -mark.end)):
        edits.replace(mark.value, mark.start, mark.end)


def _moved(marks: list[Mark], offsets: Offsets) -> tuple[Mark, ...]:
    moved = [Mark(offsets[mark.start], offsets[mark.end], mark.kind, mark.value) for mark in marks]
    kept = [mark for mark in moved if mark.start < mark.end or mark.kind is MarkKind.PAGE]
    return tuple(sorted(kept, key=lambda mark: (mark.start, mark.end)))
