"""`auditor audit recheck`: the short audit that shows whether actions worked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, ngettext
from auditor.cli.columns.sharing import tell_differing_among
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_persona, an_action, whole_audit
from auditor.cli.frame.session import told, with_workspace
from auditor.sentences import proof as proof_text

if TYPE_CHECKING:
    from auditor.views.proofs import LookAgain
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Start the short audit that shows if actions worked. It visits only their touchpoints and asks only "
        "what they were to mend, for each persona that had the findings; its number is printed."
    )
)
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@click.option("--persona", metavar="PERSONA", help=_("For this persona only (number or name)."))
@click.option("--auditor", metavar="NAME", help=_("Who walks; without it, you."))
@with_workspace
def recheck(workspace: Workspace, actions: tuple[str, ...], persona: str | None, auditor: str | None) -> None:
    """Start a re-check."""
    lines = [an_action(workspace, word) for word in actions]
    journey = str(lines[0].journey_id)
    chosen = a_persona(workspace, persona, journey).id if persona is not None else None
    tell_differing_among(workspace, _checklists(workspace, [line.id for line in lines]))
    with told(workspace):
        made = workspace.audits.start_recheck([line.id for line in lines], auditor, chosen)
    for line in lines:
        for sentence in proof_text.gone(_gone(workspace, line.id)):
            output.say(sentence)
    for number in made:
        _tell(workspace, number)
        output.show(str(number))


def _checklists(workspace: Workspace, action_ids: list[int]) -> list[str]:
    """Return the keys of the checklists whose checks are asked again."""
    proofs = (workspace.reads.proofs.of(number) for number in action_ids)
    subjects = (one for proof in proofs if proof is not None for one in proof.to_look_at)
    return list(dict.fromkeys(one.checklist for one in subjects if one.checklist))


def _gone(workspace: Workspace, action_id: int) -> list[LookAgain]:
    """Return the checks of an action that are no longer in their checklist."""
    proof = workspace.reads.proofs.of(action_id)
    return [
        one
        for one in (proof.to_look_at if proof else ())
        if one.check_key and workspace.library.check(one.checklist, one.check_key) is None
    ]


def _tell(workspace: Workspace, audit_id: int) -> None:
    audit = whole_audit(workspace, audit_id)
    checks = sum(len(visit.answers) for visit in audit.visits)
    output.say(
        _(
            "Audit {number}, as {persona}: {checks}, {feelings}. “auditor audit walk {number}” opens it."
        ).format(
            number=audit_id,
            persona=audit.persona,
            checks=ngettext("{n} check", "{n} checks", checks).format(n=checks),
            feelings=ngettext("{n} feeling", "{n} feelings", len(audit.visits)).format(n=len(audit.visits)),
        )
    )
