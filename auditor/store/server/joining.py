"""Trying a server's address before it is kept: what is wrong with it is said part by part."""

from __future__ import annotations

import re

from auditor.base.errors import AuditorError, RefusedError, StorageError
from auditor.base.i18n import N_, _
from auditor.base.text import one_line, shortened, without_passwords
from auditor.store import identity, schema
from auditor.store.engine import READING, make_engine
from auditor.store.faults import explained
from auditor.store.location import Location
from auditor.store.schema import State

_ANSWERS = (
    (
        r"could not translate host name|name or service not known|nodename nor servname",
        N_("There is no machine called {host}."),
    ),
    (
        r"connection refused|no such file or directory",
        N_("Nothing answers at port {port} of {host}: does the server run, and is that its port?"),
    ),
    (
        r"timeout expired|timed out|no route to host|network is unreachable",
        N_("{host} does not answer: is it the right machine, and does a firewall let port {port} through?"),
    ),
    (r"no password supplied", N_("The server wants a password for {user}.")),
    (
        r"password authentication failed",
        N_("The server does not let {user} in: the login or the password is wrong."),
    ),
    (r'database ".*" does not exist', N_("There is no database {database} on {host}.")),
    (r'role ".*" does not exist|is not permitted to log in', N_("The server knows no login {user}.")),
    (
        r"no pg_hba\.conf entry|pg_hba\.conf rejects",
        N_("The server lets {user} not in from this machine, or not without TLS (?sslmode=require)."),
    ),
    (r"does not support ssl|certificate|ssl error", N_("No secure line to {host}: {answer}.")),
    (
        r"permission denied for database|does not have connect privilege",
        N_("{user} may not use the database {database}."),
    ),
    (
        r"too many (connections|clients)|remaining connection slots",
        N_("Too many are connected to {host}: try again in a moment."),
    ),
)
"""What the driver answers where nobody is let in, and what that means."""

_WANTS_PASSWORD = re.compile(r"no password supplied|password authentication failed", re.IGNORECASE)


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
    for pattern, words in _ANSWERS:
        if re.search(pattern, answer, re.IGNORECASE):
            told = _(words).format(**{name: one_line(value) for name, value in about.items()})
            return PasswordError(told) if _WANTS_PASSWORD.search(answer) else StorageError(told)
    return StorageError(
        _("No answer from {place}: {answer}. Check the address and that the server runs.").format(
            place=location.shown, answer=about["answer"]
        )
    )
