"""
A raw text as lines that rules can take out.

A line goes with its line break, and with the blank lines that would otherwise
stand doubled where it was: a gap of three blank lines means something to the
finder of headings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.edits import Edits


@dataclass(frozen=True, slots=True)
class Line:
    """*text* is the line without the white space around it, *start*:*end* where that stands."""

    number: int
    start: int
    end: int
    text: str


class Lines:
    """The lines of a raw text; those that a rule took out are gone for the rules after it."""

    def __init__(self, edits: Edits) -> None:
        self.edits = edits
        self.all: list[Line] = []
        self._gone: dict[int, str] = {}  # line number -> rule
        self._taken: list[tuple[int, int]] = []  # stretches whose edits are not made yet
        self._starts: list[int] = []  # with the white space before the line
        start = 0
        for number, whole in enumerate(edits.text.split("\n")):
            text = whole.strip()
            begin = start + len(whole) - len(whole.lstrip())
            self.all.append(Line(number, begin, begin + len(text), text))
            self._starts.append(start)
            if text and not edits.untouched(begin, begin + len(text)):
                self._gone[number] = ""  # marked as furniture by the format, wholly or in part
            start += len(whole) + 1

    def left(self) -> Iterator[Line]:
        """The lines that still stand and are not blank."""
        return (line for line in self.all if line.text and line.number not in self._gone)

    def blocks(self) -> list[list[Line]]:
        """The lines left, in groups with blank lines between."""
        blocks: list[list[Line]] = []
        for line in self.left():
            if blocks and blocks[-1][-1].number == line.number - 1:
                blocks[-1].append(line)
            else:
                blocks.append([line])
        return blocks

    def blank(self, number: int) -> bool:
        """Whether line *number* is blank, outside the text, or gone."""
        return not 0 <= number < len(self.all) or not self.all[number].text or number in self._gone

    def take_out(self, rule: str, first: int, last: int) -> None:
        """Take the lines *first* to *last*, both included, out as one edit; nothing where one is gone already."""
        if not any(number in self._gone for number in range(first, last + 1)):
            self._gone |= dict.fromkeys(range(first, last + 1), rule)
            self._taken.append((first, last))

    def settle(self) -> None:
        """
        Make the edits of all that was taken out.

        The blank lines behind a stretch go with it where there are blank lines
        before it as well, so that a gap stays as wide as it was.
        """
        after = 0  # the line behind the stretch before this one
        gap_above = True
        for first, last in sorted(self._taken):
            if first != after:
                gap_above = self.blank(first - 1)
            after = last + 1
            while gap_above and after < len(self.all) and not self.all[after].text:
                after += 1
            self.edits.replace(self._gone[first], self._start(first), self._start(after))
        self._taken.clear()

    def _start(self, number: int) -> int:
        return self._starts[number] if number < len(self._starts) else len(self.edits.text)
