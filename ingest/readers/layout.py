"""
Which parts of an HTML page are its matter, and which are the furniture around it.

A tag is furniture by what it is (nav), by the role it declares, by a word in its class
(cookie, breadcrumb), by its name where it is the only one of it (``<div id="footer">``)
or by what it holds: a header outside the article, a form that is not the whole page, an
aside that is mostly links, a cell of links beside the matter, a link that skips to the
content. What holds the matter or the page's h1 is never furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag

TAGS = {"nav": "navigation", "dialog": "dialog", "search": "form"}
ROLES = {
    "alertdialog": "dialog",
    "banner": "header",
    "complementary": "aside",
    "contentinfo": "footer",
    "dialog": "dialog",
    "navigation": "navigation",
    "search": "form",
}
CLASSES = {  # a word of the class or the id
    "breadcrumb": "breadcrumb",
    "breadcrumbs": "breadcrumb",
    "brødkrumme": "breadcrumb",
    "broedkrumme": "breadcrumb",
    "consent": "cookie notice",
    "cookie": "cookie notice",
    "cookiebanner": "cookie notice",
    "cookies": "cookie notice",
    "skip": "skip link",
    "skiplink": "skip link",
}
NAMED = {  # a whole class or id; of many tags with the same one each is the head or foot of a part of the text
    "header": "header",
    "site-header": "header",
    "page-header": "header",
    "footer": "footer",
    "site-footer": "footer",
    "page-footer": "footer",
    "sidefod": "footer",
    "menu": "navigation",
    "nav": "navigation",
    "navbar": "navigation",
    "navigation": "navigation",
    "main-menu": "navigation",
    "hovedmenu": "navigation",
    "venstremenu": "navigation",
    "topmenu": "navigation",
    "sidebar": "aside",
}
OUTSIDE = "outside main"

CLASS_WORD = re.compile(r"[A-ZÆØÅ]?[a-zæøå]+|[A-ZÆØÅ]+")
SKIP_LINK = re.compile(r"(?:spring|gå|hop|skip|jump)\b.{0,20}\b(?:til|to)\b.{0,30}", re.IGNORECASE)
ELSEWHERE = 0.5  # guess: an aside of which more than half is links leads elsewhere
MOST = 0.5  # guess: a form with more of the page's text than that is the page itself, as ASP.NET builds it
MENU_LINKS = 3  # guess: a cell with fewer may be the matter's own


class Layout:
    """What the tags of one page are for. Each question is answered in the time of looking at one tag."""

    def __init__(self, soup: BeautifulSoup) -> None:
        matter = _matter(soup)
        self.has_matter = matter is not None
        self._matter = matter
        self._keep = _ancestors([*soup.find_all("h1"), *([matter] if matter else [])])
        self._nested = _ancestors(soup.find_all(["table", "h1", "h2"]))
        self._forms = _ancestors(soup.find_all("form"))
        self._asides = _ancestors(soup.find_all("aside"))
        self._cells = _ancestors(soup.find_all("td"))
        self._length = len(soup.get_text())
        self._names = Counter(name for tag in soup.find_all(True) for name in set(_names(tag)))

    def is_matter(self, tag: Tag) -> bool:
        return tag is self._matter

    def is_for_looks(self, table: Tag) -> bool:
        """Does *table* only place things on the page?"""
        return id(table) in self._nested or table.get("role") in ("presentation", "none")

    def furniture(self, tag: Tag, *, in_article: bool, table: Tag | None = None) -> str | None:
        """The rule by which *tag* is furniture; *in_article*: in main or an article; *table*: the one it stands in."""
        name = tag.name
        if name in ("html", "body", "main") or id(tag) in self._keep or tag is self._matter:
            return None
        if name in TAGS:
            return TAGS[name]
        if name in ("header", "footer"):
            return None if in_article and name == "header" else name
        if name == "form":
            whole = id(tag) in self._forms or len(tag.get_text()) > MOST * self._length
            return None if whole else "form"
        if name == "aside":
            return "aside" if not in_article or (id(tag) not in self._asides and _leads_elsewhere(tag)) else None
        if name == "a" and str(tag.get("href", "")).startswith("#") and SKIP_LINK.fullmatch(tag.get_text(" ", True)):
            return "skip link"
        if name == "td" and table and self.is_for_looks(table) and id(tag) not in self._cells and _is_menu(tag):
            return "navigation"
        return _declared(tag) or (None if in_article else self._named(tag))

    def _named(self, tag: Tag) -> str | None:
        """The rule that the tag's id names, or its class, where no other tag has the same."""
        once = (name for name in _names(tag) if self._names[name] == 1)
        rule = next((NAMED[name[1:]] for name in once), None)
        return rule if rule and len(tag.get_text()) <= MOST * self._length else None


def _declared(tag: Tag) -> str | None:
    """The rule that the tag's role, class or id names."""
    if not tag.attrs or tag.name == "article":
        return None
    role = str(tag.get("role", "")).lower()
    if role in ROLES:
        return ROLES[role]
    for value in (*tag.get_attribute_list("class"), tag.get("id")):
        for word in CLASS_WORD.findall(str(value)) if value else ():
            if rule := CLASSES.get(word.lower()):
                return rule
    return None


def _names(tag: Tag) -> Iterator[str]:
    """Those of the tag's id ("#header") and classes (".header") that name furniture."""
    if tag.attrs:
        written = [("#", tag.get("id")), *((".", name) for name in tag.get_attribute_list("class"))]
        yield from (sign + str(name).lower() for sign, name in written if str(name).lower() in NAMED)


def _is_menu(cell: Tag) -> bool:
    """Does *cell* hold links and no word beside them?"""
    links = cell.find_all("a")
    beside = [text for text in cell.stripped_strings if any(sign.isalnum() for sign in text)]
    return len(links) >= MENU_LINKS and beside == [text for a in links for text in a.stripped_strings]


def _matter(soup: BeautifulSoup) -> Tag | None:
    """The part that the page declares to be its matter, if that has text."""
    candidates = [soup.find("main"), soup.find(role="main")]
    articles = soup.find_all("article", limit=2)
    if len(articles) == 1:
        candidates += articles
    for tag in candidates:
        if isinstance(tag, Tag) and next(tag.stripped_strings, None):
            return tag
    return None


def _leads_elsewhere(aside: Tag) -> bool:
    """Is most of the text in links to other pages? Those that dial or write a mail are not."""
    away = [a for a in aside.find_all("a") if not str(a.get("href", "")).startswith(("tel:", "mailto:"))]
    return sum(len(a.get_text()) for a in away) > ELSEWHERE * len("".join(aside.stripped_strings))


def _ancestors(tags: Iterable[Tag]) -> set[int]:
    """The ids of the tags that hold one of *tags*; by id, for a Tag compares by its whole contents."""
    found: set[int] = set()
    for tag in tags:
        for parent in tag.parents:
            if id(parent) in found:
                break
            found.add(id(parent))
    return found
