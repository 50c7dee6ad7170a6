"""The journey as one list: stages as headings, a line for each touchpoint with how it fares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len

from auditor.base.i18n import _, percent, pgettext
from auditor.base.labels import FEELING_FACES, nearest, word
from auditor.drawing.cells import bar
from auditor.drawing.inks import feeling_ink, need_ink
from auditor.sentences.standing import DIFFER, draft_text
from auditor.views.audits import TouchpointSummary
from auditor.views.journeys import Journey, Stage, Touchpoint
from screens.widgets.drawing import Part, fit
from screens.widgets.editors import dots
from screens.widgets.line_list import LineList

Row = Stage | Touchpoint

_ROOMY = 100
"""From this width on the bar of the need is longer."""
_NARROW = 74
"""Below this width there is no column for the channel."""


class JourneyList(LineList):
    """Stages and touchpoints in order; the cursor stands on either."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--goal"}
    DEFAULT_CSS = """
    JourneyList { scrollbar-gutter: stable; }
    JourneyList > .ink--goal { background: $band; color: $quiet; }
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(self._draw_row, id="journey")
        self._rows: list[Row] = []
        self._summaries: Mapping[int, TouchpointSummary] = {}

    def show_journey(
        self, journey: Journey, summaries: Mapping[int, TouchpointSummary], at: tuple[type[Row], int] | None
    ) -> None:
        """Show a journey, the cursor on the row of that kind and number, or where it was if that is gone."""
        self._rows = []
        for stage in journey.stages:
            self._rows += [stage, *stage.touchpoints]
        self._summaries = summaries
        place = next((n for n, row in enumerate(self._rows) if (type(row), row.id) == at), None)
        self.show(len(self._rows), place)

    @property
    def row(self) -> Row | None:
        """What the cursor stands on."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def _draw_row(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, Stage):
            return _draw_stage(row, width)
        return _draw_touchpoint(row, self._summaries.get(row.id), width)


def headings(width: int) -> list[Part]:
    """Return the headings of the columns for a list of that width."""
    columns = _Columns.of(width)
    checks = pgettext("a narrow column", "Checks")
    texts = ("", _("Touchpoint"), _("Channel"), _("Matters"), checks, _("Feels"), _("Need"), _("To do"))
    return columns.cells([(text, "dim") for text in texts])


class _Columns(Struct, frozen=True):
    """The widths of the columns, of which all but the last end in a space."""

    widths: tuple[int, ...]
    bar: int

    @classmethod
    def of(cls, width: int) -> _Columns:
        """Return the columns of a list of that width; the name has what the others leave."""
        channel = 14 if width >= _NARROW else 0
        bar = 8 if width >= _ROOMY else 4
        others = (channel, 8, 8, 7, bar + 7, 5)
        return cls((3, max(8, width - 3 - sum(others)), *others), bar)

    def cells(self, parts: Sequence[Part]) -> list[Part]:
        """Return the parts fitted to the columns; the count of actions stands at the right."""
        *shown, (count, count_ink) = parts
        fitted = [
            (f"{fit(text, room - 1)} " if room else "", ink)
            for (text, ink), room in zip(shown, self.widths, strict=False)
        ]
        return [*fitted, (fit(count, self.widths[-1], right=True), count_ink)]


def _draw_stage(stage: Stage, width: int) -> list[Part]:
    name = fit(f" {stage.name}", min(width, cell_len(stage.name) + 3))
    return [(name, "band"), (fit(stage.goal, width - cell_len(name)), "goal")]


def _draw_touchpoint(point: Touchpoint, summary: TouchpointSummary | None, width: int) -> list[Part]:
    columns = _Columns.of(width)
    feeling = summary.feeling if summary else None
    known = summary is not None and summary.need_known
    to_do = summary.open_actions if summary else 0
    name, channel = _named(point, summary, columns)
    need = f"{bar(point.need if known else 0, columns.bar)} {fit(percent(point.need) if known else '–', 5, right=True)}"
    return columns.cells(
        [
            (" ◆" if point.critical else "", "warn"),
            (name, "plain"),
            channel,
            (dots(point.importance), "plain"),
            (_checks(summary), _checks_ink(summary)),
            (FEELING_FACES[nearest(feeling)] if feeling is not None else "–", feeling_ink(feeling)),
            (need, need_ink(point.need) if known else "dim"),
            (str(to_do) if to_do else "–", "strong" if to_do else "dim"),
        ]
    )


def _named(point: Touchpoint, summary: TouchpointSummary | None, columns: _Columns) -> tuple[str, Part]:
    """Return a touchpoint's name and its channel, with whether there is a draft and whether auditors differ.

    A draft stands beside the name where both have room, else in the place of the channel, if that is shown.
    """
    room, elsewhere = columns.widths[1] - 1, columns.widths[2]
    drafted = draft_text(summary) if summary and (summary.draft or summary.drafted) else ""
    differs = DIFFER if summary and summary.differing else ""
    channel = (word(point.channel), "dim")
    if drafted and elsewhere and cell_len(" ".join([point.name, drafted, differs]).strip()) > room:
        drafted, channel = "", (drafted, "plain")
    beside = " ".join(filter(None, [drafted, differs]))
    if not beside:
        return point.name, channel
    return f"{fit(point.name, max(6, room - cell_len(beside) - 1)).rstrip()} {beside}", channel


def _checks(summary: TouchpointSummary | None) -> str:
    return f"{summary.passed}/{summary.judged}" if summary and summary.judged else "–"


def _checks_ink(summary: TouchpointSummary | None) -> str:
    if summary is None or not summary.asked:
        return "dim"
    return "bad" if summary.failed else "warn" if summary.partly else "good" if summary.passed else "dim"
