"""
The operations of the API: where each one is, what it takes and what it gives.

``api.py`` reads requests by them and ``openapi.py`` describes them, so that nothing can be promised
that is not done. What they answer has its shape in ``shapes.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from search_engine.errors import QueryTooLong
from search_engine.model import Mode, Sort
from search_engine.query import MAX_LENGTH
from web import links, parameters, shapes, spreadsheet
from web.parameters import Parameters

MAX_OFFSET = 100_000  # guess: beyond what anybody pages through


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"


PLACES = {  # of an exact search: how many are given if nobody says, and at most
    Format.JSON: (20, 100),
    Format.CSV: (spreadsheet.MOST_ROWS, spreadsheet.MOST_ROWS),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a request gives; *schema* is of JSON Schema, and a number's has the limits by which it is read."""

    name: str
    meaning: str
    schema: Mapping[str, Any]
    example: str | int | list[str]
    required: bool = False
    in_path: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address, to be read with GET. *gives* is the shape of its answer, *other* another form of it."""

    name: str
    path: str
    summary: str
    description: str
    takes: tuple[Parameter, ...] = ()
    gives: Any = None
    other: str | None = None

    @property
    def rule(self) -> str:
        """The path as Flask writes it: a document's id may contain slashes."""
        return self.path.replace("{id}", "<path:id>")

    @property
    def is_paged(self) -> bool:
        return any(parameter.name == "offset" for parameter in self.takes)

    def checked(self, given: Parameters) -> Parameters:
        """
        *given*, which holds nothing that this operation does not take.

        Raises:
            ReaderError: If it does, or a parameter stands twice where it cannot, or the query is too long.
        """
        parameters.check(given, tuple(parameter.name for parameter in self.takes if not parameter.in_path))
        length = len(given.get("q", ""))
        if length > MAX_LENGTH:
            raise QueryTooLong(f"Søgningen er på {length} tegn. Skriv højst {MAX_LENGTH}, gerne bare de vigtigste ord.")
        return given

    def number(self, given: Parameters, name: str) -> int:
        """
        The number *name*, within the limits that its parameter has.

        Raises:
            BadFilter: If it is none.
        """
        [schema] = [parameter.schema for parameter in self.takes if parameter.name == name]
        least, most = schema["minimum"], schema["maximum"]
        return parameters.read_number(given, name, default=schema["default"], least=least, most=most)


def _text(meaning: str, example: str) -> Parameter:
    schema = {"type": "string", "minLength": 1, "maxLength": MAX_LENGTH, "pattern": r"\S"}
    return Parameter("q", meaning, schema, example, required=True)


def _any_of(name: str, meaning: str, example: str) -> Parameter:
    schema = {"type": "array", "items": {"type": "string", "minLength": 1, "pattern": r"\S"}}
    return Parameter(name, f"{meaning} Repeat it for any of several values.", schema, [example])


def _choice(name: str, meaning: str, default: StrEnum) -> Parameter:
    schema = {"type": "string", "enum": [choice.value for choice in type(default)], "default": default.value}
    return Parameter(name, meaning, schema, default.value)


