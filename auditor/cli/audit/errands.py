"""`auditor audit errands`: what has to be done before checks can be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, in_language
from auditor.base.vocabulary import Depth
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey, an_audit, whole_audit
from auditor.cli.frame.options import depth_option, format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.views.errands import ErrandLine
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "List what has to be done for an audit. Orders, messages, calls; with what to have at hand, and for how many "
        "checks. Of a journey, as deep as --depth says, or of an audit (--audit), where checks that do not apply need none."
    )
)
@click.argument("journey", required=False)
@click.option("--audit", metavar="AUDIT", help=_("Of this audit, with how many checks are answered."))
@depth_option
@format_option
@with_workspace
def errands(workspace: Workspace, journey: str | None, audit: str | None, depth: str, form: str) -> None:
    """List errands."""
    if (journey is None) is (audit is None):
        raise click.UsageError(_("Name a journey, or an audit with --audit."))
    if journey is not None:
        found = workspace.errands(a_journey(workspace, journey).id, Depth(depth))
    else:
        found = _of_audit(workspace, audit or "")
    hint = _("No errand: all its checks are answered by looking.")
    output.rows(Table(_columns(audit is not None), found), form, hint)


def _of_audit(workspace: Workspace, word: str) -> list[ErrandLine]:
    from auditor.analysis.errands import of_audit

    return of_audit(whole_audit(workspace, an_audit(workspace, word, open_first=True).id))


def _columns(of_audit: bool) -> list[Column[ErrandLine]]:
    answered: list[Column[ErrandLine]] = (
        [Column("answered", lambda row: row.answered, _("Answered"), right=True)] if of_audit else []
    )
    return [
        Column("errand", lambda row: row.errand.key, _("Errand"), minor=1),
        Column("text", lambda row: in_language(row.errand.text), _("What to do"), least=24),
        Column("prepare", lambda row: in_language(row.errand.prepare), _("Have at hand"), least=24, minor=1),
        Column("checks", lambda row: row.checks, _("Checks"), right=True),
        *answered,
        Column(
            "touchpoints",
            lambda row: list(row.touchpoints),
            _("Touchpoints"),
            lambda row: ", ".join(row.touchpoints),
            least=20,
            minor=2,
        ),
    ]
