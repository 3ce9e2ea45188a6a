"""
XML for machines, made of elements: escaping is the library's work.

XML cannot hold most control characters, not even escaped, and one of them makes a whole file unreadable. What
a document brings of them is dropped.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(name: str, **attributes: str) -> Element:
    """The outermost element; its attributes declare the namespaces as one writes them."""
    return Element(name, _clean(attributes))


def add(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    """A new last child of *parent*."""
    child = SubElement(parent, name, _clean(attributes))
    child.text = None if text is None else NOT_XML.sub("", text)
    return child


def written(top: Element) -> bytes:
    """The file that begins with *top*."""
    file: bytes = tostring(top, encoding="utf-8", xml_declaration=True)
    return file


def _clean(attributes: dict[str, str]) -> dict[str, str]:
    return {name: NOT_XML.sub("", value) for name, value in attributes.items()}
