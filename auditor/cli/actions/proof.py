"""`auditor action waiting`, `proof`, `verify`, `figures` and `estimates`: whether what was done worked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, day, number
from auditor.base.vocabulary import Effect
from auditor.cli.actions.proof_shown import (
    figure_columns,
    proof_facts,
    proof_record,
    shift_columns,
    subject_record,
)
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option, of_journey_option, one_of
from auditor.cli.frame.rows import an_action, journey_number
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences import proof as proof_text

if TYPE_CHECKING:
    from auditor.views.proofs import ImpactEstimate, Waiting
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "List the actions that wait for proof. They are done; it says what must be looked at again, and what "
        "looking again has shown so far. “auditor audit recheck” looks again, “auditor action verify” settles it."
    )
)
@of_journey_option
@format_option
@with_workspace
def waiting(workspace: Workspace, journey: str | None, form: str) -> None:
    """List what waits for proof."""
    found = journey_number(workspace, journey)
    hint = _("No action waits for proof.")
    output.rows(Table(_waiting_columns(), workspace.reads.proofs.waiting(found)), form, hint)


def _waiting_columns() -> list[Column[Waiting]]:
    return [
        Column("id", lambda row: row.proof.action.id, _("No."), right=True),
        Column("title", lambda row: row.proof.action.title, _("Action"), least=20),
        Column("journey", lambda row: row.proof.action.journey),
        Column("touchpoint", lambda row: row.proof.action.touchpoint, _("Touchpoint"), minor=1),
        Column("owner", lambda row: row.proof.action.owner or None, _("Owner"), minor=2),
        Column("done", lambda row: row.proof.action.done, _("Done"), lambda row: day(row.proof.action.done)),
        Column(
            "look_again",
            lambda row: [subject_record(one) for one in row.proof.to_look_at],
            _("To look at again"),
            lambda row: "; ".join(proof_text.subject(one) for one in row.proof.to_look_at),
            least=20,
        ),
        Column("missing", lambda row: [subject_record(one) for one in row.proof.missing]),
        Column("recheck", lambda row: row.recheck_id, _("Open re-check"), right=True, minor=3),
        Column(
            "effect",
            lambda row: row.proof.effect,
            _("Effect"),
            lambda row: proof_text.effect(row.proof.effect),
        ),
    ]


@click.command(
    help=_("Show whether an action worked. What looking again has shown: before and after, and the verdict.")
)
@click.argument("action")
@format_option
@with_workspace
def proof(workspace: Workspace, action: str, form: str) -> None:
    """Show the proof of an action."""
    found = workspace.reads.proofs.of(an_action(workspace, action).id)
    if found is None:
        raise NotFoundError(_("There is no action “{word}” any more.").format(word=action))
    shifts = Table(shift_columns(), found.shifts)
    figures = Table(figure_columns(), found.figures)
    parts: list[Table[Any]] = [facts(proof_facts(found)), shifts, figures]
    output.whole(proof_record(found), parts, shifts, form)


@click.command(
    help=_(
        "Settle what actions did. The newest audit that looked again says it: effective ones are verified; the "
        "others stay done, or with --again are in progress once more."
    )
)
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@click.option("--again", is_flag=True, help=_("Take those without effect up again: they are in progress."))
@click.option("--anyway", is_flag=True, help=_("Settle it by hand, whatever was looked at; needs --effect."))
@click.option("--effect", type=one_of(Effect), help=_("What the actions did, with --anyway."))
@with_workspace
def verify(
    workspace: Workspace, actions: tuple[str, ...], again: bool, anyway: bool, effect: str | None
) -> None:
    """Settle what actions did."""
    lines = [an_action(workspace, word) for word in actions]
    with told(workspace):
        settled = workspace.proofs.verify(
            [line.id for line in lines], Effect(effect) if effect else None, anyway=anyway, again=again
        )
    for line, found in zip(lines, settled, strict=False):
        output.show(f"{line.id} {line.title}: {labels.word(found)}")
        if found is not Effect.EFFECTIVE and not again:
            output.say(
                _("Action {number} stays done; “auditor action reopen {number}” takes it up again.").format(
                    number=line.id
                )
            )


@click.command(
    help=_(
        "Compare expected impact with realised impact. It says how far the team over- or underestimates; only "
        "actions whose effect is settled are compared."
    )
)
@of_journey_option
@format_option
@with_workspace
def estimates(workspace: Workspace, journey: str | None, form: str) -> None:
    """Compare expected and realised impact."""
    from auditor.analysis.calibration import calibration

    scope = journey_number(workspace, journey)
    rows = workspace.reads.proofs.estimates(scope)
    table = Table(_estimate_columns(), rows)
    found = calibration([row.over for row in rows])
    if found is None:
        output.rows(table, form, _("No effect is settled yet, so there is nothing to compare."))
        return
    interval = found.interval
    record = {
        "actions": table.records(),
        "count": found.actions,
        "mean_overestimate": round(found.mean, 4),
        "low": round(interval.low, 4) if interval else None,
        "high": round(interval.high, 4) if interval else None,
    }
    output.whole(record, [table], table, form, proof_text.calibration_words(found))


def _estimate_columns() -> list[Column[ImpactEstimate]]:
    return [
        Column("id", lambda row: row.action.id, _("No."), right=True),
        Column("title", lambda row: row.action.title, _("Action"), least=22),
        Column("journey", lambda row: row.action.journey),
        Column("effect", lambda row: row.effect, _("Effect"), lambda row: proof_text.effect(row.effect)),
        Column("expected", lambda row: row.expected, _("Expected impact"), right=True),
        Column(
            "realised",
            lambda row: row.realised,
            _("Turned out"),
            lambda row: number(row.realised, 1),
            right=True,
        ),
        Column(
            "over",
            lambda row: row.over,
            _("Overestimated by"),
            lambda row: number(row.over, 1, signed=True),
            right=True,
        ),
    ]
