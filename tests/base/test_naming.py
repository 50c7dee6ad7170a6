"""Rows are meant by number or by an unambiguous part of a name."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from auditor.base.errors import NotFoundError
from auditor.base.naming import pick


class Row(NamedTuple):
    id: int
    name: str


ROWS = [
    Row(1, "Checkout"),
    Row(2, "Checkout on the phone"),
    Row(3, "Åhléns"),
    Row(12, "2024"),
    Row(20, "Mobile checkout"),
]


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("1", 1),
        ("12", 12),
        ("2024", 12),
        ("checkout", 1),
        ("CHECKOUT ON", 2),
        ("phone", 2),
        ("mobile", 20),
        ("åhl", 3),
        ("  checkout   on ", 2),
    ],
)
def test_number_then_whole_name_then_beginning_then_part(word: str, number: int) -> None:
    assert pick(ROWS, word, "row").id == number


def test_an_ambiguous_word_names_the_candidates() -> None:
    with pytest.raises(NotFoundError) as refused:
        pick(ROWS[:3], "check", "row")
    assert "1 “Checkout”" in str(refused.value)
    assert "2 “Checkout on the phone”" in str(refused.value)
    assert "Åhléns" not in str(refused.value)


@pytest.mark.parametrize("word", ["99", "nothing", "", "  ", "9" * 30, "\x1b[2J"])
def test_a_word_for_nothing_lists_some_that_exist(word: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        pick(ROWS, word, "row")
    assert "“Checkout”" in str(refused.value)
    assert str(refused.value).isprintable()


def test_where_there_is_nothing_nothing_is_listed() -> None:
    with pytest.raises(NotFoundError, match="nor any other"):
        pick([], "x", "row")


def test_rows_may_be_named_otherwise() -> None:
    rows = [("a", 7), ("b", 8)]
    assert pick(rows, "8", "row", name=lambda row: row[0], number=lambda row: row[1]) == ("b", 8)
