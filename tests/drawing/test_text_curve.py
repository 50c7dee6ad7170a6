"""The emotion curve in plain text: what stands where, and how it is fitted to the terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.base.labels import FEELING_FACES
from auditor.drawing.cells import cells_of
from auditor.drawing.curves import SIGNS, View, curves_of
from auditor.drawing.text_curve import HEIGHT, emotion_curve
from tests.maps import a_map

BUYING = [
    ("Look", [("Search engine", {1: 1, 2: -1}), ("Product page", {1: 2})]),
    ("Buy", [("Checkout", {1: -2, 2: 0})]),
]

_STRIP = 1 + HEIGHT + 1 + 2
"""Lines of a strip: stages, the drawing, numbers, names."""


def _drawn(width: int = 80, view: View = View.NOW) -> list[str]:
    journey_map = a_map(BUYING, ["Kim", "Bo"])
    return emotion_curve(journey_map, curves_of(journey_map, view), width).splitlines()


def test_stages_stand_above_faces_at_the_left_touchpoints_below() -> None:
    lines = _drawn()
    assert lines[0].split() == ["|", "Look", "|", "Buy"]
    faces = [line[:5].strip() for line in lines[1 : HEIGHT + 1 : 2]]
    assert faces == [FEELING_FACES[score] for score in (2, 1, 0, -1, -2)]
    assert lines[HEIGHT + 1].split() == ["1", "2", "3"]
    assert lines[HEIGHT + 2].split() == ["Search", "engine", "Product", "page", "Checkout"]
    assert lines[-1] == f"{SIGNS[0]} Kim   {SIGNS[1]} Bo"


def test_every_sign_is_at_its_feeling_above_its_number() -> None:
    lines = _drawn()
    numbers = lines[HEIGHT + 1]
    rows = {2: 1, 1: 3, 0: 5, -1: 7, -2: 9}
    for sign, feelings in zip(SIGNS, ({1: 1, 2: 2, 3: -2}, {1: -1, 3: 0}), strict=False):
        for number, score in feelings.items():
            assert lines[rows[score]][numbers.index(str(number))] == sign


def test_one_persona_alone_and_as_is_beside_to_be() -> None:
    journey_map = a_map(BUYING, ["Kim", "Bo"])
    alone = curves_of(journey_map, View.NOW, [journey_map.personas[1]])
    assert [(one.name, list(one.scores)) for one in alone] == [("Bo", [-1, None, 0])]
    both = curves_of(journey_map, View.WISH)
    assert [one.name for one in both] == ["Kim · now", "Bo · now", "wanted"]
    assert "wanted" not in "".join(_drawn(view=View.WISH))


def test_a_long_journey_goes_on_in_strips_and_stages_say_so() -> None:
    journey_map = a_map([("Look", [(f"Point {n}", {1: n % 5 - 2}) for n in range(40)])], ["Kim"])
    text = emotion_curve(journey_map, curves_of(journey_map, View.NOW), 80)
    lines = text.splitlines()
    strips = [lines[at : at + _STRIP] for at in range(0, len(lines) - 1, _STRIP + 1)]
    assert len(strips) == 5
    assert strips[0][0].split() == ["|", "Look", "›"]
    assert all(strip[0].split()[:2] == ["‹", "Look"] for strip in strips[1:])
    numbers = [word for strip in strips for word in strip[HEIGHT + 1].split()]
    assert numbers == [str(number) for number in range(1, 41)]
    assert text.count(SIGNS[0]) == 40 + 1


def test_nothing_felt_is_nothing_drawn() -> None:
    for journey_map in (a_map([], []), a_map([("S", [("T", {})])], ["Kim"])):
        assert emotion_curve(journey_map, curves_of(journey_map, View.NOW), 80) == ""


NAMES = st.text("ab é漢🛒\u0301", min_size=1, max_size=30)


@given(
    st.lists(st.tuples(NAMES, st.integers(-2, 2)), min_size=1, max_size=60),
    st.lists(NAMES, min_size=1, max_size=3),
    st.integers(20, 200),
)
def test_no_line_is_wider_than_the_terminal(
    points: list[tuple[str, int]], personas: list[str], width: int
) -> None:
    planned = [(name, [(name, dict.fromkeys(range(1, len(personas) + 1), score))]) for name, score in points]
    journey_map = a_map(planned, personas)
    for line in emotion_curve(journey_map, curves_of(journey_map, View.NOW), width).splitlines():
        assert cells_of(line) <= width
