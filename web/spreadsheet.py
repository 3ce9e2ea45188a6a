"""
The places of an exact search as a file that a spreadsheet opens.

A Danish Excel opens a CSV file rightly if it is parted by semicolons and says with its first
character that it is UTF-8; every other program reads that too. A cell that begins like a
formula gets an apostrophe in front: what a document says must not be calculated on the
machine of whoever reads it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask import Response

from search_engine.model import Occurrence, Occurrences
from web.links import occurrence_link

MOST_ROWS = 5_000  # in one file; guess: as many as anybody looks through
HEADS = ("Dokument", "Kommune", "Afsnit", "Side", "Fundet", "Citat", "Link")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


def response(found: Occurrences, base_url: str) -> Response:
    """The file, to be saved; its links begin with *base_url*."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADS)
    writer.writerows([_harmless(cell) for cell in _cells(place, base_url)] for place in found.found)
    answer = Response(BYTE_ORDER_MARK + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="forekomster.csv"'
    return answer


def _cells(place: Occurrence, base_url: str) -> Iterator[str]:
    yield place.record.title
    yield place.record.municipality or ""
    yield " › ".join(place.path)
    yield str(place.page or "")
    yield place.quote
    yield f"{place.before}{place.quote}{place.after}".strip()
    yield base_url + occurrence_link(place)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
