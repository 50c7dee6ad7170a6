"""What may be written into an action, and that nobody's change is written over unseen."""

from __future__ import annotations

import json
from datetime import date, datetime

from msgspec import Struct
from sqlmodel import col, select

from auditor.base.errors import ConflictError
from auditor.base.i18n import N_, _
from auditor.base.text import folded
from auditor.input import typed
from auditor.input.typed import Rule, Rules, checked, needed_line, within
from auditor.sentences.history import field_word, value_word
from auditor.store.tables import ActionRecord, ChangedRowRecord, ChangeRecord, PersonRecord
from auditor.store.work import Work
from auditor.views.actions import Action as ActionView
from auditor.writing.people import find_person, person_of

ACTION: Rules = {
    "title": Rule(N_("title"), needed_line),
    "note": Rule(N_("note"), typed.text),
    "effort": Rule(N_("effort"), within(1, 5)),
    "impact": Rule(N_("impact"), within(1, 5)),
}
"""Owner and due date are understood within a unit of work."""


class Edit(Struct, frozen=True):
    """What is given of actions; None leaves as it is, an empty owner or due date takes it away."""

    title: str | None = None
    note: str | None = None
    effort: int | None = None
    impact: int | None = None
    owner: str | None = None
    due: str | date | None = None


def write(work: Work, action: ActionRecord, edit: Edit, base: ActionView | None = None) -> None:
    """Write into an action what is given, or with `base`, what the editor saw, what differs from that.

    Raises RefusedError for what may not be, ConflictError where somebody has changed the same since `base`.
    """
    if base is not None:
        edit = _changed(edit, base)
    values = _values(work, edit)
    if base is not None:
        _refuse_over_others(work, action, values, base)
    work.change(action, **values)
    action.folded = folded(action.title)


def today_of(work: Work) -> date:
    """Return the day a unit of work is done, as the user's clock has it."""
    return datetime.fromisoformat(work.at).astimezone().date()


def due_of(work: Work, due: str | date | None) -> str | None:
    """Return a due date as it is stored; words are understood from the day of the work."""
    day = typed.due_date(due, today_of(work))
    return day.isoformat() if day else None


def _values(work: Work, edit: Edit) -> dict[str, object]:
    values: dict[str, object] = checked(ACTION, {field: getattr(edit, field) for field in ACTION})
    if edit.owner is not None:
        values["owner_id"] = person_of(work, edit.owner) if edit.owner.strip() else None
    if edit.due is not None:
        values["due"] = due_of(work, edit.due)
    return values


def _changed(edit: Edit, base: ActionView) -> Edit:
    """Return only what differs from what the editor saw."""
    line = base.line
    due = line.due.isoformat() if line.due else ""
    given_due = edit.due.isoformat() if isinstance(edit.due, date) else edit.due
    return Edit(
        None if edit.title == line.title else edit.title,
        None if edit.note == base.note else edit.note,
        None if edit.effort == line.effort else edit.effort,
        None if edit.impact == line.impact else edit.impact,
        None if edit.owner is not None and folded(edit.owner) == folded(line.owner) else edit.owner,
        None if given_due is not None and given_due.strip() == due else edit.due,
    )


def _refuse_over_others(
    work: Work, action: ActionRecord, values: dict[str, object], base: ActionView
) -> None:
    line = base.line
    owner = find_person(work, line.owner)
    seen: dict[str, object] = {
        "title": line.title,
        "note": base.note,
        "effort": line.effort,
        "impact": line.impact,
        "owner_id": owner.id if owner else None,
        "due": line.due.isoformat() if line.due else None,
    }
    told = [
        _told(work, action, name, seen[name])
        for name, value in values.items()
        if getattr(action, name) not in (seen[name], value)
    ]
    if told:
        raise ConflictError(
            _("{changes}. Nothing was saved; save again to put yours in its place.").format(
                changes="; ".join(told)
            )
        )


def _told(work: Work, action: ActionRecord, name: str, seen: object) -> str:
    return _("{who} has changed {field} meanwhile: {before} → {after}").format(
        who=_who_changed(work, action, name),
        field=field_word(name),
        before=_word(work, name, seen),
        after=_word(work, name, getattr(action, name)),
    )


def _who_changed(work: Work, action: ActionRecord, name: str) -> str:
    """Return who was the last to change a column of an action."""
    rows = work.session.exec(
        select(ChangeRecord.who, ChangedRowRecord.after)
        .join(ChangedRowRecord, col(ChangedRowRecord.change_id) == ChangeRecord.id)
        .where(ChangedRowRecord.entity == "action", ChangedRowRecord.row_id == action.id)
        .order_by(col(ChangeRecord.id).desc())
    )
    return next((who for who, after in rows if name in json.loads(after)), _("somebody"))


def _word(work: Work, name: str, value: object) -> str:
    if name == "owner_id" and value is not None:
        person = work.session.get(PersonRecord, value)
        value = person.name if person else None
    return value_word(name, None if value is None else str(value))
