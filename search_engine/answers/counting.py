"""
How many things a stretch lists: its items, or what stands in a row ("skoler, haller og biblioteker").

    >>> counted("Vi samler ind: papir, pap, glas og metal."), counted("1. papir\\n2. pap")
    (4, 2)
"""

from __future__ import annotations

import re

from search_engine.danish.listings import listings

NUMBERED = re.compile(r"(?:^|\s)\d{1,2}[.)] \w")  # within a line, too: what was a list before it became a PDF
ROW = re.compile(r"(?:[^,.:;\n]+, )+[^,.:;\n]+ (?:og|samt|eller) ")


def counted(text: str) -> int:
    """The number of things in the longest list of *text*, 0 where there is none."""
    items = (len(listing.items) for listing in listings(text))
    rows = (row[0].count(", ") + 2 for row in ROW.finditer(text))
    return max(len(NUMBERED.findall(text)), *items, *rows, 0)
