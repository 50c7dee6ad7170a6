"""The team within a transaction: who is meant by a name, who is new, and who the user is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel, col, select

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.ways_out import WayOut
from auditor.input import typed
from auditor.store.tables import ENTITIES, Editable, PersonRecord
from auditor.store.work import Work
from auditor.views.people import told_apart


def person_of(work: Work, name: str | None) -> int:
    """Return the number of the person meant by a name, however cased, or by a number; add one who is not there yet.

    None is the user. Raises NotFoundError where several have the name, RefusedError for one who has left.
    """
    if name is None:
        return own_number(work)
    name = typed.needed_line(name, _("name"))
    person = find_person(work, name)
    if person is None:
        # Whoever writes their own name means themselves, unless somebody else has that name by now.
        if folded(name) == folded(work.me.name):
            return own_number(work, name)
        person = work.new(PersonRecord(name=name))
    if person.left_on is not None:
        raise RefusedError(
            _("{name} has left and can be handed nothing more.").format(name=person.name), WayOut.BRING_BACK
        )
    assert person.id is not None
    return person.id


def responsible_in(work: Work, name: str | None) -> dict[str, Any]:
    """Return the column of who answers for something, where a name is given; an empty name is nobody.

    Raises as `person_of`.
    """
    if name is None:
        return {}
    return {"responsible_id": person_of(work, name) if name.strip() else None}


def own_number(work: Work, written: str = "") -> int:
    """Return the number of the user's person; the user joins the team with the first thing they do in it.

    `written` is the name as it is written for that, where that is not as the settings have it.

    Raises NotFoundError where several have the user's name and none is known to be the user.
    """
    if work.known.number:
        return work.known.number
    namesakes = [one for one in team(work) if folded(one.name) == folded(work.me.name)]
    if len(namesakes) > 1:
        raise NotFoundError(_several(work.me.name, namesakes), WayOut.SAY_WHO)
    lasting = work.me.lasting
    gone = lasting and work.session.exec(select(PersonRecord).where(PersonRecord.uid == lasting)).first()
    if gone:
        work.change(gone, removed_at=None)
    else:
        person = PersonRecord(name=typed.needed_line(written or work.me.name, _("name")))
        # So the same human is one person in all databases.
        person.uid = lasting or person.uid
        work.new(person)
    work.forget_who()
    return work.known.number


def find_person(work: Work, name: str) -> PersonRecord | None:
    """Return the person of that name, however cased, as it is told apart from others, or of that number; or None.

    Of two of the same name, one who has left is not meant. Raises NotFoundError where several are there.
    """
    people = team(work)
    word = folded(name)
    named = [person for person in people if folded(person.name) == word]
    here = [person for person in named if person.left_on is None] or named
    if len(here) > 1:
        raise NotFoundError(_several(name, here), WayOut.NAME_BY_NUMBER)
    if here:
        return here[0]
    labels = told_apart([(person.id or 0, person.name, person.role) for person in people])
    return next(
        (
            person
            for person in people
            if folded(labels[person.id or 0]) == word or (word.isdecimal() and str(person.id) == word)
        ),
        None,
    )


def name_of(work: Work, person: PersonRecord) -> str:
    """Return what somebody is called, told apart from others of the team of the same name."""
    people = [(one.id or 0, one.name, one.role) for one in team(work)]
    return told_apart(people).get(person.id or 0, person.name)


def naming(work: Work, person_id: int, in_sight: bool = False) -> Iterator[tuple[Editable, str]]:
    """Yield the rows that name somebody, each with the column in which it does; only those `in_sight`, or all.

    A row of the team is none of them: it says who somebody was made one with.
    """
    for table in ENTITIES.values():
        if table is PersonRecord:
            continue
        for column in _columns_of_people(table):
            found: Any = select(table).where(getattr(table, column) == person_id)
            if in_sight:
                found = found.where(col(table.removed_at).is_(None)).limit(1)
            yield from ((row, column) for row in work.session.exec(found).all())


def _columns_of_people(table: type[Editable]) -> list[str]:
    columns = SQLModel.metadata.tables[str(table.__tablename__)].columns
    return [
        each.name for each in columns if any(key.column.table.name == "person" for key in each.foreign_keys)
    ]


def team(work: Work) -> list[PersonRecord]:
    """Return everybody of the team, those who have left too."""
    in_sight = select(PersonRecord).where(col(PersonRecord.removed_at).is_(None))
    return list(work.session.exec(in_sight.order_by(col(PersonRecord.id))))


def _several(name: str, people: list[PersonRecord]) -> str:
    listed = ", ".join(
        _("{number} “{name}”").format(
            number=person.id, name=f"{person.name} ({person.role})" if person.role else person.name
        )
        for person in people
    )
    return _("There are several called {name}: {people}.").format(name=name, people=listed)
