"""The course of a walk: every judgement is a step once, in both orders, and moving never loses one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.base.vocabulary import FEELINGS, Basis, Channel, Order, Side, Verdict
from auditor.views.audits import Answer, Audit, Visit
from auditor.views.checks import Check
from screens.audit.course import Course, Step

Plan = tuple[str, Sequence[Verdict | None], int | None]
"""A touchpoint's checks, a letter each, with their verdicts, and its feeling."""


def an_audit(plans: Sequence[Plan]) -> Audit:
    """Make an audit with those touchpoints in their order; numbers are not those of places."""
    numbers = count(100, 7)
    visits = []
    for checks, verdicts, feeling in plans:
        visit = next(numbers)
        answers = tuple(
            Answer(next(numbers), visit, a_check(key), verdict, "", None)
            for key, verdict in zip(checks, verdicts, strict=True)
        )
        visits.append(a_visit(visit, answers, feeling))
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return Audit(1, 1, "Shop", 1, "Customer", "", "Kim", now, None, tuple(visits))


def a_check(key: str) -> Check:
    return Check("list", key, 1, 1, 1, "", {"en": key}, {}, {}, {})


def a_visit(number: int, answers: tuple[Answer, ...], feeling: int | None) -> Visit:
    return Visit(
        id=number,
        touchpoint_id=number + 1000,
        touchpoint=f"Touchpoint {number}",
        stage_id=1,
        stage="Stage",
        channel=Channel.WEBSITE,
        importance=3,
        critical=False,
        side=Side.OURS,
        about="",
        feeling=feeling,
        emotion=None,
        basis=Basis.ASSUMED,
        note="",
        felt=None,
        need=0.0,
        answers=answers,
    )


def plan(letters: str) -> st.SearchStrategy[Plan]:
    verdicts = st.lists(st.none() | st.sampled_from(Verdict), min_size=len(letters), max_size=len(letters))
    return st.tuples(st.just(letters), verdicts, st.none() | st.sampled_from(FEELINGS))


PLANS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=4).map("".join).flatmap(plan)
AUDITS = st.lists(PLANS, max_size=5).map(an_audit)
WALKABLE = st.lists(PLANS, min_size=1, max_size=5).map(an_audit)
ORDERS = st.sampled_from(Order)
MOVES = st.lists(
    st.sampled_from(("on", "back", "next", "open", "only", "order", "after", "before", "judge", "visit")),
    max_size=40,
)


def judgements(audit: Audit) -> list[Step]:
    """Return every judgement that an audit wants, in no order that matters."""
    checks = [Step(visit.id, answer.id) for visit in audit.visits for answer in visit.answers]
    return checks + [Step(visit.id, None) for visit in audit.visits]


def judged(course: Course) -> Visit:
    """Return the touchpoint the walker stands at, with the judgement there given."""
    visit = course.visit
    assert visit is not None
    if course.answer is None:
        return replace(visit, feeling=1)
    here = course.answer.id
    answers = tuple(
        replace(answer, verdict=Verdict.PASS) if answer.id == here else answer for answer in visit.answers
    )
    return replace(visit, answers=answers)


def by_place(step: Step) -> tuple[int, int]:
    return (step.visit_id, step.answer_id or 0)


@given(AUDITS, ORDERS)
def test_every_judgement_is_a_step_exactly_once_in_either_order(audit: Audit, order: Order) -> None:
    steps = Course(audit, order).steps
    assert sorted(steps, key=by_place) == sorted(judgements(audit), key=by_place)


@given(AUDITS)
def test_touchpoint_by_touchpoint_asks_for_the_feeling_after_the_last_check(audit: Audit) -> None:
    expected = []
    for visit in audit.visits:
        expected += [Step(visit.id, answer.id) for answer in visit.answers] + [Step(visit.id, None)]
    assert Course(audit).steps == expected


@given(AUDITS)
def test_check_by_check_keeps_each_check_together_and_all_feelings_last(audit: Audit) -> None:
    course = Course(audit, Order.CHECK)
    keys = {answer.id: answer.check.key for visit in audit.visits for answer in visit.answers}
    asked = [keys[step.answer_id] for step in course.steps if step.answer_id is not None]
    assert len([key for place, key in enumerate(asked) if key not in asked[:place]]) == len(
        [key for place, key in enumerate(asked) if place == 0 or asked[place - 1] != key]
    )
    assert [step.answer_id for step in course.steps[len(asked) :]] == [None] * len(audit.visits)
    for step, before in zip(course.steps[1 : len(asked)], course.steps, strict=False):
        if step.answer_id and before.answer_id and keys[step.answer_id] == keys[before.answer_id]:
            assert step.visit_id > before.visit_id


