"""
Which municipality a document is of: the one it names most often.

    "Næstved Kommunes politik", "i Lyngby-Taarbæk Kommune", "BALLERUP KOMMUNE"

There is no list of municipalities: a name is the capitalised word before "Kommune",
with a hyphen or after "Nørre", "Høje" and the like two words. "Vores Kommune" is none.
"""

from __future__ import annotations

import re
from collections import Counter

NAME = r"[A-ZÆØÅ][a-zæøåéöüä]+(?:-\s?[A-ZÆØÅ][a-zæøåéöüä]+)*"
FIRST_WORDS = r"(?:(?:Nørre|Sønder|Øster|Vester|Store|Lille|Høje|Gammel|Gl\.|Sankt|Skt\.)\s)?"
WRITTEN = re.compile(rf"(?<![\w-])({FIRST_WORDS}{NAME})\s+(?:[Rr]egions)?[Kk]ommunes?\b")
SHOUTED = re.compile(r"(?<![\w-])([A-ZÆØÅ]{3,}(?:-[A-ZÆØÅ]{3,})*)\s+KOMMUNES?\b")
# What stands before "Kommune" with a capital and is no name: at the start of a sentence or heading.
# fmt: off
NO_NAMES = {
    "al", "alle", "anden", "andre", "attraktiv", "bedre", "bedste", "bæredygtig", "danmarks", "de", "den", "denne",
    "der", "det", "din", "dit", "egen", "en", "enhver", "er", "et", "fattig", "flere", "for", "fra", "fremtidens",
    "grøn", "hel", "hele", "hos", "hver", "hvilken", "i", "ingen", "inden", "jeres", "kommunens", "landets",
    "lokal", "med", "mellem", "min", "mod", "moderne", "nabo", "nogen", "nogle", "ny", "nye", "når", "om", "op",
    "over", "på", "rig", "samme", "sin", "som", "statens", "stor", "sund", "til", "tryg", "under", "uden", "ved",
    "vi", "vores", "vor", "åben",
}
# fmt: on
# A name in the genitive is otherwise the name itself: Aarhus, Randers, Vesthimmerlands.
OFFICIAL = {"Københavns": "København", "Bornholms": "Bornholm"}
IN_ADDRESSES = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
IN_TITLE = 5  # guess: a title names the sender, a text also its neighbours


def find(title: str, text: str) -> str | None:
    """The name without "Kommune"; of two named equally often the one named first."""
    counts = Counter(_names(text))
    for name in _names(title):
        counts[name] += IN_TITLE
    return max(counts, key=counts.__getitem__, default=None)


def of_folder(name: str, text: str) -> str | None:
    """
    The municipality that a folder is named for: "høje-taastrup" -> "Høje-Taastrup".

    A folder may as well be a topic, so *text* must use the name as one: with a capital
    in the midst of a sentence, or as the address of its web pages or mail.
    """
    spoken = _small(name)
    written = re.escape(spoken).replace(r"\-", "[ -]")
    host = re.escape(spoken.lower().translate(IN_ADDRESSES)).replace(r"\-", "-?")
    if re.search(rf"[a-zæøå] {written}s?\b|[@./]{host}\.[a-z]", text):
        return spoken
    return None


def is_only_name(text: str) -> bool:
    """Does *text* name a municipality and say nothing else?"""
    found = WRITTEN.fullmatch(text.strip()) or SHOUTED.fullmatch(text.strip())
    return found is not None and found[1].lower() not in NO_NAMES


def _names(text: str) -> list[str]:
    """Every mention in the order of the text."""
    found = [(match.start(), match[1]) for match in WRITTEN.finditer(text) if not _is_common(text, match)]
    found += [(match.start(), _small(match[1])) for match in SHOUTED.finditer(text)]
    names = [re.sub(r"-\s", "-", " ".join(name.split())) for _, name in sorted(found)]
    return [OFFICIAL.get(name, name) for name in names if name.lower() not in NO_NAMES]


def _is_common(text: str, match: re.Match[str]) -> bool:
    """
    "Tryg kommune" at the start of a sentence: any word may stand there with a capital.

    With a small k the name must stand inside a sentence, or after a colon ("Foto: Xby kommune").
    """
    if re.search(r"Kommune|kommunes|[Rr]egionskommune", match[0]):
        return False
    before = text[: match.start()].rstrip(" ")[-1:]
    return not (before.isalnum() or before in tuple(",:;(/"))


def _small(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))
