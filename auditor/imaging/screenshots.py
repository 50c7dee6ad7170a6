"""Where the system puts screenshots, and the newest of them."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _

ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")
_NAME = "Screenshots"
_KNOWN_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_KNOWN = "{B7BEDE81-DF94-4682-A7D8-57A52620B86F}"
"""What Windows calls the folder of screenshots, whatever its name and wherever it was moved."""
_PATIENCE = 5.0


def newest(named: Path | None = None) -> Path:
    """Return the newest picture in the folder that the settings name, else in those of the system.

    Raises RefusedError where there is none, or no such folder.
    """
    if named is not None and not named.is_dir():
        raise RefusedError(
            _("There is no folder {folder}: name another one as “screenshots” in the settings.").format(
                folder=named
            )
        )
    looked_at = [named] if named is not None else folders()
    found = [(modified, path) for folder in looked_at for modified, path in _pictures(folder)]
    if not found:
        raise RefusedError(
            _(
                "There is no picture in {folder}: take a screenshot first, or name their folder as “screenshots” in the "
                "settings."
            ).format(folder=looked_at[0] if looked_at else _usual())
        )
    return max(found)[1]


def folders() -> list[Path]:
    """Return the folders in which this system puts screenshots, those that are there, the likeliest first."""
    if sys.platform == "darwin":
        likely = [_told_by_macos(), Path.home() / "Desktop"]
    elif sys.platform == "win32":
        likely = [_told_by_windows(), *_in_onedrive(), _usual()]
    else:
        pictures = _usual().parent
        # Desktops put them into a folder within that of pictures, which they call so in the user's language.
        likely = [_usual(), pictures] if _usual().is_dir() else [pictures, *_folders_in(pictures)]
    return [folder for folder in dict.fromkeys(likely) if folder is not None and folder.is_dir()]


def _usual() -> Path:
    from platformdirs import user_pictures_path

    return user_pictures_path() / _NAME


def _told_by_macos() -> Path | None:
    with suppress(OSError, subprocess.SubprocessError):
        told = subprocess.run(
            ["defaults", "read", "com.apple.screencapture", "location"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=True,
        )
        if told.stdout.strip():
            return Path(told.stdout.strip()).expanduser()
    return None


def _told_by_windows() -> Path | None:
    if sys.platform == "win32":
        import winreg

        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _KNOWN_FOLDERS) as key:
            return Path(os.path.expandvars(str(winreg.QueryValueEx(key, _KNOWN)[0])))
    return None


def _in_onedrive() -> list[Path]:
    places = (os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"))
    return [Path(place) / "Pictures" / _NAME for place in places if place]


def _folders_in(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.is_dir())
    return []


def _pictures(folder: Path) -> list[tuple[float, Path]]:
    """Return the pictures in a folder by their names, each with the moment it was changed; raises RefusedError."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                # What begins with a full stop is still being written.
                if entry.name.lower().endswith(ENDINGS) and not entry.name.startswith("."):
                    with suppress(OSError):
                        if entry.is_file():
                            found.append((entry.stat().st_mtime, Path(entry.path)))
    except OSError as error:
        raise RefusedError(
            _("{file} can’t be read: {reason}.").format(file=folder, reason=system_reason(error))
        ) from error
    return found
