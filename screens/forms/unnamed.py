"""A check that is not met and of which no finding is named yet: the first that is said of it names it."""

from __future__ import annotations

from msgspec import Struct

from auditor.base.labels import quoted
from auditor.base.text import one_line, shortened
from auditor.base.vocabulary import Verdict
from auditor.sentences.faults import fault
from auditor.views.checks import Check


class Unnamed(Struct, frozen=True):
    """What is known of it before it has a name; a check that is met can have a remark."""

    answer_id: int
    check: Check
    verdict: Verdict
    touchpoint: str
    address: str = ""
    """Of the touchpoint."""
    items: tuple[str, ...] = ()
    """What was chosen to be looked at for the check."""

    @property
    def name(self) -> str:
        """What it is called as long as it has no name: its fault."""
        return quoted(shortened(one_line(fault(self.check, self.verdict)), 60))
