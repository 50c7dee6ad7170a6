"""What waits for what, in words."""

from __future__ import annotations

from auditor.base import labels
from auditor.base.i18n import _, day, ngettext
from auditor.base.vocabulary import OPEN_STATUSES, Status
from auditor.views.actions import Action, ActionLine, Dependency


def blocked(line: ActionLine) -> str:
    """Say by how many open actions an action is blocked; empty for none."""
    if not line.blocked:
        return ""
    return ngettext("blocked by {n} action", "blocked by {n} actions", line.blocked).format(n=line.blocked)


def related(one: Dependency) -> str:
    """Return an action that another waits for, or that waits for it, with how far it is, who has it and by when."""
    about = [labels.word(one.status), one.owner, day(one.due)]
    return f"{one.id} {one.title} ({', '.join(filter(None, about))})"


def too_late(action: Action) -> str:
    """Name what an action waits for that is due after it, or was dropped; empty for nothing."""
    line = action.line
    if line.status not in OPEN_STATUSES:
        return ""
    said = [
        _("{number} is due after this").format(number=one.id)
        for one in action.blocked_by
        if one.status in OPEN_STATUSES and one.due and line.due and one.due > line.due
    ]
    said += [
        _("{number} was dropped").format(number=one.id)
        for one in action.blocked_by
        if one.status is Status.DROPPED
    ]
    return "; ".join(said)
