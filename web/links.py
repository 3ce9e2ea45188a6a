"""The addresses of pages and feeds, for the pages, the API and other machines alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote, urlencode

from werkzeug.urls import uri_to_iri

from search_engine.model import Occurrence, Passage, Record, Source

API = "/api/v1"
API_DESCRIPTION = "/api/v1/openapi.json"
CATALOGUE = "/katalog.jsonld"
EMBEDDING = "/indlejring"
EXPORT = "/api/v1/export.jsonl"
FEED = "/soeg.atom"
FRONT = "/"
HELP = "/hjaelp"
ABOUT = "/om"
NEWEST = "/emner.atom"
OCCURRENCES_API = "/api/v1/occurrences"
OPENSEARCH = "/opensearch.xml"
SEARCH_API = "/api/v1/search"
SEARCH_BOX = "/indlejr.js"
SECURITY = "/.well-known/security.txt"
SITEMAP = "/sitemap.xml"
SUGGESTIONS = "/forslag"
TOPICS = "/emner"
WORD = re.compile(r"\w+")
PLACE = "sted"  # both the parameter and the fragment: the browser goes where the passage is marked
WORDS = "ord"  # the passage's first words: where its text has changed, they find the nearest
FIRST_WORDS = 8  # guess: enough to tell a passage from its neighbours, and an address stays short
LONGEST = 80  # characters of them; guess

Search = Sequence[tuple[str, str]]  # the parameters of a search


def document_link(document_id: str) -> str:
    """The page of a document."""
    return "/dokument/" + quote(document_id)


def written(document_id: str) -> str:
    """The page of a document as one writes it on paper: letters stay letters."""
    return uri_to_iri(document_link(document_id))


def passage_link(passage: Passage, search: Search = ()) -> str:
    """The page of a document, opened where *passage* stands, with the other places of the *search* that found it."""
    words = " ".join(WORD.findall(passage.text)[:FIRST_WORDS])[:LONGEST]
    parameters = [(PLACE, passage.id), (WORDS, words), *search]
    return f"{document_link(passage.document_id)}?{urlencode(parameters)}#{PLACE}"


def place_link(passage_id: str) -> str:
    """The same where only the passage's id is known, which begins with its document's."""
    return f"{document_link(passage_id.rpartition(':')[0])}?{urlencode({PLACE: passage_id})}#{PLACE}"


def occurrence_link(place: Occurrence, search: Search = ()) -> str:
    """The page of a document, opened where the words of *place* stand; a title stands at its top."""
    return document_link(place.record.id) if place.source is Source.TITLE else passage_link(place.passage, search)


def original_link(document_id: str) -> str:
    """The file that a document was read from."""
    return "/original/" + quote(document_id)


def section_link(document_id: str, anchor: str) -> str:
    """The page of a document, opened at a section."""
    return f"{document_link(document_id)}#{quote(section_target(anchor))}"


def section_target(anchor: str) -> str:
    """
    The id of a section in its document's page.

    The prefix keeps a heading called "Sted" or "Indhold" apart from the page's own ids.
    """
    return f"afsnit-{anchor}"


def search_link(parameters: Mapping[str, Iterable[str]]) -> str:
    """The results page for *parameters*, those without a value left out."""
    return "/soeg?" + _encoded(parameters)


def feed_link(parameters: Mapping[str, Iterable[str]]) -> str:
    """The same search as ``search_link`` as a feed."""
    return f"{FEED}?{_encoded(parameters)}"


def newest_link(parameters: Mapping[str, Iterable[str]] = MappingProxyType({})) -> str:
    """The feed of the newest documents: all of them, or those that *parameters*, the filters of a search, leave."""
    return f"{NEWEST}?{_encoded(parameters)}".rstrip("?")


def sitemap_link(number: int) -> str:
    """One part of a sitemap that is too long for one file, counted from 1."""
    return f"/sitemap-{number}.xml"


def spreadsheet_link(parameters: Mapping[str, Iterable[str]]) -> str:
    """The places of an exact search for *parameters*, as a file."""
    return f"{OCCURRENCES_API}?" + _encoded({**parameters, "format": ["csv"]})


def other_pages(path: str, given: Mapping[str, Iterable[str]], limit: int, offset: int, last: int) -> str | None:
    """
    The Link header (RFC 8288) of one page of a list: the pages after and before it, where there are any.

    *given* is what else was asked; the page holds what comes after *offset*, *limit* at the most, and
    *last* is the greatest offset with which there is a page.
    """
    offsets = {"next": offset + limit, "prev": max(0, offset - limit)}
    there = {"next": offset + limit <= last, "prev": offset > 0}
    found = [
        f'<{path}?{_encoded({**given, "limit": [str(limit)], "offset": [str(offsets[rel])]})}>; rel="{rel}"'
        for rel in offsets
        if there[rel]
    ]
    return ", ".join(found) or None


def outside(record: Record) -> str | None:
    """
    The address where a citizen finds the document itself.

    Only web addresses: a document may not make us link to a script.
    """
    return record.location if record.location.startswith(("https://", "http://")) else None


def _encoded(parameters: Mapping[str, Iterable[str]]) -> str:
    return urlencode([(name, value) for name, values in parameters.items() for value in values])
