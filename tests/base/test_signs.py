"""Signs in the place of those that a terminal lacks: as wide, told apart, and for all that the program says or draws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.base import signs
from auditor.base.labels import CHANGE_SIGNS, STANDING_SIGNS, SUPPORT_SIGNS, VERDICT_SIGNS
from auditor.base.signs import Signs
from auditor.drawing.cells import bar, cells_of, spark
from auditor.drawing.curves import SIGNS
from screens.widgets.action_lines import BLOCKED, STATUS_SIGNS

ROOT = Path(signs.__file__).parents[2]


@pytest.fixture(params=[Signs.ASCII, Signs.CONSOLE])
def shown(request: pytest.FixtureRequest) -> Iterator[Signs]:
    """Show other signs than all for a while."""
    signs.use(request.param)
    yield request.param
    signs.use(Signs.ALL)


@pytest.mark.parametrize(
    "alike",
    [
        VERDICT_SIGNS,
        SUPPORT_SIGNS,
        STANDING_SIGNS,
        CHANGE_SIGNS,
        {"": BLOCKED, **{str(status): sign for status, sign in STATUS_SIGNS.items()}},
        dict(enumerate(SIGNS)),
    ],
)
def test_what_is_told_apart_by_a_sign_still_is(shown: Signs, alike: dict[object, str]) -> None:
    assert len({signs.drawn(sign) for sign in alike.values()}) == len(alike)


def test_no_two_marks_become_the_same_nor_one_that_is_in_use(shown: Signs) -> None:
    in_use = {
        sign
        for sign in (*VERDICT_SIGNS.values(), *STATUS_SIGNS.values(), *STANDING_SIGNS.values())
        if sign.isascii()
    }
    become = [signs.drawn(mark) for mark in signs.MARKS]
    assert len(set(become)) == len(become)
    assert not in_use & set(become)


def test_each_sign_is_as_wide_as_what_it_stands_for(shown: Signs) -> None:
    for sign in map(chr, range(0x2000, 0x2900)):
        if cells_of(sign) == 1:
            assert cells_of(signs.drawn(sign)) == 1, sign


def test_all_that_the_sources_draw_or_say_has_a_sign_in_ascii() -> None:
    """Signs that only stand in what is read, in formulas of comments, and in tables of other people's signs are not shown."""
    others = {"importing", "exchange", "analysis", "store", "mermaid"}
    signs.use(Signs.ASCII)
    try:
        for folder in ("auditor", "screens"):
            for file in (ROOT / folder).rglob("*.py"):
                if not others & set(file.parts):
                    _all_shown(file)
        for file in (ROOT / "auditor" / "locale").rglob("auditor.po"):
            _all_shown(file)
    finally:
        signs.use(Signs.ALL)


def _all_shown(file: Path) -> None:
    code = re.sub(r'"""[\s\S]*?"""', "", file.read_text(encoding="utf-8"))
    if file.name in {"signs.py", "text.py"}:
        return
    left = {sign for sign in signs.spelled(code) if not sign.isascii() and not sign.isalpha()}
    assert not left, f"{file}: {left}"


def test_sentences_are_spelled_out_and_bars_and_curves_drawn() -> None:
    signs.use(Signs.ASCII)
    try:
        assert signs.spelled("“saving …” ½ → 1") == '"saving ..." 1/2 -> 1'
        assert signs.drawn(bar(0.55, 4)) == "==| "
        assert signs.drawn("⠉⠒⠤⣀⡠⠊⠑⢄") == r"'--.//\\"
        assert spark([0, None, 1], 0, 1) == "1·8"
    finally:
        signs.use(Signs.ALL)
    assert spark([0, None, 1], 0, 1) == "▁·█"


def test_letters_stay_where_they_can_be_shown() -> None:
    signs.use(Signs.ASCII, "iso8859-1")
    assert signs.in_cells("Åsa’s kjærlighet ő日") == "Åsa's kjærlighet o??"
    signs.use(Signs.ASCII, "ascii")
    try:
        assert signs.lacks_letters() and not signs.has_lost_letters()
        assert signs.spelled("kjærlighet på øya") == "kjaerlighet på øya"
        assert signs.in_cells("på øya, læring") == "pa oya, lering" and signs.has_lost_letters()
        assert "på".encode("ascii", signs.READABLE) == b"pa"
    finally:
        signs.use(Signs.ALL)
