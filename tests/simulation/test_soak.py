"""A server that is killed while several write: a short soak; `python -m tests.simulation.soak` is a long one."""

from __future__ import annotations

import sys

import pytest

from tests.simulation.soak import Wanted, soak


@pytest.mark.skipif(sys.platform == "win32", reason="no server of one's own on Windows")
def test_what_is_told_of_each_change_is_so_though_the_server_is_killed() -> None:
    outcome = soak(Wanted(kills=2, writers=2, commands=0, apart=1.0))
    assert outcome.wrong == []
    assert outcome.told["writer0 saved"] and outcome.told["writer1 saved"]
