"""Several people audit one journey: nobody sees the others' answers too early, and one agreed audit comes of it."""

from __future__ import annotations

import pytest

from auditor.base.errors import ConflictError, RefusedError
from auditor.base.vocabulary import AuditKind, Status, Verdict
from auditor.views.follow import RoundLine
from auditor.workspace import Workspace
from tests.nouns.rounds import Opener, finish, round_of, say
from tests.walks import actions, audit_of

P, H, F = Verdict.PASS, Verdict.PARTLY, Verdict.FAIL


def _round(workspace: Workspace) -> RoundLine:
    return workspace.reads.rounds.lines()[0]


def test_a_round_makes_an_audit_for_each_that_asks_the_same(workspace: Workspace, web_shop: int) -> None:
    audits = round_of(workspace, web_shop, "Anna", "Bo", "anna", "Cai")
    assert list(audits) == ["anna", "Bo", "Cai"]
    line = _round(workspace)
    assert line.waiting == ("anna", "Bo", "Cai")
    asked = {audit.asked for audit in line.audits}
    assert len(asked) == 1 and asked.pop() > 50
    workspace.undoing.undo()
    assert workspace.reads.rounds.lines() == [] and workspace.reads.audits.lines() == []
    workspace.undoing.redo()
    assert len(_round(workspace).audits) == 3


def test_a_round_that_others_work_on_is_not_taken_back(open_as: Opener, web_shop: int) -> None:
    kim, bo = open_as("Kim"), open_as("Bo")
    audits = round_of(kim, web_shop, "Kim", "Bo")
    say(bo, audits["Bo"], 0, [P])
    with pytest.raises(ConflictError, match="Bo has changed this since"):
        kim.undoing.undo()
    finish(kim, audits["Kim"])
    bo.audits.finish(audits["Bo"])
    agreed = audit_of(kim, kim.rounds.agree(_round(kim).id))
    bo.audits.answer(agreed.visits[0].answers[1].id, F)
    with pytest.raises(ConflictError, match="Bo has changed this since"):
        kim.undoing.undo()


@pytest.mark.parametrize("auditors", [[], ["Anna"], ["Anna", "anna "], [f"P{n}" for n in range(20)]])
def test_a_round_of_one_or_of_a_crowd_is_refused(
    workspace: Workspace, web_shop: int, auditors: list[str]
) -> None:
    with pytest.raises(RefusedError, match="needs 2 to"):
        workspace.rounds.start(web_shop, auditors)


def test_nobody_sees_the_answers_of_others_until_all_have_finished(open_as: Opener, web_shop: int) -> None:
    anna, bo = open_as("Anna"), open_as("bo")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    point = audit_of(anna, audits["Anna"]).visits[0].touchpoint_id
    need = _need(bo, web_shop, point)
    say(anna, audits["Anna"], 0, [F, F, F])
    anna.audits.feel(audit_of(anna, audits["Anna"]).visits[0].id, -2, note="secret")
    anna.audits.finish(audits["Anna"])
    _sees_nothing(bo, web_shop, audits["Anna"], point)
    assert _need(bo, web_shop, point) == need
    assert actions(bo, *Status) == []
    assert len(anna.reads.follow.trend(web_shop).audits) == 1
    finish(bo, audits["Bo"])
    assert audit_of(bo, audits["Anna"]).visits[0].feeling == -2
    assert bo.reads.audits.newest_failed(point)
    assert _need(bo, web_shop, point) > need
    assert "seen by Anna" in str([bo.reads.history.details(one.id) for one in bo.reads.history.lines()])
    assert bo.upkeep.check() == []


def _need(workspace: Workspace, journey_id: int, point: int) -> float:
    journey = workspace.reads.journeys.get(journey_id)
    assert journey is not None
    return next(one.need for one in journey.touchpoints if one.id == point)


def _sees_nothing(bo: Workspace, journey: int, hidden: int, point: int) -> None:
    reads = bo.reads
    with pytest.raises(RefusedError, match="hidden"):
        reads.audits.get(hidden)
    with pytest.raises(RefusedError, match="hidden"):
        reads.audits.findings(hidden)
    with pytest.raises(RefusedError, match="Still to go: Bo"):
        reads.rounds.agreement(_round(bo).id)
    line = reads.audits.line(hidden)
    assert line is not None and line.hidden and line.finished is not None
    assert reads.audits.newest_failed(point) == []
    assert all(one.answered == 0 and one.feeling is None for one in reads.audits.summary(journey))
    journey_map = reads.maps.get(journey)
    assert journey_map is not None
    assert all(not one.feelings and one.asked == 0 for one in journey_map.points)
    assert reads.actions.grounds(point) == []
    assert reads.follow.trend(journey).audits == ()
    said = [(one.arguments, reads.history.details(one.id)) for one in reads.history.lines(100)]
    assert "seen by Anna" not in str(said) and "secret" not in str(said)
    assert any(one.code == "hidden" for one in reads.history.lines(100))
    mine = next(one for one in reads.audits.lines() if not one.hidden)
    assert reads.follow.last_answers(mine.id) == {}


