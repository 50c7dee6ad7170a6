"""Trying a server's address before it is kept: what is wrong with it is said part by part."""

from __future__ import annotations

from auditor.base.errors import AuditorError, RefusedError, StorageError
from auditor.base.i18n import N_, _
from auditor.base.text import one_line, shortened, without_passwords
from auditor.store import identity, schema
from auditor.store.answers import Answer, means
from auditor.store.engine import READING, make_engine
from auditor.store.faults import explained
from auditor.store.location import Location
from auditor.store.schema import State

_ANSWERS = {
    Answer.NO_HOST: N_("There is no machine called {host}."),
    Answer.NOBODY: N_("Nothing answers at port {port} of {host}: does the server run, and is that its port?"),
    Answer.SILENCE: N_(
        "{host} does not answer: is it the right machine, and does a firewall let port {port} through?"
    ),
    Answer.NO_PASSWORD: N_("The server wants a password for {user}."),
    Answer.WRONG_PASSWORD: N_("The server does not let {user} in: the login or the password is wrong."),
    Answer.NO_DATABASE: N_("There is no database {database} on {host}."),
    Answer.NO_LOGIN: N_("The server knows no login {user}."),
    Answer.NOT_FROM_HERE: N_(
        "The server lets {user} not in from this machine, or not without TLS (?sslmode=require)."
    ),
    Answer.NOT_SECURE: N_("No secure line to {host}: {answer}."),
    Answer.NO_RIGHT: N_("{user} may not use the database {database}."),
    Answer.FULL: N_("Too many are connected to {host}: try again in a moment."),
}
"""What is told where nobody is let in."""


_WANT_PASSWORD = (Answer.NO_PASSWORD, Answer.WRONG_PASSWORD)


class PasswordError(RefusedError):
    """The server lets nobody in without another password."""


def tried(location: Location) -> State:
    """Connect to a server's database, and read it; return how it stands to this program.

    Raises AuditorError saying what is wrong: host, port, login, password, database, rights, or a schema that is newer or
    not Auditor's; PasswordError where another password may help.
    """
    from sqlalchemy.exc import OperationalError

    engine = make_engine(location).execution_options(**{READING: True})
    try:
        with explained(location.shown):
            try:
                connection = engine.connect()
            except OperationalError as error:
                raise _refused(location, str(error.orig)) from None
            with connection:
                state = schema.server_state(connection, location.shown)
                if state is State.CURRENT:
                    identity.mark_in(connection, location.shown)
                return state
    finally:
        engine.dispose()


def _refused(location: Location, answer: str) -> AuditorError:
    told_by = location.options
    said = without_passwords(answer)
    about = {
        "host": told_by.get("host") or _("this machine"),
        "port": told_by.get("port") or "5432",
        "user": told_by.get("user") or _("your login"),
        "database": told_by.get("dbname") or _("of your login"),
        "answer": shortened(one_line(said), 200),
    }
    meant = means(answer)
    if meant in _ANSWERS:
        told = _(_ANSWERS[meant]).format(**{name: one_line(value) for name, value in about.items()})
        return PasswordError(told) if meant in _WANT_PASSWORD else StorageError(told)
    return StorageError(
        _("No answer from {place}: {answer}. Check the address and that the server runs.").format(
            place=location.shown, answer=about["answer"]
        )
    )
