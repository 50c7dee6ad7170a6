"""Fields that several forms ask alike: a feeling as in the walk, and a day in the user's language."""

from __future__ import annotations

from datetime import date

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, day
from auditor.base.labels import feeling
from auditor.base.text import one_line
from auditor.base.vocabulary import FEELINGS
from auditor.input.days import read_past_day
from screens.widgets.fields import ChoiceField, TextField

NO_FEELING = ""
"""Stands for no feeling among the choices."""


def feeling_field(key: str, label: str, felt: float | None, none: str) -> ChoiceField:
    """Return the field of a feeling, on the walk's scale of 1 to 5; `none` says what it is to give none.

    A feeling between two, such as the mean of a survey, can be kept as it is.
    """
    words = {f"{score}": f"{place} {feeling(score)}" for place, score in enumerate(FEELINGS, 1)}
    now = NO_FEELING if felt is None else f"{felt:g}"
    if now not in (NO_FEELING, *words) and felt is not None:
        words[now] = f"{round(felt - FEELINGS[0] + 1, 2):g}"
    return ChoiceField(key, label, [(NO_FEELING, none), *words.items()], now)


def felt_in(text: str) -> float | None:
    """Return the feeling −2..2 that was chosen in such a field."""
    return None if text == NO_FEELING else float(text)


def past_day_field(
    key: str, label: str, begin: date | None, today: date, *, required: bool = False, empty: str = ""
) -> TextField:
    """Return the field of a day that has been, which says what the words typed mean; `empty` what nothing means."""
    example = _("a date such as {day}, or fri, -2w").format(day=day(date(today.year - 1, 12, 1)))

    def means(text: str) -> str:
        if not one_line(text):
            return empty or example
        try:
            return f"= {day(read_past_day(text, today))}"
        except RefusedError:
            return example

    return TextField(key, label, day(begin), required=required, hint=empty or example, means=means)
