"""Cpr numbers are found, and nothing that only looks a little like them. All numbers here are made up."""

import pytest

from ingest import privacy


@pytest.mark.parametrize(
    "text",
    [
        "Ansøger: 010190-1234",
        "(311299-0000)",
        "010190 - 1234",
        "010190–1234",
        "010190-\n1234",
        "CPR-nr. 0101901234",
        "cpr: 010190 1234",
        "personnummer 0101901234.",
    ],
)
def test_a_cpr_number_is_found_and_masked(text):
    assert privacy.line_of_cpr("Første linje\n" + text) == 2
    assert not any(part in privacy.masked(text) for part in ("0190", "3112", "1234", "0000"))


@pytest.mark.parametrize(
    "text",
    [
        "Sag 480-2016-108394",
        "journalnummer 14-017317",
        "telefon 5588 3020, 55883020",
        "EAN 5798000123456",
        "CVR 12881517",
        "P-nummer 1003249875",
        "321399-1234",
        "011390-1234",
        "010190-12345",
        "1010190-1234",
        "01.01.1990-1234",
        "2013-010190-1234",
        "cpr-numre er fortrolige. Ring på 10343450 efter kl. 10",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert privacy.line_of_cpr(text) is None
    assert privacy.masked(text) == text
