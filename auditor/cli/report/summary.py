"""`auditor report summary`: what stands at each stage and touchpoint of a journey."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.analysis.finding_counts import counted, longest_open
from auditor.analysis.lasting import stand_of
from auditor.analysis.need import needing_work
from auditor.base import labels
from auditor.base.i18n import _, number
from auditor.cli.columns.actions import Returns, ranked
from auditor.cli.columns.findings import severity_record
from auditor.cli.columns.losses import worth_record
from auditor.cli.columns.maps import rounded, source_records
from auditor.cli.columns.reviews import review_record
from auditor.cli.columns.strategies import served, strategy_columns, strategy_record
from auditor.cli.columns.touchpoints import need_text, standing_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.reporting.contents import Contents
from auditor.reporting.figures import Where, figures
from auditor.reporting.found import report_headline
from auditor.sentences.faults import duties_broken
from auditor.sentences.finding_counts import changed, longest
from auditor.sentences.follow import reviewed
from auditor.sentences.losses import purpose_lines
from auditor.sentences.map import needy_text, sources_text
from auditor.sentences.standing import differing_text, draft_text
from auditor.views.actions import ActionFilter
from auditor.views.findings import FindingChanges

if TYPE_CHECKING:
    from auditor.views.audits import TouchpointSummary
    from auditor.workspace import Workspace


class Sum(Struct, frozen=True):
    """What a stage, or the one touchpoint in it, comes to."""

    stage: str
    touchpoint: str
    """Empty for a whole stage."""
    points: Sequence[TouchpointSummary]

    @property
    def asked(self) -> int:
        return sum(point.asked for point in self.points)

    @property
    def passed(self) -> int:
        return sum(point.passed for point in self.points)

    @property
    def judged(self) -> int:
        return sum(point.judged for point in self.points)

    @property
    def partly(self) -> int:
        return sum(point.partly for point in self.points)

    @property
    def failed(self) -> int:
        return sum(point.failed for point in self.points)

    @property
    def feeling(self) -> float | None:
        """The mean of the feelings that are noted."""
        felt = [point.feeling for point in self.points if point.feeling is not None]
        return sum(felt) / len(felt) if felt else None

    @property
    def need(self) -> float | None:
        """The largest need: a stage is as badly off as its worst touchpoint; None where nothing is known."""
        return max((point.need for point in self.points if point.need_known), default=None)

    @property
    def draft(self) -> str:
        """Whether it is a draft, of a touchpoint alone."""
        return draft_text(self.points[0]) if self.touchpoint else ""

    @property
    def differing(self) -> str:
        """Whether auditors differ, of a touchpoint alone."""
        return differing_text(self.points[0]) if self.touchpoint else ""

    @property
    def open_actions(self) -> int:
        return sum(point.open_actions for point in self.points)


@click.command(
    help=_(
        "Print the summary of a journey. What finished audits say of each stage and touchpoint: "
        "checks passed of those that apply, failing ones, feeling, need; then the goals with their strategies "
        "and who works on these, and the first actions. "
        "Where no audit is finished, drafts stand, named so. CSV has the touchpoints only."
    )
)
@click.argument("journey")
@click.option(
    "--top", type=click.IntRange(0), default=5, show_default=True, metavar="N", help=_("How many actions.")
)
@format_option
@with_workspace
def summary(workspace: Workspace, journey: str, top: int, form: str) -> None:
    """Print the summary of a journey."""
    line = a_journey(workspace, journey)
    contents = Contents(workspace, line.id, workspace.today)
    points = contents.summary
    stages = _by_stage(points)
    needy = [points[place] for place in needing_work(point.known_need for point in points)]
    ranking = workspace.reads.actions.ranking(ActionFilter(journey_id=line.id))
    known = figures(contents, Where.SUMMARY)
    chances = workspace.reads.returns.chances(ranking.filter)
    returns = Returns(ranking.scoring.months, chances)
    actions = ranked(ranking.first(top), ranking.scoring.method, returns=returns)
    about = [
        (_("Journey"), line.name),
        *([(_("Client"), line.client)] if line.client else []),
        (_("Audits"), str(line.audits)),
        (_("Review"), reviewed(contents.review, line.last_audit is not None, workspace.today)),
        *((one.heading, one.text) for one in known),
        *_findings(contents),
        (_("Figures of"), sources_text(contents.map.sources)),
        *purpose_lines(contents.purpose),
    ]
    together = contents.purpose.actions or workspace.reads.returns.of_actions(line.id)
    work = [(_("Most needs work"), needy_text([(point.touchpoint, point.need) for point in needy]))]
    lines = [one for stage in stages for one in (stage, *_touchpoints(stage))]
    main = Table(_touchpoint_columns(), points)
    record = {
        "journey": line.name,
        "journey_id": line.id,
        "client": line.client or None,
        "audits": line.audits,
        **review_record(contents.review, line.last_audit),
        "figures_of": source_records(contents.map.sources),
        "needing_work": [
            {"id": point.touchpoint_id, "name": point.touchpoint, "need": round(point.need, 4)}
            for point in needy
        ],
        "findings": _findings_record(contents),
        **{one.key: round(one.value, 4) if isinstance(one.value, int | float) else None for one in known},
        **worth_record(contents.map.journey, contents.losses, together),
        "stages": [_stage_record(stage) for stage in stages],
        "goals": [
            {
                "stage_id": stage.id,
                "stage": stage.name,
                "goal": stage.goal,
                "strategies": [
                    strategy_record(one, contents.serving.get(one.id, ())) for one in stage.strategies
                ],
            }
            for stage in contents.map.journey.stages
        ],
        "actions": actions.records(),
    }
    output.whole(
        record,
        [
            facts(about),
            Table(_sum_columns(points), lines),
            facts(work),
            Table(strategy_columns(), served(contents.map.journey.stages, contents.serving)),
            actions,
        ],
        main,
        form,
    )


def _findings(contents: Contents) -> list[tuple[str, str]]:
    """Return how it stands with the findings, as names and values."""
    return [
        (_("Findings"), report_headline(contents)),
        (_("Between the last two audits"), changed(_changes(contents))),
        (_("Duties not met"), str(len(duties_broken(contents.faults)) or "")),
        (_("Open longest"), longest(longest_open(contents.faults), contents.today)),
    ]


def _findings_record(contents: Contents) -> dict[str, object]:
    changes, oldest = _changes(contents), longest_open(contents.faults)
    return {
        "by_severity": severity_record(counted(contents.faults)),
        "new": len(changes.new),
        "gone": len(changes.gone),
        "came_back": len(changes.back),
        "before": len(contents.last_time.open) if contents.last_time else None,
        "open_longest": oldest.name if oldest else None,
        "open_longest_since": stand_of(oldest).since if oldest else None,
        "duties_not_met": len(duties_broken(contents.faults)),
        "remarks": len(contents.remarks),
    }


def _changes(contents: Contents) -> FindingChanges:
    """Return what became of findings since the audit before; of nothing where there was none."""
    return contents.last_time.became if contents.last_time else FindingChanges()


def _by_stage(points: Sequence[TouchpointSummary]) -> list[Sum]:
    """Return a sum for each run of touchpoints of the same stage."""
    return [Sum(stage, "", tuple(group)) for stage, group in groupby(points, key=lambda point: point.stage)]


def _touchpoints(stage: Sum) -> list[Sum]:
    return [Sum(stage.stage, point.touchpoint, (point,)) for point in stage.points]


def _sum_columns(points: Sequence[TouchpointSummary]) -> list[Column[Sum]]:
    return [
        Column("stage", lambda one: "" if one.touchpoint else one.stage, _("Stage")),
        Column("touchpoint", lambda one: one.touchpoint, _("Touchpoint")),
        Column(
            "passed", lambda one: f"{one.passed}/{one.judged}" if one.judged else "", _("Passed"), right=True
        ),
        Column("partly", lambda one: one.partly or "", _("Partly"), right=True),
        Column("failed", lambda one: one.failed or "", _("Failed"), right=True),
        Column("feeling", _feeling, _("Feeling")),
        Column("need", lambda one: need_text(one.need), _("Need"), right=True),
        Column("draft", lambda one: one.draft, _("Draft") if any(map(draft_text, points)) else ""),
        Column(
            "differing", lambda one: one.differing, _("Auditors") if any(map(differing_text, points)) else ""
        ),
        Column("open_actions", lambda one: one.open_actions or "", _("Open actions"), right=True),
    ]


def _feeling(one: Sum) -> str:
    if one.feeling is None:
        return ""
    whole = one.touchpoint and one.feeling == int(one.feeling)
    score = number(one.feeling, 0 if whole else 1, signed=True)
    return f"{score} {labels.feeling(labels.nearest(one.feeling))}"


def _touchpoint_columns() -> list[Column[TouchpointSummary]]:
    return [
        Column("stage", lambda point: point.stage),
        Column("id", lambda point: point.touchpoint_id),
        Column("name", lambda point: point.touchpoint),
        Column("importance", lambda point: point.importance),
        Column("critical", lambda point: point.critical),
        Column("asked", lambda point: point.asked),
        Column("answered", lambda point: point.answered),
        Column("passed", lambda point: point.passed),
        Column("partly", lambda point: point.partly),
        Column("failed", lambda point: point.failed),
        Column("feeling", lambda point: rounded(point.feeling)),
        Column("need", lambda point: round(point.need, 4)),
        Column("need_known", lambda point: point.need_known),
        *standing_columns(_itself),
        Column("open_actions", lambda point: point.open_actions),
    ]


def _itself(point: TouchpointSummary) -> TouchpointSummary:
    return point


def _stage_record(stage: Sum) -> dict[str, object]:
    return {
        "name": stage.stage,
        "asked": stage.asked,
        "passed": stage.passed,
        "partly": stage.partly,
        "failed": stage.failed,
        "feeling": None if stage.feeling is None else round(stage.feeling, 2),
        "need": rounded(stage.need),
        "open_actions": stage.open_actions,
        "touchpoints": Table(_touchpoint_columns()[1:], stage.points).records(),
    }
