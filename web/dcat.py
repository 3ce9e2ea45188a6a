"""
The collection as others' data catalogues read it: one dataset, and two ways to get it.

DCAT-AP in JSON-LD, with a context of its own, so that nobody has to fetch one. It says nothing that is not known: no
licence, which only the operator can give, and no publisher or contact where the settings name none (DCAT-AP asks for
a publisher, so they should).
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from search_engine.engine import SearchEngine
from search_engine.settings import Settings
from web import links

CONTENT_TYPE = "application/ld+json; charset=utf-8"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority/"  # the EU's names for languages, themes and file types
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

Json = dict[str, Any]


def catalogue(engine: SearchEngine, site: Settings) -> Json:
    """
    The catalogue of the collection that is served.

    Raises:
        OperatorError: If there is none.
    """
    records = engine.records()
    words = {word for record in records for word in (record.kind, record.topic) if word}
    whose = f" hos {site.operator}" if site.operator else ""
    here = site.base_url + links.CATALOGUE
    common = {
        "dct:language": {"@id": f"{AUTHORITY}language/DAN"},
        "dct:modified": _instant(engine.status().published),
        **_told({"dct:publisher": _publisher(site)}),
    }
    dataset = {
        "@id": f"{here}#datasaet",
        "@type": "dcat:Dataset",
        "dct:title": _danish(f"Dokumenter{whose}"),
        "dct:description": _danish(
            "Kommunale dokumenter som tekst, delt i afsnit, med titel, kommune, emne og datoer."
        ),
        "dcat:landingPage": {"@id": site.base_url + links.FRONT},
        "dcat:theme": {"@id": f"{AUTHORITY}data-theme/GOVE"},
        "dcat:keyword": [_danish(word) for word in sorted(words)],
        "dcat:distribution": [_export(site, here), _search(site, here)],
        **common,
        **_told({"dcat:contactPoint": _contact(site)}),
    }
    return {
        "@context": CONTEXT,
        "@id": here,
        "@type": "dcat:Catalog",
        "dct:title": _danish(f"Kommunesvars datakatalog{whose}"),
        "dct:description": _danish("De dokumenter, som Kommunesvar søger i, og hvordan et program henter dem."),
        "foaf:homepage": {"@id": site.base_url + links.FRONT},
        "dcat:dataset": dataset,
        "dcat:service": {"@id": f"{here}#api"},
        **common,
    }


def _export(site: Settings, here: str) -> Json:
    address = {"@id": site.base_url + links.EXPORT}
    return {
        "@id": f"{here}#udtraek",
        "@type": "dcat:Distribution",
        "dct:title": _danish("Alle dokumenter i én fil, ét på hver linje"),
        "dct:format": {"@type": "dct:MediaTypeOrExtent", "rdfs:label": "JSON Lines"},
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
    }


def _search(site: Settings, here: str) -> Json:
    return {
        "@id": f"{here}#soegning",
        "@type": "dcat:Distribution",
        "dct:title": _danish("Søgning og enkelte dokumenter gennem et API"),
        "dct:format": {"@id": f"{AUTHORITY}file-type/JSON"},
        "dcat:mediaType": {"@id": f"{MEDIA_TYPES}application/json"},
        "dcat:accessURL": {"@id": site.base_url + links.SEARCH_API},
        "dcat:accessService": {
            "@id": f"{here}#api",
            "@type": "dcat:DataService",
            "dct:title": _danish("Kommunesvars API"),
            "dcat:endpointURL": {"@id": site.base_url + links.API},
            "dcat:endpointDescription": {"@id": site.base_url + links.API_DESCRIPTION},
            "dcat:servesDataset": {"@id": f"{here}#datasaet"},
        },
    }


def _publisher(site: Settings) -> Json | None:
    return {"@type": "foaf:Agent", "foaf:name": _danish(site.operator)} if site.operator else None


def _contact(site: Settings) -> Json | None:
    """As the operator writes it, and a mail address in it as one."""
    if not site.contact:
        return None
    mail = MAIL.search(site.contact)
    return {
        "@type": "vcard:Kind",
        "vcard:note": _danish(site.contact),
        **_told({"vcard:fn": site.operator, "vcard:hasEmail": {"@id": f"mailto:{mail[0]}"} if mail else None}),
    }


def _told(facts: Json) -> Json:
    """Those of *facts* that are known."""
    return {name: value for name, value in facts.items() if value}


def _danish(text: str) -> Json:
    return {"@value": text, "@language": "da"}


def _instant(moment: datetime) -> Json:
    return {"@value": moment.isoformat(), "@type": "xsd:dateTime"}
