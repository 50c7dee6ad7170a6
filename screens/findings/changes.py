"""What is told of a finding in a list by what became of it since the audit before."""

from __future__ import annotations

from auditor.base.i18n import _, pgettext
from auditor.views.findings import FindingChanges


def change_words(changes: FindingChanges) -> dict[int, str]:
    """Return that a finding is new, or came back, by its number."""
    new = {one.id: pgettext("a finding", "new") for one in changes.new}
    return new | {one.id: _("is back") for one in changes.back}
