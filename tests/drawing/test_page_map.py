"""The map on a page: strips as wide as a sheet, touchpoints by the numbers that commands take."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from auditor.drawing.curves import Drawn
from auditor.drawing.page_map import MOST_COLUMNS, MOST_IN_A_ROW, PLOT, strips
from auditor.views.maps import JourneyMap
from tests.maps import a_map


def _map(count: int) -> JourneyMap:
    """Return a map whose touchpoints have numbers from 101, as in a database that holds other journeys too."""
    made = a_map([("S", [(f"T{place}", {1: place % 5 - 2}) for place in range(count)])], ["Kim"])
    points = [
        replace(point, touchpoint=replace(point.touchpoint, id=point.touchpoint.id + 100))
        for point in made.points
    ]
    return replace(made, points=tuple(points))


@pytest.mark.parametrize(("count", "rows", "row"), [(8, 1, 1), (15, 2, 1), (20, 3, 1), (21, 3, 2)])
def test_a_map_is_in_strips_for_a_small_sheet_and_in_a_row_for_a_large_one(
    count: int, rows: int, row: int
) -> None:
    drawn = [Drawn("Kim", [place % 5 - 2 for place in range(count)])]
    for most, wanted in ((MOST_COLUMNS, rows), (MOST_IN_A_ROW, row)):
        made = strips(_map(count), drawn, most)
        assert len(made) == wanted
        assert [column.number for strip in made for column in strip.columns] == [
            101 + place for place in range(count)
        ]
        assert all(len(strip.columns) <= most for strip in made)
        assert all(0 <= mark.y <= PLOT for strip in made for line in strip.lines for mark in line.marks)
