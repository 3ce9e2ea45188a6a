"""
Which files a corpus holds, and whether one has changed.

A document is a file below the corpus folder; ``NAME.toml`` beside ``NAME.txt`` is its
sidecar (``NAME.txt.toml`` where two documents share the name). Left out are hidden
files, what editors and systems leave behind, the README and LICENSE of the corpus
itself, links that lead outside it, and linked folders, which could lead round in a ring.
"""

from __future__ import annotations

import fnmatch
import hashlib
import logging
import os
import platform
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ingest import privacy, readers
from search_engine.errors import CorpusMissing, DocumentError, OperatorError, cause

LOG = logging.getLogger(__name__)

MAX_BYTES = 50_000_000  # guess: a policy is some 100 kB, a scanned PDF some 20 MB
SIDECAR = ".toml"
LEFTOVERS = (".*", "~*", "*~", "#*#", "*.swp", "*.bak", "*.orig", "*.tmp", "*.part", "Thumbs.db", "desktop.ini")
OF_THE_CORPUS = ("readme", "readme.md", "readme.txt", "license", "license.md", "license.txt")  # at its root only


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file held at one moment, its sidecars' bytes by name, and the digest of it all."""

    data: bytes
    sidecars: tuple[tuple[str, bytes], ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class File:
    """
    A file that may be a document.

    *path* is its address below the corpus with "/", NFC, fit to be shown; *source*
    is where its bytes are, *sidecars* the files that describe it. *names_person*: its
    name holds a cpr number, which *path* and *id* do not.
    """

    id: str
    path: str
    source: Path
    sidecars: tuple[Path, ...] = ()
    names_person: bool = False

    @property
    def suffix(self) -> str:
        """ ".txt", in small letters; empty where the name has none."""
        return self.source.suffix.lower()

    def contents(self) -> Contents:
        """
        Read the file and its sidecars once.

        The fingerprint changes when any of them does, or the code that reads them.

        Raises:
            DocumentError: If it is too large.
            OSError: If it cannot be read.
        """
        data = _read(self.source)
        sidecars = tuple((path.name, _read(path)) for path in self.sidecars)
        digest = hashlib.sha256(reader_version().encode())
        for part in (self.suffix.encode(), data, *(part for name, held in sidecars for part in (name.encode(), held))):
            digest.update(len(part).to_bytes(8, "big") + part)  # lengths, so that nothing moves from part to part
        return Contents(data, sidecars, digest.hexdigest())


def walk(corpus: Path) -> tuple[File, ...]:
    """
    The files of *corpus* by path; ids are the paths without suffix, with it where two share a stem.

    Two files may still come out with the same id, where their names differ only in
    signs that cannot be shown or in how an å is written.

    Raises:
        CorpusMissing: If there is no such folder.
        OperatorError: If a folder in it cannot be listed: its documents would seem deleted.
    """
    if not corpus.is_dir():
        raise CorpusMissing(f"Mappen »{corpus}« findes ikke. Opret den, eller angiv en anden med KOMMUNESVAR_CORPUS.")
    root = corpus.resolve()
    found: dict[str, list[Path]] = {}
    for source in _sources(root):
        found.setdefault(_shown(source.relative_to(root)), []).append(source)
    documents, sidecars = _paired(found)
    stems = Counter(_stem(path) for path in documents if _is_readable(path))
    files = []
    for path in sorted(documents):
        # Only readable files compete for a stem: the PDF a transcript was made from is no second document.
        stem = _stem(path)
        alone = _is_readable(path) and stems[stem] == 1 and stem not in documents
        for source in found[path]:
            names_person = privacy.line_of_cpr(str(source.relative_to(root))) is not None
            beside = tuple(sidecars.get(path, ()))
            files.append(File(stem if alone else path, path, source, beside, names_person))
    return tuple(files)


@cache
def reader_version() -> str:
    """
    A digest of the code that reads documents: this folder's own, and the libraries it reads with.

    Taken from the sources so that nobody has to remember to raise a number.
    """
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    for library in ("beautifulsoup4", "charset-normalizer"):
        digest.update(version(library).encode())
    digest.update(platform.python_version().encode())  # html.parser and unicodedata come with it
    return digest.hexdigest()


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        size = path.stat().st_size / 1_000_000
        limit = MAX_BYTES // 1_000_000
        raise DocumentError(f"Filen »{path.name}« fylder {size:.0f} MB; højst {limit} MB bliver læst. Del den op.")
    return data


def _sources(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root, onerror=_refuse):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not _is_leftover(name) and not (here / name).is_symlink())
        for name in sorted(names):
            source = here / name
            if _is_leftover(name) or (here == root and name.lower() in OF_THE_CORPUS):
                continue
            if source.is_symlink() and not source.resolve().is_relative_to(root):
                LOG.warning("Springer over %s: den er et link ud af mappen.", _shown(source.relative_to(root)))
            elif source.is_file() or source.is_symlink():  # a pipe or a device would never end
                yield source


def _refuse(error: OSError) -> None:
    raise OperatorError(f"Mappen »{error.filename}« kan ikke læses: {cause(error)}. Ret det.") from error


def _is_leftover(name: str) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in LEFTOVERS)


def _shown(path: Path) -> str:
    """*path* fit for a screen, a log and an address: no line breaks, no broken encodings, no cpr number."""
    text = os.fsencode(path.as_posix()).decode("utf-8", "replace")
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return unicodedata.normalize("NFC", privacy.masked(text))


def _paired(found: dict[str, list[Path]]) -> tuple[set[str], dict[str, list[Path]]]:
    """The paths that are documents, and each one's sidecars; a sidecar without a document counts as one."""
    documents = {path for path in found if not path.endswith(SIDECAR)}
    stems: dict[str, list[str]] = {}
    for path in documents:
        stems.setdefault(_stem(path), []).append(path)
    sidecars: dict[str, list[Path]] = {}
    for path in sorted(found.keys() - documents):
        described = path.removesuffix(SIDECAR)
        owners = [described] if described in documents else stems.get(described, [])
        for owner in owners:
            sidecars.setdefault(owner, []).extend(found[path])
        if not owners:
            documents.add(path)
    return documents, sidecars


def _is_readable(path: str) -> bool:
    return Path(path).suffix.lower() in readers.READERS


def _stem(path: str) -> str:
    """The path without its last suffix."""
    return path.removesuffix(Path(path).suffix) if Path(path).suffix else path
