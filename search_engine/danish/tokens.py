"""
Text to words, with their places.

    >>> [token.word for token in tokens("Efter § 18 gives 1.200 kr. (20 %) til SFO'erne.")]
    ['efter', '§18', 'gives', '1200', 'kr', '20', '%', 'til', "sfo'erne"]

A word is a run of letters and digits; a hyphen parts two words ("Lyngby-Taarbæk"), an
apostrophe does not. What is written in several ways is read in one:

    § 18, §18, paragraf 18              §18, for alone the number would mean nothing
    §§ 4-6, §§ 4 og 6                   §4 and §6
    1.200, 1 200, 1.200,00              1200
    8. april 2019, 08.04.2019, 8/4-19   8 april 2019
    2013-14, 2013/14                    2013 2014
    kl. 10.30, 10:30                    10:30; a full hour is its number
    55 88 50 50, +45 5588 5050          55885050
    m², 20kr, e-mail, SFO´er            m2, 20 kr, email, sfo'er

Each word stands for a stretch of the text of its own. Only an address stands there
twice, whole and then in words: "post@nordby.dk" is found by "nordby" too.

Honest failures: "§§ 4-6" is not found by "§ 5"; and four pairs of digits in a row look
like a telephone number, unless they count up evenly ("20 30 40 50").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
LONGEST_SPAN = 20  # years from "2013" to "-14"; a guess

SPACE = r"[^\S\n]"
LETTER = r"[^\W\d_¹²³⁰⁴-⁹₀-₉]"  # a small digit behind a word is the number of a note
LETTER_OR_DIGIT = r"[^\W_¹²³⁰⁴-⁹₀-₉]"
APOSTROPHE = r"['’´`]"
DAY, MONTH, YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
FREE = r"(?<![\d.,/-])"  # not within a longer number

TOKEN = re.compile(
    rf"""
    (?= [\w§%+] ) (?:
      (?! [Pp]aragraf ) {LETTER}+ (?= [ ,;)!?\n] )            # most words: what cannot be more is read at once
    | (?P<address> (?<![\w.+-]) (?:
          [\w.+-]+@[\w-]+(?:\.[\w-]+)+
        | (?:https?://|www\.)[^\s<>"»«]*[\w/]
        | \w[\w-]*(?:\.[\w-]+)*\.(?:dk|com|eu|info|net|nu|org)\b(?:/[^\s<>"»«]*[\w/])? ) )
    | (?P<paragraphs> §§ {SPACE}? \d+ (?: {SPACE}? (?:,|-|–|og|til|samt) {SPACE}? \d+ )+ )
    | (?P<paragraph> (?: §+ | [Pp]aragraf{SPACE} ) {SPACE}? \d+ (?: {SPACE}?[a-hj-z]\b(?!\.) | [A-Zi]\b )? )
    | (?: [cdkm]?m | [Cc][Oo] ) [²³₂]
    | (?: [Ee]-(?=mail|post|boks) )? {LETTER}{LETTER_OR_DIGIT}* (?: {APOSTROPHE}{LETTER_OR_DIGIT}+ )*
    | (?P<phone>
          (?<!\d) (?<!\d[ ]) (?: (?:\+|00) 45 \)? {SPACE}? )?
          (?: [2-9]\d (?P<gap>[ .\u00a0-]?)\d\d (?:(?P=gap)\d\d){{2}} | (?!{YEAR})[2-9]\d{{3}} {SPACE} \d{{4}} )
          (?! \d | {SPACE}\d{{2,}}(?![-–:.\d]) ) )
    | (?P<date>
          {FREE} {DAY} (?P<sign>[./-]) {SPACE}? {MONTH}
          (?: (?: (?P=sign){SPACE}? | [- ] ) {YEAR}
            | (?: (?<=\d\d[.-]\d\d)(?P=sign) | (?<=/\d)[-/] | (?<=/\d\d)[-/] ) \d\d )
          (?! [.,:]?\d )
        | {FREE} {YEAR}-{MONTH}-{DAY} (?!\d) )
    | (?P<span> {FREE} {YEAR} {SPACE}?[-–/]{SPACE}? \d\d (?! [\w-] | \.{SPACE}[a-zæøå] ) )
    | (?P<time> (?<![\d.,]) (?:[01]?\d|2[0-4]) [.:] [0-5]\d (?! [.,:]?\d ) )
    | (?P<number>
          (?: \d{{1,3}}(?:\.\d{{3}})+ | (?<!\d[ ])\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?!{SPACE}?\d) | \d+ )
          (?: ,\d+ )?
          (?! \d | {APOSTROPHE}{LETTER} | (?![cdkm]?m[23²³]\b){LETTER}(?!{LETTER}) ) )  # 12A is one word, 20kr are two
    | \d {LETTER_OR_DIGIT}* (?: {APOSTROPHE}{LETTER_OR_DIGIT}+ )*
    | % )
    """,
    re.VERBOSE,
)
PLAIN = str.maketrans("²³₂’´`", "232'''", "-")
SCHEME = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
WORD = re.compile(rf"{LETTER_OR_DIGIT}+")
NUMBER = re.compile(r"\d+")


class Token(NamedTuple):
    """
    A word, lower case, as it is looked up; ``text[start:end]`` is how it was written.

    A tuple: there are millions of them, and it is made in half the time of a frozen dataclass.
    """

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of *text*, which is NFC, in order."""
    for found in TOKEN.finditer(text):
        if found.lastgroup:
            yield from READ[found.lastgroup](found[0], found.start())
        else:
            word = found[0].lower()
            yield Token(word if word.isalpha() else word.translate(PLAIN), found.start(), found.end())


def words(text: str) -> list[str]:
    """The words of *text* without their places: an ingest needs no more, and has millions of them."""
    found: list[str] = []
    for match in TOKEN.finditer(text):
        if match.lastgroup:
            found += [token.word for token in READ[match.lastgroup](match[0], match.start())]
        else:
            word = match[0].lower()
            found.append(word if word.isalpha() else word.translate(PLAIN))
    return found


def _address(written: str, start: int) -> Iterator[Token]:
    """Whole, but for what says that it is one ("www."), and its words."""
    scheme = SCHEME.match(written)
    begin = scheme.end() if scheme else 0
    yield Token(written[begin:].lower().rstrip("/"), start, start + len(written))
    for word in WORD.finditer(written, begin):
        yield Token(word[0].lower(), start + word.start(), start + word.end())


def _paragraph(written: str, start: int) -> Iterator[Token]:
    number = written.lower().removeprefix("paragraf").lstrip("§")
    yield Token("§" + "".join(number.split()), start, start + len(written))


def _paragraphs(written: str, start: int) -> Iterator[Token]:
    """The signs belong to the first number."""
    for place, word in enumerate(WORD.finditer(written)):
        begin = word.start() if place else 0
        yield Token("§" * word[0].isdigit() + word[0], start + begin, start + word.end())


def _phone(written: str, start: int) -> Iterator[Token]:
    numbers = [int(number[0]) for number in NUMBER.finditer(written)]
    steps = {after - before for before, after in pairwise(numbers)}
    if len(numbers) == 4 and len(steps) == 1 and steps != {0}:
        yield from _digits(written, start)
    else:
        yield Token("".join(NUMBER.findall(written))[-8:], start, start + len(written))


def _digits(written: str, start: int) -> Iterator[Token]:
    for number in NUMBER.finditer(written):
        yield Token(number[0], start + number.start(), start + number.end())


def _date(written: str, start: int) -> Iterator[Token]:
    """Day, month and year in the order in which they were written, in words."""
    numbers = list(_digits(written, start))
    year = 0 if len(numbers[0].word) == 4 else 2
    for place, number in enumerate(numbers):
        if place == 1:
            word = MONTHS[int(number.word) - 1]
        elif place == year:
            word = number.word if len(number.word) == 4 else "20" + number.word
        else:
            word = number.word.lstrip("0")
        yield Token(word, number.start, number.end)


def _span(written: str, start: int) -> Iterator[Token]:
    """The first and the last year, if it is one of some years; else the numbers as they are."""
    first, last = _digits(written, start)
    if 0 < (int(last.word) - int(first.word)) % 100 <= LONGEST_SPAN:
        century = int(first.word) // 100 + (last.word < first.word[2:])
        last = Token(f"{century}{last.word}", last.start, last.end)
    yield first
    yield last


def _time(written: str, start: int) -> Iterator[Token]:
    hour, minute = NUMBER.findall(written)
    yield Token(str(int(hour)) + (f":{minute}" if minute != "00" else ""), start, start + len(written))


def _number(written: str, start: int) -> Iterator[Token]:
    whole, _, decimals = written.partition(",")
    whole = "".join(NUMBER.findall(whole))
    if len(whole) == 2:
        whole = whole.removeprefix("0")  # 08. april
    decimals = decimals.rstrip("0")
    yield Token(f"{whole},{decimals}" if decimals else whole, start, start + len(written))


READ: dict[str, Callable[[str, int], Iterator[Token]]] = {
    "address": _address,
    "paragraph": _paragraph,
    "paragraphs": _paragraphs,
    "phone": _phone,
    "date": _date,
    "span": _span,
    "time": _time,
    "number": _number,
}
