"""Where a database is: a file, or the address of a server.

There is one reader of addresses, and what it makes of one is both connected to and shown; so no part of a password is
ever taken for the name of a host or a database. What only looks like an address is refused, and never repeated: a slip
of the pen may have left a password anywhere in it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode

import msgspec
from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import clean, one_line

ENV_VARIABLE = "AUDITOR_DB"

_SCHEMES = {"postgresql", "postgres", "postgresql+psycopg"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,39}")
_WRITTEN = "@ %40, / %2F, : %3A, ? %3F, # %23, [ %5B, ] %5D, % %25"
_HOST = re.compile(r"[^\s/?#@:\[\]]*|\[[0-9A-Fa-f:.%a-z]+\]")
_PORTS = range(1, 65536)
_USUAL_PORT = "5432"
"""PostgreSQL's, where none is named."""

_OF_OTHER_PROGRAMS = re.compile(
    r"(?:\w+:)?(?:postgres|postgresql|pgsql|psql|mysql|mariadb|mssql|oracle|mongodb|sqlite|https?|file|jdbc)"
    r"(?:\+\w+)?\s*(?:[:;]|/\s*/|\\)",
    re.IGNORECASE,
)
"""How an address begins, with slips of the pen such as `postgresql:/…` and `postgres//…`."""
_CONNECTION_WORDS = re.compile(
    r"(?:^|\s)(?:host|hostaddr|port|user|password|passfile|dbname|service|sslmode)\s*=", re.IGNORECASE
)
"""A connection as libpq has it, `host=… password=…`."""
_USER_AT_HOST = re.compile(r":.*@", re.DOTALL)
"""What stands in an address between scheme and host: `user:password@`."""


class Location(Struct, frozen=True):
    """A database's place: exactly one of `path` and `url` is set."""

    path: Path | None
    url: str | None
    named: bool = False
    """Somebody has said where it is; else it is where databases are kept by default."""
    in_keyring: bool = False
    """The password of this address is in the system's keyring."""

    @property
    def shown(self) -> str:
        """The place as it is shown to a user, without user and password; with its port, where that is not the usual one."""
        if self.path is not None:
            return str(self.path)
        address = _address(self.url or "")
        told = address.options().get("port", "")
        port = f":{told}" if told.isdecimal() and told != _USUAL_PORT else ""
        return f"postgresql://{address.host}{port}{address.path}"

    @property
    def options(self) -> dict[str, str]:
        """What a server is connected to with, by the names that libpq gives it; empty for a file."""
        return {} if self.url is None else _address(self.url).options()

    @property
    def has_password(self) -> bool:
        """Tell whether the address itself holds a password."""
        return self.url is not None and _address(self.url).has_password

    @property
    def address(self) -> Address:
        """The parts of a server's address; empty ones of a file."""
        return _address(self.url or "postgresql://")

    @property
    def bare(self) -> str:
        """A server's address as it may be kept and handed to other programs: with its user, without a password."""
        return self.address.without_password().written("postgresql")

    def with_password(self, password: str) -> Location:
        """Return the place of a server with another password in its address."""
        parts = msgspec.structs.replace(self.address.without_password(), password=password)
        return msgspec.structs.replace(self, url=parts.written(), in_keyring=False)


class Address(Struct, frozen=True):
    """The parts of a server's address; user and password as they are, the others as they are written."""

    user: str | None
    password: str | None
    host: str
    port: str
    database: str
    query: str

    @property
    def path(self) -> str:
        """The database as it stands in the address."""
        return f"/{self.database}" if self.database else ""

    @property
    def has_password(self) -> bool:
        """Tell whether a password is in it, in its place or among the options."""
        return bool(self.password) or any(_is_secret(name) and value for name, value in parse_qsl(self.query))

    @property
    def told_password(self) -> str:
        """The password that is in it, wherever; empty for none."""
        told = [value for name, value in parse_qsl(self.query) if name.lower() == "password"]
        return self.password or next(iter(told), "")

    def without_password(self) -> Address:
        """Return the same parts without any password."""
        kept = [(name, value) for name, value in parse_qsl(self.query) if not _is_secret(name)]
        return msgspec.structs.replace(self, password=None, query=urlencode(kept, errors="replace"))

    def options(self) -> dict[str, str]:
        """Return the parts by libpq's names; an option of the query stands before what it names, a host may stand often."""
        hosts: list[tuple[str, str]] = []
        options: dict[str, str] = {}
        for name, value in parse_qsl(self.query):
            if name == "host":
                host, _colon, port = value.rpartition(":") if re.search(r":\d+$", value) else (value, "", "")
                hosts.append((host, port))
            else:
                options[name] = value
        parts = {
            "user": self.user,
            "password": self.password,
            "host": self.host.strip("[]"),
            "port": self.port,
            "dbname": self.database,
        }
        if hosts:
            parts["host"] = ",".join(host for host, _port in hosts)
            if any(port for _host, port in hosts):
                parts["port"] = ",".join(port for _host, port in hosts)
        return {name: value for name, value in parts.items() if value} | options

    def written(self, scheme: str = "postgresql+psycopg") -> str:
        """Return the address as SQLAlchemy reads it back into the same parts, or with another scheme libpq."""
        login = ""
        if self.user is not None:
            word = "" if self.password is None else f":{_quoted(self.password)}"
            login = f"{_quoted(self.user)}{word}@"
        port = f":{self.port}" if self.port else ""
        query = f"?{urlencode(parse_qsl(self.query), errors='replace')}" if self.query else ""
        return f"{scheme}://{login}{self.host}{port}{self.path}{query}"


