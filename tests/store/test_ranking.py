"""The list of actions: its order, its pages and its filters, against sorting everything by hand, on both engines."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import product
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from auditor.analysis.confidence import FLOOR
from auditor.analysis.priority import DEFAULT_BOUNDS, priority, quadrant
from auditor.base.i18n import alphabetic, set_language
from auditor.base.text import folded
from auditor.base.vocabulary import OPEN_STATUSES, SCALE, Quadrant, Sort, Status
from auditor.settings.config import Config
from auditor.views.actions import ActionFilter, ActionLine
from auditor.workspace import Workspace
from tests.walks import run_many, run_sql

TITLES = (
    "Ändra återbetalningen",
    "ÄNDRA ÅTERBETALNINGEN",
    "Skilj på ø och ö",
    "Große Straße kürzen",
    "100% fler _knappar_",
    "Ask again!",
    "Show the price",
    "[bold]Mark[/bold] it",
    "ﬁnd the way",
)
TEXTS = (
    "återbetal",
    "ÅTERBETALNINGEN",
    "ö",
    "STRASSE",
    "%",
    "_",
    "!",
    "[bold]",
    "find",
    "shop",
    "LAGER",
    "nothing of it",
    " ",
)
ALL = tuple(Status)


INSERT = """
    INSERT INTO action (uid, revision, touchpoint_id, title, folded, note, effort, impact, status, reason, created_at,
        owner_id, due, effect)
    VALUES (:uid, 1, :point, :title, :folded, '', :effort, :impact, :status, '', :created, :owner, :due, :effect)
