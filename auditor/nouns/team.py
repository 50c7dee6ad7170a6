"""Who may do what in a database on a server: logins, and the access of each. The server keeps it, not the tables."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING
from unicodedata import normalize

from auditor.base.errors import AuditorError, NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.vocabulary import Access
from auditor.store import server_rights
from auditor.store.database import Database
from auditor.store.faults import explained
from auditor.store.me import server_login
from auditor.store.work import bind
from auditor.views.team import Admission, Member
from auditor.writing.people import own_number

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LENGTH = 24
"""Bytes of chance in a password that is made: nobody has to type it more than once."""
_FunctionCall = tuple[object, ...]
"""A function's name, and what it is called with."""
_CASTS = {
    "admit": ("integer", "text", "name", "text", "timestamptz"),
    "set_access": ("name", "text"),
    "renew": ("name", "timestamptz"),
}
"""The types of what functions are called with that take more than a login."""

_LAST_OWNER = "55000"
_OUTSIDE = "28000"
_ANOTHERS = "23505"
_NO_SUCH_LOGIN = "42704"
_NO_SUCH_PERSON = "P0002"


class Team:
    """The logins of a database, and what each may do."""

    def __init__(self, database: Database) -> None:
        """Look after the logins of `database`."""
        self._database = database

    def begin(self) -> None:
        """Set up rights, or renew them where they are; the user is an owner from then on.

        Raises RefusedError for a file, and for a login that may make no others.
        """
        database = self._database
        _refuse_file(database)
        database.load_writing()
        with self._connected() as connection:
            was_set_up = server_rights.is_set_up(connection)
        if not was_set_up:
            with database.work("person-edit") as work:
                number = own_number(work)
                work.arguments["name"] = work.known.name
                bind(work.session, server_login(database.me.server), number)
        with self._connected() as connection:
            server_rights.set_up(connection)
        self._database.forget_rights()

    def members(self) -> list[Member]:
        """Return every login that is let in; none where no rights are set up."""
        if self._database.location.path is not None:
            return []
        with self._connected() as connection:
            if not server_rights.is_set_up(connection):
                return []
            found = connection.exec_driver_sql(
                "SELECT m.login, m.person_id, p.name, m.access, m.until, r.rolsuper"
                " FROM auditor_rights.members() m JOIN person p ON p.id = m.person_id"
                " JOIN pg_roles r ON r.rolname = m.login ORDER BY p.name, m.login"
            ).all()
        return [
            Member(login, number, name, Access(access), _moment(until), administers)
            for login, number, name, access, until, administers in found
        ]

    def admit(self, person_id: int, access: Access, login: str | None = None) -> Admission:
        """Let somebody of the team in: by a login that is there already, or by a new one with a password.

        The server is given no more of the password than what it needs to know it again.
        """
        if login is not None:
            self._call(("admit", person_id, access.value, login, None, None))
            return Admission(login, "")
        name = self._free_login(person_id)
        return self._make(person_id, access, name, None)

    def change(self, person_id: int, access: Access) -> None:
        """Let somebody do more or less from now on; what was lent to them ends. Raises RefusedError for the last owner."""
        calls: list[_FunctionCall] = []
        for member in self._of(person_id):
            if member.until is None:
                calls.append(("set_access", member.login, access.value))
            else:
                calls.append(("take_back", member.login))
        self._call(*calls)

    def dismiss(self, person_id: int) -> None:
        """Let somebody in no longer, and end what they have open. Raises RefusedError for the last owner.

        A login that was there before is left to its server, without any right in this database.
        """
        calls: list[_FunctionCall] = []
        for member in self._of(person_id):
            if member.until is None:
                calls += [("dismiss", member.login), ("end_sessions", member.login)]
            else:
                calls.append(("take_back", member.login))
        self._call(*calls)

    def lend(self, person_id: int, access: Access, until: datetime) -> Admission:
        """Return a login of somebody that can be used until a moment, with at most what they may do themselves.

        Owners can lend anybody's, all others their own.
        """
        with self._connected() as connection:
            _refuse_without_rights(connection)
            prefix = server_rights.groups_of(connection).prefix
        return self._make(person_id, access, f"{prefix}_lent_{secrets.token_hex(8)}", until.isoformat())

    def lend_longer(self, login: str, until: datetime) -> None:
        """Let a login that was lent be used until a later moment. Raises NotFoundError where it is gone."""
        self._call(("renew", login, until.isoformat()))

    def take_back(self, login: str) -> None:
        """End what is open with a login that was lent, and remove it; nothing happens where it is gone."""
        self._call(("take_back", login))

    def _make(self, person_id: int, access: Access, login: str, until: str | None) -> Admission:
        password = secrets.token_urlsafe(_LENGTH)
        with self._connected() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            # Made here, so that no statement and no log of the server has the password.
            verifier = driver.pgconn.encrypt_password(
                password.encode(), login.encode(), b"scram-sha-256"
            ).decode()
        self._call(("admit", person_id, access.value, login, verifier, until))
        return Admission(login, password)

    def _free_login(self, person_id: int) -> str:
        with self._connected() as connection:
            _refuse_without_rights(connection)
            name = connection.exec_driver_sql(
                "SELECT name FROM person WHERE id = %(id)s AND removed_at IS NULL", {"id": person_id}
            ).scalar()
            if name is None:
                raise _nobody(person_id)
            taken = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
        letters = normalize("NFKD", folded(name).replace("ø", "o").replace("æ", "ae").replace(" ", "_"))
        plain = "".join(sign for sign in letters if sign.isascii() and (sign.isalnum() or sign == "_"))
        plain = plain[:40] or f"person_{person_id}"
        if plain.startswith("pg_"):
            plain = f"a_{plain}"
        return next(one for one in (plain, *(f"{plain}_{n}" for n in range(2, 10_000))) if one not in taken)

    def _of(self, person_id: int) -> list[Member]:
        found = [member for member in self.members() if member.person_id == person_id]
        if not found:
            raise NotFoundError(_("Nobody is let in as person number {number}.").format(number=person_id))
        ruled = [member for member in found if not member.administers]
        if not ruled:
            raise RefusedError(
                _(
                    "{login} administers the server: no rule of the database holds for that login, so nothing can be taken "
                    "from it here."
                ).format(login=found[0].login)
            )
        return ruled

    def _call(self, *calls: _FunctionCall) -> None:
        """Call some of the functions that change who is let in, all in one transaction."""
        from sqlalchemy.exc import DBAPIError

        with self._connected() as connection:
            _refuse_without_rights(connection)
            for function, *values in calls:
                casts = _CASTS.get(str(function), ("name",))
                asked = ", ".join(f"CAST(%({kind[0]}{place})s AS {kind})" for place, kind in enumerate(casts))
                given = {
                    f"{kind[0]}{place}": value
                    for place, (kind, value) in enumerate(zip(casts, values, strict=True))
                }
                try:
                    connection.exec_driver_sql(f"SELECT auditor_rights.{function}({asked})", given)
                except DBAPIError as error:
                    told = _told(getattr(error.orig, "sqlstate", None) or "", values)
                    if told is None:
                        raise
                    # The driver's error holds what was handed over: it goes no further.
                    raise told from None
        self._database.forget_rights()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        _refuse_file(self._database)
        engine = self._database.server
        with explained(self._database.place), engine.begin() as connection:
            yield connection


