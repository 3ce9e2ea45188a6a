"""
Generations: every published state of the index is a directory that never changes.

    index/
      CURRENT                  which one is served; replacing this file is the commit
      LOCK                     held while somebody publishes
      generations/
        g00000041/             MANIFEST.json, whoosh/, arrays/
        g00000042/
        tmp-42x7…/             being built, or left by a build that was killed

Whoosh never calls fsync and unlinks what it has replaced, so a power cut in the middle
of a commit can take committed documents with it. Here it writes into a copy nobody
reads yet. The copy is checked, flushed to the disk and renamed, and only then does
CURRENT name it.

A reader holds a shared lock on the directory of its generation, so that it is not
swept away under it. Nothing in this module knows what the files mean.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search_engine.backends.whoosh import manifest as manifests
from search_engine.backends.whoosh import pointer as pointers
from search_engine.backends.whoosh.manifest import Damaged, Manifest
from search_engine.backends.whoosh.pointer import NAME, Named
from search_engine.errors import (
    IndexDamaged,
    IndexFormat,
    IndexMissing,
    IndexUnreadable,
    IndexUnwritable,
    IngestRunning,
    cause,
)

KEEP = 3  # generations: the one served and two to fall back to; guess
SPARE_BYTES = 100_000_000  # guess: what a publication may need beyond twice its base, and the machine besides
TEMPORARY = "tmp-"
OWNER_ONLY = 0o700  # Whoosh's files are pickles: who may write here may run code as the reader

REBUILD = "Kør »kommunesvar ingest --rebuild«."


@dataclass(frozen=True, slots=True)
class Whole:
    """
    A generation whose every byte has been checked.

    *lease* is a file descriptor that keeps it from being swept away; whoever got it
    closes it. *problems*: why it is not the one that should be served.
    """

    folder: Path
    manifest: Manifest
    lease: int
    problems: tuple[str, ...] = ()


class Build:
    """
    A generation in the making: fill *folder*, which begins empty, then commit.

    *base* is what it is to take over from, None where there is nothing to.
    """

    def __init__(self, store: Generations, folder: Path, base: Whole | None) -> None:
        self.folder = folder
        self.base = base
        self._store = store

    def copy(self, part: str) -> None:
        """Copy the folder *part* of the base; no hard links: linked files would rot together."""
        if self.base:
            shutil.copytree(self.base.folder / part, self.folder / part)

    def seal(self, facts: Mapping[str, Any]) -> Manifest:
        """Write the manifest over what is in the folder now, and read everything back."""
        name = self._store.next_name()
        manifest = manifests.write(self.folder, name, self._store.format, facts)
        manifests.check(self.folder, manifests.read(self.folder, name))
        return manifest

    def commit(self, manifest: Manifest) -> None:
        """Let *folder* be the generation that is served; durable when this returns."""
        self._store.commit(self.folder, manifest)


class Generations:
    """The generations of one index directory, in one format."""

    def __init__(self, root: Path, format: Mapping[str, Any]) -> None:
        self.format = dict(format)
        self._root = root
        self._folder = root / "generations"
        self._pointer = root / "CURRENT"

    def folder(self, manifest: Manifest) -> Path:
        return self._folder / manifest.name

    def pointer(self) -> bytes | None:
        """What CURRENT says, for comparing; None where it cannot be read."""
        return pointers.read(self._pointer)

    def open(self) -> Whole:
        """
        The generation that CURRENT names, else the newest older one that is whole.

        Raises:
            IndexMissing: If nothing was ever published.
            IndexFormat: If it was made by another version of the program.
            IndexDamaged: If no generation is whole.
        """
        pointer = self.pointer()
        named = pointers.parse(pointer)
        names = self._names()
        if pointer is None and not names:
            raise IndexMissing(f"Der er intet indeks i {self._root}. Kør »kommunesvar ingest«.")
        problems = [] if named else [f"{self._pointer} mangler eller er beskadiget. {REBUILD}"]
        if named:
            names = [named.name, *(name for name in names if name < named.name)]
        other_format = False
        for name in names:
            try:
                return self._check(name, named, tuple(problems))
            except Damaged as damage:
                problems.append(f"Udgave {name} af indekset er beskadiget: {damage}. {REBUILD}")
            except IndexFormat:
                other_format = True
                if named and name == named.name:
                    break
        if self.pointer() != pointer:  # a publication meanwhile swept away what we were looking at
            return self.open()
        if other_format:
            raise IndexFormat(f"Indekset i {self._root} er lavet af en anden version af programmet. {REBUILD}")
        raise IndexDamaged(" ".join([f"Ingen udgave af indekset i {self._root} er hel.", *problems]))

    @contextmanager
    def build(self, *, empty: bool) -> Iterator[Build]:
        """
        A folder for the next generation, with what is served as its base unless it is
        to begin *empty*. Whatever happens in the block, only what it commits is served.

        Raises:
            IngestRunning: If another process is building.
            IndexUnwritable: If there is no right or no room to write.
        """
        with self._locked():
            self._sweep_unfinished()
            folder, base = self._new_folder(), None
            try:
                base = None if empty else self._base()
                self._require_room(base)
                yield Build(self, folder, base)
            finally:
                if base:
                    os.close(base.lease)
                shutil.rmtree(folder, ignore_errors=True)  # gone already where it was committed

    def next_name(self) -> str:
        named = pointers.parse(self.pointer())
        last = max([*self._names(), named.name if named else "", "g00000000"])
        return f"g{int(last[1:]) + 1:08}"

    def commit(self, folder: Path, manifest: Manifest) -> None:
        for path in folder.rglob("*"):
            pointers.flush(path)
        pointers.flush(folder)
        folder.rename(self._folder / manifest.name)
        pointers.flush(self._folder)
        pointers.replace(self._pointer, manifest)  # the commit point
        for name in self._names()[KEEP:]:
            self._sweep(name)

    def _check(self, name: str, named: Named | None, problems: tuple[str, ...]) -> Whole:
        folder = self._folder / name
        try:
            lease = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            raise Damaged("mappen mangler") from error
        try:
            fcntl.flock(lease, fcntl.LOCK_SH)
            manifest = manifests.read(folder, name)
            if named and name == named.name and manifest.digest != named.digest:
                raise Damaged(f"{manifests.FILE_NAME} er ikke den, der blev udgivet")
            if manifest.format != self.format:
                raise IndexFormat
            manifests.check(folder, manifest)
        except BaseException:
            os.close(lease)
            raise
        return Whole(folder, manifest, lease, problems)

    def _base(self) -> Whole | None:
        try:
            return self.open()
        except (IndexMissing, IndexFormat, IndexDamaged):
            return None

    def _names(self) -> list[str]:
        """The generations there are, newest first."""
        try:
            return sorted((name for name in os.listdir(self._folder) if NAME.fullmatch(name)), reverse=True)
        except FileNotFoundError:
            return []
        except OSError as error:
            message = f"Indekset i {self._root} kan ikke læses: {cause(error)}. Ret det, eller vælg et andet (--index)."
            raise IndexUnreadable(message) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._root.chmod(OWNER_ONLY)
            self._folder.chmod(OWNER_ONLY)
            lock = os.open(self._root / "LOCK", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(lock, 20, 0).decode("ascii", "replace").strip() or "ukendt"
                message = f"En anden indlæsning er i gang (proces {holder}). Vent, til den er færdig."
                raise IngestRunning(message) from None
            os.ftruncate(lock, 0)
            os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
            yield
        finally:
            os.close(lock)

    def _new_folder(self) -> Path:
        try:
            return Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=self._folder))
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> IndexUnwritable:
        return IndexUnwritable(f"Der kan ikke skrives i {self._root}: {cause(error)}. Tjek plads og rettigheder.")

    def _sweep_unfinished(self) -> None:
        """Remove what killed builds left: temporary folders, and a generation that never became current."""
        for path in self._folder.glob(f"{TEMPORARY}*"):
            shutil.rmtree(path, ignore_errors=True)
        if named := pointers.parse(self.pointer()):
            for name in self._names():
                if name > named.name:
                    self._sweep(name)

    def _sweep(self, name: str) -> None:
        """Remove a generation unless somebody reads it."""
        with suppress(OSError):
            lease = os.open(self._folder / name, os.O_RDONLY | os.O_DIRECTORY)
            try:
                fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # Renamed first: half a generation would look like a damaged one.
                doomed = (self._folder / name).rename(self._folder / f"{TEMPORARY}{name}")
                shutil.rmtree(doomed, ignore_errors=True)
            finally:
                os.close(lease)

    def _require_room(self, base: Whole | None) -> None:
        needed = SPARE_BYTES + 2 * sum(seal.size for seal in base.manifest.files.values()) if base else SPARE_BYTES
        free = shutil.disk_usage(self._folder).free
        if free < needed:
            raise IndexUnwritable(
                f"Der er {free // 10**6} MB ledig plads ved {self._root}, og indlæsningen kan bruge "
                f"{needed // 10**6} MB. Gør plads, og prøv igen."
            )
