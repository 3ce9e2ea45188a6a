"""
The manifest of a generation: what it holds, sealed.

A JSON object with the size and SHA-256 of every file, and on the last line the
SHA-256 of that object. Whoosh's files are pickles and have no checksums: nothing of a
generation is opened before its manifest and every file have been checked. That finds
damage; it is no defence against somebody who may write in the directory, because they
could write a manifest too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search_engine.errors import cause

FILE_NAME = "MANIFEST.json"
AT_ONCE = 4  # files that are checked; on two busy cores, 100,000 passages: 0.25 s, one after the other 0.29 s


class Damaged(Exception):
    """Why a generation cannot be used; str() completes "… er beskadiget: "."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a file must still be."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """
    *format*: what the code that wrote it goes by; other code must not read it.
    *facts*: what the generation says of itself; JSON values. *digest*: the last line.
    """

    name: str
    format: Mapping[str, Any]
    files: Mapping[str, Seal]
    facts: Mapping[str, Any]
    digest: str


def write(folder: Path, name: str, format: Mapping[str, Any], facts: Mapping[str, Any]) -> Manifest:
    """Seal everything in *folder* as the generation *name*."""
    files = {path: _seal(folder / path) for path in _files(folder)}
    sizes = {path: [seal.size, seal.sha256] for path, seal in files.items()}
    body = json.dumps(
        {"name": name, "format": format, **facts, "files": sizes}, ensure_ascii=False, indent=1, sort_keys=True
    )
    digest = hashlib.sha256(body.encode()).hexdigest()
    (folder / FILE_NAME).write_text(f"{body}\n{digest}\n", encoding="utf-8")
    return Manifest(name, format, files, facts, digest)


def read(folder: Path, name: str) -> Manifest:
    """
    The manifest in *folder*, which must be that of the generation *name*.

    Raises:
        Damaged: If it is not there, or not as it was written.
    """
    try:
        body, digest, rest = (folder / FILE_NAME).read_bytes().rsplit(b"\n", 2)
    except FileNotFoundError:
        raise Damaged(f"{FILE_NAME} mangler") from None
    except (OSError, ValueError):
        raise Damaged(f"{FILE_NAME} kan ikke læses") from None
    if rest or hashlib.sha256(body).hexdigest().encode() != digest:
        raise Damaged(f"{FILE_NAME} er ændret")
    facts = json.loads(body)
    files = {path: Seal(size, sha256) for path, (size, sha256) in facts.pop("files").items()}
    manifest = Manifest(facts.pop("name"), facts.pop("format"), files, facts, digest.decode())
    if manifest.name != name:
        raise Damaged(f"{FILE_NAME} hører til {manifest.name}")
    return manifest


def check(folder: Path, manifest: Manifest) -> None:
    """
    Read every byte and compare.

    Raises:
        Damaged: If a file is missing, has changed, or is there unannounced (Whoosh would read it).
    """
    found = set(_files(folder))
    if missing := sorted(manifest.files.keys() - found):
        raise Damaged(f"{missing[0]} mangler")
    if unknown := sorted(found - manifest.files.keys()):
        raise Damaged(f"{unknown[0]} hører ikke til")
    with ThreadPoolExecutor(AT_ONCE) as readers:  # hashing lets other threads run
        faults = readers.map(lambda path: _fault(folder / path, manifest.files[path]), manifest.files)
        for path, fault in zip(manifest.files, faults, strict=True):
            if fault:
                raise Damaged(f"{path} {fault}")


def _files(folder: Path) -> list[str]:
    """Every file below *folder* but the manifest itself, as relative paths, in order."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return sorted(path for path in paths if path != FILE_NAME)


def _fault(path: Path, seal: Seal) -> str | None:
    try:
        same = path.stat().st_size == seal.size and _seal(path) == seal
    except OSError as error:
        return f"kan ikke læses ({cause(error)})"
    return None if same else "er ændret"


def _seal(path: Path) -> Seal:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Seal(file.tell(), digest)
