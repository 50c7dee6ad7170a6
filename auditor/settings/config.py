"""The user's settings: a TOML file in the platform's folder for them, and whose name changes are made in."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from auditor.base import values
from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _
from auditor.base.reading import TooLargeError, read_found_file
from auditor.base.text import clean, one_line
from auditor.base.toml import parsed
from auditor.base.values import UnfitError
from auditor.settings import known
from auditor.settings.content import Content
from auditor.settings.rules import DEFAULT_RULES, Rules, rules_in, shared_in

CONFIG_NAME = "config.toml"
SIZE_LIMIT = 100_000
"""Largest settings file, in bytes."""

_KEYS = known.tree()


class Config(Struct, frozen=True):
    """Settings, each with its default."""

    folder: Path
    name: str
    """The user's name: auditor of new audits, and who is written into the history."""
    language: str | None = None
    theme: str | None = None
    rules: Rules = DEFAULT_RULES
    """What a new database begins with; one that is there has its own."""
    shared: Mapping[str, object] = msgspec.field(default_factory=dict)
    """What the file says of these rules, by key."""
    person: str = ""
    """The user's lasting id, whatever their name becomes; empty where the name was told by the system alone."""
    wants_person: bool = False
    """The settings name the user and have no lasting id yet: one is written when it is first needed."""
    screenshots: Path | None = None
    """The folder in which the newest picture is looked for; None for where the system puts screenshots."""
    editor: str = ""
    """How the editor of long texts is started; empty for the one that the environment names."""
    browser: str = ""
    """How the browser is started; empty for the system's."""
    ascii: bool | None = None
    """Whether signs are shown in ASCII; None where the terminal is to decide."""
    linear: bool = False
    """Whether what would open the app talks in lines."""
    keys_of_first: bool = False
    """Whether commands have the keys that they had in version 0.1."""
    own_keys: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Keys of the user's own, as they are written, by the names of commands."""
    team: str = ""
    """The address of the team's database, which is opened where no other is named; empty for the user's own file."""
    team_in_keyring: bool = False
    """The password of that address is in the system's keyring."""
    told: Mapping[str, str] = msgspec.field(default_factory=dict)
    """By the key of a setting, the option or variable that goes before the file this time, such as `--lang sv`."""

    def told_by(self, key: str, what: str) -> Config:
        """Return these settings with what goes before one of them this time."""
        return msgspec.structs.replace(self, told={**self.told, key: what})

    @property
    def file(self) -> Path:
        """The file they are in, or would be."""
        return self.folder / CONFIG_NAME

    @property
    def checklists(self) -> Path:
        """The folder of the user's own checklists."""
        return self.folder / "checklists"

    @property
    def interviews(self) -> Path:
        """The folder of the user's own questions."""
        return self.folder / "interviews"

    @property
    def journeys(self) -> Path:
        """The folder of the user's own journey templates."""
        return self.folder / "journeys"


def config_folder() -> Path:
    """Return the folder of settings: the environment's AUDITOR_CONFIG, else the platform's."""
    if named := os.environ.get(known.ENV_FOLDER):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("auditor", appauthor=False)


def read_config() -> Config:
    """Return the user's settings. Raises RefusedError for a bad file."""
    return read_settings(config_folder())


def read_settings(folder: Path) -> Config:
    """Return the settings in a folder; a missing file gives the defaults. Raises RefusedError for a bad one."""
    path = folder / CONFIG_NAME
    try:
        return checked_settings(folder, content_of(path))
    except UnfitError as error:
        raise unusable(path, str(error)) from error


def unusable(path: Path, reason: str) -> RefusedError:
    """Return the error for a settings file that can't be used."""
    return RefusedError(_("The settings in {path} can’t be used: {reason}.").format(path=path, reason=reason))


def checked_settings(folder: Path, content: dict[str, object]) -> Config:
    """Return the settings that a file holds; raise UnfitError with the key and the reason."""
    _refuse_unknown("", content, _KEYS)
    found = Content(content)
    told = _in_environment(known.ENV_USER)
    written = found(known.NAME)
    person = found(known.PERSON)
    return Config(
        folder,
        one_line(told or written or _login())[: values.NAME_LIMIT],
        found(known.LANGUAGE),
        found(known.THEME),
        rules_in(found),
        shared_in(content),
        # Whoever is named for this call alone is somebody else than whose settings these are.
        "" if told else person,
        bool(written) and not told and not person,
        found(known.SCREENSHOTS),
        found(known.EDITOR),
        found(known.BROWSER),
        {"on": True, "off": False}.get(found(known.ASCII)),
        found(known.LINEAR) == "on",
        found(known.KEYS) == known.FIRST_KEYS,
        found(known.OWN_KEYS),
        found(known.TEAM),
        found(known.TEAM_PASSWORD) == "keyring",
        told_by_environment(),
    )


def told_by_environment() -> dict[str, str]:
    """Return, by the key of a setting, the variable that goes before it."""
    return {known.NAME.key: known.ENV_USER} if os.environ.get(known.ENV_USER) else {}


def _refuse_unknown(before: str, content: dict[str, object], keys: known.Known) -> None:
    """Refuse a key that no setting has, so that a slip of the pen is not passed over."""
    for key, value in content.items():
        if key not in keys:
            words = ", ".join(f"{before}{word}" for word in keys)
            raise UnfitError(
                _("{key} is no setting; there are {words}").format(
                    key=one_line(f"{before}{key}")[:60], words=words
                )
            )
        inside = keys[key]
        if inside is not None and isinstance(value, dict):
            _refuse_unknown(f"{before}{key}.", value, inside)


def content_of(path: Path) -> dict[str, object]:
    """Return what a settings file holds, unchecked; nothing for none. Raises UnfitError for what is no such file."""
    try:
        text = settings_bytes(path).decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except TooLargeError:
        raise UnfitError(_("the file is larger than {limit} bytes").format(limit=SIZE_LIMIT)) from None
    except OSError as error:
        raise UnfitError(clean(system_reason(error))) from error
    except UnicodeDecodeError as error:
        raise UnfitError(clean(str(error))) from error
    try:
        return parsed_settings(text)
    except ValueError as error:
        raise UnfitError(clean(str(error))) from error


def parsed_settings(text: str) -> dict[str, object]:
    """Return what the text of a settings file holds; raises ValueError or UnfitError."""
    return parsed(text.replace("\r\n", "\n").replace("\r", "\n"))


def settings_bytes(path: Path) -> bytes:
    """Return the bytes of a settings file; raise TooLargeError for more than SIZE_LIMIT, and OSError."""
    return read_found_file(path, SIZE_LIMIT)


def _in_environment(name: str) -> str | None:
    """Return what a variable says; nothing of it may be left out because it is no text."""
    told = os.environ.get(name)
    if told is not None and any("\udc80" <= sign <= "\udcff" for sign in told):
        raise UnfitError(_("{key} {reason}").format(key=name, reason=_("is no text in UTF-8")))
    return told


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return _("me")
