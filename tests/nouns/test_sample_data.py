"""The data of the sample journey: it names only what exists, and nothing is missing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.base.vocabulary import LANGUAGES, SOUR_FROM, NoteKind, Phase, Verdict
from auditor.library import templates
from auditor.library.checklists import Library
from auditor.library.interviews import question_bank
from auditor.library.templates import Template, TouchpointPlan
from auditor.nouns.journeys import PERSONA_TEXTS
from auditor.sample.data import PAIN_POINT, Sample, SampleAudit, Texts
from auditor.sample.reading import AUDITS_FILE, OUR_FOLDER, read_sample

SAMPLE = read_sample()
AUDITS = ("first", "regular", "newer", "unfinished")
FINDINGS = (Verdict.FAIL, Verdict.PARTLY)


@pytest.fixture(scope="module")
def template() -> Template:
    return templates.find_template(SAMPLE.template, templates.OUR_FOLDER)


@pytest.fixture(scope="module")
def points(template: Template) -> dict[str, TouchpointPlan]:
    return {point.key: point for stage in template.stages for point in stage.touchpoints}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(tmp_path_factory.mktemp("no-own-checklists"))


def asked_at(point: TouchpointPlan, library: Library) -> list[str]:
    return [
        f"{check.checklist}/{check.key}"
        for check in library.checks(point.checklists)
        if SAMPLE.depth.asks(check.depth)
    ]


def texts_of(sample: Sample) -> Iterator[Texts]:
    yield from (
        sample.name,
        sample.about,
        *(one.text for one in sample.strategies),
        *(wish.text for wish in sample.then),
    )
    for persona in sample.personas:
        yield from (persona.name, persona.verified_by, *persona.texts.values())
        yield from (reply.text for reply in persona.replies)
    for audit in sample.audits:
        yield audit.auditor
        for visit in audit.visits.values():
            yield visit.note
            yield from visit.notes.values()
        for decision in audit.decisions:
            yield from (decision.owner, decision.reason)
    yield from (note.text for note in sample.notes)
    for addition in sample.additions:
        yield from (addition.name, addition.about)
    for point in sample.inside.points:
        yield from (point.name, point.about, point.visit.note)
    for action in sample.actions:
        yield from (action.title, action.note, action.owner)
    for evidence in sample.evidence:
        yield from (evidence.source, evidence.quote, evidence.note)
    for done in sample.done:
        yield from (done.owner, done.auditor, done.note)
    for told in sample.findings:
        yield from (told.what, told.place, told.item, told.whom, told.keep, told.gone)
        yield from (picture.text for picture in told.pictures)


@pytest.mark.parametrize("audit", SAMPLE.audits, ids=AUDITS)
def test_every_touchpoint_and_check_named_exists(
    audit: SampleAudit, points: dict[str, TouchpointPlan], library: Library
) -> None:
    for key, visit in audit.visits.items():
        asked = set(asked_at(points[key], library))
        assert visit.verdicts.keys() <= asked
        assert visit.notes.keys() <= asked
    if audit.stops_after is not None:
        key, check = audit.stops_after
        assert check in asked_at(points[key], library)


@pytest.mark.parametrize("audit", SAMPLE.audits, ids=AUDITS)
def test_what_is_decided_was_found(audit: SampleAudit) -> None:
    for decision in audit.decisions:
        visit = audit.visits[decision.touchpoint]
        if decision.check == PAIN_POINT:
            assert (decision.touchpoint, NoteKind.PAIN_POINT) in [
                (n.touchpoint, n.kind) for n in SAMPLE.notes
            ]
        elif decision.check:
            assert visit.verdicts[decision.check] in FINDINGS
        else:
            assert visit.feeling is not None
            assert visit.feeling <= SOUR_FROM
        assert decision.accept or decision.reason


def test_what_is_done_was_found_by_the_newest_finished_audit(
    points: dict[str, TouchpointPlan], library: Library
) -> None:
    newest = next(audit for audit in reversed(SAMPLE.audits) if audit.stops_after is None)
    for done in SAMPLE.done:
        assert done.check in asked_at(points[done.touchpoint], library)
        assert newest.visits[done.touchpoint].verdicts[done.check] in FINDINGS
        assert newest.days_ago > done.done_days_ago > done.days_ago > 0


def test_nothing_is_told_that_an_unfinished_audit_never_reaches(
    points: dict[str, TouchpointPlan], library: Library
) -> None:
    audit = next(audit for audit in SAMPLE.audits if audit.stops_after is not None)
    assert audit.stops_after is not None
    last_point, last_check = audit.stops_after
    walk = list(points)
    assert all(walk.index(key) <= walk.index(last_point) for key in audit.visits)
    last = audit.visits[last_point]
    asked = asked_at(points[last_point], library)
    reached = asked[: asked.index(last_check) + 1]
    assert {*last.verdicts, *last.notes} <= set(reached)
    assert last.feeling is None


def test_the_file_says_nothing_twice_and_nothing_unknown() -> None:
    known = {"touchpoint", "feeling", "emotion", "observed", "note", "notes", *Verdict}
    head = {"persona", "days_ago", "auditor", "feelings_only", "stops_after"}
    for audit in tomllib.loads(AUDITS_FILE.read_text(encoding="utf-8"))["audit"]:
        assert audit.keys() <= {*head, "visit", "decision"}
        visited = [visit["touchpoint"] for visit in audit["visit"]]
        assert len(visited) == len(set(visited))
        for visit in audit["visit"]:
            assert visit.keys() <= known
            named = [check for verdict in Verdict for check in visit.get(verdict.value, ())]
            assert len(named) == len(set(named))


def test_what_is_on_the_map_names_what_exists(points: dict[str, TouchpointPlan], template: Template) -> None:
    stages = {stage.key for stage in template.stages}
    there = {*points, *(addition.key for addition in SAMPLE.additions)}
    personas = {persona.key for persona in SAMPLE.personas}
    questions, _problems = question_bank(Path("/nowhere"))
    assert {one.stage for one in SAMPLE.strategies} == stages
    assert {*SAMPLE.wanted, *SAMPLE.existence, *(wish.touchpoint for wish in SAMPLE.then)} <= there
    assert {wish.persona for wish in SAMPLE.then} == {"", *personas}
    assert {note.touchpoint for note in SAMPLE.notes} <= points.keys()
    assert {action.touchpoint for action in SAMPLE.actions} <= there
    assert {audit.persona for audit in SAMPLE.audits} == personas
    assert SAMPLE.inside.touchpoint in points
    for evidence in SAMPLE.evidence:
        assert evidence.touchpoint in points if evidence.touchpoint else evidence.stage in stages
        assert evidence.persona in {"", *personas}
    for addition in SAMPLE.additions:
        assert addition.stage in stages
        assert addition.after in points
    for persona in SAMPLE.personas:
        assert persona.texts.keys() == PERSONA_TEXTS.keys()
        for reply in persona.replies:
            assert reply.question in [question.key for question in questions[Phase(reply.stage)]]


def test_what_is_told_of_findings_is_of_checks_that_the_newest_finished_audit_of_that_day_asked(
    points: dict[str, TouchpointPlan], library: Library
) -> None:
    for told in SAMPLE.findings:
        audit = min(
            (one for one in SAMPLE.audits if one.days_ago >= told.days_ago and not one.feelings_only),
            key=lambda one: one.days_ago,
        )
        assert told.check in asked_at(points[told.touchpoint], library)
        is_found = audit.visits[told.touchpoint].verdicts.get(told.check) in FINDINGS
        assert is_found or (told.more and told.what), (told.touchpoint, told.check)
        assert all((OUR_FOLDER / picture.file).is_file() for picture in told.pictures)


def test_every_text_is_there_in_every_language() -> None:
    written = [texts for texts in texts_of(SAMPLE) if texts]
    for texts in written:
        assert tuple(texts) == LANGUAGES
        assert all(text.strip() == text and text for text in texts.values())
