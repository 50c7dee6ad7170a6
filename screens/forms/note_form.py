"""Asks for a note at a touchpoint, new or known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.vocabulary import NoteKind
from auditor.views.maps import Note
from screens.dialogs.form import ChoiceField, FormDialog, TextField, Values
from screens.forms.editing import Editing
from screens.widgets.fields import Field

if TYPE_CHECKING:
    from screens.frame.host import Host


def ask_new_note(host: Host, touchpoint_id: int, kind: NoteKind = NoteKind.PAIN_POINT) -> None:
    """Ask for a note at a touchpoint and add it."""

    async def save(values: Values) -> bool:
        noting = host.workspace.noting
        made = await host.make(lambda: noting.add(touchpoint_id, values.text("kind"), values.text("text")))
        return made is not None

    host.open_dialog(FormDialog(_("New note"), _fields(kind, ""), save=save))


def ask_edit_note(host: Host, note: Note) -> None:
    """Ask for changes of a note and save them."""

    workspace = host.workspace
    fields = _fields(note.kind, note.text)
    editing = Editing(
        host,
        fields,
        lambda changed: workspace.noting.edit(note.id, base=note, **changed),
    )
    host.open_dialog(FormDialog(_("Note"), fields, save=editing.save))


def _fields(kind: NoteKind, text: str) -> list[Field]:
    return [
        ChoiceField("kind", _("kind"), [(each.value, word(each)) for each in NoteKind], kind),
        TextField("text", _("note"), text, required=True, multiline=True),
    ]
