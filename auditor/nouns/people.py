"""The team: who audits and who owns actions. One transaction a call."""

from __future__ import annotations

from sqlmodel import select

from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _
from auditor.input.typed import Rule, Rules, checked, line, needed_line
from auditor.store.database import Database
from auditor.store.tables import ActionRecord, AuditRecord, CommentRecord, PersonRecord
from auditor.store.work import Work
from auditor.writing.conflicts import is_needed
from auditor.writing.people import find_person

PERSON: Rules = {"name": Rule(N_("name"), needed_line), "role": Rule(N_("role"), line)}


class People:
    """The team of a database."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def add(self, name: str, role: str = "") -> int:
        """Add somebody to the team; return the number. Raises RefusedError for a name that is taken."""
        values = checked(PERSON, {"name": name, "role": role})
        with self._database.work("person-new", name=values["name"]) as work:
            _refuse_taken(work, values["name"], None)
            person = work.new(PersonRecord(**values))
        assert person.id is not None
        return person.id

    def edit(self, person_id: int, *, name: str | None = None, role: str | None = None) -> None:
        """Change what is given of somebody. Raises RefusedError for a name that another has."""
        with self._database.work("person-edit") as work:
            person = work.get(PersonRecord, person_id)
            values = checked(PERSON, {"name": name, "role": role})
            if "name" in values:
                _refuse_taken(work, values["name"], person_id)
            work.change(person, **values)
            work.arguments["name"] = person.name

    def delete(self, person_id: int) -> None:
        """Take somebody out of the team. Raises RefusedError for one who audits or owns something."""
        with self._database.work("person-delete") as work:
            person = work.get(PersonRecord, person_id)
            if is_needed(work, person):
                raise RefusedError(
                    _(
                        "{name} has actions, audits or comments: make {name} one with somebody else instead."
                    ).format(name=person.name)
                )
            work.arguments["name"] = person.name
            work.remove(person)

    def merge(self, person_id: int, into_id: int) -> None:
        """Make two entries one person: `into_id` takes over actions, audits and comments, and the role if it has none."""
        if person_id == into_id:
            raise RefusedError(_("That is one person already: name two."))
        with self._database.work("person-merge") as work:
            person, into = work.get(PersonRecord, person_id), work.get(PersonRecord, into_id)
            work.arguments |= {"name": person.name, "into": into.name}
            for action in work.session.exec(select(ActionRecord).where(ActionRecord.owner_id == person_id)):
                work.change(action, owner_id=into_id)
            for audit in work.session.exec(select(AuditRecord).where(AuditRecord.auditor_id == person_id)):
                work.change(audit, auditor_id=into_id)
            for comment in work.session.exec(
                select(CommentRecord).where(CommentRecord.person_id == person_id)
            ):
                work.change(comment, person_id=into_id)
            if not into.role:
                work.change(into, role=person.role)
            work.remove(person)


def _refuse_taken(work: Work, name: str, person_id: int | None) -> None:
    other = find_person(work, name)
    if other is not None and other.id != person_id:
        raise RefusedError(_("There is a {name} in the team already.").format(name=other.name))