def test_nobody_answers_or_finishes_for_another_while_a_round_is_open(open_as: Opener, web_shop: int) -> None:
    anna, bo = open_as("Anna"), open_as("Bo")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    visit = audit_of(anna, audits["Anna"]).visits[0]
    for change in (
        lambda: bo.audits.answer(visit.answers[0].id, P),
        lambda: bo.audits.feel(visit.id, 2),
        lambda: bo.audits.finish(audits["Anna"]),
        lambda: bo.audits.delete(audits["Anna"]),
    ):
        with pytest.raises(RefusedError, match="Anna’s audit"):
            change()
    anna.audits.answer(visit.answers[0].id, P)
    anna.audits.finish(audits["Anna"])
    for lifting in (bo.audits.reopen, bo.audits.delete):
        with pytest.raises(RefusedError, match="Anna’s audit"):
            lifting(audits["Anna"])


def test_an_audit_of_a_round_is_not_finished_only_to_read_the_others(open_as: Opener, web_shop: int) -> None:
    anna, bo = open_as("Anna"), open_as("Bo")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    finish(anna, audits["Anna"])
    with pytest.raises(RefusedError, match="answer something first, or leave the round"):
        bo.audits.finish(audits["Bo"])
    with pytest.raises(RefusedError, match="hidden"):
        bo.reads.audits.get(audits["Anna"])
    finish(bo, audits["Bo"])
    assert audit_of(bo, audits["Anna"])


def test_the_others_finish_a_round_without_somebody_who_drops_out(open_as: Opener, web_shop: int) -> None:
    anna, bo, cai = open_as("Anna"), open_as("Bo"), open_as("Cai")
    audits = round_of(anna, web_shop, "Anna", "Bo", "Cai")
    number = _round(anna).id
    for workspace in (anna, bo, cai):
        say(workspace, audits[workspace.who], 0, [F, P])
    anna.audits.finish(audits["Anna"])
    with pytest.raises(RefusedError, match="Anna has finished"):
        bo.rounds.drop(number, audits["Anna"])
    anna.rounds.drop(number, audits["Cai"])
    assert _round(anna).waiting == ("Bo",)
    anna.undoing.undo()
    assert _round(anna).waiting == ("Bo", "Cai")
    anna.undoing.redo()
    with pytest.raises(RefusedError, match="hidden"):
        bo.reads.audits.get(audits["Anna"])
    bo.audits.finish(audits["Bo"])
    agreed = audit_of(anna, anna.rounds.agree(number))
    assert [one.verdict for one in agreed.visits[0].answers[:2]] == [F, P]
    assert "Cai" not in agreed.visits[0].answers[0].note
    for reader, seen in ((anna, False), (bo, False), (cai, True)):
        told = str([reader.reads.history.details(one.id) for one in reader.reads.history.lines(200)])
        assert ("seen by Cai" in told) is seen
    assert anna.upkeep.check() == []


def test_who_left_a_round_that_is_open_to_all_does_not_come_back(open_as: Opener, web_shop: int) -> None:
    anna, bo = open_as("Anna"), open_as("Bo")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    bo.audits.delete(audits["Bo"])
    bo.undoing.undo()
    assert _round(bo).waiting == ("Anna", "Bo")
    finish(anna, audits["Anna"])
    bo.audits.delete(audits["Bo"])
    assert audit_of(bo, audits["Anna"])
    with pytest.raises(ConflictError, match="it stays out"):
        bo.undoing.undo()
    assert len(_round(bo).audits) == 1


def test_of_the_only_auditor_left_everything_is_taken_over(open_as: Opener, web_shop: int) -> None:
    anna = open_as("Anna")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    say(anna, audits["Anna"], 0, [F, P])
    finish(anna, audits["Anna"])
    anna.rounds.drop(_round(anna).id, audits["Bo"])
    agreed = audit_of(anna, anna.rounds.agree(_round(anna).id))
    assert [one.verdict for one in agreed.visits[0].answers[:3]] == [F, P, None]
    assert anna.audits.finish(agreed.id) == 1


def test_opening_an_audit_again_hides_the_round_again(open_as: Opener, web_shop: int) -> None:
    anna, bo = open_as("Anna"), open_as("Bo")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    point = audit_of(anna, audits["Anna"]).visits[0].touchpoint_id
    before = _need(bo, web_shop, point)
    say(anna, audits["Anna"], 0, [F, F])
    anna.audits.finish(audits["Anna"])
    finish(bo, audits["Bo"])
    bo.audits.reopen(audits["Bo"])
    with pytest.raises(RefusedError, match="hidden"):
        bo.reads.audits.get(audits["Anna"])
    assert _need(bo, web_shop, point) == before
    bo.undoing.undo()
    assert audit_of(bo, audits["Anna"]) and _need(bo, web_shop, point) > before
    assert bo.upkeep.check() == []


