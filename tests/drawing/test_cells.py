"""Text fitted to cells: exactly as wide as asked, whoever counts the cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from auditor.drawing.cells import Measure, bar, cells_of, fit, wrapped

TEXTS = st.text("ab é漢🛒\u0301👩\u200d💻❤\ufe0f\t\n", min_size=1, max_size=30)
MEASURES = (cells_of, cell_len)


@pytest.mark.parametrize("cells", MEASURES)
@given(text=TEXTS, width=st.integers(1, 40), right=st.booleans())
def test_text_takes_exactly_the_cells_it_is_given(cells: Measure, text: str, width: int, right: bool) -> None:
    assert cells(fit(text, width, right, cells)) == width
    assert [cells(line) for line in wrapped(text, width, 3, cells)] == [width] * 3


@pytest.mark.parametrize("cells", MEASURES)
@pytest.mark.parametrize(
    ("text", "fitted"), [("abc", "abc  "), ("abcdef", "abcd…"), ("漢字漢字", "漢字…"), ("åäöåäö", "åäöå…")]
)
def test_what_is_cut_has_an_ellipsis(cells: Measure, text: str, fitted: str) -> None:
    assert fit(text, 5, cells=cells) == fitted


def test_figures_stand_at_the_right() -> None:
    assert fit("12", 5, right=True) == "   12"


@pytest.mark.parametrize(
    ("share", "drawn"), [(0.0, "    "), (0.5, "██  "), (0.53, "██▏ "), (1.0, "████"), (7.0, "████")]
)
def test_a_bar_is_filled_in_eighths_of_a_cell(share: float, drawn: str) -> None:
    assert bar(share, 4) == drawn
