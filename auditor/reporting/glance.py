"""What a report begins with: what is worst, what to do first, who does it and when."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import _, day, ngettext, percent
from auditor.base.text import shortened
from auditor.base.vocabulary import Status, Verdict
from auditor.drawing.inks import feeling_ink
from auditor.reporting.contents import Contents
from auditor.reporting.grids import Grid, GridCell, GridColumn
from auditor.sentences import findings
from auditor.sentences.dependencies import blocked
from auditor.sentences.feelings import in_a_word
from auditor.sentences.map import needy_text
from auditor.views.actions import ActionLine
from auditor.views.audits import Found
from auditor.views.findings import SEVERITY_FELT, Mending
from auditor.views.maps import MapPoint

_MOST_TOUCHPOINTS, _MOST_ACTIONS, _MOST_PERSONAS = 3, 5, 2
_MOST_NAMED = 5
"""So many more touchpoints are named in a line."""
_NAME, _TEXT = 70, 110
"""Characters of a name and of a text, so that all of it stands on one page."""
_DECIDED = (Status.PLANNED, Status.IN_PROGRESS)


class WorstTouchpoint(Struct, frozen=True):
    """A touchpoint that badly wants work, and why."""

    number: int
    name: str
    stage: str
    need: float
    felt: tuple[GridCell, ...]
    """What is felt, by persona, the sourest first; not all of them where they are many."""
    reasons: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it is, and how badly it wants work."""
        need = _("need {share}").format(share=percent(self.need))
        return " · ".join([_("No. {numbers}").format(numbers=self.number), self.stage, need])


class Glance(Struct, frozen=True):
    """The first page of a report."""

    worst: tuple[WorstTouchpoint, ...]
    also: str
    """The touchpoints that need work too, in order, as far as there is room; empty where there are none."""
    actions: Grid
    remarks: tuple[str, ...]
    """What is amiss with who does what and when."""
    known: bool
    """Whether anything is known of any touchpoint."""

    @property
    def nothing_worst(self) -> str:
        """What stands where no touchpoint is bad; empty where one is."""
        if self.worst:
            return ""
        return (
            _("No touchpoint is bad.") if self.known else _("Nothing is known yet: no audit has been made.")
        )

    @property
    def nothing_to_do(self) -> str:
        """What stands where no action is open; empty where one is."""
        return "" if self.actions.rows else _("No action is open.")


def glance(contents: Contents) -> Glance:
    """Return what a report begins with: at most three touchpoints and five actions."""
    known = any(point.need_known for point in contents.map.points)
    needy = [contents.map.points[place] for place in contents.named.needing_work]
    return Glance(
        _worst(contents, needy[:_MOST_TOUCHPOINTS]),
        _also(needy[_MOST_TOUCHPOINTS:]),
        _first(contents),
        tuple(_remarks(contents)),
        known,
    )


