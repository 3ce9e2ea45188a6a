"""
Bytes to text, whatever wrote them.

The encodings are tried in the order of how sure they are: a byte order mark; UTF-8,
which other encodings hardly ever look like; what the document itself declares; those
of Windows, Mac and DOS where the result looks like Danish; last what
charset-normalizer makes of it.

The text is NFC with "\\n" at line ends, and holds no control characters, none that
turn the direction of writing and none without a width. A file with more than a few
of those, or that says in its first bytes that it is something else, is no text.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from search_engine.errors import DocumentError, NoText, Undecodable

BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN = ("cp1252", "mac_roman", "cp865")  # Windows, Mac, and DOS as it was sold in Denmark
DECLARED_AS = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # what browsers take these names to mean
DISTRUSTED = ("utf-7", "utf-16", "utf-32")  # declared inside a text that could be read up to there: untrue or hostile
DANISH_SIGNS = frozenset("æøåÆØÅéÉèêëáàâäÄöÖüÜóôíïñçß§°½¼¾²³´·•–—‘’‚“”„«»…€£©®™±×\xa0\xad")
DANISH_SHARE = 0.8  # guess: of the signs beyond ASCII; text that was read wrongly has others

MAGIC = (
    (b"%PDF", "en PDF"),
    (b"PK\x03\x04", "en zip-fil eller et Word-dokument"),
    (b"\xd0\xcf\x11\xe0", "et dokument fra et ældre Office"),
    (b"{\\rtf", "et RTF-dokument"),
    (b"\x89PNG", "et billede"),
    (b"\xff\xd8\xff", "et billede"),
    (b"GIF8", "et billede"),
    (b"\x1f\x8b", "en pakket fil"),
)
MAX_CHARS = 10_000_000  # guess, from a measurement: 40 million took 83 s and 3.4 GB to read
LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, zero widths, soft hyphens, directions: the eye sees none of them, and each splits or turns words.
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
LOST = "\N{REPLACEMENT CHARACTER}"
LAST_LATIN = "\u024f"  # of Unicode's blocks Latin to Latin Extended-B
RUBBISH_SHARE = 0.01  # controls, or lost characters, of all: guess; text has none, a program's file far more


def decode(data: bytes, declared: str | None = None) -> str:
    """
    The text of *data*; *declared* is the encoding that the document itself names.

    Raises:
        Undecodable: If it is no text, or in an encoding that cannot be told.
        NoText: If there is nothing in it.
        DocumentError: If there is too much.
    """
    for magic, name in MAGIC:
        if data.startswith(magic):
            raise Undecodable(f"Filen er {name}, selv om den har navn som en tekst. Gem den som tekst eller HTML.")
    text = _decoded(data, declared)
    if len(CONTROL.findall(text)) > RUBBISH_SHARE * len(text):
        raise Undecodable("Filen er ikke tekst: den er fuld af styretegn. Gem den som tekst i UTF-8.")
    text = normalise(text)
    if not text.strip():
        raise NoText("Filen er tom. Hent dokumentet igen, eller slet filen.")
    if len(text) > MAX_CHARS:
        million = len(text) / 1_000_000
        raise DocumentError(
            f"Teksten er på {million:.0f} mio. tegn; højst {MAX_CHARS // 1_000_000} bliver læst. Del den op."
        )
    if text.count(LOST) > RUBBISH_SHARE * len(text):
        raise Undecodable(f"{text.count(LOST)} tegn i filen er gået tabt (�). Gem den igen som UTF-8 fra kilden.")
    return text


def normalise(text: str) -> str:
    """*text* in the one form that everything after this expects."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", LINE_ENDS.sub("\n", text)))


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            if (text := _try(data, encoding)) is not None:
                return text
            raise Undecodable(f"Filen siger, at den er {encoding.upper()}, men er det ikke. Gem den som UTF-8.")
    # UTF-8 before what is declared: in Latin-1 every byte is a letter, so a page that
    # wrongly declares it would still decode, into "Ã¦".
    for believed in filter(None, ("utf-8", _trusted(declared))):
        if (text := _try(data, believed)) is not None:
            return text
    readings = [text for encoding in WESTERN if (text := _try(data, encoding)) is not None and _looks_danish(text)]
    if readings:
        return max(readings, key=_danish_letters)  # of equals the first: Windows
    guess = from_bytes(data).best()
    # Of a few stray bytes a guess makes Chinese; a municipality's text in another script is in UTF-8, or says what in.
    if guess is None or not _is_latin(str(guess)):
        raise Undecodable("Filens tegnsæt kan ikke genkendes. Gem den som UTF-8.")
    return str(guess)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _trusted(declared: str | None) -> str | None:
    """Python's name for a declared encoding, if it is one to be believed."""
    if not declared:
        return None
    try:
        codec = codecs.lookup(declared.strip())
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    if not getattr(codec, "_is_text_encoding", True) or codec.name.startswith(DISTRUSTED):
        return None
    return DECLARED_AS.get(codec.name, codec.name)


def _danish_letters(text: str) -> int:
    return sum(text.count(letter) for letter in "æøåÆØÅ")


def _is_latin(text: str) -> bool:
    """Are half of the letters or more those that Danish is written with, or relatives of them?"""
    letters = [sign for sign in text if sign.isalpha()]
    return 2 * sum(sign <= LAST_LATIN for sign in letters) >= len(letters)


def _looks_danish(text: str) -> bool:
    """Are the signs beyond ASCII those of Danish? Controls are none of them."""
    beyond = [sign for sign in text if sign > "\x7e" or CONTROL.match(sign)]
    return sum(sign in DANISH_SIGNS for sign in beyond) >= DANISH_SHARE * len(beyond)
