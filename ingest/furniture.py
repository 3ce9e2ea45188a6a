"""
Whole lines that are not the document's: what a PDF host or a web page put around it.

A PDF host shows a transcript like this:

    Title, perhaps cut short              host page: everything down to "Transkript";
    Save this PDF as:                     the download title is kept as a fact
    Download "Title"
    Transkript
    1 The document …
    Another document                      teasers: title, excerpt and "Læs mere", many times;
    Another document An excerpt …         their titles are kept as related documents
    Læs mere

Only whole lines are taken: a line that mentions such words in a sentence stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from ingest.lines import Line, Lines
from ingest.words import SENTENCE_WORDS

HOST_LINE = re.compile(
    r"""Save\ this\ PDF\ as:? | (?:WORD|PNG|TXT|JPG|PDF|EPUB)(?:\s+(?:WORD|PNG|TXT|JPG|PDF|EPUB))+
      | Størrelse:(?:\s*px)? | Size:(?:\s*px)? | Starte\ visningen\ fra\ side: | Start\ display\ at\ page:
      | Visninger:(?:\s*\d+)? | \d+\ (?:år|måneder|uger|dage|måned|uge|dag)\ siden
      | Download\ ["”“»«].*["”“»«]""",
    re.VERBOSE,
)
DOWNLOAD = re.compile(r"""Download ["”“»«](.*)["”“»«]""")
TRANSCRIPT = re.compile(r"(?:Transkript|Transkription|Transcript|Transcription)")
READ_MORE = re.compile(r"(?:Læs mere|Read more|Vis mere)(?:\s*(?:\.\.\.|…|»|>))?")
HOST_LINES = 2  # one such line may stand in any text; two in one document do not
TEASERS = 3  # a page with fewer "Læs mere" is an ordinary web page: guess
TEASER_BLOCKS = 2  # title and excerpt: all 99 of the one host page we have

WEB_CHROME = re.compile(
    r"""Til(?:bage\ til)?\ (?:sidens\ )?top(?:pen)?
      | (?:Spring|Gå)\ (?:direkte\ )?til\ (?:hoved)?(?:indhold(?:et)?|menu)
      | (?:Print|Udskriv|Del|Anbefal)\ (?:denne\ )?(?:siden?|artikel|artiklen)
      | Print | Udskriv | Læs\ op | Få\ læst\ op
      | Del\ på\ (?:Facebook|Twitter|X|LinkedIn|mail|e-mail)
      | (?:Accepter|Tillad|Afvis|Afslå)\ (?:alle|kun\ nødvendige)?\ ?cookies | Cookieindstillinger
      | (?:Åbn|Luk|Vis|Skjul)\ (?:menu|menuen|søgning) | Menu
      | Du\ er\ her:.* | (?:Forside|Hjem)\s*(?:[>›»/][^>›»/]+)+
      | ©.* | Copyright\ ©.*""",
    re.VERBOSE | re.IGNORECASE,
)
RULED_LINE = re.compile(r"(?:[-=_*~–—]\s?){3,}")
CONTACT_FIELD = re.compile(r"(E-?mail|Mail|Telefon|Tlf\.?|Mobil|Fax|Hjemmeside|Web|EAN|CVR)\s*:", re.IGNORECASE)
# What stands on the line below a field that is not blank: an address of the net or a number.
CONTACT_VALUE = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|\S+\.dk|\+?\d[\d ]{5,}")
PLACEHOLDER = re.compile(
    r"""dato | forfatter | overskrift | underrubrik | brødtekst | billedtekst
      | \[(?:dato|navn|titel|tekst|indsæt[^\]]*)\] | (?:xx|dd)[-./](?:xx|mm)[-./](?:xxxx|åååå|yyyy)
      | lorem\ ipsum\b.*""",
    re.VERBOSE,
)
PHOTO_CREDIT = re.compile(r"(?:Foto|Fotos|Fotograf|Fotografi|Pressefoto|Arkivfoto|Foto/illustration)\s*:\s*(\S.*)")
CREDIT_WORDS = 8  # guess: a name, an agency and a year


@dataclass(frozen=True, slots=True)
class HostPage:
    """What a PDF host's page told; *transcript* is False where the document is not from one."""

    transcript: bool = False
    title: str | None = None
    related: tuple[str, ...] = ()


def host_page(lines: Lines) -> HostPage:
    """Take out what stands before and after a PDF host's transcript."""
    host = [line for line in lines.left() if HOST_LINE.fullmatch(line.text)]
    transcript = next((line for line in lines.left() if TRANSCRIPT.fullmatch(line.text)), None)
    is_host = len(host) + (transcript is not None) >= HOST_LINES and bool(host)
    title = None
    if is_host:
        title = next((found[1].strip() for line in host if (found := DOWNLOAD.fullmatch(line.text))), None)
        _take_out_head(lines, host, transcript)
    related = _take_out_teasers(lines, is_host)
    return HostPage(is_host and transcript is not None, title or None, related)


