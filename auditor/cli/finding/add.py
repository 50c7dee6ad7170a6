"""`auditor finding add`: name what is wrong with a check, once more where it is wrong in several ways, or remark on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.base.vocabulary import Origin
from auditor.cli.finding.options import DetailOptions
from auditor.cli.frame import output
from auditor.cli.frame.lookup import an_audit, check_at, visit_at, whole_audit
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from auditor.views.audits import Answer, Audit
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Name what is wrong; print the name.\n\n"
        "CHECK is named as in “audit answer”, and failed or partly met. With nothing said of it the finding is the fault as "
        "it stands, which each audit names by itself when it is finished; with --what, --place and the like it is one "
        "more under that check. On a check that is met, --what is a remark, which never counts as a fault."
    )
)
@click.argument("audit")
@click.argument("touchpoint")
@click.argument("check")
@takes("said", DetailOptions)
@with_workspace
def add(workspace: Workspace, said: DetailOptions, audit: str, touchpoint: str, check: str) -> None:
    """Name a finding."""
    whole = whole_audit(workspace, an_audit(workspace, audit, open_first=True).id)
    answer = _asked(whole, check_at(visit_at(whole, touchpoint), check))
    with told(workspace):
        nouns, draft = workspace.findings, said.draft()
        number = nouns.add(answer.id, draft) if said.any else nouns.name(answer.id)
    made = workspace.reads.findings.get(number)
    if made is None:
        raise NotFoundError(_("The finding was deleted just now."))
    output.show(made.name)


def _asked(audit: Audit, answer: Answer) -> Answer:
    """Return the answer that says it of the whole site, of which there is one finding, and say so; else the answer itself."""
    if answer.origin is not Origin.SHARED:
        return answer
    from auditor.analysis.standing import Standing

    leader = Standing(audit).leader(answer)
    if leader is None:
        return answer
    names = {visit.id: visit.touchpoint for visit in audit.visits}
    output.say(
        _("It is answered for the whole site at “{touchpoint}”.").format(touchpoint=names[leader.visit_id])
    )
    return leader
