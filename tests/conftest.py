"""The small collection, indexed once, and a visitor to it; a browser, and the demonstration for it to look at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from quality.measured import SETS
from small_collection import COLLECTION, published

from search_engine.engine import SearchEngine
from search_engine.settings import Settings
from web.app import create_app


@pytest.fixture(autouse=True)
def _away_from_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written to where nobody said is written beside the test, and not into the project."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def small_engine(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    """The collection, published; nothing may change it."""
    return published(tmp_path_factory.mktemp("index"), COLLECTION)


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    """The documents of ``corpus/`` as the product takes them in, meanings and all: a minute."""
    return SETS[0].engine(tmp_path_factory.mktemp("collection"))


@pytest.fixture
def site(small_engine: SearchEngine) -> FlaskClient:
    """A visitor to the collection."""
    return create_app(small_engine).test_client()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. A machine may lack it, but not the one that checks what is to be put on line."""
    if chromium.found() is None:
        missing = "Chromium is not on this machine (Debian: apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with chromium.browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Demonstration]:
    """The documents of ``corpus/``, served; nothing may change them."""
    folder = tmp_path_factory.mktemp("demonstration")
    engine = chromium.demonstration(folder / "index")
    app = create_app(engine, Settings(index=folder / "index", corpus=chromium.CORPUS, data=folder / "data"))
    with chromium.served(app) as address:
        yield chromium.Demonstration(folder / "index", address, chromium.pages(engine))
