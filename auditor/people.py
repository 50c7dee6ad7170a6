"""The team: who audits and who owns actions."""

from __future__ import annotations

from sqlmodel import col, select

from auditor import rules
from auditor.i18n import _
from auditor.store.tables import Person
from auditor.store.work import Work
from auditor.text import folded


def person_of(work: Work, name: str) -> int:
    """Return the number of the person of that name, however cased; add the person when there is none."""
    name = rules.name(name, _("name"))
    for person in work.session.exec(select(Person).where(col(Person.removed_at).is_(None))):
        if folded(person.name) == folded(name):
            assert person.id is not None
            return person.id
    person = work.new(Person(name=name))
    assert person.id is not None
    return person.id
