"""Reads TOML data files and says, with file, line, key and reason, what is wrong in one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from auditor.base import values
from auditor.base.errors import system_reason
from auditor.base.i18n import _
from auditor.base.reading import TooLargeError, read_found_file
from auditor.base.text import clean, one_line, shortened
from auditor.base.toml import parsed
from auditor.base.values import UnfitError
from auditor.base.vocabulary import LANGUAGES

SIZE_LIMIT = 1_000_000
"""Largest data file, in bytes."""
PROBLEMS_LIMIT = 100
"""Most problems that are told of one file."""
LINE_LIMIT = 300
"""Texts of at most so many characters, such as names and titles, are one line; longer ones may have paragraphs."""

E = TypeVar("E", bound=StrEnum)

KEY_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEY_BEFORE = re.compile(r"""(?:"([^"]*+)"|'([^']*+)'|([^\s"'=]++))\s*=""")
"""A key at the beginning of a line, in quotes or without."""


class Problem(Struct, frozen=True):
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
    text: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _outlined: _Outline | None = None

    def refuse(self, reason: str, place: TablePlace | None = None, key: str = "") -> None:
        """Note a problem at `key` of `place`; after the first hundred, only that there are more."""
        if len(self.problems) > PROBLEMS_LIMIT:
            return
        if len(self.problems) == PROBLEMS_LIMIT:
            self.tell(1, "", _("there is more that is wrong: mend these first"))
            return
        label = ".".join(shortened(part, 60) for part in (place.label if place else "", key) if part)
        self.tell(self._line_of(place, key), label, reason)

    def tell(self, line: int, label: str, reason: str) -> None:
        """Note a problem at a line, in words that are safe to print."""
        shown = clean(str(self.path)).replace("\n", " ").replace("\t", " ")
        self.problems.append(Problem(shown, line, label, reason))

    def _line_of(self, place: TablePlace | None, key: str) -> int:
        """Return the line of a key in the table's own lines, else that of its sub-table, else of the table."""
        begin, end = self._outline.span(place) if place else (0, len(self.lines))
        key = (place and place.within) or key
        if not key:
            return begin + 1
        own = begin + 1 if place else begin
        found = self._outline.line_of(key, own, end)
        if found is None:
            found = self._outline.table_in(f"{place.header}.{key}" if place else key, begin, end)
        return (begin if found is None else found) + 1

    @property
    def _outline(self) -> _Outline:
        if self._outlined is None:
            self._outlined = _Outline(self.lines)
        return self._outlined


class TablePlace(Struct, frozen=True):
    """The n-th table of a name such as [[check]], counted from 0, and how it is called in messages."""

    header: str
    number: int
    label: str
    within: str = ""
    """The key at which it is a table in a line, or a list of such; its own keys are told there."""


class _Outline:
    """In which lines of a file tables and keys stand, counted from 0; worked out once, however much is asked."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Look at each line."""
        self._count = len(lines)
        self._tables: dict[str, list[int]] = {}
        self._brackets: list[int] = []
        self._keys: dict[str, list[int]] = {}
        for at, line in enumerate(lines):
            content = line.lstrip()
            if content.startswith("["):
                self._brackets.append(at)
                name, closed, _rest = content.removeprefix("[").removeprefix("[").partition("]")
                if closed:
                    self._tables.setdefault(name.strip(), []).append(at)
            elif found := _KEY_BEFORE.match(content):
                self._keys.setdefault(found[1] or found[2] or found[3], []).append(at)

    def span(self, place: TablePlace) -> tuple[int, int]:
        """Return the first line of a table and the line after its last."""
        heads = self._tables.get(place.header, [])
        if place.number >= len(heads):
            return 0, self._count
        end = heads[place.number + 1] if place.number + 1 < len(heads) else self._count
        return heads[place.number], end

    def line_of(self, key: str, begin: int, end: int) -> int | None:
        """Return the line from `begin` on of a key; None where another table or `end` comes first."""
        next_table = _first_from(self._brackets, begin)
        found = _first_from(self._keys.get(key, []), begin)
        return found if found is not None and found < min(end, next_table or end) else None

    def table_in(self, header: str, begin: int, end: int) -> int | None:
        """Return the first line from `begin` on and before `end` that heads a table of a name."""
        found = _first_from(self._tables.get(header, []), begin)
        return found if found is not None and found < end else None


def _first_from(numbers: Sequence[int], begin: int) -> int | None:
    """Return the first of some sorted numbers that is at least `begin`."""
    at = bisect_left(numbers, begin)
    return numbers[at] if at < len(numbers) else None


def load(path: Path, text: str | None = None) -> DataFile:
    """Parse a TOML file. What is wrong with it is in `problems`; nothing is raised for bad content.

    With `text`, that is what it holds, and `path` only what it is called.
    """
    file = DataFile(path)
    if text is None:
        text = _read(file)
    elif len(text.encode(errors="replace")) > SIZE_LIMIT:
        file.refuse(_too_large())
    if file.problems:
        return file
    file.text = text
    file.lines = text.split("\n")
    try:
        file.content = parsed(text)
    except UnfitError as error:
        file.refuse(str(error))
    except ValueError as error:
        found = re.search(r"\(at line (\d+), column \d+\)$", str(error))
        at_end = "(at end of document)" in str(error)
        line = int(found.group(1)) if found else len(file.lines) if at_end else 1
        reason = shortened(str(error), 200)
        file.tell(line, "", _("this is no valid TOML: {reason}").format(reason=reason))
    return file


