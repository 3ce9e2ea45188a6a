"""What the keeper of a document says of it."""

from datetime import date

import pytest

from ingest import sidecar
from search_engine.errors import BadSidecar


def read(text):
    data = text if isinstance(text, bytes) else text.encode()
    return sidecar.read([("plan.toml", data)])


def test_a_document_without_a_sidecar_has_nothing_stated():
    assert sidecar.read([]) == {}


def test_every_field_can_be_stated():
    stated = read(
        """
        title = "Affaldsplan"
        municipality = "Bøgesund"
        kind = "plan"
        topic = "Affald"
        published = 2024-05-03
        updated = "2025-01-31"
        valid_from = 2024-06-01
        valid_to = 2026-12-31
        replaced_by = "affald/plan-2027"
        contact = "Affald og Genbrug,  telefon 1034 2450"
        location = "https://boegesund.example/plan"
        pages = 12
        """
    )

    assert stated == {
        "title": "Affaldsplan",
        "municipality": "Bøgesund",
        "kind": "plan",
        "topic": "Affald",
        "published": date(2024, 5, 3),
        "updated": date(2025, 1, 31),
        "valid_from": date(2024, 6, 1),
        "valid_to": date(2026, 12, 31),
        "replaced_by": "affald/plan-2027",
        "contact": "Affald og Genbrug, telefon 1034 2450",
        "location": "https://boegesund.example/plan",
        "pages": 12,
    }


def test_what_windows_editors_write_is_read():
    assert read(b'\xef\xbb\xbftopic = "\xc3\x86ldre"\r\n') == {"topic": "Ældre"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('title = "A"\nemne = "Affald"', r"»emne« \(linje 2\) findes ikke; der kan stå title, "),
        ("pages = true", r"»pages« \(linje 1\) skal være et antal"),
        ("pages = 0", "antal sider"),
        ('pages = "12"', "pages = 12"),
        ("title = 2024", "tekst i anførselstegn"),
        ('title = "  "', "tekst i anførselstegn"),
        ("updated = 2024-05-03T10:00:00", "skal være en dag"),
        ('updated = "3. maj 2024"', "updated = 2026-01-31"),
        ('location = "javascript:alert(1)"', "https://"),
        ('location = "https://a:b@boegesund.example/"', "https://"),
        ("valid_from = 2025-01-01\nvalid_to = 2024-01-01", "ligger efter valid_to"),
        ("title = Affald", "linje 1"),
        ('\n\ntitle = "Affald', "TOML"),
        ("[title]\na = 1", "»title«"),
        (b'title = "\xc6ldre"', "UTF-8"),
        ("a = " + "[" * 20_000, "TOML"),
    ],
)
def test_a_doubtful_sidecar_is_refused_with_its_name_the_place_and_what_is_allowed(text, says):
    with pytest.raises(BadSidecar, match=says) as raised:
        read(text)

    assert "»plan.toml«" in str(raised.value)


def test_two_sidecars_for_one_document_are_refused():
    with pytest.raises(BadSidecar, match=r"»plan\.toml« og »plan\.txt\.toml«"):
        sidecar.read([("plan.toml", b""), ("plan.txt.toml", b"")])
