"""Who may do what in a database on a server."""

from __future__ import annotations

from msgspec import Struct

from auditor.base.vocabulary import Access


class Admission(Struct, frozen=True):
    """A login somebody was given, with its password; an empty password where it had one already.

    It is told once and kept nowhere: `repr` leaves the password out, lest a log has it.
    """

    login: str
    password: str

    def __repr__(self) -> str:
        """Name the login alone."""
        return f"Admission({self.login!r})"


class Member(Struct, frozen=True):
    """A login that is let in, whose it is, and what may be done with it; `until` is a moment where it is lent."""

    login: str
    person_id: int
    name: str
    access: Access
    until: str | None
    administers: bool = False
    """It administers the server: no rule of the database holds for it, whatever it was given here."""