"""


def _row(random: Random, number: int, point: int, owners: list[int]) -> dict[str, object]:
    title = f"{random.choice(TITLES)} {number % 3}"
    return {
        "uid": f"u{number}",
        "point": point,
        "title": title,
        "folded": unicodedata.normalize("NFKC", title).casefold(),
        "effort": random.choice(SCALE),
        "impact": random.choice(SCALE),
        "status": (status := str(random.choice(ALL))),
        "created": f"2026-0{random.randint(1, 9)}-01T00:00:00+00:00",
        "owner": random.choice([None, *owners]),
        "due": random.choice([None, *(f"2026-11-{day}" for day in range(16, 30))]),
        "effect": random.choice(["", "effective", "none"]) if status == "done" else "",
    }


@pytest.fixture
def listed(workspace: Workspace) -> Workspace:
    """Three hundred actions of all kinds at eight touchpoints of two journeys, one stage deleted."""
    random = Random(7)
    points: list[int] = []
    for journey, stages in (("Shop", ("Söka", "Köpa")), ("B2B", ("Lager", "Betala"))):
        number = workspace.journeys.new(journey)
        found = workspace.reads.journeys.get(number)
        assert found is not None
        for stage, name in zip(found.stages, stages, strict=False):
            workspace.stages.edit(stage.id, name=name)
            points += [
                workspace.stages.add_touchpoint(stage.id, f"{name} {place}", importance=random.randint(1, 5))
                for place in range(2)
            ]
    for owner in ("Åsa", "Asa", "Øyvind", "Ola"):
        workspace.actions.add(points[0], "The first", 1, 1, owner=owner)
    owners = [number for (number,) in run_sql(workspace, "SELECT id FROM person")]
    rows = [_row(random, number, random.choice(points), owners) for number in range(300)]
    run_many(workspace, INSERT, rows)
    run_sql(workspace, "UPDATE touchpoint SET need = id * 0.07")
    gone = workspace.reads.journeys.touchpoint(points[-1])
    assert gone is not None
    workspace.stages.delete(gone[0].stage_id)
    return workspace


def _by_hand(workspace: Workspace, wanted: ActionFilter) -> list[int]:
    """Return the numbers of a filter's actions, sorted by priority without the program's reads."""

    def fold(text: str) -> str:
        return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

    found = []
    for number, title, point, effort, impact, status, need, *places, journey in run_sql(
        workspace,
        """SELECT x.id, x.title, t.id, x.effort, x.impact, x.status, t.need, t.name, s.name, j.name, j.id
        FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id JOIN stage s ON s.id = t.stage_id
        JOIN journey j ON j.id = t.journey_id
        WHERE x.removed_at IS NULL AND s.removed_at IS NULL""",
    ):
        shown = (
            status in wanted.statuses
            and wanted.journey_id in (None, journey)
            and (not wanted.quadrants or quadrant(effort, impact) in wanted.quadrants)
            and (not wanted.text or any(fold(wanted.text) in fold(text) for text in (title, *places)))
        )
        if shown:
            rank = round(priority(effort, impact, need, FLOOR), 9)
            found.append((-rank, effort, point, number))
    return [number for *_key, number in sorted(found)]


def _numbers(lines: list[ActionLine]) -> list[int]:
    return [line.id for line in lines]


def _filters(workspace: Workspace) -> list[ActionFilter]:
    journey = workspace.reads.journeys.lines()[0].id
    random = Random(11)
    every = [
        ActionFilter(statuses, journey_id, kind, text=text)
        for statuses, journey_id, kind, text in product(
            (ALL, OPEN_STATUSES, (Status.DROPPED,), (Status.DONE, Status.PLANNED)),
            (None, journey),
            ((), *((one,) for one in Quadrant), (Quadrant.QUICK_WIN, Quadrant.FILL_IN)),
            ("", *TEXTS),
        )
    ]
    return random.sample(every, 60) + [ActionFilter(ALL, text=text) for text in TEXTS]


def test_the_list_is_sorted_by_priority(listed: Workspace) -> None:
    lines = listed.reads.actions.ranking(ActionFilter(ALL)).all()
    assert 200 < len(lines) < 305
    ranks = [round(line.priority, 9) for line in lines]
    assert ranks == sorted(ranks, reverse=True)
    assert _numbers(lines) == _by_hand(listed, ActionFilter(ALL))
    for line in lines:
        assert line.priority == pytest.approx(priority(line.effort, line.impact, line.need, FLOOR))
        assert line.quadrant is quadrant(line.effort, line.impact, DEFAULT_BOUNDS)
        assert line.confidence == FLOOR and line.owner in ("", "Åsa", "Asa", "Øyvind", "Ola")


def test_open_actions_are_listed_unless_others_are_asked_for(listed: Workspace) -> None:
    lines = listed.reads.actions.ranking().all()
    assert {line.status for line in lines} == set(OPEN_STATUSES)
    assert _numbers(lines) == _by_hand(listed, ActionFilter())


def test_every_filter_shows_what_it_should_in_order(listed: Workspace) -> None:
    for wanted in _filters(listed):
        ranking = listed.reads.actions.ranking(wanted)
        expected = _by_hand(listed, wanted)
        assert _numbers(ranking.all()) == expected, wanted
        assert ranking.total == len(expected), wanted
        assert _numbers(ranking.page(0, len(expected) + 5)) == expected, wanted


def test_filters_find_what_they_are_meant_to(listed: Workspace) -> None:
    found = {text: listed.reads.actions.ranking(ActionFilter(ALL, text=text)).total for text in TEXTS}
    assert found["nothing of it"] == 0
    assert found["återbetal"] == found["ÅTERBETALNINGEN"] > 0, "however cased"
    assert all(count > 0 for text, count in found.items() if text != "nothing of it"), found
    assert found[" "] == listed.reads.actions.ranking(ActionFilter(ALL)).total


TURNED = (
    (ActionFilter(ALL, owners=("Åsa",)), ActionFilter(ALL, not_owners=("Åsa",))),
    (ActionFilter(ALL, owners=("Ola", "")), ActionFilter(ALL, not_owners=("Ola", ""))),
    (ActionFilter(ALL, journeys=("B2B",)), ActionFilter(ALL, not_journeys=("B2B",))),
    (ActionFilter(ALL, stages=("öka", "Lager")), ActionFilter(ALL, not_stages=("öka", "Lager"))),
    (ActionFilter(ALL, touchpoints=("Söka 1",)), ActionFilter(ALL, not_touchpoints=("Söka 1",))),
    (ActionFilter(ALL, late=True), ActionFilter(ALL, not_late=True)),
    (ActionFilter(ALL, waiting=True), ActionFilter(ALL, not_waiting=True)),
    (ActionFilter(ALL, undated=True), ActionFilter(ALL, dated=True)),
)


@pytest.mark.parametrize(("wanted", "turned"), TURNED)
def test_what_is_left_out_is_all_but_what_is_asked_for(
    listed: Workspace, wanted: ActionFilter, turned: ActionFilter
) -> None:
    def found(one: ActionFilter) -> set[int]:
        return set(_numbers(listed.reads.actions.ranking(one).all()))

    asked = found(wanted)
    assert asked and found(turned) == found(ActionFilter(ALL)) - asked
    assert found(replace(turned, sort=Sort.DUE)) == found(turned)


def test_leaving_out_an_owner_that_nobody_is_leaves_out_nobody(listed: Workspace) -> None:
    everything = listed.reads.actions.ranking(ActionFilter(ALL)).total
    assert listed.reads.actions.ranking(ActionFilter(ALL, not_owners=("Zoë",))).total == everything


def test_pages_glue_to_the_whole(listed: Workspace) -> None:
    for wanted, size in product((ActionFilter(ALL), ActionFilter(ALL, text="ändra")), (1, 7, 64, 1000)):
        ranking = listed.reads.actions.ranking(wanted)
        pages = [ranking.page(start, size) for start in range(0, ranking.total, size)]
        assert [line for page in pages for line in page] == ranking.all()
        assert all(len(page) == size for page in pages[:-1])
        assert ranking.page(ranking.total, size) == ranking.page(ranking.total + 10, size) == []


def test_pages_anywhere_are_slices_of_the_whole(listed: Workspace) -> None:
    ranking = listed.reads.actions.ranking(ActionFilter(ALL))
    whole = ranking.all()
    random = Random(5)
    for _time in range(40):
        start, count = random.randrange(len(whole)), random.randint(0, 50)
        assert ranking.page(start, count) == whole[start : start + count]


def test_the_place_of_each_action_is_where_it_stands_and_none_for_the_others(listed: Workspace) -> None:
    journey = listed.reads.journeys.lines()[0].id
    every = [number for (number,) in run_sql(listed, "SELECT id FROM action")]
    for wanted in (
        ActionFilter(ALL),
        ActionFilter((Status.PLANNED,)),
        ActionFilter(ALL, journey_id=journey),
        ActionFilter(ALL, quadrants=(Quadrant.QUICK_WIN,)),
        ActionFilter(ALL, text="ändra"),
        ActionFilter(OPEN_STATUSES, text="söka"),
    ):
        ranking = listed.reads.actions.ranking(wanted)
        places = {number: place for place, number in enumerate(_by_hand(listed, wanted))}
        assert {number: ranking.place_of(number) for number in every} == {
            number: places.get(number) for number in every
        }, wanted
        assert ranking.place_of(999_999) is None


def test_cells_count_the_actions_at_each_effort_and_impact(listed: Workspace) -> None:
    for wanted in (ActionFilter(), ActionFilter(ALL, text="price")):
        ranking = listed.reads.actions.ranking(wanted)
        assert ranking.cells() == Counter((line.effort, line.impact) for line in ranking.all())
        assert sum(ranking.cells().values()) == ranking.total


def test_bounds_that_are_set_set_the_quadrants_for_everybody(listed: Workspace, config: Config) -> None:
    listed.settings.keep({"matrix.impact": 5, "matrix.effort": 2})
    with closing(Workspace.open(listed.location.url or str(listed.location.path), config)) as colleague:
        for workspace in (listed, colleague):
            ranking = workspace.reads.actions.ranking(ActionFilter(ALL, quadrants=(Quadrant.QUICK_WIN,)))
            assert {(line.effort, line.impact) for line in ranking.all()} == {(1, 5)}
            assert {line.quadrant for line in ranking.all()} == {Quadrant.QUICK_WIN}


def test_an_action_whole_agrees_with_its_line(listed: Workspace) -> None:
    for line in listed.reads.actions.ranking(ActionFilter(ALL)).page(0, 20):
        action = listed.reads.actions.get(line.id)
        assert action is not None and action.line == line


TODAY = date(2026, 11, 22)
LINES: dict[str, Callable[[ActionLine], bool]] = {
    "owner": lambda line: line.owner == "Åsa",
    "part of an owner": lambda line: line.owner == "Øyvind",
    "owners or nobody": lambda line: line.owner in ("", "Ola"),
    "stage": lambda line: line.stage == "Söka",
    "touchpoint": lambda line: line.touchpoint.endswith("1"),
    "journey": lambda line: line.journey == "B2B",
    "quadrants": lambda line: line.quadrant in (Quadrant.QUICK_WIN, Quadrant.BIG_BET),
    "cell": lambda line: (line.effort, line.impact) == (2, 3),
    "effort": lambda line: line.effort <= 2,
    "impact and need": lambda line: line.impact >= 4 and 0.2 <= line.need <= 0.6,
    "due from": lambda line: line.due is not None and line.due >= TODAY,
    "due to": lambda line: line.due is not None and line.due <= TODAY,
    "undated": lambda line: line.due is None,
    "late": lambda line: line.due is not None and line.due < TODAY and line.status in OPEN_STATUSES,
    "week": lambda line: line.due == TODAY,
    "waiting": lambda line: line.status is Status.DONE and line.effect is None,
    "everything": lambda line: (
        line.owner in ("Åsa", "")
        and line.effort <= 3
        and line.due is not None
        and "ändra" in folded(line.title)
    ),
}
WANTED = {
    "owner": ActionFilter(ALL, owners=("åsa",)),
    "part of an owner": ActionFilter(ALL, owners=("vind",)),
    "owners or nobody": ActionFilter(ALL, owners=("ola", "")),
    "stage": ActionFilter(ALL, stages=("söka",)),
    "touchpoint": ActionFilter(ALL, touchpoints=("1",)),
    "journey": ActionFilter(ALL, journeys=("b2b",)),
    "quadrants": ActionFilter(ALL, quadrants=(Quadrant.QUICK_WIN, Quadrant.BIG_BET)),
    "cell": ActionFilter(ALL, cell=(2, 3)),
    "effort": ActionFilter(ALL, effort=(1, 2)),
    "impact and need": ActionFilter(ALL, impact=(4, 5), need=(0.2, 0.6)),
    "due from": ActionFilter(ALL, due_from=TODAY),
    "due to": ActionFilter(ALL, due_to=TODAY),
    "undated": ActionFilter(ALL, undated=True),
    "late": ActionFilter(ALL, late=True),
    "week": ActionFilter(ALL, due_week=True),
    "waiting": ActionFilter(waiting=True),
    "everything": ActionFilter(
        ALL, owners=("åsa", ""), effort=(1, 3), due_from=date(2000, 1, 1), text="ändra"
    ),
}
COLUMNS: dict[Sort, Callable[[ActionLine], Any]] = {
    Sort.PRIORITY: lambda line: -round(line.priority, 9),
    Sort.TITLE: lambda line: alphabetic(folded(line.title)),
    Sort.JOURNEY: lambda line: line.journey.casefold(),
    Sort.STAGE: lambda line: (
        ("Söka", "Lager", "Köpa", "Betala").index(line.stage) // 2,
        line.stage.casefold(),
    ),
    Sort.TOUCHPOINT: lambda line: alphabetic(folded(line.touchpoint)),
    Sort.EFFORT: lambda line: line.effort,
    Sort.IMPACT: lambda line: line.impact,
    Sort.NEED: lambda line: round(line.need, 9),
    Sort.QUADRANT: lambda line: list(Quadrant).index(line.quadrant),
    Sort.STATUS: lambda line: list(Status).index(line.status),
    Sort.OWNER: lambda line: alphabetic(folded(line.owner)),
    Sort.DUE: lambda line: line.due or TODAY,
    Sort.CREATED: lambda line: line.created,
    Sort.RETURN: lambda line: (line.currency.casefold(), -_earned(line)),
}


@pytest.fixture
def dated(listed: Workspace) -> Iterator[Workspace]:
    """The actions, seen on a Sunday in November."""
    with listed.dated(lambda: datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield listed


def _consistent(workspace: Workspace, wanted: ActionFilter) -> list[ActionLine]:
    """Return the lines of a filter, after asking for them in every way there is."""
    ranking = workspace.reads.actions.ranking(wanted)
    lines = ranking.all()
    assert ranking.total == len(lines) and ranking.ids() == _numbers(lines), wanted
    assert [line for at in range(0, len(lines), 7) for line in ranking.page(at, 7)] == lines, wanted
    assert ranking.cells() == Counter((line.effort, line.impact) for line in lines), wanted
    assert [ranking.place_of(line.id) for line in lines] == list(range(len(lines))), wanted
    assert ranking.place_of(999_999) is None
    return lines


@pytest.mark.every(4)
@pytest.mark.parametrize("name", WANTED)
def test_each_field_of_a_filter_leaves_what_fits_it_in_any_order(dated: Workspace, name: str) -> None:
    every = dated.reads.actions.ranking(ActionFilter(ALL)).all()
    expected = [line.id for line in every if LINES[name](line)]
    assert 0 < len(expected) < len(every)
    for sort in (Sort.PRIORITY, Sort.DUE):
        found = _numbers(_consistent(dated, replace(WANTED[name], sort=sort)))
        assert sorted(found) == sorted(expected)
    assert _numbers(dated.reads.actions.ranking(WANTED[name]).all()) == expected


@pytest.mark.every(4)
@pytest.mark.parametrize("sort", Sort)
def test_the_list_can_be_sorted_by_any_column_and_then_by_priority(dated: Workspace, sort: Sort) -> None:
    if sort is Sort.RETURN:
        _give_figures(dated)
    for wanted in (ActionFilter(ALL), ActionFilter(ALL, text="ändra"), ActionFilter(ALL, text="söka")):
        by_priority = dated.reads.actions.ranking(wanted).all()
        for descending in (False, True):
            empty = [line for line in by_priority if _is_empty(line, sort)]
            valued = [line for line in by_priority if not _is_empty(line, sort)]
            expected = sorted(valued, key=COLUMNS[sort], reverse=descending) + empty
            assert _consistent(dated, replace(wanted, sort=sort, descending=descending)) == expected


def _earned(line: ActionLine) -> float:
    """Return a year's gains less the cost, half-way between their ends."""
    assert line.cost_low is not None and line.cost_high is not None
    assert line.gain_low is not None and line.gain_high is not None
    return (12 * (line.gain_low + line.gain_high) - line.cost_low - line.cost_high) / 2


