"""The command line, the databases and the terminals that other tests have, for faults that they meet."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import cli, nothing, place, shop, shop_file
from tests.screens.conftest import made, opened
from tests.terminal.conftest import terminal

__all__ = ["cli", "made", "nothing", "opened", "place", "shop", "shop_file", "terminal"]


@pytest.fixture
def shop_path(made: Callable[[str], Path], tmp_path: Path) -> Path:
    """A web shop with an audit in which nothing is answered yet."""
    path = tmp_path / "shop.db"
    shutil.copy(made("shop"), path)
    return path
