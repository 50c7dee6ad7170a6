"""Reads checklists in JSON as sites publish them: lists of objects or texts, perhaps under the names of sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.base.text import folded, one_line
from auditor.importing.checklists.drafts import Draft, DraftCheck, plain
from auditor.library.words import word_lists

ROLES: Mapping[str, Sequence[str]] = word_lists("checklists")["roles"]
"""What a column or key can be, and what it is called then."""
_NUMBERS = ("severity", "remedy_effort", "remedy_impact")
_SECTION_LIMIT = 100
_NAMES = frozenset(name for role, names in ROLES.items() if role != "section" for name in names)
"""Keys that say something of a check, whatever stands there."""


def read_structured(value: Any) -> Draft:
    """Return the checks in a JSON value, wherever lists of them stand."""
    title = ""
    if isinstance(value, dict) and any(isinstance(each, dict | list) for each in value.values()):
        title = _said(value, "text")
    checks = tuple(_checks(value, "", top=True))
    sections = {each.section for each in checks}
    return Draft(title if sections - {title} or title else "", checks)


def check_of(said: Mapping[str, str], section: str = "") -> DraftCheck | None:
    """Return a check of what is said of it by role; None where no text is."""
    text = plain(said.get("text", ""))
    if not text:
        return None
    standard = plain(said.get("standard", ""))
    return DraftCheck(
        text,
        one_line(said.get("key", "")),
        plain(said.get("section", "")) or section,
        "" if standard.startswith(("http://", "https://")) else standard,
        plain(said.get("why", "")),
        plain(said.get("look", "")),
        plain(said.get("remedy", "")),
        {name: one_line(said[name]) for name in _NUMBERS if said.get(name)},
    )


def _checks(value: Any, section: str, top: bool = False) -> Iterator[DraftCheck]:
    """Yield the checks in a value; what has lists or objects in it is a section and no check."""
    if isinstance(value, list):
        for each in value:
            yield from _checks(each, section)
    elif isinstance(value, str) and not top:
        if (made := check_of({"text": value}, section)) is not None:
            yield made
    elif isinstance(value, dict):
        inner = {key: each for key, each in value.items() if key not in _NAMES and _holds(each)}
        if inner:
            own = "" if top else _said(value, "text")
            for key, each in inner.items():
                named = own or (section if _is_container(key) else plain(key).replace("_", " "))
                yield from _checks(each, named[:_SECTION_LIMIT])
        elif (made := check_of({role: _said(value, role) for role in ROLES}, section)) is not None:
            yield made


_CONTAINERS = frozenset(
    (
        "items",
        "checks",
        "checklist",
        "checklists",
        "tasks",
        "list",
        "children",
        "questions",
        "data",
        "sections",
        "rules",
    )
)


def _is_container(key: str) -> bool:
    return folded(key) in _CONTAINERS


def _holds(value: Any) -> bool:
    """Tell whether a value has checks in it, and not only words such as tags."""
    if isinstance(value, dict):
        return any(isinstance(each, dict | list) for each in value.values()) or bool(_said(value, "text"))
    if not isinstance(value, list):
        return False
    return any(isinstance(each, dict | list) or (isinstance(each, str) and " " in each) for each in value)


def _said(table: Mapping[str, Any], role: str) -> str:
    """Return what an object says in a role, by the first of its names that is there."""
    known = {folded(key.replace("_", " ")): value for key, value in table.items()}
    for name in ROLES[role]:
        value = known.get(name.replace("_", " "))
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, str | int | float) and str(value).strip():
            return str(value)
        if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
            return ", ".join(value)
    return ""
