"""Aids on paper: every touchpoint has its column, every check its boxes, and nothing of people's text acts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from auditor.base.vocabulary import Existence, Verdict
from auditor.library.checklists import Library
from auditor.reporting.paper import (
    COLUMNS,
    MapColumn,
    Paper,
    asked_parts,
    empty_map,
    map_sheets,
    paper_checklist,
)
from auditor.views.journeys import Journey
from tests.maps import a_map

LIBRARY = Library(Path("/nowhere"))


def a_journey(*stages: int) -> Journey:
    """Return a journey with so many touchpoints in each stage."""
    planned: list[tuple[str, list[tuple[str, dict[int, int]]]]] = [
        (f"Stage {at}", [(f"P{at}.{point}", {}) for point in range(count)]) for at, count in enumerate(stages)
    ]
    return a_map(planned, ["Kim", "Bo"]).journey


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("stages", [(), (0,), (3, 0, 9), (6,), (10, 10), (1,) * 13])
def test_every_touchpoint_has_a_column_and_every_sheet_is_full(paper: Paper, stages: tuple[int, ...]) -> None:
    journey = a_journey(*stages)
    sheets = map_sheets(journey, paper)
    assert [column.name for sheet in sheets for column in sheet.columns if column.place] == [
        point.name for point in journey.touchpoints
    ]
    for sheet in sheets:
        assert len(sheet.columns) == COLUMNS[paper] == sum(band.columns for band in sheet.bands)
    # A stage stands above its own touchpoints, on each sheet that it reaches.
    over = [band.name for sheet in sheets for band in sheet.bands for _at in range(band.columns)]
    columns = [column for sheet in sheets for column in sheet.columns]
    stage_of = {point.name: stage.name for stage in journey.stages for point in stage.touchpoints}
    assert all(
        stage_of[column.name] == name for column, name in zip(columns, over, strict=True) if column.name
    )
    assert {stage.name for stage in journey.stages} <= set(over)


def test_a_map_without_a_journey_is_all_room() -> None:
    sheets = map_sheets(None, Paper.A4)
    assert sum(len(sheet.bands) for sheet in sheets) >= 5
    assert {column for sheet in sheets for column in sheet.columns} == {MapColumn()}
    assert "Kim" not in empty_map(None, (), Paper.A3)


def test_a_check_has_a_box_for_each_verdict_and_is_never_cut() -> None:
    (part,) = asked_parts([LIBRARY.get("checkout")], None, LIBRARY, brief=False)
    html = paper_checklist("Checkout", [part], (), Paper.A4)
    checks = LIBRARY.get("checkout").checks
    articles = re.findall(r"<article>.*?</article>", html, re.DOTALL)
    assert len(articles) == len(checks)
    for check, article in zip(checks, articles, strict=True):
        assert article.count('class="box"') == len(Verdict) and "/".join(check.named) in article
    assert re.search(r"\narticle \{ break-inside: avoid;", html)
    brief = asked_parts([LIBRARY.get("checkout")], None, LIBRARY, brief=True)
    assert "How to look:" in html and "How to look:" not in paper_checklist("Checkout", brief, (), Paper.A4)


def test_a_journey_asks_its_own_checklists_where_they_are_asked() -> None:
    journey = a_journey(3)
    first, second, third = journey.stages[0].touchpoints
    points = (
        replace(first, checklists=("checkout", "trust", "gone")),
        replace(second, checklists=("trust",)),
        replace(third, checklists=("trust",), existence=Existence.PLANNED),
    )
    journey = replace(journey, stages=(replace(journey.stages[0], touchpoints=points),))
    trust = LIBRARY.get("trust")
    asked = {part.name: len(part.lists) for part in asked_parts([], journey, LIBRARY, brief=True)}
    assert asked == {"P0.0": 2, "P0.1": 1}
    only = asked_parts([LIBRARY.get("checkout")], journey, LIBRARY, brief=True)
    assert [part.name for part in only] == ["P0.0"]
    assert len(asked_parts([trust], journey, LIBRARY, brief=True)) == 2


def test_text_of_people_is_never_markup() -> None:
    name = '<script>alert(1)</script>&"'
    journey_map = a_map([(name, [(name, {})])], [name, name], name)
    for html in (
        empty_map(journey_map.journey, journey_map.personas, Paper.A4),
        paper_checklist(
            name, asked_parts([], journey_map.journey, LIBRARY, brief=False), journey_map.personas, Paper.A3
        ),
    ):
        assert "<script" not in html and "&lt;script&gt;" in html
        assert not re.search(r"https?://|url\(", html)
