"""`auditor audit`: start, walk, list, finish and delete audits. Answers and what was found have files of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, day, ngettext
from auditor.base.vocabulary import AuditKind
from auditor.cli.audits.answers import answer, feel
from auditor.cli.audits.compare import compare, trend
from auditor.cli.audits.found import findings, show
from auditor.cli.audits.recheck import recheck, tell_proofs
from auditor.cli.audits.round import round_group, tell_round
from auditor.cli.frame import output
from auditor.cli.frame.options import Noun, format_option, whose_option
from auditor.cli.frame.rows import a_journey, an_audit, journey_number, persona_or_new
from auditor.cli.frame.session import Session, told, with_session, with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.views.audits import AuditLine
    from auditor.workspace import Workspace


@click.group(
    cls=Noun,
    help=_(
        "Walk a journey: answers, feelings, findings. AUDIT is an audit’s number, "
        "or part of its journey’s name for the newest audit of it."
    ),
)
def audit() -> None:
    """Group of the audit commands."""


@audit.command(help=_("Start an audit of a journey; print its number."))
@click.argument("journey")
@whose_option
@click.option("--auditor", metavar="NAME", help=_("Who walks; without it, you."))
@with_workspace
def new(workspace: Workspace, journey: str, persona: str | None, auditor: str | None) -> None:
    """Start an audit."""
    found = a_journey(workspace, journey)
    number, name = persona_or_new(workspace, found.id, persona)
    with told(workspace):
        made = workspace.audits.start(found.id, auditor or workspace.config.name, number, name)
    if name:
        output.say(_("“{name}” is a new persona of this journey.").format(name=name))
    output.show(str(made))


@audit.command(
    help=_(
        "Open the app in the walk of an audit. It is the newest that is not finished, or the one "
        "you name by its number or its journey."
    )
)
@click.argument("audit", required=False)
@with_session
def walk(session: Session, audit: str | None) -> None:
    """Walk an audit in the app."""
    from auditor.cli.app import need_terminal, show_app

    need_terminal()
    workspace = session.workspace
    if audit is not None:
        line: AuditLine | None = an_audit(workspace, audit, open_first=True)
    else:
        lines = workspace.reads.audits.lines()
        line = next((one for one in lines if one.finished is None and not one.hidden), None)
    if line is None:
        raise RefusedError(_("No audit is open: start one with “auditor audit new JOURNEY”."))
    click.get_current_context().exit(show_app(workspace, line.id))


@audit.command("list", help=_("List audits, the newest first. All of them, or those of a journey."))
@click.argument("journey", required=False)
@format_option
@with_workspace
def list_audits(workspace: Workspace, journey: str | None, form: str) -> None:
    """List audits."""
    found = journey_number(workspace, journey)
    columns: list[Column[AuditLine]] = [
        Column("id", lambda line: line.id, _("No."), right=True),
        Column("journey_id", lambda line: line.journey_id),
        Column("journey", lambda line: line.journey, _("Journey")),
        Column("persona", lambda line: line.persona, _("Persona")),
        Column("auditor", lambda line: line.auditor, _("Auditor")),
        Column("kind", lambda line: line.kind, _("Kind"), _kind, minor=1),
        Column("round", lambda line: line.round_id, _("Round"), right=True, minor=2),
        Column("started", lambda line: line.started, _("Started"), lambda line: day(line.started)),
        Column(
            "finished",
            lambda line: line.finished,
            _("Finished"),
            lambda line: day(line.finished) or _("not yet"),
        ),
        Column("answered", lambda line: line.answered, _("Answered"), _answered, right=True),
        Column("asked", lambda line: line.asked),
        Column("felt", lambda line: line.felt, _("Feelings"), _felt, right=True),
        Column("touchpoints", lambda line: line.visits),
    ]
    hint = _("There are no audits yet: “auditor audit new JOURNEY” starts one.")
    output.rows(Table(columns, workspace.reads.audits.lines(found)), form, hint)


def _kind(line: AuditLine) -> str:
    return "" if line.kind is AuditKind.WHOLE else labels.word(line.kind)


def _answered(line: AuditLine) -> str:
    return f"{line.answered}/{line.asked}"


def _felt(line: AuditLine) -> str:
    return f"{line.felt}/{line.visits}"


for command in (recheck, show, answer, feel, findings):
    audit.add_command(command)


@audit.command(help=_("Finish an audit. Every finding that no action answers gets a proposed one."))
@click.argument("audit")
@with_workspace
def finish(workspace: Workspace, audit: str) -> None:
    """Finish an audit."""
    line = an_audit(workspace, audit, open_first=True)
    with told(workspace):
        made = workspace.audits.finish(line.id)
    found = len(workspace.reads.audits.findings(line.id))
    findings = ngettext("{count} finding", "{count} findings", found).format(count=found)
    if line.round_id is not None and line.kind is not AuditKind.AGREED:
        output.show(
            _("{findings}; the agreed audit of the round proposes the actions").format(findings=findings)
        )
        tell_round(workspace, line.round_id)
    else:
        proposed = ngettext("{count} action proposed", "{count} actions proposed", made).format(count=made)
        output.show(f"{findings}, {proposed}")
    tell_proofs(workspace, line.id)
    if missing := line.asked - line.answered:
        output.say(
            ngettext(
                "{count} check is not answered; the audit can be opened again with “auditor audit reopen”.",
                "{count} checks are not answered; the audit can be opened again with “auditor audit reopen”.",
                missing,
            ).format(count=missing)
        )


@audit.command(help=_("Open a finished audit again."))
@click.argument("audit")
@with_workspace
def reopen(workspace: Workspace, audit: str) -> None:
    """Open an audit again."""
    line = an_audit(workspace, audit)
    with told(workspace):
        workspace.audits.reopen(line.id)


@audit.command(help=_("Delete an audit; “auditor undo” brings it back."))
@click.argument("audit")
@with_workspace
def delete(workspace: Workspace, audit: str) -> None:
    """Delete an audit."""
    line = an_audit(workspace, audit)
    with told(workspace):
        workspace.audits.delete(line.id)


for command in (compare, trend, round_group):
    audit.add_command(command)
