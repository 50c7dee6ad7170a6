"""Waiting in tests of screens: for what is to happen, never for time."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.pilot import Pilot

LONGEST = 60.0
"""Seconds after which something that has not happened will not happen."""


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Wait until `condition` holds and the app is idle; fail when that takes too long."""
    end = monotonic() + LONGEST
    while True:
        await pilot.pause()
        if condition():
            return
        assert pilot.app._exception is None, "the app has fallen over"
        assert monotonic() < end, f"what was waited for did not happen:\n{_shown(pilot)}"


def _shown(pilot: Pilot[None]) -> str:
    """Return the text of the screen."""
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips())
