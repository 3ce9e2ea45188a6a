"""Dates, numbers and pages as a Danish reader expects them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from search_engine.model import Citation, Passage, Record

MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)

FINGERPRINT = 12  # hexadecimal digits of it that are shown: enough to tell any two texts apart

# A figure is not torn from its sign at a line's end: "§ 18", "28 mio.", "stk. 2", "8. april".
STUCK = re.compile(
    r"(?<=§)\ (?=\d) | (?<=\bstk\.)\ (?=\d) | (?<=\d)\ (?=mio|mia|kr\b|pct|%)"
    rf" | (?<=\d\.)\ (?=(?:{'|'.join(MONTHS)})\b)",
    re.VERBOSE,
)


def day(value: date) -> str:
    """A date in words: 8. april 2019."""
    return f"{value.day}.\N{NO-BREAK SPACE}{MONTHS[value.month - 1]} {value.year}"


def when(record: Record) -> str | None:
    """How fresh a document is, as one short remark; None where it does not tell."""
    if record.updated:
        return f"Opdateret {day(record.updated)}"
    if record.published:
        return f"Udgivet {day(record.published)}"
    return str(record.year) if record.year else None


def age(value: date, today: date) -> str:
    """How long ago: i går, for 3 dage siden, for 2 år siden."""
    days = (today - value).days
    if days < 2:
        return "ude i fremtiden" if days < 0 else ("i dag", "i går")[days]
    if days < 61:
        return f"for {days} dage siden"
    if days <= 2 * 365:
        return f"for {days * 12 // 365} måneder siden"
    return f"for {days * 100 // 36525} år siden"


def number(value: int) -> str:
    """With a dot between the thousands: 1.234."""
    return f"{value:,}".replace(",", ".")


def count(value: int, one: str, many: str) -> str:
    """A number and its noun: 1 sted, 12 steder."""
    return f"{number(value)} {one if value == 1 else many}"


def pages(first: int | None, last: int | None) -> str | None:
    """The printed pages of a passage: side 5, or side 5-6."""
    if first is None:
        return None
    return f"side {first}" if last is None or last == first else f"side {first}–{last}"


def municipality(name: str) -> str:
    """A municipality's name as one says it, whether the document wrote the word or not."""
    return name if "kommune" in name.casefold() else f"{name} Kommune"


def reference(record: Record, place: Citation | Passage | None, address: str) -> str:
    """
    How one cites a document in a letter, or a *place* in it, so that it can be found and checked.

    *address* is where it can be read; the fingerprint tells whether it is still the same text.
    """
    path = place.passage.path if isinstance(place, Citation) else place.path if place else ()
    parts = [
        record.title,
        municipality(record.municipality) if record.municipality else None,
        f"afsnit »{' › '.join(path)}«" if path else None,
        pages(place.page, place.page_end) if place else None,
        f"hentet {day(date.today())}",
        lower(when(record)),
        address,
        f"fingeraftryk {record.fingerprint[:FINGERPRINT]}",
    ]
    return ", ".join(part for part in parts if part)


def expired(record: Record) -> bool:
    """Has it ceased to hold, by what it says itself?"""
    return record.valid_to is not None and record.valid_to < date.today()


def size(length: int) -> str:
    """A file's size: 70 kB, 1,2 MB."""
    return f"{max(1, round(length / 1000))} kB" if length < 1_000_000 else f"{length / 1e6:.1f} MB".replace(".", ",")


def unbroken(text: str) -> str:
    """*text* with no-break spaces where a line end would tear a figure from its unit; as long as before."""
    return STUCK.sub("\N{NO-BREAK SPACE}", text)


def listing(words: Sequence[str]) -> str:
    """One, two og three."""
    return " og ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def lower(text: str | None) -> str | None:
    """*text* with a small first letter, for the middle of a sentence."""
    return text[:1].lower() + text[1:] if text else None


def capital(text: str) -> str:
    """*text* with a capital first letter, the rest as it was."""
    return text[:1].upper() + text[1:]
