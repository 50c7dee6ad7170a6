"""`auditor audit round`: several people audit one journey, each alone, and then agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, day, in_language, ngettext, number
from auditor.base.naming import pick
from auditor.base.text import shortened
from auditor.cli.frame import output
from auditor.cli.frame.options import Noun, format_option, whose_option
from auditor.cli.frame.rows import a_journey, journey_number, persona_or_new
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences import follow

if TYPE_CHECKING:
    from auditor.views.follow import Agreement, CheckAgreement, RatedCheck, RoundLine
    from auditor.workspace import Workspace

_NOTE_WIDTH = 40


@click.group(
    "round",
    cls=Noun,
    help=_(
        "Let several people audit a journey, each alone. Answers are hidden from each other "
        "until all have finished. Then see how far they agree, and make one agreed audit."
    ),
)
def round_group() -> None:
    """Group of the round commands."""


@round_group.command(help=_("Start a round; print its number. Each auditor gets an audit of their own."))
@click.argument("journey")
@click.option("--auditors", metavar="NAMES", required=True, help=_("Who audits: names with commas between."))
@whose_option
@with_workspace
def new(workspace: Workspace, journey: str, auditors: str, persona: str | None) -> None:
    """Start a round."""
    found = a_journey(workspace, journey)
    number_, name = persona_or_new(workspace, found.id, persona)
    names = [part for part in auditors.split(",") if part.strip()]
    with told(workspace):
        made = workspace.rounds.start(found.id, names, number_, name)
    output.show(str(made))


@round_group.command("list", help=_("List rounds, the newest first. All of them, or those of a journey."))
@click.argument("journey", required=False)
@format_option
@with_workspace
def list_rounds(workspace: Workspace, journey: str | None, form: str) -> None:
    """List rounds."""
    found = journey_number(workspace, journey)
    columns: list[Column[RoundLine]] = [
        Column("id", lambda line: line.id, _("No."), right=True),
        Column("journey_id", lambda line: line.journey_id),
        Column("journey", lambda line: line.journey, _("Journey")),
        Column("persona", lambda line: line.persona, _("Persona")),
        Column("started", lambda line: line.started, _("Started"), lambda line: day(line.started)),
        Column("auditors", lambda line: [one.auditor for one in line.audits], _("Auditors"), _auditors),
        Column("audits", lambda line: [one.id for one in line.audits]),
        Column("waiting", lambda line: list(line.waiting), _("Not finished"), _waiting),
        Column("agreed", lambda line: line.agreed.id if line.agreed else None, _("Agreed audit"), right=True),
    ]
    hint = _("There are no rounds yet: “auditor audit round new JOURNEY --auditors NAMES” starts one.")
    output.rows(Table(columns, workspace.reads.rounds.lines(found)), form, hint)


def _auditors(line: RoundLine) -> str:
    return ", ".join(f"{one.auditor} ({one.id})" for one in line.audits)


def _waiting(line: RoundLine) -> str:
    return ", ".join(line.waiting) or _("all have finished")


@round_group.command(
    help=_(
        "Show how far the auditors of a round agree. Krippendorff’s alpha, each check, "
        "and what to talk over, the weightiest first."
    )
)
@click.argument("number", type=int)
@format_option
@with_workspace
def show(workspace: Workspace, number: int, form: str) -> None:
    """Show a round."""
    found = workspace.reads.rounds.agreement(number)
    if found is None:
        raise NotFoundError(_("There is no round number {number}.").format(number=number))
    line = found.round
    about = facts(
        [
            (_("Round"), str(line.id)),
            (_("Journey"), line.journey),
            (_("Persona"), line.persona),
            (_("Auditors"), _auditors(line)),
            (_("Agreement on checks"), follow.alike(found.on_checks)),
            (_("Agreement on feelings"), follow.alike(found.on_feelings)),
            (_("Agreed audit"), str(line.agreed.id) if line.agreed else _("not yet")),
        ]
    )
    apart = Table(_rated_columns(found), found.to_talk_over)
    checks = Table(_check_columns(), [one for one in found.checks if one.alike < one.places])
    output.whole(_record(found), [about, checks, apart], apart, form)


def _rated_columns(found: Agreement) -> list[Column[RatedCheck]]:
    columns: list[Column[RatedCheck]] = [
        Column("touchpoint_id", lambda one: one.touchpoint_id),
        Column("touchpoint", lambda one: one.touchpoint, _("Touchpoint")),
        Column("checklist", lambda one: one.check.checklist if one.check else None),
        Column("check", lambda one: one.check.key if one.check else None),
        Column(
            "text",
            lambda one: in_language(one.check.text) if one.check else None,
            _("Question"),
            _asked,
            least=24,
        ),
        Column(
            "weight",
            lambda one: round(one.weight, 2),
            _("Weight"),
            lambda one: number(one.weight, 1),
            right=True,
        ),
    ]
    columns += [_answer_column(place, line.auditor) for place, line in enumerate(found.round.audits)]
    columns.append(Column("agreed", lambda one: _agreed(one), _("Agreed"), lambda one: _said(_agreed(one))))
    return columns


def _asked(one: RatedCheck) -> str:
    return in_language(one.check.text) if one.check else _("the feeling")


def _answer_column(place: int, auditor: str) -> Column[RatedCheck]:
    return Column(
        f"answer_{place + 1}",
        lambda one: _given(one)[place],
        auditor,
        lambda one: _with_note(_said(_given(one)[place]), one.notes[place]),
    )


def _with_note(said: str, note: str) -> str:
    return f"{said}: {shortened(note, _NOTE_WIDTH)}" if note else said


def _given(one: RatedCheck) -> Sequence[object]:
    return one.verdicts if one.check else one.feelings


def _agreed(one: RatedCheck) -> object:
    return one.agreed_verdict if one.check else one.agreed_feeling


def _said(given: object) -> str:
    from auditor.base.vocabulary import Verdict

    if isinstance(given, Verdict):
        return labels.word(given)
    return labels.feeling(given) if isinstance(given, int) else "–"


def _check_columns() -> list[Column[CheckAgreement]]:
    return [
        Column("checklist", lambda one: one.check.checklist),
        Column("check", lambda one: one.check.key, _("Check")),
        Column("text", lambda one: in_language(one.check.text), _("Question"), least=24),
        Column("alike", lambda one: one.alike, _("Answered alike"), lambda one: f"{one.alike}/{one.places}"),
        Column("places", lambda one: one.places),
    ]


def _record(found: Agreement) -> dict[str, object]:
    line = found.round
    return {
        "id": line.id,
        "journey_id": line.journey_id,
        "persona": line.persona,
        "auditors": [one.auditor for one in line.audits],
        "audits": [one.id for one in line.audits],
        "agreed": line.agreed.id if line.agreed else None,
        "alpha": found.on_checks.alpha,
        "compared": found.on_checks.compared,
        "asked": found.on_checks.asked,
        "alpha_feelings": found.on_feelings.alpha,
        "compared_feelings": found.on_feelings.compared,
        "asked_feelings": found.on_feelings.asked,
        "checks": Table(_check_columns(), found.checks).records(),
        "to_talk_over": Table(_rated_columns(found), found.to_talk_over).records(),
    }


@round_group.command(
    help=_(
        "Begin the agreed audit; print its number. What at least two answered, all alike, is taken over; "
        "the rest is decided in “auditor audit walk”. Finishing it proposes the actions."
    )
)
@click.argument("number", type=int)
@with_workspace
def agree(workspace: Workspace, number: int) -> None:
    """Begin the agreed audit."""
    with told(workspace):
        made = workspace.rounds.agree(number)
    line = workspace.reads.rounds.line(number)
    found = workspace.reads.rounds.agreement(number) if line is not None and not line.waiting else None
    alone = sum(not one.is_settled for one in found.said_by_one) if found is not None else 0
    if alone:
        output.say(
            ngettext(
                "{count} answer that only one auditor gave is left open.",
                "{count} answers that only one auditor gave are left open.",
                alone,
            ).format(count=alone)
        )
    output.show(str(made))


@round_group.command(
    help=_(
        "Take an auditor who has not finished out of a round. The others go on without; "
        "what was answered in that audit stays hidden. AUDITOR is a name, or the number of the audit."
    )
)
@click.argument("number", type=int)
@click.argument("auditor")
@with_workspace
def drop(workspace: Workspace, number: int, auditor: str) -> None:
    """Take an auditor out of a round."""
    line = workspace.reads.rounds.line(number)
    if line is None:
        raise NotFoundError(_("There is no round number {number}.").format(number=number))
    found = pick(line.audits, auditor, _("auditor"), name=lambda one: one.auditor, number=lambda one: one.id)
    with told(workspace):
        workspace.rounds.drop(number, found.id)
    tell_round(workspace, number)


def tell_round(workspace: Workspace, round_id: int) -> None:
    """Say who of a round is still to finish, or what comes next."""
    found = workspace.reads.rounds.line(round_id)
    if found is None:
        return
    if found.waiting:
        names = ", ".join(found.waiting)
        output.say(_("Hidden from the others until these have finished: {names}.").format(names=names))
    else:
        output.say(
            _("All have finished: “auditor audit round show {number}” says how far you agree.").format(
                number=round_id
            )
        )
