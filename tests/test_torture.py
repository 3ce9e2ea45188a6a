"""A small sample of ``python -m tests.torture``; the long runs are ``make torture``."""

from __future__ import annotations

from pathlib import Path

import pytest
from torture.corruption import corrupt
from torture.full_disk import Unavailable, fill
from torture.kill import kill, steps
from torture.swaps import swap

SEED = 20261122


def test_a_killed_publication_loses_nothing_that_was_published(tmp_path: Path) -> None:
    assert sum(kill(tmp_path, 4, SEED).values()) == 4


def test_a_publication_can_be_killed_at_any_step(tmp_path: Path) -> None:
    assert sum(steps(tmp_path, slice(3, 400, 60)).values()) >= 4


def test_damage_is_found_before_anything_is_answered(tmp_path: Path) -> None:
    assert sum(corrupt(tmp_path, 12, SEED).values()) == 12


def test_readers_see_one_generation_at_a_time(tmp_path: Path) -> None:
    assert swap(tmp_path, 5)["in time"] > 100


def test_a_full_disk_leaves_the_old_index_and_is_said(tmp_path: Path) -> None:
    try:
        outcomes = fill(tmp_path, 8, SEED)
    except Unavailable as reason:
        pytest.skip(str(reason))
    assert outcomes["said that there is no room"] > 0
