"""
What is counted, and of nobody: the questions that found nothing, and whether an answer helped.

A row is a day, an event, a question's words as ``privacy.anonymous`` leaves them and, where the event has one, a
passage; and how often. There is no person in it, no address, no cookie and no time of day. Several processes may
count at once. Nothing here may keep a reader from a page: what cannot be written is lost, said once in a while in
the log, and shown as a problem on the status page.
"""

from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from time import monotonic

from search_engine.errors import cause
from web.privacy import anonymous

LOG = logging.getLogger("kommunesvar.web")

FILE = "statistics.sqlite"
DAYS = 90  # a count is kept for so long: the most of what is usual for the questions of a public search, 30 to 90
LONGEST = 120  # characters: the longest of 1,200 judged questions has 106; what is longer is a letter
PER_DAY = 300  # different rows of one event, guess: a flood spoils its own day only; all days full, the file has 29 MB
PATIENCE_S = 0.5  # guess: another process writes for a few milliseconds, and a reader is waiting
REST_S = 60  # guess: so long nothing is tried after a failure

SCHEMA = """
CREATE TABLE IF NOT EXISTS counts (
    day TEXT, event TEXT, question TEXT, passage TEXT, times INTEGER NOT NULL,
    PRIMARY KEY (day, event, question, passage)
) WITHOUT ROWID
"""
UNANSWERED = """
SELECT question, event, sum(times) AS times, max(day) AS last FROM counts
WHERE day >= ? AND event IN ('no-hits', 'no-answer') GROUP BY question, event
ORDER BY times DESC, last DESC, question LIMIT ?
"""
VERDICTS = """
SELECT question, passage, sum(times * (event = 'helped')) AS yes, sum(times * (event = 'did-not-help')) AS no, max(day)
FROM counts WHERE day >= ? AND event IN ('helped', 'did-not-help') GROUP BY question, passage
ORDER BY no DESC, yes DESC, question LIMIT ?
"""
ONE_MORE = "UPDATE counts SET times = times + 1 WHERE day = ? AND event = ? AND question = ? AND passage = ?"
THE_FIRST = """
INSERT INTO counts SELECT ?, ?, ?, ?, 1 WHERE (SELECT count(*) FROM counts WHERE day = ? AND event = ?) < ?
"""
VERSION = 1  # of the schema, for whoever has to change it where there are counts already

FULL = "disken er fuld", "Gør plads på den."
ACCESS = "der er ikke adgang", "Giv serverens bruger ret til at skrive i mappen (KOMMUNESVAR_DATA)."
DAMAGED = "filen er beskadiget", f"Slet {FILE}; den laves igen."
BUSY = "et andet program holder filen optaget", "Vent, til det er færdigt."
WHY = {  # what went wrong, and the next move
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: ("disken svarer med en fejl", "Se efter, om den er fuld eller i stykker."),
    sqlite3.SQLITE_CANTOPEN: ACCESS,
    sqlite3.SQLITE_PERM: ACCESS,
    sqlite3.SQLITE_READONLY: ACCESS,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
}
UNFORESEEN = "filen kan ikke bruges", f"Læg mappen på maskinens egen disk, eller slet {FILE}; den laves igen."


class Event(StrEnum):
    NO_HITS = "no-hits"
    NO_ANSWER = "no-answer"
    HELPED = "helped"
    DID_NOT_HELP = "did-not-help"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that found no passages, or passages but no answer."""

    question: str
    event: Event
    times: int
    last: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many said that the answer quoting *passage_id* helped, and how many that it did not."""

    question: str
    passage_id: str
    yes: int
    no: int
    last: date


@dataclass(frozen=True, slots=True)
class Counts:
    """Most frequent first; of verdicts, most often not helpful. *problem*: why they could not be read."""

    unanswered: tuple[Unanswered, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    problem: str | None = None


class Statistics:
    """The counts in *folder*, which is made when there is something to count. Safe to share between threads."""

    def __init__(self, folder: Path, *, on: bool = True) -> None:
        self.on = on
        self._file = folder / FILE
        self._rests_until = 0.0

    def count(self, event: Event, question: str, passage_id: str = "") -> None:
        """One more, today; unless it is switched off, too long, or nothing of the question may be kept."""
        if not self.on or monotonic() < self._rests_until or len(question) > LONGEST:
            return
        kept = anonymous(question)
        if not kept or len(kept) > LONGEST:
            return
        row = date.today().isoformat(), event, kept, passage_id
        try:
            with self._writing() as db:
                if not db.execute(ONE_MORE, row).rowcount:
                    db.execute(THE_FIRST, (*row, *row[:2], PER_DAY))
        except (OSError, sqlite3.Error) as error:
            self._rests_until = monotonic() + REST_S
            LOG.warning("%s", _sentence(error))

    def problem(self) -> str | None:
        """Why nothing can be counted now, if so, in a sentence with its next move: it is tried out."""
        if not self.on:
            return None
        try:
            with self._writing():
                return None
        except (OSError, sqlite3.Error) as error:
            return _sentence(error)

    def read(self, limit: int = -1) -> Counts:
        """What was counted in the last days, of each list the first *limit*."""
        since = _oldest().isoformat()
        try:
            if not self.on or not self._file.exists() or not self._file.stat().st_size:
                return Counts()
            with closing(sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=rw", uri=True)) as db:
                unanswered = db.execute(UNANSWERED, (since, limit)).fetchall()
                verdicts = db.execute(VERDICTS, (since, limit)).fetchall()
        except (OSError, sqlite3.Error) as error:
            return Counts(problem=_sentence(error))
        return Counts(
            tuple(Unanswered(text, Event(event), times, _day(last)) for text, event, times, last in unanswered),
            tuple(Verdict(text, passage, yes, no, _day(last)) for text, passage, yes, no, last in verdicts),
        )

    def tidy(self) -> None:
        """Let go of what is too old; of all there is, where counting is switched off."""
        try:
            if not self.on:
                for ending in ("", "-wal", "-shm"):
                    self._file.with_name(FILE + ending).unlink(missing_ok=True)
            elif self._file.exists():
                with self._writing():
                    pass
        except (OSError, sqlite3.Error) as error:
            LOG.warning("%s", _sentence(error))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """
        A transaction, in which the days that are over have been let go.

        Opened for each count and not kept open, which costs 2 to 20 ms, nearly all of it the disk's: so the file can be
        copied, deleted or put back while servers run.
        """
        self._file.parent.mkdir(parents=True, exist_ok=True)
        if not self._file.exists():
            self._file.touch(mode=0o600)  # it may hold what people wrote: for the server's own user alone
        with closing(sqlite3.connect(self._file, timeout=PATIENCE_S, isolation_level=None)) as db:
            for setting in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
                db.execute(f"PRAGMA {setting}")
            db.execute("BEGIN IMMEDIATE")
            db.execute(f"PRAGMA user_version = {VERSION}")  # a write, whatever it was: problem() needs one
            db.execute(SCHEMA)
            db.execute("DELETE FROM counts WHERE day < ?", (_oldest().isoformat(),))
            yield db
            db.execute("COMMIT")


def _oldest() -> date:
    """The first day that is kept."""
    return date.today() - timedelta(days=DAYS - 1)


def _day(value: str) -> date:
    return date.fromisoformat(value)


def _sentence(error: OSError | sqlite3.Error) -> str:
    if isinstance(error, OSError):
        why, move = cause(error), (FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else ACCESS)[1]
    else:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of it is detail
        why, move = WHY.get(code, UNFORESEEN)
    return f"Statistikken i datamappen kan ikke føres: {why}. {move}"
