"""Who reads and writes: which person of the team that is, and which changes are their own.

Nobody is known by likeness. A program writes under one login: the lasting id in the user's settings, or, where there
are no settings, the name it was told. A database binds logins to people, so that neither a new name in the team nor one
in the settings makes somebody else of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.base.text import folded
from auditor.store.viewing import Read

if TYPE_CHECKING:
    from auditor.store.adapter import Reader

_BY_NAME = "name:"
_BY_SERVER = "server:"


def name_login(name: str) -> str:
    """Return the login of somebody of whom nothing but the name is told, however cased."""
    return f"{_BY_NAME}{folded(name)}"


def server_login(name: str) -> str:
    """Return the login of somebody whom a database server knows by that name."""
    return f"{_BY_SERVER}{name}"


class Me:
    """Who uses this program, as far as it was told."""

    def __init__(
        self, name: str, lasting: str = "", keep: Callable[[], str] | None = None, *, nobody: bool = False
    ) -> None:
        """Name the user; `lasting` is the id in the settings, and `keep` writes one there when it is first needed.

        With `nobody` it is nobody of the team, whatever login a server knows: who sees only what everybody sees.
        """
        self.name = name
        self.lasting = lasting
        self.is_nobody = nobody
        self.server = ""
        """The login at the server, where the database is on one."""
        self.is_bound = False
        """The server's login is bound to a person of the team, who the user is then whatever the settings say."""
        self.called = ""
        """What that person is called."""
        self._keep = keep

    @property
    def login(self) -> str:
        """What changes are written under."""
        return server_login(self.server) if self.is_bound else self.lasting or name_login(self.name)

    def become(self, name: str, lasting: str, keep: Callable[[], str] | None) -> None:
        """Be somebody else from now on."""
        self.name, self.lasting, self._keep = name, lasting, keep

    def settle(self) -> None:
        """Get a lasting id from the settings if they can have one; asked before something is written."""
        if self._keep is not None:
            self.lasting, self._keep = self._keep(), None


class Known(Struct, frozen=True):
    """Who a user is in one database."""

    number: int
    """The number of the person; 0 for nobody of the team."""
    name: str
    """The person's name in the team, else the user's own."""
    logins: frozenset[str]
    """Whatever their changes may have been written under."""
    bound: bool
    """The login is bound to the person already."""


class _Person(Struct, frozen=True):
    """Somebody who is or was in the team."""

    id: int
    name: str
    uid: str
    gone: bool
    into_id: int | None


_PEOPLE = Read(
    "everybody ever in the team",
    _Person,
    "SELECT p.id, p.name, p.uid, p.removed_at IS NOT NULL AS gone, p.into_id FROM person p ORDER BY p.id",
)
STATE = Read(
    "whether people may have come or gone",
    tuple[int, int],
    """
    SELECT (SELECT CAST(coalesce(sum(p.id + p.revision), 0) AS INTEGER) FROM person p) AS people,
        (SELECT CAST(coalesce(sum(l.person_id), 0) AS INTEGER) FROM login l) AS bound
    """,
)
_LOGINS = Read("who is known by what", tuple[str, int], "SELECT l.name, l.person_id FROM login l")


def look_up(reader: Reader, me: Me) -> Known:
    """Return who a user is: by the server's login or that of the settings; by the id of a person they made elsewhere; else
    by the whole name, once.

    A name that several have, and one that nobody has, is nobody's. What somebody was called before they were renamed
    is theirs as long as no settings of theirs have been seen.
    """
    if me.is_nobody:
        return Known(0, me.name, frozenset(), False)
    everybody = {person.id: person for person in reader.all(_PEOPLE)}

    def standing(number: int | None) -> int:
        person = everybody.get(number or 0)
        if person is not None and person.gone and person.into_id is not None:
            person = everybody.get(person.into_id)
        return person.id if person is not None and not person.gone else 0

    bound = {name: found for name, number in reader.all(_LOGINS) if (found := standing(number))}
    me.is_bound = bool(me.server) and server_login(me.server) in bound
    number = (
        bound.get(me.login)
        or next((standing(one.id) for one in everybody.values() if one.uid == me.lasting), 0)
        or _by_name(everybody.values(), me.name)
        or _by_former_name(bound, me)
        or 0
    )
    logins = {name for name, person in bound.items() if number and person == number} | {me.login}
    if name_login(me.name) not in bound and not me.is_bound:
        logins.add(name_login(me.name))
    name = everybody[number].name if number else me.name
    me.called = name if me.is_bound else ""
    return Known(number, name, frozenset(logins), me.login in bound)


def _by_name(everybody: Iterable[_Person], name: str) -> int:
    found = [one.id for one in everybody if not one.gone and folded(one.name) == folded(name)]
    return found[0] if len(found) == 1 else 0


def _by_former_name(bound: Mapping[str, int], me: Me) -> int:
    number = bound.get(name_login(me.name), 0)
    settled = any(
        person == number and not login.startswith((_BY_NAME, _BY_SERVER)) for login, person in bound.items()
    )
    return 0 if settled else number
