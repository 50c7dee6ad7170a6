"""The columns of respondents in a table; nobody is named but by their code name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.cli.frame.tables import Column

if TYPE_CHECKING:
    from auditor.views.interviews import Respondent


def respondent_columns() -> list[Column[Respondent]]:
    """Return the columns of respondents."""
    return [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("code", lambda one: one.code, _("Respondent")),
        Column("persona_id", lambda one: one.persona_id),
        Column("persona", lambda one: one.persona, _("Persona")),
        Column(
            "interviewed_on",
            lambda one: one.interviewed_on,
            _("Asked on"),
            lambda one: day(one.interviewed_on),
        ),
        Column("consent", lambda one: one.consent, _("Consent"), lambda one: labels.word(one.consent)),
        Column("replies", lambda one: one.replies, _("Replies"), right=True),
        Column("said", lambda one: one.said, _("Quotes and feelings"), right=True, minor=1),
    ]
