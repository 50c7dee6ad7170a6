"""What is so where a check of the program is not met, also of one that an older audit keeps without saying so."""

from __future__ import annotations

from auditor.library.checklists import written_by_us
from auditor.views.checks import Check, Texts


def fault_of(check: Check, *, partly: bool = False) -> Texts:
    """Return what is so where a check is not met, or partly met, by language; empty where nobody has said.

    A wording kept from before checks said it is told as today's check of the program with the same name.
    """
    one = check if check.fault or check.partly else written_by_us(check.named) or check
    return (one.partly or one.fault) if partly else (one.fault or one.partly)
