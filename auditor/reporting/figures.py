"""The figures of a journey that stand first in its reports: a row each, which every form shows in its own way.

A figure is added here alone; where it takes more than a line to work out, that stands in `auditor/analysis`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, Flag, auto

from msgspec import Struct

from auditor.analysis.curves import mean
from auditor.analysis.mapping import Layer, curve
from auditor.base.i18n import N_, _, number, percent
from auditor.base.text import capital
from auditor.base.vocabulary import SOUR_FROM
from auditor.reporting.contents import Contents
from auditor.sentences.amounts import range_text, roughly
from auditor.views.money import Money

Value = int | float | Money | None
"""None where nothing is known."""


class FigureKind(Enum):
    """What a figure is, and so how it is shown."""

    COUNT = auto()
    SHARE = auto()
    """0..1, shown as per cent."""
    FEELING = auto()
    """−2..2, shown with its sign."""
    MONEY = auto()
    """From so much to so much."""


class Where(Flag):
    """The forms that show a figure."""

    READ = auto()
    """The page and the Markdown."""
    WORKBOOK = auto()
    SUMMARY = auto()
    """What `report summary` prints, as text and as JSON."""
    ALL = READ | WORKBOOK | SUMMARY


class FigureRow(Struct, frozen=True):
    """A row of the table of figures."""

    key: str
    """Its name in JSON."""
    title: str
    """Lower case, as it stands after the value."""
    value: Callable[[Contents], Value]
    kind: FigureKind = FigureKind.COUNT
    where: Where = Where.ALL
    single: str = ""
    """What stands after the value 1, where that is another form."""
    formula: str = ""
    """What a workbook reckons it by, over `{cells}`: the mean feeling at each touchpoint. Such figures stand last."""


class ReportedFigure(Struct, frozen=True):
    """A figure of one journey."""

    key: str
    title: str
    value: Value
    kind: FigureKind
    formula: str
    heading: str
    """What it is called before the value."""

    @property
    def text(self) -> str:
        """The value in the language's form; a dash where nothing is known."""
        if self.value is None:
            return "–"
        if isinstance(self.value, Money):
            return range_text(self.value)
        if self.kind is FigureKind.SHARE:
            return percent(self.value)
        return number(self.value, 1, signed=True) if self.kind is FigureKind.FEELING else str(self.value)


def figures(contents: Contents, where: Where) -> list[ReportedFigure]:
    """Return the figures that a form shows, in the order of the table."""
    return [
        ReportedFigure(
            one.key,
            _(one.single if one.single and value == 1 else one.title),
            value,
            one.kind,
            one.formula,
            capital(_(one.title)),
        )
        for one in (*FIGURES, *OF_PURPOSE)
        if where in one.where
        for value in [one.value(contents)]
        if value is not None or one in FIGURES
    ]


def _passed(contents: Contents) -> int:
    return sum(point.passed for point in contents.summary)


def _judged(contents: Contents) -> int:
    return sum(point.judged for point in contents.summary)


def _share_passed(contents: Contents) -> Value:
    judged = _judged(contents)
    return _passed(contents) / judged if judged else None


def _mean_feeling(contents: Contents) -> Value:
    return mean(curve(contents.map, Layer.NEWEST))


def _sour_for_anyone(contents: Contents) -> Value:
    felt = [
        [one.now for one in point.feelings.values() if one.now is not None and (point.draft or not one.draft)]
        for point in contents.map.points
    ]
    return sum(any(now <= SOUR_FROM for now in each) for each in felt) if any(felt) else None


def _sour_on_average(contents: Contents) -> Value:
    felt = [score for score in curve(contents.map, Layer.NEWEST) if score is not None]
    return sum(score <= SOUR_FROM for score in felt) if felt else None


def _lost(contents: Contents) -> Value:
    lost = contents.purpose.lost.lost if contents.purpose.lost else None
    return roughly(lost) if lost else None


def _cost(contents: Contents) -> Value:
    return contents.purpose.actions.cost if contents.purpose.actions else None


def _gain(contents: Contents) -> Value:
    return contents.purpose.actions.gain if contents.purpose.actions else None


FIGURES = (
    FigureRow(
        "touchpoints",
        N_("touchpoints"),
        lambda contents: len(contents.map.points),
        where=Where.READ | Where.WORKBOOK,
        single=N_("touchpoint"),
    ),
    FigureRow("checks_passed", N_("checks passed"), _passed, where=Where.WORKBOOK),
    FigureRow("checks_answered", N_("checks answered"), _judged, where=Where.WORKBOOK),
    FigureRow("share_passed", N_("of the checks passed"), _share_passed, FigureKind.SHARE, Where.READ),
    FigureRow(
        "mean_feeling",
        N_("mean feeling, −2 to +2"),
        _mean_feeling,
        FigureKind.FEELING,
        Where.READ | Where.WORKBOOK,
        formula="=AVERAGE({cells})",
    ),
    FigureRow(
        "sour_touchpoints",
        N_("sour touchpoints"),
        _sour_for_anyone,
        where=Where.READ,
        single=N_("sour touchpoint"),
    ),
    FigureRow(
        "sour_on_average",
        N_("sour touchpoints, all personas together"),
        _sour_on_average,
        where=Where.WORKBOOK,
        formula=f'=COUNTIF({{cells}},"<={SOUR_FROM}")',
    ),
    FigureRow(
        "open_findings",
        N_("open findings"),
        lambda contents: len(contents.faults) if contents.has_looked else None,
        single=N_("open finding"),
    ),
    FigureRow(
        "open_actions",
        N_("open actions"),
        lambda contents: sum(point.open_actions for point in contents.summary),
        single=N_("open action"),
    ),
)

OF_PURPOSE = (
    FigureRow("lost_sales", N_("lost sales a month"), _lost, FigureKind.MONEY, Where.READ | Where.WORKBOOK),
    FigureRow(
        "action_cost", N_("cost of the open actions"), _cost, FigureKind.MONEY, Where.READ | Where.WORKBOOK
    ),
    FigureRow(
        "action_gain",
        N_("gain of the open actions a month"),
        _gain,
        FigureKind.MONEY,
        Where.READ | Where.WORKBOOK,
    ),
)
"""What the journey is for has these; they stand last, and are left out where they are not known."""
