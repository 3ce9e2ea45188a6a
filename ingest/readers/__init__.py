"""
Formats: one module each, from bytes to a Raw text with what the format says of it.

A reader raises DocumentError for what it cannot read; what cleaning must take out of
its text it marks as FURNITURE, and leaves in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ingest.raw import Raw
from ingest.readers import html, text
from search_engine.errors import UnknownFormat

READERS: Mapping[str, Callable[[bytes], Raw]] = {
    ".txt": text.read,
    ".html": html.read,
    ".htm": html.read,
}


def read(data: bytes, suffix: str) -> Raw:
    """
    Raises:
        UnknownFormat: If there is no reader for files that end in *suffix*.
        DocumentError: If the reader cannot read them.
    """
    reader = READERS.get(suffix)
    if reader is None:
        known = ", ".join(READERS)
        if suffix == ".toml":
            raise UnknownFormat("Filen beskriver et dokument, som ikke findes ved siden af den. Flyt eller slet den.")
        named = f"Filer af typen {suffix}" if suffix else "Filer uden endelse"
        raise UnknownFormat(f"{named} kan ikke læses. Der kan læses {known}: gem dokumentet som en af dem.")
    return reader(data)
