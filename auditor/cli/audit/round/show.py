"""`auditor audit round show`: how far the auditors of a round agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, in_language, number
from auditor.base.text import shortened
from auditor.base.vocabulary import Verdict
from auditor.cli.audit.round.auditors import auditors_of
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences import follow

if TYPE_CHECKING:
    from auditor.views.follow import Agreement, CheckAgreement, RatedCheck
    from auditor.workspace import Workspace


_NOTE_WIDTH = 40


@click.command(
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
            (_("Auditors"), auditors_of(line)),
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
