"""
What a page is about, said once more for machines: schema.org in JSON-LD.

The functions make the data; ``embedded`` puts it into a page. Nothing is said that the documents or the operator's
settings do not tell. For templates there are ``schema`` (``schema.website()``, ``schema.document(record)``,
``schema.breadcrumbs(…)``) and ``structured``, for their ``head``:

    {{ structured(schema.document(document)) }}
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from search_engine.model import Record
from search_engine.settings import Settings
from web import links, wording

CONTEXT = "https://schema.org"
NAME = "Kommunesvar"
DOCUMENTS = "Dokumenter efter emne"

Json = dict[str, Any]


def embedded(data: Json) -> Markup:
    """*data* as a script element that runs nothing, and that no text in it can end."""
    # All but ASCII is escaped, U+2028 too, and of ASCII what means something in HTML.
    return Markup('<script type="application/ld+json">{}</script>').format(
        htmlsafe_json_dumps(data, dumps=json.dumps, ensure_ascii=True)
    )


@dataclass(frozen=True, slots=True)
class Schema:
    """The descriptions, of the *site* as whoever asks reaches it."""

    site: Settings

    def website(self) -> Json:
        """The site, and how to search it."""
        return (
            {"@context": CONTEXT}
            | self._website()
            | {
                "inLanguage": "da",
                **_told(publisher=_organisation(self.site.operator)),
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": {
                        "@type": "EntryPoint",
                        "urlTemplate": f"{self.site.base_url}{links.search_link({})}q={{search_term_string}}",
                    },
                    "query-input": "required name=search_term_string",
                },
            }
        )

    def document(self, record: Record) -> Json:
        """A document, and the way to it."""
        address = self.site.base_url + links.document_link(record.id)
        published, changed, ends = (
            day.isoformat() if day else None for day in (record.published, record.date, record.valid_to)
        )
        document = {
            "@type": "DigitalDocument",
            "@id": address,
            "url": address,
            "name": record.title,
            "inLanguage": "da",
            "isPartOf": self._website(),
            **_told(
                datePublished=published,
                dateModified=changed,
                expires=ends,
                keywords=[word for word in (record.kind, record.topic) if word],
                publisher=_organisation(wording.municipality(record.municipality) if record.municipality else ""),
                isBasedOn=links.outside(record),
            ),
        }
        way = self.breadcrumbs([(DOCUMENTS, links.TOPICS), (record.title, links.document_link(record.id))])
        return {"@context": CONTEXT, "@graph": [document, way]}

    def breadcrumbs(self, way: Sequence[tuple[str, str]]) -> Json:
        """The way from the front page to a page: names and addresses, its own last."""
        return {
            "@context": CONTEXT,
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": name, "item": self.site.base_url + link}
                for number, (name, link) in enumerate([(NAME, links.FRONT), *way], start=1)
            ],
        }

    def _website(self) -> Json:
        address = self.site.base_url + links.FRONT
        return {"@type": "WebSite", "@id": f"{address}#website", "url": address, "name": NAME}


def _organisation(name: str) -> Json | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _told(**facts: Any) -> Json:
    """Those of *facts* that are known."""
    return {name: value for name, value in facts.items() if value}
