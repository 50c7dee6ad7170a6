"""Finds out what each column of a survey is: by its whole name in four languages, and by what is in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _
from auditor.base.text import folded, shortened
from auditor.base.ways_out import Told, WayOut, telling
from auditor.importing.files.national import (
    MONTH_FIRST,
    date_of,
    decimal_mark,
    excel_day,
    is_placeholder_day,
    number_of,
)
from auditor.importing.surveys.headings import Heading, SurveySheet
from auditor.importing.surveys.instruments import items_of
from auditor.importing.surveys.scales import (
    Answer,
    answer_in,
    is_code,
    is_no_answer,
    is_scale_word,
    scale_told,
)
from auditor.library.words import word_lists

ROLES = ("score", "touchpoint", "persona", "comment", "date", "respondent", "count")
"""What a column of a survey can be."""
KINDS = {
    "nps": "NPS",
    "csat": "CSAT",
    "ces": "CES",
    "sus": "SUS",
    "umux-lite": "UMUX-Lite",
    "likert": N_("another score"),
}
"""Kinds of survey questions, and what each is called."""

NO_EXCEL_DAY = ("0", "1")
"""What Excel writes for no day, as a number."""
_LOOKED_AT = 2000
"""How many cells tell what a column is."""
_CHOICES = 12
"""An answer that is chosen is one of at most so many."""
_LONGEST_CHOICE = 40
_LONGEST_DAY = 80
_SHORT_NAME = 4
"""A name of more words is a sentence."""
_WIDEST = 10
"""The highest score of a column of which only the name tells that it is one."""

_WORDS = word_lists("columns")
_KIND_WORDS: Mapping[str, Sequence[str]] = _WORDS["kinds"]
_ROLE_WORDS: Mapping[str, Sequence[str]] = _WORDS["roles"]
_AMOUNTS: Mapping[str, Sequence[str]] = _WORDS["amounts"]
_ASKS: Sequence[str] = _WORDS["asks"]
_NOTHING = frozenset(_ROLE_WORDS["nothing"])
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_RANGE = re.compile(r"\d+\s*[-–—]\s*\d+\D*|\d+\s*\+|[<>]\s*\d+.*|(?:under|over|över)\s+\d+.*", re.IGNORECASE)
_DAYLIKE = re.compile(r"\D*\d{1,4}\s*[-/.\s]\s*(?:\d{1,2}|[^\W\d]{3,9}\.?)\s*[-/.\s,]\s*'?\d{2,4}\b.*")


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


def is_role(name: str, role: str) -> bool:
    """Tell whether a column's whole name says that it is of a role, whatever words that mean nothing are in it."""
    text = folded(name).strip(" :?")
    words = _ROLE_WORDS.get(role, ())
    for each in (text, _IN_BRACKETS.sub("", text).strip(" :?")):
        if each in words or " ".join(re.findall(r"\w+", each)) in words:
            return True
        parts = re.findall(r"\w+|#", each.replace("_", " "))
        fits = [_fits(part, words) for part in parts]
        if any(fits) and all(fit or part in _NOTHING for part, fit in zip(parts, fits, strict=True)):
            return True
    return False


def _fits(part: str, words: Sequence[str]) -> bool:
    return any(part.startswith(word[:-1]) if word.endswith("*") else part == word for word in words)


def refuse_unknown(named: Mapping[str, Sequence[str]], roles: Sequence[str]) -> None:
    """Raise RefusedError for a role that no column of the format can have."""
    for role in named:
        if role not in roles:
            raise RefusedError(
                _("“{role}” is nothing a column can be: choose one of {choices}.").format(
                    role=shortened(role, 40), choices=", ".join(roles)
                )
            )


