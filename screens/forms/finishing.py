"""Asks which findings are mended where actions are called done; the others go to actions of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from auditor.analysis.finding_counts import open_faults
from auditor.base.i18n import _, ngettext
from auditor.base.labels import word
from auditor.base.vocabulary import Status
from auditor.sentences.faults import statement
from auditor.sentences.finding_states import spread
from screens.dialogs.form import FormDialog, ManyField, Values

if TYPE_CHECKING:
    from screens.frame.host import Host


def ask_done(host: Host, numbers: Sequence[int], about: str, told: Callable[[str], None]) -> bool:
    """Ask which of the findings that actions mend are mended, and call the actions done, which `about` names.

    All are, unless the user says otherwise. `told` takes what is to be said once they are done. Where there are not
    several findings nothing is asked, nothing done, and False is returned.
    """
    findings = open_faults(host.workspace.reads.findings.mended_by_any(numbers))
    if len(findings) < 2:
        return False
    every = {str(one.id) for one in findings}

    async def save(values: Values) -> bool:
        left = [int(each) for each in every - set(values.several("mended"))]
        if not await host.save(lambda: host.workspace.actions.done(numbers, left)):
            return False
        told(_done(about, len(left)))
        return True

    options = [(str(one.id), f"{one.name} {statement(one)} · {spread(one)}") for one in findings]
    field = ManyField("mended", _("mended"), options, tuple(every))
    title = _("Done: {what}").format(what=about)
    rest = _("What is not mended goes to a new action.")
    host.open_dialog(FormDialog(title, [field], about=rest, save=save))
    return True


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