def _also(points: Sequence[MapPoint]) -> str:
    if not points:
        return ""
    needs = [(shortened(each.touchpoint.name, _NAME // 2), each.touchpoint.need) for each in points]
    return _("Then: {touchpoints}").format(touchpoints=needy_text(needs, _MOST_NAMED))


def _worst(contents: Contents, points: Sequence[MapPoint]) -> tuple[WorstTouchpoint, ...]:
    stages = {stage.id: stage.name for stage in contents.map.journey.stages}
    return tuple(
        WorstTouchpoint(
            point.touchpoint.id,
            shortened(point.touchpoint.name, _NAME),
            shortened(stages[point.stage_id], _NAME // 2),
            point.touchpoint.need,
            _felt(contents, point)[:_MOST_PERSONAS],
            tuple(_reasons(contents, point)),
        )
        for point in points
    )


def _felt(contents: Contents, point: MapPoint) -> tuple[GridCell, ...]:
    """Return what each persona feels, the sourest first."""
    found: list[tuple[float, GridCell]] = []
    for persona in contents.map.everybody:
        felt = point.feelings.get(persona.id)
        if felt is not None and felt.now is not None and (point.draft or not felt.draft):
            face = labels.nearest(felt.now)
            name = shortened(persona.name, _NAME // 2)
            said = _("{persona}: {text}").format(persona=name, text=in_a_word(face, felt.emotion))
            found.append((felt.now, GridCell(said, feeling_ink(felt.now, neutral="warn"), face)))
    return tuple(cell for _now, cell in sorted(found, key=lambda one: one[0]))


def _reasons(contents: Contents, point: MapPoint) -> list[str]:
    said = []
    if point.failed:
        missed = ngettext(
            "{failed} of {count} check is not fully met.",
            "{failed} of {count} checks are not fully met.",
            point.judged,
        )
        said.append(missed.format(failed=point.failed, count=point.judged))
    found = [
        one
        for heard in contents.heard
        for one in contents.found[heard.audit.id]
        if one.touchpoint_id == point.touchpoint.id and (one.check is not None or one.note_id is not None)
    ]
    if found:
        gravest = max(found, key=_gravity)
        said.append(shortened(findings.named(gravest), _TEXT))
    return said


def _gravity(one: Found) -> tuple[int, bool]:
    """A pain point is as grave as a major fault."""
    return (one.check.severity if one.check is not None else SEVERITY_FELT, one.verdict is Verdict.FAIL)


def _first(contents: Contents) -> Grid:
    columns = (
        GridColumn(_("No."), right=True),
        GridColumn(_("Action"), names=True),
        GridColumn(_("Touchpoint")),
        GridColumn(_("Who")),
        GridColumn(_("When")),
        GridColumn(_("Effort")),
        GridColumn(_("Quadrant")),
        GridColumn(_("Status")),
    )
    rows = tuple(
        (
            GridCell(str(one.id)),
            GridCell(shortened(one.title, _TEXT)),
            GridCell(shortened(one.touchpoint, _NAME // 2)),
            GridCell(shortened(one.owner, _NAME // 2)) if one.owner else GridCell(_("nobody"), "warn"),
            when(one, contents) or GridCell(_("no date"), "warn"),
            GridCell(labels.effort(one.effort)),
            GridCell(labels.word(one.quadrant), str(one.quadrant)),
            GridCell(" · ".join(filter(None, (labels.word(one.status), blocked(one))))),
        )
        for one in contents.first_actions(_MOST_ACTIONS)
    )
    return Grid(_("What to do first"), columns, rows)


def when(one: ActionLine | Mending, contents: Contents) -> GridCell | None:
    """Return when an action is due, and whether it is late; None without a due date."""
    if one.due is None:
        return None
    late = one.due < contents.today and one.status not in (Status.DONE, Status.VERIFIED)
    return GridCell(f"{day(one.due)}, {_('late')}", "bad") if late else GridCell(day(one.due))


def _remarks(contents: Contents) -> list[str]:
    actions = contents.open_actions
    decided = [one for one in actions if one.status in _DECIDED]
    return [
        said.format(n=count)
        for count, said in (
            _counted([one for one in actions if one.due is not None and one.due < contents.today], "late"),
            _counted([one for one in decided if not one.owner], "nobody"),
            _counted([one for one in decided if one.due is None], "undated"),
            _counted([one for one in actions if one.status is Status.PROPOSED], "proposed"),
        )
        if count
    ]


def _counted(actions: Sequence[ActionLine], what: str) -> tuple[int, str]:
    count = len(actions)
    return count, {
        "late": ngettext("{n} action is late", "{n} actions are late", count),
        "nobody": ngettext("{n} decided action has no owner", "{n} decided actions have no owner", count),
        "undated": ngettext(
            "{n} decided action has no due date", "{n} decided actions have no due date", count
        ),
        "proposed": ngettext("{n} proposal waits for a decision", "{n} proposals wait for a decision", count),
    }[what]
