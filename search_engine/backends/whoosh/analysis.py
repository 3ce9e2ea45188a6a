"""
Who makes the terms of what is published: this process, or, where there is much to do, one beside it as well.

Reading Danish is a fifth of the work, and for the rest one core is enough. The other process makes some documents'
terms while Whoosh takes in those of the last ones; where that is sooner done, this one makes some, too. What
either has to say goes through files, and only their numbers through the pipe: so neither waits for the other to
listen. The other ends when this one does, however that comes about; where it cannot be had, or is lost on the
way, this one does its work.
"""

from __future__ import annotations

import logging
import pickle
import signal
import tempfile
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from search_engine.backends import Analysis
from search_engine.backends.whoosh import stored
from search_engine.danish import Lexicon
from search_engine.model import PassageTerms

LOG = logging.getLogger(__name__)

MANY = 2_000  # passages, from which on another process is worth its start, a second; guess
BATCH = 500  # passages that it gets at a time, a third of a second's work; guess
WAITING = 2  # batches that it has at most: one in work, and one for when that is done
AHEAD = 4  # batches that may be made before the first of them is; guess: they are in memory

Texts = Sequence[str]  # of a document: its JSON, then that of each passage
Terms = list[PassageTerms]  # of each passage


def analysed(
    analysis: Analysis, lexicon: Lexicon, documents: Iterable[Texts]
) -> Generator[tuple[Texts, Terms], None, None]:
    """The terms of *documents*, in order, each with its texts."""
    yield from ((texts, _terms(analysis, lexicon, texts)) for texts in documents)


def analysed_beside(
    analysis: Analysis, lexicon: Lexicon, documents: Iterable[Texts], folder: Path
) -> Generator[tuple[Texts, Terms], None, None]:
    """The same, with another process, and files in *folder*. To be closed, for that one waits to be asked."""
    with tempfile.TemporaryDirectory(dir=folder) as desk, closing(_Helper(Path(desk), analysis, lexicon)) as helper:
        ahead = deque[tuple[list[Texts], list[Terms] | None]]()  # None: it was asked

        def first() -> Iterator[tuple[Texts, Terms]]:
            batch, made = ahead.popleft()
            made = helper.answer() if made is None else made
            yield from zip(batch, made, strict=True) if made is not None else analysed(analysis, lexicon, batch)

        for batch in _batches(documents):
            if helper.waiting < WAITING:
                helper.ask(batch)
                ahead.append((batch, None))
            else:
                ahead.append((batch, [_terms(analysis, lexicon, texts) for texts in batch]))
            while ahead and (len(ahead) > AHEAD or ahead[0][1] is not None or helper.has_answered()):
                yield from first()
        while ahead:
            yield from first()


class _Helper:
    """The other process. It answers in the order in which it is asked."""

    def __init__(self, desk: Path, analysis: Analysis, lexicon: Lexicon) -> None:
        self._desk = desk
        self._asked = self._answered = 0
        spawn = get_context("spawn")  # a fork would have this one's threads and locks
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, desk, analysis, lexicon.learned), daemon=True)
        with theirs, suppress(OSError):  # no room for another one: nobody answers
            self._process.start()

    @property
    def waiting(self) -> int:
        """How many batches it was asked for, and has not been heard of."""
        return self._asked - self._answered

    def has_answered(self) -> bool:
        return self._pipe.poll()

    def ask(self, batch: list[Texts]) -> None:
        try:
            _put(self._desk / f"{self._asked}", batch)
            self._pipe.send(self._asked)
        except OSError:  # no room for the file, or nobody to take it; so that no answer is waited for
            self._end()
        self._asked += 1

    def answer(self) -> list[Terms] | None:
        """The terms of the first batch that was not answered yet; None where the other process is gone."""
        number = self._answered
        self._answered += 1
        try:
            self._pipe.recv()
            answer: list[Terms] = _take(self._desk / f"{number}.terms")
        except (EOFError, OSError):
            LOG.warning("the process that reads the documents is gone; this one goes on by itself")
            return None
        return answer

    def close(self) -> None:
        self._end()
        self._pipe.close()

    def _end(self) -> None:
        if self._process.pid is not None:
            self._process.kill()
            self._process.join()


def _serve(asked: Connection, desk: Path, analysis: Analysis, learned: frozenset[str]) -> None:
    """In the other process: answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the publication closes this
    lexicon = Lexicon(learned)
    with suppress(EOFError, OSError):
        while True:
            number = asked.recv()
            batch: list[Texts] = _take(desk / f"{number}")
            _put(desk / f"{number}.terms", [_terms(analysis, lexicon, texts) for texts in batch])
            asked.send(number)


def _terms(analysis: Analysis, lexicon: Lexicon, texts: Texts) -> Terms:
    record, passages = stored.read(texts)
    return [analysis(record, passage, lexicon) for passage in passages]


def _batches(documents: Iterable[Texts]) -> Iterator[list[Texts]]:
    batch: list[Texts] = []
    for texts in documents:
        batch.append(texts)
        if sum(map(len, batch)) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _put(file: Path, values: list[Any]) -> None:
    file.write_bytes(pickle.dumps(values, pickle.HIGHEST_PROTOCOL))


def _take(file: Path) -> Any:
    """What the other process has put there, which is gone then. Nobody else may write to this folder."""
    values = pickle.loads(file.read_bytes())  # noqa: S301  our own
    file.unlink()
    return values
