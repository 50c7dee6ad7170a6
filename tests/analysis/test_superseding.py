"""What stands of evidence: the newest of a series, each reply once, and the worst of what pages say."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.confidence import DEFAULT_WEIGHING, TRUSTS, by_kind, combined, weighed
from auditor.analysis.superseding import (
    ADDS_UP,
    Piece,
    Said,
    gravity,
    repeated,
    still_said,
    superseded,
    tool_name,
)
from auditor.base.vocabulary import EvidenceKind, Verdict

TODAY = date(2026, 11, 22)
CHECKOUT = ("touchpoint", 7)


def _run(number: int, days_ago: int = 0, **values: Any) -> Piece:
    fields = {"tool": "axe-core", "page": "https://shop.example/checkout", "place": CHECKOUT} | values
    kind = fields.pop("kind", EvidenceKind.MEASUREMENT)
    return Piece(number, kind, f"axe-core, {number}", TODAY - timedelta(days_ago), **fields)


def _survey(number: int, replies: str, days_ago: int = 0, **values: Any) -> Piece:
    fields = {"tool": "survey", "page": "Satisfaction", "people": len(replies)} | values
    return _run(number, days_ago, kind=EvidenceKind.SURVEY, replies=frozenset(replies), **fields)


def _confidence(pieces: list[Piece]) -> float:
    given = zip(pieces, weighed(pieces, superseded(pieces), DEFAULT_WEIGHING, TODAY), strict=True)
    return combined(
        by_kind((one.kind, each.confidence) for one, each in given if not each.repeated),
        DEFAULT_WEIGHING,
        0.1,
    )


def test_the_newest_of_a_tool_page_place_and_persona_stands() -> None:
    older, newest, of_kim = _run(1, 40), _run(2, 3), _run(3, 9, persona_id=1)
    elsewhere, other_page = _run(4, 9, place=("stage", 7)), _run(5, 9, page="https://shop.example/basket")
    other_tool, of_an_action = _run(6, 9, tool="Lighthouse"), _run(7, 9, action_id=2)
    pieces = [newest, older, of_kim, elsewhere, other_page, other_tool, of_an_action]
    assert superseded(pieces) == {1: 2}


def test_of_one_day_the_later_recorded_stands() -> None:
    assert superseded([_run(2), _run(1), _run(3)]) == {1: 3, 2: 3}


@pytest.mark.parametrize("kind", ADDS_UP)
def test_what_people_say_one_by_one_adds_up(kind: EvidenceKind) -> None:
    assert superseded([_run(1, 40, kind=kind, tool="", page=""), _run(2, kind=kind, tool="", page="")]) == {}


def test_what_is_typed_is_known_by_its_source_and_unit() -> None:
    def typed(number: int, days_ago: int, source: str, unit: str) -> Piece:
        day = TODAY - timedelta(days_ago)
        return Piece(number, EvidenceKind.ANALYTICS, source, day, place=CHECKOUT, unit=unit)

    share, newer = typed(1, 30, "Shop Analytics", "%"), typed(2, 0, "shop  analytics", "%")
    minutes = typed(3, 0, "Shop Analytics", "min")
    assert superseded([share, newer, minutes]) == {1: 2}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("axe-core 4.10.0", "axe-core"),
        ("axe-core", "axe-core"),
        ("Lighthouse 12.8.2, 13.0.1", "Lighthouse"),
        ("Some tool v2.0-beta", "Some tool"),
        ("Kim Nilsson", "Kim Nilsson"),
        ("4.10", "4.10"),
    ],
)
def test_a_tool_is_the_same_in_another_version(text: str, name: str) -> None:
    assert tool_name(text) == name


def test_twenty_runs_of_one_page_give_no_more_than_the_newest() -> None:
    runs = [_run(number, 20 - number) for number in range(1, 21)]
    assert _confidence(runs) == pytest.approx(_confidence(runs[-1:]))
    assert _confidence(runs) <= 0.5


def test_twenty_pages_give_no_more_than_the_weight_of_a_measurement() -> None:
    pages = [_run(number, page=f"https://shop.example/{number}") for number in range(20)]
    assert _confidence(pages) == TRUSTS[EvidenceKind.MEASUREMENT].weight == 0.5


def test_ten_funnels_give_no_more_than_the_weight_of_analytics() -> None:
    funnels = [
        Piece(number, EvidenceKind.ANALYTICS, f"Funnel {number}", TODAY, 500, place=CHECKOUT)
        for number in range(10)
    ]
    assert not superseded(funnels)
    assert _confidence(funnels) == TRUSTS[EvidenceKind.ANALYTICS].weight == 0.4


def test_six_exports_of_one_survey_are_its_sixty_people() -> None:
    everybody = "".join(chr(0x100 + number) for number in range(60))
    exports = [_survey(month, everybody[: 10 * month], 180 - 30 * month) for month in range(1, 7)]
    assert superseded(exports) == dict.fromkeys(range(1, 6), 6)
    assert _confidence(exports) == pytest.approx(_confidence(exports[-1:]))


def test_a_survey_is_superseded_only_by_one_that_holds_all_its_replies() -> None:
    october, november, both = _survey(1, "abc", 30), _survey(2, "de"), _survey(3, "abcde", 10)
    assert superseded([october, november]) == {}
    assert superseded([october, november, both]) == {1: 3, 2: 3}
    assert superseded([both, _survey(4, "abx")]) == {}
    assert superseded([both, _survey(4, "abcdef", page="Another question")]) == {}


def test_a_chain_of_pieces_is_superseded_by_what_stands() -> None:
    unknown = _survey(1, "", 90)
    assert superseded([unknown, _survey(2, "ab", 30), _survey(3, "abc", 60)]) == {1: 3, 2: 3}


@st.composite
def _pieces(draw: st.DrawFn) -> list[Piece]:
    kinds = st.sampled_from([EvidenceKind.SURVEY, EvidenceKind.MEASUREMENT, EvidenceKind.INTERVIEW])
    found = []
    for number in range(draw(st.integers(0, 9))):
        kind = draw(kinds)
        replies = draw(st.sets(st.sampled_from("abcde"))) if kind is EvidenceKind.SURVEY else set()
        found.append(
            Piece(
                number,
                kind,
                draw(st.sampled_from("ST")),
                TODAY - timedelta(draw(st.integers(0, 3))),
                draw(st.none() | st.integers(0, 50)),
                draw(st.none() | st.just(1)),
                CHECKOUT,
                None,
                draw(st.sampled_from(["", "tool"])),
                draw(st.sampled_from(["", "page"])),
                "",
                frozenset(replies),
            )
        )
    return found


@given(_pieces(), st.randoms())
def test_the_order_of_pieces_never_matters(pieces: list[Piece], chance: Random) -> None:
    shuffled = chance.sample(pieces, len(pieces))
    assert superseded(shuffled) == superseded(pieces)
    assert _confidence(shuffled) == pytest.approx(_confidence(pieces))


@given(_pieces())
def test_what_stands_stands_by_itself_and_loses_no_reply(pieces: list[Piece]) -> None:
    by = superseded(pieces)
    standing = [one for one in pieces if one.id not in by]
    assert set(by.values()) <= {one.id for one in standing}
    assert superseded(standing) == {}
    assert _confidence(standing) == pytest.approx(_confidence(pieces))
    for asked in {(one.page, one.persona_id) for one in pieces if one.replies}:
        every, kept = (
            {reply for one in some if (one.page, one.persona_id) == asked for reply in one.replies}
            for some in (pieces, standing)
        )
        assert every == kept


def test_two_questions_ask_the_same_people_but_two_exports_of_one_do_not() -> None:
    nps, csat = _survey(1, "abc", page="Recommend"), _survey(2, "abc", page="Satisfied")
    more = _survey(3, "def", page="Satisfied")
    alike = [Piece(one.id, one.kind, "Exit", TODAY, 3, page=one.page) for one in (nps, csat, more)]
    assert repeated([(one, 0.1) for one in alike]) == {1}


CHECK = ("accessibility", "image-text")


def _said(number: int, evidence: int, verdict: Verdict = Verdict.FAIL) -> Said:
    return Said(number, evidence, 7, *CHECK, verdict)


def test_a_fault_is_settled_by_a_newer_run_in_which_it_was_looked_for() -> None:
    october, november = _run(1, 50), _run(2, 2)
    asked = frozenset({"accessibility/image-text"})
    assert still_said([_said(9, 1)], [october], {}) == {9}
    assert still_said([_said(9, 1)], [october, november], {1: asked, 2: asked}) == set()
    assert still_said([_said(9, 1), _said(10, 2)], [october, november], {1: asked, 2: asked}) == {10}
    assert still_said([_said(9, 1)], [october, november], {1: asked, 2: frozenset()}) == {9}
    assert still_said([_said(9, 1)], [october, november], {1: asked, 2: None}) == set()
    elsewhere = _run(2, 2, page="https://shop.example/basket")
    assert still_said([_said(9, 1)], [october, elsewhere], {1: asked, 2: asked}) == {9}


def test_the_worst_of_several_pages_stands() -> None:
    verdicts = [Verdict.NOT_APPLICABLE, Verdict.PASS, Verdict.FAIL, Verdict.PARTLY]
    assert sorted(verdicts, key=gravity) == [
        Verdict.FAIL,
        Verdict.PARTLY,
        Verdict.PASS,
        Verdict.NOT_APPLICABLE,
    ]
