"""The touchpoint where the walker stands, whole: what is there, its checks with their verdicts, its feeling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.base.labels import FEELING_FACES, VERDICT_SIGNS
from auditor.drawing.inks import VERDICT_INKS
from auditor.sentences.origins import as_at, presence_text
from auditor.views.audits import Answer, Visit
from auditor.views.checks import Gate
from auditor.walking.course import Course, Step
from auditor.walking.finding_words import findings_waiting
from auditor.walking.words import why_not_asked
from screens.audit.walk_keys import walk_key
from screens.widgets.drawing import Part, fit, width_of
from screens.widgets.line_list import LineList

_OPEN = "·"
_SIGN = 2
"""Cells of a sign and the space after it."""


class Row(Struct, frozen=True):
    """A line of the list; a heading leads nowhere."""

    text: str
    step: Step | None = None
    sign: str = _OPEN
    ink: str = "dim"
    """Of the sign."""
    more: str = ""
    """Why it is not asked here, or the word for what the sign says."""
    is_asked: bool = True
    is_here: bool = False
    gate: str | None = None
    """The key of what is asked to be there."""


class CheckList(LineList):
    """Checklists as headings, a line for each check; before them what is asked to be there, and last the feeling."""

    IS_OPENED_BY_ONE_CLICK: ClassVar[bool] = True

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(self._draw_row, skip=self._is_heading)
        self._rows: list[Row] = []
        self._asked: tuple[Course, str | None, int] | None = None

    def show_checks(self, course: Course, gate: str | None = None, waiting: int = 0) -> None:
        """Show the touchpoint where the walker stands; `gate` is the key of the one that is to be answered, if any.

        So many earlier findings are `waiting` to be looked at.

        Where there is no room for the list nothing is worked out until there is.
        """
        self._asked = (course, gate, waiting)
        before, self._rows = self._rows, list(rows_of(course, gate, waiting)) if self.display else []
        here = next((line for line, row in enumerate(self._rows) if row.is_here), None)
        if [row.step for row in before] != [row.step for row in self._rows]:
            self.show(len(self._rows), here or 0)
            return
        if here is not None and not before[here].is_here:
            self.cursor = here
        self.redraw(line for line, row in enumerate(self._rows) if row != before[line])

    def on_show(self) -> None:
        """Show what was to be shown while there was no room."""
        self._show_again()

    def on_hide(self) -> None:
        """Let go of what is not seen."""
        self._show_again()

    def _show_again(self) -> None:
        if self._asked is not None:
            self.show_checks(*self._asked)

    def step_at(self, line: int) -> Step | None:
        """Return the step on a line, or None on a heading."""
        return self._rows[line].step if line < len(self._rows) else None

    def gate_at(self, line: int) -> str | None:
        """Return the key of the gate on a line, or None on any other."""
        return self._rows[line].gate if line < len(self._rows) else None

    def _is_heading(self, line: int) -> bool:
        return self._rows[line].step is None

    def _draw_row(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if row.step is None:
            return [(fit(f" {row.text}", width), "band")]
        parts: list[Part] = [("▶" if row.is_here else " ", "accent"), (fit(row.sign, _SIGN), row.ink)]
        room = width - width_of(parts)
        told = min(width_of([(row.more, "")]) + 2, room // 3) if row.more else 0
        ink = "strong" if row.is_here else "plain" if row.is_asked else "dim"
        return [*parts, (fit(row.text, room - told), ink), (fit(f" {row.more}", told), "dim")]


def rows_of(course: Course, gate: str | None = None, waiting: int = 0) -> Iterable[Row]:
    """Return the lines of the touchpoint where the walker stands; none in an audit without touchpoints."""
    visit, here = course.visit, course.step
    if visit is None:
        return
    if gates := course.standing.gates(visit):
        yield Row(_("What is there?"))
        yield from (_gate_row(course, visit, each, is_here=each.key == gate) for each in gates)
    checklist = None
    for answer in visit.answers:
        if answer.check.checklist != checklist:
            checklist = answer.check.checklist
            yield Row(in_language(answer.check.list_title))
        yield _check_row(course, answer, here)
    yield Row(_("The feeling"))
    step, score = Step(visit.id, None), visit.feeling
    yield Row(
        text=_("not answered yet") if score is None else f"{FEELING_FACES[score]} {labels.feeling(score)}",
        step=step,
        sign=_OPEN if score is None else "",
        more=labels.word(visit.emotion) if visit.emotion is not None else "",
        is_here=step == here,
    )
    if waiting:
        yield Row(findings_waiting(waiting, walk_key("findings")))


def _gate_row(course: Course, visit: Visit, gate: Gate, *, is_here: bool) -> Row:
    is_there = course.standing.is_there(visit, gate.key)
    leader = course.standing.gate_leader(visit, gate.key)
    return Row(
        text=in_language(gate.text),
        step=Step(visit.id, None, gates=True),
        sign={True: "✓", False: "–", None: _OPEN}[is_there],
        ink="good" if is_there else "dim",
        more=as_at(leader.touchpoint) if leader is not None else presence_text(is_there),
        is_asked=leader is None,
        is_here=is_here,
        gate=gate.key,
    )


def _check_row(course: Course, answer: Answer, here: Step | None) -> Row:
    step = Step(answer.visit_id, answer.id)
    verdict = answer.verdict
    return Row(
        text=in_language(answer.check.text),
        step=step,
        sign=VERDICT_SIGNS[verdict] if verdict is not None else _OPEN,
        ink=VERDICT_INKS[verdict] if verdict is not None else "dim",
        more=why_not_asked(course, answer),
        is_asked=course.standing.is_asked(answer),
        is_here=step == here,
    )
