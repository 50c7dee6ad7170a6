"""Texts name keys by asking the commands that have them, because keys can be set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import screens
from screens.frame.commands import Command
from screens.frame.told_keys import keys_of
from tools.messages import extracted, forms

_KEY = re.compile(r"(?<![\w’'/{.#-])[b-zB-HJ-Z](?![\w’'/}-])|\^\w|ctrl\+|(?<=[“ ])[,?+](?=[ ”])")
"""A letter or a sign that stands alone; `a` and `I` are words."""
_NO_KEYS = {
    "of a mean, such as s or kr",
    "{key} is no key: write one such as r, F, ctrl+g or f5, or two that follow each other, such as g r.",
}


def test_no_text_of_the_app_names_a_letter_as_a_key() -> None:
    said = {form for message in extracted([Path(screens.__file__).parent]) for form in forms(message)}
    assert {each for each in said if _KEY.search(each)} == _NO_KEYS


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("12345", "1 to 5"),
        ("345", "3 to 5"),
        ("12", "1, 2"),
        ("1235", "1, 2, 3, 5"),
        ("qwert", "q, w, e, r, t"),
    ],
)
def test_keys_of_several_are_told_as_a_row_where_they_are_one(keys: str, told: str) -> None:
    commands = [Command(f"feel('{key}')", (key,), "", "") for key in keys]
    assert keys_of(commands, (each.action for each in commands)) == told
