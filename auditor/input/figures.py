"""Figures as people type them: shares of people, means with their deviation, plain numbers."""

from __future__ import annotations

import re

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.views.proofs import ComparedFigure

_NUMBER = r"\d{1,12}(?:[.,]\d{1,12})?"
_FIGURE = re.compile(
    rf"(?P<figure>[-−]?{_NUMBER})\s*(?P<share>%)?(?:\s*(?:±|\+-|\+/-)\s*(?P<deviation>{_NUMBER}))?"
    r"(?:\s*/\s*(?P<people>\d{1,12}))?"
)


class Figure(Struct, frozen=True):
    """A figure as it was typed."""

    side: ComparedFigure
    is_share: bool


def read_figures(before: str, after: str, unit: str) -> tuple[Figure, Figure, str]:
    """Return both figures and their unit; raise RefusedError when one is a share of people and the other is not."""
    one, other = read_figure(before, unit), read_figure(after, unit)
    if one.is_share != other.is_share:
        raise RefusedError(
            _("One figure is a share of people and the other is not: give both in the same way.")
        )
    return one, other, "%" if one.is_share else unit


def read_figure(text: str, unit: str = "") -> Figure:
    """Return a figure typed as `120/2400`, `5%/2400`, `48.2+-12.1/200` or `48.2`.

    A whole number of people is a share, in per cent, unless `unit` says otherwise. Raises RefusedError.
    """
    match = _FIGURE.fullmatch(text.strip())
    said = shortened(one_line(text), 40)
    if match is None:
        raise RefusedError(
            _("“{text}” is no figure: type 120/2400, 5%/2400, 48.2+-12.1/200 or 48.2.").format(text=said)
        )
    value, deviation = _number(match["figure"]), match["deviation"]
    people = int(match["people"]) if match["people"] else None
    if match["share"] or unit == "%":
        return Figure(ComparedFigure(value, people), True)
    if people is not None and deviation is None and not unit and value == int(value):
        if not 0 <= value <= people or people == 0:
            raise RefusedError(_("“{text}” is not a part of all of them.").format(text=said))
        return Figure(ComparedFigure(100 * value / people, people), True)
    return Figure(ComparedFigure(value, people, None if deviation is None else _number(deviation)), False)


def _number(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))
