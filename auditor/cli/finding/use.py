"""`auditor finding use`: say what is wrong in a kept wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.finding.options import findings_argument
from auditor.cli.frame.lookup import some_findings
from auditor.cli.frame.options import NUMBER, journey_option
from auditor.cli.frame.session import told, with_workspace
from auditor.views.finding_drafts import FindingDraft

if TYPE_CHECKING:
    from auditor.workspace import Workspace


def _phrase(word: str) -> int:
    """Return the number of a kept wording, or 0 for none; the kind of an argument."""
    number: int = 0 if word == "none" else NUMBER(word)
    return number


@click.command(
    help=_(
        "Give findings a kept wording, in place of their own. PHRASE is its number, which “finding phrases” tells; "
        "none takes it away."
    )
)
@findings_argument
@click.argument("phrase", type=_phrase)
@journey_option
@with_workspace
def use(workspace: Workspace, findings: tuple[str, ...], phrase: int, journey: str | None) -> None:
    """Use a kept wording."""
    found = some_findings(workspace, findings, journey)
    draft = FindingDraft(what="", phrase_id=phrase) if phrase else FindingDraft(phrase_id=0)
    with told(workspace):
        workspace.findings.edit([one.id for one in found], draft)
