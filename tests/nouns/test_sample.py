"""The sample journey is worth looking around in: every screen has something to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time

import pytest

from auditor.analysis.finding_counts import open_faults, open_remarks
from auditor.analysis.lasting import stand_of
from auditor.analysis.mapping import Layer, curve, named
from auditor.analysis.standing import Standing
from auditor.base import i18n
from auditor.base.vocabulary import (
    FEELINGS,
    LANGUAGES,
    AuditKind,
    Effect,
    Existence,
    NoteKind,
    Status,
    Verdict,
)
from auditor.library import templates
from auditor.library.templates import Template, TouchpointPlan
from auditor.nouns.journeys import PERSONA_TEXTS
from auditor.sample import make_sample
from auditor.sample.reading import read_sample
from auditor.settings.config import Config
from auditor.views.audits import Audit, AuditLine
from auditor.views.maps import JourneyMap
from auditor.workspace import Workspace
from tests.once import Once
from tests.walks import audit_of

SAMPLE = read_sample()
FAULTS = (Verdict.FAIL, Verdict.PARTLY)


@pytest.fixture(scope="module")
def template() -> Template:
    return templates.find_template(SAMPLE.template, templates.OUR_FOLDER)


@pytest.fixture(scope="module")
def points(template: Template) -> dict[str, TouchpointPlan]:
    return {point.key: point for stage in template.stages for point in stage.touchpoints}


@pytest.fixture(autouse=True, scope="module")
def english() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(i18n._Speaker, "language", "en")
        yield


@pytest.fixture(scope="module")
def made(once: Once) -> Iterator[tuple[Workspace, int]]:
    """The sample made once, to be read only."""

    def make(path: Path) -> None:
        with closing(opened(path.parent)) as workspace:
            make_sample(workspace)

    with closing(opened(once("sample.db", make).parent)) as workspace:
        yield workspace, workspace.reads.journeys.lines()[0].id


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = opened(tmp_path)
    yield workspace
    workspace.close()


def opened(folder: Path) -> Workspace:
    return Workspace.open(str(folder / "sample.db"), Config(folder=folder / "config", name="Kim"))


def audits_of(made: tuple[Workspace, int]) -> list[Audit]:
    """Return the whole audits of the journey, the oldest first; the last is the one to take up again."""
    workspace, journey = made
    lines = [line for line in workspace.reads.audits.lines(journey) if line.kind is AuditKind.WHOLE]
    found = [workspace.reads.audits.get(line.id) for line in reversed(lines)]
    return [audit for audit in found if audit is not None]


def map_of(made: tuple[Workspace, int]) -> JourneyMap:
    workspace, journey = made
    shown = workspace.reads.maps.get(journey)
    assert shown is not None
    return shown


def test_the_first_and_the_newer_audit_answer_every_check_and_feel_at_every_touchpoint(
    made: tuple[Workspace, int],
) -> None:
    first, _regular, newer, _unfinished = audits_of(made)
    for audit in (first, newer):
        assert all(answer.verdict for visit in audit.visits for answer in visit.answers)
        assert all(visit.feeling in FEELINGS and visit.emotion for visit in audit.visits)


def test_the_verdicts_are_believable(made: tuple[Workspace, int]) -> None:
    first, _regular, newer, _unfinished = audits_of(made)
    failed = []
    for audit in (first, newer):
        answers = [answer for visit in audit.visits for answer in visit.answers]
        verdicts = Counter(answer.verdict for answer in answers)
        failed.append(verdicts[Verdict.FAIL])
        assert verdicts[Verdict.PASS] > len(answers) / 2
        assert verdicts[Verdict.PARTLY] >= 10
        assert 3 <= verdicts[Verdict.NOT_APPLICABLE] <= len(answers) / 8
        assert sum(bool(answer.note) for answer in answers) >= 10
    assert failed[0] > failed[1] >= 8


def test_every_checklist_finds_something(
    made: tuple[Workspace, int], points: dict[str, TouchpointPlan]
) -> None:
    first, _regular, newer, _unfinished = audits_of(made)
    faults = [
        {answer.check.checklist for visit in audit.visits for answer in visit.answers if answer.own in FAULTS}
        for audit in (first, newer)
    ]
    asked = {checklist for point in points.values() for checklist in point.checklists}
    assert asked == faults[0] & asked
    assert len(faults[1]) > len(asked) / 2


def test_what_the_shop_does_not_have_is_shut_by_its_gates(made: tuple[Workspace, int]) -> None:
    first, _regular, newer, _unfinished = audits_of(made)
    for audit in (first, newer):
        standing = Standing(audit)
        answers = [answer for visit in audit.visits for answer in visit.answers]
        shut = {answer.check.gate.key for answer in answers if answer.check.gate and standing.is_shut(answer)}
        assert shut == {"subscriptions"}
        assert not any(standing.open_gates(visit) for visit in audit.visits)


def test_since_the_first_audit_some_feel_better_and_one_worse(
    made: tuple[Workspace, int], points: dict[str, TouchpointPlan]
) -> None:
    first, regular, newer, _unfinished = audits_of(made)
    before, after, regulars = (
        {key: visit.feeling for key, visit in zip(points, audit.visits, strict=True)}
        for audit in (first, newer, regular)
    )
    assert before["ad"] == before["product-page"] == 2
    assert before["checkout"] == -2
    changes = {key: (after[key] or 0) - (before[key] or 0) for key in points}
    assert sum(change > 0 for change in changes.values()) >= 3
    assert [key for key, change in changes.items() if change < 0] == ["product-page"]
    assert sum(feeling is not None for feeling in regulars.values()) >= 10


def test_the_verdicts_stand_at_the_checks_they_were_given_to(
    made: tuple[Workspace, int], template: Template, points: dict[str, TouchpointPlan]
) -> None:
    first, _regular, newer, _unfinished = audits_of(made)
    gates = {**template.gates, **SAMPLE.gates}
    for audit, told in ((first, SAMPLE.audits[0]), (newer, SAMPLE.audits[2])):
        for key, visit in zip(points, audit.visits, strict=True):
            for answer in visit.answers:
                gate = answer.check.gate
                if gate is not None and not gates[gate.key]:
                    assert (answer.verdict, answer.own) == (Verdict.NOT_APPLICABLE, None)
                    continue
                check = f"{answer.check.checklist}/{answer.check.key}"
                here = told.visits[key]
                there = [each for each in told.visits.values() if check in each.told]
                if check not in here.told and answer.check.shared and there:
                    assert (answer.verdict, answer.own) == (there[0].verdicts.get(check, Verdict.PASS), None)
                    continue
                assert answer.verdict is here.verdicts.get(check, Verdict.PASS)
                assert answer.note == here.notes.get(check, {"en": ""})["en"]


def test_the_last_audit_can_be_taken_up_where_it_stopped(
    made: tuple[Workspace, int], points: dict[str, TouchpointPlan]
) -> None:
    workspace, journey = made
    unfinished = audits_of(made)[-1]
    line = workspace.reads.audits.line(unfinished.id)
    assert isinstance(line, AuditLine)
    assert 0.25 <= line.answered / line.asked < 0.5
    stop = SAMPLE.audits[-1].stops_after
    assert stop is not None
    visit = unfinished.visits[list(points).index(stop[0])]
    last = next(a for a in visit.answers if a.id == workspace.reads.audits.last_answered(unfinished.id))
    assert f"{last.check.checklist}/{last.check.key}" == stop[1]
    shown = {journey.id: journey.open_audit for journey in workspace.reads.journeys.lines()}
    assert shown[journey] == unfinished.id


def test_actions_stand_in_every_status_with_owners_and_dates(made: tuple[Workspace, int]) -> None:
    workspace, _journey = made
    everything = workspace.reads.actions
    actions = [action for number in range(1, 200) if (action := everything.get(number))]
    assert {action.line.status for action in actions} == set(Status)
    planned = [action.line for action in actions if action.line.status is Status.PLANNED]
    due = [line.due for line in planned if line.owner and line.due]
    dropped = {action.reason for action in actions if action.line.status is Status.DROPPED}
    today = date.today()
    assert len(due) >= 6
    assert sum(day < today for day in due) == 1
    assert all(abs(day - today) < timedelta(days=60) for day in due)
    assert {
        decision.reason["en"] for audit in SAMPLE.audits for decision in audit.decisions if decision.reason
    } < dropped
    assert sum(action.line.status is Status.PROPOSED for action in actions) > len(planned)
    (own,) = SAMPLE.actions
    (written,) = [action for action in actions if action.line.title == own.title["en"]]
    assert written.findings == ()
    assert {
        decision.touchpoint for audit in SAMPLE.audits for decision in audit.decisions if decision.accept
    } <= {
        key for key, point in zip(points_in_order(), map_of(made).points, strict=True) if point.open_actions
    }


def test_the_map_has_something_to_say_about_everything(made: tuple[Workspace, int]) -> None:
    shown = map_of(made)
    keys = points_in_order()
    said = named(shown)
    assert said.highest is not None and said.lowest is not None and said.neediest is not None
    assert len(said.remembered) == 2
    assert said.persona_gap is not None and said.persona_gap.size >= 3
    assert keys[said.persona_gap.place] == "return"
    assert said.assumption_gap is not None and said.assumption_gap.size >= 2
    assert keys[said.assumption_gap.place] == "return", "Returning regular: +2 assumed, −1 observed"
    assert (said.assumption_gap.first, said.assumption_gap.second) == (2, -1)
    assert said.assumption_persona == 2
    assert said.coverage.share is not None and 0.5 < said.coverage.share < 1
    for layer in Layer:
        assert sum(score is not None for score in curve(shown, layer)) >= 4


def test_one_touchpoint_is_planned_one_is_to_go_and_most_have_a_wish(made: tuple[Workspace, int]) -> None:
    points = [point.touchpoint for point in map_of(made).points]
    existence = Counter(point.existence for point in points)
    assert (existence[Existence.PLANNED], existence[Existence.TO_GO]) == (1, 1)
    assert sum(point.wanted is not None for point in points) > len(points) * 2 / 3
    planned = next(point for point in map_of(made).points if point.touchpoint.existence is Existence.PLANNED)
    assert planned.feelings == {}


def test_notes_of_every_kind_stand_at_several_touchpoints(made: tuple[Workspace, int]) -> None:
    noted = [note for point in map_of(made).points for note in point.notes]
    kinds = Counter(note.kind for note in noted)
    assert set(kinds) == set(NoteKind)
    assert kinds[NoteKind.PAIN_POINT] == 2
    assert len({note.touchpoint_id for note in noted}) >= 6


def test_a_touchpoint_opens_into_a_journey_that_is_felt(made: tuple[Workspace, int]) -> None:
    workspace, journey = made
    (opening,) = [point for point in map_of(made).points if point.touchpoint.opens_id is not None]
    inner = workspace.reads.maps.get(opening.touchpoint.opens_id or 0)
    assert inner is not None
    assert inner.parents == ((journey, SAMPLE.name["en"]),)
    scores = [score for score in curve(inner, Layer.NEWEST) if score is not None]
    assert len(scores) == len(inner.points) == 3
    assert opening.sub_feeling == pytest.approx(sum(scores) / 3)
    outside, name = map_of(made), inner.personas[0].name
    felt = {one.name: opening.feelings[one.id] for one in outside.personas}
    assert felt[name].now == opening.sub_feeling
    (other,) = (one for persona, one in felt.items() if persona != name)
    assert other.inside is None and other.newest is not None and other.now == other.newest.score
    place = outside.points.index(opening)
    assert curve(outside, Layer.NEWEST)[place] == pytest.approx(((felt[name].now or 0.0) + other.now) / 2)
    line = next(
        line
        for line in workspace.reads.audits.summary(journey)
        if line.touchpoint_id == opening.touchpoint.id
    )
    assert line.feeling == curve(outside, Layer.NEWEST)[place]


def test_one_persona_is_verified_and_one_a_hypothesis_and_both_are_told_whole(
    made: tuple[Workspace, int],
) -> None:
    workspace, journey = made
    verified, hypothesis = workspace.reads.journeys.personas(journey)
    assert verified.verified_by
    assert verified.verified_on == date.today() - timedelta(days=SAMPLE.personas[0].verified_days_ago)
    assert not hypothesis.verified_by
    assert hypothesis.verified_on is None
    for persona in (verified, hypothesis):
        assert all(getattr(persona, text) for text in PERSONA_TEXTS)
    replies = workspace.reads.maps.replies(journey)
    assert {reply.persona_id for reply in replies} == {verified.id, hypothesis.id}
    shown = workspace.reads.journeys.get(journey)
    assert shown is not None
    assert {reply.stage_id for reply in replies} == {stage.id for stage in shown.stages}
    assert all(stage.strategies for stage in shown.stages)


def test_it_has_grown_over_months_and_nothing_is_dated_ahead(made: tuple[Workspace, int]) -> None:
    workspace, journey = made
    moments = [line.at for line in workspace.reads.history.lines(1000)]
    assert moments == sorted(moments, reverse=True)
    assert moments[0] <= datetime.now(UTC)
    assert moments[0] - moments[-1] > timedelta(days=100)
    whole = [line for line in workspace.reads.audits.lines(journey) if line.kind is AuditKind.WHOLE]
    newer, first = (line for line in whole if line.answered == line.asked)
    assert newer.started - first.started > timedelta(days=60)
    for line in (newer, first):
        assert line.finished is not None
        assert timedelta(minutes=30) < line.finished - line.started < timedelta(hours=4)


def test_one_action_worked_one_did_not_and_one_waits_for_its_verdict(made: tuple[Workspace, int]) -> None:
    workspace, journey = made
    lines = workspace.reads.audits.lines(journey)
    rechecks = [line for line in reversed(lines) if line.kind is AuditKind.RECHECK]
    worked, failed = (workspace.reads.proofs.by_audit(line.id)[0] for line in rechecks)
    assert (worked.effect, worked.action.effect, worked.action.status) == (
        Effect.EFFECTIVE,
        Effect.EFFECTIVE,
        Status.VERIFIED,
    )
    assert (failed.effect, failed.action.effect, failed.action.status) == (
        Effect.NONE,
        Effect.NONE,
        Status.DONE,
    )
    (waiting,) = workspace.reads.proofs.waiting(journey)
    assert waiting.proof.effect is Effect.EFFECTIVE


def points_in_order() -> list[str]:
    """Return the keys of all touchpoints of the sample as they stand on its map."""
    template = templates.find_template(SAMPLE.template, templates.OUR_FOLDER)
    keys = [point.key for stage in template.stages for point in stage.touchpoints]
    for addition in SAMPLE.additions:
        keys.insert(keys.index(addition.after) + 1, addition.key)
    return keys


def test_the_history_is_in_the_name_of_the_user_and_undo_takes_back_the_last_answer(
    workspace: Workspace,
) -> None:
    make_sample(workspace)
    assert {line.who for line in workspace.reads.history.lines(1000)} == {"Kim"}
    (open_line,) = [line for line in workspace.reads.audits.lines() if line.finished is None]
    last = workspace.reads.audits.last_answered(open_line.id)
    before = {a.id: a.own for visit in audit_of(workspace, open_line.id).visits for a in visit.answers}
    workspace.undoing.undo()
    after = {a.id: a.own for visit in audit_of(workspace, open_line.id).visits for a in visit.answers}
    assert {number for number in before if before[number] != after[number]} == {last}
    assert last is not None and after[last] is None


def test_afterwards_changes_bear_the_present_again(workspace: Workspace) -> None:
    before = datetime.now(UTC)
    journey = make_sample(workspace)
    workspace.journeys.edit(journey, about="Mine")
    assert workspace.reads.history.lines(1)[0].at >= before


def test_it_is_made_in_a_moment(workspace: Workspace) -> None:
    workspace.get_ready_to_write()
    begun = process_time()
    make_sample(workspace)
    made = process_time()
    (open_line,) = [line for line in workspace.reads.audits.lines() if line.finished is None]
    answers = [answer.id for visit in audit_of(workspace, open_line.id).visits for answer in visit.answers]
    for answer_id in answers[:100]:
        workspace.audits.answer(answer_id, Verdict.PARTLY)
    # Several hundred answers and all that comes with them, as one transaction, cost as much as under a thousand alone.
    assert made - begun < 10 * (process_time() - made)


@pytest.mark.every(3)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_users_language(
    language: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n._Speaker, "language", language)
    journey = make_sample(workspace)
    shown = workspace.reads.journeys.get(journey)
    personas = workspace.reads.journeys.personas(journey)
    first = audits_of((workspace, journey))[0]
    assert shown is not None
    assert (shown.name, shown.about) == (SAMPLE.name[language], SAMPLE.about[language])
    assert [persona.who for persona in personas] == [
        persona.texts["who"][language] for persona in SAMPLE.personas
    ]
    assert first.auditor == SAMPLE.audits[0].auditor[language]
    notes = {answer.note for visit in first.visits for answer in visit.answers if answer.note}
    assert notes == {
        texts[language] for visit in SAMPLE.audits[0].visits.values() for texts in visit.notes.values()
    }
    noted = {note.text for point in map_of((workspace, journey)).points for note in point.notes}
    assert noted == {note.text[language] for note in SAMPLE.notes}


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
    first, *_later = audits_of((workspace, make_sample(workspace)))
    answers = {f"{a.check.checklist}/{a.check.key}": a.verdict for v in first.visits for a in v.answers}
    assert answers["checkout/only"] is Verdict.PASS
    assert "checkout/guest-purchase" not in answers
    assert all(visit.feeling is not None for visit in first.visits)


def test_findings_show_all_that_can_be_told_of_one(made: tuple[Workspace, int]) -> None:
    workspace, journey = made
    known = workspace.reads.findings.of_journey(journey)
    told = [one for one in known if one.place and one.whom]
    assert len(told) >= 4 and any(one.quick_win for one in told) and any(one.own_severity for one in known)
    assert [stand_of(one).reopened for one in open_faults(known) if stand_of(one).reopened] == [1]
    assert len(open_remarks(known)) == 2
    (phrase,) = workspace.reads.findings.phrases()
    assert tuple(phrase.texts) == LANGUAGES and any(one.phrase_id == phrase.id for one in known)
    pictures = [each for one in open_faults(known) for each in one.pictures]
    assert len(pictures) == 3 and all(each.text for each in pictures)
    for each in pictures:
        assert len(workspace.picture(each.sha256)) == each.size < 20_000
