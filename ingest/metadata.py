"""
What the catalogue says of a document: read from its text, its format, its path; a sidecar has the last word.

Each field is found by a rule that can say "not stated": nothing is invented, and a
field that nothing states is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from ingest import contact, dates, kinds, municipality
from ingest.files import File
from ingest.raw import Cleaned, MarkKind, Raw
from ingest.sidecar import is_web_address
from search_engine.model import Entry, Record, Section

TITLE_CHARS = 200  # guess: a longer first line is running text
TOP_LINES = 4  # guess: sender, office, and a title of two lines
HEADINGS = 3  # sections whose heading may be the title where the first line is not: guess
TITLE_SEPARATOR = re.compile(r"\s+[-–—|·•»›:]+\s+")
URL = re.compile(r"https?://[^\s<>\"»«]+")
SOURCE = re.compile(
    r"(?:kilde|link|læs mere(?: på| her)?|se mere(?: på)?|original(?:side|artikel)?)\s*:?\s*", re.IGNORECASE
)
ADOPTED = re.compile(r"[\s.,–-]*\b(?:Endeligt? )?(?:Godkendt|Vedtaget|Revideret)\b.{0,60}$")
SENDER_FIRST = re.compile(r"(?P<sender>[^.:,]{3,40}?)\s?[.:]\s+(?=[A-ZÆØÅ])")


def describe(
    file: File,
    raw: Raw,
    cleaned: Cleaned,
    sections: Sequence[Section],
    entries: Sequence[Entry],
    stated: Mapping[str, str | int | date],
    fingerprint: str,
) -> Record:
    """The record of the document in *file*; *stated* is its sidecar."""
    folders = PurePosixPath(file.path).parts[:-1]
    furniture = _furniture(raw)
    title = str(stated.get("title") or _title(file, cleaned, sections))
    of = (
        municipality.find(f"{title}\n{cleaned.facts.get('title', '')}", cleaned.text)
        or municipality.find(cleaned.facts.get("site", ""), furniture)
        or next(filter(None, (municipality.of_folder(folder, cleaned.text) for folder in folders[:1])), None)
    )
    location = _location(file, cleaned)
    found = dates.find(cleaned.text, title)
    around = dates.find(furniture, title)
    record = Record(
        id=file.id,
        title=title,
        location=location,
        fingerprint=fingerprint,
        municipality=of,
        kind=kinds.find(
            title=title,
            text=cleaned.text,
            location=location,
            folders=folders,
            is_overview=bool(entries),
            is_web_page=file.suffix in (".html", ".htm"),
        ),
        topic=_topic(folders, str(stated.get("municipality") or of or "")),
        published=found.published or dates.first(cleaned.facts.get("published", "")) or around.published,
        updated=found.updated or around.updated or dates.first(cleaned.facts.get("updated", "")),
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        contact=contact.find(cleaned.text, sections),
        pages=int(cleaned.facts["pages"]) if cleaned.facts.get("pages", "").isdecimal() else None,
        related=cleaned.related,
        entries=tuple(entries),
    )
    overrides: dict[str, Any] = dict(stated)
    return replace(record, **overrides)


def _furniture(raw: Raw) -> str:
    """What the page says around its matter: its sender and the day of its last change often stand there."""
    return "\n".join(raw.text[mark.start : mark.end] for mark in raw.marks if mark.kind is MarkKind.FURNITURE)


def _title(file: File, cleaned: Cleaned, sections: Sequence[Section]) -> str:
    """The page's h1, the title it states without the municipality's name, the first line, the file's name."""
    candidates = [
        cleaned.facts.get("heading", ""),
        _without_sender(cleaned.facts.get("title", "")),
        _first_line(cleaned.text),
        *(name for section in sections[:HEADINGS] for name in section.path),
    ]
    for candidate in candidates:
        title = _plain(" ".join(candidate.split())) if len(candidate) <= TITLE_CHARS else ""
        if re.search(r"\w", title) and not municipality.is_only_name(title):
            return title
    return PurePosixPath(file.path).stem.replace("-", " ").replace("_", " ")


def _first_line(text: str) -> str:
    """Below a sender's name the line that names a kind of document: an office may stand between them."""
    lines = list(islice((line for line in text.splitlines() if line.strip()), TOP_LINES))
    if lines and municipality.is_only_name(lines[0]):
        return next((line for line in lines[1:] if kinds.of_title(line)), "")
    return lines[0] if lines else ""


def _plain(title: str) -> str:
    """ "Xby Kommune. Ældrepolitik. Godkendt af Byrådet den 3. maj 2024" -> "Ældrepolitik"."""
    sender = SENDER_FIRST.match(title)
    if sender and municipality.is_only_name(sender["sender"]):
        title = title[sender.end() :]
    return (ADOPTED.sub("", title) or title).removesuffix(":").strip()


def _without_sender(title: str) -> str:
    """ "Takster - Xby Kommune" -> "Takster"."""
    parts = TITLE_SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    kept = [part for part in parts if not municipality.is_only_name(part) and "." not in part]
    return kept[0] if len(kept) == 1 else title if len(kept) in (0, len(parts)) else " – ".join(kept)


def _topic(folders: Sequence[str], of: str) -> str | None:
    """The innermost folder that is neither the municipality's nor one of a kind: "veje-og-trafik"."""
    sender = {of.casefold(), f"{of} kommune".casefold(), of.replace("-", " ").casefold()}
    for folder in reversed(folders):
        name = " ".join(re.split(r"[-_\s]+", folder)).strip()
        if name and name.casefold() not in sender and not kinds.of_folder(folder):
            return name[0].upper() + name[1:]
    return None


def _location(file: File, cleaned: Cleaned) -> str:
    """The address the page states; one that stands alone on a line as the source; else the path."""
    address = cleaned.facts.get("address", "")
    if is_web_address(address):
        return address
    alone = []
    for line in cleaned.text.splitlines():
        found = URL.search(line)
        if found and found.end() == len(line.rstrip()) and SOURCE.sub("", line[: found.start()]).strip() == "":
            alone.append(found[0].rstrip(".,;)"))
    alone = [address for address in dict.fromkeys(alone) if is_web_address(address)]
    return alone[0] if len(alone) == 1 else file.path
