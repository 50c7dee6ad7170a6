"""What a setting may hold, as it stands in the file, and how what people type becomes that.

A check returns the value that the program works with, or raises UnfitError with the reason alone. What reads something
typed never refuses: what it makes nothing of is handed on as text, so that the check says what is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from auditor.analysis.capacity import DAYS, are_days
from auditor.base import values
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, known_language
from auditor.base.text import folded, one_line
from auditor.base.values import UnfitError
from auditor.base.vocabulary import LANGUAGES, Method
from auditor.input.intervals import LONGEST, days_of

THEMES = ("dark", "light")
COMMAND_LIMIT = 500
"""Longest command that starts a program, in characters."""
KEYS_LIMIT = 40
"""Longest name of a key, or of two that follow each other, in characters."""
LEAST = 0.001
"""The smallest share, number or half-life that settings may name."""

_LASTING = re.compile(r"[0-9a-z]{8,64}")


def a_text(value: object) -> str:
    """Return a text."""
    if isinstance(value, str):
        return value
    raise UnfitError(_("must be a text in quotes"))


def a_table(value: object, name: str) -> dict[str, object]:
    """Return a table; `name` is what its line would have to be called."""
    if isinstance(value, dict):
        return value
    raise UnfitError(_("must be a table, [{key}] on a line of its own").format(key=name))


def a_lasting_id(value: object) -> str:
    """Return an id that lasts, or nothing."""
    text = a_text(value)
    if text and not _LASTING.fullmatch(text):
        raise UnfitError(_("must be an id that Auditor has written"))
    return text


def an_address(value: object) -> str:
    """Return the address of a server, which has no password in it."""
    text = a_text(value)
    if not text:
        return text
    if not text.startswith("postgresql://") or one_line(text) != text:
        raise UnfitError(_("must be an address such as postgresql://anna@db.example.org/auditor"))
    login, at, _place = text.removeprefix("postgresql://").rpartition("@")
    if (at and ":" in login) or "password=" in text.lower():
        raise UnfitError(_("must be without a password: “auditor team join” keeps that in a safe place"))
    return text


def a_language(value: object) -> str:
    """Return a language of ours, or the name of a locale of one."""
    text = a_text(value)
    return text if known_language(text) else values.a_word(text, LANGUAGES)


def a_theme(value: object) -> str:
    """Return the name of a theme."""
    return values.a_word(a_text(value), THEMES)


def one_of(*words: str) -> Callable[[object], str]:
    """Return what takes one of some words."""
    return lambda value: values.a_word(a_text(value), words)


def a_method(value: object) -> Method:
    """Return what puts actions in order."""
    return values.a_choice(value, Method)


def a_step(value: object) -> int:
    """Return a step of a scale."""
    return values.a_whole(value, 1, 5)


def whole_within(low: int, high: int) -> Callable[[object], int]:
    """Return the check of a whole number."""
    return lambda value: values.a_whole(value, low, high)


def number_within(low: float, high: float) -> Callable[[object], float]:
    """Return the check of a number."""
    return lambda value: values.a_number(value, low, high)


def an_interval(value: object) -> int | None:
    """Return an interval in days, given as such or in words; None for never."""
    if isinstance(value, int) and not isinstance(value, bool):
        return values.a_whole(value, 1, LONGEST)
    try:
        return days_of(a_text(value))
    except RefusedError:
        raise UnfitError(_('must be an interval, such as "6 months", "8 weeks" or "never"')) from None


def a_folder(value: object) -> Path:
    """Return a folder; whether it is there is asked when it is looked into, because a disk may not be at hand now."""
    path = Path(one_line(a_text(value)))
    with suppress(RuntimeError):
        # Of somebody whom the system does not know, it stays as it is.
        path = path.expanduser()
    if not path.is_absolute():
        raise UnfitError(
            _("must be a folder with its whole path, such as {example}").format(example="~/Screenshots")
        )
    return path


def a_command(value: object) -> str:
    """Return how a program is started, as one would type it in a shell; empty for none."""
    import shlex

    command = one_line(a_text(value))
    values.refuse_longer(len(command), COMMAND_LIMIT)
    try:
        shlex.split(command)
    except ValueError:
        raise UnfitError(_("must be a command whose quotes are closed")) from None
    return command


def days_of_efforts(value: object) -> tuple[float, ...]:
    """Return the person-days of effort 1 to 5."""
    if isinstance(value, list) and len(value) == len(DAYS) and all(map(are_days, value)):
        return tuple(map(float, value))
    raise UnfitError(
        _("must be five numbers, the person-days of effort 1 to 5, in quarters of a day from 0.25 to 1000")
    )


def accounts(value: object) -> Mapping[str, str]:
    """Return accounts by the folded names of whose they are."""
    return {folded(name): _account(name, each) for name, each in a_table(value, "jira.people").items()}


def own_keys(value: object) -> Mapping[str, str]:
    """Return keys by the names of commands, as they are written; the app knows which commands and keys there are."""
    return {one_line(name): _keys(name, each) for name, each in a_table(value, "keys.own").items()}


class UnfitEntryError(UnfitError):
    """An entry of a table is not what it must be."""

    def __init__(self, entry: str, reason: str) -> None:
        """Name the entry."""
        super().__init__(reason)
        self.entry = entry


def _entry(name: str, value: object) -> str:
    """Return the text of an entry of a table, as one line."""
    try:
        return one_line(a_text(value))
    except UnfitError as error:
        raise UnfitEntryError(name, str(error)) from None


def _account(name: str, value: object) -> str:
    account = _entry(name, value)
    if not 0 < len(account) <= values.NAME_LIMIT:
        raise UnfitEntryError(name, _("must be an account, such as an e-mail address"))
    return account


def _keys(name: str, value: object) -> str:
    keys = _entry(name, value)
    if not 1 <= len(keys.split()) <= 2 or len(keys) > KEYS_LIMIT:
        raise UnfitEntryError(name, _('must be a key, such as "r", "ctrl+g" or "g r"'))
    return keys


def read_text(typed: str) -> object:
    """Return what is typed, as one line."""
    return one_line(typed)


def read_number(typed: str) -> object:
    """Return a number, with whichever decimal mark; a whole one as such."""
    text = one_line(typed).replace(",", ".").replace("−", "-")
    try:
        return int(text)
    except ValueError:
        with suppress(ValueError):
            return float(text)
    return one_line(typed)


def read_numbers(typed: str) -> object:
    """Return numbers with blanks or semicolons between them."""
    return [
        read_number(each.rstrip(",")) for each in re.split(r"[;\s]+", one_line(typed)) if each.rstrip(",")
    ]


def read_pairs(typed: str) -> object:
    """Return a table of `name = text`, with semicolons between them."""
    pairs = (each.partition("=") for each in one_line(typed).split(";") if each.strip())
    return {name.strip(): text.strip() for name, _equals, text in pairs}


def as_typed(value: object, figure: Callable[[float], str] = str) -> str:
    """Return a value as one types it, with each number as `figure` writes it."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return figure(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{name} = {text}" for name, text in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(as_typed(each, figure) for each in value)
    return str(value)
