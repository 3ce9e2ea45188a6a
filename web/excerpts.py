"""A hit's text as a result shows it: in full when short, else the stretch where most of the marks are."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from search_engine.danish.sentences import sentences
from web.wording import unbroken

MAX_CHARS = 420  # guess: five lines on a desk, nine on a phone
LEAD = 120  # guess: characters kept before a mark that stands deep within a long sentence

BLANK_LINES = re.compile(r"\s*\n\s*")

Marks = tuple[tuple[int, int], ...]


def excerpt(text: str, marks: Marks) -> Markup:
    """*text*, shortened to about MAX_CHARS around its *marks*, with the marks as <mark>."""
    start, end = window(text, marks)
    pieces = [Markup("… ")] if text[:start].strip() else []
    at = start
    for left, right in marks:
        if start <= left and right <= end:
            pieces += [_plain(text[at:left]), Markup("<mark>{}</mark>").format(_plain(text[left:right]))]
            at = right
    pieces.append(_plain(text[at:end]))
    if text[end:].strip():
        pieces.append(Markup(" …"))
    return Markup("").join(pieces)


def quoted(quote: str, highlight: tuple[int, int]) -> Markup:
    """The whole of *quote*, with what was asked for as <mark> where that is not all of it."""
    start, end = highlight
    if (start, end) == (0, len(quote)):
        return _plain(quote)
    return _plain(quote[:start]) + Markup("<mark>{}</mark>").format(_plain(quote[start:end])) + _plain(quote[end:])


def window(text: str, marks: Marks) -> tuple[int, int]:
    """
    Start and end of the stretch of *text* to show, white space around it excluded.

    The one that holds the most different marked words wins, the earliest among equals.
    """
    last = len(text.rstrip())
    first = last - len(text[:last].lstrip())
    if last - first <= MAX_CHARS:
        return first, last
    sentence_starts = [start for start, _ in sentences(text)]
    starts = sorted({first, *(_start(text, sentence_starts, left) for left, _ in marks)})
    best = max(starts, key=lambda start: (_worth(text, marks, start), -start))
    return best, _end(text, best, last)


def _start(text: str, sentence_starts: list[int], mark: int) -> int:
    """Where to begin so that *mark* is shown: its sentence, or a word not far before it."""
    sentence = max((start for start in sentence_starts if start <= mark), default=0)
    if mark - sentence <= MAX_CHARS - LEAD:
        return sentence
    space = text.find(" ", mark - LEAD, mark)
    return space + 1 if space >= 0 else mark


def _worth(text: str, marks: Marks, start: int) -> int:
    end = start + MAX_CHARS
    return len({text[left:right].casefold() for left, right in marks if start <= left and right <= end})


def _end(text: str, start: int, last: int) -> int:
    """The end of the last whole word that there is room for."""
    if last - start <= MAX_CHARS:
        return last
    space = max(text.rfind(sign, start, start + MAX_CHARS) for sign in (" ", "\n"))
    end = space if space > start else start + MAX_CHARS
    return start + len(text[start:end].rstrip())


def _plain(text: str) -> Markup:
    """Escaped; blank lines close up, for an excerpt is one paragraph with line breaks."""
    return Markup("<br>").join(escape(line) for line in BLANK_LINES.sub("\n", unbroken(text)).split("\n"))