def test_the_agreed_audit_takes_over_what_all_answered_alike(open_as: Opener, web_shop: int) -> None:
    anna, bo = open_as("Anna"), open_as("Bo")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    say(anna, audits["Anna"], 0, [P, F, H, F])
    say(bo, audits["Bo"], 0, [P, P, F, None])
    for workspace, score in ((anna, 1), (bo, 1)):
        visit = audit_of(workspace, audits[workspace.who]).visits[0]
        workspace.audits.feel(visit.id, score)
    anna.audits.feel(audit_of(anna, audits["Anna"]).visits[1].id, 2)
    anna.audits.finish(audits["Anna"])
    with pytest.raises(RefusedError, match="Not all have finished yet: Bo"):
        anna.rounds.agree(_round(anna).id)
    bo.audits.finish(audits["Bo"])
    agreed = audit_of(bo, bo.rounds.agree(_round(bo).id))
    assert agreed.kind is AuditKind.AGREED
    assert bo.rounds.agree(_round(bo).id) == agreed.id
    assert [one.verdict for one in agreed.visits[0].answers[:4]] == [P, None, None, None]
    agreement = bo.reads.rounds.agreement(_round(bo).id)
    assert agreement is not None
    alone, felt = agreement.said_by_one
    assert alone.check == agreed.visits[0].answers[3].check and alone.agreed_id is not None
    assert agreement.on_checks.compared == 3 and agreement.on_feelings.compared == 1
    assert agreement.on_checks.asked == sum(len(visit.answers) for visit in agreed.visits)
    assert felt.agreed_id is not None and felt.feelings == (2, None)
    bo.audits.answer(alone.agreed_id, F)
    bo.audits.feel(felt.agreed_id, 1)
    settled = bo.reads.rounds.agreement(_round(bo).id)
    assert settled is not None and all(one.is_settled for one in settled.said_by_one)
    assert agreed.visits[0].answers[0].note == "Anna: seen by Anna\nBo: seen by Bo"
    assert (agreed.visits[0].feeling, agreed.visits[1].feeling) == (1, None)
    assert len(agreed.visits) == len(audit_of(bo, audits["Bo"]).visits)
    assert audit_of(bo, audits["Anna"]).visits[0].answers[1].verdict is F
    assert bo.upkeep.check() == []


def test_what_was_answered_differently_is_talked_over_the_weightiest_first(
    open_as: Opener, web_shop: int
) -> None:
    anna, bo = open_as("Anna"), open_as("Bo")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    for place in range(3):
        say(anna, audits["Anna"], place, [P, F, P])
        say(bo, audits["Bo"], place, [P, P, H])
    anna.audits.finish(audits["Anna"])
    bo.audits.finish(audits["Bo"])
    agreement = bo.reads.rounds.agreement(_round(bo).id)
    assert agreement is not None
    assert agreement.on_checks.alpha is not None and -1 < agreement.on_checks.alpha < 1
    assert agreement.on_feelings.alpha is None
    weights = [one.weight for one in agreement.to_talk_over]
    assert len(weights) > 2 and weights == sorted(weights, reverse=True)
    assert agreement.checks[0].alike < agreement.checks[0].places or not agreement.checks[0].alike
    bo.rounds.agree(_round(bo).id)
    said = bo.reads.rounds.agreement(_round(bo).id)
    assert said is not None and not any(one.is_settled for one in said.to_talk_over)
    first = said.to_talk_over[0]
    assert first.agreed_id is not None
    bo.audits.answer(first.agreed_id, F)
    said = bo.reads.rounds.agreement(_round(bo).id)
    assert said is not None and said.to_talk_over[0].is_settled


def test_only_the_agreed_audit_proposes_actions(open_as: Opener, web_shop: int) -> None:
    anna, bo = open_as("Anna"), open_as("Bo")
    audits = round_of(anna, web_shop, "Anna", "Bo")
    say(anna, audits["Anna"], 0, [F, F])
    say(bo, audits["Bo"], 0, [F, P])
    assert anna.audits.finish(audits["Anna"]) == 0
    assert bo.audits.finish(audits["Bo"]) == 0
    assert actions(bo, *Status) == []
    agreed = bo.rounds.agree(_round(bo).id)
    assert bo.audits.finish(agreed) == 1
    assert len(bo.reads.audits.findings(agreed)) == 1
    trend = bo.reads.follow.trend(web_shop)
    assert [line.kind for line in trend.audits] == [AuditKind.AGREED]
