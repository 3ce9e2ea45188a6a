"""
Build the documents of the collection that are not written as text: PDF, Word, OpenDocument.

    python -m tests.collection.build

writes them into corpus/ anew, from the sources beside this file. Building twice gives the
same bytes. The packages it needs are the extra ``collection`` (``make dev`` installs them).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from . import opendocument, pdf, scan, word
from .source import Source, sources

CORPUS = Path(__file__).parents[2] / "corpus"

WRITERS: dict[str, Callable[[Source, Path], None]] = {
    ".pdf": pdf.write,
    ".docx": word.write,
    ".odt": opendocument.write,
    "-scannet.pdf": scan.write,
}


def build(corpus: Path) -> list[Path]:
    """Write every document below *corpus*."""
    return [write(source, corpus) for source in sources()]


def write(source: Source, corpus: Path) -> Path:
    path = corpus / source.path
    path.parent.mkdir(parents=True, exist_ok=True)
    suffix = max((suffix for suffix in WRITERS if path.name.endswith(suffix)), key=len)
    WRITERS[suffix](source, path)
    return path


if __name__ == "__main__":
    for built in build(CORPUS):
        print(f"{built.relative_to(CORPUS)}: {built.stat().st_size:,} bytes")
