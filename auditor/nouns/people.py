"""The team: who audits and who owns actions. One transaction a call."""

from __future__ import annotations

from sqlmodel import select

from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _
from auditor.base.text import folded
from auditor.base.ways_out import WayOut
from auditor.input.typed import Rule, Rules, checked, line, needed_line
from auditor.store.database import Database
from auditor.store.me import name_login, server_login
from auditor.store.tables import LoginRecord, PersonRecord
from auditor.store.work import Work, bind
from auditor.views.journeys import Person
from auditor.views.people import PersonLoad
from auditor.writing.action_edits import today_of
from auditor.writing.conflicts import is_needed
from auditor.writing.people import naming, team
from auditor.writing.unseen import seen, to_write

PERSON: Rules = {
    "name": Rule(N_("name"), needed_line),
    "role": Rule(N_("role"), line),
    "unit": Rule(N_("part of the organisation"), line),
}


class People:
    """The team of a database."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def add(self, name: str, role: str = "", unit: str = "") -> int:
        """Add somebody to the team, of a part of the organisation if it is named; return the number.

        Raises RefusedError for a name that is taken, unless a role tells the two apart.
        """
        values = checked(PERSON, {"name": name, "role": role, "unit": unit})
        with self._database.work("person-new", name=values["name"]) as work:
            _refuse_taken(work, values["name"], values["role"], None)
            person = work.new(PersonRecord(**values))
        assert person.id is not None
        return person.id

    def edit(
        self,
        person_id: int,
        *,
        name: str | None = None,
        role: str | None = None,
        unit: str | None = None,
        left: bool | None = None,
        base: Person | PersonLoad | None = None,
    ) -> None:
        """Change what is given of somebody: name, role, part of the organisation, and whether they have left.

        Raises RefusedError for a name that another has, unless a role given with it tells the two apart. Who has left
        keeps everything they did, and can be handed nothing. With `base`, the person as the editor saw them, only what
        differs from that is written, and ConflictError is raised where somebody else has changed the same meanwhile.
        """
        with self._database.work("person-edit") as work:
            person = work.get(PersonRecord, person_id)
            values = checked(PERSON, {"name": name, "role": role, "unit": unit})
            if left is not None:
                values["left_on"] = (person.left_on or today_of(work).isoformat()) if left else None
            values = to_write(work, person, values, seen(base, values, left_on="left"))
            if "name" in values and values["name"] != person.name:
                _refuse_taken(work, values["name"], values.get("role"), person_id)
                _keep_former_name(work, person)
            if values.keys() == {"left_on"}:
                if left:
                    work.code = "person-left"
                else:
                    work.code = "person-back"
            work.change(person, **values)
            work.arguments["name"] = person.name

    def be(self, person_id: int) -> None:
        """Let the user be somebody of the team from now on, whatever they are called."""
        with self._database.work("person-edit") as work:
            person = work.get(PersonRecord, person_id)
            work.arguments["name"] = person.name
            bind(work.session, work.me.login, person_id)
            work.forget_who()

    def know(self, person_id: int, login: str) -> None:
        """Let whoever a database server knows by a login be somebody of the team."""
        name = needed_line(login, _("login"))
        with self._database.work("person-edit") as work:
            work.get(PersonRecord, person_id)
            bind(work.session, server_login(name), person_id)

    def delete(self, person_id: int) -> None:
        """Take somebody out of the team. Raises RefusedError for one whom something in sight names."""
        with self._database.work("person-delete") as work:
            person = work.get(PersonRecord, person_id)
            if is_needed(work, person):
                raise RefusedError(
                    _(
                        "{name} has actions, audits or comments, or is responsible for something: make {name} one "
                        "with somebody else instead."
                    ).format(name=person.name)
                )
            work.arguments["name"] = person.name
            work.remove(person)

    def merge(self, person_id: int, into_id: int) -> None:
        """Make two entries one person: `into_id` takes over all that names the other, and role and part of the
        organisation if it has none."""
        if person_id == into_id:
            raise RefusedError(_("That is one person already: name two."))
        with self._database.work("person-merge") as work:
            person, into = work.get(PersonRecord, person_id), work.get(PersonRecord, into_id)
            work.arguments |= {"name": person.name, "into": into.name}
            for row, column in list(naming(work, person_id)):
                work.change(row, **{column: into_id})
            work.change(into, role=into.role or person.role, unit=into.unit or person.unit)
            # Whatever either was known by is now known to be the one who stays.
            _keep_former_name(work, person)
            for former in work.session.exec(select(PersonRecord).where(PersonRecord.into_id == person_id)):
                work.change(former, into_id=into_id)
            work.change(person, into_id=into_id)
            work.remove(person)
            work.forget_who()


def _refuse_taken(work: Work, name: str, role: str | None, person_id: int | None) -> None:
    for other in team(work):
        is_namesake = other.id != person_id and folded(other.name) == folded(name)
        if is_namesake and (not role or folded(role) == folded(other.role)):
            raise RefusedError(
                _("There is a {name} in the team already.").format(name=other.name), WayOut.TELL_APART
            )


def _keep_former_name(work: Work, person: PersonRecord) -> None:
    """Let who writes under the name that somebody had so far go on being them, unless it is another's too."""
    login = name_login(person.name)
    known = work.session.exec(select(LoginRecord).where(LoginRecord.name == login)).first()
    namesakes = [one for one in team(work) if folded(one.name) == folded(person.name)]
    assert person.id is not None
    if known is None and len(namesakes) == 1:
        bind(work.session, login, person.id)
