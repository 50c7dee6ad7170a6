"""Walks through audits for tests: verdicts and feelings in a fixed pattern, and what the database then holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import count, cycle
from typing import Any, NamedTuple

from msgspec.structs import replace
from sqlalchemy import Engine, NullPool, create_engine, text

from auditor.base.vocabulary import Emotion, Status, Verdict
from auditor.library.templates import Template, TouchpointPlan
from auditor.views.actions import ActionFilter, ActionLine
from auditor.views.audits import Answer, Audit, Visit
from auditor.workspace import Workspace

VERDICTS = (
    Verdict.PASS,
    Verdict.FAIL,
    Verdict.PASS,
    Verdict.PARTLY,
    Verdict.NOT_APPLICABLE,
    Verdict.PASS,
)
FEELINGS = (1, -1, 2, -2, 0)
MEASURED = "accessibility"
"""The checklist whose checks tools measure."""


class Walked(NamedTuple):
    """The numbers of a journey and of an audit of it."""

    journey: int
    audit: int


def small(template: Template) -> Template:
    """Return a template of which every touchpoint asks the first of its checklists, and one what tools measure too.

    What is tested of audits seldom depends on how much they ask, but takes as long as that.
    """
    points = [point for stage in template.stages for point in stage.touchpoints]
    measured = next((point for point in points if MEASURED in point.checklists[1:]), None)

    def lists_of(point: TouchpointPlan) -> tuple[str, ...]:
        return (*point.checklists[:1], MEASURED) if point is measured else point.checklists[:1]

    stages = [
        replace(
            stage,
            touchpoints=tuple(replace(point, checklists=lists_of(point)) for point in stage.touchpoints),
        )
        for stage in template.stages
    ]
    return replace(template, stages=tuple(stages))


def put_apart(template: Template) -> Template:
    """Return a template with each touchpoint a site of its own, so that what is answered at one says nothing of others."""
    hosts = count(1)
    stages = [
        replace(
            stage,
            touchpoints=tuple(
                replace(point, address=f"https://{next(hosts)}.example") for point in stage.touchpoints
            ),
        )
        for stage in template.stages
    ]
    return replace(template, stages=tuple(stages))


def give_verdicts(workspace: Workspace, audit_id: int, touchpoints: int | None = None) -> None:
    """Answer every check and note a feeling at the first touchpoints of an audit, or at all."""
    feelings = cycle(FEELINGS)
    verdicts = cycle(VERDICTS)
    for visit in audit_of(workspace, audit_id).visits[:touchpoints]:
        for answer in visit.answers:
            workspace.audits.answer(answer.id, next(verdicts))
        workspace.audits.feel(visit.id, next(feelings), Emotion.CALM)


def audit_of(workspace: Workspace, audit_id: int) -> Audit:
    """Return an audit that is there."""
    audit = workspace.reads.audits.get(audit_id)
    assert audit is not None
    return audit


def visit_at(workspace: Workspace, audit_id: int, place: int) -> Visit:
    """Return the visit at a place of the walk, counted from 0."""
    return audit_of(workspace, audit_id).visits[place]


def answer_at(workspace: Workspace, audit_id: int, place: int, check: int = 0) -> Answer:
    """Return a check at a place of the walk, both counted from 0."""
    return visit_at(workspace, audit_id, place).answers[check]


def actions(workspace: Workspace, *statuses: Status) -> list[ActionLine]:
    """Return the actions with those statuses, or all, in order of priority."""
    return workspace.reads.actions.ranking(ActionFilter(statuses or tuple(Status))).all()


def run_many(workspace: Workspace, sql: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Run a statement once for each row of parameters, in one transaction, past everything the program does."""
    path = workspace.location.path
    if path is not None:
        with closing(sqlite3.connect(path)) as connection:
            connection.executemany(sql, rows)
            connection.commit()
        return
    with _engine(workspace.location.url or "").begin() as server:
        server.execute(text(sql), rows)


@lru_cache(maxsize=4)
def _engine(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool)


def run_sql(workspace: Workspace, sql: str, **parameters: object) -> list[tuple[Any, ...]]:
    """Run a statement with `:name` parameters on the workspace's database, past everything the program does."""
    location = workspace.location
    if location.path is not None:
        with closing(sqlite3.connect(location.path, isolation_level=None)) as connection:
            return connection.execute(sql, parameters).fetchall()
    with _engine(location.url or "").begin() as server:
        result = server.execute(text(sql), parameters)
        return [tuple(row) for row in result] if result.returns_rows else []


def tell_what_is_there(workspace: Workspace, audit_id: int, place: int = 0) -> None:
    """Answer yes to all that is asked before the checks at a place of the walk, counted from 0."""
    visit = visit_at(workspace, audit_id, place)
    gates = {answer.check.gate.key for answer in visit.answers if answer.check.gate is not None}
    if gates:
        workspace.audits.tell_presence(visit.id, dict.fromkeys(sorted(gates), True))
