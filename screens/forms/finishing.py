"""Asks which findings are mended where actions are called done; the others go to actions of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.analysis.lasting import is_fault, is_open
from auditor.base.i18n import _, ngettext
from auditor.base.labels import word
from auditor.base.vocabulary import Status
from auditor.sentences.faults import statement
from auditor.sentences.finding_states import spread
from screens.dialogs.form import FormDialog, ManyField, Values

if TYPE_CHECKING:
    from auditor.views.findings import Finding
    from auditor.workspace import Workspace
    from screens.frame.host import Host


def ask_done(host: Host, numbers: Sequence[int], about: str) -> bool:
    """Ask which of the findings that actions mend are mended, and call the actions done, which `about` names.

    All are, unless the user says otherwise. Where there are not several nothing is asked, nothing done, and False is
    returned.
    """
    findings = _open_findings(host.workspace, numbers)
    if len(findings) < 2:
        return False
    every = {str(one.id) for one in findings}

    async def save(values: Values) -> bool:
        left = [int(each) for each in every - set(values.several("mended"))]
        if not await host.save(lambda: host.workspace.actions.done(numbers, left)):
            return False
        host.tell(_done(about, len(left)))
        return True

    options = [(str(one.id), f"{one.name} {statement(one)} · {spread(one)}") for one in findings]
    field = ManyField("mended", _("mended"), options, tuple(every))
    title = _("Done: {what}").format(what=about)
    told = _("What is not mended goes to a new action.")
    host.open_dialog(FormDialog(title, [field], about=told, save=save))
    return True


def _open_findings(workspace: Workspace, numbers: Sequence[int]) -> list[Finding]:
    return [one for one in workspace.reads.findings.mended_by_any(numbers) if is_fault(one) and is_open(one)]


def _done(about: str, left: int) -> str:
    said = _("{what}: {status}").format(what=about, status=word(Status.DONE))
    if not left:
        return said
    rest = ngettext(
        "{n} finding is proposed as an action of its own",
        "{n} findings are proposed as a new action",
        left,
    )
    return f"{said} · {rest.format(n=left)}"
