"""Reads TOML data files and says, with file, line, key and reason, what is wrong in one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from auditor.frozen import frozen
from auditor.i18n import _
from auditor.text import clean
from auditor.vocabulary import LANGUAGES

SIZE_LIMIT = 1_000_000
"""Largest data file, in bytes."""

E = TypeVar("E", bound=StrEnum)

KEY_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@frozen
class Problem:
    """What is wrong at one place of a file; `line` counts from 1."""

    file: str
    line: int
    key: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.key}: {self.reason}" if self.key else f"{where}: {self.reason}"


@dataclass(slots=True)
class DataFile:
    """A parsed file that collects what is found wrong in it."""

    path: Path
    content: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, reason: str, place: Place | None = None, key: str = "") -> None:
        """Note a problem at `key` of `place`."""
        line = self._line_of(place, key)
        label = ".".join(part for part in (place.label if place else "", key) if part)
        self.problems.append(Problem(str(self.path), line, label, reason))

    def refuse_double(self, place: Place) -> None:
        """Note that another table has the same key."""
        self.refuse(_("another one has the same key"), place, "key")

    def _line_of(self, place: Place | None, key: str) -> int:
        begin, end = place.span(self.lines) if place else (0, len(self.lines))
        patterns = [rf"\s*{re.escape(key)}\s*=", rf"\s*\[[^\]]*\b{re.escape(key)}\]"] if key else []
        for pattern in patterns:
            for number in range(begin, end):
                if re.match(pattern, self.lines[number]):
                    return number + 1
        return begin + 1


@frozen
class Place:
    """The n-th table of an array of tables such as [[check]], counted from 0, and how it is called in messages."""

    header: str
    number: int
    label: str

    def span(self, lines: list[str]) -> tuple[int, int]:
        """Return the first line of the table and the line after its last, counted from 0."""
        heads = [
            at
            for at, line in enumerate(lines)
            if re.match(rf"\s*\[\[\s*{re.escape(self.header)}\s*\]\]", line)
        ]
        if self.number >= len(heads):
            return 0, len(lines)
        end = heads[self.number + 1] if self.number + 1 < len(heads) else len(lines)
        return heads[self.number], end


def load(path: Path) -> DataFile:
    """Parse a TOML file. What is wrong with it is in `problems`; nothing is raised for bad content."""
    file = DataFile(path)
    try:
        if path.stat().st_size > SIZE_LIMIT:
            file.refuse(_("the file is larger than {limit} bytes").format(limit=SIZE_LIMIT))
            return file
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        file.refuse(_("it can’t be read: {reason}").format(reason=error.strerror or error))
        return file
    except UnicodeDecodeError:
        file.refuse(_("it is not UTF-8 text: save it as UTF-8"))
        return file
    file.lines = text.splitlines()
    try:
        file.content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else len(file.lines) or 1
        reason = _("this is no valid TOML: {reason}").format(reason=clean(str(error)))
        file.problems.append(Problem(str(path), line, "", reason))
    except RecursionError:
        file.refuse(_("it is nested too deep"))
    return file


def only(file: DataFile, table: Mapping[str, Any], known: Iterable[str], place: Place | None = None) -> None:
    """Note every key of `table` that is not known."""
    names = list(known)
    for key in table:
        if key not in names:
            file.refuse(_("unknown key; known are {keys}").format(keys=", ".join(names)), place, key)


def a_key(file: DataFile, table: Mapping[str, Any], place: Place | None = None) -> str:
    """Return the table's `key`: lower-case letters, digits and hyphens."""
    value = table.get("key")
    if isinstance(value, str) and KEY_PATTERN.fullmatch(value) and len(value) <= 60:
        return value
    file.refuse(_("is missing or not made of a–z, 0–9 and single hyphens"), place, "key")
    return ""


def a_number(
    file: DataFile, table: Mapping[str, Any], key: str, low: int, high: int, place: Place | None = None
) -> int:
    """Return a whole number low..high."""
    value = table.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return value
    if value is None:
        file.refuse(
            _("is missing: a whole number from {low} to {high}").format(low=low, high=high), place, key
        )
    else:
        shown = clean(repr(value))[:40]
        file.refuse(
            _("is {value}, but must be a whole number from {low} to {high}").format(
                value=shown, low=low, high=high
            ),
            place,
            key,
        )
    return low


def texts(
    file: DataFile,
    table: Mapping[str, Any],
    key: str,
    limit: int,
    place: Place | None = None,
    required: bool = True,
) -> dict[str, str]:
    """Return a text by language; a plain string counts as English. Clean, at most `limit` characters each."""
    value = table.get(key)
    if isinstance(value, str):
        value = {"en": value}
    if value is None and not required:
        return {}
    if not isinstance(value, dict) or not value:
        file.refuse(
            _("is missing: a text in at least one of {languages}").format(languages=", ".join(LANGUAGES)),
            place,
            key,
        )
        return {}
    found: dict[str, str] = {}
    for language, text in value.items():
        if language not in LANGUAGES:
            file.refuse(
                _("“{language}” is no language Auditor knows: {languages}").format(
                    language=clean(language)[:20], languages=", ".join(LANGUAGES)
                ),
                place,
                key,
            )
        elif not isinstance(text, str) or not clean(text).strip():
            file.refuse(_("the text in {language} is empty or no text").format(language=language), place, key)
        elif len(text) > limit:
            file.refuse(
                _("the text in {language} has {length} characters, and {limit} is the most").format(
                    language=language, length=len(text), limit=limit
                ),
                place,
                key,
            )
        else:
            found[language] = clean(text).strip()
    return found


def tables(
    file: DataFile, table: Mapping[str, Any], key: str, place: Place | None = None
) -> list[dict[str, Any]]:
    """Return an array of tables; note a problem when it is missing or empty."""
    value = table.get(key)
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return value
    file.refuse(_("there is no [[{key}]] table").format(key=key), place, key)
    return []


def one_of(
    file: DataFile, table: Mapping[str, Any], key: str, kind: type[E], default: E, place: Place | None = None
) -> E:
    """Return the member of `kind` named at `key`, or `default` where nothing is."""
    try:
        return kind(table.get(key, default))
    except ValueError:
        file.refuse(_("must be one of {choices}").format(choices=", ".join(kind)), place, key)
        return default
