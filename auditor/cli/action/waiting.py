"""`auditor action waiting`: what is done and waits for proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, day
from auditor.cli.action.proof_tables import subject_record
from auditor.cli.frame import output
from auditor.cli.frame.lookup import journey_number
from auditor.cli.frame.options import format_option, of_journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences import proof as proof_text

if TYPE_CHECKING:
    from auditor.views.proofs import Waiting
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
            lambda row: [subject_record(one) for one in row.proof.still_to_look_at],
            _("To look at again"),
            lambda row: "; ".join(proof_text.named_subject(one) for one in row.proof.still_to_look_at),
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
