"""The sample journey, to look around in: an invented web shop with a finished audit and one to take up again.

Its data stands in checklists/samples. It is made through the nouns, one change at a time, so that its
history reads like that of any journey.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from auditor import templates
from auditor.frozen import frozen
from auditor.i18n import in_language
from auditor.views import Audit, Check
from auditor.vocabulary import Emotion, Verdict
from auditor.workspace import Workspace

OUR_FILE = Path(str(files("checklists"))) / "samples" / "outdoor-shop.toml"

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SampleVisit:
    """What the auditor found at a touchpoint; checks are named checklist/check, and those not named pass."""

    feeling: int | None = None
    """Score −2..2, or None when none is given."""
    emotion: Emotion | None = None
    note: Texts = field(default_factory=dict)
    """On the feeling."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    notes: Mapping[str, Texts] = field(default_factory=dict)
    """By check."""


@frozen
class Decision:
    """What was decided about the action that a finding led to."""

    touchpoint: str
    check: str
    """checklist/check; empty for the feeling."""
    accept: bool
    """Planned; otherwise dropped."""
    owner: Texts
    due_in_days: int | None
    """Counted from today."""
    reason: Texts
    """Why it was dropped."""


@frozen
class SampleAudit:
    """One walk; touchpoints are named by their keys in the template."""

    auditor: Texts
    visits: Mapping[str, SampleVisit]
    decisions: tuple[Decision, ...]
    stops_after: tuple[str, str] | None
    """Touchpoint and check answered last; None when the audit is finished."""


@frozen
class Sample:
    """A journey with audits; texts by language."""

    template: str
    name: Texts
    about: Texts
    persona_who: Texts
    audits: tuple[SampleAudit, ...]


def read_sample(path: Path = OUR_FILE) -> Sample:
    """Return the sample in a file of the program; a test holds the file against template and checklists."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    audits = tuple(_read_audit(audit) for audit in table["audit"])
    return Sample(table["template"], table["name"], table["about"], table["persona_who"], audits)


def _read_audit(table: Mapping[str, Any]) -> SampleAudit:
    stop = table.get("stops_after")
    return SampleAudit(
        table["auditor"],
        {visit["touchpoint"]: _read_visit(visit) for visit in table["visit"]},
        tuple(_read_decision(decision) for decision in table.get("decision", ())),
        (stop["touchpoint"], stop["check"]) if stop else None,
    )


def _read_visit(table: Mapping[str, Any]) -> SampleVisit:
    return SampleVisit(
        table.get("feeling"),
        Emotion(table["emotion"]) if "emotion" in table else None,
        table.get("note", {}),
        {check: verdict for verdict in Verdict for check in table.get(verdict.value, ())},
        table.get("notes", {}),
    )


def _read_decision(table: Mapping[str, Any]) -> Decision:
    return Decision(
        table["touchpoint"],
        table.get("check", ""),
        table["accept"],
        table.get("owner", {}),
        table.get("due_in_days"),
        table.get("reason", {}),
    )


def make_sample(workspace: Workspace) -> int:
    """Make the sample journey with its audits in the user's language; return its number.

    Takes a transaction for each answer, some 220 in all. Where the user's own checklists have replaced the
    program's, checks that the sample does not know pass.
    """
    sample = read_sample()
    # The program's own template: a user's file of the same key may have other touchpoints.
    template = templates.find_template(sample.template, templates.OUR_FOLDER)
    journey = workspace.journeys.new_from(
        replace(template, about=sample.about, persona_who=sample.persona_who), in_language(sample.name)
    )
    keys = [point.key for stage in template.stages for point in stage.touchpoints]
    for planned in sample.audits:
        number = workspace.audits.start(journey, in_language(planned.auditor))
        audit = workspace.reads.audits.get(number)
        assert audit is not None
        _walk(workspace, audit, keys, planned)
        if planned.stops_after is None:
            workspace.audits.finish(number)
            _decide(workspace, audit, keys, planned)
    return journey


def _walk(workspace: Workspace, audit: Audit, keys: list[str], planned: SampleAudit) -> None:
    for key, visit in zip(keys, audit.visits, strict=True):
        found = planned.visits.get(key, SampleVisit())
        for answer in visit.answers:
            check = _name_of(answer.check)
            verdict = found.verdicts.get(check, Verdict.PASS)
            workspace.audits.answer(answer.id, verdict, in_language(found.notes.get(check, {})) or None)
            if (key, check) == planned.stops_after:
                return
        if found.feeling is not None:
            workspace.audits.feel(visit.id, found.feeling, found.emotion, in_language(found.note) or None)


def _decide(workspace: Workspace, audit: Audit, keys: list[str], planned: SampleAudit) -> None:
    actions = dict(_actions(workspace, audit, keys))
    for decision in planned.decisions:
        action = actions.get((decision.touchpoint, decision.check))
        if action is None:
            continue
        if not decision.accept:
            workspace.actions.drop([action], in_language(decision.reason))
            continue
        workspace.actions.accept([action])
        if decision.owner or decision.due_in_days is not None:
            owner = in_language(decision.owner) or None
            workspace.actions.edit(action, owner=owner, due=_due(decision))


def _actions(workspace: Workspace, audit: Audit, keys: list[str]) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield what each finding of an audit is about, as (touchpoint, check), with its action."""
    key_of = {visit.touchpoint_id: key for key, visit in zip(keys, audit.visits, strict=True)}
    for finding in workspace.reads.audits.findings(audit.id):
        if finding.action_id is not None:
            check = _name_of(finding.check) if finding.check else ""
            yield (key_of[finding.touchpoint_id], check), finding.action_id


def _due(decision: Decision) -> date | None:
    if decision.due_in_days is None:
        return None
    return date.today() + timedelta(days=decision.due_in_days)


def _name_of(check: Check) -> str:
    return f"{check.checklist}/{check.key}"
