"""The command line and its databases, for the faults that commands meet."""

from tests.cli.conftest import cli, nothing, shop, shop_file

__all__ = ["cli", "nothing", "shop", "shop_file"]
