"""How many judgements an audit asks for, and which errands its checks need."""

from __future__ import annotations

from msgspec.structs import replace

from auditor.analysis.errands import of_journey
from auditor.analysis.judgements import asked, judgements, offers
from auditor.base.vocabulary import Channel, Depth, Existence, Moment, Side
from auditor.views.checks import Check, Errand
from auditor.views.journeys import Touchpoint

LETTER = Errand("letter", {"en": "Write a letter"})


def _point(number: int, channel: Channel = Channel.WEBSITE, **more: object) -> Touchpoint:
    point = Touchpoint(
        number, 1, f"P{number}", "", channel, Moment.BEFORE, Side.OURS, 3, False, (), 0.0, Existence.EXISTING
    )
    return replace(point, **more)


def _check(key: str, depth: Depth = Depth.CORE, shared: bool = False, errand: Errand | None = None) -> Check:
    text = {"en": key}
    return Check("list", key, 2, 1, 3, text, {}, {}, text, depth=depth, shared=shared, errand=errand)


def test_each_depth_asks_what_the_one_before_asks_and_more() -> None:
    points = [_point(1)]
    checks = [[_check("a"), _check("b", Depth.STANDARD), _check("c", Depth.FULL)]]
    assert [judgements(points, checks, depth) for depth in Depth] == [2, 3, 4]


def test_a_shared_check_counts_once_a_site_and_others_at_each_touchpoint() -> None:
    points = [_point(1), _point(2, Channel.EMAIL), _point(3, Channel.STORE), _point(4, side=Side.INDIRECT)]
    checks = [[_check("whole", shared=True), _check("here")]] * 4
    assert judgements(points, checks, Depth.FULL) == 4 + 4 + 3
    assert [place for place, check in asked(points, checks, Depth.FULL) if check.shared] == [0, 2, 3]
    elsewhere = [points[0], replace(points[1], address="other.example"), *points[2:]]
    assert judgements(elsewhere, checks, Depth.FULL) == 4 + 4 + 3
    two = [replace(points[0], address="one.example"), elsewhere[1], *points[2:]]
    assert judgements(two, checks, Depth.FULL) == 4 + 4 + 4


def test_a_touchpoint_that_is_not_visited_leads_nothing() -> None:
    points = [_point(1, depth=Depth.FULL), _point(2)]
    checks = [[_check("whole", shared=True)], [_check("whole", shared=True)]]
    assert list(asked(points, checks, Depth.CORE)) == [(1, checks[1][0])]
    assert judgements(points, checks, Depth.CORE) == 2
    assert judgements(points, checks, Depth.FULL) == 3


def test_an_offer_says_the_minutes_at_a_pace() -> None:
    found = offers([_point(1)], [[_check("a"), _check("b", Depth.FULL)]], 60.0)
    assert [(one.depth, one.judgements, one.minutes) for one in found] == [
        (Depth.CORE, 2, 2),
        (Depth.STANDARD, 2, 2),
        (Depth.FULL, 3, 3),
    ]


def test_an_errand_knows_its_checks_and_where_they_are_asked() -> None:
    points = [_point(1), _point(2)]
    here = [_check("a", errand=LETTER), _check("s", shared=True, errand=LETTER), _check("look")]
    (line,) = of_journey(points, [here, here], Depth.FULL)
    assert (line.errand, line.checks, line.answered, line.touchpoints) == (LETTER, 3, 0, ("P1", "P2"))
    deep = [[_check("a", Depth.FULL, errand=LETTER)], []]
    assert of_journey(points, deep, Depth.STANDARD) == []
