"""Reads and validates checklists: the program's own files and the user's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.base.vocabulary import LANGUAGES, Depth
from auditor.library.asking import KINDS, Asking, is_shared, one_named, ours, read
from auditor.library.datafiles import (
    DataFile,
    Problem,
    TablePlace,
    a_key,
    a_number,
    label_of,
    load,
    one_of,
    only,
    refuse_doubles,
    tables,
    texts,
)
from auditor.views.checks import Check, Checklist, Gate

OUR_FOLDER = Path(str(files("checklists"))) / "checks"
CHECKS_LIMIT = 200
"""Most checks of one checklist."""

_FILE_KEYS = ("key", "title", "about", "check", *KINDS)
_CHECK_KEYS = (
    "key",
    "severity",
    "remedy_effort",
    "remedy_impact",
    "standard",
    "depth",
    "shared",
    *KINDS,
    "text",
    "fault",
    "partly",
    "why",
    "look",
    "remedy",
)
TITLE_LIMIT, TEXT_LIMIT, WHY_LIMIT = 60, 200, 1000
"""Most characters of a title, of a check or a remedy, and of why it is asked or how to look."""


def examine(path: Path, own: bool = True) -> tuple[Checklist | None, list[Problem]]:
    """Return the checklist in a file and no problems, or None and the problems."""
    file = load(path)
    if file.problems:
        return None, file.problems
    table = file.content
    only(file, table, _FILE_KEYS)
    key = a_key(file, table)
    title = texts(file, table, "title", TITLE_LIMIT)
    about = texts(file, table, "about", WHY_LIMIT, required=False)
    found = tables(file, table, "check")
    if len(found) > CHECKS_LIMIT:
        file.refuse(_("there are more than {limit} checks").format(limit=CHECKS_LIMIT), None, "check")
        return None, file.problems
    asking = ours().with_own(read(file))
    checks = [_check(file, entry, number, asking) for number, entry in enumerate(found)]
    refuse_doubles(file, "check", [check.key for check in checks])
    if file.problems:
        return None, file.problems
    checks = [replace(check, checklist=key, list_title=title) for check in checks]
    return Checklist(key, title, about, tuple(checks), _complete(checks, title), str(path), own), []


def _check(file: DataFile, table: Mapping[str, Any], number: int, asking: Asking) -> Check:
    place = TablePlace("check", number, label_of(table, f"check {number + 1}"))
    only(file, table, _CHECK_KEYS, place)
    standard = table.get("standard", "")
    if not isinstance(standard, str) or len(standard) > TEXT_LIMIT:
        file.refuse(_("must be a short text"), place, "standard")
        standard = ""
    return Check(
        "",
        a_key(file, table, place),
        a_number(file, table, "severity", 1, 4, place),
        a_number(file, table, "remedy_effort", 1, 5, place),
        a_number(file, table, "remedy_impact", 1, 5, place),
        one_line(standard),
        texts(file, table, "text", TEXT_LIMIT, place),
        texts(file, table, "why", WHY_LIMIT, place, required=False),
        texts(file, table, "look", WHY_LIMIT, place, required=False),
        texts(file, table, "remedy", TEXT_LIMIT, place),
        fault=_stated(file, table, "fault", place),
        partly=_stated(file, table, "partly", place),
        depth=one_of(file, table, "depth", Depth, Depth.CORE, place),
        shared=is_shared(file, table, place),
        gate=one_named(file, table, "gate", asking.gates, place),
        errand=one_named(file, table, "errand", asking.errands, place),
        sample=one_named(file, table, "sample", asking.samples, place),
    )


def _stated(file: DataFile, table: Mapping[str, Any], key: str, place: TablePlace) -> Mapping[str, str]:
    """Return a fault, which is told and not asked."""
    found = texts(file, table, key, TEXT_LIMIT, place, required=False)
    if any("?" in text for text in found.values()):
        file.refuse(_("must say what is wrong, not ask: without a question mark"), place, key)
    return found


def _complete(checks: Iterable[Check], title: Mapping[str, str]) -> tuple[str, ...]:
    written = [title]
    for check in checks:
        written += [texts for texts in _texts_of(check) if texts]
        written += [one.text for one in (check.gate, check.errand, check.sample) if one is not None]
    return tuple(language for language in LANGUAGES if all(language in texts for texts in written))


def _examined(folder: Path, own: bool) -> list[tuple[Checklist | None, list[Problem]]]:
    return [examine(path, own) for path in sorted(folder.glob("*.toml"))]


def _texts_of(check: Check) -> tuple[Mapping[str, str], ...]:
    return check.text, check.fault, check.partly, check.why, check.look, check.remedy


@cache
def _ours() -> list[tuple[Checklist | None, list[Problem]]]:
    """Return what is in the program's own files, which do not change while it runs."""
    return _examined(OUR_FOLDER, own=False)


class Library:
    """All checklists at hand: the program's, and the good ones in the user's folder, which win by key."""

    def __init__(self, own_folder: Path) -> None:
        """Read nothing yet; `own_folder` need not be there."""
        self.own_folder = own_folder

    @cached_property
    def _read(self) -> tuple[dict[str, Checklist], list[Problem]]:
        found: dict[str, Checklist] = {}
        problems: list[Problem] = []
        for checklist, wrong in (*_ours(), *_examined(self.own_folder, own=True)):
            if checklist is not None:
                found[checklist.key] = checklist
            problems += wrong
        return found, problems

    @property
    def all(self) -> list[Checklist]:
        """The checklists in the order of their keys."""
        return [self._read[0][key] for key in sorted(self._read[0])]

    @cached_property
    def gates(self) -> Mapping[str, Gate]:
        """The presence questions at hand by their keys: the program's, and those that checks of own files name."""
        named = (check.gate for checklist in self.all for check in checklist.checks)
        return {**ours().gates, **{gate.key: gate for gate in named if gate is not None}}

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in files that were left out."""
        return self._read[1]

    def get(self, key: str) -> Checklist:
        """Return the checklist of that key; raise NotFoundError naming those there are."""
        found = self._read[0]
        if key not in found:
            raise NotFoundError(
                _("There is no checklist “{key}”. There are: {keys}.").format(
                    key=one_line(key)[:60], keys=", ".join(sorted(found))
                )
            )
        return found[key]

    def check(self, checklist: str, key: str) -> Check | None:
        """Return a check as it is asked today, or None when its checklist no longer has it."""
        found = self._read[0].get(checklist)
        return next((check for check in found.checks if check.key == key), None) if found else None

    def checks(self, keys: Iterable[str]) -> list[Check]:
        """Return the checks of the checklists of those keys that are at hand, in order."""
        return [check for checklist in self.known(keys) for check in checklist.checks]

    def known(self, keys: Iterable[str]) -> list[Checklist]:
        """Return the checklists of those keys that are at hand, in the order given."""
        return [self._read[0][key] for key in keys if key in self._read[0]]
