"""
Writing a text down piece by piece, with the white space a page's layout asks for.

White space is asked for before it is known what follows, so it is only remembered
(``pause``) and written with the next piece: of several pauses the longest counts, and
a text neither begins nor ends with one.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum

from ingest.decoding import normalise
from ingest.raw import Mark, MarkKind


class Break(IntEnum):
    NONE = 0
    WORD = 1
    LINE = 2
    PARAGRAPH = 3


SIGNS = {Break.NONE: "", Break.WORD: " ", Break.LINE: "\n", Break.PARAGRAPH: "\n\n"}
CELL = " | "
INDENT = "  "
MAX_DEPTH = 8  # of lists that can be told apart by their indentation; deeper ones are a mistake, or malice
ENDED = tuple(".,:;!?")  # after these, lines of one cell need no comma between them
AFTER_TERM = {"?": "\n", ":": " ", ".": " ", "!": " "}  # after any other sign a colon


class Writer:
    """
    The text so far. What is written with a *rule* is marked as furniture under it.

    The white space between furniture and text counts as furniture, but for that after
    furniture in the midst of text: without it the words on both sides would run together.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pause = Break.NONE
        self._joiner: str | None = None  # in place of the pause, between a term and what is said of it
        self._sign = ""  # of a list item that has no text yet
        self._depth = 0  # of the lines that begin here
        self._in_row = self._row_has_text = False
        self._boundaries = 0  # of cells, since the row's last piece; -1 before its first cell
        self._heading: str | None = None  # the level of the one that is open
        self._heading_parts: list[tuple[int, str]] = []  # where its pieces stand, and what they are
        self._headings: list[Mark] = []
        self._furniture: list[Mark] = []
        self._has_matter = False  # is there any text that is not furniture?

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(sorted(self._headings + self._furniture, key=lambda mark: (mark.start, mark.end)))

    def write(self, text: str, rule: str | None = None) -> None:
        """Add *text*, every stretch of white space as one space."""
        words = normalise(text).split()
        if text[:1].isspace():
            self.pause(Break.WORD)
        if words:
            self._put(" ".join(words), rule)
            if text[-1].isspace():
                self.pause(Break.WORD)

    def write_as_it_stands(self, text: str, rule: str | None = None) -> None:
        """Add *text* with its own line breaks, and its spaces within lines."""
        for number, line in enumerate(normalise(text).split("\n")):
            if number:
                self.pause(Break.LINE, again=True)
            if line.strip():
                self._put(line.rstrip(), rule)

    def pause(self, kind: Break, *, again: bool = False) -> None:
        """Ask for white space; with *again* a second line break in a row makes a paragraph."""
        if self._in_row and not self._row_has_text:
            return  # the row's own line break is already asked for
        if self._heading and kind > Break.WORD:
            kind = Break.WORD  # a heading is one line
        if again and kind == self._pause == Break.LINE:
            kind = Break.PARAGRAPH
        self._pause = max(self._pause, kind)

    def item(self, sign: str, depth: int) -> None:
        """A list item begins; its further lines stand below its text."""
        self.pause(Break.LINE)
        if self._heading:
            return
        depth = min(depth, MAX_DEPTH)
        self._sign, self._depth = INDENT * depth + sign + " ", depth + 1

    def indent(self, depth: int) -> None:
        """Lines begin at *depth* from here on."""
        self._sign, self._depth = "", min(depth, MAX_DEPTH)

    def end_term(self) -> None:
        """A term has ended: what is said of it follows on its line, or below a question."""
        last = self._parts[-1][-1] if self._parts else ""
        self._joiner = AFTER_TERM.get(last, ": ") if last and not self._heading else None

    def begin_term(self) -> None:
        """A term begins; the one before it stands without an explanation."""
        self._joiner = None

    def row(self) -> None:
        """A table's row begins."""
        self.pause(Break.LINE)
        self._in_row, self._row_has_text, self._boundaries = True, False, -1

    def cell(self) -> None:
        """A cell begins; outside a row it is a line."""
        if self._in_row:
            self._boundaries += 1
        else:
            self.pause(Break.LINE)

    def end_row(self) -> None:
        if self._row_has_text:
            self._pause = Break.NONE  # whatever the last cell ended with
        self._in_row = False
        self.pause(Break.LINE)

    def open_heading(self, level: str) -> None:
        """A heading begins: on a line of its own, even in a list."""
        self.pause(Break.PARAGRAPH)
        self.indent(0)
        self._heading, self._heading_parts = level, []

    def close_heading(self) -> str:
        """The heading has ended; what it says, empty where it is furniture."""
        level, parts = self._heading, self._heading_parts
        self._heading, self._heading_parts = None, []
        self.pause(Break.PARAGRAPH)
        if not parts or not level or self._in_row:
            return ""
        last, piece = parts[-1]
        self._headings.append(Mark(parts[0][0], last + len(piece), MarkKind.HEADING, level))
        return " ".join(piece for _, piece in parts)

    def _put(self, piece: str, rule: str | None) -> None:
        if unicodedata.combining(piece[0]):
            self.pause(Break.WORD)  # or it would melt with the letter before it
        before = self._white() if self._parts else ""
        before += self._line_start(before)
        start, end = self._length + len(before), self._length + len(before) + len(piece)
        if rule:
            self._mark(self._length, end, rule)
        else:
            if before and self._furniture and not self._has_matter:
                self._mark(self._length, start, self._furniture[-1].value)
            self._has_matter = True
            if self._heading:
                self._heading_parts.append((start, piece))
        self._parts += [before, piece] if before else [piece]
        self._length = end
        self._pause, self._joiner, self._sign = Break.NONE, None, ""
        self._row_has_text, self._boundaries = self._in_row, 0

    def _white(self) -> str:
        """What stands between the last piece and the next."""
        if self._in_row and self._row_has_text:
            if self._boundaries > 0:
                return CELL * self._boundaries
            if self._pause >= Break.LINE:
                return " " if self._parts[-1].endswith(ENDED) else ", "
        elif self._joiner is not None:
            return self._joiner
        elif self._sign and self._pause < Break.LINE:
            return SIGNS[Break.LINE]
        return SIGNS[self._pause]

    def _line_start(self, white: str) -> str:
        """What a line begins with: the item's sign, its indentation, the empty cells before the first full one."""
        if self._parts and not white.endswith("\n"):
            return ""
        if self._in_row:
            return INDENT * self._depth + (CELL * self._boundaries).lstrip()
        return self._sign or INDENT * self._depth

    def _mark(self, start: int, end: int, rule: str) -> None:
        if self._furniture and (last := self._furniture[-1]).end == start and last.value == rule:
            start = self._furniture.pop().start
        self._furniture.append(Mark(start, end, MarkKind.FURNITURE, rule))
