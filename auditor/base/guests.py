"""Whether this program runs for a guest: somebody at a web browser, for whom the machine it runs on is not their own.

What a guest does must stay within the database and a folder of their own. So whoever opens a file that is named, runs
a program or asks the desktop of this machine asks here first.
"""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path

from auditor.base.errors import RefusedError
from auditor.base.i18n import _

ENV_GUEST = "AUDITOR_GUEST"


def is_guest() -> bool:
    """Tell whether whoever uses this program sits at a web browser."""
    return bool(os.environ.get(ENV_GUEST))


def not_in_browser() -> str:
    """Return why a guest can't do what would be done on the machine that serves."""
    return _("Not in the browser: it would be done on the machine that serves.")


def refuse_guest() -> None:
    """Raise RefusedError for a guest."""
    if is_guest():
        raise RefusedError(not_in_browser())


def chosen_file(named: str) -> Path:
    """Return where a file is written that a user has named. Of what a guest names only the last part counts.

    Theirs is written into a folder of their own, from which the browser gets it.
    """
    if not is_guest():
        return Path(named).expanduser()
    name = named.replace("\\", "/").rpartition("/")[2].replace("\0", "").strip(". ")
    return outbox() / (name[:120] or "auditor")


def outbox() -> Path:
    """Return the folder of what the browser is to get, made if need be; it is in the guest's own temporary folder."""
    folder = Path(tempfile.gettempdir()) / "for-browser"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def whole_of(path: Path) -> Path:
    """Return the file that holds what was written into the outbox: where that is more than `path`, all of it packed."""
    there = [each for each in path.parent.rglob("*") if each.is_file()]
    if there == [path]:
        return path
    packed = path.with_name(f"{path.stem}.zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for each in there:
            into.write(each, each.relative_to(path.parent))
    return packed
