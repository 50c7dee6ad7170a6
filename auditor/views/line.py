"""How the line to a database stands: whether its server, or the disk it is on, answers."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Line(Struct, frozen=True):
    """The line to a database, as somebody who watches it knows it."""

    since: datetime | None = None
    """From when on it is broken, in local time; None while it stands."""
    why: str = ""
    """What is known of that, in one line."""
    again: float | None = None
    """When it is tried again, by the clock of `time.monotonic`; None while it is tried, or looked for all the time."""

    @property
    def is_broken(self) -> bool:
        """Whether nothing answers just now."""
        return self.since is not None


STANDS = Line()
"""A line that is not broken."""
