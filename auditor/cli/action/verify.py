"""`auditor action verify`: settle what actions did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.vocabulary import SETTLED_EFFECTS, Effect
from auditor.cli.frame import output
from auditor.cli.frame.lookup import an_action
from auditor.cli.frame.options import one_of
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Settle what actions did. The newest audit that looked again says it: effective ones are verified; the "
        "others stay done, or with --again are in progress once more."
    )
)
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@click.option("--again", is_flag=True, help=_("Take those without effect up again: they are in progress."))
@click.option("--anyway", is_flag=True, help=_("Settle it by hand, whatever was looked at; needs --effect."))
@click.option("--effect", type=one_of(SETTLED_EFFECTS), help=_("What the actions did, with --anyway."))
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
