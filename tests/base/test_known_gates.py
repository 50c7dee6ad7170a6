"""What is known to be there, as one text in the database."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.base.known_gates import gates_of, gates_text

KEYS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)


@given(st.dictionaries(KEYS, st.booleans()))
def test_what_is_written_is_read_as_it_was(gates: dict[str, bool]) -> None:
    assert gates_of(gates_text(gates)) == gates


def test_what_is_no_answer_is_passed_over() -> None:
    """An import may bring any text."""
    assert gates_of("video=no login =yes payment=maybe delivery=yes") == {"video": False, "delivery": True}
