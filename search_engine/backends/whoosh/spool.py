"""
What has been put into a publication, on the disk until all of it is there.

How a word is read depends on every document, so none can be analysed before the last
one has come; and a collection need not fit into memory. The file has no name: whatever
happens to the process, nothing is left of it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path


class Spool:
    """By document id the strings put under it; the last ones count."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  closed by close()
        self._starts: dict[str, int] = {}
        self.count = 0  # of all strings that were put

    def __contains__(self, document_id: str) -> bool:
        return document_id in self._starts

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)

    def put(self, document_id: str, texts: Sequence[str]) -> None:
        self._starts[document_id] = self._file.seek(0, 2)
        self.count += len(texts)
        self._file.write(json.dumps(texts, ensure_ascii=False).encode() + b"\n")

    def remove(self, document_id: str) -> None:
        self._starts.pop(document_id, None)

    def texts(self, document_id: str) -> Sequence[str]:
        self._file.seek(self._starts[document_id])
        texts: list[str] = json.loads(self._file.readline())
        return texts

    def close(self) -> None:
        self._file.close()
