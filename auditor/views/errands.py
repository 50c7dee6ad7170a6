"""What has to be done before checks can be answered, and for which of them."""

from __future__ import annotations

from msgspec import Struct

from auditor.views.checks import Errand


class ErrandLine(Struct, frozen=True):
    """An errand, and the checks that it is for."""

    errand: Errand
    checks: int
    """How many of them there are; what a whole site answers once counts once."""
    answered: int
    """How many of them have their answer; none where it is no audit that is looked at."""
    touchpoints: tuple[str, ...]
    """The names of those where they are asked, in order."""
