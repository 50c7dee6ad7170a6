"""The journey at the side of a walk: stages, touchpoints, how far each is answered and felt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from auditor.base.labels import FEELING_FACES
from auditor.drawing.inks import feeling_ink
from auditor.views.audits import Visit
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList


class VisitList(LineList):
    """Stages as headings, a line for each touchpoint."""

    IS_OPENED_BY_ONE_CLICK: ClassVar[bool] = True

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(self._draw_visit, skip=self._is_stage)
        self._rows: list[Visit | str] = []
        self._current: int | None = None

    def show_visits(self, visits: Sequence[Visit], current: int | None) -> None:
        """Show these touchpoints; the walker stands at the one numbered `current`."""
        rows: list[Visit | str] = []
        stage: int | None = None
        for visit in visits:
            if visit.stage_id != stage:
                rows.append(visit.stage)
                stage = visit.stage_id
            rows.append(visit)
        at = next((n for n, row in enumerate(rows) if isinstance(row, Visit) and row.id == current), 0)
        before, self._rows = self._rows, rows
        left, self._current = self._current, current
        if len(before) != len(rows):
            self.show(len(rows), at)
            return
        changed = {line for line, row in enumerate(rows) if row != before[line]}
        if current != left:
            here = (left, current)
            changed |= {n for n, row in enumerate(rows) if isinstance(row, Visit) and row.id in here}
            self.cursor = at
        self.redraw(changed)

    def visit_at(self, line: int) -> Visit | None:
        """Return the touchpoint on a line, or None on a stage."""
        row = self._rows[line] if line < len(self._rows) else None
        return row if isinstance(row, Visit) else None

    def _is_stage(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    def _draw_visit(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return [(fit(f" {row}", width), "band")]
        answered = sum(answer.verdict is not None for answer in row.answers)
        whole = bool(row.answers) and answered == len(row.answers)
        count = f"{answered}/{len(row.answers)}" if row.answers else "–"
        face = FEELING_FACES[row.feeling] if row.feeling is not None else "·"
        mark = "▶" if row.id == self._current else " "
        star = "◆" if row.critical else " "
        count_width = max(6, len(count))
        name_width = max(4, width - 7 - count_width)
        return [
            (mark, "accent"),
            (star, "warn"),
            (fit(row.touchpoint, name_width), "strong" if row.id == self._current else "plain"),
            (fit(count, count_width, right=True), "good" if whole else "dim"),
            (" ", "plain"),
            (fit(face, 4), feeling_ink(row.feeling)),
        ]
