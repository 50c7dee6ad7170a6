"""The course of a walk: every judgement is a step once, in both orders, and moving never loses one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.analysis.sharing import Given, presences, sites, standing
from auditor.analysis.standing import Standing
from auditor.base.vocabulary import FEELINGS, Order, Origin, Verdict
from auditor.views.audits import Answer, Audit, Presence, Visit
from auditor.views.checks import Check, Errand, Gate
from auditor.walking.course import Course, Other, Step, found
from tests.screens.audit.made_up import a_visit, audit_of_visits

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
        visits.append(a_visit(visit, *answers, feeling=feeling))
    return audit_of_visits(*visits)


def a_check(key: str) -> Check:
    return Check("list", key, 1, 1, 1, {"en": key}, {}, {}, {})


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
        replace(answer, verdict=Verdict.PASS, origin=Origin.OWN) if answer.id == here else answer
        for answer in visit.answers
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
                course.replace_visits([judged(course)])
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
        course.replace_visits([judged(course)])
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
    found = a_visit(5, Answer(6, 5, a_check("z"), None, "", None))
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


FILM = Gate("film", {"en": "Is there a film?"})
SHOP = Gate("shop", {"en": "Can one buy?"}, shared=True)
ORDER = Errand("order", {"en": "Order something"}, {"en": "Money"})
ONE_SITE = {
    "a": a_check("a"),
    "b": replace(a_check("b"), shared=True),
    "c": replace(a_check("c"), gate=FILM, errand=ORDER),
    "d": replace(a_check("d"), shared=True, gate=SHOP),
    "e": replace(a_check("e"), shared=True, gate=FILM, errand=ORDER),
    "f": replace(a_check("f"), gate=SHOP),
}
"""Checks that a whole site answers once, and such as rest on what is there."""


def on_disk(audit: Audit) -> Audit:
    """Return an audit with every answer as the database has it: those that follow copied, those shut put aside.

    This is how auditor/writing/following.py brings answers in line; a walk only reads them.
    """
    places = sites(audit.visits)
    there = presences([visit.answered_gates for visit in audit.visits], {SHOP.key}, places)
    rows = [(place, answer) for place, visit in enumerate(audit.visits) for answer in visit.answers]
    given = [
        Given(
            place,
            (answer.check.checklist, answer.check.key),
            answer.check.shared,
            answer.check.gate.key if answer.check.gate is not None else "",
            answer.own,
        )
        for place, answer in rows
    ]
    lines = {
        answer.id: replace(
            answer,
            verdict=stands.verdict,
            origin=stands.origin,
            aside=answer.own if stands.origin is Origin.GATE else None,
        )
        for (_place, answer), stands in zip(rows, standing(given, there, places), strict=True)
    }
    return replace(
        audit,
        visits=tuple(
            replace(visit, answers=tuple(lines[answer.id] for answer in visit.answers))
            for visit in audit.visits
        ),
    )


@st.composite
def sites_begun(draw: st.DrawFn) -> Audit:
    """Make a walk of one or two sites in which something was answered already, in whatever order."""
    audit = an_audit(draw(st.lists(PLANS, min_size=1, max_size=5)))
    visits = []
    for visit in audit.visits:
        gates = draw(st.dictionaries(st.sampled_from([FILM.key, SHOP.key]), st.booleans()))
        visits.append(
            replace(
                visit,
                address=draw(st.sampled_from(["", "https://one.example", "https://two.example"])),
                there=tuple(Presence(visit.id, gate, is_so) for gate, is_so in gates.items()),
                answers=tuple(replace(answer, check=ONE_SITE[answer.check.key]) for answer in visit.answers),
            )
        )
    return on_disk(replace(audit, visits=tuple(visits)))


SITES = sites_begun()


def take(course: Course, visit: Visit) -> None:
    """Let a judgement land: the touchpoints that changed with it are read anew."""
    course.replace_visits([visit])
    before = course.audit.visits
    course.replace_visits(
        new for old, new in zip(before, on_disk(course.audit).visits, strict=True) if new != old
    )


def answered(course: Course, yes: bool = True) -> Visit:
    """Return the touchpoint where the walker stands with the first open gate answered, or the judgement given."""
    visit = course.visit
    assert visit is not None
    if course.is_at_gates:
        gates = course.standing.open_gates(visit) or course.standing.gates(visit)
        return found({gates[0].key: yes})(visit)
    return judged(course)


@given(SITES, ORDERS, st.booleans(), st.integers(0, 100), st.data())
def test_every_open_step_of_a_site_is_reached_and_no_follower_is_stopped_at(
    audit: Audit, order: Order, only_open: bool, start: int, data: st.DataObject
) -> None:
    course = Course(audit, order)
    course.at = start % len(course.steps)
    course.only_open = only_open
    if course.is_at_gates and not course.go_to_gates():
        course.go_on()
    for _ in range(3 * len(course.steps)):
        if not course.open_steps:
            break
        if not (course.answer is not None and course.standing.is_shut(course.answer)):
            take(course, answered(course, data.draw(st.booleans())))
        if course.is_at_gates and course.step is not None and course.is_open(course.step):
            continue
        assert course.go_on() or course.open_steps == 0
        answer = course.answer
        assert answer is None or course.standing.is_asked(answer)
    assert course.open_steps == 0
    assert all(answer.verdict is not None for visit in course.audit.visits for answer in visit.answers)
    assert course.judged[0] == course.judged[1]


@given(SITES, ORDERS)
def test_a_walk_by_keys_stops_only_where_something_is_asked(audit: Audit, order: Order) -> None:
    course = Course(audit, order)
    while course.skip():
        step = course.step
        assert step is not None
        if step.gates:
            assert course.is_open(step)
        elif course.answer is not None:
            assert course.standing.is_asked(course.answer)


@given(SITES, ORDERS)
def test_one_can_step_to_everything_but_to_gates_that_ask_nothing(audit: Audit, order: Order) -> None:
    course = Course(audit, order)
    course.at = -1
    stopped = set()
    while course.go(1):
        assert course.step is not None
        stopped.add(course.step)
        assert not course.is_at_gates or (course.visit and course.standing.gates(course.visit))
    assert stopped >= {step for step in course.steps if not step.gates}


@given(SITES, ORDERS)
def test_gates_come_before_all_that_rests_on_them(audit: Audit, order: Order) -> None:
    steps = Course(audit, order).steps
    for visit in audit.visits:
        places = [place for place, step in enumerate(steps) if step == Step(visit.id, None, gates=True)]
        asked = [answer for answer in visit.answers if answer.check.gate is not None]
        assert len(places) == bool(asked)
        assert all(places[0] < steps.index(Step(visit.id, answer.id)) for answer in asked)


@given(st.lists(PLANS, min_size=1, max_size=5).map(an_audit))
def test_errand_by_errand_what_one_errand_is_for_comes_in_one_go_before_the_rest(audit: Audit) -> None:
    visits = tuple(
        replace(
            visit,
            answers=tuple(replace(answer, check=ONE_SITE[answer.check.key]) for answer in visit.answers),
        )
        for visit in audit.visits
    )
    audit = replace(audit, visits=visits)
    course = Course(audit, Order.ERRAND)
    errands = [
        answer.check.errand is not None
        for step in course.steps
        if (answer := course.answer_of(step)) is not None
    ]
    assert errands == sorted(errands, reverse=True)
    assert course.has_errands is any(errands)


@given(SITES, st.integers(0, 100))
def test_no_passes_checks_over_and_yes_brings_them_back_as_they_were(audit: Audit, which: int) -> None:
    course = Course(audit)
    visit = audit.visits[which % len(audit.visits)]
    take(course, found({FILM.key: True})(visit))
    before = course.audit
    open_before = course.open_steps
    take(course, found({FILM.key: False})(course.visit_of(Step(visit.id, None))))
    closed = course.visit_of(Step(visit.id, None))
    for answer in closed.answers:
        assert course.standing.is_shut(answer) or answer.check.gate is not FILM
        assert answer.verdict is Verdict.NOT_APPLICABLE or answer.check.gate is not FILM
    take(course, found({FILM.key: True})(closed))
    assert course.audit == before and course.open_steps == open_before


@given(SITES, st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(0, 5)), max_size=8))
def test_what_stands_is_the_same_looked_at_step_by_step_or_all_anew(
    audit: Audit, moves: list[tuple[int, int, int]]
) -> None:
    course = Course(audit)
    kept = course.standing
    for place, check, what in moves:
        visit = course.audit.visits[place % len(audit.visits)]
        if what < 3 and visit.answers:
            here = visit.answers[check % len(visit.answers)]
            if kept.is_shut(here):
                continue
            verdict = (Verdict.PASS, Verdict.FAIL, None)[what]
            answers = tuple(
                replace(each, verdict=verdict, origin=Origin.OWN) if each is here else each
                for each in visit.answers
            )
            take(course, replace(visit, answers=answers))
        else:
            gate = FILM if check % 2 else SHOP
            take(course, found({gate.key: {3: True, 4: False}.get(what)})(visit))
        assert course.standing is kept
        assert course.judged == Course(course.audit).judged
        fresh = Standing(course.audit)
        for each in course.audit.visits:
            assert kept.gates(each) == fresh.gates(each)
            assert kept.open_gates(each) == fresh.open_gates(each)
            for gate_of in (FILM.key, SHOP.key):
                assert kept.is_there(each, gate_of) is fresh.is_there(each, gate_of)
                assert kept.gate_leader(each, gate_of) == fresh.gate_leader(each, gate_of)
            for answer in each.answers:
                assert kept.is_shut(answer) == fresh.is_shut(answer)
                assert kept.is_asked(answer) == fresh.is_asked(answer)
                assert kept.leader(answer) == fresh.leader(answer)
                assert kept.followers(answer) == fresh.followers(answer)


@given(SITES, st.integers(0, 100), st.integers(0, 100), st.sampled_from(Verdict))
def test_a_verdict_changes_others_only_where_it_is_said_that_it_would(
    audit: Audit, which: int, check: int, verdict: Verdict
) -> None:
    course = Course(audit)
    visit = audit.visits[which % len(audit.visits)]
    asked = [answer for answer in visit.answers if not course.standing.is_shut(answer)]
    if not asked:
        return
    here = asked[check % len(asked)]
    told = {answer.id for answer in course.standing.taken_along(here)}
    was = {answer.id: answer.verdict for each in audit.visits for answer in each.answers}
    answers = tuple(
        replace(each, verdict=verdict, origin=Origin.OWN) if each is here else each for each in visit.answers
    )
    take(course, replace(visit, answers=answers))
    now = {answer.id: answer.verdict for each in course.audit.visits for answer in each.answers}
    changed = {number for number in was if now[number] is not was[number]} - {here.id}
    open_before = {number for number in changed if was[number] is None}
    assert changed - open_before <= told
    other = course.other_since(Course(audit).said())
    if other is not None:
        assert other == Other(Step(visit.id, here.id))
    else:
        assert here.own is verdict


@given(SITES, st.integers(0, 100), st.integers(0, 100))
def test_what_takes_the_place_of_a_verdict_taken_away_is_known_before(
    audit: Audit, which: int, check: int
) -> None:
    course = Course(audit)
    visit = audit.visits[which % len(audit.visits)]
    here = [answer for answer in visit.answers if course.standing.followers(answer)]
    if not here:
        return
    answer = here[check % len(here)]
    followers = [follower.id for follower in course.standing.followers(answer)]
    leader = course.standing.next_leader(answer)
    answers = tuple(
        replace(each, verdict=None, origin=Origin.OWN) if each is answer else each for each in visit.answers
    )
    take(course, replace(visit, answers=answers))
    now = {each.id: each.verdict for of in course.audit.visits for each in of.answers}
    assert {now[number] for number in followers} == {leader.own if leader is not None else None}


@given(SITES, ORDERS, st.integers(0, 100))
def test_another_order_begins_with_what_it_asks_first_and_going_through_all_comes_back(
    audit: Audit, order: Order, start: int
) -> None:
    course = Course(audit)
    course.at = start % len(course.steps)
    here = course.step
    course.change_order(order)
    before = course.steps[: course.at]
    if order is Order.TOUCHPOINT:
        assert course.step == here
    else:
        assert not any(step.gates and course.is_open(step) for step in before)
    if order is Order.ERRAND:
        answers = [answer for step in before if (answer := course.answer_of(step)) and course.is_open(step)]
        assert not any(answer.check.errand for answer in answers)
    for other in (*Order, Order.TOUCHPOINT):
        course.change_order(other)
    assert course.step == here
