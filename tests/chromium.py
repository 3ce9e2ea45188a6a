"""Chromium, the pages it is shown, and the demonstration collection that they are of."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import sleep
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from ingest import run
from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import Query
from web import links

CORPUS = Path(__file__).parent.parent / "corpus"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
WIDTHS = {"desktop": (1280, 900), "mobil": (390, 844)}
PATIENCE_MS = 20_000  # guess: of a machine with other things to do


class Demonstration(NamedTuple):
    """The demonstration collection as it is served, and its pages by name."""

    index: Path
    address: str
    pages: dict[str, str]

    def __truediv__(self, path: str) -> str:
        return self.address + path


def found() -> str | None:
    """Where Chromium is, on machines that have it."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found(), args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address at which *app* answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def serve(index: Path, data: Path) -> Iterator[str]:
    """The address at which ``kommunesvar serve`` answers in a process of its own, as it would in production."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    settings = {"KOMMUNESVAR_INDEX": str(index), "KOMMUNESVAR_DATA": str(data), "KOMMUNESVAR_CORPUS": str(CORPUS)}
    log = data.with_suffix(".log")
    with log.open("wb") as written:
        command = [sys.executable, "-m", "kommunesvar", "serve", "--port", port]
        process = subprocess.Popen(command, env=os.environ | settings, stderr=written)
    try:
        while f":{port}/" not in log.read_text():
            assert process.poll() is None, log.read_text()
            sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def demonstration(index: Path) -> SearchEngine:
    """The documents of ``corpus/``, indexed in the folder *index*."""
    engine = SearchEngine(WhooshBackend(index))
    run.run(CORPUS, engine, rebuild=True)
    return engine


def pages(engine: SearchEngine) -> dict[str, str]:
    """Every kind of page by name, of the demonstration collection."""
    place = engine.search(Query("varme uden gas")).hits[0].passage
    changed = replace(place, id=f"{place.document_id}:0000")
    return {
        "forside": "/",
        "svar": search(q="Hvornår skal jeg senest melde flytning?"),
        "intet-svar": search(q="Hvem er direktør for genbrugspladsen?"),
        "filtre": search(q="affald", municipality="Bøgesund", kind="regulativ"),
        "side-2": search(q="kommunen", page="2"),
        "et-dokument": search(q="affald", document=place.document_id),
        "rettet": search(q="madafald"),
        "intet-fundet": search(q="xyzzyx"),
        "afvist": search(q='"'),
        "praecis": search(q="frivil*", mode="exact"),
        "praecis-intet": search(q="xyzzyx", mode="exact"),
        "praecis-afvist": search(q="affald NÆR", mode="exact"),
        "dokument": links.document_link(place.document_id),
        "sted": links.passage_link(place, [("q", "varme uden gas")]),
        "sted-aendret": links.passage_link(changed),
        "emner": "/emner",
        "indlejring": "/indlejring",
        "api": "/api",
        "tak": "/tak?q=affald",
        "hjaelp": "/hjaelp",
        "om": "/om",
        "privatliv": "/privatliv",
        "tilgaengelighed": "/tilgaengelighed",
        "status": "/status",
        "fejl": "/findes-ikke",
    }


def search(**parameters: str) -> str:
    return f"/soeg?{urlencode(parameters)}"