class SurveyColumn:
    """A column, what it is called, and what its first cells tell; each question is answered once."""

    def __init__(self, heading: Heading, at: int, cells: Sequence[str], steps: Mapping[str, float]) -> None:
        """Take what it is called, its place from 0, and its cells; `steps` are words that the user gave steps."""
        self.heading = heading
        self.name = heading.name
        self.at = at
        self.cells = cells
        self._steps = steps

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each of the first cells stands there."""
        return Counter(self.cells[:_LOOKED_AT])

    @cached_property
    def given(self) -> list[str]:
        """The different cells among the first in which there is an answer."""
        return [cell for cell in self.counts if not is_no_answer(cell)]

    @cached_property
    def mark(self) -> str:
        """What stands before decimals."""
        return decimal_mark((cell for cell in self.cells if not is_no_answer(cell)), counts=False)

    @cached_property
    def answers(self) -> dict[str, Answer | None]:
        """What each of the different cells says on a scale."""
        return {
            cell: Answer(None, folded(cell)) if folded(cell) in self._steps else answer_in(cell, self.mark)
            for cell in self.given
        }

    def _share(self, fits: Callable[[str], object]) -> float:
        """Return of what share of the answers something is true, 0..1; 0 where there is no answer."""
        every = sum(self.counts[cell] for cell in self.given)
        return sum(self.counts[cell] for cell in self.given if fits(cell)) / every if every else 0.0

    def is_named(self, role: str) -> bool:
        """Tell whether its name says that it is of a role."""
        return any(is_role(name, role) for name in (self.heading.asked, self.heading.code) if name)

    @cached_property
    def days(self) -> float:
        """The share of answers that are days."""
        return self._share(
            lambda cell: date_of(cell) or date_of(cell, MONTH_FIRST) or is_placeholder_day(cell)
        )

    @cached_property
    def excel_days(self) -> float:
        """The share of answers that are days as Excel counts them."""
        if not any(excel_day(cell) for cell in self.given):
            return 0.0
        return self._share(lambda cell: excel_day(cell) or cell in NO_EXCEL_DAY)

    @cached_property
    def looks_like_days(self) -> bool:
        """Whether most answers are written as days are, even where they are none that is understood."""
        return self._share(lambda cell: len(cell) <= _LONGEST_DAY and _DAYLIKE.fullmatch(cell.strip())) > 0.5

    @cached_property
    def scores(self) -> float:
        """The share of answers that are numbers or words of scales."""
        return self._share(lambda cell: self.answers[cell] is not None)

    @cached_property
    def scale_words(self) -> float:
        """The share of answers that say by themselves that they are on a scale: words, stars, `4 of 5`."""
        return self._share(self._says_scale)

    def _says_scale(self, cell: str) -> bool:
        answer = self.answers[cell]
        if answer is None:
            return False
        return (
            answer.is_word
            or answer.most > 0
            or answer.word in self._steps
            or number_of(cell, self.mark) is None
        )

    @cached_property
    def numbers(self) -> list[float]:
        """The different numbers in it."""
        return [one.number for one in self.answers.values() if one is not None and one.number is not None]

    @property
    def is_numbers(self) -> bool:
        """Whether nine of ten answers are numbers."""
        return self._share(lambda cell: number_of(cell, self.mark) is not None) >= 0.9

    @property
    def is_shares(self) -> bool:
        """Whether most answers have a per-cent sign."""
        return self._share(lambda cell: "%" in cell) > 0.5

    @property
    def is_ranges(self) -> bool:
        """Whether most answers are ranges, such as 18-24."""
        if self.is_named("period"):
            return False
        return self._share(lambda cell: len(cell) <= _LONGEST_DAY and _RANGE.fullmatch(cell.strip())) > 0.5

    @property
    def is_choices(self) -> bool:
        """Whether the answers look chosen from a list."""
        return 0 < len(self.given) <= _CHOICES and all(len(cell) <= _LONGEST_CHOICE for cell in self.given)

    @cached_property
    def kind(self) -> str:
        """The kind of question that its name tells of; empty for none."""
        return kind_of(self.heading.asked) or kind_of(self.heading.code)

    @property
    def is_amount(self) -> bool:
        """Whether its name says that its numbers are ages, amounts, counts or the like."""
        name = folded(self.heading.asked)
        if any(
            name.startswith(begin) and name[len(begin) :][:1] in ("", " ") for begin in _AMOUNTS["begins"]
        ):
            return True
        short = len(re.findall(r"\w+", name.replace("_", " "))) <= _SHORT_NAME and "?" not in name
        if self.kind in ("nps", "csat", "ces"):
            return short and says(name, _AMOUNTS["counts"])
        return (
            short and scale_told(name).ends is None and says(name, (*_AMOUNTS["words"], *_AMOUNTS["counts"]))
        )

    @property
    def asks(self) -> bool:
        """Whether its name begins as questions do that are answered on a scale."""
        names = (folded(self.heading.asked), folded(self.heading.group))
        return any(name.startswith(f"{begin} ") for name in names for begin in _ASKS)

    @property
    def is_score(self) -> bool:
        """Whether its name or its answers say that it is a score."""
        if not self.given or self.is_amount or self.is_ranges or self.is_shares:
            return False
        asks = bool(self.kind or kind_of(self.heading.group) or self.asks)
        if self.scale_words >= (0.5 if asks else 0.9):
            return True
        if scale_told(self.heading.asked).ends or scale_told(self.heading.group).ends:
            return self.scores >= 0.5
        kind = self.kind or kind_of(self.heading.group)
        if not kind and self.asks and self.could_be_score:
            return True
        if not kind or self.scores < 0.5 or self.days > 0.5:
            return False
        real = [score for score in self.numbers if not is_code(score)]
        return kind in ("nps", "csat", "ces") or not real or 0 <= min(real) <= max(real) <= 100

    @property
    def could_be_score(self) -> bool:
        """Whether it holds whole numbers from 0 to 10, and nothing says what they are."""
        return (
            bool(self.numbers)
            and self.is_numbers
            and not (self.is_amount or self.is_shares or self.days > 0.5)
            and all(
                0 <= score <= _WIDEST and score == int(score) for score in self.numbers if not is_code(score)
            )
        )


class Columns(Struct, frozen=True):
    """What each column of a survey is."""

    at: Mapping[str, list[int]]
    """The columns of each role by number from 0."""
    left_out: Mapping[int, str | Told]
    """Why each of the others is left out."""
    looks: Sequence[SurveyColumn]
    said: bool
    """Whether the user named the scores."""

    def first(self, role: str) -> int | None:
        """Return the first column of a role, None where there is none."""
        return next(iter(self.at.get(role, ())), None)


def found_columns(
    sheet: SurveySheet,
    named: Mapping[str, Sequence[str]],
    is_place: Callable[[str], bool],
    steps: Mapping[str, float],
    is_persona: Callable[[str], bool] = lambda _name: False,
) -> Columns:
    """Return what the columns are: those `named`, and what their names and cells tell of the others.

    `is_place` tells whether a name is a touchpoint's, `is_persona` whether it is a persona's. Raises RefusedError where
    a named column is not there, or where no score is found.
    """
    refuse_unknown(named, ROLES)
    cells = list(zip(*(row.cells for row in sheet.rows), strict=True)) or [()] * len(sheet.headings)
    looks = [SurveyColumn(heading, at, cells[at], steps) for at, heading in enumerate(sheet.headings)]
    found = {role: [_named(sheet, name) for name in names] for role, names in named.items()}
    free = [each for each in looks if each.at not in {at for places in found.values() for at in places}]

    def take(role: str, *chosen: SurveyColumn) -> None:
        if chosen:
            found[role] = [each.at for each in chosen]
            for each in chosen:
                free.remove(each)

    if "date" not in found:
        take("date", *_days(free))
    for role in ("respondent", "touchpoint", "persona"):
        if role not in found:
            take(role, *[each for each in free if each.is_named(role) and _holds(each, role)][:1])
    if "comment" not in found:
        take("comment", *[each for each in free if _is_comment(each)])
    for role, is_it in (("touchpoint", is_place), ("persona", is_persona)):
        if role not in found:
            take(
                role,
                *[
                    each
                    for each in free
                    if not (each.numbers or each.is_named("tool"))
                    and each.given
                    and all(map(is_it, each.given[:50]))
                ][:1],
            )
    said = "score" in found
    if "count" not in found and not said:
        take("count", *[each for each in free if each.is_named("count") and _holds_counts(each)])
    if not said:
        take("score", *_scores(free, sheet, is_place))
    left_out = {each.at: _why(each, found, said) for each in free}
    if not found.get("score"):
        raise _no_score(sheet, looks, left_out)
    return Columns(found, left_out, looks, said)


def _named(sheet: SurveySheet, name: str) -> int:
    wanted = folded(name)
    for choice in zip(*((one.name, one.item, one.code, one.asked) for one in sheet.headings), strict=True):
        names = [folded(each) for each in choice]
        if wanted and names.count(wanted) == 1:
            return names.index(wanted)
    names = [folded(each) for each in sheet.names]
    if wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(names):
        return int(wanted) - 1
    fits = [at for at, each in enumerate(names) if wanted and wanted in each]
    if len(fits) == 1:
        return fits[0]
    raise RefusedError(
        _("There is no column “{name}”. There are: {names}.").format(
            name=shortened(name, 60), names=labels.listed(sheet.names, length=40)
        )
    )


def _days(free: Sequence[SurveyColumn]) -> list[SurveyColumn]:
    """Return the column of days: one whose name says so, else one that has nothing else in it.

    One that is called so, and has days that are not understood, is taken too, so that it is told rather than passed by.
    """
    called = [each for each in free if each.is_named("date")]
    good = [each for each in called if each.days > 0.5 or each.excel_days > 0.5]
    if not good:
        good = [each for each in free if each.days == 1 and each not in called]
    if not good:
        good = [each for each in called if each.looks_like_days or _is_plainly_days(each)]
    if not good:
        good = [each for each in free if each.looks_like_days and not each.scores]
    return good[:1]


def _is_plainly_days(column: SurveyColumn) -> bool:
    """Tell whether a column is called a day, and nothing else, and has something in it."""
    return bool(column.given) and says(
        column.heading.asked, ("date*", "datum*", "dato*", "timestamp*", "tidsst*")
    )


def _holds(column: SurveyColumn, role: str) -> bool:
    """Tell whether what is in a column can be what its name says."""
    return bool(column.given) if role == "respondent" else bool(column.given) and not column.is_numbers


def _holds_counts(column: SurveyColumn) -> bool:
    """Tell whether a column has nothing but whole numbers, none of them a share."""
    return (
        column.is_numbers
        and not column.is_shares
        and bool(column.numbers)
        and all(score >= 0 and score == int(score) for score in column.numbers)
    )


def _is_comment(column: SurveyColumn) -> bool:
    if not column.given or column.is_numbers:
        return False
    if column.is_named("comment"):
        return True
    return (
        says(column.heading.asked, _ROLE_WORDS["comment"]) and column.scores < 0.5 and not column.days > 0.5
    )


def _scores(
    free: Sequence[SurveyColumn], sheet: SurveySheet, is_place: Callable[[str], bool]
) -> list[SurveyColumn]:
    # A few slips are told by their lines later; a column of something else is no score at all.
    found = [each for each in free if each.is_score and not each.is_named("tool")]
    placed = [each for each in free if each.could_be_score and is_place(each.heading.item or each.name)]
    if len(placed) > 1:
        found += [each for each in placed if each not in found]
    items = {at for places in items_of(sheet.headings).values() for many in places.values() for at in many}
    found += [each for each in free if each.at in items and each.scores >= 0.5 and each not in found]
    numbers = [each for each in free if each.could_be_score]
    if not found and not sheet.headed and len(numbers) == 1:
        return numbers
    return sorted(found, key=lambda each: each.at)


def _why(column: SurveyColumn, found: Mapping[str, list[int]], said: bool) -> str | Told:
    """Return why a column is left out, as half a sentence."""
    if not column.given:
        return _("empty")
    if column.days > 0.5 or (column.is_named("date") and column.excel_days > 0.5):
        return telling(_("another column is the day"), WayOut.TAKE_COLUMN, role="date")
    if column.is_named("tool"):
        return _("says nothing of what was felt")
    if said and (column.is_score or column.could_be_score):
        return telling(_("not named as a score"), WayOut.TAKE_COLUMN, role="score")
    if column.is_shares:
        return telling(_("shares, not replies"), WayOut.TAKE_COLUMN, role="score")
    if column.is_ranges:
        return _("ranges, not scores")
    if column.is_amount and column.numbers:
        return telling(
            _("an age, an amount, a count or the like, not a score"), WayOut.TAKE_COLUMN, role="score"
        )
    if column.is_numbers:
        return telling(
            _("numbers of which neither name nor values say that they are scores"),
            WayOut.TAKE_COLUMN,
            role="score",
        )
    if column.is_choices and (column.kind or "?" in column.heading.asked or column.scale_words):
        shown = labels.listed(column.given[:4], length=40)
        return telling(
            _("its answers are words of no known scale: {answers}").format(answers=shown),
            WayOut.NAME_WORDS_OF,
        )
    if column.heading.asked and any(column.is_named(role) for role in found):
        return _("another column is that already")
    return telling(_("text"), WayOut.TAKE_COLUMN, role="comment")


def _no_score(
    sheet: SurveySheet, looks: Sequence[SurveyColumn], left_out: Mapping[int, str | Told]
) -> RefusedError:
    told = [
        labels.quoted(shortened(looks[at].name, 40)) + f" ({why})"
        for at, why in left_out.items()
        if looks[at].given and not (isinstance(why, Told) and why.about.get("role") in ("comment", "date"))
    ]
    names = labels.listed(sheet.names, length=40)
    question = _("Which column is the score? There are: {names}.").format(names=names)
    if told:
        question += " " + _("None is one for certain: {columns}.").format(columns=", ".join(told[:8]))
        names += ". " + _("None is one for certain: {columns}").format(columns=", ".join(told[:8]))
    return RefusedError(question, WayOut.NAME_SCORES, names=names)
