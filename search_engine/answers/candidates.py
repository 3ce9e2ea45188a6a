"""
The stretches of a passage that could be an answer.

    sentence   most answers are one
    row        of a table; the row of heads says what its figures mean
    item       of a list; the line that leads in says of what
    list       the line that leads in and its items, where they are few

A line that only names what follows ("Klimaplan", "Center for Kultur") leads in, too, and so does
a question that the text itself answers behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search_engine.danish.sentences import sentences

MAX_LIST = 250  # characters of a list that is weighed as one; measured: of 220, 300 and 450 the least is best
MAX_NAME = 90  # characters of a line that only names what follows; guess

SIGN = re.compile(r"\s*(?:[-–•*·▪]|\d{1,2}[.)]|[a-zæøå]\))\s+\S")
LABEL = re.compile(
    r": |\b\d{4} [A-ZÆØÅ]"
)  # "Telefon: 1034 2450", "Industrivej 29, 0410 Bøgesund": they tell, and name nothing
SEPARATOR = " | "  # between the cells of a row

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A stretch of a passage, and the lines before it that are needed to understand it.

    *leads*: the heads of its table, the line that leads in, the name above it; outermost first.
    """

    start: int
    end: int
    leads: tuple[Span, ...] = ()
    is_list: bool = False
    is_bare: bool = False  # it only names, or leads in, what follows


def candidates(text: str) -> Iterator[Candidate]:
    """Yield the stretches of *text*, in order, without the white space around them."""
    spans = [_stripped(text, span) for span in sentences(text)]
    names: tuple[Span, ...] = ()  # the line that names what follows, as long as line follows line
    heads: Span | None = None  # of the table
    lead: tuple[Span, ...] = ()  # what leads the list in
    question: tuple[Span, ...] = ()  # what the text asks itself, and answers behind it
    for number, (start, end) in enumerate(spans):
        line = text[start:end]
        begins = _begins_line(text, start)
        if question and "\n\n" in text[question[0][1] : start]:
            question = ()
        if begins and not _adjoins(text, spans, number):
            names, heads = (), None
        if begins and not SIGN.match(line) and SEPARATOR not in line and not (lead and _adjoins(text, spans, number)):
            lead = ()
        if SEPARATOR in line:
            yield Candidate(start, end, (*names, heads) if heads else names)
            heads = heads or (start, end)
            continue
        if line.endswith("?"):
            question = ((start, end),)
            continue
        opens = begins and bool(SIGN.match(line)) and not lead and not _is_item(text, spans, number - 1)
        if opens and (last := _last_item(text, spans, number, least=2)):
            yield Candidate(start, last, names, is_list=True)
        is_name = begins and _is_name(text, spans, number)
        yield Candidate(start, end, (*names, *question, *lead), is_bare=is_name or line.endswith(":"))
        if line.endswith(":"):
            if last := _last_item(text, spans, number):
                yield Candidate(start, last, (*names, *lead[:1]), is_list=True)
            lead = (*(lead[:1] if SIGN.match(line) else ()), (start, end))
        elif is_name:
            names = ((start, end),)


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _begins_line(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _adjoins(text: str, spans: Sequence[Span], number: int) -> bool:
    """Whether nothing but a line's end lies before the stretch."""
    return number > 0 and text[spans[number - 1][1] : spans[number][0]].count("\n") == 1


def _is_name(text: str, spans: Sequence[Span], number: int) -> bool:
    """Whether the line only names the one that follows it directly."""
    start, end = spans[number]
    return (
        end - start <= MAX_NAME
        and text[end - 1] not in ".!?;,"
        and not LABEL.search(text, start, end)
        and not SIGN.match(text[start:end])
        and number + 1 < len(spans)
        and _adjoins(text, spans, number + 1)
    )


def _is_item(text: str, spans: Sequence[Span], number: int) -> bool:
    """Whether the stretch is an item of a list, or stands in one."""
    if number < 0:
        return False
    line_start = text.rfind("\n", 0, spans[number][0]) + 1
    return bool(SIGN.match(text, line_start))


def _last_item(text: str, spans: Sequence[Span], number: int, *, least: int = 1) -> int | None:
    """The end of the list that *number* leads in or begins, as far as it is quoted whole; None where it is short."""
    start, last, items = spans[number][0], None, int(bool(SIGN.match(text, spans[number][0])))
    for following in spans[number + 1 :]:
        if not (SIGN.match(text[following[0] : following[1]]) or not _begins_line(text, following[0])):
            break
        if following[1] - start > MAX_LIST:
            break
        last = following[1]
        items += bool(SIGN.match(text, following[0]))
    return last if items >= least else None
