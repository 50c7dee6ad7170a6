"""Terminals that lack signs, and readers that need lines: what the program sends to a real terminal there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.terminal.bare import bare
from tests.terminal.terminal import Terminal


@pytest.mark.parametrize(
    ("arguments", "environment", "lacking"),
    [
        (["--ascii"], {}, r"[^\x00-\x7f]"),
        ([], {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, r"[^\x00-\x7f]"),
        ([], {"TERM": "linux"}, "[\u2800-\u28ff✓✗●◐‹›…]"),
    ],
    ids=["asked for", "by the locale", "the console"],
)
def test_the_app_draws_with_the_signs_that_a_terminal_has(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], lacking: str
) -> None:
    known = {"AUDITOR_DB": str(tmp_path / "new.db"), "AUDITOR_CONFIG": str(tmp_path), "AUDITOR_USER": "Kim"}
    with bare([*arguments, "demo"], {**known, **environment}) as program:
        program.until("Journeys")
        program.send(b"gm")
        program.until("Lowest")
        drawn = program.drawn
        program.send(b"q")
        assert program.ended(60) == 0
    assert re.search(r"[/\\\\]", drawn), "a curve is drawn"
    assert not (found := re.findall(lacking, drawn)), found
    assert "?" * 3 not in drawn


def test_a_walk_in_lines_in_a_terminal(terminal: Terminal) -> None:
    terminal.begin_audit()
    terminal.run("--linear", "audit", "walk")
    terminal.until("Touchpoint 1 of ")
    for key in ("y", "x"):
        terminal.type(f"{key}\n")
    terminal.until("not applicable: saved")
    terminal.type("q\n")
    terminal.until("Everything is saved.")
    terminal.until_left()
    answers = json.loads(terminal.command("audit", "show", "1", "--format", "json"))["touchpoints"][0][
        "answers"
    ]
    assert [one["verdict"] for one in answers[:2]] == ["pass", "not-applicable"]
