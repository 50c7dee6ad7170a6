"""The figures of what a journey is for, as far as they are known."""

from __future__ import annotations

from msgspec import Struct

from auditor.analysis.losses import JourneyMoney
from auditor.analysis.returns import ActionMoney


class PurposeFigures(Struct, frozen=True):
    """To raise sales: what is lost a month. To cut cost: what the open actions cost, and bring a month."""

    lost: JourneyMoney | None = None
    actions: ActionMoney | None = None


NO_FIGURES = PurposeFigures()
