"""
A document as its page shows it: headings, texts, and the contents list above them.

A section names all its headings from the top; a heading is shown where it first
appears, one level below the one that holds it, so that no level is ever skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from search_engine.model import Document, Hit, Passage, Section
from web import prose
from web.links import section_target

DEEPEST = 6  # h6; what lies deeper shares it


@dataclass(frozen=True, slots=True)
class Heading:
    """
    A heading and those below it. *level*: 2 for h2 and so on; the document's title is the h1.

    *page* is the printed page on which its text begins.
    """

    text: str
    level: int
    id: str
    page: int | None = None
    below: list[Heading] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """
    A section: the headings that begin with it, outermost first, and its text.

    *divider* tells the printed page, where one begins with it. An *entry* of an
    overview has no heading, but a title in its text.
    """

    id: str
    divider: Markup
    headings: tuple[Heading, ...]
    body: Markup
    entry: bool


def parts(document: Document, cited: Passage | None = None, hits: Sequence[Hit] = ()) -> Sequence[Part]:
    """The sections of *document* in reading order, the *cited* passage marked, and the words of the *hits*."""
    found: list[Part] = []
    above: tuple[str, ...] = ()
    page: int | None = None
    titles = {entry.anchor: entry.title for entry in document.entries}
    for number, section in enumerate(document.sections):
        path = _path(document, section)
        place = (cited.start, cited.end) if cited and cited.section == number else None
        target = section_target(section.anchor)
        divider = Markup("")
        if section.pages and section.pages[0].page != page:
            page = section.pages[0].page
            divider = prose.divider(page)  # above the heading, which stands on the page of its text
        title = titles.get(section.anchor, "")
        length = len(title) if section.text.startswith(title) else 0
        body = prose.html(section, page=page, cited=place, words=_words(hits, number), title=length)
        found.append(Part(target, divider, _headings(path, above, target, section.page_at(0)), body, entry=bool(title)))
        page = section.pages[-1].page if section.pages else page
        above = path
    return found


def contents(shown: Sequence[Part]) -> Sequence[Heading]:
    """The headings of *shown*, each with those below it."""
    top: list[Heading] = []
    open_: list[Heading] = []
    for part in shown:
        for heading in part.headings:
            while open_ and open_[-1].level >= heading.level:
                open_.pop()
            (open_[-1].below if open_ else top).append(heading)
            open_.append(heading)
    return top


def _words(hits: Sequence[Hit], section: int) -> list[tuple[int, int]]:
    """Where the words that were asked for stand in a section's text."""
    return [
        (hit.passage.start + start, hit.passage.start + end)
        for hit in hits
        if hit.passage.section == section
        for start, end in hit.marks
    ]


def _path(document: Document, section: Section) -> tuple[str, ...]:
    """The headings below the title, which stands above all of them already."""
    path = section.path
    return path[1:] if path and path[0].casefold() == document.title.casefold() else path


def _headings(path: tuple[str, ...], above: tuple[str, ...], target: str, page: int | None) -> tuple[Heading, ...]:
    """Those of *path* that are new; the section's own carries its id, one that only holds others a derived one."""
    shared = 0
    while shared < min(len(path), len(above)) and path[shared] == above[shared]:
        shared += 1
    last = len(path) - 1
    return tuple(
        Heading(path[depth], min(depth + 2, DEEPEST), target if depth == last else f"{target}--{depth}", page)
        for depth in range(shared, len(path))
    )
