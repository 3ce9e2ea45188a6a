"""
A section's text as HTML: paragraphs, lists within lists, printed pages, the cited passage.

The text is plain: line breaks where paragraphs and items end, items with the sign they
were written with. Nothing is added to it or left out, but for the bullets' signs, and
offsets are followed all the way, so that a passage is marked where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup, escape

from search_engine.model import PageMark, Section
from web.links import PLACE
from web.wording import unbroken

ITEM = re.compile(
    r"""
    (?P<indent> [ \t]* )
    (?: (?P<bullet> [-–—*•·●○◦▪▫■□‣] | o (?=\s+[A-ZÆØÅ]) ) | (?P<ordinal> \d{1,3} | [a-zæøå] ) (?P<stop> [.)] ) )
    \s+ (?=\S)
    """,
    re.VERBOSE,
)
LINE_END = re.compile(r"\n[ \t]*")
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
SLACK = 1  # column: where a text begins with an item, the space before its sign has been lost
SHORT_LINE = 60  # characters; guess: an address, a phone number, a name, and not a paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """
    A paragraph (*level* 0) or a list item (its depth, from 1): *start*:*end* of the text, sign excluded.

    *style* tells lists apart: the bullet itself, or how its items are counted.
    """

    start: int
    end: int
    level: int = 0
    sign: str = ""
    style: str = ""

    @property
    def ordered(self) -> bool:
        return len(self.style) > 1


def html(
    section: Section,
    *,
    page: int | None = None,
    cited: tuple[int, int] | None = None,
    words: Sequence[tuple[int, int]] = (),
    title: int = 0,
) -> Markup:
    """
    The text of *section*; *page* is the printed page that the text before it ended on.

    The *cited* stretch is marked, and its beginning carries the id that links to it go
    to. *words* are marked too, in it and elsewhere. The first *title* characters stand out.
    """
    inline = _Inline(section, page, cited or (0, 0), words, title)
    out: list[Markup] = []
    open_lists: list[bool] = []  # ordered?
    for block in blocks(section.text):
        while len(open_lists) > block.level:
            out.append(_close(open_lists.pop()))
        if block.level and len(open_lists) == block.level:
            if open_lists[-1] == block.ordered:
                out.append(Markup("</li>"))
            else:
                out.append(_close(open_lists.pop()))
        while len(open_lists) < block.level:
            out.append(_open(block.ordered))
            open_lists.append(block.ordered)
        out.append(_start(block) + inline.render(block.start, block.end))
        if not block.level:
            out.append(Markup("</p>"))
    while open_lists:
        out.append(_close(open_lists.pop()))
    return Markup("").join(out)


def divider(page: int) -> Markup:
    """The sign that printed page *page* begins."""
    return Markup('<span class="page" role="doc-pagebreak" aria-label="Side {0}">Side {0}</span>').format(page)


def blocks(text: str) -> Sequence[Block]:
    """The paragraphs and list items of *text*, in order; white space around them belongs to none."""
    found: list[Block] = []
    open_lists: list[tuple[int, str]] = []  # indent and style, outermost first
    gap = True  # a blank line, or the beginning
    counted = _counted(text)
    for start, end in _lines(text):
        if start == end:
            gap = True
            continue
        item = ITEM.match(text, start, end)
        if item and (item["bullet"] or start in counted):
            style = item["bullet"] or ("1" if item["ordinal"].isdigit() else "a") + item["stop"]
            open_lists = _nest(open_lists, len(item["indent"].expandtabs()), style)
            sign = "" if item["bullet"] else item["ordinal"] + item["stop"]
            found.append(Block(item.end(), end, len(open_lists), sign, style))
        else:
            body = start + len(text[start:end]) - len(text[start:end].lstrip())
            if found and not gap and _continues(text, found[-1], start, body, end):
                found[-1] = replace(found[-1], end=end)
            else:
                found.append(Block(body, end))
                open_lists = []
        gap = False
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line, white space at its end excluded; a blank line is empty."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line.rstrip())
        start += len(line) + 1


def _counted(text: str) -> set[int]:
    """
    Where lines start that count: "1." is an item when a "2." follows it.

    Alone it is as likely a date ("1. januar 2019 …") or a torn-off section number.
    """
    numbered = [
        (start, item["stop"] + ("1" if item["ordinal"].isdigit() else "a"), _value(item["ordinal"]))
        for start, end in _lines(text)
        if (item := ITEM.match(text, start, end)) and item["ordinal"]
    ]
    counted: set[int] = set()
    last: dict[str, tuple[int, int]] = {}
    for start, style, value in numbered:
        if style in last and last[style][1] == value - 1:
            counted |= {start, last[style][0]}
        last[style] = (start, value)
    return counted


def _value(ordinal: str) -> int:
    return int(ordinal) if ordinal.isdigit() else LETTERS.index(ordinal) + 1


def _nest(open_lists: list[tuple[int, str]], indent: int, style: str) -> list[tuple[int, str]]:
    """The lists that are open once an item with this indent and style has begun."""
    for depth in reversed(range(len(open_lists))):
        its_indent, its_style = open_lists[depth]
        if style == its_style and abs(indent - its_indent) <= SLACK:
            return open_lists[: depth + 1]
    # Deeper, or as deep with another sign: "• Budget til:", "1. Tilskud", "2. Temadage".
    return [*(outer for outer in open_lists if outer[0] <= indent), (indent, style)]


def _continues(text: str, block: Block, start: int, body: int, end: int) -> bool:
    """Is the line part of *block*: set in below an item, or one more short line of an address?"""
    if block.level:
        return body > start
    last = text[block.start : block.end].rsplit("\n", 1)[-1]
    return len(last) <= SHORT_LINE and end - body <= SHORT_LINE


def _start(block: Block) -> Markup:
    if not block.level:
        return Markup("<p>")
    if block.ordered:
        return Markup('<li><span class="sign">{}</span> ').format(block.sign)
    return Markup("<li>")


def _open(ordered: bool) -> Markup:
    # role: without markers, some screen readers take a list for none
    return Markup('<ol role="list">') if ordered else Markup("<ul>")


def _close(ordered: bool) -> Markup:
    return Markup("</li></ol>") if ordered else Markup("</li></ul>")


class _Inline:
    """Stretches of a section, rendered in order: it remembers which pages were announced."""

    def __init__(
        self,
        section: Section,
        page: int | None,
        cited: tuple[int, int],
        words: Sequence[tuple[int, int]],
        title: int,
    ) -> None:
        self._text, self._page, self._cited, self._words, self._title = section.text, page, cited, words, title
        self._marks = [PageMark(_word_start(section.text, mark.offset), mark.page) for mark in section.pages]
        self._target = Markup(' id="{}"').format(PLACE)  # given away once

    def render(self, start: int, end: int) -> Markup:
        cuts = {start, end, self._title, *self._cited, *(mark.offset for mark in self._marks)}
        cuts |= {edge for word in self._words for edge in word}
        inside = sorted(cut for cut in cuts if start <= cut <= end)
        return Markup("").join(self._piece(left, right) for left, right in pairwise(inside))

    def _piece(self, start: int, end: int) -> Markup:
        divider = self._divider(start)
        shown = Markup("<br>").join(escape(line) for line in LINE_END.split(unbroken(self._text[start:end])))
        if not self._text[start:end].strip():
            return divider + shown
        if end <= self._title:
            shown = Markup("<strong>{}</strong>").format(shown)
        if any(left <= start and end <= right for left, right in self._words):
            shown = Markup("<mark>{}</mark>").format(shown)
        if not (self._cited[0] <= start and end <= self._cited[1]):
            return divider + shown
        target, self._target = self._target, Markup("")
        return divider + Markup('<mark class="cited"{}>{}</mark>').format(target, shown)

    def _divider(self, offset: int) -> Markup:
        """The pages that have begun by *offset* and were not announced yet."""
        out = Markup("")
        while self._marks and self._marks[0].offset <= offset:
            page = self._marks.pop(0).page
            if page != self._page:
                out += divider(page)
            self._page = page
        return out


def _word_start(text: str, offset: int) -> int:
    """*offset*, or the end of the word that a page's end cut in two."""
    while 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum():
        offset += 1
    return offset
