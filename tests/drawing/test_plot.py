"""Curves drawn in text: everything within its rows and columns, each curve known by its characters alone."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.curves import Curve
from auditor.base.vocabulary import FEELINGS
from auditor.drawing.curves import RHYTHMS, SIGNS
from auditor.drawing.plot import Cell, Plot, even_height, plot, row_of
from tests.quickness import within

SCORE = st.none() | st.floats(-2, 2, allow_nan=False)
HEIGHT = st.integers(5, 40)
WIDTH = st.integers(1, 20)
BRAILLE = range(0x2801, 0x2900)


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[list[float | None]], int, int, int]:
    """Curves over some columns, and the size to draw them in."""
    columns = draw(st.integers(0, 12))
    curves = draw(st.lists(st.lists(SCORE, min_size=columns, max_size=columns), max_size=len(SIGNS)))
    return curves, columns, draw(WIDTH), draw(HEIGHT)


def _signs(drawn: Plot, number: int) -> set[tuple[int, int]]:
    """Return (column, row) of every sign of a curve."""
    return {
        (x, y)
        for y, row in enumerate(drawn.rows)
        for x, cell in enumerate(row)
        if cell == (SIGNS[number % len(SIGNS)], number)
    }


def _line(drawn: Plot, between: tuple[int, int]) -> list[Cell]:
    """Return the cells strictly between the signs of two columns that something is drawn in."""
    width = drawn.column_width
    first, last = (place * width + width // 2 for place in between)
    return [cell for row in drawn.rows for cell in row[first + 1 : last] if cell[1] is not None]


@given(drawings())
def test_a_drawing_has_exactly_its_rows_and_columns(
    drawing: tuple[list[list[float | None]], int, int, int],
) -> None:
    curves, columns, width, height = drawing
    drawn = plot(curves, columns, width, height)
    assert drawn.column_width == width and len(drawn.rows) == height
    assert {len(row) for row in drawn.rows} == {max(1, columns * width)}
    for row in drawn.rows:
        for text, owner in row:
            if owner is None:
                assert text == " "
            else:
                assert 0 <= owner < len(curves)
                assert text == SIGNS[owner] or ord(text) in BRAILLE


@given(drawings())
def test_every_score_has_its_sign_in_its_row_in_the_middle_of_its_column(
    drawing: tuple[list[list[float | None]], int, int, int],
) -> None:
    curves, columns, width, height = drawing
    drawn = plot(curves, columns, width, height)
    expected: dict[tuple[int, int], int] = {}
    for number, curve in reversed(list(enumerate(curves))):
        for place, score in enumerate(curve):
            if score is not None:
                expected[place * width + width // 2, row_of(score, height)] = number
    found = {place: number for number in range(len(curves)) for place in _signs(drawn, number)}
    assert found == expected, "the first curve lies on top"


@given(HEIGHT)
def test_rows_go_from_very_happy_at_the_top_to_very_sour_at_the_bottom(height: int) -> None:
    rows = [row_of(score, height) for score in reversed(FEELINGS)]
    assert (rows[0], rows[-1]) == (0, height - 1)
    assert rows == sorted(set(rows)), "no two feelings in one row"


@pytest.mark.parametrize("height", [5, 9, 13, 29])
def test_in_heights_made_for_it_feelings_stand_at_equal_distances(height: int) -> None:
    rows = [row_of(score, height) for score in reversed(FEELINGS)]
    assert {after - before for before, after in pairwise(rows)} == {(height - 1) // 4}


@pytest.mark.parametrize("room", range(3, 35))
def test_the_height_for_a_room_is_even_and_fits(room: int) -> None:
    height = even_height(room)
    assert (height - 1) % 4 == 0
    assert height == 5 or room - 4 < height <= room


@given(st.floats(-2, 2), HEIGHT)
def test_a_sign_stands_on_its_line(score: float, height: int) -> None:
    rows = plot([[score, score]], 2, 9, height).rows
    here = {y for y, row in enumerate(rows) for text, owner in row if owner is not None and text not in SIGNS}
    assert here == {row_of(score, height)}


@given(st.lists(st.sampled_from(FEELINGS), min_size=2, max_size=6), st.integers(3, 18), HEIGHT)
def test_neighbours_are_joined_without_a_hole(scores: list[int], width: int, height: int) -> None:
    drawn = plot([scores], len(scores), width, height)
    owned = [{y for y, row in enumerate(drawn.rows) if row[x][1] == 0} for x in range(len(scores) * width)]
    start, end = width // 2, (len(scores) - 1) * width + width // 2
    for x in range(start, end + 1):
        assert owned[x], f"nothing in column {x}"
    for x in [*range(start), *range(end + 1, len(owned))]:
        assert not owned[x], "nothing before the first and after the last"


def test_where_nothing_is_known_a_line_is_interrupted() -> None:
    drawn = plot([[2, 2, None, -2, -2]], 5, 9, 9)
    assert _line(drawn, (0, 1)) and _line(drawn, (3, 4))
    assert not _line(drawn, (1, 3))
    alone = plot([[None, 1, None]], 3, 9, 9)
    assert sum(owner is not None for row in alone.rows for _text, owner in row) == 1


def test_a_line_stays_between_its_two_scores() -> None:
    drawn = plot([[1, -1]], 2, 18, 29)
    rows = {y for y, row in enumerate(drawn.rows) for _text, owner in row if owner is not None}
    assert rows == set(range(row_of(1, 29), row_of(-1, 29) + 1))


def test_curves_are_told_apart_without_colour() -> None:
    assert len(set(SIGNS)) == len(SIGNS) == len(RHYTHMS) == len(set(RHYTHMS))
    curve: Curve = [1, 1]
    lines = []
    for number in range(len(SIGNS)):
        drawn = plot([[None, None]] * number + [curve], 2, 30, 9)
        assert len(_signs(drawn, number)) == 2
        lines.append("".join(text for text, owner in _line(drawn, (0, 1)) if owner == number))
    for (first, one), (second, other) in combinations(enumerate(lines), 2):
        assert one != other, f"the lines of curves {first} and {second} look alike"


def test_where_two_curves_cross_each_cell_belongs_to_one() -> None:
    drawn = plot([[2, -2], [-2, 2]], 2, 18, 9)
    owners = {owner for row in drawn.rows for _text, owner in row}
    assert owners == {None, 0, 1}
    assert len(_signs(drawn, 0)) == len(_signs(drawn, 1)) == 2


def test_no_curves_and_no_touchpoints_draw_nothing() -> None:
    for drawn in (plot([], 3, 9, 5), plot([], 0, 9, 5), plot([[]], 0, 9, 5), plot([[None] * 3], 3, 9, 5)):
        assert all(cell == (" ", None) for row in drawn.rows for cell in row)


def test_a_journey_of_400_touchpoints_is_drawn_in_a_moment() -> None:
    curves = [[FEELINGS[(place * step) % 5] for place in range(400)] for step in (1, 2, 3)]
    with within(2):
        drawn = plot(curves, 400, 9, 29)
    assert len(drawn.rows[0]) == 3600
