"""Amounts as people type them, in every language, and as they are shown in forms."""

from __future__ import annotations

import pytest

from auditor.base.errors import RefusedError
from auditor.base.i18n import set_language
from auditor.input.amounts import amount_as_typed, read_amount


@pytest.mark.parametrize(
    ("language", "text", "ends"),
    [
        ("en", "1500", (1500, 1500)),
        ("en", "1000..2000", (1000, 2000)),
        ("en", "1,000 - 2,500.50", (1000, 2500.5)),
        ("en", "0–3", (0, 3)),
        ("en", "400 to 600", (400, 600)),
        ("sv", "1 000–2 000", (1000, 2000)),
        ("sv", "1 000,5 till 2 000", (1000.5, 2000)),
        ("nb", "1000…2000", (1000, 2000)),
        ("nb", "400 til 600", (400, 600)),
        ("en", "  ", (None, None)),
        ("en", "none", (None, None)),
        ("sv", "inget", (None, None)),
    ],
)
def test_amounts_are_read_as_they_are_written(
    language: str, text: str, ends: tuple[float | None, float | None]
) -> None:
    set_language(language)
    assert read_amount(text, "cost") == ends
    assert read_amount(amount_as_typed(*ends), "cost") == ends


@pytest.mark.parametrize("text", ["much", "1..2..3", "-5", "10..-5", "5%", "1e13", "2000..1000", "1.."])
def test_what_is_no_amount_is_refused_by_the_name_of_its_field(text: str) -> None:
    with pytest.raises(RefusedError, match=r"^Cost: “"):
        read_amount(text, "cost")


def test_a_number_that_can_be_two_is_refused() -> None:
    set_language("sv")
    with pytest.raises(RefusedError, match="1,234"):
        read_amount("1.234..5000", "kostnad")
