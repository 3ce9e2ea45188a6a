"""What the web never writes down: what people search for, and cpr numbers."""

import logging
import re

import pytest

from search_engine.settings import Settings
from web.app import create_app


def test_the_log_holds_method_path_status_and_time_and_not_what_was_asked(site, caplog):
    with caplog.at_level(logging.INFO):
        site.get("/soeg?q=skilsmisse&kind=plan")

    assert re.search(r"GET /soeg 200 \d+\.\d ms", caplog.text)
    assert "skilsmisse" not in caplog.text
    assert "kind" not in caplog.text


@pytest.mark.parametrize(
    "number",
    [
        "0102031234",
        "010203-1234",
        "010203%2D1234",
        "010203%201234",
        "9102039999",
        "01%2002%2003%201234",
        "01.02.03-1234",
    ],
)
def test_what_looks_like_a_cpr_number_in_a_path_is_neither_logged_nor_shown(site, caplog, number):
    with caplog.at_level(logging.DEBUG):
        page = site.get(f"/dokument/{number}/mere")

    shown = re.sub(r'href="/static/[^"]*"', "", page.text)  # these addresses hold digests
    assert not re.search(r"\d\d.?\d\d.?\d\d.?\d{4}", caplog.text + shown)


@pytest.mark.parametrize(
    "written",
    [
        "010203-1234",
        "0102031234",
        "010203 1234",
        "010203–1234",
        "hvad med 3112991234?",
        "01 02 03 - 1234",
        "01.02.03-1234",
    ],
)
def test_a_search_for_a_cpr_number_is_refused_and_not_repeated(site, written):
    answer = site.get("/soeg", query_string={"q": written})

    assert answer.status_code == 400
    assert "ligner et cpr-nummer" in answer.text
    assert written[-6:] not in answer.text


@pytest.mark.parametrize(
    "number", ["5798001234567", "9912345678", "123456", "20240408", "tlf. 20 10 30 40", "01.02.2003"]
)
def test_other_numbers_can_be_searched_for(site, number):
    assert site.get("/soeg", query_string={"q": number}).status_code == 200


@pytest.mark.parametrize("name", ["werkzeug", "gunicorn.error"])
def test_a_servers_own_log_is_scrubbed(small_engine, caplog, name):
    create_app(small_engine, Settings())

    logging.getLogger(name).error('"%s" %s', "GET /soeg?q=skilsmisse HTTP/1.1", "for 010203%2D1234")

    assert "GET /soeg" in caplog.text
    assert "skilsmisse" not in caplog.text
    assert "010203" not in caplog.text
