"""The command line on databases, as its own tests have it."""

from __future__ import annotations

from tests.cli.conftest import cli, nothing, shop, shop_file

__all__ = ["cli", "nothing", "shop", "shop_file"]
