"""`auditor finding phrases`: the wordings that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, in_language
from auditor.base.vocabulary import LANGUAGES
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_finding
from auditor.cli.frame.options import format_option, journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.views.findings import phrases_for

if TYPE_CHECKING:
    from auditor.views.findings import Phrase
    from auditor.workspace import Workspace


@click.command(help=_("List the kept wordings: all of them, or those for a finding."))
@click.argument("finding", required=False)
@journey_option
@format_option
@with_workspace
def phrases(workspace: Workspace, finding: str | None, journey: str | None, form: str) -> None:
    """List kept wordings."""
    found = workspace.reads.findings.phrases()
    if finding is not None:
        found = phrases_for(found, a_finding(workspace, finding, journey).check)
    hint = _("No wording is kept: “auditor finding keep” keeps one.")
    output.rows(Table(_columns(), found), form, hint)


def _columns() -> list[Column[Phrase]]:
    return [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("checklist", lambda one: one.checklist),
        Column(
            "check",
            lambda one: one.check_key,
            _("Check"),
            lambda one: f"{one.checklist}/{one.check_key}" if one.check_key else "",
            minor=1,
        ),
        Column(
            "texts", lambda one: dict(one.texts), _("Wording"), lambda one: in_language(one.texts), least=24
        ),
        Column(
            "languages",
            lambda one: [language for language in LANGUAGES if language in one.texts],
            _("Languages"),
            lambda one: ", ".join(language for language in LANGUAGES if language in one.texts),
            minor=2,
        ),
    ]
