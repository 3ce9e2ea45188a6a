"""
One ingest: what has changed in the corpus goes into the next generation of the index.

    files.walk                which files there are; those with a known fingerprint stop here
    read                      readers -> privacy -> clean -> sections, catalogue -> metadata -> Document
    publication.put           passages, terms, index: the engine's
    publication.remove        what is no longer among the files
    publication.set_aside     what could not be read, and why

One bad file never stops a run: it is set aside, and where it was fine before, its last
good version stays in the index. Only one thing takes that out too: a cpr number.
"""

from __future__ import annotations

import dataclasses
import logging
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from ingest import catalogue, clean, files, metadata, privacy, readers, sections, sidecar
from ingest.files import Contents, File
from ingest.raw import Cleaned, Raw
from search_engine.engine import Publication, SearchEngine
from search_engine.errors import DocumentError, NoText, OperatorError, PersonalData, cause
from search_engine.model import Document, SetAside

LOG = logging.getLogger(__name__)

Progress = Callable[[int, int], None]  # how many files are done, and how many there are


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Report:
    """
    What an ingest did: ids of documents, and the files it could not take in.

    *generation* is None where nothing had changed and nothing was published.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    generation: str | None
    seconds: float


def run(corpus: Path, engine: SearchEngine, *, rebuild: bool = False, progress: Progress = _silent) -> Report:
    """
    Make the index say what *corpus* says; with *rebuild* from nothing.

    Nothing is published where nothing has changed.

    Raises:
        CorpusMissing: If the folder is not there.
        OperatorError: If it holds no documents: more likely a wrong folder or a disk
            that is not mounted than a wish to publish nothing. *rebuild* does it all the same.
        IngestRunning: If somebody else is at it.
    """
    started = perf_counter()
    found = files.walk(corpus)
    known = {} if rebuild else engine.fingerprints()
    if not found and not rebuild:
        indexed = f" Indekset har stadig sine {len(known)} dokumenter." if known else ""
        raise OperatorError(f"Der er ingen dokumenter i »{corpus}«.{indexed} Er det den rigtige mappe?")

    before = _set_aside_before(engine)
    added: list[str] = []
    changed: list[str] = []
    removed: list[str] = []
    set_aside: list[SetAside] = []
    with ExitStack() as stack:
        change = _Change(stack, engine, rebuild)
        for file, document in _read_changed(found, known, progress):
            if isinstance(document, Document):
                change.publication.put(document)
                (changed if file.id in known else added).append(file.id)
            else:
                set_aside.append(_set_aside(file, document, before))
                if isinstance(document, PersonalData) and file.id in known:
                    removed.append(file.id)
        removed += sorted(known.keys() - {file.id for file in found})
        for document_id in removed:
            change.publication.remove(document_id)
        if change.is_begun or set(set_aside) != set(before):
            change.publication.set_aside(set_aside)
    return Report(
        added=tuple(added),
        changed=tuple(changed),
        unchanged=len(found) - len(added) - len(changed) - len(set_aside),
        removed=tuple(removed),
        set_aside=tuple(set_aside),
        generation=engine.status().generation if change.is_begun else None,
        seconds=perf_counter() - started,
    )


def read(file: File) -> Document:
    """
    *file* as a document: the same bytes and the same code give the same document.

    Raises:
        DocumentError: If it cannot be taken in; the message says why, and what to do.
    """
    with _failing_as_document_error(file):
        return _read(file, file.contents()).document


def preview(corpus: Path, *, progress: Progress = _silent) -> Iterator[dict[str, Any]]:
    """What ``run`` would take in of each file and what it would take out, fit for JSON; nothing is written."""
    found = files.walk(corpus)
    for done, file in enumerate(found, start=1):
        try:
            with _failing_as_document_error(file):
                yield _shown(file, _read(file, file.contents()))
        except DocumentError as error:
            yield {"id": file.id, "path": file.path, "set_aside": str(error)}
        progress(done, len(found))


def compare(corpus: Path, engine: SearchEngine, *, progress: Progress = _silent) -> list[str]:
    """A sentence for each document in which the index and *corpus* differ; none where they are equal."""
    indexed = set(engine.fingerprints())
    set_aside = {file.path for file in engine.status().set_aside}
    found = files.walk(corpus)
    good: set[str] = set()
    faults = []
    for file, document in _read_changed(found, {}, progress):
        if isinstance(document, Document):
            good.add(file.id)
            if file.id not in indexed:
                faults.append(f"»{file.path}« står ikke i indekset.")
            elif replace(engine.document(file.id), topic=document.topic) != document:  # an overview may have lent it
                faults.append(f"»{file.path}« står anderledes i indekset end i filen.")
        elif file.id in indexed - good:
            faults.append(f"»{file.path}« står i indekset, som den sidst kunne læses. Nu: {document}")
        elif file.path not in set_aside:
            faults.append(f"»{file.path}« kan ikke tages ind, og det ved indekset ikke: {document}")
    gone = indexed - {file.id for file in found}
    faults += [f"»{document_id}« står i indekset, men filen findes ikke." for document_id in sorted(gone)]
    return faults


class _Change:
    """A publication that begins with the first change, so that an ingest without any publishes nothing."""

    def __init__(self, stack: ExitStack, engine: SearchEngine, rebuild: bool) -> None:
        self._stack, self._engine = stack, engine
        self._publication = stack.enter_context(engine.publish(rebuild=True)) if rebuild else None

    @property
    def is_begun(self) -> bool:
        return self._publication is not None

    @property
    def publication(self) -> Publication:
        if self._publication is None:
            self._publication = self._stack.enter_context(self._engine.publish())
        return self._publication


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document, and what it was on the way."""

    cleaned: Cleaned
    document: Document


