"""The pane beside the journey: what the list has no room for, of the touchpoint or stage under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from auditor.analysis.moments import MomentBounds
from auditor.analysis.need import needing_work
from auditor.base import labels
from auditor.base.i18n import _, in_language, ngettext, percent
from auditor.base.labels import VERDICT_SIGNS
from auditor.base.vocabulary import Verdict
from auditor.drawing.cells import bar
from auditor.sentences.feelings import with_face
from auditor.sentences.map import needy_text
from auditor.sentences.moments import doubt_text, moment_text
from auditor.sentences.standing import standing_texts
from auditor.sentences.strategies import is_worked_on, standing
from auditor.views.audits import TouchpointSummary
from auditor.views.errands import ErrandLine
from auditor.views.journeys import Stage, Touchpoint
from auditor.views.strategies import ServingAction
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
        bounds: MomentBounds,
        responsible: str = "",
        errands: Sequence[ErrandLine] = (),
    ) -> None:
        """Show a touchpoint.

        `titles` are those of its checklists, `looked` says when it was last looked at, and `bounds` when what it
        means to customer and business counts as high or low. `responsible` says who answers for it, empty for nobody;
        `errands` are those of the journey.
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
        if point.business is not None:
            to_us = f"{dots(point.business)} {labels.business(point.business)}"
            lines += [("\n", ""), *_term(_("To the business"), to_us)]
            lines += [("\n", ""), *_term(_("Moment of truth"), moment_text(point, bounds))]
        if doubt := doubt_text(point, bounds):
            lines += [("\n", ""), (f"◆ {doubt}", "$warning")]
        lines += [("\n", ""), *_term(_("Checklists"), ", ".join(titles) or _("none"))]
        if responsible:
            lines += [("\n", ""), *_term(_("Responsible"), responsible)]
        lines += [_GAP, *_fares(point, summary)]
        if summary is not None and (summary.answered or summary.feeling is not None):
            lines += [("\n", ""), (looked, "$quiet")]
        if stage.goal:
            lines += [_GAP, *_term(_("Goal of the stage"), stage.goal)]
        lines += _errands([line for line in errands if point.name in line.touchpoints])
        self._show(lines)

    def show_stage(
        self,
        stage: Stage,
        summaries: Mapping[int, TouchpointSummary],
        serving: Mapping[int, Sequence[ServingAction]],
        errands: Sequence[ErrandLine] = (),
    ) -> None:
        """Show a stage, its strategies with who works on them, where in it the need is greatest, and the errands.

        Those are of the whole journey: one errand serves several stages.
        """
        count = len(stage.touchpoints)
        points = ngettext("Stage with {n} touchpoint", "Stage with {n} touchpoints", count).format(n=count)
        lines: list[Line] = [(stage.name, "bold $accent"), ("\n", ""), (points, "$quiet")]
        if stage.goal:
            lines += [_GAP, *_term(_("Goal"), stage.goal)]
        if stage.strategies:
            lines += [_GAP, *_term(_("Strategies"), "")]
        for strategy in stage.strategies:
            actions = serving.get(strategy.id, ())
            how = "$quiet" if is_worked_on(actions) else "$warning"
            lines += [("\n• ", "$quiet"), (strategy.text, ""), ("\n  ", ""), (standing(actions), how)]
        if stage.responsible:
            lines += [_GAP, *_term(_("Responsible"), stage.responsible)]
        known = [summaries[point.id] for point in stage.touchpoints if point.id in summaries]
        looked_at = [each for each in known if each.answered or each.feeling is not None]
        if looked_at:
            needy = [known[place] for place in needing_work(each.known_need for each in known)]
            passed, asked = sum(each.passed for each in known), sum(each.judged for each in known)
            lines += [_GAP, *_term(_("Checks passed"), f"{passed}/{asked}")]
            if needy:
                named = needy_text([(each.touchpoint, each.need) for each in needy])
                lines += [("\n", ""), *_term(_("Greatest need"), named)]
        lines += _errands(errands)
        self._show(lines)

    def clear(self) -> None:
        """Show nothing."""
        self._show([])

    def _show(self, lines: list[Line]) -> None:
        self._text.update(Content.assemble(*lines))
        self.scroll_home(animate=False)


def _term(name: str, text: str) -> list[Line]:
    return [(f"{name}: ", "$accent"), (text, "")]


def _errands(errands: Sequence[ErrandLine]) -> list[Line]:
    """Say what has to be done for an audit, and what to have at hand for it."""
    lines: list[Line] = [_GAP, *_term(_("Errands of an audit"), "")] if errands else []
    for line in errands:
        said = ngettext("{count} check", "{count} checks", line.checks).format(count=line.checks)
        lines += [("\n• ", "$quiet"), (in_language(line.errand.text), ""), (f" · {said}", "$quiet")]
        if prepare := in_language(line.errand.prepare):
            lines += [("\n  ", ""), (prepare, "$quiet")]
    return lines


def _fares(point: Touchpoint, summary: TouchpointSummary | None) -> list[Line]:
    """Say what stands at a touchpoint."""
    if summary is None or not (summary.answered or summary.feeling is not None):
        return [
            (_("No audit has looked here yet."), "$quiet"),
            ("\n", ""),
            *_unknown_need(point),
        ]
    lines: list[Line] = []
    if summary.asked:
        passed = _("{passed} of {asked} passed").format(passed=summary.passed, asked=summary.judged)
        lines += [*_term(_("Checks"), passed), ("\n", ""), *_verdicts(summary)]
    if summary.feeling is not None:
        lines += [*_term(_("Feeling"), with_face(summary.feeling)), ("\n", "")]
    if summary.need_known:
        lines += [
            *_term(_("Need"), ""),
            (bar(point.need, 12), "$warning on $panel"),
            (f" {percent(point.need)}", ""),
        ]
    else:
        lines += _unknown_need(point)
    for said in standing_texts(summary):
        lines += [("\n", ""), (said, "$warning")]
    return [*lines, ("\n", ""), *_term(_("Open actions"), str(summary.open_actions))]


def _unknown_need(point: Touchpoint) -> list[Line]:
    said = _("{share}, half the importance until it is known").format(share=percent(point.need))
    return _term(_("Need"), said)


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
