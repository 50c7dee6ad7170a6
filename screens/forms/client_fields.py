"""The fields in which it is said for whom a journey is audited, and by which words it is found."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.base.i18n import _
from auditor.sentences.clients import clients_of, tags_of, tags_text
from auditor.workspace import Workspace
from screens.dialogs.form import TextField


def client_field(workspace: Workspace, client: str = "") -> TextField:
    """Return the field of the client, completed with those that are known."""
    known = clients_of(workspace.reads.journeys.every_line())
    hint = _("for whom it is audited; home groups journeys by it")
    return TextField("client", _("client"), client, hint=hint, suggestions=known)


def tags_field(workspace: Workspace, tags: Iterable[str]) -> TextField:
    """Return the field of the tags, completed with those that are known."""
    known = tags_of(workspace.reads.journeys.every_line())
    hint = _("short words to find it by, such as: b2b spring pilot")
    return TextField("tags", _("tags"), tags_text(tags), hint=hint, suggestions=known)


def client_field_if_any(workspace: Workspace) -> list[TextField]:
    """Return the field of the client where some journey has one, and else nothing."""
    field = client_field(workspace)
    return [field] if field.suggestions else []
