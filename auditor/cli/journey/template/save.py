"""`auditor journey template save`: write what the database keeps into a file."""

from __future__ import annotations

from auditor.base.i18n import _
from auditor.base.vocabulary import FileKind
from auditor.cli.columns.sharing import save_command

save = save_command(FileKind.TEMPLATE, _("Write a template that the database keeps into a file."))
