"""
CURRENT: the one line that says which generation is served.

    g00000042 <digest of its manifest> <check sum of both>

The sum tells a damaged line from a line about a damaged generation: one flipped bit
makes g00000042 of g00000043, which may well be there and whole.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from search_engine.backends.whoosh.manifest import Manifest

NAME = re.compile(r"g\d{8}")


@dataclass(frozen=True, slots=True)
class Named:
    """A generation, and the digest of the manifest that was published with it."""

    name: str
    digest: str


def read(path: Path) -> bytes | None:
    """The line as it is, for comparing; None where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def parse(line: bytes | None) -> Named | None:
    """What *line* names; None where it is not as it was written."""
    name, _, rest = (line or b"").decode("ascii", "replace").partition(" ")
    named = Named(name, rest.partition(" ")[0])
    return named if NAME.fullmatch(name) and _line(named) == line else None


def replace(path: Path, manifest: Manifest) -> None:
    """Name *manifest*'s generation; durable when this returns, and the old line or the new at every moment."""
    new = path.with_suffix(".new")
    new.write_bytes(_line(Named(manifest.name, manifest.digest)))
    flush(new)
    new.replace(path)
    flush(path.parent)


def flush(path: Path) -> None:
    """Let a file or a directory reach the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _line(named: Named) -> bytes:
    line = f"{named.name} {named.digest}"
    return f"{line} {hashlib.sha256(line.encode()).hexdigest()[:16]}\n".encode()
