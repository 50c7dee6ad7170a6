"""What looking again says of an action."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.effect import balance, prove, realised_impact, trouble
from auditor.base.vocabulary import AuditKind, Better, Effect, EvidenceKind, Status, Verdict
from auditor.views.checks import Check
from auditor.views.proofs import (
    ActionDone,
    BeforeAfter,
    ComparedFigure,
    LookAgain,
    Noted,
    ProofGrounds,
    ProofVisit,
    Shift,
)

DONE = datetime(2026, 3, 2, tzinfo=UTC)
EARLIER, LATER = DONE - timedelta(days=9), DONE + timedelta(days=9)

F, H, P, X = Verdict.FAIL, Verdict.PARTLY, Verdict.PASS, Verdict.NOT_APPLICABLE


def _check(key: str, severity: int) -> Check:
    words = {"en": key}
    return Check("list", key, severity, 2, 3, words, {}, {}, words)


def _subject(key: str, severity: int = 3) -> LookAgain:
    return LookAgain(1, "Cart", "list", key, _check(key, severity))


FEELING = LookAgain(1, "Cart")
BESIDE = LookAgain(1, "Cart", mends=False)


def _noted(
    started: datetime,
    verdict: Verdict | None = None,
    feeling: int | None = None,
    persona: int = 1,
    finished: bool = True,
) -> Noted:
    return Noted(persona, f"P{persona}", started.day, started, finished, verdict, feeling)


def _grounds(
    *subjects: tuple[LookAgain, tuple[Noted, ...]],
    looks: tuple[ProofVisit, ...] = (),
    figures: tuple[BeforeAfter, ...] = (),
) -> ProofGrounds:
    action = ActionDone(1, "Mend", 1, "Shop", 1, "Cart", 5, False, 4, "", Status.DONE, DONE, None, None)
    return ProofGrounds(
        action,
        tuple(subject for subject, _noted in subjects),
        tuple(tuple(sorted(noted, key=lambda one: one.started, reverse=True)) for _s, noted in subjects),
        looks,
        figures,
    )


def _checked(subject: LookAgain, before: Verdict, after: Verdict) -> tuple[LookAgain, tuple[Noted, ...]]:
    return subject, (_noted(EARLIER, before), _noted(LATER, after))


def _felt(subject: LookAgain, before: int, after: int) -> tuple[LookAgain, tuple[Noted, ...]]:
    return subject, (_noted(EARLIER, feeling=before), _noted(LATER, feeling=after))


@pytest.mark.parametrize(
    ("verdict", "severity", "weight"), [(F, 4, 4), (F, 1, 1), (H, 3, 1.5), (P, 4, 0), (X, 4, None)]
)
def test_a_check_weighs_its_severity(verdict: Verdict, severity: int, weight: float | None) -> None:
    assert trouble(_check("a", severity), _noted(EARLIER, verdict)) == weight


@pytest.mark.parametrize(("feeling", "weight"), [(-2, 4), (-1, 3), (0, 2), (1, 1), (2, 0)])
def test_a_step_of_feeling_is_one_point(feeling: int, weight: float) -> None:
    assert trouble(None, _noted(EARLIER, feeling=feeling)) == weight


@pytest.mark.parametrize(
    ("subjects", "effect", "mixed"),
    [
        ([_checked(_subject("a"), F, P)], Effect.EFFECTIVE, False),
        ([_checked(_subject("a"), F, H)], Effect.EFFECTIVE, False),
        ([_checked(_subject("a"), F, F)], Effect.NONE, False),
        ([_checked(_subject("a"), H, F)], Effect.WORSE, False),
        ([_checked(_subject("a", 3), F, P), _checked(_subject("b", 2), P, F)], Effect.EFFECTIVE, True),
        ([_checked(_subject("a", 2), F, P), _checked(_subject("b", 2), P, F)], Effect.NONE, True),
        ([_checked(_subject("a", 1), F, P), _checked(_subject("b", 4), P, F)], Effect.WORSE, True),
        ([_felt(FEELING, -1, 0)], Effect.EFFECTIVE, False),
        ([_felt(FEELING, -1, -1)], Effect.NONE, False),
        ([_felt(FEELING, -1, -2)], Effect.WORSE, False),
        ([_checked(_subject("a"), F, P), _felt(BESIDE, 0, 1)], Effect.EFFECTIVE, False),
        ([_checked(_subject("a"), F, F), _felt(BESIDE, -2, 2)], Effect.NONE, False),
        ([_checked(_subject("a"), F, F), _felt(BESIDE, 0, -1)], Effect.WORSE, False),
        ([_checked(_subject("a"), F, P), _felt(BESIDE, 0, -1)], Effect.EFFECTIVE, True),
        ([_checked(_subject("a"), F, X)], None, False),
    ],
)
def test_what_an_action_did(
    subjects: list[tuple[LookAgain, tuple[Noted, ...]]], effect: Effect | None, mixed: bool
) -> None:
    proof = prove(_grounds(*subjects))
    assert (proof.effect, proof.mixed) == (effect, mixed)
    assert proof.missing == ()


def test_nothing_looked_at_again_proves_nothing() -> None:
    subject = _subject("a")
    proof = prove(_grounds((subject, (_noted(EARLIER, F),)), (BESIDE, (_noted(EARLIER, feeling=-1),))))
    assert (proof.effect, proof.shifts, proof.missing) == (None, (), (subject,))
    assert proof.audit_id is None and proof.realised_impact is None


def test_an_audit_that_is_not_finished_proves_nothing() -> None:
    proof = prove(_grounds((_subject("a"), (_noted(EARLIER, F), _noted(LATER, P, finished=False)))))
    assert proof.effect is None


def test_the_newest_before_is_compared_with_the_newest_after() -> None:
    days = [timedelta(days=step) for step in (1, 2)]
    noted = (
        _noted(EARLIER, P),
        _noted(EARLIER + days[0], F),
        _noted(LATER, F),
        _noted(LATER + days[1], P),
    )
    (shift,) = prove(_grounds((_subject("a"), noted))).shifts
    assert shift.before == noted[1] and shift.after == noted[3] and shift.drop == 3


def test_each_persona_is_compared_with_itself_and_all_who_had_trouble_are_awaited() -> None:
    subject = _subject("a")
    noted = (
        _noted(EARLIER, F),
        _noted(EARLIER, F, persona=2),
        _noted(EARLIER, P, persona=3),
        _noted(LATER, P),
    )
    proof = prove(_grounds((subject, noted)))
    assert [shift.persona_id for shift in proof.shifts] == [1]
    assert (proof.effect, proof.missing) == (Effect.EFFECTIVE, (subject,))
    whole = prove(_grounds((subject, (*noted, _noted(LATER, P, persona=2)))))
    assert whole.missing == ()


def test_a_feeling_that_was_not_to_be_mended_only_takes_from_the_impact() -> None:
    check = _checked(_subject("a", 3), F, P)
    assert prove(_grounds(check, _felt(BESIDE, -2, 2))).realised_impact == 4
    assert prove(_grounds(check, _felt(BESIDE, 1, 0))).realised_impact == 3
    assert prove(_grounds(_checked(_subject("a", 3), F, F), _felt(BESIDE, -2, 2))).realised_impact == 1


def test_what_was_never_noted_before_can_not_be_compared() -> None:
    proof = prove(_grounds((_subject("a"), (_noted(LATER, P),))))
    assert proof.effect is None and len(proof.shifts) == 1


def test_figures_decide_where_no_audit_has_looked_again() -> None:
    figures = BeforeAfter(
        1,
        1,
        EvidenceKind.AB_TEST,
        "Shop",
        date(2026, 3, 5),
        "%",
        Better.HIGHER,
        ComparedFigure(5, 2400),
        ComparedFigure(8, 2400),
        "",
    )
    unseen = (_subject("a"), (_noted(EARLIER, F),))
    assert prove(_grounds(unseen, figures=(figures,))).effect is Effect.EFFECTIVE
    assert prove(_grounds(_checked(_subject("a"), F, F), figures=(figures,))).effect is Effect.NONE


def test_the_newest_figures_that_can_tell_decide() -> None:
    def figures(number: int, people: int) -> BeforeAfter:
        sides = ComparedFigure(5, people), ComparedFigure(8, people)
        day = date(2026, 3, number)
        return BeforeAfter(number, 1, EvidenceKind.ANALYTICS, "Shop", day, "%", Better.HIGHER, *sides, "")

    unseen = (_subject("a"), (_noted(EARLIER, F),))
    assert prove(_grounds(unseen, figures=(figures(6, 20),))).effect is Effect.CANT_TELL
    assert prove(_grounds(unseen, figures=(figures(6, 20), figures(5, 2400)))).effect is Effect.EFFECTIVE


def test_the_need_before_and_after() -> None:
    def look(started: datetime, kind: AuditKind, feeling: int | None, failed: float) -> ProofVisit:
        return ProofVisit(1, started.day, kind, started, True, 1, feeling, 10, failed)

    looks = (look(LATER, AuditKind.RECHECK, None, 2), look(EARLIER, AuditKind.WHOLE, 0, 8))
    proof = prove(_grounds(_checked(_subject("a"), F, P), looks=looks))
    assert (proof.need_before or 0, proof.need_after or 0) == pytest.approx((0.8, 0.5))


@pytest.mark.parametrize(
    ("drops", "impact"),
    [([4], 5), ([3], 4), ([1], 2), ([0], 1), ([-2], 1), ([3, 1], 4), ([3, -1], 3), ([], None), ([1.5], 2.5)],
)
def test_the_impact_that_an_action_had(drops: list[float], impact: float | None) -> None:
    assert realised_impact(drops) == impact


@given(st.lists(st.floats(-4, 4), min_size=1, max_size=5))
def test_effect_and_impact_stay_in_their_ranges(drops: list[float]) -> None:
    impact = realised_impact(drops)
    assert impact is not None and 1 <= impact <= 5
    shifts = [Shift(FEELING, 1, "P", None, None, drop) for drop in drops]
    found = balance(shifts)
    assert found.better - found.worse == pytest.approx(sum(drops))
    assert (found.effect is Effect.EFFECTIVE) == (found.better > found.worse)
