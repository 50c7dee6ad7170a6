"""`auditor interview bank share`: put one of your own in place for everybody."""

from __future__ import annotations

from auditor.base.i18n import _
from auditor.base.vocabulary import FileKind
from auditor.cli.columns.sharing import share_command

share = share_command(FileKind.QUESTIONS, _("Put a file of questions of your own in place for everybody."))
