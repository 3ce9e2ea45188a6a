"""
HTML to text as a reader of the page would write it down.

    h1-h6           a line of its own, marked as HEADING
    p, div …        a blank line between them
    ul, ol          "• " or "1. ", two spaces in for each level
    dl              the term, a colon, what is said of it
    table           a line for each row, " | " between the cells
    script, style   gone without a trace: no reader sees them
    nav, footer …   their text stays, marked as FURNITURE

Where the page says which part is the matter (``<main>``, or its only ``<article>``),
all that stands outside is furniture too.

The tree is walked without recursion: a page of 200,000 nested divs is read like any other.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.builder import ParserRejectedMarkup
from bs4.element import NavigableString

from ingest.decoding import decode, normalise
from ingest.raw import Raw
from ingest.readers.layout import OUTSIDE, Layout
from ingest.readers.writer import Break, Writer
from search_engine.errors import DocumentError, NoText, Undecodable

MAX_BYTES = 10_000_000  # guess: a long page is some 200 kB; the tree takes sixty times that in memory (measured)
# Where browsers look too, and a little further for pages that open with a long comment.
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
CHARSET_WITHIN = 4096

# fmt: off
INVISIBLE = {
    "script", "style", "template", "noscript", "title", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
    "video", "map", "datalist",
}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "label", "legend",
    "li", "main", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "select", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}
# fmt: on
# Blocks that follow each other without a blank line.
CLOSE = {"caption", "dd", "li", "tbody", "td", "tfoot", "th", "thead", "tr"}
HEADINGS = {f"h{level}": str(level) for level in range(1, 7)}
BULLET = "•"

META = {"description": "description", "og:site_name": "site", "og:url": "address"}  # <meta> name or property -> fact
DATES = {  # <meta> name or property, <time> itemprop -> fact
    "article:modified_time": "updated",
    "datemodified": "updated",
    "dc.date.modified": "updated",
    "dcterms.modified": "updated",
    "last-modified": "updated",
    "lastmod": "updated",
    "article:published_time": "published",
    "datepublished": "published",
    "dc.date.issued": "published",
    "dcterms.issued": "published",
    "pubdate": "published",
}


def read(data: bytes) -> Raw:
    """
    The page as text. Facts, as far as it states them: title, heading (its h1), site,
    address, description, language, updated, published.

    Raises:
        DocumentError: If the page is too large, no text, or empty.
    """
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise DocumentError(f"Siden fylder {len(data) / 1e6:.0f} MB; højst {limit} MB HTML bliver læst. Del den op.")
    declared = CHARSET.search(data[:CHARSET_WITHIN])
    soup = _soup(decode(data, declared[1].decode("ascii") if declared else None))
    page = _Page(soup)
    if not page.writer.text:
        raise NoText("Siden har ingen tekst. Måske viser den kun noget, når et program i den kører.")
    return Raw(page.writer.text, page.writer.marks, _facts(soup, page.heading))


def _soup(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        # XML by name, or so short that it might be an address: read all the same.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        try:
            return BeautifulSoup(text, "html.parser")
        except (RecursionError, ParserRejectedMarkup) as error:
            raise Undecodable("Siden er ikke HTML, der kan læses. Gem den igen fra browseren.") from error


class _Page:
    """One page on its way to text: it goes through the tags and knows which of them are open."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.writer = Writer()
        self.heading = ""  # the first h1 of the matter, else of the page
        self._matter_is_headed = False
        self._layout = Layout(soup)
        self._furniture: list[tuple[Tag, str]] = []  # the outermost names the rule
        self._matter = 0
        self._articles = 0
        self._lists: list[_List] = []
        self._tables: list[Tag] = []
        self._preformatted = 0
        for node, leaving in _events(soup):
            if isinstance(node, NavigableString):
                write = self.writer.write_as_it_stands if self._preformatted else self.writer.write
                write(node, self._rule())
            elif leaving:
                self._leave(node)
            else:
                self._enter(node)

    def _rule(self) -> str | None:
        if self._furniture:
            return self._furniture[0][1]
        return OUTSIDE if self._layout.has_matter and not self._matter else None

    def _enter(self, tag: Tag) -> None:
        if rule := self._layout.furniture(tag, in_article=self._articles > 0, table=next(reversed(self._tables), None)):
            self._furniture.append((tag, rule))
            self.writer.pause(Break.WORD)
        self._matter += self._layout.is_matter(tag)
        self._articles += tag.name in ("main", "article")
        if tag.name == "br":
            self.writer.pause(Break.LINE, again=True)
        elif tag.name in HEADINGS:
            self.writer.open_heading(HEADINGS[tag.name])
        elif tag.name in BLOCKS:
            self._enter_block(tag)

    def _enter_block(self, tag: Tag) -> None:
        self.writer.pause(self._break(tag))
        match tag.name:
            case "ul" | "ol":
                self._lists.append(_List(tag))
            case "li":
                sign = self._lists[-1].sign(tag) if self._lists else BULLET
                self.writer.item(sign, max(len(self._lists) - 1, 0))
            case "dt":
                self.writer.begin_term()
            case "table":
                self._tables.append(tag)
            case "tr" if self._in_data_table():
                self.writer.row()
            case "td" | "th" if self._in_data_table():
                self.writer.cell()
            case "pre":
                self._preformatted += 1

    def _leave(self, tag: Tag) -> None:
        if tag.name in HEADINGS:
            says = self.writer.close_heading()
            if tag.name == "h1" and says and (not self.heading or (self._matter and not self._matter_is_headed)):
                self.heading, self._matter_is_headed = says, self._matter > 0
        elif tag.name in BLOCKS:
            self._leave_block(tag)
        if self._furniture and self._furniture[-1][0] is tag:
            self._furniture.pop()
            self.writer.pause(Break.WORD)
        self._matter -= self._layout.is_matter(tag)
        self._articles -= tag.name in ("main", "article")

    def _leave_block(self, tag: Tag) -> None:
        match tag.name:
            case "ul" | "ol":
                self._lists.pop()
                self.writer.indent(len(self._lists))
            case "dt":
                self.writer.end_term()
            case "table":
                self._tables.pop()
            case "tr" if self._in_data_table():
                self.writer.end_row()
            case "pre":
                self._preformatted -= 1
        self.writer.pause(self._break(tag))

    def _break(self, tag: Tag) -> Break:
        return Break.LINE if self._lists or tag.name in CLOSE else Break.PARAGRAPH

    def _in_data_table(self) -> bool:
        return bool(self._tables) and not self._layout.is_for_looks(self._tables[-1])


