"""A clock of its own for the sample: it goes from day to day and on with every change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import cycle

STARTS_AT = time(9, 10)
PAUSES = (19, 34, 47, 26, 58)
"""Seconds between one change and the next."""


class SampleClock:
    """Goes on a little with every change made."""

    def __init__(self) -> None:
        """Begin long ago."""
        self._pauses = cycle(PAUSES)
        self._now = datetime.fromtimestamp(0).astimezone()

    def go_to(self, days_ago: int) -> None:
        """Go on to the morning of the day so many days ago, in the user's time zone, unless it is past that."""
        self._now = max(self._now, datetime.combine(day(-days_ago), STARTS_AT).astimezone())

    def tick(self) -> datetime:
        """Go on a little and return the moment."""
        self._now += timedelta(seconds=next(self._pauses))
        return self._now


def day(from_today: int) -> date:
    """Return the day so many days from today; negative lies back."""
    return date.today() + timedelta(days=from_today)
