"""
What a browser reads to offer the search in its own address field (OpenSearch 1.1), and the suggestions it asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from search_engine.model import Suggestion, SuggestionKind
from search_engine.settings import Settings
from web import bodies, elements, links

CONTENT_TYPE = "application/opensearchdescription+xml; charset=utf-8"
SUGGESTIONS_TYPE = "application/x-suggestions+json"
KINDS = {
    SuggestionKind.TITLE: "Dokument",
    SuggestionKind.HEADING: "Afsnit",
    SuggestionKind.WORD: "Ord",
}


def description(site: Settings, icon: str) -> bytes:
    """The description document; *icon* is the address of a picture."""
    top = elements.root("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    elements.add(top, "ShortName", "Kommunesvar")  # at most 16 characters
    elements.add(top, "Description", f"Søg i dokumenter hos {site.operator or 'kommunen'}"[:1024])
    for kind, template in [
        ("text/html", f"{links.search_link({})}q={{searchTerms}}"),
        (SUGGESTIONS_TYPE, f"{links.SUGGESTIONS}?q={{searchTerms}}"),
        ("application/atom+xml", f"{links.feed_link({})}q={{searchTerms}}&page={{startPage?}}"),
    ]:
        elements.add(top, "Url", type=kind, template=site.base_url + template)
    elements.add(
        top,
        "Url",
        type="application/opensearchdescription+xml",
        rel="self",
        template=site.base_url + links.OPENSEARCH,
    )
    elements.add(top, "Image", site.base_url + icon, height="16", width="16", type="image/svg+xml")
    elements.add(top, "Language", "da")
    elements.add(top, "InputEncoding", "UTF-8")
    elements.add(top, "OutputEncoding", "UTF-8")
    return elements.written(top)


def suggestions(text: str, offered: Sequence[Suggestion], site: Settings) -> list[Any]:
    """For *text* as typed: what to go on with, what that is, and where it leads."""
    found = [bodies.suggestion(one) for one in offered]
    return [
        text,
        [one["text"] for one in found],
        [KINDS[SuggestionKind(one["kind"])] for one in found],
        [site.base_url + one["url"] for one in found],
    ]
