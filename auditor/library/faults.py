"""What is so where a check of the program is not met, also of one that an older audit keeps without saying so."""

from __future__ import annotations

from functools import cache

from auditor.library.checklists import OUR_FOLDER, written_by_us
from auditor.views.checks import Check, Named, Texts


def fault_of(check: Check, *, partly: bool = False) -> Texts:
    """Return what is so where a check is not met, or partly met, by language; empty where nobody has said.

    A wording kept from before checks said it is told as today's check of the program with the same name.
    """
    one = check if check.fault or check.partly else _today(check.checklist).get(check.named, check)
    return (one.partly or one.fault) if partly else (one.fault or one.partly)


@cache
def _today(checklist: str) -> dict[Named, Check]:
    path = OUR_FOLDER / f"{checklist}.toml"
    if "/" in checklist or not path.is_file():
        return {}
    return written_by_us(checklist)