@given(AUDITS, ORDERS, MOVES)
def test_no_way_of_moving_loses_a_step_or_leaves_the_walk(
    audit: Audit, order: Order, moves: list[str]
) -> None:
    course = Course(audit, order)
    wanted = sorted(judgements(audit), key=by_place)
    gave = 0
    for move in moves:
        still_open = course.open_steps
        match move:
            case "on":
                course.go_on()
            case "back" | "next":
                course.go(-1 if move == "back" else 1)
            case "open":
                course.go_to_open()
            case "only":
                course.only_open = not course.only_open
            case "order":
                here = course.step
                course.change_order(Order.CHECK if course.order is Order.TOUCHPOINT else Order.TOUCHPOINT)
                assert course.step == here
            case "after" | "before":
                course.go_by_visit(1 if move == "after" else -1)
            case "visit" if audit.visits:
                course.go_to_visit(audit.visits[-1].id)
            case "judge" if course.step is not None:
                gave += course.is_open(course.step)
                course.replace_visit(judged(course))
                assert not course.is_open(course.step)
                still_open = course.open_steps
        assert course.open_steps == still_open
        assert sorted(course.steps, key=by_place) == wanted
        assert (course.step in course.steps) if wanted else course.step is None
    assert course.open_steps == Course(audit).open_steps - gave


@given(WALKABLE, ORDERS, st.booleans(), st.integers(0, 100))
def test_answering_and_going_on_from_anywhere_reaches_every_open_step(
    audit: Audit, order: Order, only_open: bool, start: int
) -> None:
    course = Course(audit, order)
    course.only_open = only_open
    course.at = start % len(course.steps)
    for _ in range(2 * len(course.steps)):
        if course.open_steps == 0:
            break
        course.replace_visit(judged(course))
        course.go_on()
    assert course.open_steps == 0


@given(WALKABLE, ORDERS)
def test_only_unanswered_stops_nowhere_else(audit: Audit, order: Order) -> None:
    course = Course(audit, order)
    course.only_open = True
    while course.go(1):
        assert course.step is not None and course.is_open(course.step)
    left = [place for place, step in enumerate(course.steps) if course.is_open(step)]
    assert course.at == (left[-1] if left else 0)


@given(WALKABLE, ORDERS, st.integers(0, 100))
def test_jumping_to_a_touchpoint_stops_at_its_first_open_step_or_else_its_first(
    audit: Audit, order: Order, which: int
) -> None:
    course = Course(audit, order)
    visit = audit.visits[which % len(audit.visits)]
    course.go_to_visit(visit.id)
    here = [step for step in course.steps if step.visit_id == visit.id]
    still_open = [step for step in here if course.is_open(step)]
    assert course.step == (still_open or here)[0]


@given(WALKABLE, ORDERS)
def test_the_touchpoints_after_and_before_follow_the_journey_and_end_at_its_ends(
    audit: Audit, order: Order
) -> None:
    course = Course(audit, order)
    course.go_to_visit(audit.visits[0].id)
    seen = [course.visit.id if course.visit else 0]
    while course.go_by_visit(1):
        seen.append(course.visit.id if course.visit else 0)
    assert seen == [visit.id for visit in audit.visits]
    back = [course.visit.id if course.visit else 0]
    while course.go_by_visit(-1):
        back.append(course.visit.id if course.visit else 0)
    assert back == seen[::-1]


@given(WALKABLE, st.integers(0, 100))
def test_a_walk_is_taken_up_at_the_first_open_step_after_the_last_answer(audit: Audit, which: int) -> None:
    course = Course(audit)
    answered = [step for step in course.steps if step.answer_id is not None and not course.is_open(step)]
    last = answered[which % len(answered)].answer_id if answered else None
    course.take_up(last)
    start = course.steps.index(answered[which % len(answered)]) if answered else 0
    still_open = [place for place, step in enumerate(course.steps) if course.is_open(step)]
    later = [place for place in still_open if place >= start]
    assert course.at == (later or still_open or [0])[0]


@given(AUDITS)
def test_an_answer_that_is_gone_is_no_place_to_take_up_from(audit: Audit) -> None:
    course = Course(audit)
    course.take_up(-1)
    still_open = [place for place, step in enumerate(course.steps) if course.is_open(step)]
    assert course.at == (still_open or [0])[0]


@given(WALKABLE, ORDERS, st.integers(0, 100), st.data())
def test_a_touchpoint_put_in_or_taken_out_leaves_the_walker_where_he_stood(
    audit: Audit, order: Order, start: int, data: st.DataObject
) -> None:
    course = Course(audit, order)
    course.at = start % len(course.steps)
    here = course.step
    assert here is not None
    place = data.draw(st.integers(0, len(audit.visits)))
    found = a_visit(5, (Answer(6, 5, a_check("z"), None, "", None),), None)
    course.take(replace(audit, visits=(*audit.visits[:place], found, *audit.visits[place:])))
    assert course.step == here
    others = tuple(visit for visit in audit.visits if visit.id != here.visit_id)
    course.take(replace(audit, visits=others))
    assert (course.step in course.steps) if others else course.step is None


def test_an_audit_without_touchpoints_can_be_stood_in() -> None:
    course = Course(an_audit([]))
    course.take_up(None)
    assert course.step is None and course.visit is None and course.answer is None
    assert not course.go(1) and not course.go(-1) and not course.go_on() and not course.go_by_visit(1)
    assert course.open_steps == 0
