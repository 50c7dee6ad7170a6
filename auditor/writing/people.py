"""The team within a transaction: who is meant by a name, and who is new."""

from __future__ import annotations

from sqlmodel import col, select

from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.input import typed
from auditor.store.tables import PersonRecord
from auditor.store.work import Work


def person_of(work: Work, name: str) -> int:
    """Return the number of the person of that name, however cased; add the person when there is none."""
    name = typed.needed_line(name, _("name"))
    person = find_person(work, name) or work.new(PersonRecord(name=name))
    assert person.id is not None
    return person.id


def find_person(work: Work, name: str) -> PersonRecord | None:
    """Return the person of that name, however cased, or None."""
    people = work.session.exec(select(PersonRecord).where(col(PersonRecord.removed_at).is_(None)))
    return next((person for person in people if folded(person.name) == folded(name)), None)
