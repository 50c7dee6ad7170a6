"""How often a journey is looked at again, as people type it and as it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base.errors import RefusedError
from auditor.base.i18n import set_language
from auditor.input.intervals import LONGEST, ago, days_of, in_words


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("90", 90),
        ("1", 1),
        (" 6 weeks ", 42),
        ("6w", 42),
        ("3 Months", 90),
        ("1 year", 365),
        ("6 veckor", 42),
        ("3 månader", 90),
        ("2 ÅR", 730),
        ("4 uker", 28),
        ("10 dager", 10),
        ("never", None),
        ("aldrig", None),
        ("", None),
    ],
)
def test_an_interval_is_read_in_three_languages(text: str, days: int | None) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize(
    "text", ["soon", "6 moons", "0", "-3", "1.5", "99999", "11 years", "weeks", "6 weeks 2"]
)
def test_anything_else_is_refused_saying_what_to_type(text: str) -> None:
    with pytest.raises(RefusedError, match="6 weeks, 3 months"):
        days_of(text)


@given(st.integers(1, LONGEST), st.sampled_from(["en", "sv", "nb"]))
def test_what_is_said_can_be_typed(days: int, language: str) -> None:
    set_language(language)
    assert days_of(in_words(days)) == days
    assert days_of(in_words(None)) is None


def test_how_long_ago_is_said_in_the_largest_unit_that_fits_twice() -> None:
    assert [ago(days) for days in (0, 1, 13, 14, 59, 60, 729, 730)] == [
        "today",
        "yesterday",
        "13 days ago",
        "2 weeks ago",
        "8 weeks ago",
        "2 months ago",
        "24 months ago",
        "2 years ago",
    ]
