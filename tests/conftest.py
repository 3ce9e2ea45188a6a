"""The small collection, indexed once, and a visitor to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from small_collection import COLLECTION, published

from search_engine.engine import SearchEngine
from web.app import create_app


@pytest.fixture(autouse=True)
def _away_from_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written to where nobody said is written beside the test, and not into the project."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def small_engine(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    """The collection, published; nothing may change it."""
    return published(tmp_path_factory.mktemp("index"), COLLECTION)


@pytest.fixture
def site(small_engine: SearchEngine) -> FlaskClient:
    """A visitor to the collection."""
    return create_app(small_engine).test_client()
