"""What is typed into the fields of a noun is checked by its table of rules, and told with the name of the field."""

from __future__ import annotations

import pytest

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Phase
from auditor.input.typed import Rule, checked, line, needed_line, one_of, within

RULES = {
    "name": Rule("name", needed_line),
    "role": Rule("role", line),
    "effort": Rule("effort", within(1, 5), "weight"),
    "phase": Rule("phase", one_of(Phase)),
}


def test_what_is_given_is_stored_and_what_is_not_given_stays() -> None:
    given = {"name": " Åsa\n", "role": "", "effort": 3, "phase": None}
    assert checked(RULES, given) == {"name": "Åsa", "role": "", "weight": 3}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "The name is empty: type at least one character."),
        ({"role": "x" * 201}, "The role has 201 characters, and 200 is the most: please shorten it."),
        ({"effort": 6}, "Effort is 6, but must be a whole number from 1 to 5."),
        ({"phase": "late"}, "Phase is “late”, but must be one of awareness,"),
    ],
)
def test_what_breaks_a_rule_is_refused_in_a_sentence_with_its_field(
    given: dict[str, object], said: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        checked(RULES, given)
    assert str(refused.value).startswith(said)
