"""
Where a text's headings are.

    marked         the format says so (h1 to h6): nothing is guessed then
    standing alone a short line with blank lines around it and no full stop
    melted         in the middle of running text: melted.py

The first heading of the text, where nothing stands before it, is the title: level 0.
It heads the text below it, and is no part of the other headings' paths, since every
section has the document's title anyway.

Not known: levels of headings that differ in nothing but their wording. They are
siblings, unless a wider gap above some of them, or numbers, say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest import contact
from ingest.dates import NAMES
from ingest.raw import Cleaned, MarkKind
from ingest.words import LINKS, SENTENCE_WORDS

TITLE = 0  # the level of the document's title
TOP = 1

MAX_CHARS = 120  # a news title that nearly fills two lines has 109; guess
MAX_WORDS = 16  # guess
WIDE_GAP = 3  # blank lines above a top-level heading where others have fewer
LIST_LIKE = 4  # so many headings with nothing between are a list without signs: guess
TOPIC_WORDS = 4  # of a heading directly above a list: guess; a lead-in is longer
PARAGRAPH = 100  # characters: a heading may stand directly on a line so long; guess

# A line that ends with one of these leads over to a list.
LEADS_ON = frozenset({"når", "hvis", "fordi", "at", "og", "eller", "som", "der", "samt"})
NOTE_SIGNS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
LIST_ITEM = re.compile(r"[•·▪◦●*–—-]\s|(?:\d{1,2}|[a-z])\)\s|[a-zæøå]\.\s")
# "Kapitel 1" and, below it, what the chapter is called.
CHAPTER = re.compile(r"(?:kapitel|afsnit|del|bilag)\s+(?:\d{1,2}|[IVX]{1,4}|[A-ZÆØÅ])\b[.:]?", re.IGNORECASE)
NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=\S)")
# What stands in a line of its own at the end of a page and tells, but heads nothing.
LABEL = re.compile(
    r"(?:kilde|foto|dato|telefon|tlf\.?|mobil|e-?mail|mail|fax|adresse|cvr|ean|web|hjemmeside|skrevet af|af)\s*:.*"
    r"|(?:.*\s)?(?:opdateret|ændret|oprettet|publiceret|udgivet|godkendt|vedtaget|revideret)\b.*\d.*"
    r"|(?:med )?(?:venlig|kærlig) hilsen.*"
    rf"|(?:\w+dag,? )?(?:(?:den|d\.) )?\d{{1,2}}\. ?(?:{NAMES}) \d{{4}}(?: kl\b.*)?"
    r"|(?:https?://|www\.)\S+|.*\S+@\S+|[\d\s+./-]+"
    r"|.*\b(?:telefon|tlf\.?|mobil)[\s:]+[\d\s+]{8,}.*"
    r"|indhold(?:sfortegnelse)?\b.*\d.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """
    *start*:*end* is what the heading takes of the kept text, *level* 1 the top.

    *until* is where its text ends though no heading follows; what comes then
    belongs to the heading above it.
    """

    start: int
    end: int
    level: int
    title: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines with blank lines around: *start*:*end* the first line, *gap* the blank lines above it."""

    start: int
    end: int
    text: str
    gap: int
    lines: int
    second: str = ""  # the line below the first


def title_of(text: str) -> str:
    """A heading as it is shown: one line, without the colon that led over to the text."""
    return " ".join(text.split()).removesuffix(":").rstrip()


def marked(cleaned: Cleaned) -> list[Heading]:
    """The headings that the format states."""
    found = [
        Heading(mark.start, mark.end, int(mark.value), title_of(cleaned.text[mark.start : mark.end]))
        for mark in cleaned.marks
        if mark.kind is MarkKind.HEADING and cleaned.text[mark.start : mark.end].strip()
    ]
    return _with_title(found, cleaned.text)


