"""Answers made small on their way, and still the same when they arrive."""

import gzip
import re

import brotli
import pytest
from bs4 import BeautifulSoup
from flask import Response, send_file

from search_engine.settings import Settings
from web.app import create_app

PAGE, SEARCH, STYLE, ICON = "/soeg?q=affald", "/api/v1/search?q=affald", "/static/x/style.css", "/static/x/icon.svg"
UNDO = {"br": brotli.decompress, "gzip": gzip.decompress}


def get(site, path, encodings, headers=()):
    with site.get(path, headers={"Accept-Encoding": encodings, **dict(headers)}) as answer:
        answer.get_data()
    return answer


def same(body):
    """What does not change from one time to the next."""
    return re.sub(rb'"took_ms": ?[\d.]+', b"", body)


@pytest.mark.parametrize("path", [PAGE, SEARCH, STYLE])
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_reader_gets_it_smaller_and_the_same(site, path, encoding):
    plain, small = get(site, path, ""), get(site, path, encoding)

    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == encoding
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data) / 2
    assert same(UNDO[encoding](small.data)) == same(plain.data)
    assert plain.headers["Vary"] == small.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", [PAGE, STYLE])
def test_brotli_comes_first_where_a_browser_takes_everything(site, path):
    assert get(site, path, "gzip, deflate, br, zstd").headers["Content-Encoding"] == "br"
    assert get(site, path, "br;q=0.1, gzip").headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in get(site, path, "identity").headers


def test_what_is_tiny_stays_as_it_is(site):
    assert "Content-Encoding" not in get(site, "/healthz", "br").headers
    assert "Content-Encoding" not in get(site, ICON, "br").headers


def test_a_static_file_is_as_small_as_it_gets(site):
    plain, small, again = (get(site, STYLE, encodings) for encodings in ("", "br", "br"))

    assert len(small.data) == len(brotli.compress(plain.data, quality=11))
    assert again.data == small.data


def test_a_first_visit_to_the_results_takes_at_most_110_kb(site):
    """As a browser that knows brotli fetches it: the page, and what it names."""
    page = BeautifulSoup(site.get(PAGE).text, "html.parser")
    named = {link["href"] for link in page.select("link[rel=stylesheet], link[rel=preload], link[rel=icon]")}
    named |= {script["src"] for script in page.select("script[src]")}
    named |= {use["href"].partition("#")[0] for use in page.select("use")}
    sizes = {path: int(get(site, path, "br").headers["Content-Length"]) for path in [PAGE, *named]}

    assert any("dkfds" in path for path in named)
    assert sum(sizes.values()) < 110_000, sizes


def test_a_part_of_a_file_is_not_compressed(small_engine):
    app = create_app(small_engine, Settings())
    app.add_url_rule("/fil", view_func=lambda: send_file(__file__, mimetype="text/plain"))

    part = get(app.test_client(), "/fil", "br", {"Range": "bytes=0-999"})

    assert (part.status_code, len(part.data)) == (206, 1000)
    assert "Content-Encoding" not in part.headers


def test_lines_that_come_one_by_one_are_compressed_as_they_come(small_engine):
    app = create_app(small_engine, Settings())

    @app.get("/linjer")
    def lines() -> Response:
        return Response((f'{{"number": {number}}}\n' for number in range(500)), mimetype="application/jsonl")

    answer = get(app.test_client(), "/linjer", "gzip")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data).count(b"\n") == 500


@pytest.mark.parametrize("path", [PAGE, STYLE])
def test_head_tells_what_get_would_send(site, path):
    got = get(site, path, "br")
    with site.head(path, headers={"Accept-Encoding": "br"}) as told:
        assert told.data == b""
    for name in ("Content-Length", "Content-Encoding", "ETag", "Vary", "Cache-Control"):
        assert told.headers.get(name) == got.headers.get(name)
