"""What is told of a finding in a list by what became of it since the audit before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.views.audits import AuditLine
from auditor.views.findings import FindingChanges

if TYPE_CHECKING:
    from auditor.reads import Reads


def finished_before(reads: Reads, audit_id: int) -> AuditLine | None:
    """Return the newest audit before one that is finished; what one in progress says is not told yet."""
    before = reads.follow.before(audit_id)
    while before is not None and before.finished is None:
        before = reads.follow.before(before.id)
    return before


def change_words(changes: FindingChanges) -> dict[int, str]:
    """Return that a finding is new, or came back, by its number."""
    new = {one.id: _("new") for one in changes.new}
    return new | {one.id: _("came back") for one in changes.back}
