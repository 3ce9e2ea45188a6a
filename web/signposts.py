"""
What the site tells whoever comes to map it: the sitemap, robots.txt and security.txt.

Documents and topics are there to be found through other search engines, too. Results are not: their addresses are
endless, and hold what people searched for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from search_engine.engine import SearchEngine
from search_engine.settings import Settings
from web import elements, links

MOST = 50_000  # addresses in one file; borrowed from the protocol
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
CLOSED = ("/soeg", links.SUGGESTIONS, "/api/", "/status", "/healthz")  # each with all that begins so
GUIDES = (links.HELP, links.ABOUT, links.EMBEDDING)
TRUSTED_DAYS = 180  # how long a security.txt may be believed; RFC 9116 wants less than a year


class Place(NamedTuple):
    """A page, and when what it shows was changed, as far as that is known."""

    link: str
    changed: date | None


def places(engine: SearchEngine) -> Sequence[Place]:
    """What is worth a visit, documents by id."""
    published = engine.status().published.date()
    pages = [Place(links.FRONT, published), Place(links.TOPICS, published), *(Place(link, None) for link in GUIDES)]
    return [*pages, *(Place(links.document_link(record.id), record.date) for record in engine.records())]


def sitemap(found: Sequence[Place], site: Settings) -> bytes:
    """All places, or where they are too many the list of the parts that have them."""
    if len(found) <= MOST:
        return part(found, 1, site)
    top = elements.root("sitemapindex", xmlns=NAMESPACE)
    for number in range(1, parts(found) + 1):
        elements.add(elements.add(top, "sitemap"), "loc", site.base_url + links.sitemap_link(number))
    return elements.written(top)


def parts(found: Sequence[Place]) -> int:
    """How many files the places take."""
    return -(-len(found) // MOST)


def part(found: Sequence[Place], number: int, site: Settings) -> bytes:
    """The places of one part, counted from 1."""
    top = elements.root("urlset", xmlns=NAMESPACE)
    for place in found[(number - 1) * MOST : number * MOST]:
        url = elements.add(top, "url")
        elements.add(url, "loc", site.base_url + place.link)
        if place.changed:
            elements.add(url, "lastmod", place.changed.isoformat())
    return elements.written(top)


def robots(site: Settings) -> str:
    """What may be fetched without a person asking for it (RFC 9309)."""
    lines = ["User-agent: *", *(f"Disallow: {beginning}" for beginning in CLOSED), "Allow: /"]
    return "\n".join([*lines, "", f"Sitemap: {site.base_url}{links.SITEMAP}", ""])


def security(site: Settings, today: date) -> str:
    """Where a fault in security is told (RFC 9116); the operator has set a contact."""
    expires = datetime.combine(today + timedelta(days=TRUSTED_DAYS), time(), UTC)
    lines = [
        f"Contact: {site.security_contact}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: da, en",
        f"Canonical: {site.base_url}{links.SECURITY}",
    ]
    return "\n".join([*lines, ""])
