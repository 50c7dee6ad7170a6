"""The databases that tests of screens have, for faults of screens."""

from tests.screens.conftest import made, opened

__all__ = ["made", "opened"]
