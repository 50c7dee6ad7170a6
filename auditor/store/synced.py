"""Whether a database lies in a folder that a program keeps alike on several machines.

Such programs replace whole files: of two who work at the same time, one loses everything since the last exchange, and
a file taken between two writes of one change is damaged.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_MARKS = (
    ("Syncthing", (".stfolder",)),
    ("Dropbox", (".dropbox", ".dropbox.cache")),
    ("Nextcloud", (".nextcloudsync.log", ".owncloudsync.log", ".sync_*.db", "._sync_*.db")),
    ("Resilio Sync", (".sync/ID",)),
)
"""What such a program leaves in the folder it keeps alike."""

_NAMED = (
    ("Dropbox", ("dropbox", "dropbox (")),
    ("OneDrive", ("onedrive", "onedrive -", "onedrive-")),
    ("iCloud Drive", ("icloud drive", "iclouddrive", "mobile documents")),
    ("Google Drive", ("google drive", "googledrive", "googledrive-", "google drive (")),
    ("Nextcloud", ("nextcloud", "nextcloud-")),
    ("ownCloud", ("owncloud", "owncloud-")),
)
"""How the folder is called; a name that does not end in a letter goes on with whose it is."""

_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
"""Where Windows says which folders OneDrive has."""


def synced_by(database: Path) -> str:
    """Return the name of the program that keeps the folder of a database alike on several machines; empty for none."""
    try:
        folders = list(database.resolve().parents)
        return _by_mark(folders) or _by_name(folders) or _by_variable(folders)
    except OSError:
        return ""


def _by_mark(folders: Iterable[Path]) -> str:
    for folder in folders:
        for program, marks in _MARKS:
            if any(next(folder.glob(mark), None) is not None for mark in marks):
                return program
    return ""


def _by_name(folders: Iterable[Path]) -> str:
    for folder in folders:
        name = folder.name.lower()
        for program, names in _NAMED:
            for known in names:
                if name == known or (not known[-1].isalpha() and name.startswith(known)):
                    return program
    return ""


def _by_variable(folders: Iterable[Path]) -> str:
    known = {Path(os.environ[name]) for name in _VARIABLES if os.environ.get(name)}
    return "OneDrive" if known.intersection(folders) else ""
