"""
What stands behind the question mark of an address, read into a Query.

The pages and the API read the same names in the same way. The API refuses names it
does not know; the pages overlook them, for people arrive by links that others decorate.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from search_engine.errors import BadFilter, EmptyQuery
from search_engine.model import Filters, Mode, Query, Sort
from web.privacy import holds_cpr

Parameters = MultiDict[str, str]
Choice = TypeVar("Choice", bound=StrEnum)

REPEATABLE = ("municipality", "kind", "topic")
FILTERS = (*REPEATABLE, "from", "to")
YEAR = re.compile(r"[0-9]{4}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE = re.compile(r"0|[1-9][0-9]{0,5}")  # six digits: beyond any collection's number of passages


def known(given: Parameters, names: tuple[str, ...]) -> Parameters:
    """Those of *given* that are among *names* and say something: a form sends empty fields, and stray spaces, too."""
    stripped = ((name, value.strip()) for name, value in given.items(multi=True) if name in names)
    return MultiDict((name, value) for name, value in stripped if value)


def check(given: Parameters, names: tuple[str, ...]) -> None:
    """
    Raises:
        BadFilter: If a parameter is none of *names*, or stands twice where it cannot.
    """
    for name, values in given.lists():
        if name not in names:
            if not names:
                raise BadFilter("Adressen tager ingen parametre. Udelad dem.")
            # Not repeated in the answer: it may be anything.
            raise BadFilter(f"En af parametrene findes ikke. Her kan bruges: {', '.join(names)}.")
        if len(values) > 1 and name not in REPEATABLE:
            raise BadFilter(f"»{name}« må kun stå én gang.")


def read_query(given: Parameters, *, limit: int, offset: int) -> Query:
    """
    The query that *given* asks for.

    Raises:
        ReaderError: If there is none, or a value cannot be used; the message says why.
    """
    text = given.get("q", "")
    if not text.strip():
        raise EmptyQuery("Skriv, hvad du vil søge efter.")
    if any(holds_cpr(value) for _, value in given.items(multi=True)):
        raise BadFilter("Søgningen ligner et cpr-nummer. Skriv ikke cpr-numre her, og søg uden.")
    sort, mode = read_choice(given, "sort", Sort.RELEVANCE), read_choice(given, "mode", Mode.SMART)
    return Query(text, read_filters(given), sort, limit=limit, offset=offset, mode=mode)


def read_filters(given: Parameters) -> Filters:
    """
    Raises:
        BadFilter: If a day cannot be read, or the first is after the last.
    """
    first, last = read_day(given, "from"), read_day(given, "to")
    if first and last and first > last:
        raise BadFilter("Perioden slutter, før den begynder. Byt om på »fra« og »til«.")
    return Filters(
        municipality=_values(given, "municipality"),
        kind=_values(given, "kind"),
        topic=_values(given, "topic"),
        from_=first,
        to=last,
    )


def read_day(given: Parameters, name: str) -> date | None:
    """A year as `from` means its first day, as `to` its last."""
    if (value := given.get(name)) is None:
        return None
    if YEAR.fullmatch(value):
        value += "-12-31" if name == "to" else "-01-01"
    if DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass  # the 31st of February
    label = "Til" if name == "to" else "Fra"
    raise BadFilter(f"»{label}« skal være et årstal eller en dato, fx 2019 eller 2019-04-08.")


def read_choice(given: Parameters, name: str, default: Choice) -> Choice:
    """
    Raises:
        BadFilter: If it is not one of the choices, which are those of the default's type.
    """
    if (value := given.get(name)) is None:
        return default
    try:
        return type(default)(value)
    except ValueError:
        raise BadFilter(f"»{name}« kan være {' eller '.join(type(default))}.") from None


def read_number(given: Parameters, name: str, default: int, least: int, most: int) -> int:
    """
    Raises:
        BadFilter: If it is no whole number from *least* to *most*.
    """
    if (value := given.get(name)) is None:
        return default
    if not WHOLE.fullmatch(value) or not least <= int(value) <= most:
        raise BadFilter(f"»{name}« skal være et helt tal fra {least} til {most}.")
    return int(value)


def _values(given: Parameters, name: str) -> tuple[str, ...]:
    """
    Raises:
        BadFilter: If a value is empty.
    """
    values = tuple(dict.fromkeys(given.getlist(name)))
    if not all(value.strip() for value in values):
        raise BadFilter(f"»{name}« er tom. Giv den en værdi, eller udelad den.")
    return values
