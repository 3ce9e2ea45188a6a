"""
The Whoosh back end: the port, over a directory of generations.

    publish    lock -> copy -> lexicon -> Whoosh writes -> arrays -> seal -> try out -> commit
    search     the generation in use -> arrays -> stored passages; exact search over arrays of its own
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from search_engine import meaning, ranking
from search_engine.backends import Analysis, Progress
from search_engine.backends.whoosh import audit, occurrences, stored
from search_engine.backends.whoosh.compilation import compile_arrays
from search_engine.backends.whoosh.generations import Generations
from search_engine.backends.whoosh.publication import WhooshPublication, library_errors
from search_engine.backends.whoosh.reader import ARRAYS, WHOOSH, Reader, open_whoosh
from search_engine.backends.whoosh.schema import INDEX_FORMAT
from search_engine.backends.whoosh.serving import Serving
from search_engine.backends.whoosh.vocabulary import ArrayVocabulary
from search_engine.danish import Lexicon
from search_engine.danish.dictionary import dictionary_digest
from search_engine.danish.thesaurus import Thesaurus
from search_engine.danish.vocabulary import Vocabulary
from search_engine.errors import IndexUnwritable, ModelMissing, OperatorError
from search_engine.meaning import Meanings
from search_engine.model import (
    Candidates,
    Document,
    Expression,
    Nearness,
    Occurrences,
    ParsedQuery,
    Passage,
    Query,
    Record,
    SetAside,
    Status,
    Suggestion,
)

MEANINGS = "meanings.sqlite"
BATCH = 8  # passages whose vectors are made and kept at a time: who breaks off loses a second's work


class WhooshBackend:
    """The index in the directory *root*. Safe to share between threads, and after a fork."""

    def __init__(self, root: Path) -> None:
        self._root = root
        form = {"index": INDEX_FORMAT, "ranking": ranking.numbers(), "dictionary": dictionary_digest()}
        self._generations = Generations(root, form)
        self._meanings = Meanings(root / MEANINGS)
        self._serving = Serving(self._generations, self._meanings)

    def reading(self) -> AbstractContextManager[None]:
        return self._serving.held()

    def candidates(self, parsed: ParsedQuery, query: Query) -> Candidates:
        served = self._serving.get()
        return served.reader.candidates(parsed, query, served.manifest.name)

    def holding(self, expression: Expression, query: Query) -> Candidates:
        served = self._serving.get()
        return occurrences.holding(served.reader, expression, query, served.manifest.name)

    def occurrences(self, expression: Expression, query: Query) -> Occurrences:
        served = self._serving.get()
        return occurrences.listed(served.reader, expression, query, served.manifest.name)

    def municipalities(self) -> Sequence[str]:
        return self._serving.get().reader.search.municipalities

    def vocabulary(self) -> Vocabulary:
        return ArrayVocabulary(self._serving.get().reader.arrays)

    def lexicon(self) -> Lexicon:
        return self._serving.get().reader.lexicon

    def abbreviations(self) -> Thesaurus:
        return self._serving.get().reader.abbreviations

    def suggestions(self, typed: Sequence[str]) -> Iterable[Suggestion]:
        return self._serving.get().reader.suggested.find(typed)

    def idf(self, terms: Iterable[str]) -> Mapping[str, float]:
        return self._serving.get().reader.idf(terms)

    @contextmanager
    def publish(self, analysis: Analysis, *, rebuild: bool = False) -> Iterator[WhooshPublication]:
        with self._generations.build(empty=rebuild) as build:
            with library_errors():
                build.copy(WHOOSH)
            base = Reader(build.base.folder) if build.base else None
            files = stored.set_aside(build.base.manifest.facts["set_aside"]) if build.base else ()
            publication = WhooshPublication(build.folder / WHOOSH, analysis, base, files)
            try:
                yield publication
                publication.finish()
            finally:
                publication.cancel()
            with library_errors():
                manifest = build.seal(_compile(build.folder, publication.files))
                missing = list(audit.try_out(Reader(build.folder), publication))
                if missing:
                    message = f"Den nye udgave af indekset bestod ikke prøven: {'; '.join(missing)}."
                    raise IndexUnwritable(f"{message} Den hidtidige bruges fortsat.")
                build.commit(manifest)
        self._serving.look_soon()

    def nearness(self, text: str, passages: Sequence[tuple[Record, Passage]]) -> Sequence[Nearness | None]:
        if not meaning.is_there() or not text or not passages:
            return [None] * len(passages)
        keys = [meaning.key(record.title, meaning.digest(passage.path, passage.text)) for record, passage in passages]
        return [
            near if near is not None and len(near.sentences) == len(meaning.spans(passage.text)) else None
            for near, (_, passage) in zip(self._meanings.nearness(keys, text), passages, strict=True)
        ]

    def without_meaning(self) -> int:
        if not meaning.is_there():
            return 0
        return len(self._meanings.missing(self._serving.get().reader.arrays.columns.meaning.tolist()))

    def embed(self, progress: Progress) -> None:
        if not meaning.is_there():
            raise ModelMissing
        reader = self._serving.get().reader
        columns = reader.arrays.columns
        keys = columns.meaning.tolist()
        number = {key: number for number, key in enumerate(keys)}
        missing = self._meanings.missing(keys)
        for done in range(0, len(missing), BATCH):
            batch = self._meanings.missing(missing[done : done + BATCH])  # somebody else may be at it, too
            told = []
            for key in batch:
                passage, record = reader.passage(number[key]), reader.record(int(columns.document[number[key]]))
                told.append(meaning.units(record.title, passage.path, passage.text))
            ends = list(accumulate(map(len, told)))
            if batch:
                vectors = meaning.of_texts([unit for units in told for unit in units])
                self._meanings.put(dict(zip(batch, np.split(vectors, ends[:-1]), strict=True)))
            progress(min(done + BATCH, len(missing)), len(missing))
        self._meanings.finish(self._serving.get().reader.arrays.columns.meaning.tolist())

    def fingerprints(self) -> Mapping[str, str]:
        try:
            return {record.id: record.fingerprint for record in self.records()}
        except OperatorError:
            return {}

    def records(self) -> Sequence[Record]:
        return self._serving.get().reader.records()

    def document(self, document_id: str) -> Document:
        return self._serving.get().reader.document(document_id)

    def passages(self, document_id: str) -> Sequence[Passage]:
        return self._serving.get().reader.passages(document_id)

    def status(self) -> Status:
        served = self._serving.get()
        facts = served.manifest.facts
        return Status(
            generation=served.manifest.name,
            published=datetime.fromisoformat(facts["published"]),
            documents=facts["documents"],
            passages=facts["passages"],
            set_aside=stored.set_aside(facts["set_aside"]),
            degraded=bool(served.problems),
            problems=served.problems,
            meanings=self._meanings.finished(),
        )

    def verify(self, analysis: Analysis) -> Sequence[str]:
        served = self._serving.get()
        folder = self._generations.folder(served.manifest)
        return [*served.problems, *audit.faults(folder, served.manifest, served.reader, analysis)]

    def content_digest(self) -> str:
        """The same for the same documents, whatever the history: two indexes are compared by it."""
        return str(self._serving.get().manifest.facts["content"])


def _compile(folder: Path, files: Sequence[SetAside]) -> dict[str, Any]:
    """Write the arrays for what Whoosh has written, and return what the manifest says of the whole."""
    whoosh = open_whoosh(folder / WHOOSH)
    try:
        compiled = compile_arrays(whoosh)
    finally:
        whoosh.close()
    compiled.arrays.save(folder / ARRAYS)
    return {
        "published": datetime.now(UTC).isoformat(timespec="seconds"),
        "documents": len(compiled.arrays.tables.ids),
        "passages": compiled.arrays.passage_count,
        "content": compiled.digest,
        "set_aside": stored.set_aside_values(files),
    }
