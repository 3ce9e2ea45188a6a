"""The demonstration collection: what is built agrees with its sources, and the fiction stays fiction."""

import io
import re
import zipfile
import zlib
from collections import defaultdict
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from collection.build import CORPUS, build, write
from collection.source import Source, blocks, plain, sources

BUILT = {".pdf", ".docx", ".odt"}
RUBBISH = "bøgesund/nyheder/ulæselig.txt"  # no text, on purpose
MAX_BYTES = 100_000  # a clone stays small
MAX_SHARED = 120  # characters: a longer paragraph that two documents share is a template

FURNITURE = "script, style, header, footer, nav, aside, [class*=cookie]"  # meant to be the same on every page
BLOCKS = ["p", "li", "td", "th", "dd", "dt", "address", "summary", "h1", "h2", "h3", "h4"]

CPR = re.compile(r"(?<!\d)\d{6}[-–]\d{4}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*")
WEB = re.compile(r"(?:https?://|www\.)[\w-]+(?:\.[\w-]+)*|\b[\w-]+\.(?:dk|com|org|net|eu)\b")
PHONE = re.compile(r"(?<![\d.,])(?:\d{4} \d{4}|\d{2} \d{2} \d{2} \d{2}|\d{8})(?![\d.,]*\d)")
YEARS = re.compile(r"(?:19|20)\d\d (?:19|20)\d\d")  # in the head of a table


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    """The paragraphs of every document, by its path; a built one is read from its source."""
    found = {source.path: paragraphs(source) for source in sources()}
    for path in sorted(CORPUS.rglob("*/*.*")):
        name = path.relative_to(CORPUS).as_posix()
        if path.suffix not in BUILT and name != RUBBISH:
            found[name] = written(path)
    return found


# ---------------------------------------------------------------- what is built


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.path)
def test_a_built_document_is_what_its_source_says(source, tmp_path):
    """After a change in tests/collection: python -m tests.collection.build."""
    built = write(source, tmp_path)

    assert unpacked(built.read_bytes()) == unpacked((CORPUS / source.path).read_bytes())


def test_building_twice_gives_the_same_bytes(tmp_path):
    once, again = build(tmp_path / "once"), build(tmp_path / "again")

    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]


def test_every_document_that_is_not_text_has_a_source():
    there = {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*") if path.suffix in BUILT}

    assert there == {source.path for source in sources()}


def test_no_document_is_large():
    assert [path.name for path in CORPUS.rglob("*") if path.is_file() and path.stat().st_size > MAX_BYTES] == []


# ---------------------------------------------------------------- what is written


def test_no_two_documents_share_a_paragraph(texts):
    holders = defaultdict(set)
    for path, found in texts.items():
        for paragraph in found:
            if len(paragraph) > MAX_SHARED:
                holders[paragraph].add(path)

    assert {text: paths for text, paths in holders.items() if len(paths) > 1} == {}


def test_nothing_looks_like_a_cpr_number(texts):
    assert matches(CPR, texts) == []


def test_every_mail_and_web_address_is_one_that_nobody_can_own(texts):
    addresses = matches(MAIL, texts) + matches(WEB, texts)

    assert addresses
    assert [address for address in addresses if not address.endswith(".example")] == []


def test_every_telephone_number_is_one_that_no_dane_has(texts):
    numbers = [number for number in matches(PHONE, texts) if not YEARS.search(number)]

    assert numbers
    assert [number for number in numbers if number.split(": ")[1][0] not in "01"] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (CPR, "født 010203" + "-0405, bor"),
        (MAIL, "skriv til nogen@kommune.dk."),
        (WEB, "se kommune.dk"),
        (WEB, "https://kommune.dk/affald"),
        (PHONE, "ring 7034 2000."),
        (PHONE, "tlf. 70 34 20 00"),
        (PHONE, "(70342000)"),
    ],
)
def test_what_must_not_be_there_would_be_recognised(pattern, text):
    assert pattern.search(text)


def paragraphs(source: Source) -> list[str]:
    if source.path.endswith("-scannet.pdf"):
        return source.body.splitlines()
    found = []
    for block in blocks(source.body):
        found += [text for row in getattr(block, "rows", ()) for text in row]
        found.append(getattr(block, "text", ""))
    return [*map(plain, found), source.title, source.layout.header, source.layout.footer]


def written(path: Path) -> list[str]:
    data = path.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if path.suffix != ".html":
        return text.splitlines()
    page = BeautifulSoup(text, "html.parser")
    for furniture in page.select(FURNITURE):
        furniture.decompose()
    return [" ".join(block.get_text(" ").split()) for block in page.find_all(BLOCKS)]


def matches(pattern: re.Pattern[str], texts: dict[str, list[str]]) -> list[str]:
    return [
        f"{path}: {match[0]}" for path, found in texts.items() for text in found for match in pattern.finditer(text)
    ]


def unpacked(data: bytes) -> list[bytes]:
    """What a file holds. Compressed, the same content comes out differently with another version of zlib."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [part for name in archive.namelist() for part in (name.encode(), archive.read(name))]
    facts = re.findall(rb"/(?:Title|CreationDate) ?\([^)]*\)", data)
    return facts + [inflated(held) for held in re.findall(rb"stream\r?\n(.*?)\r?\n?endstream", data, re.DOTALL)]


def inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream  # a picture
