"""Numbers and days as they are written in different countries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.importing.files.national import date_of, decimal_mark, number_of, order_of


@pytest.mark.parametrize(
    ("cells", "counts", "expected"),
    [
        (["7,5", "8"], False, [7.5, 8]),
        (["7.5", "8"], False, [7.5, 8]),
        (["1,234", "987"], True, [1234, 987]),
        (["1.234", "987"], True, [1234, 987]),
        (["1,234", "2"], False, [1.234, 2]),
        (["1.234.567,8", "1,5"], False, [1234567.8, 1.5]),
        (["1,234,567.8", "1.5"], True, [1234567.8, 1.5]),
        (["1 234", "12\u00a0345", "1'000"], True, [1234, 12345, 1000]),
        (["−3", "–2", "+4"], False, [-3, -2, 4]),
        (["12%", "5,204 (41%)"], True, [12, 5204]),
    ],
)
def test_a_column_tells_how_its_numbers_are_written(
    cells: list[str], counts: bool, expected: list[float]
) -> None:
    mark = decimal_mark(cells, counts)
    assert [number_of(cell, mark) for cell in cells] == expected


@pytest.mark.parametrize(
    "cell", ["", "abc", "1,2,3", "1.2.3", "--1", "1e5", "0x10", "nan", "5 6 a", "1,23,456", "²"]
)
def test_what_is_no_number_is_none(cell: str) -> None:
    assert number_of(cell) is None


@given(
    st.lists(st.integers(0, 10**9), min_size=1),
    st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "'"]),
)
def test_counts_come_out_whatever_parts_the_thousands(numbers: list[int], mark: str) -> None:
    cells = [f"{number:,}".replace(",", mark) for number in numbers]
    decimal = decimal_mark(cells, counts=True)
    assert [number_of(cell, decimal) for cell in cells] == numbers


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "2026-11-03",
            "2026-11-03T14:05:00Z",
            "2026-11-03 14:05",
            "2026/11/3",
            "20261103",
            "3.11.2026",
            "03/11/2026",
        ),
        *(
            "3.11.26",
            "3 Nov 2026",
            "3. november 2026",
            "3 november 2026 kl. 14:05",
            "Nov 3, 2026",
            "November 3rd, 2026",
        ),
    ],
)
def test_days_in_usual_forms(cell: str) -> None:
    assert date_of(cell) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "cell", ["", "5", "32.1.2026", "2026-13-01", "3 foo 2026", "1.2.3.4", "score 3", "2026"]
)
def test_what_is_no_day_is_none(cell: str) -> None:
    assert date_of(cell) is None


def test_the_whole_column_tells_whether_day_or_month_comes_first() -> None:
    assert order_of(["1/2/2026", "13/2/2026"]) == ("dmy", True)
    assert order_of(["1/2/2026", "2/13/2026"]) == ("mdy", True)
    assert order_of(["1/2/2026"]) == ("dmy", False)
    assert order_of(["1.2.2026"]) == ("dmy", True)
    assert date_of("2/13/2026", "mdy") == date(2026, 2, 13)
