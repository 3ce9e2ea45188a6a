"""A few documents of municipalities that do not exist, with what pages and API must cope with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import Document, Entry, PageMark, Section

PLAN = Document(
    id="planer/affald ?#%&æ",  # a file's name may hold anything
    title="Affaldsplan 2024",
    location="https://example.dk/affaldsplan",
    fingerprint="1",
    municipality="Bøgesund",
    kind="plan",
    topic="Affald",
    updated=date(2024, 4, 8),
    pages=3,
    contact="Center for Teknik\nTelefon 55 00 00 00",
    related=("Skovpolitik", "Cykelplan"),
    sections=(
        Section((), "Planen for affald gælder for alle husstande.", "start", (PageMark(0, 1),)),
        Section(
            ("1. Madaffald",),
            "Madaffald hentes hver uge. Vi vil:\n"
            "• give budget til:\n1. poser efter § 18\n2. grønne spande\n• tage <script>alert('x')</script> alvorligt",
            "madaffald",
            (PageMark(0, 1), PageMark(27, 2)),
        ),
        Section(("2. Genbrug", "2.1. Glas"), "Glas afleveres på pladsen.", "glas", (PageMark(0, 3),)),
    ),
)
FOREST = Document(
    id="skov",
    title="Skovpolitik",
    location="skov.txt",
    fingerprint="2",
    municipality="Vester Å",
    kind="politik",
    published=date(2019, 5, 1),
    valid_to=date(2020, 12, 31),
    replaced_by="ny-skov",
    sections=(Section((), "Skoven er for alle. Affald tages med hjem.", "start"),),
)
NEW_FOREST = Document(
    id="ny-skov",
    title="Skovpolitik for fremtiden",
    location="javascript:alert(1)",
    fingerprint="3",
    municipality="Vester Å",
    kind="politik",
    published=date(2021, 1, 4),
    sections=(Section((), "Skoven er stadig for alle, og affaldet er væk.", "start"),),
)
OVERVIEW = Document(
    id="oversigt",
    title="Politikker og planer",
    location="oversigt.txt",
    fingerprint="4",
    municipality="Bøgesund",
    kind="oversigt",
    entries=(
        Entry("Affald", "Affaldsplan", "Om skraldet.", "affaldsplan"),
        Entry("Kultur", "Kulturpolitik", "Om kunst & musik.", "kulturpolitik"),
    ),
    sections=(
        Section(("Affald",), "Affaldsplan\nOm skraldet.", "affaldsplan"),
        Section(("Kultur",), "Kulturpolitik\nOm kunst & musik.", "kulturpolitik"),
    ),
)
COLLECTION = (PLAN, FOREST, NEW_FOREST, OVERVIEW)


def published(index: Path, documents: tuple[Document, ...]) -> SearchEngine:
    """An engine over *documents*, indexed for real."""
    engine = SearchEngine(WhooshBackend(index))
    with engine.publish() as publication:
        for document in documents:
            publication.put(document)
    return engine
