"""Finds out which column of a survey is what, by its name in three languages and by what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded, shortened
from auditor.base.ways_out import WayOut
from auditor.importing.files.national import date_of, decimal_mark, number_of
from auditor.importing.files.sheets import Sheet
from auditor.importing.surveys.scales import Words, is_no_answer, is_scale_word, score_of
from auditor.library.words import word_lists

ROLES = ("score", "touchpoint", "persona", "comment", "date", "respondent")
"""What a column of a survey can be."""
KINDS = ("nps", "csat", "ces", "likert")
"""Kinds of survey questions."""

_KIND_WORDS: Mapping[str, Sequence[str]] = word_lists("columns")["kinds"]
HARD_WORDS: Sequence[str] = word_lists("columns")["hard"]
"""A score of effort with one of these is better when it is lower."""
_ROLE_WORDS: Mapping[str, Sequence[str]] = word_lists("columns")["roles"]


def says(name: str, words: Sequence[str]) -> bool:
    """Tell whether a column's name has one of the words; with a star the word may go on."""
    parts = re.findall(r"\w+", folded(name).replace("_", " "))
    whole = " ".join(parts)
    for word in words:
        stem = word.removesuffix("*")
        if " " in stem and stem in whole:
            return True
        if any(part.startswith(stem) if word.endswith("*") else part == stem for part in parts):
            return True
    return False


def kind_of(name: str) -> str:
    """Return the kind of question a column's name tells of, else an empty text."""
    return next((kind for kind, words in _KIND_WORDS.items() if says(name, words)), "")


def is_value(cell: str) -> bool:
    """Tell whether a cell is a score, a day or a word of a scale, which no name of a column is."""
    return number_of(cell) is not None or date_of(cell) is not None or is_scale_word(cell)


def refuse_unknown(named: Mapping[str, Sequence[str]], roles: Sequence[str]) -> None:
    """Raise RefusedError for a role that no column of the format can have."""
    for role in named:
        if role not in roles:
            raise RefusedError(
                _("“{role}” is nothing a column can be: choose one of {choices}.").format(
                    role=shortened(role, 40), choices=", ".join(roles)
                )
            )


def found_columns(
    sheet: Sheet, named: Mapping[str, Sequence[str]], is_place: Callable[[str], bool]
) -> dict[str, list[int]]:
    """Return the columns of each role by number from 0: those `named`, and guesses for the other roles.

    Several columns can be scores, such as those for which `is_place` says that their names are touchpoints; every
    other role has one. Raises RefusedError where a named column is not there, or no score is found.
    """
    refuse_unknown(named, ROLES)
    found = {role: [_named(sheet, name) for name in names] for role, names in named.items()}
    taken = {index for indexes in found.values() for index in indexes}
    for role, words in _ROLE_WORDS.items():
        if role not in found:
            fits = [at for at, name in enumerate(sheet.header) if at not in taken and says(name, words)]
            fits = [at for at in fits if _fits(sheet, at, role)]
            if fits:
                found[role] = fits[:1]
                taken.add(fits[0])
    if "date" not in found and (days := [at for at in _free(sheet, taken) if _all_days(sheet.column(at))]):
        found["date"] = days[:1]
        taken.add(days[0])
    if "score" not in found:
        found["score"] = _scores(sheet, taken, is_place)
    return found


def _free(sheet: Sheet, taken: set[int]) -> list[int]:
    return [at for at in range(len(sheet.header)) if at not in taken]


def _named(sheet: Sheet, name: str) -> int:
    wanted = folded(name)
    names = [folded(each) for each in sheet.header]
    if wanted in names:
        return names.index(wanted)
    if wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(names):
        return int(wanted) - 1
    fits = [at for at, each in enumerate(names) if wanted and wanted in each]
    if len(fits) == 1:
        return fits[0]
    raise RefusedError(
        _("There is no column “{name}”. There are: {names}.").format(
            name=shortened(name, 60), names=_listed(sheet.header)
        )
    )


def _fits(sheet: Sheet, index: int, role: str) -> bool:
    """Tell whether what is in a column can be what its name says."""
    cells = sheet.column(index)[:500]
    if role == "date":
        return _mostly_days(cells)
    if role in ("touchpoint", "persona", "comment"):
        return not all(number_of(cell) is not None for cell in cells if cell)
    return True


def _mostly_days(cells: Sequence[str]) -> bool:
    """Tell whether a column that is called one is a column of days; slips in it are told by their lines later."""
    full = [cell for cell in cells if not is_no_answer(cell)]
    return 2 * sum(bool(date_of(cell) or date_of(cell, "mdy")) for cell in full) > len(full)


def _all_days(cells: Sequence[str]) -> bool:
    full = [cell for cell in cells[:500] if cell]
    return bool(full) and all(date_of(cell) or date_of(cell, "mdy") for cell in full)


def _scores(sheet: Sheet, taken: set[int], is_place: Callable[[str], bool]) -> list[int]:
    free = _free(sheet, taken)
    named = [at for at in free if kind_of(sheet.header[at]) and _scored(sheet.column(at), 0.5)]
    fits = [at for at in free if _scored(sheet.column(at), 0.9)]
    telling = [at for at in named if kind_of(sheet.header[at]) != "likert"]
    if not telling and len(placed := [at for at in fits if is_place(sheet.header[at])]) > 1:
        return placed
    for choice in (telling, named, fits):
        if len(choice) == 1 or (choice and choice is telling):
            return choice
        if choice:
            break
    names = _listed(sheet.header)
    raise RefusedError(
        _("Which column is the score? There are: {names}.").format(names=names),
        WayOut.NAME_SCORES,
        names=names,
    )


def _scored(cells: Sequence[str], least: float) -> bool:
    """Tell whether a column is scores: at least that share of its answers are numbers or words of scales."""
    full = [cell for cell in cells[:2000] if not is_no_answer(cell)]
    mark = decimal_mark(full, counts=False)
    good = sum(score_of(cell, Words(5), mark) is not None for cell in full)
    # A few slips are told by their lines later; a column of something else is no score at all.
    return bool(full) and good >= least * len(full)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(_("“{text}”").format(text=shortened(name, 40)) for name in names[:20])
    return shown + (" …" if len(names) > 20 else "")
