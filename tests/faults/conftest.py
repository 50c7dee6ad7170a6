"""The command line on databases, and the databases of screens, as their own tests have them."""

from __future__ import annotations

from tests.cli.conftest import cli, nothing, shop, shop_file
from tests.screens.conftest import made, opened

__all__ = ["cli", "made", "nothing", "opened", "shop", "shop_file"]
