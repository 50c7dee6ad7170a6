"""The sample journey: its data names only what exists, and what is made of it is worth looking around in."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from auditor import i18n, templates
from auditor.checklists import Library
from auditor.config import Config
from auditor.sample import OUR_FILE, Sample, SampleAudit, Texts, make_sample, read_sample
from auditor.templates import Template, TouchpointPlan
from auditor.views import Audit, AuditLine
from auditor.vocabulary import FEELINGS, LANGUAGES, SOUR_FROM, Status, Verdict
from auditor.workspace import Workspace

SAMPLE = read_sample()
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


@pytest.fixture(autouse=True, scope="module")
def english() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(i18n._Speaker, "language", "en")
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, int]]:
    """The sample made once, to be read only."""
    workspace = opened(tmp_path_factory.mktemp("sample"))
    yield workspace, make_sample(workspace)
    workspace.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = opened(tmp_path)
    yield workspace
    workspace.close()


def opened(folder: Path) -> Workspace:
    return Workspace.open(str(folder / "sample.db"), Config(folder=folder / "config", name="Kim"))


def asked_at(point: TouchpointPlan, library: Library) -> list[str]:
    return [
        f"{checklist.key}/{check.key}"
        for checklist in library.known(point.checklists)
        for check in checklist.checks
    ]


def audits_of(made: tuple[Workspace, int]) -> tuple[Audit, Audit]:
    """Return the finished audit and the one to take up again, whole."""
    workspace, journey = made
    unfinished, finished = workspace.reads.audits.lines(journey)
    assert finished.finished is not None
    assert unfinished.finished is None
    whole = workspace.reads.audits.get(finished.id), workspace.reads.audits.get(unfinished.id)
    assert whole[0] is not None
    assert whole[1] is not None
    return whole[0], whole[1]


def texts_of(sample: Sample) -> Iterator[Texts]:
    yield from (sample.name, sample.about, sample.persona_who)
    for audit in sample.audits:
        yield audit.auditor
        for visit in audit.visits.values():
            yield visit.note
            yield from visit.notes.values()
        for decision in audit.decisions:
            yield from (decision.owner, decision.reason)


# The data file


@pytest.mark.parametrize("audit", SAMPLE.audits, ids=["finished", "unfinished"])
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


@pytest.mark.parametrize("audit", SAMPLE.audits, ids=["finished", "unfinished"])
def test_what_is_decided_was_found(audit: SampleAudit) -> None:
    for decision in audit.decisions:
        visit = audit.visits[decision.touchpoint]
        if decision.check:
            assert visit.verdicts[decision.check] in FINDINGS
        else:
            assert visit.feeling is not None
            assert visit.feeling <= SOUR_FROM
        assert decision.accept or decision.reason


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
    known = {"touchpoint", "feeling", "emotion", "note", "notes", *Verdict}
    for audit in tomllib.loads(OUR_FILE.read_text(encoding="utf-8"))["audit"]:
        assert audit.keys() <= {"auditor", "stops_after", "visit", "decision"}
        visited = [visit["touchpoint"] for visit in audit["visit"]]
        assert len(visited) == len(set(visited))
        for visit in audit["visit"]:
            assert visit.keys() <= known
            named = [check for verdict in Verdict for check in visit.get(verdict.value, ())]
            assert len(named) == len(set(named))


def test_every_text_is_there_in_every_language() -> None:
    written = [texts for texts in texts_of(SAMPLE) if texts]
    for texts in written:
        assert tuple(texts) == LANGUAGES
        assert all(text.strip() == text and text for text in texts.values())


# What is made of it


def test_the_finished_audit_answers_every_check_and_feels_at_every_touchpoint(
    made: tuple[Workspace, int],
) -> None:
    finished, _unfinished = audits_of(made)
    assert all(answer.verdict for visit in finished.visits for answer in visit.answers)
    assert all(visit.feeling in FEELINGS and visit.emotion for visit in finished.visits)


def test_the_verdicts_are_believable(made: tuple[Workspace, int]) -> None:
    finished, _unfinished = audits_of(made)
    answers = [answer for visit in finished.visits for answer in visit.answers]
    verdicts = Counter(answer.verdict for answer in answers)
    assert verdicts[Verdict.PASS] > len(answers) / 2
    assert verdicts[Verdict.PARTLY] >= 10
    assert verdicts[Verdict.FAIL] >= 10
    assert 3 <= verdicts[Verdict.NOT_APPLICABLE] <= len(answers) / 8
    assert sum(bool(answer.note) for answer in answers) >= 12


def test_the_curve_has_heights_and_depths(
    made: tuple[Workspace, int], points: dict[str, TouchpointPlan]
) -> None:
    finished, _unfinished = audits_of(made)
    felt = {key: visit.feeling or 0 for key, visit in zip(points, finished.visits, strict=True)}
    assert felt["ad"] == felt["product-page"] == 2
    assert felt["checkout"] == -2
    assert felt["delivery"] < 0


def test_the_verdicts_stand_at_the_checks_they_were_given_to(
    made: tuple[Workspace, int], points: dict[str, TouchpointPlan]
) -> None:
    finished, _unfinished = audits_of(made)
    for key, visit in zip(points, finished.visits, strict=True):
        told = SAMPLE.audits[0].visits[key]
        for answer in visit.answers:
            check = f"{answer.check.checklist}/{answer.check.key}"
            assert answer.verdict is told.verdicts.get(check, Verdict.PASS)
            assert answer.note == told.notes.get(check, {"en": ""})["en"]


def test_the_other_audit_can_be_taken_up_where_it_stopped(
    made: tuple[Workspace, int], points: dict[str, TouchpointPlan]
) -> None:
    workspace, journey = made
    _finished, unfinished = audits_of(made)
    line = workspace.reads.audits.line(unfinished.id)
    assert isinstance(line, AuditLine)
    assert 0.25 <= line.answered / line.asked <= 0.4
    stop = SAMPLE.audits[1].stops_after
    assert stop is not None
    visit = unfinished.visits[list(points).index(stop[0])]
    last = next(a for a in visit.answers if a.id == workspace.reads.audits.last_answered(unfinished.id))
    assert f"{last.check.checklist}/{last.check.key}" == stop[1]
    (shown,) = workspace.reads.journeys.lines()
    assert (shown.id, shown.open_audit) == (journey, unfinished.id)


def test_some_actions_are_planned_two_have_owner_and_date_and_one_is_dropped(
    made: tuple[Workspace, int],
) -> None:
    workspace, _journey = made
    everything = workspace.reads.actions
    actions = [action for number in range(1, 200) if (action := everything.get(number))]
    planned = [action.line for action in actions if action.line.status is Status.PLANNED]
    owned = [line for line in planned if line.owner and line.due]
    (dropped,) = [action for action in actions if action.line.status is Status.DROPPED]
    assert len(planned) >= 3
    assert len(owned) == 2
    assert all(line.due and date.today() < line.due < date.today() + timedelta(days=60) for line in owned)
    assert dropped.reason == SAMPLE.audits[0].decisions[-1].reason["en"]
    assert sum(action.line.status is Status.PROPOSED for action in actions) > len(planned)


def test_the_history_is_in_the_name_of_the_user_and_undo_takes_back_the_last_answer(
    workspace: Workspace,
) -> None:
    make_sample(workspace)
    assert {line.who for line in workspace.reads.history.lines(1000)} == {"Kim"}
    (open_line,) = [line for line in workspace.reads.audits.lines() if line.finished is None]
    workspace.undoing.undo()
    undone = workspace.reads.audits.line(open_line.id)
    assert undone is not None
    assert undone.answered == open_line.answered - 1


def test_it_is_made_in_few_transactions(workspace: Workspace) -> None:
    codes: list[str] = []
    workspace.on_change(lambda changes: codes.append(changes.code))
    make_sample(workspace)
    assert len(codes) <= 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_users_language(
    language: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n._Speaker, "language", language)
    journey = make_sample(workspace)
    shown = workspace.reads.journeys.get(journey)
    (persona,) = workspace.reads.journeys.personas(journey)
    finished, _unfinished = audits_of((workspace, journey))
    assert shown is not None
    assert (shown.name, shown.about) == (SAMPLE.name[language], SAMPLE.about[language])
    assert persona.who == SAMPLE.persona_who[language]
    assert finished.auditor == SAMPLE.audits[0].auditor[language]
    notes = {answer.note for visit in finished.visits for answer in visit.answers if answer.note}
    assert notes == {
        texts[language] for visit in SAMPLE.audits[0].visits.values() for texts in visit.notes.values()
    }


def test_a_users_own_files_of_the_same_keys_do_no_harm(workspace: Workspace) -> None:
    own_list, own_journey = workspace.config.checklists, workspace.config.journeys
    own_list.mkdir(parents=True)
    own_journey.mkdir(parents=True)
    (own_list / "checkout.toml").write_text(
        'key = "checkout"\ntitle = "Ours"\n[[check]]\nkey = "only"\nseverity = 1\nremedy_effort = 1\n'
        'remedy_impact = 1\ntext = "Is it?"\nremedy = "Make it so"\n'
    )
    (own_journey / "web-shop.toml").write_text(
        'key = "web-shop"\ntitle = "Ours"\n[persona]\nname = "Anybody"\n'
        '[[stage]]\nkey = "one"\nname = "One"\n'
    )
    finished, _unfinished = audits_of((workspace, make_sample(workspace)))
    answers = {f"{a.check.checklist}/{a.check.key}": a.verdict for v in finished.visits for a in v.answers}
    assert answers["checkout/only"] is Verdict.PASS
    assert "checkout/guest-purchase" not in answers
    assert all(visit.feeling is not None for visit in finished.visits)
