"""The harness of the benchmarks works: no figure is judged here, because a test must not fail on a slow day."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from auditor.input.filters import read_filter
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.benchmarks import databases
from tests.benchmarks.exports import exports
from tests.benchmarks.findings import findings
from tests.benchmarks.lists import FILTERS, lists
from tests.benchmarks.maps import map_steps
from tests.benchmarks.paints import hello
from tests.benchmarks.ratios import in_turns, ratio, table
from tests.benchmarks.saving import saved_answer
from tests.benchmarks.screen import Screen
from tests.benchmarks.sharing import of_a_site
from tests.benchmarks.terminal import GaveUpError, Terminal

TINY = databases.Size("tiny", 2, 3, 1500, 500)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> databases.Made:
    """A database that is only read."""
    return databases.make(tmp_path_factory.mktemp("made"), TINY)


def test_screen_shows_what_a_terminal_would() -> None:
    screen = Screen(12, 3)
    for cut in (
        "\x1b[2J\x1b[2;3",
        "Hone\x1b[1;31m tå",
        "\x1b]0;title\x07g\x1b[?2026l\r\nend",
        "\x1b[1;1H漢x",
    ):
        screen.feed(cut.encode())
    assert screen.text == "漢x         \n  one tåg   \nend         "
    assert screen.style_at(1, 7) == "1;31"


def test_reader_waits_for_what_a_program_writes(tmp_path: Path) -> None:
    with Terminal(["/bin/sh", "-c", "read line; echo got $line"], {"PATH": "/bin:/usr/bin"}) as terminal:
        pressed = terminal.type("abc\n")
        assert terminal.wait(lambda screen: screen.find("got abc") is not None) > pressed
        with pytest.raises(GaveUpError, match="ended"):
            terminal.wait(lambda screen: screen.find("nothing like it") is not None)


def test_floor_of_the_screens_paints(tmp_path: Path) -> None:
    taken = in_turns({"hello": hello(tmp_path).first_paint}, times=1, warm=0)
    assert taken["hello"][0] > 0


def test_databases_are_as_large_as_said_and_true(tiny: databases.Made, tmp_path: Path) -> None:
    workspace = Workspace.open(str(tiny.path), Config(tmp_path, databases.WHO))
    try:
        assert workspace.upkeep.check() == []
        assert workspace.reads.actions.ranking().total == TINY.actions
        assert len(workspace.reads.journeys.lines()) == TINY.journeys
    finally:
        workspace.close()
    with closing(sqlite3.connect(tiny.path)) as connection:
        (given,) = connection.execute("SELECT count(*) FROM answer WHERE verdict IS NOT NULL").fetchone()
        (kept,) = connection.execute("SELECT count(*) FROM change WHERE code = 'answer'").fetchone()
    assert TINY.answers <= given < 1.5 * TINY.answers
    assert kept == given
    assert databases.answered(tiny) == 0


def test_steps_on_a_long_map_and_a_short_one_are_measured(tmp_path: Path) -> None:
    figure = map_steps(tmp_path, times=2)
    assert figure.ours > 0 and figure.floor > 0


def test_lists_are_measured_that_show_what_the_statement_gives(tiny: databases.Made, tmp_path: Path) -> None:
    figures = lists(tiny, times=1)
    assert len(figures) == len(FILTERS) and all(figure.ours > 0 and figure.floor > 0 for figure in figures)
    workspace = Workspace.open(str(tiny.path), Config(tmp_path, databases.WHO))
    try:
        totals = [
            workspace.reads.actions.ranking(read_filter(words, workspace.today)).total for words in FILTERS
        ]
    finally:
        workspace.close()
    with closing(sqlite3.connect(tiny.path)) as connection:
        counted = [
            connection.execute(f"SELECT count(*) FROM action x WHERE {condition}").fetchone()[0]
            for condition, _order in FILTERS.values()
        ]
    assert totals == counted and min(totals[:2]) > 0


def test_exports_are_measured(tiny: databases.Made, tmp_path: Path) -> None:
    figures = exports(databases.make(tmp_path, databases.SMALL), tiny, times=1)
    assert len(figures) == 2 and all(figure.ours > 0 and figure.floor > 0 for figure in figures)


def test_what_a_site_follows_is_measured_against_as_many_bare_rows(tmp_path: Path) -> None:
    answer, gate = of_a_site(tmp_path, times=1, pages=3)
    assert answer.floor == gate.floor > 0
    assert answer.ours > 0 and gate.ours > 0


def test_findings_are_measured(tmp_path: Path) -> None:
    whole, one = findings(tmp_path, times=1, count=60)
    assert whole.floor == one.floor > 0 and whole.ours > 0 and one.ours > 0


def test_a_measure_gives_a_line_of_the_table(tmp_path: Path) -> None:
    figure = saved_answer(databases.make(tmp_path, databases.SMALL), times=1)
    assert figure.ours > 0
    assert figure.floor > 0
    assert f"{figure.value:.2f}" in table([figure])
    assert table([ratio("nothing", [2.0], [1.0], None)]).endswith("| 2.00    |       |       |")
