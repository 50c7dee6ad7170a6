"""Figures as people type them: shares of people, means with their deviation, plain numbers."""

from __future__ import annotations

import re

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.input.evidence import MOST, MOST_PEOPLE
from auditor.input.numbers import NUMBER, number_of, whole_of
from auditor.views.proofs import ComparedFigure

_FIGURE = re.compile(
    rf"(?P<figure>[-−]?{NUMBER})\s*(?P<share>%)?(?:\s*(?:±|\+-|\+/-)\s*(?P<deviation>{NUMBER}))?"
    rf"(?:\s*(?:/|of|av)\s*(?P<people>{NUMBER}))?"
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
    """Return a figure typed as `120/2400`, `5%/2400`, `48.2+-12.1/200` or `48.2`, or as figures are shown.

    A whole number of people is a share, in per cent, unless `unit` says otherwise. Raises RefusedError.
    """
    said = shortened(one_line(text), 40)
    match = _FIGURE.fullmatch(one_line(text))
    value = number_of(match["figure"]) if match else None
    deviation = number_of(match["deviation"]) if match and match["deviation"] else None
    people = whole_of(match["people"]) if match and match["people"] else None
    if (
        match is None
        or value is None
        or (deviation is None) != (match["deviation"] is None)
        or (people is None) != (match["people"] is None)
        or (people or 0) > MOST_PEOPLE
        or max(abs(value), deviation or 0) > MOST
    ):
        raise RefusedError(
            _("“{text}” is no figure: type 120/2400, 5%/2400, 48.2+-12.1/200 or 48.2.").format(text=said)
        )
    if match["share"] or unit == "%":
        return Figure(ComparedFigure(value, people), True)
    if people is not None and deviation is None and not unit and value == int(value):
        if not 0 <= value <= people or people == 0:
            raise RefusedError(_("“{text}” is not a part of all of them.").format(text=said))
        return Figure(ComparedFigure(100 * value / people, people), True)
    return Figure(ComparedFigure(value, people, deviation), False)
