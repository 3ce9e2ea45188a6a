"""
Which generation is in use, and the change to the next.

A request holds the one that it began with: it sees one generation from beginning
to end. Whoever notices that CURRENT has changed opens the new one while the others go
on with the old, which is closed when its last request lets go.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock, local
from time import monotonic

from search_engine.backends.whoosh.generations import REBUILD, Generations
from search_engine.backends.whoosh.manifest import Manifest
from search_engine.backends.whoosh.reader import Reader
from search_engine.errors import IndexDamaged, OperatorError
from search_engine.meaning import Meanings

LOOK_SECONDS = 1.0  # between two looks at CURRENT; the port promises two seconds in all


@dataclass(frozen=True, slots=True)
class Served:
    """What requests use. *problems*: why it is not what it should be."""

    reader: Reader
    manifest: Manifest
    problems: tuple[str, ...] = ()


class Serving:
    """The generation in use; safe to share between threads, and after a fork."""

    def __init__(self, generations: Generations, meanings: Meanings) -> None:
        self._generations = generations
        self._meanings = meanings
        self._next_look = 0.0
        self._begin()

    def get(self) -> Served:
        """
        What is in use, or held by this thread.

        Raises:
            IndexMissing, IndexFormat, IndexDamaged: If there is nothing to be served.
        """
        if self._pid != os.getpid():
            self._begin()  # files opened before a fork share their positions
        held: Served | None = getattr(self._held, "served", None)
        if held:
            return held
        nothing_yet = not isinstance(self._state, Served)
        if monotonic() >= self._next_look and self._turn.acquire(blocking=nothing_yet):
            try:
                if monotonic() >= self._next_look:  # nobody else did while we waited
                    self._look()
                    self._next_look = monotonic() + LOOK_SECONDS
            finally:
                self._turn.release()
        state = self._state
        if isinstance(state, Served):
            return state
        raise type(state)(*state.args) from state

    @contextmanager
    def held(self) -> Iterator[None]:
        """
        Let this thread get the same as long as the block takes.

        Raises:
            IndexMissing, IndexFormat, IndexDamaged: If there is nothing to be served.
        """
        served = self.get()
        outer = getattr(self._held, "served", None)
        self._held.served = served
        try:
            yield
        finally:
            self._held.served = outer

    def look_soon(self) -> None:
        """Let the next request see what has been published by now."""
        self._next_look = 0.0

    def _begin(self) -> None:
        self._pid = os.getpid()
        self._turn = Lock()
        self._held = local()
        self._next_look = 0.0
        self._pointer: bytes | None = None
        self._state: Served | OperatorError = IndexDamaged()

    def _look(self) -> None:
        pointer = self._generations.pointer()
        if isinstance(self._state, Served) and pointer == self._pointer:
            return
        try:
            self._state = self._open(self._state)
        except OperatorError as error:
            if isinstance(self._state, Served):  # better old than none
                problem = f"Den nyeste udgave kan ikke åbnes, og {self._state.manifest.name} bruges fortsat: {error}"
                self._state = replace(self._state, problems=(problem,))
            else:
                self._state = error
        self._pointer = pointer

    def _open(self, old: Served | OperatorError) -> Served:
        whole = self._generations.open()
        if isinstance(old, Served) and old.manifest == whole.manifest:
            os.close(whole.lease)
            return replace(old, problems=whole.problems)
        try:
            return Served(Reader(whole.folder, whole.lease, self._meanings), whole.manifest, whole.problems)
        except Exception as error:  # Whoosh raises any type at all
            os.close(whole.lease)
            message = f"Udgave {whole.manifest.name} af indekset kan ikke åbnes: {error}. {REBUILD}"
            raise IndexDamaged(message) from error
