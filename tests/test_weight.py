"""What a first visit costs and how steadily the page comes, as ``kommunesvar serve`` serves it."""

from __future__ import annotations

from collections.abc import Iterator

import chromium
import pytest
from playwright.sync_api import Browser

from bench.loading import first_visit

MOST_BYTES = 110_000  # of a first visit; the design's budget
MOST_JUMPING = 0.02  # cumulative layout shift; the design's. Below 0.1 is called good


@pytest.fixture(scope="module")
def address(demonstration: chromium.Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chromium.serve(demonstration.index, tmp_path_factory.mktemp("served") / "data") as answering:
        yield answering


@pytest.mark.parametrize("name", ["forside", "svar", "sted"])
@pytest.mark.parametrize("width", ["desktop", "mobil"])
def test_a_first_visit_is_light_and_stands_still_on_a_slow_line(
    browser: Browser, demonstration: chromium.Demonstration, address: str, name: str, width: str
) -> None:
    loaded = first_visit(browser, address + demonstration.pages[name], chromium.WIDTHS[width])

    assert 20_000 < loaded.bytes <= MOST_BYTES
    assert loaded.fcp > 0
    assert loaded.cls < MOST_JUMPING
