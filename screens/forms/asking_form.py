"""Asks who is to ask for a piece of evidence again, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.sentences.askings import title_text
from auditor.views.askings import Asking
from screens.dialogs.form import FormDialog, TextField, Values
from screens.forms.action_asking import check_due, due_field
from screens.forms.editing import Editing
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host


def ask_again(host: Host, asking: Asking | None, evidence_id: int, source: str) -> None:
    """Ask who asks for a piece of evidence again and by when, and save it; `asking` is what is noted of it so far."""
    if asking is not None and asking.id is not None:
        _ask_edit(host, asking, asking.id)
        return

    async def save(values: Values) -> bool:
        askings = host.workspace.askings
        made = {name: values.text(name) for name in ("owner", "due", "note")}
        return await host.save(lambda: askings.hand_out([evidence_id], **made))

    title = _("Ask again: {source}").format(source=source)
    host.open_dialog(FormDialog(title, _fields(host, None), check=check_due, save=save))


def _ask_edit(host: Host, asking: Asking, number: int) -> None:
    fields = _fields(host, asking)
    workspace = host.workspace
    editing = Editing(
        host,
        fields,
        lambda changed: workspace.askings.edit([number], base=asking, **changed),
    )
    host.open_dialog(FormDialog(title_text(asking), fields, check=check_due, save=editing.save))


def _fields(host: Host, known: Asking | None) -> list[Field]:
    people = [person.name for person in host.workspace.reads.people.here()]
    return [
        TextField("owner", _("owner"), known.owner if known else "", hint=_("who asks"), suggestions=people),
        due_field(host.workspace.today, known.due if known else None),
        TextField(
            "note",
            _("note"),
            known.note if known else "",
            multiline=True,
            hint=_("how, or what to look out for"),
        ),
    ]