def _day(name: str, meaning: str, example: str) -> Parameter:
    return Parameter(name, meaning, {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$"}, example)


def _limit(meaning: str, default: int, most: int) -> Parameter:
    return Parameter(
        "limit", meaning, {"type": "integer", "minimum": 1, "maximum": most, "default": default}, min(default, 5)
    )


def _offset(meaning: str) -> Parameter:
    return Parameter("offset", meaning, {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0}, 0)


def _id(meaning: str, example: str) -> Parameter:
    schema = {"type": "string", "minLength": 1}
    return Parameter(
        "id", f"{meaning} Slashes in it may stand as they are, or as %2F.", schema, example, required=True, in_path=True
    )


FILTERS = (
    _any_of("municipality", "Only documents of this municipality, named without “Kommune”.", "Bøgesund"),
    _any_of("kind", "Only documents of this kind, as the facets name it.", "vejledning"),
    _any_of("topic", "Only documents under this topic, as the facets name it.", "Borgerservice"),
    _day("from", "Only documents from this day on: a date, or a year, which means its first day.", "2019"),
    _day("to", "Only documents up to this day: a date, or a year, which means its last day.", "2024-12-31"),
)

EXACT_SIGNS = (
    "All words must stand in one passage as they are written: `skole*` every word with that beginning, "
    '`"in quotes"` words that follow each other, `budget NÆR/5 skole` both with at most five words between them, '
    "`titel:plan` in the document's title, `-word` not there."
)

SEARCH = Operation(
    name="search",
    path=links.SEARCH_API,
    summary="Search for passages",
    description="The passages that match, best first, ungrouped: a document may have several. Any of the words may "
    'match, and more is better; `"in quotes"` they must follow each other, `-word` must not be there. No hits is an '
    "answer, not an error.",
    takes=(
        _text("What is searched for. What looks like a cpr number is refused.", "melde flytning"),
        _choice("mode", f"`smart`: what is meant. `exact`: what is written. {EXACT_SIGNS}", Mode.SMART),
        *FILTERS,
        _choice("sort", "`date`: the newest first.", Sort.RELEVANCE),
        _limit("How many hits to give.", 10, 50),
        _offset("How many hits to pass over."),
    ),
    gives=shapes.Results,
)
ASK = Operation(
    name="ask",
    path="/api/v1/ask",
    summary="Ask a question",
    description="What the documents answer, in their own words and with the exact place, or that they do not hold an "
    "answer; and the passages nearest to the question. No text is generated.",
    takes=(
        _text("The question. What looks like a cpr number is refused.", "Hvornår skal jeg senest melde flytning?"),
        FILTERS[0],
        _limit("How many passages to give beside the answer.", 5, 20),
    ),
    gives=shapes.Reply,
)
OCCURRENCES = Operation(
    name="occurrences",
    path=links.OCCURRENCES_API,
    summary="List every place where something is written",
    description=f"An exact search, with every place in its context, by document. {EXACT_SIGNS}",
    takes=(
        _text("What must stand there. What looks like a cpr number is refused.", "flytning NÆR/5 dage"),
        _choice(
            "format",
            "`csv`: a file for a spreadsheet, in UTF-8 and parted by semicolons, with Danish column heads.",
            Format.JSON,
        ),
        *FILTERS,
        Parameter(
            "limit",
            "How many places to give: as JSON at most {} and by default {}, as CSV {}.".format(
                *reversed(PLACES[Format.JSON]), PLACES[Format.CSV][1]
            ),
            {"type": "integer", "minimum": 1, "maximum": PLACES[Format.CSV][1]},
            5,
        ),
        _offset("How many places to pass over."),
    ),
    gives=shapes.Occurrences,
    other="text/csv",
)
SIMILAR = Operation(
    name="similar",
    path="/api/v1/similar/{id}",
    summary="Find what is about the same",
    description="For a document's id other documents, each by its best passage; for a passage's id other passages.",
    takes=(
        _id("The id of a document or a passage.", "ravnshede/borgerservice/borgerbutikken:4168f7197feb"),
        _limit("How many hits to give.", 5, 20),
    ),
    gives=shapes.Similar,
)
SUGGEST = Operation(
    name="suggest",
    path="/api/v1/suggest",
    summary="Suggest while somebody types",
    description="Titles, headings and words of the documents that fit the last word typed. The only operation that a "
    "page of another origin may read, for a search box there; resolve `url` against this server's address.",
    takes=(_text("What has been typed so far.", "flytn"),),
    gives=shapes.Suggestions,
)
DOCUMENTS = Operation(
    name="documents",
    path="/api/v1/documents",
    summary="List the documents",
    description="All of them by id, each with its table of contents.",
    takes=(_limit("How many documents to give.", 20, 100), _offset("How many documents to pass over.")),
    gives=shapes.Documents,
)
DOCUMENT = Operation(
    name="document",
    path="/api/v1/documents/{id}",
    summary="Read a document",
    description="The document with its text in full, so that a quote can be checked at its offsets.",
    takes=(_id("The document's id.", "ravnshede/borgerservice/borgerbutikken"),),
    gives=shapes.WholeDocument,
)
EXPORT = Operation(
    name="export",
    path=links.EXPORT,
    summary="Read all documents",
    description="Every document with its text in full, one to a line, as it is given alone (WholeDocument). Where the "
    "last line holds nothing but `error`, the documents were taken in anew meanwhile: begin again.",
    other="application/x-ndjson",
)
STATUS = Operation(
    name="status",
    path="/api/v1/status",
    summary="Tell what is served",
    description="How many documents there are, how fresh they are, and which files could not be taken in.",
    gives=shapes.Status,
)
OPERATIONS = (SEARCH, ASK, OCCURRENCES, SIMILAR, SUGGEST, DOCUMENTS, DOCUMENT, EXPORT, STATUS)