def _told(state: str, values: Sequence[object]) -> AuditorError | None:
    """Return what is told of a refusal by the server, None where it is another's to tell."""
    if state == _LAST_OWNER:
        return RefusedError(_("That is the last owner of the database: let somebody else be one first."))
    if state == _NO_SUCH_LOGIN:
        return NotFoundError(_("The server has no login of that name."))
    if state == _OUTSIDE:
        return RefusedError(
            _(
                "That login administers the server, or nobody can log in with it: choose another, or make a new one."
            )
        )
    if state == _ANOTHERS:
        return RefusedError(_("That login is somebody else’s: choose another, or make a new one."))
    if state == _NO_SUCH_PERSON:
        return _nobody(values[0])
    if state == "42501":
        return RefusedError(
            _("An owner of the database alone can say who may do what, and nobody lends more than they have.")
        )
    return None


def _nobody(number: object) -> NotFoundError:
    return NotFoundError(_("There is nobody number {number} in the team.").format(number=number))


def _refuse_file(database: Database) -> None:
    if database.location.path is not None:
        raise RefusedError(
            _("A file is its owner’s, whoever may write it: rights need a database on a server.")
        )


def _refuse_without_rights(connection: Connection) -> None:
    if not server_rights.is_set_up(connection):
        raise RefusedError(
            _(
                "This database has no rights set up, so that all who reach it are owners: set them up first "
                "(auditor team protect)."
            )
        )


def _moment(until: object) -> str | None:
    return until.isoformat() if isinstance(until, datetime) else None
