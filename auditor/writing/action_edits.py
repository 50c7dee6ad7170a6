"""What may be written into an action, and that nobody's change is written over unseen."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.i18n import N_
from auditor.base.text import folded
from auditor.base.vocabulary import Status
from auditor.input import typed
from auditor.input.amounts import read_amount
from auditor.input.typed import Rule, Rules, checked, needed_line, within
from auditor.store.tables import ActionRecord
from auditor.store.work import Work
from auditor.views.actions import Action as ActionView
from auditor.writing.people import find_person, person_of
from auditor.writing.unseen import Seen, to_write

ACTION: Rules = {
    "title": Rule(N_("title"), needed_line),
    "note": Rule(N_("note"), typed.text),
    "effort": Rule(N_("effort"), within(1, 5)),
    "impact": Rule(N_("impact"), within(1, 5)),
    "cost": Rule(N_("cost"), read_amount, columns=("cost_low", "cost_high")),
    "gain": Rule(N_("gain a month"), read_amount, columns=("gain_low", "gain_high")),
}
"""Owner and due date are understood within a unit of work."""


class Edit(Struct, frozen=True):
    """What is given of actions; None leaves as it is, an empty owner, due date or amount takes it away.

    Cost and gain are amounts as typed, see amounts.py.
    """

    title: str | None = None
    note: str | None = None
    effort: int | None = None
    impact: int | None = None
    owner: str | None = None
    due: str | date | None = None
    cost: str | None = None
    gain: str | None = None


def write(work: Work, action: ActionRecord, edit: Edit, base: ActionView | None = None) -> None:
    """Write into an action what is given, or with `base`, what the editor saw, what differs from that.

    What is proposed is accepted by being given to somebody: it is planned from then on. Raises RefusedError for what
    may not be, ConflictError where somebody has changed the same since `base`.
    """
    if base is not None:
        edit = _without_same(edit, base)
    values = to_write(work, action, _values(work, edit), _seen(work, base))
    if values.get("owner_id") is not None and action.status == Status.PROPOSED:
        values["status"] = Status.PLANNED.value
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


def _without_same(edit: Edit, base: ActionView) -> Edit:
    """Leave out owner and due date as the editor saw them: words that were understood once are not understood anew."""
    due = base.line.due.isoformat() if base.line.due else ""
    given = edit.due.isoformat() if isinstance(edit.due, date) else edit.due
    return replace(
        edit,
        owner=None
        if edit.owner is not None and folded(edit.owner) == folded(base.line.owner)
        else edit.owner,
        due=None if given is not None and given.strip() == due else edit.due,
    )


def _seen(work: Work, base: ActionView | None) -> Seen | None:
    if base is None:
        return None
    line = base.line
    owner = find_person(work, line.owner)
    return {
        "title": line.title,
        "note": base.note,
        "effort": line.effort,
        "impact": line.impact,
        "owner_id": owner.id if owner else None,
        "due": line.due,
        "cost_low": line.cost_low,
        "cost_high": line.cost_high,
        "gain_low": line.gain_low,
        "gain_high": line.gain_high,
    }
