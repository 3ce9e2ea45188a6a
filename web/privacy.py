"""
What must not be written: in no log what people search for, and nowhere what may tell who somebody is.

Requests are logged here as method, path, status and milliseconds. Servers that log
by themselves get a filter, for their lines hold whole addresses. What is counted of
questions (``statistics.py``) is made anonymous here first.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
import unicodedata
from time import perf_counter

from flask import Flask, Response, g, request

from search_engine.errors import OperatorError
from search_engine.settings import Settings

LOG = logging.getLogger("kommunesvar.web")
TALKATIVE = ("werkzeug", "gunicorn.error", "gunicorn.access")  # loggers of servers that write whole addresses

# In a log any such digits go, whatever stands around them; percent signs because addresses arrive encoded.
_GAP = r"(?:[.\s+]|%20)?"
CPR_LIKE = re.compile(rf"\d\d{_GAP}\d\d{_GAP}\d\d{_GAP}(?:[-–—]|%2D)?{_GAP}\d{{4}}", re.IGNORECASE)
# In a query only what can be a person's: a day, a month, a year, and no digits on either side.
CPR = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])[.\s]?(?:0[1-9]|1[0-2])[.\s]?\d\d\s?[-‐‑–—]?\s?\d{4}(?!\d)")
# In what is kept all that may be a mail address, or a telephone, case or person's number: what is doubtful goes.
MAIL = re.compile(r"\S*\s?@\s?\S*")
DIGITS = re.compile(r"\+?\d(?:[\W_]{0,3}\d){5,}")  # six, however they are set: a day of birth has no more
YEARS = re.compile(r"(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)")  # but "2013-14" is no number of anybody's
REMOVED = "[fjernet]"
QUERY_STRING = re.compile(r"\?\S*")
NOT_HTTP = re.compile(r"(?<=Invalid request) from ip=.*")  # gunicorn quotes it, and a space in a query is enough


def holds_cpr(text: str) -> bool:
    """Does *text* hold what looks like a person's number?"""
    return CPR.search(text) is not None


def scrub(text: str) -> str:
    """*text* fit for a log: no query strings, nothing like a cpr number, one line."""
    return CPR_LIKE.sub(REMOVED, QUERY_STRING.sub("", NOT_HTTP.sub("", " ".join(text.split()))))


def anonymous(text: str) -> str:
    """
    *text* fit to be kept: small letters, single spaces, no mail addresses and no numbers of six digits or more.

    Empty where nothing else is left of it. Names and addresses stay: no rule knows them from other words.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    spaced = "".join(" " if character.isspace() else character for character in folded)
    plain = " ".join("".join(character for character in spaced if character.isprintable()).split())
    kept = DIGITS.sub(
        lambda found: found[0] if YEARS.fullmatch(found[0]) else REMOVED, MAIL.sub(REMOVED, plain.strip())
    )
    return kept if any(character.isalnum() for character in kept.replace(REMOVED, "")) else ""


def log_failure(error: Exception) -> None:
    """Log where *error* came from, without its message: that may quote what somebody searched for."""
    places = "".join(traceback.format_tb(error.__traceback__))
    LOG.error("%s %s: %s\n%s", request.method, scrub(request.path), type(error).__name__, places)


def log_problem(error: OperatorError) -> None:
    """Log what the operator can put right, with its next move."""
    LOG.error("%s", scrub(str(error)))


def install(app: Flask, settings: Settings) -> None:
    """Log the requests of *app*, and silence what others would log of them."""
    LOG.setLevel(settings.log.upper())
    if not LOG.hasHandlers():
        LOG.addHandler(logging.StreamHandler(sys.stderr))
    for name in TALKATIVE:
        logging.getLogger(name).addFilter(_FILTER)  # adding it twice changes nothing

    @app.before_request
    def start() -> None:
        g.started = perf_counter()

    @app.after_request
    def log(response: Response) -> Response:
        ms = 1000 * (perf_counter() - g.started)
        LOG.info("%s %s %s %.1f ms", request.method, scrub(request.path), response.status_code, ms)
        return response


class _Scrub(logging.Filter):
    """Lets every record through, scrubbed."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = scrub(record.getMessage()), None
        return True


_FILTER = _Scrub()
