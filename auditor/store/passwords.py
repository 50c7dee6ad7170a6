"""Where the password of a server's address is kept: in the system's keyring, else in PostgreSQL's own file of passwords.

In neither case is it in the settings, nor is it handed to another program by its command line. What stands in the address
itself goes first, then PGPASSWORD, then the keyring, then the file, which the driver reads by itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from auditor.base import temporary
from auditor.base.errors import RefusedError
from auditor.base.files import unwritable
from auditor.base.i18n import _
from auditor.base.reading import read_found_file
from auditor.store.location import Location

_SERVICE = "auditor"
"""What our entries in the keyring are filed under."""
_LARGEST = 1_000_000
_FIELDS = 4
"""Host, port, database and user, before the password."""
ENV_PASSWORD, ENV_FILE = "PGPASSWORD", "PGPASSFILE"


def to_connect(location: Location) -> Location:
    """Return a server's address to be connected to: with its password where that is in the keyring."""
    if location.in_keyring and not location.has_password and not os.environ.get(ENV_PASSWORD):
        found = in_keyring(location)
        if found:
            return location.with_password(found)
    return location


def known_password(location: Location) -> str:
    """Return the password of a server's address, wherever it is kept; empty where there is none."""
    return (
        location.address.told_password
        or os.environ.get(ENV_PASSWORD, "")
        or (in_keyring(location) if location.in_keyring else "")
        or in_file(location)
    )


def keep_in_keyring(location: Location, password: str) -> bool:
    """Put the password of an address into the system's keyring; tell whether there is one that has kept it."""
    try:
        import keyring

        # Less is a keyring that keeps nothing, or keeps it for everybody to read.
        if keyring.get_keyring().priority < 1:
            return False
        keyring.set_password(_SERVICE, location.bare, password)
        return keyring.get_password(_SERVICE, location.bare) == password
    except Exception:
        # There are as many ways to fail as there are keyrings: locked, without a session, not installed.
        return False


def in_keyring(location: Location) -> str:
    """Return the password of an address from the system's keyring; empty where it has none, or can't be asked."""
    with suppress(Exception):
        import keyring

        return keyring.get_password(_SERVICE, location.bare) or ""
    return ""


def drop_from_keyring(location: Location) -> None:
    """Take the password of an address out of the keyring, if it is there."""
    with suppress(Exception):
        import keyring

        keyring.delete_password(_SERVICE, location.bare)


def file_of_passwords() -> Path:
    """Return where PostgreSQL's file of passwords is, or would be."""
    if named := os.environ.get(ENV_FILE):
        return Path(named).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "")) / "postgresql" / "pgpass.conf"
    return Path.home() / ".pgpass"


def keep_in_file(location: Location, password: str) -> Path:
    """Write the password of an address into the file of passwords, for its owner alone; return where that is.

    Its line is changed, or comes before the first that would go before it; all other lines stay as they are. The file
    is written whole or not at all. Raises RefusedError where it can't be read or written.
    """
    place = file_of_passwords()
    fields = fields_of(location)
    line = line_of(fields, password).encode()
    # Who keeps the file elsewhere and links to it finds the link as it was.
    path = place.resolve()
    try:
        before = read_found_file(path, _LARGEST).splitlines() if path.exists() else []
        after = _with_line(before, fields, line)
        if after == before and path.stat().st_mode & 0o077 == 0:
            return place
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with temporary.new(path.parent) as piece:
            piece.opened.write(b"".join(each + b"\n" for each in after))
            piece.settle()
            piece.put(path)
    except OSError as error:
        raise unwritable(place, error) from error
    return place


def _with_line(lines: Sequence[bytes], fields: Sequence[str], line: bytes) -> list[bytes]:
    parsed = [_parsed(each) for each in lines]
    for number, each in enumerate(parsed):
        if each is not None and each[:_FIELDS] == list(fields):
            return [*lines[:number], line, *lines[number + 1 :]]
    first = next((number for number, each in enumerate(parsed) if _is_of(each, fields)), len(lines))
    return [*lines[:first], line, *lines[first:]]


def in_file(location: Location) -> str:
    """Return the password that the driver finds for an address in the file of passwords; empty for none."""
    with suppress(OSError):
        for line in read_found_file(file_of_passwords(), _LARGEST).splitlines():
            parsed = _parsed(line)
            if parsed is not None and _is_of(parsed, fields_of(location)):
                return parsed[_FIELDS]
    return ""


def fields_of(location: Location) -> list[str]:
    """Return what a line of the file of passwords is found by: host, port, database and user."""
    told = location.options
    user = told.get("user") or _own_login()
    # Of several hosts the first one is meant.
    host, port = (
        told.get(name, usual).partition(",")[0] for name, usual in (("host", "localhost"), ("port", "5432"))
    )
    return [host, port, told.get("dbname") or user, user]


def _own_login() -> str:
    import getpass

    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""


def line_of(fields: Sequence[str], password: str) -> str:
    """Return a line of the file of passwords. Raises RefusedError for a password that none can hold."""
    if any(sign in password for sign in "\r\n\0"):
        raise RefusedError(_("A password is one line: this one has several, or signs that can’t be typed."))
    return ":".join(each.replace("\\", "\\\\").replace(":", "\\:") for each in (*fields, password))


def _parsed(line: bytes) -> list[str] | None:
    """Return the five fields of a line; None for a remark and for what is no line of that kind."""
    text = line.decode("utf-8", "surrogateescape")
    if text.startswith("#"):
        return None
    fields: list[str] = []
    field, is_escaped = "", False
    for sign in text:
        if is_escaped or sign not in "\\:":
            field, is_escaped = field + sign, False
        elif sign == "\\":
            is_escaped = True
        elif len(fields) < _FIELDS:
            fields.append(field)
            field = ""
        else:
            field += sign
    return [*fields, field] if len(fields) == _FIELDS else None


def _is_of(parsed: Sequence[str] | None, fields: Sequence[str]) -> bool:
    return parsed is not None and all(
        told in ("*", wanted) for told, wanted in zip(parsed, fields, strict=False)
    )
