"""Files to import, where they may land, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from auditor.base.vocabulary import Channel, Moment, Purpose, Scope, Side
from auditor.importing.places import Target
from auditor.importing.planning import plan_import
from auditor.importing.wishes import NO_WISHES, Wishes
from auditor.views.imports import ImportPlan
from auditor.views.journeys import Journey, Persona, Stage, Touchpoint

TODAY = date(2026, 11, 22)
POINTS = ("Search engine", "Product page", "Basket", "Checkout", "Payment", "Order confirmation", "Delivery")
"""The touchpoints of the journey, numbered from 1."""
CHECKOUT = 4


def a_point(number: int, name: str) -> Touchpoint:
    """Return a touchpoint."""
    return Touchpoint(number, 1, name, "", Channel.WEBSITE, Moment.BEFORE, Side.OURS, 3, False, (), 0.0)


JOURNEY = Journey(
    1,
    "Web shop",
    "",
    Purpose.SALES,
    Scope.WHOLE,
    (Stage(1, "All", "", tuple(a_point(number, name) for number, name in enumerate(POINTS, start=1))),),
)
PERSONAS = (Persona(7, 1, "Anna", ""), Persona(8, 1, "Bo", ""))


def target(**said: Any) -> Target:
    """Return where an import may land, with what the user says."""
    return Target(JOURNEY, TODAY, PERSONAS, **said)


def planned(
    folder: Path,
    content: str | bytes,
    form: str = "",
    wishes: Wishes = NO_WISHES,
    name: str = "file.csv",
    **said: Any,
) -> ImportPlan:
    """Return what a file with that content becomes."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return plan_import(form, path, target(**said), wishes)


def suggestions(plan: ImportPlan) -> Mapping[str, str]:
    """Return the verdicts suggested, by checklist/check."""
    return {
        f"{each.checklist}/{each.check_key}": each.verdict.value
        for landing in plan.landings
        for each in landing.suggestions
    }