def _is_secret(option: str) -> bool:
    return "password" in option.lower()


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")


def locate(named: str | None, joined: str = "", in_keyring: bool = False) -> Location:
    """Return the place `named` (a path or a postgresql:// URL), else the environment's, else `joined`, else the default.

    `joined` is the address of the team's database in the user's settings, `in_keyring` tells where its password is.

    Raises RefusedError for URLs of other kinds, for what looks like an address and is none, and for what can name
    no place; no message repeats anything that may be a password.
    """
    text = named or os.environ.get(ENV_VARIABLE) or joined
    if not text:
        return Location(default_path(), None)
    if "://" in text:
        found = Location(None, _address(text).written(), named=True)
        return msgspec.structs.replace(found, in_keyring=in_keyring and found.bare == joined)
    if _looks_like_an_address(text):
        raise _no_address()
    return Location(_path(text), None, named=True)


def _address(text: str) -> Address:
    """Return the parts of an address, by RFC 3986: what has a meaning in one is written %xx within user and password.

    Raises RefusedError where it is none, or where it can be read in two ways.
    """
    scheme, _mark, rest = text.partition("://")
    if clean(text) != text or "\n" in text:
        raise _no_address()
    if scheme.lower() not in _SCHEMES:
        if not _SCHEME.fullmatch(scheme):
            raise _no_address()
        raise RefusedError(
            _("A database is a file’s path or a postgresql:// address, not {scheme}://.").format(
                scheme=one_line(scheme)
            )
        )
    login, at, place = rest.rpartition("@")
    if re.search(r"[/?#@\[\]\s]", login) or "#" in place:
        raise RefusedError(
            _(
                "This address can be read in more than one way. Within a user’s name or a password these signs are "
                "written otherwise: {signs}."
            ).format(signs=_WRITTEN)
        )
    place, _mark, query = place.partition("?")
    host, _slash, database = place.partition("/")
    found = re.fullmatch(rf"(?P<host>{_HOST.pattern})(?::(?P<port>\d*))?", host)
    port = found["port"] or "" if found else ""
    if found is None or "/" in database or (port and int(port[:6]) not in _PORTS):
        raise _no_address()
    user, colon, password = login.partition(":")
    return Address(
        unquote(user) if at else None,
        unquote(password) if colon else None,
        found["host"],
        port,
        database,
        query,
    )


def _looks_like_an_address(text: str) -> bool:
    """Tell whether a text without `://` was meant for an address. Files that are there may have any name."""
    if os.path.lexists(text):
        return False
    if _OF_OTHER_PROGRAMS.match(text.lstrip(" \"'")) or _CONNECTION_WORDS.search(text):
        return True
    return _USER_AT_HOST.search(text) is not None and not _is_in_a_folder(text)


def _is_in_a_folder(text: str) -> bool:
    """Tell whether a path names a folder that is there."""
    folder, separator, _name = text.replace(os.sep, "/").rpartition("/")
    try:
        return separator != "" and Path(folder or "/").expanduser().is_dir()
    except (OSError, RuntimeError, ValueError):
        return False


def _no_address() -> RefusedError:
    return RefusedError(_("This is no address of a server: it goes like postgresql://user@host:5432/name."))


def _path(text: str) -> Path:
    try:
        if "\0" not in text:
            return Path(text).expanduser().absolute()
    except RuntimeError:
        pass
    raise RefusedError(_("“{path}” is no path of a file.").format(path=one_line(text)[:200]))


def default_path() -> Path:
    """Return the database's path in the platform's folder for a user's data."""
    from platformdirs import user_data_path

    return user_data_path("auditor", appauthor=False) / "auditor.db"
