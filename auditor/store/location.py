"""Where a database is: a file, or the URL of a server."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line

ENV_VARIABLE = "AUDITOR_DB"


class Location(Struct, frozen=True):
    """A database's place: exactly one of `path` and `url` is set."""

    path: Path | None
    url: str | None
    named: bool = False
    """Somebody has said where it is; else it is where databases are kept by default."""

    @property
    def shown(self) -> str:
        """The place as it is shown to a user, without any password."""
        if self.path is not None:
            return str(self.path)
        parts = urlsplit(self.url or "")
        return f"postgresql://{parts.hostname or ''}{parts.path}"


def locate(named: str | None) -> Location:
    """Return the place `named` (a path or a postgresql:// URL), else the environment's, else the default.

    Raises RefusedError for URLs of other kinds, and for what can name no place.
    """
    text = named or os.environ.get(ENV_VARIABLE)
    if not text:
        return Location(default_path(), None)
    if "://" not in text:
        return Location(_path(text), None, named=True)
    scheme, rest = text.split("://", 1)
    if scheme not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise RefusedError(
            _("A database is a file’s path or a postgresql:// address, not {scheme}://.").format(
                scheme=one_line(scheme)[:40]
            )
        )
    try:
        _port = urlsplit(text).port
    except ValueError:
        raise RefusedError(
            _("This is no address of a server: it goes like postgresql://user@host:5432/name.")
        ) from None
    return Location(None, f"postgresql+psycopg://{rest}", named=True)


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
