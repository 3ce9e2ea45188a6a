"""Bytes to text, whatever wrote them."""

import unicodedata

import pytest

from ingest.decoding import decode
from search_engine.errors import DocumentError, NoText, Undecodable

TEXT = "Ældre får hjælp på rådhuset – også om søndagen.\nBøgesund Øst, § 18, 3 m²"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_danish_is_read_in_the_encodings_that_offices_write(encoding):
    text = TEXT if encoding != "mac_roman" else TEXT.replace("²", "")
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}

    assert text == decode(marks.get(encoding, b"") + text.encode(encoding))


def test_a_file_from_dos_is_read():
    assert (
        decode("Ældre får hjælp på rådhuset, også om søndagen".encode("cp865"))
        == "Ældre får hjælp på rådhuset, også om søndagen"
    )


def test_what_a_page_declares_is_honoured_where_it_can_be_true():
    assert decode("Hilsen fra Łódź".encode("iso8859-2"), declared="ISO-8859-2") == "Hilsen fra Łódź"


def test_a_page_that_wrongly_declares_latin_1_is_read_as_the_utf_8_it_is():
    assert decode("Ældre på rådhuset".encode(), declared="iso-8859-1") == "Ældre på rådhuset"


@pytest.mark.parametrize("declared", ["utf-7", "utf-16", "rot13", "base64", "findes-ikke", "utf-8\x00", ""])
def test_a_declaration_that_is_untrue_or_no_encoding_is_passed_over(declared):
    assert decode("Ældre på rådhuset".encode("cp1252"), declared) == "Ældre på rådhuset"


def test_the_text_is_nfc_and_its_lines_end_in_one_way():
    decomposed = unicodedata.normalize("NFD", "Å og ø\r\nved åen\rog\u2028havet")

    assert decode(decomposed.encode()) == "Å og ø\nved åen\nog\nhavet"


def test_what_the_eye_does_not_see_is_gone():
    seen = "Kommunens råd " * 20

    assert seen == decode(f"\ufeff{seen[:4]}\u00ad{seen[4:9]}\u200b\u202e\x07{seen[9:]}".encode())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 \xe2\xe3 obj", "en PDF"),
        (b"PK\x03\x04\x14\x00word/document.xml", "Word"),
        (bytes(range(256)) * 40, "tegnsæt"),
        (b"\x00\x01\x02\x03\x04" * 100, "styretegn"),
        ("t\ufffdt s\ufffdt".encode(), "gået tabt"),
        (b"\xff\xfe\x00\xd8\x00", "UTF-16"),
    ],
)
def test_rubbish_is_refused_and_the_reason_named(data, says):
    with pytest.raises(Undecodable, match=says):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(data):
    with pytest.raises(NoText, match="tom"):
        decode(data)


def test_a_text_beyond_all_measure_is_refused_with_its_length():
    with pytest.raises(DocumentError, match=r"12 mio\. tegn; højst 10"):
        decode(b"ord " * 3_000_000)


@pytest.mark.parametrize("rubbish", [b"\x00\x01\xff\xfe\x00rubbish", "Где находится библиотека".encode("koi8-r")])
def test_bytes_that_make_signs_of_another_script_when_one_guesses_are_no_text(rubbish):
    """A file of a few stray bytes was taken in as a document titled "Ā爀扵楢桳"."""
    with pytest.raises(Undecodable):
        decode(rubbish)
