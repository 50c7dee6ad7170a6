"""What fits in a number of person-days."""

from __future__ import annotations

DAYS = (0.5, 2.0, 5.0, 15.0, 40.0)
"""Person-days of effort 1..5. House defaults, set in the config."""

PARTS = 4
"""Days are counted in quarters, so that sums of them are exact."""


def are_days(value: object) -> bool:
    """Tell whether a value is a number of days that can be worked with: quarters of a day from ¼ to 1000."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 1 / PARTS <= value <= 1000 and value * PARTS == int(value * PARTS)
