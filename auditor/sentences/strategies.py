"""Strategies in words: who works on one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.base import labels
from auditor.base.i18n import _, number
from auditor.base.vocabulary import Status
from auditor.views.strategies import ServingAction

_ORDER = (Status.IN_PROGRESS, Status.PLANNED, Status.PROPOSED, Status.DONE, Status.VERIFIED)


def is_worked_on(actions: Sequence[ServingAction]) -> bool:
    """Tell whether somebody works on a strategy, or has: an action that serves it is more than proposed."""
    return any(action.status is not Status.PROPOSED for action in actions)


def standing(actions: Sequence[ServingAction]) -> str:
    """Return how far the actions that serve a strategy are, such as `1 in progress, 2 done`; or that nobody works on it."""
    counted = Counter(action.status for action in actions)
    said = ", ".join(
        _("{count} {status}").format(count=number(counted[status]), status=labels.word(status))
        for status in _ORDER
        if counted[status]
    )
    if is_worked_on(actions):
        return said
    return _("nobody works on it ({said})").format(said=said) if said else _("nobody works on it")
