"""The walk: what is asked, what is answered, and what is counted of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.vocabulary import Basis, Emotion, Verdict
from auditor.base.ways_out import WayOut
from auditor.views.audits import Drafted
from auditor.views.history import Changes
from auditor.workspace import Workspace
from tests.walks import Walked, answer_at, audit_of, give_verdicts, visit_at


def test_an_audit_asks_every_check_once_in_the_order_of_the_journey(
    workspace: Workspace, web_shop: int
) -> None:
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None
    audit = audit_of(workspace, workspace.audits.start(web_shop, "Kim"))
    assert [visit.touchpoint_id for visit in audit.visits] == [point.id for point in journey.touchpoints]
    for visit, point in zip(audit.visits, journey.touchpoints, strict=True):
        checks = workspace.library.checks(point.checklists)
        assert [answer.check for answer in visit.answers] == checks
        assert all(answer.verdict is None and answer.answered is None for answer in visit.answers)
        assert visit.feeling is None and visit.emotion is None and visit.basis is Basis.ASSUMED
        assert (visit.touchpoint, visit.importance, visit.critical) == (
            point.name,
            point.importance,
            point.critical,
        )


def test_an_audit_follows_the_order_after_moves_and_leaves_out_what_was_deleted(
    workspace: Workspace, web_shop: int
) -> None:
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None
    workspace.stages.move(journey.stages[-1].id, -9)
    workspace.stages.delete(journey.stages[1].id)
    workspace.stages.delete_touchpoint(journey.stages[0].touchpoints[0].id)
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None
    audit = audit_of(workspace, workspace.audits.start(web_shop, "Kim"))
    assert [visit.touchpoint_id for visit in audit.visits] == [point.id for point in journey.touchpoints]


def test_an_audit_knows_whose_it_is_and_for_whom(workspace: Workspace, web_shop: int) -> None:
    audit = audit_of(workspace, workspace.audits.start(web_shop, " Åsa \n Öst "))
    (persona,) = workspace.reads.journeys.personas(web_shop)
    assert (audit.auditor, audit.persona, audit.persona_who) == ("Åsa Öst", persona.name, persona.who)
    assert audit.finished is None and audit.started.tzinfo is not None
    workspace.audits.start(web_shop, "åsa öst")
    assert [person.name for person in workspace.reads.people.all()] == ["Åsa Öst"], (
        "one person, however cased"
    )


def test_an_audit_of_several_personas_must_say_for_which(workspace: Workspace, web_shop: int) -> None:
    elder = workspace.journeys.add_persona(web_shop, "Elder")
    with pytest.raises(RefusedError, match=r"several personas, “.*”, “Elder”\.") as refused:
        workspace.audits.start(web_shop, "Kim")
    assert refused.value.told.way_out is WayOut.CHOOSE_PERSONA
    assert audit_of(workspace, workspace.audits.start(web_shop, "Kim", elder)).persona == "Elder"
    number = workspace.audits.start(web_shop, "Kim", persona="Newcomer")
    assert audit_of(workspace, number).persona == "Newcomer"
    other = workspace.journeys.new("Other")
    with pytest.raises(RefusedError, match="another journey"):
        workspace.audits.start(other, "Kim", elder)
    number = workspace.audits.start(other, "Kim")
    assert audit_of(workspace, number).persona == "Customer"
    assert audit_of(workspace, number).visits == ()


@pytest.mark.parametrize("verdict", list(Verdict))
def test_an_answer_is_kept_with_its_note_and_moment(
    workspace: Workspace, walked: Walked, verdict: Verdict
) -> None:
    asked = answer_at(workspace, walked.audit, 6)
    workspace.audits.answer(asked.id, verdict, "Seen on\nthe page")
    answer = answer_at(workspace, walked.audit, 6)
    assert (answer.verdict, answer.note) == (verdict, "Seen on\nthe page")
    assert answer.answered is not None
    assert workspace.reads.audits.last_answered(walked.audit) == answer.id
    workspace.audits.answer(asked.id, None)
    answer = answer_at(workspace, walked.audit, 6)
    assert (answer.verdict, answer.answered, answer.note) == (None, None, "Seen on\nthe page")


def test_the_same_answer_again_changes_nothing(workspace: Workspace, walked: Walked) -> None:
    before = audit_of(workspace, walked.audit)
    lines = len(workspace.reads.history.lines())
    for answer in before.visits[0].answers:
        workspace.audits.answer(answer.id, answer.verdict)
    assert audit_of(workspace, walked.audit) == before
    assert len(workspace.reads.history.lines()) == lines


def test_comments_are_written_and_taken_away(workspace: Workspace, walked: Walked) -> None:
    visit = visit_at(workspace, walked.audit, 0)
    workspace.audits.comment(visit.answers[1].id, "  first\n\nsecond  ")
    workspace.audits.comment_feeling(visit.id, "so-so")
    visit = visit_at(workspace, walked.audit, 0)
    assert (visit.answers[1].note, visit.note) == ("first\n\nsecond", "so-so")
    workspace.audits.comment(visit.answers[1].id, " ")
    workspace.audits.comment_feeling(visit.id, "")
    visit = visit_at(workspace, walked.audit, 0)
    assert (visit.answers[1].note, visit.note) == ("", "")
    assert visit.answers[1].verdict is Verdict.FAIL and visit.feeling == 1


@pytest.mark.parametrize("score", [-2, -1, 0, 1, 2])
def test_a_feeling_is_kept_with_its_word_and_comment(
    workspace: Workspace, walked: Walked, score: int
) -> None:
    visit = visit_at(workspace, walked.audit, 7)
    workspace.audits.feel(visit.id, score, Emotion.WORRY, "why")
    visit = visit_at(workspace, walked.audit, 7)
    assert (visit.feeling, visit.emotion, visit.note) == (score, Emotion.WORRY, "why")
    assert visit.felt is not None
    workspace.audits.feel(visit.id, score)
    assert visit_at(workspace, walked.audit, 7).emotion is None
    workspace.audits.feel(visit.id, None, Emotion.WORRY)
    visit = visit_at(workspace, walked.audit, 7)
    assert (visit.feeling, visit.emotion, visit.felt, visit.note) == (None, None, None, "why")


@pytest.mark.parametrize("score", [-3, 3, 100])
def test_a_feeling_beyond_the_scale_is_refused(workspace: Workspace, walked: Walked, score: int) -> None:
    visit = visit_at(workspace, walked.audit, 7)
    with pytest.raises(RefusedError, match="from -2 to 2"):
        workspace.audits.feel(visit.id, score)
    assert visit_at(workspace, walked.audit, 7) == visit


def test_the_line_of_an_audit_counts_what_was_done(workspace: Workspace, walked: Walked) -> None:
    audit = audit_of(workspace, walked.audit)
    line = workspace.reads.audits.line(walked.audit)
    assert line is not None
    answers = [answer for visit in audit.visits for answer in visit.answers]
    assert line.asked == len(answers)
    assert line.answered == sum(answer.verdict is not None for answer in answers)
    assert (line.visits, line.felt) == (len(audit.visits), 4)
    assert workspace.reads.audits.lines() == workspace.reads.audits.lines(walked.journey) == [line]


def test_the_walk_is_taken_up_where_it_stopped(workspace: Workspace, web_shop: int) -> None:
    audit = workspace.audits.start(web_shop, "Kim")
    assert workspace.reads.audits.last_answered(audit) is None
    visit = visit_at(workspace, audit, 2)
    for place in (4, 0, 2):
        workspace.audits.answer(visit.answers[place].id, Verdict.PASS)
    assert workspace.reads.audits.last_answered(audit) == visit.answers[2].id


def test_audits_of_the_same_journey_stay_apart(workspace: Workspace, walked: Walked) -> None:
    other = workspace.audits.start(walked.journey, "Ann")
    first = audit_of(workspace, walked.audit)
    give_verdicts(workspace, other, touchpoints=6)
    assert audit_of(workspace, walked.audit).visits[0].answers == first.visits[0].answers
    assert [line.id for line in workspace.reads.audits.lines()] == [other, walked.audit]


def test_a_finished_audit_is_closed_and_can_be_opened_again(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    finished = audit_of(workspace, walked.audit).finished
    assert finished is not None
    workspace.audits.finish(walked.audit)
    assert audit_of(workspace, walked.audit).finished == finished, "finishing twice changes nothing"
    workspace.audits.reopen(walked.audit)
    assert audit_of(workspace, walked.audit).finished is None


def test_a_deleted_audit_is_out_of_sight_and_no_longer_counts(workspace: Workspace, walked: Walked) -> None:
    point = visit_at(workspace, walked.audit, 1)
    assert point.need != pytest.approx(point.importance / 10)
    workspace.audits.delete(walked.audit)
    assert workspace.reads.audits.lines() == []
    assert workspace.reads.audits.get(walked.audit) is None
    found = workspace.reads.journeys.touchpoint(point.touchpoint_id)
    assert found is not None and found[0].need == pytest.approx(point.importance / 10)
    with pytest.raises(NotFoundError):
        workspace.audits.answer(point.answers[0].id, Verdict.PASS)
    with pytest.raises(NotFoundError):
        workspace.audits.feel(point.id, 1)


def test_the_need_comes_from_the_newest_audit_of_each_persona(workspace: Workspace, web_shop: int) -> None:
    first = workspace.audits.start(web_shop, "Kim")
    visit = visit_at(workspace, first, 0)
    workspace.audits.feel(visit.id, -2)
    second = workspace.audits.start(web_shop, "Kim")

    def need() -> float:
        found = workspace.reads.journeys.touchpoint(visit.touchpoint_id)
        assert found is not None
        return found[0].need * 5 / visit.importance

    assert need() == pytest.approx(1.0), "an audit without an answer there says nothing"
    workspace.audits.feel(visit_at(workspace, second, 0).id, 2)
    assert need() == pytest.approx(0.0), "the newer feeling counts"
    other = workspace.audits.start(web_shop, "Kim", persona="Elder")
    workspace.audits.feel(visit_at(workspace, other, 0).id, 0)
    assert need() == pytest.approx(0.5), "the worse of two personas counts"
    grounds = workspace.reads.actions.grounds(visit.touchpoint_id)
    assert {(ground.audit_id, ground.feeling) for ground in grounds} == {(second, 2), (other, 0)}


def test_the_summary_shows_of_each_check_the_newest_finished_answer(
    workspace: Workspace, walked: Walked
) -> None:
    workspace.audits.finish(walked.audit)
    newer = workspace.audits.start(walked.journey, "Kim")
    first = answer_at(workspace, walked.audit, 0)
    assert first.verdict is Verdict.PASS
    before = workspace.reads.audits.summary(walked.journey)
    workspace.audits.answer(answer_at(workspace, newer, 0).id, Verdict.FAIL)
    draft = workspace.reads.audits.summary(walked.journey)
    asked = len(visit_at(workspace, newer, 0).answers)
    assert draft[0].drafted == Drafted(newer, 1, asked) and not draft[0].draft
    assert replace(draft[0], drafted=None) == before[0]
    workspace.audits.finish(newer)
    summary = workspace.reads.audits.summary(walked.journey)
    audit, old = audit_of(workspace, newer), audit_of(workspace, walked.audit)
    assert [line.touchpoint_id for line in summary] == [visit.touchpoint_id for visit in audit.visits]
    for place, (line, visit) in enumerate(zip(summary[:4], old.visits, strict=False)):
        verdicts = [answer.verdict for answer in visit.answers]
        passed, partly, failed = (
            verdicts.count(verdict) for verdict in (Verdict.PASS, Verdict.PARTLY, Verdict.FAIL)
        )
        now = (passed - 1, partly, failed + 1) if place == 0 else (passed, partly, failed)
        assert (line.passed, line.partly, line.failed) == now
        assert (line.asked, line.answered, line.feeling) == (len(verdicts), len(verdicts), visit.feeling)
    assert (summary[5].asked, summary[5].answered, summary[5].feeling) == (0, 0, None)


def test_what_was_changed_is_published_after_it_is_saved(workspace: Workspace, walked: Walked) -> None:
    heard: list[Changes] = []
    asked = answer_at(workspace, walked.audit, 6)
    visit = visit_at(workspace, walked.audit, 6)

    def listen(changes: Changes) -> None:
        assert answer_at(workspace, walked.audit, 6).verdict is Verdict.FAIL
        heard.append(changes)

    workspace.on_change(listen)
    workspace.audits.answer(asked.id, Verdict.FAIL)
    (changes,) = heard
    assert changes.code == "answer"
    assert {("answer", asked.id), ("visit", visit.id)} <= changes.touched
    assert changes.touches("touchpoint") and not changes.touches("journey")
    with pytest.raises(NotFoundError):
        workspace.audits.answer(999_999, Verdict.FAIL)
    assert len(heard) == 1, "what was refused is not published"
