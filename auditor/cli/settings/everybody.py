"""Sets what everybody who uses the database goes by, and says so."""

from __future__ import annotations

from auditor.cli.frame.session import Session, told
from auditor.settings.known import SHARED


def is_set_for_everybody(session: Session, key: str, value: object) -> bool:
    """Set a setting of the database, None for its default; tell whether that is where it is kept.

    All else, and everything before there is a database, is kept in the user's file.
    """
    # What is the user's own is set although the file can't be used, and so no database be opened.
    if key not in SHARED or not session.workspace.is_there:
        return False
    with told(session.workspace):
        session.workspace.settings.keep({key: value})
    return True
