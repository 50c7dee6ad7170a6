"""Every change has a sentence."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import auditor
from auditor.sentences.history import codes, describe, field_word, state
from auditor.views.history import TOLD, HistoryLine

_CODE = re.compile(r"""\.work\(\s*["']([a-z-]+)["']""")


def _written() -> set[str]:
    core = Path(auditor.__file__).parent.rglob("*.py")
    return {code for file in core for code in _CODE.findall(file.read_text(encoding="utf-8"))}


def _line(code: str, /, **arguments: str) -> HistoryLine:
    return HistoryLine(1, datetime(2026, 1, 1, tzinfo=UTC), "Kim", code, arguments, "done")


def test_every_code_that_is_written_has_a_sentence() -> None:
    assert len(_written()) > 20
    assert _written() <= codes()


@pytest.mark.parametrize("code", sorted(codes()))
def test_a_history_that_lacks_arguments_is_still_told(code: str) -> None:
    assert describe(_line(code)) not in ("", code)


@pytest.mark.parametrize("field", sorted(TOLD))
def test_every_value_of_an_action_that_is_told_of_has_a_name(field: str) -> None:
    assert field_word(field)


def test_names_in_sentences_are_only_text() -> None:
    assert describe(_line("journey-new", name="{name} {0} %s")) == "Created the journey “{name} {0} %s”"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            _line("answer", check="a/b", touchpoint="T", verdict="not-applicable"),
            "Answered a/b at “T”: not applicable",
        ),
        (_line("answer", check="a/b", touchpoint="T", verdict=""), "Took away the answer to a/b at “T”"),
        (_line("feel", touchpoint="T", feeling="2"), "Felt very happy at “T”"),
        (_line("feel", touchpoint="T", feeling=""), "Took away the feeling at “T”"),
        (_line("comment", touchpoint="T"), "Commented on the feeling at “T”"),
        (_line("action-status", title="A", status="in-progress"), "Set the action “A” to in progress"),
        (_line("action-status", title="A", status="planned", count="3"), "Set 3 actions to planned"),
        (_line("undo", code="stage-move", name="S"), "Took back: Moved the stage “S”"),
        (_line("redo", code="undo-what", name="S"), "Did again: undo-what"),
    ],
)
def test_sentences(line: HistoryLine, sentence: str) -> None:
    assert describe(line) == sentence


def test_a_change_that_stands_is_done() -> None:
    assert state(_line("journey-new")) == "done"
