"""The audit that answers and feelings are noted in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, day
from auditor.base.text import shortened
from auditor.cli.frame import output
from auditor.cli.frame.lookup import an_audit, whole_audit

if TYPE_CHECKING:
    from auditor.views.audits import Audit
    from auditor.workspace import Workspace


def open_audit(workspace: Workspace, word: str) -> Audit:
    """Return the audit that a word means, one still open first; raise RefusedError for another’s that is finished."""
    audit = whole_audit(workspace, an_audit(workspace, word, open_first=True).id)
    if audit.finished is not None and audit.auditor_id != workspace.person:
        raise RefusedError(
            _(
                "Audit {number} is {name}’s and finished: open it again first, with "
                "“auditor audit reopen {number}”."
            ).format(number=audit.id, name=shortened(audit.auditor, 40))
        )
    return audit


def tell_finished(audit: Audit) -> None:
    """Say what comes of a change to an audit that is finished."""
    if audit.finished is not None:
        output.say(
            _(
                "Audit {number} was finished on {day}: comparisons and needs follow the change; "
                "“auditor undo” takes it back."
            ).format(number=audit.id, day=day(audit.finished))
        )
