"""
What the keeper of a document says of it, in a file beside it; it overrides what was read from the text.

    # vinterregulativ.toml
    topic = "Veje og trafik"
    valid_from = 2025-11-01

``NAME.toml`` describes ``NAME.txt``. A sidecar is believed, so it must not be doubtful:
an unknown key, a value of the wrong kind or broken TOML is an error with its line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from ingest.decoding import normalise
from search_engine.errors import BadSidecar

TEXTS = ("title", "municipality", "kind", "topic", "replaced_by", "contact")
DAYS = ("published", "updated", "valid_from", "valid_to")
KEYS = (*TEXTS, *DAYS, "location", "pages")


def read(sidecars: Sequence[tuple[str, bytes]]) -> Mapping[str, str | int | date]:
    """
    What the sidecars, as (name, bytes), state; empty where there is none.

    Raises:
        BadSidecar: If it cannot be used; the message says where, and what is allowed.
    """
    if not sidecars:
        return {}
    if len(sidecars) > 1:
        names = " og ".join(f"»{name}«" for name, _ in sidecars)
        raise BadSidecar(f"{names} beskriver det samme dokument. Saml dem i én af dem, og slet den anden.")
    name, data = sidecars[0]
    try:
        text = data.decode("utf-8-sig")
        stated = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise BadSidecar(f"»{name}« er ikke skrevet i UTF-8. Gem den igen som UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"linje {line[1]}" if line else "slutningen" if "end of document" in str(error) else "filen"
        raise BadSidecar(f'»{name}« er ikke gyldig TOML ved {where}. Skriv for eksempel: topic = "Affald"') from error
    values = {key: _value(name, text, key, value) for key, value in stated.items()}
    begins, ends = values.get("valid_from"), values.get("valid_to")
    if isinstance(begins, date) and isinstance(ends, date) and begins > ends:
        raise BadSidecar(f"»{name}«: valid_from ({begins}) ligger efter valid_to ({ends}). Byt dem om.")
    return values


def _value(name: str, text: str, key: str, value: object) -> str | int | date:
    """*value* as the record wants it."""
    if key not in KEYS:
        raise _bad(name, text, key, f"findes ikke; der kan stå {', '.join(KEYS)}")
    if key == "pages":
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        raise _bad(name, text, key, "skal være et antal sider, for eksempel: pages = 12")
    if key in DAYS:
        return _day(name, text, key, value)
    if not isinstance(value, str) or not (said := " ".join(normalise(value).split())):
        raise _bad(name, text, key, f'skal være en tekst i anførselstegn, for eksempel: {key} = "…"')
    if key == "location" and not is_web_address(said):
        raise _bad(name, text, key, "skal være en adresse, der begynder med https:// eller http://")
    return said


def _day(name: str, text: str, key: str, value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _bad(name, text, key, f"skal være en dag, for eksempel: {key} = 2026-01-31")


def is_web_address(text: str) -> bool:
    """An address that can be linked to: http or https, a host, no password in it."""
    try:
        address = urlsplit(text)
        return address.scheme in ("http", "https") and bool(address.hostname) and "@" not in address.netloc
    except ValueError:  # a broken IPv6 host
        return False


def _bad(name: str, text: str, key: str, what: str) -> BadSidecar:
    place = re.search(rf"""^\s*["']?{re.escape(key)}\b""", text, re.MULTILINE)
    line = f" (linje {text.count(chr(10), 0, place.end()) + 1})" if place else ""
    return BadSidecar(f"»{name}«: »{key}«{line} {what}.")
