"""Plain text: it says nothing of itself but its characters."""

from __future__ import annotations

from ingest.decoding import decode
from ingest.raw import Raw


def read(data: bytes) -> Raw:
    """
    Raises:
        Undecodable: If *data* is no text.
        NoText: If there is nothing in it.
    """
    return Raw(decode(data))