class _List:
    """The signs of a list's items."""

    def __init__(self, tag: Tag) -> None:
        self._is_numbered = tag.name == "ol"
        self._next = _number(tag.get("start"), 1)

    def sign(self, item: Tag) -> str:
        if not self._is_numbered:
            return BULLET
        number = _number(item.get("value"), self._next)
        self._next = number + 1
        return f"{number}."


def _number(value: object, otherwise: int) -> int:
    text = str(value)
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def _events(soup: BeautifulSoup) -> Iterator[tuple[Tag | NavigableString, bool]]:
    """Every visible tag twice, when it is entered and (True) left, and the texts between."""
    open_tags = [(soup.contents[0].parent, iter(soup.contents))] if soup.contents else []
    while open_tags:
        tag, children = open_tags[-1]
        for child in children:
            if isinstance(child, Tag):
                if child.name in INVISIBLE:
                    continue
                yield child, False
                open_tags.append((child, iter(child.contents)))
                break
            if type(child) is NavigableString:  # its subclasses are comments, declarations and the like
                yield child, False
        else:
            open_tags.pop()
            if open_tags and tag is not None:
                yield tag, True


def _facts(soup: BeautifulSoup, heading: str) -> dict[str, str]:
    """What the page's head states, and its h1."""
    found = {"heading": heading, "title": soup.title.get_text() if soup.title else ""}
    html = soup.find("html")
    found["language"] = str(html.get("lang", "")) if isinstance(html, Tag) else ""
    for link in soup.find_all("link", rel="canonical", limit=1):
        found["address"] = str(link.get("href", ""))
    for tag in soup.find_all(["meta", "time"]):
        said = str(tag.get("content") or tag.get("datetime") or "")
        name = str(tag.get("name") or tag.get("property") or tag.get("itemprop") or "").lower()
        fact = DATES.get(name) or META.get(name)
        if fact and not found.get(fact):
            found[fact] = said
    return {fact: text for fact, said in found.items() if (text := " ".join(normalise(said).split()))}
