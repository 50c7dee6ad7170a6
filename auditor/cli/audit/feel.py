"""`auditor audit feel`: how the customer feels at a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Basis, Emotion
from auditor.cli.audit.open_audit import open_audit, tell_finished
from auditor.cli.frame.lookup import visit_at
from auditor.cli.frame.options import feeling_of, one_of
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    context_settings={"ignore_unknown_options": True},
    help=_(
        "Note how the customer feels at a touchpoint. SCORE is -2 very sour, -1 sour, 0 neutral, "
        "1 happy or 2 very happy, as a number or a word."
    ),
)
@click.argument("audit")
@click.argument("touchpoint")
@click.argument("score", type=feeling_of)
@click.option("--emotion", type=one_of(Emotion), help=_("A word for the feeling."))
@click.option("--note", metavar="TEXT", help=_("A comment: why it feels so."))
@click.option(
    "--observed/--assumed",
    default=None,
    help=_("Whether customers or data show it, or the team assumes it, as it does at first."),
)
@with_workspace
def feel(
    workspace: Workspace,
    audit: str,
    touchpoint: str,
    score: int,
    emotion: str | None,
    note: str | None,
    observed: bool | None,
) -> None:
    """Note a feeling."""
    whole = open_audit(workspace, audit)
    found = visit_at(whole, touchpoint)
    basis = None if observed is None else Basis.OBSERVED if observed else Basis.ASSUMED
    with told(workspace):
        workspace.audits.feel(found.id, score, Emotion(emotion) if emotion else found.emotion, note, basis)
    tell_finished(whole)
