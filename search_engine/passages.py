"""
A document's sections to passages: stretches short enough to be read as a result.

A passage ends where a reader would pause: at a blank line rather than at a line's end,
at a sentence's end rather than within one, and never between a lead-in ("Vi vil:") and
its list if it can be helped. A section's passages are of about the same length, so that
none is a leftover.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from math import ceil

from search_engine.danish import Lexicon, stem, words
from search_engine.danish.facts import kind_terms, kinds
from search_engine.danish.sentences import sentences
from search_engine.model import Document, Passage, PassageTerms, Record

MAX_CHARS = 1200  # a passage never holds more code points: a promise of the API

# How unwelcome a break is there, in characters that a passage may rather be off its even share.
# Measured for a sentence's end: 160, 300, 400 and 600, hit@1 on the five documents' tuning half .925, .938, .925 and
# .925; on the collection .799, then .793 three times. The others are guesses.
AT_PARAGRAPH, AT_LINE, AT_SENTENCE, AFTER_LEAD_IN = 0, 60, 300, 500
NUMBER = re.compile(r"(?:^|\s)\d{1,2}[.)]$")  # of an item that follows: "De tre mål er: 1. Tryghed 2. Nærhed"


def split(document: Document) -> Iterator[Passage]:
    """
    Yield the passages of *document* in reading order.

    Offsets are half-open and count code points in the section's text; the passages
    of a section join to its text. A section of white space alone has none.
    """
    seen: Counter[str] = Counter()
    for number, section in enumerate(document.sections):
        if not section.text.strip():
            continue
        for start, end in _stretches(section.text):
            text = section.text[start:end]
            digest = _digest(text)
            seen[digest] += 1
            repeat = f"-{seen[digest]}" if seen[digest] > 1 else ""
            last = start + len(text.rstrip()) - 1
            yield Passage(
                id=f"{document.id}:{digest}{repeat}",
                document_id=document.id,
                section=number,
                path=section.path,
                anchor=section.anchor,
                start=start,
                end=end,
                text=text,
                page=section.page_at(start),
                page_end=section.page_at(max(start, last)),
            )


def passage_terms(record: Record, passage: Passage, lexicon: Lexicon) -> PassageTerms:
    """
    What is indexed for *passage*, by the *lexicon* of the documents that it is indexed with.

    The title carries the municipality too, for "byggesag Næstved" means that one's;
    an overview's entry has its title among the headings, for it is one.
    """
    entries = [entry.title for entry in record.entries if entry.anchor == passage.anchor]
    title = " ".join([record.title, record.municipality or ""])
    texts = (title, "\n".join([*passage.path, *entries]), passage.text)
    in_title, in_headings, in_body = map(words, texts)
    return PassageTerms(
        title=tuple(map(stem, in_title)),
        heading=tuple(map(stem, in_headings)),
        body=tuple(map(stem, in_body)),
        parts=tuple(lexicon.parts([*in_title, *in_headings, *in_body])),
        kinds=kind_terms(kinds(passage.text)),
    )


def _digest(text: str) -> str:
    """Twelve hex digits that ignore case, white space and how a letter is composed."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return sha256(folded.encode()).hexdigest()[:12]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Cut *text* into even stretches of at most MAX_CHARS, each ending at the best break near its share."""
    breaks = _breaks(text)
    start = 0
    while start < len(text):
        left = len(text) - start
        if left <= MAX_CHARS:
            yield start, len(text)
            return
        share = left / ceil(left / MAX_CHARS)
        ends = [end for end in breaks if start + share / 2 < end <= start + MAX_CHARS and text[start:end].strip()]
        best = min(ends, key=lambda end: breaks[end] + abs(end - start - share), default=_space(text, start))
        yield start, best
        start = best


def _breaks(text: str) -> dict[int, int]:
    """Offset behind each possible break -> how unwelcome it is."""
    breaks: dict[int, int] = {}
    for start, end in sentences(text):
        sentence = text[start:end]
        written = sentence.rstrip()
        if written.endswith(":") or NUMBER.search(written):
            breaks[end] = AFTER_LEAD_IN
        elif "\n" not in sentence[len(written) :]:
            breaks[end] = AT_SENTENCE
        else:
            breaks[end] = AT_PARAGRAPH if sentence.endswith("\n\n") else AT_LINE
    return breaks


def _space(text: str, start: int) -> int:
    """The last space within MAX_CHARS of *start*, for a sentence that is longer."""
    space = text.rfind(" ", start, start + MAX_CHARS)
    return space + 1 if text[start : space + 1].strip() else min(start + MAX_CHARS, len(text))
