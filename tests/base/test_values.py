"""What a value must be, and the reason that is given where it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from auditor.base import values
from auditor.base.values import UnfitError
from auditor.base.vocabulary import Method


@pytest.mark.parametrize(
    ("check", "good", "kept"),
    [
        (lambda value: values.a_whole(value, 1, 5), 5, 5),
        (lambda value: values.a_number(value, 0, 1), 1, 1.0),
        (lambda value: values.a_choice(value, Method), "rice", Method.RICE),
        (lambda value: values.a_text(value, 9), "a\x07\nb", "a\nb"),
        (lambda value: values.a_line(value), " a\n b ", "a b"),
        (values.a_flag, False, False),
        (values.a_day, "2026-12-01", date(2026, 12, 1)),
        (values.a_list, [], []),
        (values.an_object, {}, {}),
    ],
)
def test_what_is_fit_is_kept(check: Callable[[object], object], good: object, kept: object) -> None:
    assert check(good) == kept


@pytest.mark.parametrize(
    ("check", "bad", "reason"),
    [
        (
            lambda value: values.a_whole(value, 1, 5),
            [0, 6, 1.0, True, "3", None],
            "a whole number from 1 to 5",
        ),
        (
            lambda value: values.a_number(value, 0.001, 1e6),
            [0, float("nan"), True, "1"],
            "from 0.001 to 1000000",
        ),
        (values.a_number, ["1", float("inf"), None], "must be a number"),
        (
            lambda value: values.a_choice(value, Method),
            ["best", 3, None, ["rice"]],
            "must be one of priority, rice",
        ),
        (lambda value: values.a_text(value, 2), [3, None], "must be text"),
        (lambda value: values.a_text(value, 2), ["abc"], "has 3 characters, and 2 is the most"),
        (lambda value: values.a_line(value, needed=True), ["", " \n"], "is empty"),
        (values.a_flag, [0, "true", None], "must be true or false"),
        (values.a_day, ["1/12", 3, "2026-02-30"], "must be a day such as 2026-12-01"),
        (values.a_list, [(), {}, None], "must be a list"),
        (values.an_object, [[], "", None], "must be an object"),
    ],
)
def test_what_is_unfit_is_refused_with_the_reason(
    check: Callable[[object], object], bad: list[object], reason: str
) -> None:
    for each in bad:
        with pytest.raises(UnfitError) as refused:
            check(each)
        assert reason in str(refused.value)