def _read(file: DataFile) -> str:
    try:
        content = read_found_file(file.path, SIZE_LIMIT)
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except TooLargeError:
        file.refuse(_too_large())
    except OSError as error:
        file.refuse(_("it can’t be read: {reason}").format(reason=system_reason(error)))
    except UnicodeDecodeError:
        file.refuse(_("it is not UTF-8 text: save it as UTF-8"))
    return ""


def _too_large() -> str:
    return _("the file is larger than {limit} bytes").format(limit=SIZE_LIMIT)


def only(
    file: DataFile, table: Mapping[str, Any], known: Iterable[str], place: TablePlace | None = None
) -> None:
    """Note every key of `table` that is not known."""
    names = list(known)
    for key in table:
        if key not in names:
            file.refuse(_("unknown key; known are {keys}").format(keys=", ".join(names)), place, key)


def is_key(value: object) -> bool:
    """Tell whether a value is made as keys are."""
    return isinstance(value, str) and len(value) <= 60 and KEY_PATTERN.fullmatch(value) is not None


def a_key(file: DataFile, table: Mapping[str, Any], place: TablePlace | None = None) -> str:
    """Return the table's `key`: lower-case letters, digits and hyphens."""
    value = table.get("key")
    if is_key(value):
        return str(value)
    file.refuse(_("is missing or not made of a–z, 0–9 and single hyphens"), place, "key")
    return ""


def a_number(
    file: DataFile, table: Mapping[str, Any], key: str, low: int, high: int, place: TablePlace | None = None
) -> int:
    """Return a whole number low..high."""
    value = table.get(key)
    try:
        return values.a_whole(value, low, high)
    except UnfitError as error:
        reason = _("is missing, but {reason}") if value is None else _("is {value}, but {reason}")
        file.refuse(reason.format(value=_shown(value), reason=error), place, key)
        return low


def _shown(value: object) -> str:
    # A number of thousands of digits can't be written out.
    if isinstance(value, int) and abs(value) > 2**63:
        return f"{value.bit_length()} bit"
    try:
        return shortened(repr(value), 40)
    except RecursionError:
        return "…"


def a_flag(file: DataFile, table: Mapping[str, Any], key: str, place: TablePlace | None = None) -> bool:
    """Return true or false; false where nothing is."""
    try:
        return values.a_flag(table.get(key, False))
    except UnfitError as error:
        file.refuse(str(error), place, key)
        return False


def texts(
    file: DataFile,
    table: Mapping[str, Any],
    key: str,
    limit: int,
    place: TablePlace | None = None,
    required: bool = True,
) -> dict[str, str]:
    """Return a text by language; a plain string counts as English. Clean, at most `limit` characters each.

    Up to LINE_LIMIT, the texts are one line.
    """
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
                    language=shortened(language, 20), languages=", ".join(LANGUAGES)
                ),
                place,
                key,
            )
        elif not isinstance(text, str) or not clean(text).strip():
            file.refuse(_("the text in {language} is empty or no text").format(language=language), place, key)
        else:
            try:
                kept = values.a_text(text, limit)
            except UnfitError as error:
                said = _("the text in {language} {reason}").format(language=language, reason=error)
                file.refuse(said, place, key)
            else:
                found[language] = one_line(kept) if limit <= LINE_LIMIT else kept.strip()
    return found


def label_of(table: Mapping[str, Any], otherwise: str) -> str:
    """Return how a table is called in messages: its key if it has one, else `otherwise`."""
    key = table.get("key")
    return key if isinstance(key, str) and key.strip() else otherwise


def refuse_doubles(file: DataFile, header: str, keys: Iterable[str]) -> None:
    """Note every table [[header]] whose key an earlier one has; `keys` are theirs in order, empty when bad."""
    seen: set[str] = set()
    for number, key in enumerate(keys):
        if key and key in seen:
            file.refuse(_("another one has the same key"), TablePlace(header, number, key), "key")
        seen.add(key)


def tables(
    file: DataFile, table: Mapping[str, Any], key: str, place: TablePlace | None = None
) -> list[dict[str, Any]]:
    """Return an array of tables; note a problem when it is missing or empty."""
    value = table.get(key)
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return value
    file.refuse(_("there is no [[{key}]] table").format(key=key), place, key)
    return []


def any_tables(
    file: DataFile, table: Mapping[str, Any], key: str, place: TablePlace | None = None
) -> list[dict[str, Any]]:
    """Return an array of tables, which may be missing or empty; note a problem when it is anything else."""
    value = table.get(key, [])
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return value
    kind = f"{place.header}.{key}" if place else key
    file.refuse(_("must be [[{kind}]] tables").format(kind=kind), place, key)
    return []


def one_of(
    file: DataFile,
    table: Mapping[str, Any],
    key: str,
    kind: type[E],
    default: E,
    place: TablePlace | None = None,
) -> E:
    """Return the member of `kind` named at `key`, or `default` where nothing is."""
    try:
        return values.a_choice(table.get(key, default), kind)
    except UnfitError as error:
        file.refuse(str(error), place, key)
        return default
