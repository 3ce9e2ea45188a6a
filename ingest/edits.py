"""
The changes made to one raw text, kept so that each can be shown and undone.

    edits = Edits("Side 1 af 2 Borgerne")
    edits.replace("page number", 0, 12)
    edits.apply()          -> the kept text "Borgerne", and the edits in order

Rules work on offsets of the raw text and know nothing of each other. Where two
want the same stretch, the one that came first has it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ingest.raw import Edit


class Edits:
    """Edits of *text* that do not overlap."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] = []
        self._edits: list[Edit] = []

    def replace(self, rule: str, start: int, end: int, new: str = "") -> bool:
        """Put *new* in place of ``text[start:end]``; False where a part of it was already edited."""
        if start == end or not self.untouched(start, end):
            return False
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._edits.insert(at, Edit(rule, start, self.text[start:end], new))
        return True

    def untouched(self, start: int, end: int) -> bool:
        """Whether no edit has a character of *start*:*end*."""
        at = bisect_left(self._starts, end) - 1  # the last edit that starts before the stretch ends
        return at < 0 or self._edits[at].place + len(self._edits[at].old) <= start

    def apply(self) -> tuple[str, tuple[Edit, ...]]:
        """The kept text, and the edits in the order of the raw text."""
        parts: list[str] = []
        raw = 0
        for edit in self._edits:
            parts += [self.text[raw : edit.place], edit.new]
            raw = edit.place + len(edit.old)
        parts.append(self.text[raw:])
        return "".join(parts), tuple(self._edits)

    def offsets(self) -> Offsets:
        """From offsets of the raw text to offsets of the kept text, as of now."""
        return Offsets(self._edits)


class Offsets:
    """Where a place of the raw text is in the kept text; within an edit, where the edit ends."""

    def __init__(self, edits: list[Edit]) -> None:
        self._starts = [edit.place for edit in edits]
        self._ends: list[tuple[int, int]] = []  # where each edit ends: in the raw text, in the kept text
        shift = 0
        for edit in edits:
            shift += len(edit.new) - len(edit.old)
            raw = edit.place + len(edit.old)
            self._ends.append((raw, raw + shift))

    def __getitem__(self, raw: int) -> int:
        at = bisect_right(self._starts, raw) - 1
        if at < 0:
            return raw
        end, kept = self._ends[at]
        return kept + max(0, raw - end)
