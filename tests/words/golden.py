"""
The golden list: words, and the terms that are indexed for them.

It makes every change of Danish visible, and does not let one pass without a new index
format. Compounds are split by the dictionary alone, without what a collection teaches.
"""

from __future__ import annotations

from pathlib import Path

from search_engine.backends.whoosh.schema import INDEX_FORMAT
from search_engine.danish import Lexicon, stem, tokens

FILE = Path(__file__).parent / "golden.txt"
FORMAT = "# INDEX_FORMAT "  # the first line: for which the list was written

Golden = dict[str, tuple[str, str]]  # what is written -> its terms, and its terms in the second reading


def read() -> tuple[int, Golden]:
    """The format that the list was written for, and the list."""
    first, *lines = FILE.read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines)
    return int(first.removeprefix(FORMAT)), {written: (found, parts) for written, found, parts in cells}


def made(texts: Golden) -> Golden:
    """The list as it is today."""
    lexicon = Lexicon()
    words = {text: [token.word for token in tokens(text)] for text in texts}
    return {text: (" ".join(map(stem, found)), " ".join(lexicon.parts(found))) for text, found in words.items()}


def write(golden: Golden) -> None:
    lines = ["\t".join([text, *found]) for text, found in golden.items()]
    FILE.write_text("\n".join([f"{FORMAT}{INDEX_FORMAT}", *lines, ""]), encoding="utf-8")
