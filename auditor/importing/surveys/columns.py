"""Finds out which column of a survey is what, by its name in three languages and by what is in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _
from auditor.base.text import folded, shortened
from auditor.base.ways_out import WayOut
from auditor.importing.files.national import MONTH_FIRST, date_of, decimal_mark, number_of
from auditor.importing.files.sheets import Sheet, SheetColumn
from auditor.importing.surveys.scales import Words, is_no_answer, is_scale_word, score_of
from auditor.library.words import word_lists

ROLES = ("score", "touchpoint", "persona", "comment", "date", "respondent")
"""What a column of a survey can be."""
KINDS = {"nps": "NPS", "csat": "CSAT", "ces": "CES", "likert": N_("another score")}
"""Kinds of survey questions, and what each is called."""

_LOOKED_AT = 500
_ANSWERS_LOOKED_AT = 2000
"""How many cells tell what a column is, and whether it is scores."""

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
    looks = [SurveyColumn(column) for column in sheet.columns]
    found = {role: [_named(sheet, name) for name in names] for role, names in named.items()}
    taken = {index for indexes in found.values() for index in indexes}
    for role, words in _ROLE_WORDS.items():
        if role not in found:
            fits = [each for each in looks if each.at not in taken and says(each.name, words)]
            if chosen := next((each for each in fits if each.can_be(role)), None):
                found[role] = [chosen.at]
                taken.add(chosen.at)
    if "date" not in found and (days := [each.at for each in looks if each.at not in taken and each.is_days]):
        found["date"] = days[:1]
        taken.add(days[0])
    if "score" not in found:
        found["score"] = _scores([each for each in looks if each.at not in taken], sheet.header, is_place)
    return found


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


class SurveyColumn:
    """What is in a column, as its first cells tell; each question is answered once, each text looked at once."""

    def __init__(self, column: SheetColumn) -> None:
        """SurveyColumn at nothing yet."""
        self.name = column.name
        self.at = column.index
        self._column = column

    @cached_property
    def _first(self) -> Counter[str]:
        return Counter(self._column.cells[:_LOOKED_AT])

    @cached_property
    def _days(self) -> set[str]:
        return {cell for cell in self._first if date_of(cell) or date_of(cell, MONTH_FIRST)}

    @cached_property
    def is_days(self) -> bool:
        """Whether all that is in the column are days."""
        full = {cell for cell in self._first if cell}
        return bool(full) and full <= self._days

    @cached_property
    def score_share(self) -> float:
        """The share of answers that are numbers or words of scales, 0..1; 0 where there is no answer."""
        cells = self._column.cells[:_ANSWERS_LOOKED_AT]
        counts = Counter(cells)
        answers = {cell for cell in counts if not is_no_answer(cell)}
        mark = decimal_mark((cell for cell in cells if cell in answers), counts=False)
        good = sum(counts[cell] for cell in answers if score_of(cell, Words(5), mark) is not None)
        return good / sum(counts[cell] for cell in answers) if answers else 0.0

    def can_be(self, role: str) -> bool:
        """Tell whether what is in the column can be what its name says."""
        if role == "date":
            # Slips in it are told by their lines later.
            answers = {cell: count for cell, count in self._first.items() if not is_no_answer(cell)}
            days = sum(count for cell, count in answers.items() if cell in self._days)
            return 2 * days > sum(answers.values())
        if role in ("touchpoint", "persona", "comment"):
            return not all(number_of(cell) is not None for cell in self._first if cell)
        return True


def _scores(
    free: Sequence[SurveyColumn], header: Sequence[str], is_place: Callable[[str], bool]
) -> list[int]:
    # A few slips are told by their lines later; a column of something else is no score at all.
    named = [each for each in free if kind_of(each.name) and each.score_share >= 0.5]
    fits = [each for each in free if each.score_share >= 0.9]
    telling = [each for each in named if kind_of(each.name) != "likert"]
    if not telling and len(placed := [each.at for each in fits if is_place(each.name)]) > 1:
        return placed
    for choice in (telling, named, fits):
        if len(choice) == 1 or (choice and choice is telling):
            return [each.at for each in choice]
        if choice:
            break
    names = _listed(header)
    raise RefusedError(
        _("Which column is the score? There are: {names}.").format(names=names),
        WayOut.NAME_SCORES,
        names=names,
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(_("“{text}”").format(text=shortened(name, 40)) for name in names[:20])
    return shown + (" …" if len(names) > 20 else "")
