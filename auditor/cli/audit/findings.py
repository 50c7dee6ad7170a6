"""`auditor audit findings`: what an audit found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.text import shortened
from auditor.cli.columns.audits import NOTE_WIDTH
from auditor.cli.frame import output
from auditor.cli.frame.lookup import an_audit
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.faults import place
from auditor.sentences.finding_states import spread
from auditor.sentences.findings import kind, outcome, sentence

if TYPE_CHECKING:
    from auditor.views.audits import Found
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "List what an audit found. Findings are checks failed or partly met, sour feelings, "
        "and pain points noted."
    )
)
@click.argument("audit")
@format_option
@with_workspace
def findings(workspace: Workspace, audit: str, form: str) -> None:
    """List findings."""
    line = an_audit(workspace, audit)
    columns: list[Column[Found]] = [
        Column("name", lambda one: one.finding.name if one.finding else None, _("Finding")),
        Column("stage", lambda one: one.stage, _("Stage"), minor=4),
        Column("touchpoint_id", lambda one: one.touchpoint_id),
        Column("touchpoint", lambda one: one.touchpoint, _("Touchpoint"), _touchpoint),
        Column("elsewhere", lambda one: list(one.finding.elsewhere) if one.finding else []),
        Column("place", _place, _("On the page"), minor=3),
        Column("checklist", lambda one: one.check.checklist if one.check else None),
        Column("check", lambda one: one.check.key if one.check else None, _("Check"), kind, minor=3),
        Column("text", sentence, _("What is wrong"), least=20),
        Column("severity", _step, _("Severity"), _severity, minor=2),
        Column("verdict", lambda one: one.verdict, _("Found"), outcome),
        Column("feeling", lambda one: one.feeling),
        Column("emotion", lambda one: one.emotion),
        Column(
            "note", lambda one: one.note, _("Comment"), lambda one: shortened(one.note, NOTE_WIDTH), minor=1
        ),
        Column("need", lambda one: _rounded(one.need)),
        Column("need_now", lambda one: _rounded(one.need_now)),
        Column("pain_point", lambda one: one.note_id),
        Column("action", lambda one: one.action_id, _("Action"), right=True),
        Column("action_status", lambda one: one.action_status, _("Status"), _status),
    ]
    hint = _("Nothing was found in audit {number} so far.").format(number=line.id)
    output.rows(Table(columns, workspace.reads.audits.findings(line.id)), form, hint)


def _touchpoint(one: Found) -> str:
    return spread(one.finding) if one.finding else one.touchpoint


def _place(one: Found) -> str | None:
    return (place(one.finding) or None) if one.finding else None


def _step(one: Found) -> int | None:
    if one.finding is not None:
        return one.finding.severity
    return one.check.severity if one.check else None


def _severity(one: Found) -> str:
    step = _step(one)
    return "" if step is None else labels.severity(step)


def _rounded(need: float | None) -> float | None:
    return None if need is None else round(need, 4)


def _status(one: Found) -> str:
    return labels.word(one.action_status) if one.action_status else ""
