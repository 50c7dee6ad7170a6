"""What stands at a touchpoint: what is finished before what is not, the newest of each check, and all that is inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.analysis.current import NOTHING, Answered, Current, FeltOnce, Places
from auditor.analysis.need import need
from auditor.base.vocabulary import Verdict

DESK, TILL, CARD, PIN = 1, 2, 3, 4
"""Touchpoints: the till opens into a journey with the card, which opens into one with the PIN."""
KIM, BO, INNER_KIM, STRANGER, DEEP_KIM = 1, 2, 3, 4, 5
"""Personas: two of the outer journey, two inside it, one of which has a namesake outside, and one deeper still."""

PLACES = Places(
    journeys={DESK: 1, TILL: 1, CARD: 2, PIN: 3},
    insides={TILL: [CARD], CARD: [PIN]},
    personas={
        KIM: (1, "kim"),
        BO: (1, "bo"),
        INNER_KIM: (2, "kim"),
        STRANGER: (2, "eva"),
        DEEP_KIM: (3, "kim"),
    },
)
PERSONAS_AT = {DESK: (KIM, BO), TILL: (KIM, BO), CARD: (INNER_KIM, STRANGER), PIN: (DEEP_KIM,)}


def _said(persona: int, audit: int, verdict: Verdict, key: str = "a", **more: object) -> Answered:
    plain = Answered(DESK, persona, 1, audit, True, f"2026-01-{audit:02}", "list", key, 4, verdict)
    return replace(plain, **more)


def _felt(persona: int, audit: int, score: int, **more: object) -> FeltOnce:
    plain = FeltOnce(DESK, persona, 1, audit, True, f"2026-01-{audit:02}", score)
    return replace(plain, **more)


def test_of_every_check_the_newest_finished_answer_stands() -> None:
    current = Current(
        PLACES,
        [
            _said(KIM, 1, Verdict.FAIL),
            _said(KIM, 1, Verdict.FAIL, "b"),
            _said(KIM, 2, Verdict.PASS),
            _said(KIM, 3, Verdict.PARTLY, "b", finished=False),
        ],
        [],
    )
    own = current.own(DESK)[KIM]
    assert {key: one.verdict for (_list, key), one in own.answers.items()} == {
        "a": Verdict.PASS,
        "b": Verdict.FAIL,
    }
    assert (current.at(DESK).personas[KIM].asked, current.at(DESK).personas[KIM].failed) == (8, 4)
    assert not current.at(DESK).draft


def test_one_answer_of_somebody_else_in_an_unfinished_audit_moves_nothing() -> None:
    finished = [_said(KIM, 1, Verdict.FAIL)], [_felt(KIM, 1, -2)]
    alone = Current(PLACES, *finished)
    beside = Current(PLACES, [*finished[0], _said(BO, 2, Verdict.PASS, finished=False)], [*finished[1]])
    assert alone.at(DESK).personas == beside.at(DESK).personas
    assert need(5, True, beside.at(DESK).experiences) == 1
    assert list(beside.at(DESK).drafts) == [BO]


def test_where_nothing_is_finished_the_draft_stands_and_is_named_so() -> None:
    current = Current(PLACES, [], [_felt(KIM, 1, -1, finished=False)])
    assert current.at(DESK).draft
    assert current.at(DESK).feeling == -1
    assert current.at(TILL) == NOTHING


def test_what_is_felt_inside_counts_for_the_persona_who_felt_it() -> None:
    current = Current(
        PLACES,
        [_said(INNER_KIM, 3, Verdict.FAIL, touchpoint_id=CARD)],
        [
            _felt(KIM, 1, 2, touchpoint_id=TILL),
            _felt(BO, 1, 1, touchpoint_id=TILL),
            _felt(DEEP_KIM, 2, -2, touchpoint_id=PIN),
            _felt(STRANGER, 2, -1, touchpoint_id=CARD),
        ],
    )
    stand = current.at(TILL)
    assert {who: one.feeling for who, one in stand.personas.items()} == {KIM: -2, BO: 1, STRANGER: -1}
    assert [who for who, one in stand.personas.items() if one.felt_inside] == [KIM, STRANGER]
    assert (stand.personas[KIM].asked, stand.personas[KIM].failed) == (4, 4)
    assert stand.feeling == pytest.approx(-2 / 3)


MOMENTS = st.integers(1, 9).map(lambda day: f"2026-01-{day:02}T10:00:00+00:00")
VERDICTS = st.sampled_from(Verdict)


@st.composite
def _answers(draw: st.DrawFn) -> Answered:
    point = draw(st.sampled_from((DESK, TILL, CARD, PIN)))
    audit = draw(st.integers(1, 6))
    return Answered(
        point,
        draw(st.sampled_from(PERSONAS_AT[point])),
        draw(st.integers(1, 2)),
        audit,
        audit % 3 > 0,
        draw(MOMENTS),
        "list",
        draw(st.sampled_from("abc")),
        draw(st.integers(1, 4)),
        draw(VERDICTS),
    )


@st.composite
def _feelings(draw: st.DrawFn) -> FeltOnce:
    one = draw(_answers())
    of = (one.touchpoint_id, one.persona_id, one.auditor_id, one.audit_id, one.finished, one.at)
    return FeltOnce(*of, draw(st.integers(-2, 2)))


def _once(rows: Iterable[Answered | FeltOnce], subject: Callable[..., object]) -> bool:
    """Tell whether no two rows say the same thing of one subject at one moment of one audit."""
    keys = [(subject(row), row.at, row.audit_id) for row in rows]
    return len(keys) == len(set(keys))


@given(
    st.lists(_answers(), max_size=25).filter(
        lambda rows: _once(rows, lambda row: (row.touchpoint_id, row.persona_id, row.check))
    ),
    st.lists(_feelings(), max_size=15).filter(
        lambda rows: _once(rows, lambda row: (row.touchpoint_id, row.persona_id))
    ),
    st.randoms(use_true_random=False),
)
def test_what_stands_is_what_going_through_everything_by_hand_gives(
    answers: list[Answered], feelings: list[FeltOnce], chance: Random
) -> None:
    shuffled = list(answers)
    chance.shuffle(shuffled)
    current = Current(PLACES, shuffled, feelings)
    for point in PLACES.journeys:
        by_hand = {kind: _by_hand(point, kind, answers, feelings) for kind in (True, False)}
        stand = current.at(point)
        assert stand.draft == (not by_hand[True] and bool(by_hand[False]))
        expected = by_hand[True] or by_hand[False]
        found = {
            PLACES.personas[who][1]: (one.feeling, one.asked, one.failed)
            for who, one in stand.personas.items()
        }
        assert found.keys() == expected.keys()
        for name, standing in found.items():
            assert standing == pytest.approx(expected[name])


def _by_hand(
    point: int, finished: bool, answers: list[Answered], feelings: list[FeltOnce]
) -> dict[str, tuple[float | None, float, float]]:
    """Return (feeling, asked, failed) by name, the slow way."""
    share = {Verdict.FAIL: 1.0, Verdict.PARTLY: 0.5, Verdict.PASS: 0.0}
    inside = [_by_hand(inner, finished, answers, feelings) for inner in PLACES.insides.get(point, ())]
    rows: list[Answered | FeltOnce] = [*answers, *feelings]
    names = {
        PLACES.personas[row.persona_id][1]
        for row in rows
        if row.touchpoint_id == point and row.finished is finished
    }
    found: dict[str, tuple[float | None, float, float]] = {}
    for name in names.union(*inside):
        mine = [row for row in answers if _is_of(row, point, finished, name)]
        newest = {row.check: row for row in sorted(mine, key=lambda row: (row.at, row.audit_id))}
        applying = [row for row in newest.values() if row.verdict in share]
        asked = float(sum(row.severity for row in applying))
        failed = sum(row.severity * share[row.verdict] for row in applying)
        own = sorted(
            (row for row in feelings if _is_of(row, point, finished, name)),
            key=lambda row: (row.at, row.audit_id),
        )
        within = [each[name] for each in inside if name in each]
        felt = [one for one, _asked, _failed in within if one is not None]
        feeling = sum(felt) / len(felt) if felt else own[-1].score if own else None
        asked += sum(each[1] for each in within)
        failed += sum(each[2] for each in within)
        found[name] = (feeling, asked, failed)
    return found


def _is_of(row: Answered | FeltOnce, point: int, finished: bool, name: str) -> bool:
    return (
        row.touchpoint_id == point and row.finished is finished and PLACES.personas[row.persona_id][1] == name
    )


def test_what_others_have_made_since_the_places_were_read_is_nothing_known() -> None:
    """A touchpoint, or a persona of an inner journey, may be added between two reads."""
    new_point, new_persona = 9, 9
    current = Current(PLACES, [_said(new_persona, 1, Verdict.FAIL, touchpoint_id=CARD)], [])
    assert current.at(new_point) == NOTHING
    assert current.at(TILL) == NOTHING
    assert current.at(CARD).personas.keys() == {new_persona}