def standing_alone(text: str) -> list[Heading]:
    """The headings that stand in lines of their own, with levels."""
    blocks = _blocks(text)
    short = [block for block, following in zip_longest(blocks, blocks[1:]) if _is_heading(block, following)]
    headings = _levelled(_without_lists(short, blocks))
    return _with_title(headings, text)


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    gap = start = 0
    inside = False
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped:
            gap, inside = gap + 1, False
        elif inside:
            last = blocks[-1]
            if last.lines == 1 and CHAPTER.fullmatch(last.text) and len(stripped) <= MAX_CHARS:
                end = start + line.index(stripped) + len(stripped)
                blocks[-1] = replace(last, end=end, text=f"{last.text} {stripped}")
            else:
                blocks[-1] = replace(last, lines=last.lines + 1, second=last.second or stripped)
        else:
            begin = start + line.index(stripped[0])
            blocks.append(Block(begin, begin + len(stripped), stripped, gap, 1))
            gap, inside = 0, True
        start += len(line) + 1
    return blocks


def _is_heading(block: Block, following: Block | None) -> bool:
    text = block.text
    if len(text) > MAX_CHARS or len(text.split()) > MAX_WORDS or LIST_ITEM.match(text) or LABEL.fullmatch(text):
        return False
    if block.lines > 1 and not _heads_lines(block):
        return False
    if block.lines == 1 and following is None:
        return False
    first = next((sign for sign in text if sign.isalnum() or sign == "§"), "")
    if not (first.isupper() or first.isdigit() or first == "§"):
        return False
    if text.rstrip(NOTE_SIGNS).endswith((".", ",", ";", "!")) and not text.endswith("..."):
        return False
    if text.rsplit(maxsplit=1)[-1].lower() in LEADS_ON:
        return False
    below = block.second or (following.text if following else "")
    number = NUMBER.match(text)
    if number and NUMBER.match(below):  # "1. … 2. …" is a list, "2. … 2.1 …" a chapter
        return len(NUMBER.match(below)[1]) > len(number[1])  # type: ignore[index]
    return not (text.endswith(":") and (LIST_ITEM.match(below) or NUMBER.match(below)))


def _heads_lines(block: Block) -> bool:
    """Whether the first line may head those directly below it: a box, a paragraph, a list it does not lead over to."""
    text = title_of(block.text)
    if LIST_ITEM.match(block.second):
        words = text.lower().split()
        leads_over = len(words) > TOPIC_WORDS or words[-1] in LINKS or SENTENCE_WORDS.intersection(words)
        return text.isupper() or not leads_over
    return len(text) < PARAGRAPH <= len(block.second) or contact.HEADING.fullmatch(text) is not None


def _without_lists(short: list[Block], blocks: list[Block]) -> list[Block]:
    """Leave out runs of short lines with no text between them."""
    place = {block.start: number for number, block in enumerate(blocks)}
    runs: list[list[Block]] = []
    for block in short:
        if runs and place[block.start] == place[runs[-1][-1].start] + 1 and runs[-1][-1].lines == 1:
            runs[-1].append(block)
        else:
            runs.append([block])
    return [block for run in runs if len(run) < LIST_LIKE for block in run]


def _levelled(blocks: Sequence[Block]) -> list[Heading]:
    gaps = {block.gap >= WIDE_GAP for block in blocks[1:]}
    chapters = sum(bool(CHAPTER.match(block.text)) for block in blocks) > 1
    headings: list[Heading] = []
    for block in blocks:
        number = NUMBER.match(block.text)
        if number:
            level = TOP + number[1].count(".")
        elif chapters:
            level = TOP if CHAPTER.match(block.text) else TOP + 1
        elif len(gaps) == 2:
            level = TOP if block.gap >= WIDE_GAP else TOP + 1
        else:
            level = TOP
        headings.append(Heading(block.start, block.end, level, title_of(block.text)))
    return headings


def _with_title(headings: list[Heading], text: str) -> list[Heading]:
    """The first is the title where the text begins with it and no other of its level is numbered like it."""
    if not headings or text[: headings[0].start].strip() or NUMBER.match(headings[0].title):
        return headings
    return [replace(headings[0], level=TITLE), *headings[1:]]
