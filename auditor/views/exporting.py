"""Actions as they go out to other programs."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from auditor.views.actions import ActionLine, LinkedFinding
from auditor.views.askings import Asking


class HandedAsking(Struct, frozen=True):
    """Evidence to be asked for again, with all that another program can take of it."""

    asking: Asking
    uid: str
    """Names it in every copy of the database."""
    created: datetime
    changed: datetime
    """The last change of it."""


class HandedAction(Struct, frozen=True):
    """An action with all that another program can take of it."""

    line: ActionLine
    uid: str
    """Names the action in every copy of the database."""
    note: str
    reason: str
    """Why it was dropped."""
    created: datetime
    changed: datetime
    """The last change of the action."""
    closed: datetime | None
    findings: tuple[LinkedFinding, ...]
