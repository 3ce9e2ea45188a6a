"""
Whom a reader can ask: "Center for Kultur og Borgerservice, telefon 5588 3020".

A telephone number alone is no contact of the document: a regulation names the road
watch's, too. It must stand below a heading such as "Kontakt", among the last short
lines, or in a sentence that sends questions there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from search_engine.model import Section

HEADING = re.compile(
    r"kontakt|henvendelse|(?:har du )?spørgsmål|yderligere oplysninger|flere oplysninger", re.IGNORECASE
)
NUMBER = r"(?:\+45\s?)?\d{2}(?:\s?\d){6}(?!\s?\d)"
CALL = r"(?i:telefon(?:nummer)?|tlf|tel|mobil|ring(?:\s+til)?(?:\s+(?:os\s+)?på)?)\.?\s*:?\s*"
PHONE = re.compile(rf"\b{CALL}(?P<phone>{NUMBER})")
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
WORD = r"\b[A-ZÆØÅ][\w-]{0,40}"
OFFICE = rf"(?P<office>{WORD}(?:,\s{WORD}){{1,5}}\sog\s{WORD}|{WORD}(?:\s(?:(?:og|for)\s)?{WORD}){{0,7}})"
OFFICE_PHONE = re.compile(rf"\b{OFFICE},?\s(?:på\s)?{PHONE.pattern}")
ASK = re.compile(  # in the midst of a text only where the reader is told to ask there
    rf"""(?i:\b(?:kontakte?|henvend(?:else|\sdig)?\s+(?:til|hos)|spørgsmål\s[\w\s]{{0,40}}(?:rettes\stil|stilles\stil|besvares\saf)))
    \s+(?:din\s|den\s|det\s)?{OFFICE}\b[^.\n]{{0,40}}?{PHONE.pattern}""",
    re.VERBOSE,
)
FIELD = re.compile(
    r"(?:telefon|tlf|tel|mobil|fax|e-?mail|mail|sidst opdateret|senest opdateret|adresse|åbningstid|ean|cvr)\w*\b",
    re.IGNORECASE,
)
NAME_CHARS = 90  # guess: an office's name on a line of its own
END_LINES = 6  # guess: of a page whose contact has no heading


def find(text: str, sections: Sequence[Section]) -> str | None:
    """
    Office, telephone and mail in one line: from the section about contact, the last
    lines, or a sentence that says whom to ask. None where none of them tells.
    """
    for section in reversed(sections):
        if section.path and HEADING.match(section.path[-1]) and (found := _in(section.text)):
            return found
    end = [line for line in text.splitlines() if line.strip()][-END_LINES:]
    if any(len(line) <= NAME_CHARS and PHONE.match(line.strip(" •*\t")) for line in end):
        return _in("\n".join(line for line in end if len(line) <= NAME_CHARS), nearest=True)
    asked = list(ASK.finditer(text))
    return f"{asked[-1]['office']}, telefon {asked[-1]['phone']}" if asked else None


def _in(text: str, *, nearest: bool = False) -> str | None:
    """The office is the first line that can be a name, with *nearest* the last one before the telephone."""
    phone, mail = PHONE.search(text), MAIL.search(text)
    first = min((found.start() for found in (phone, mail) if found), default=len(text))
    names = [line for line in (line.strip(" •*,\t") for line in text[:first].splitlines()) if _can_be_name(line)]
    if not names and (spoken := OFFICE_PHONE.search(text)):
        names = [spoken["office"]]
    parts = [
        names[-1 if nearest else 0] if names else "",
        f"telefon {phone['phone']}" if phone else "",
        f"e-mail {mail[0]}" if mail else "",
    ]
    return ", ".join(filter(None, parts)) or None


def _can_be_name(line: str) -> bool:
    is_name = re.match(WORD, line) and not FIELD.match(line) and not re.search(r"\b(?:til|på|af|hos|om)$", line)
    return bool(is_name) and len(line) <= NAME_CHARS and line[-1] not in ".:?"