def _give_figures(workspace: Workspace) -> None:
    """Let some actions cost and bring something, in two currencies, and one have no gain."""
    lines = workspace.reads.actions.ranking(ActionFilter(ALL)).all()
    workspace.journeys.edit(lines[0].journey_id, currency="SEK")
    for at, line in enumerate(lines[::3]):
        gain = f"{at % 5 * 100}..{at % 7 * 90 + 500}"
        workspace.actions.edit(line.id, cost=f"{at % 4}000..9000,5", gain=None if at == 1 else gain)


def _is_empty(line: ActionLine, sort: Sort) -> bool:
    figures = (line.cost_low, line.cost_high, line.gain_low, line.gain_high)
    return (
        (sort is Sort.OWNER and not line.owner)
        or (sort is Sort.DUE and line.due is None)
        or (sort is Sort.RETURN and None in figures)
    )


def test_owners_are_sorted_as_the_language_has_its_letters(dated: Workspace) -> None:
    def owners() -> list[str]:
        lines = dated.reads.actions.ranking(
            ActionFilter(ALL, owners=("Å", "a", "ø", "o"), sort=Sort.OWNER)
        ).all()
        return list(dict.fromkeys(line.owner for line in lines))

    assert owners() == ["Asa", "Ola", "Åsa", "Øyvind"]
    set_language("nb")
    assert owners() == ["Asa", "Ola", "Øyvind", "Åsa"]


def test_actions_can_be_named_one_by_one_however_many(dated: Workspace) -> None:
    every = dated.reads.actions.ranking(ActionFilter(ALL)).all()
    for ids in (
        frozenset(_numbers(every)),
        frozenset(_numbers(every[::3])),
        frozenset({every[4].id, 999_999}),
    ):
        for sort, descending in product((Sort.PRIORITY, Sort.STAGE, Sort.TITLE, Sort.DUE), (False, True)):
            whole = _consistent(dated, ActionFilter(ALL, sort=sort, descending=descending))
            some = _consistent(dated, ActionFilter(ALL, sort=sort, descending=descending, ids=ids))
            assert some == [line for line in whole if line.id in ids]
    late = _consistent(dated, ActionFilter(ALL, late=True, ids=frozenset(_numbers(every[:50]))))
    assert _numbers(late) == [line.id for line in every[:50] if LINES["late"](line)]
    assert _consistent(dated, ActionFilter(ALL, ids=frozenset())) == []
