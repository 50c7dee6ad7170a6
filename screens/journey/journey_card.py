"""The pane beside the journey: what the list has no room for, of the touchpoint or stage under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from auditor.base import labels
from auditor.base.i18n import _, ngettext, percent
from auditor.base.labels import VERDICT_SIGNS
from auditor.base.vocabulary import Verdict
from auditor.drawing.cells import bar
from auditor.sentences.feelings import with_face
from auditor.sentences.standing import standing_texts
from auditor.views.audits import TouchpointSummary
from auditor.views.journeys import Stage, Touchpoint
from screens.widgets.editors import dots

Line = tuple[str, str]
_GAP: Line = ("\n\n", "")


class JourneyCard(VerticalScroll, can_focus=False):
    """Shows one touchpoint or one stage in full."""

    DEFAULT_CSS = """
    JourneyCard { padding: 1 2; }
    JourneyCard > Static { width: 1fr; height: auto; }
    """

    def __init__(self) -> None:
        """Start empty."""
        self._text = Static("", markup=False)
        super().__init__(self._text)

    def show_touchpoint(
        self,
        point: Touchpoint,
        stage: Stage,
        summary: TouchpointSummary | None,
        titles: Iterable[str],
        looked: str,
        responsible: str = "",
    ) -> None:
        """Show a touchpoint; `titles` are those of its checklists, `looked` says when it was last looked at.

        `responsible` says who answers for it, empty for nobody.
        """
        lines: list[Line] = [(point.name, "bold $accent")]
        if point.critical:
            lines += [("\n", ""), ("◆ " + _("moment of truth"), "$warning")]
        where = (stage.name, *map(labels.word, (point.channel, point.moment, point.side)))
        lines += [("\n", ""), (" · ".join(where), "$quiet")]
        if point.about:
            lines += [_GAP, (point.about, "")]
        matters = f"{dots(point.importance)} {labels.importance(point.importance)}"
        lines += [_GAP, *_term(_("Importance"), matters)]
        lines += [("\n", ""), *_term(_("Checklists"), ", ".join(titles) or _("none"))]
        if responsible:
            lines += [("\n", ""), *_term(_("Responsible"), responsible)]
        lines += [_GAP, *_fares(point, summary)]
        if summary is not None and (summary.answered or summary.feeling is not None):
            lines += [("\n", ""), (looked, "$quiet")]
        if stage.goal:
            lines += [_GAP, *_term(_("Goal of the stage"), stage.goal)]
        self._show(lines)

    def show_stage(self, stage: Stage, summaries: Mapping[int, TouchpointSummary]) -> None:
        """Show a stage and where in it the need is greatest."""
        count = len(stage.touchpoints)
        points = ngettext("Stage with {n} touchpoint", "Stage with {n} touchpoints", count).format(n=count)
        lines: list[Line] = [(stage.name, "bold $accent"), ("\n", ""), (points, "$quiet")]
        if stage.goal:
            lines += [_GAP, *_term(_("Goal"), stage.goal)]
        if stage.responsible:
            lines += [_GAP, *_term(_("Responsible"), stage.responsible)]
        known = [summaries[point.id] for point in stage.touchpoints if point.id in summaries]
        looked_at = [each for each in known if each.answered or each.feeling is not None]
        if looked_at:
            worst = max(looked_at, key=lambda each: each.need)
            passed, asked = sum(each.passed for each in known), sum(each.judged for each in known)
            lines += [_GAP, *_term(_("Checks passed"), f"{passed}/{asked}")]
            lines += [("\n", ""), *_term(_("Greatest need"), f"{worst.touchpoint} {percent(worst.need)}")]
        self._show(lines)

    def clear(self) -> None:
        """Show nothing."""
        self._show([])

    def _show(self, lines: list[Line]) -> None:
        self._text.update(Content.assemble(*lines))
        self.scroll_home(animate=False)


def _term(name: str, text: str) -> list[Line]:
    return [(f"{name}: ", "$accent"), (text, "")]


def _fares(point: Touchpoint, summary: TouchpointSummary | None) -> list[Line]:
    """Say what stands at a touchpoint."""
    if summary is None or not (summary.answered or summary.feeling is not None):
        return [
            (_("No audit has looked here yet."), "$quiet"),
            ("\n", ""),
            *_term(
                _("Need"),
                _("{share}, half the importance until it is known").format(share=percent(point.need)),
            ),
        ]
    lines: list[Line] = []
    if summary.asked:
        passed = _("{passed} of {asked} passed").format(passed=summary.passed, asked=summary.judged)
        lines += [*_term(_("Checks"), passed), ("\n", ""), *_verdicts(summary)]
    if summary.feeling is not None:
        lines += [*_term(_("Feeling"), with_face(summary.feeling)), ("\n", "")]
    lines += [
        *_term(_("Need"), ""),
        (bar(point.need, 12), "$warning on $panel"),
        (f" {percent(point.need)}", ""),
    ]
    for said in standing_texts(summary):
        lines += [("\n", ""), (said, "$warning")]
    return [*lines, ("\n", ""), *_term(_("Open actions"), str(summary.open_actions))]


def _verdicts(summary: TouchpointSummary) -> list[Line]:
    counts = (
        (VERDICT_SIGNS[Verdict.PARTLY], labels.word(Verdict.PARTLY), summary.partly, "$warning"),
        (VERDICT_SIGNS[Verdict.FAIL], labels.word(Verdict.FAIL), summary.failed, "$error"),
        (
            VERDICT_SIGNS[Verdict.NOT_APPLICABLE],
            labels.word(Verdict.NOT_APPLICABLE),
            summary.answered - summary.judged,
            "",
        ),
        ("·", _("not answered yet"), summary.asked - summary.answered, "$quiet"),
    )
    return [(f"  {sign} {count} {name}\n", style) for sign, name, count, style in counts if count]
