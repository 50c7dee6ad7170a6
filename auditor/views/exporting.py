"""Actions as they go out to other programs."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from auditor.views.actions import ActionLine, LinkedFinding
from auditor.views.askings import Asking
from auditor.views.findings import Finding


class HandedAsking(Struct, frozen=True):
    """Evidence to be asked for again, with all that another program can take of it."""

    asking: Asking
    uid: str
    """Names it in every copy of the database."""
    created: datetime
    changed: datetime
    """The last change of it."""
    revision: int
    """Counts its changes, from 1; what was taken back counts too."""


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
    revision: int
    """Counts its changes, from 1; what was taken back counts too."""
    closed: datetime | None
    findings: tuple[LinkedFinding, ...]
    mends: tuple[Finding, ...] = ()
    """The findings that it mends; what is among these is told of them, not of `findings`."""
    waived: tuple[Finding, ...] = ()
    """Those of them that were waived, which nobody is to be told of."""

    @property
    def unnamed(self) -> tuple[LinkedFinding, ...]:
        """What was found that is no finding with a name that it mends; what was waived has one."""
        known = (*self.mends, *self.waived)
        named = {(one.touchpoint_id, *one.named, one.pain_id) for one in known}
        # What stands as at another touchpoint of the site is told there.
        shared = {one.named for one in known if one.check is not None and one.elsewhere}
        return tuple(
            one
            for one in self.findings
            if (one.touchpoint_id, one.checklist, one.check_key, one.note_id) not in named
            and (one.checklist, one.check_key) not in shared
        )
