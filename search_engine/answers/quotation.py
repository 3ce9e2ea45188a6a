"""
What of a passage is quoted for a stretch that answers: the stretch, and what it takes to understand it.

The line that leads in comes first where it stands directly above. What follows belongs to it ("Den
…", "Dette …"), and what comes before explains it, as long as all is short and one paragraph.
"""

from __future__ import annotations

from search_engine.answers.candidates import Candidate, Span
from search_engine.danish.sentences import sentences


def quotation(candidate: Candidate, text: str, room: int) -> Span:
    """
    What of *text* to quote, without white space around it.

    More than the stretch itself only as far as all of it has at most *room* characters.
    """
    start, end = candidate.start, candidate.end
    for lead_start, lead_end in reversed(candidate.leads):
        if not text[lead_end:start].strip() and end - lead_start <= room:
            start = lead_start
    spans = list(sentences(text))
    for first, last in spans:  # what follows, sentence by sentence
        if first >= end:
            stop = len(text[:last].rstrip())
            if stop - start > room or _parted(text, end, first):
                break
            end = stop
    for first, _ in reversed(spans):
        if first < start:
            if end - first > room or _parted(text, first, start):
                break
            start = first
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end


def _parted(text: str, start: int, end: int) -> bool:
    """Whether a paragraph ends between the two."""
    between = text[start:end].rstrip(" ")
    return between.endswith("\n\n") or text[end - 2 : end] == "\n\n"
