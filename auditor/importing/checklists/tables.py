"""Reads checklists in tables: a row a check, with columns known by their names, or by what the user says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext
from auditor.base.text import folded, shortened
from auditor.base.ways_out import WayOut
from auditor.importing.checklists.drafts import Draft, DraftCheck
from auditor.importing.checklists.structured import ROLES, check_of
from auditor.importing.files.sheets import Sheet, SheetRows, sheet_of


def read_table(read: SheetRows, named: Mapping[str, Sequence[str]]) -> Draft:
    """Return the rows of a table as checks; `named` are names of columns by role.

    Raises RefusedError where it is not known which column has the checks.
    """
    sheet = sheet_of(read, lambda _cell: False)
    found = _columns(sheet, named)
    checks: list[DraftCheck] = []
    empty = 0
    for row in sheet.rows:
        made = check_of({role: row.cells[at] for role, at in found.items()})
        if made is None:
            empty += 1
        else:
            checks.append(made)
    remarks = []
    if others := [name for at, name in enumerate(sheet.header) if at not in found.values()]:
        remarks.append(_("Columns left out: {names}.").format(names=labels.listed(others, length=40)))
    if empty:
        text = ngettext(
            "{count} row without a check was left out.", "{count} rows without a check were left out.", empty
        )
        remarks.append(text.format(count=empty))
    return Draft("", tuple(checks), tuple(remarks))


def _columns(sheet: Sheet, named: Mapping[str, Sequence[str]]) -> dict[str, int]:
    names = [folded(name).replace("_", " ") for name in sheet.header]
    found: dict[str, int] = {}
    for role, columns in named.items():
        if role not in ROLES:
            raise RefusedError(
                _("“{role}” is nothing a column can be: choose one of {choices}.").format(
                    role=shortened(role, 40), choices=", ".join(ROLES)
                )
            )
        wanted = folded(columns[-1]).replace("_", " ")
        if wanted not in names:
            raise RefusedError(
                _("There is no column “{name}”. There are: {names}.").format(
                    name=shortened(columns[-1], 60), names=labels.listed(sheet.header, length=40)
                )
            )
        found[role] = names.index(wanted)
    for role, words in ROLES.items():
        if role in found:
            continue
        for word in words:
            at = next((at for at, name in enumerate(names) if name == word.replace("_", " ")), None)
            if at is not None and at not in found.values():
                found[role] = at
                break
    if "text" not in found and len(names) == 1:
        found["text"] = 0
    if "text" not in found:
        raise RefusedError(
            _("Which column has the checks? There are: {names}.").format(
                names=labels.listed(sheet.header, length=40)
            ),
            WayOut.NAME_CHECKS,
            names=labels.listed(sheet.header, length=40),
        )
    return found
