"""What narrows a search, as the results page shows it: choices with counts, and those that are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from search_engine.model import FacetCount, Facets
from web import wording
from web.links import search_link
from web.parameters import FILTERS, Parameters

LABELS = {"municipality": "Kommune", "kind": "Type", "topic": "Emne", "from": "Fra", "to": "Til"}
AT_ONCE = 8  # guess: choices that are shown before "flere"
SHOWN: Mapping[str, Callable[[str], str]] = {
    "municipality": wording.municipality,
    "kind": wording.capital,
}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of one kind: those that are shown at once, and the rest."""

    name: str
    label: str
    first: Sequence[Choice]
    rest: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Year:
    value: str
    count: int
    link: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on; *link* leads to the same search without it."""

    name: str
    label: str
    link: str


def groups(facets: Facets, given: Parameters) -> Sequence[Group]:
    """The choices that the search leaves; one that is made stays, even with nothing behind it."""
    found = {
        "municipality": facets.municipality,
        "kind": facets.kind,
        "topic": facets.topic,
    }
    return [group for name, counts in found.items() if (group := _group(name, counts, given.getlist(name)))]


def years(facets: Facets, given: Parameters) -> Sequence[Year]:
    """The years that have something, newest first."""
    chosen = {given.get("from"), given.get("to")}
    newest_first = sorted(facets.year, key=lambda year: year.value, reverse=True)
    return [
        Year(
            year.value,
            year.count,
            search_link(without(given, "page") | {"from": [year.value], "to": [year.value]}),
            chosen == {year.value},
        )
        for year in newest_first
    ]


def chips(given: Parameters) -> Sequence[Chip]:
    """The filters that are on, each with the way to be rid of it."""
    return [
        Chip(name, f"{LABELS[name]}: {shown(name, value)}", search_link(without(given, "page", (name, value))))
        for name in FILTERS
        for value in dict.fromkeys(given.getlist(name))
    ]


def without(given: Parameters, *gone: str | tuple[str, str]) -> dict[str, list[str]]:
    """*given* but for the parameters, or the single values of one, that are *gone*."""
    return {
        name: [value for value in values if (name, value) not in gone]
        for name, values in given.lists()
        if name not in gone
    }


def shown(name: str, value: str) -> str:
    """A filter's value as a reader sees it."""
    return SHOWN.get(name, str)(value)


def _group(name: str, counts: tuple[FacetCount, ...], chosen: list[str]) -> Group | None:
    counted = {found.value: found.count for found in counts}
    values = [*counted, *(value for value in dict.fromkeys(chosen) if value not in counted)]
    choices = [Choice(value, shown(name, value), counted.get(value, 0), value in chosen) for value in values]
    if not choices:
        return None
    first = choices[:AT_ONCE] + [choice for choice in choices[AT_ONCE:] if choice.chosen]
    rest = [choice for choice in choices[AT_ONCE:] if not choice.chosen]
    return Group(name, LABELS[name], first, rest)
