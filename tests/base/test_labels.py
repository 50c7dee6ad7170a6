"""The words and signs of numbers."""

from __future__ import annotations

import pytest

from auditor.base.i18n import set_language
from auditor.base.labels import nearest, quoted


@pytest.mark.parametrize(
    ("mean", "feeling"), [(-2, -2), (-1.5, -2), (-0.5, -1), (-0.4, 0), (0.5, 0), (0.51, 1), (1.5, 1), (2, 2)]
)
def test_a_mean_between_two_feelings_is_the_sourer_one(mean: float, feeling: int) -> None:
    assert nearest(mean) == feeling


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Mend “Pay”", "“Mend ‘Pay’”"),
        ("sv", "Åtgärda ”Betala”", "”Åtgärda ’Betala’”"),
        ("nb", "Rett «Betal»", "«Rett ‘Betal’»"),
    ],
)
def test_quotes_within_quotes_are_single_ones(language: str, text: str, expected: str) -> None:
    set_language(language)
    assert quoted(text) == expected
