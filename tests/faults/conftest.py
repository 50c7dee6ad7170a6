"""The databases and terminals that other tests have, for faults of screens."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.screens.conftest import made, opened
from tests.terminal.conftest import terminal

__all__ = ["made", "opened", "terminal"]


@pytest.fixture
def shop(made: Callable[[str], Path], tmp_path: Path) -> Path:
    """A web shop with an audit in which nothing is answered yet."""
    path = tmp_path / "shop.db"
    shutil.copy(made("shop"), path)
    return path
