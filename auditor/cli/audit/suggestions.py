"""`auditor audit suggestions`: the answers that measurements suggest for an audit, taken or refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, day, in_language
from auditor.base.text import shortened
from auditor.cli.audit.open_audit import open_audit, tell_finished
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.analysis.suggesting import Suggested
    from auditor.views.audits import Audit
    from auditor.workspace import Workspace

_ALL = "all"


@click.command(
    help=_(
        "Take or refuse the answers that measurements suggest.\n\nWithout --take or --refuse it lists them. "
        "--take answers the checks as they were measured, --refuse leaves them to you. Both take the numbers that the "
        "list shows, with commas between them, or “all”. What you have answered already is taken only by its number."
    )
)
@click.argument("audit")
@click.option("--take", metavar="N,…|all", help=_("Answer these checks as they were measured."))
@click.option("--refuse", metavar="N,…|all", help=_("Leave these checks to an answer of your own."))
@format_option
@with_workspace
def suggestions(workspace: Workspace, audit: str, take: str | None, refuse: str | None, form: str) -> None:
    """List, take and refuse suggestions."""
    whole = open_audit(workspace, audit)
    waiting = _waiting(workspace, whole)
    if take is None and refuse is None:
        output.rows(Table(_columns(), waiting), form, _("No answer is suggested."))
        return
    taken = _meant(waiting, take, only_open=True) if take is not None else []
    refused = _meant(waiting, refuse, only_open=False) if refuse is not None else []
    if refuse == _ALL:
        refused = [number for number in refused if number not in taken]
    elif set(taken) & set(refused):
        raise click.UsageError(_("Take a suggestion or refuse it, not both."))
    if taken:
        with told(workspace):
            workspace.audits.take_suggestions(whole.id, taken)
        tell_finished(whole)
    if refused:
        with told(workspace):
            workspace.audits.refuse_suggestions(refused)
    if not taken and not refused:
        output.say(_("Nothing waits that nobody has answered."))


def _waiting(workspace: Workspace, audit: Audit) -> list[Suggested]:
    from auditor.analysis.suggesting import kinds

    found = kinds(audit, workspace.reads.suggestions.waiting(audit.id))
    return [one for kind in found for one in kind.each]


def _meant(waiting: Sequence[Suggested], word: str, only_open: bool) -> list[int]:
    """Return the numbers of the suggestions that are named, or of all."""
    if word == _ALL:
        return [one.suggestion.id for one in waiting if one.is_open or not only_open]
    known = {str(one.suggestion.id): one.suggestion.id for one in waiting}
    named = [each.strip() for each in word.split(",") if each.strip()]
    for each in named:
        if each not in known:
            raise NotFoundError(
                _("There is no suggestion “{word}” that waits for this audit. There are: {numbers}.").format(
                    word=shortened(each, 40), numbers=", ".join([*known][:20]) or "–"
                )
            )
    return [known[each] for each in dict.fromkeys(named)]


def _columns() -> list[Column[Suggested]]:
    return [
        Column("id", lambda one: one.suggestion.id, _("Number"), right=True),
        Column("evidence_id", lambda one: one.suggestion.evidence_id),
        Column(
            "check", lambda one: f"{one.answer.check.checklist}/{one.answer.check.key}", _("Check"), least=14
        ),
        Column("text", lambda one: in_language(one.answer.check.text)),
        Column("stage", lambda one: one.visit.stage),
        Column("touchpoint_id", lambda one: one.visit.touchpoint_id),
        Column("touchpoint", lambda one: one.visit.touchpoint, _("Touchpoint"), least=10),
        Column(
            "verdict",
            lambda one: one.suggestion.verdict,
            _("Suggested"),
            lambda one: labels.word(one.suggestion.verdict),
        ),
        Column("answered", lambda one: one.answer.verdict, _("Answered"), _answered, minor=3),
        Column("shared", lambda one: one.answer.check.shared),
        Column("why", lambda one: one.suggestion.why, _("Because"), least=16),
        Column("page", lambda one: one.suggestion.page),
        Column("source", lambda one: one.suggestion.source, _("Measured by"), minor=2, least=10),
        Column(
            "measured",
            lambda one: one.suggestion.measured,
            _("Measured"),
            lambda one: day(one.suggestion.measured),
            minor=1,
        ),
    ]


def _answered(one: Suggested) -> str:
    return labels.word(one.answer.verdict) if one.answer.verdict is not None else ""