def _read_changed(
    found: Sequence[File], known: Mapping[str, str], progress: Progress
) -> Iterator[tuple[File, Document | DocumentError]]:
    """Each file that is not *known* as it is now: its document, or why there is none. One at a time in memory."""
    owners: dict[str, File] = {}
    for done, file in enumerate(found, start=1):
        try:
            with _failing_as_document_error(file):
                if owners.setdefault(file.id, file) is not file:
                    raise DocumentError("Et andet dokument har samme navn. Giv det ene et nyt navn.")
                contents = file.contents()
                document = _read(file, contents).document if known.get(file.id) != contents.fingerprint else None
        except DocumentError as error:
            yield file, error
        else:
            if document:
                yield file, document
        progress(done, len(found))


def _read(file: File, contents: Contents) -> _Reading:
    """The stages from bytes to a document."""
    if file.names_person:
        raise PersonalData("Filens navn indeholder noget, der ligner et cpr-nummer. Giv den et andet navn.")
    stated = sidecar.read(contents.sidecars)
    raw = readers.read(contents.data, file.suffix)
    cleaned = clean.clean(raw)
    _refuse_personal_data(raw, cleaned, stated)
    overview = catalogue.read(cleaned)
    parts = overview.sections if overview else sections.split(cleaned)
    if not any(section.text.strip() for section in parts):
        raise NoText("Der er ingen tekst tilbage, når menu, sidefod og lignende er taget fra. Hent siden igen.")
    record = metadata.describe(
        file, raw, cleaned, parts, overview.entries if overview else (), stated, contents.fingerprint
    )
    fields = {name.name: getattr(record, name.name) for name in dataclasses.fields(record)}
    return _Reading(cleaned, Document(**fields, sections=parts))


def _refuse_personal_data(raw: Raw, cleaned: Cleaned, stated: Mapping[str, object]) -> None:
    """Publishing a cpr number is a breach, so the document stays out until somebody has looked at it."""
    if line := privacy.line_of_cpr(raw.text):
        raise PersonalData(f"Indeholder noget, der ligner et cpr-nummer (linje {line}). Fjern det fra filen.")
    for text in (cleaned.text, *cleaned.facts.values(), *cleaned.related, *map(str, stated.values())):
        if privacy.line_of_cpr(text):
            raise PersonalData("Indeholder noget, der ligner et cpr-nummer, i sine oplysninger. Fjern det fra filen.")


@contextmanager
def _failing_as_document_error(file: File) -> Iterator[None]:
    """Whatever goes wrong with one document is that document's reason; the run goes on."""
    try:
        yield
    except (DocumentError, MemoryError):
        raise
    except OSError as error:
        raise DocumentError(f"Filen kan ikke læses: {cause(error)}. Ret det, eller slet filen.") from error
    except Exception as error:
        # Only the places: the message of a library's error may quote the document.
        places = "".join(traceback.format_tb(error.__traceback__))
        LOG.error("%s: %s\n%s", file.path, type(error).__name__, places)
        raise DocumentError(
            f"Dokumentet kunne ikke læses ({type(error).__name__}). Hvor det gik galt, står i loggen."
        ) from error


def _set_aside(file: File, error: DocumentError, before: Sequence[SetAside]) -> SetAside:
    """With the time of the first run that met the same reason."""
    since = next((old.since for old in before if (old.path, old.reason) == (file.path, str(error))), None)
    return SetAside(file.path, str(error), since or datetime.now(UTC))


def _set_aside_before(engine: SearchEngine) -> Sequence[SetAside]:
    try:
        return engine.status().set_aside
    except OperatorError:  # no index that could tell
        return ()


def _shown(file: File, reading: _Reading) -> dict[str, Any]:
    record = dataclasses.asdict(reading.document)
    del record["sections"]
    return {
        **{name: value.isoformat() if isinstance(value, date) else value for name, value in record.items()},
        "path": file.path,
        "sections": [
            {
                "path": section.path,
                "anchor": section.anchor,
                "characters": len(section.text),
                "pages": [[mark.offset, mark.page] for mark in section.pages],
            }
            for section in reading.document.sections
        ],
        "text": reading.cleaned.text,
        "edits": [dataclasses.asdict(edit) for edit in reading.cleaned.edits],
    }
