"""The server in a process of its own, as whatever comes along on the network meets it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from time import sleep
from typing import NamedTuple

import pytest
from small_collection import COLLECTION, published


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


class Server(NamedTuple):
    port: int
    log: Path

    def get(self, path: str) -> Answer:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def send(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(4096), b""))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    (folder / "home").mkdir()
    published(folder / "index", COLLECTION)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = folder / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "kommunesvar", "serve", "--port", str(port)],
            env=os.environ
            | {
                "KOMMUNESVAR_INDEX": str(folder / "index"),
                "KOMMUNESVAR_DATA": str(folder / "data"),
                "HOME": str(folder / "home"),
                "XDG_RUNTIME_DIR": str(folder / "home"),
            },
            stderr=written,
        )
    try:
        while f":{port}/" not in log.read_text() and process.poll() is None:
            sleep(0.05)
        yield Server(port, log)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_it_prints_its_address_and_answers(server: Server) -> None:
    assert f"http://127.0.0.1:{server.port}/" in server.log.read_text()
    assert json.loads(server.get("/api/v1/search?q=glas").body)["total"] == 1


def test_it_opens_no_door_but_its_port_and_leaves_nothing_in_the_home_folder(server: Server) -> None:
    """gunicorn would listen for commands on a socket there, the same one for every server."""
    assert list(server.log.with_name("home").iterdir()) == []


@pytest.mark.parametrize(
    "request_line",
    [b"GET /soeg?q=om skilsmisse HTTP/1.1", b"skilsmisse", b"G?T /skilsmisse HTTP/1.1", b"GET /soeg?q=om skilsmisse"],
)
def test_what_is_not_http_is_refused_and_neither_it_nor_its_sender_is_written_down(
    server: Server, request_line: bytes
) -> None:
    answer = server.send(request_line + b"\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert "Invalid request" in server.log.read_text()
    assert "skilsmisse" not in server.log.read_text()
    assert "ip=" not in server.log.read_text()


def test_a_body_that_does_not_tell_its_length_is_read_only_so_far(server: Server) -> None:
    head = b"POST /hjalp HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n"
    form = b"Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"

    answer = server.send(head + form + b"1388\r\nq=" + b"a" * 4998 + b"\r\n0\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 400 ")


def test_a_very_long_address_is_answered_like_every_other_error(server: Server) -> None:
    answer = server.get("/api/v1/search?q=" + "a" * 8000)

    assert (answer.status, answer.headers["Content-Type"]) == (414, "application/problem+json")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_comes_all_at_once_is_answered_or_told_to_come_back_and_then_it_is_over(server: Server) -> None:
    with ThreadPoolExecutor(200) as crowd:
        answers = list(crowd.map(lambda number: server.get(f"/soeg?q=affald+{number}"), range(400)))

    assert Counter(answer.status for answer in answers).keys() <= {200, 503}
    assert all(answer.headers["Retry-After"] for answer in answers if answer.status == 503)
    assert json.loads(server.get("/api/v1/search?q=glas+igen").body)["total"] == 1


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /soeg?q=gl",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /soeg?q=affald HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
    ids=["says nothing", "stops in the middle", "does not hang up", "does not read"],
)
def test_who_dawdles_keeps_nobody_waiting(server: Server, begun: bytes) -> None:
    """Who says nothing gets no thread, so there may be more of them than threads; the others leave some free."""
    with ExitStack() as open_:
        for _ in range(60 if begun else 200):
            dawdler = open_.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=20))
            dawdler.sendall(begun)

        assert [server.get(f"/api/v1/search?q=glas+{number}").status for number in range(8)] == [200] * 8