def take_out_lines(lines: Lines) -> None:
    """Take out web chrome, ruled lines, blank contact fields, placeholders and photo credits."""
    left = list(lines.left())
    for line, following in zip_longest(left, left[1:]):
        rule = _rule(line, following)
        if rule:
            lines.take_out(rule, line.number, line.number)
    for line in list(lines.left()):  # now that the credits above them are gone
        above, below = lines.blank(line.number - 1), lines.blank(line.number + 1)
        if above and below and PLACEHOLDER.fullmatch(line.text):
            lines.take_out("placeholder", line.number, line.number)
        # Alone, or under a heading: between the rows of a table it tells what is head and what is sum.
        if below and (above or lines.blank(line.number - 2)) and RULED_LINE.fullmatch(line.text):
            lines.take_out("ruled line", line.number, line.number)


def _take_out_head(lines: Lines, host: list[Line], transcript: Line | None) -> None:
    if transcript is None or transcript.number < host[0].number:
        for line in [*host, *([transcript] if transcript else [])]:
            lines.take_out("host page", line.number, line.number)
        return
    above = [line for line in lines.left() if line.number < host[0].number]
    if len(above) == 1:  # the host's own heading: the title again, often cut short
        lines.take_out("host title", above[0].number, above[0].number)
    for line in list(lines.left()):
        if host[0].number <= line.number <= transcript.number:
            lines.take_out("host page", line.number, line.number)


def _take_out_teasers(lines: Lines, is_host: bool) -> tuple[str, ...]:
    """
    Take out the teasers behind a transcript, and give their titles.

    Between two "Læs mere" everything is a teaser; before the first one the two
    blocks that a teaser has. On a page that is not a PDF host's, a teaser must
    begin its excerpt with its title, or the page is an ordinary one with links.
    """
    blocks = lines.blocks()
    ends = [number for number, block in enumerate(blocks) if len(block) == 1 and READ_MORE.fullmatch(block[0].text)]
    if is_host and not ends:
        return _take_out_plain_teasers(lines, blocks)
    if len(ends) < TEASERS and not is_host:
        return ()
    related: dict[str, None] = {}
    start = max(0, ends[0] - TEASER_BLOCKS)
    for end, following in zip_longest(ends, ends[1:], fillvalue=len(blocks)):
        teaser = blocks[start : end + 1]
        repeats = len(teaser) > TEASER_BLOCKS and _begins(teaser[1][0].text, teaser[0][0].text)
        if is_host or repeats:
            lines.take_out("teaser", teaser[0][0].number, teaser[-1][-1].number)
            if len(teaser) > 1:
                related[teaser[0][0].text] = None
        start = end + 1 if is_host else max(end + 1, following - TEASER_BLOCKS)
    if is_host and start < len(blocks):
        lines.take_out("teaser", blocks[start][0].number, blocks[-1][-1].number)
    return tuple(related)


def _take_out_plain_teasers(lines: Lines, blocks: list[list[Line]]) -> tuple[str, ...]:
    """A host may leave "Læs mere" out: then the last blocks are titles, each with an excerpt that begins with it."""
    start = len(blocks)
    while start >= TEASER_BLOCKS and _begins(blocks[start - 1][0].text, blocks[start - 2][0].text):
        start -= TEASER_BLOCKS
    if start < len(blocks):
        lines.take_out("teaser", blocks[start][0].number, blocks[-1][-1].number)
    return tuple(dict.fromkeys(block[0].text for block in blocks[start::TEASER_BLOCKS]))


def _begins(excerpt: str, title: str) -> bool:
    return excerpt.startswith(title.rstrip(" .…"))


def _rule(line: Line, following: Line | None) -> str | None:
    if WEB_CHROME.fullmatch(line.text) or READ_MORE.fullmatch(line.text):
        return "web chrome"
    if HOST_LINE.fullmatch(line.text) and DOWNLOAD.fullmatch(line.text):
        return "host page"
    if CONTACT_FIELD.fullmatch(line.text):
        answered = following and following.number == line.number + 1 and CONTACT_VALUE.fullmatch(following.text)
        return None if answered else "blank contact field"
    credit = PHOTO_CREDIT.fullmatch(line.text)
    if credit:
        words = credit[1].lower().split()
        if len(words) <= CREDIT_WORDS and not SENTENCE_WORDS.intersection(words):
            return "photo credit"
    return None
