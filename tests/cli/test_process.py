"""What only a real process shows: what is imported, pipes, terminals, the language, completion."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes import ran

AUDITOR = (sys.executable, "-m", "auditor")


def _run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return ran(*AUDITOR, *words, **environment)


_LOADED = """
import sys
sys.argv = ["auditor", *{words!r}]
from auditor.cli.main import run
try:
    run()
finally:
    print(*(name for name in {names!r} if name in sys.modules), file=sys.stderr)
"""


def _loaded(words: list[str], names: list[str]) -> list[str]:
    code = _LOADED.format(words=words, names=names)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return ran.stderr.splitlines()[-1].split()


@pytest.mark.parametrize(
    "words",
    [
        *(["journey", "list"], ["action", "list"], ["report", "summary", "1"], ["audit", "show", "1"]),
        *(["journey", "show", "1"], ["journey", "gaps", "1"], ["touchpoint", "show", "1"]),
        *(["persona", "list", "1"], ["interview", "list", "1"]),
        *(["people"], ["action", "list", "--filter", "owner:none need<=1 sort:due"]),
    ],
)
def test_reading_loads_neither_sqlmodel_nor_textual(place: Path, words: list[str]) -> None:
    heavy = ["sqlmodel", "sqlalchemy", "pydantic", "alembic", "textual", "rich"]
    assert _loaded(words, [*heavy, "tabulate"]) == ["tabulate"]
    assert _loaded([*words, "--format", "json"], [*heavy, "tabulate"]) == []


class TestOnAServer:
    """Reading there goes through the driver itself."""

    @pytest.fixture
    def engine_name(self) -> str:
        """A server alone is meant."""
        return "postgres"

    @pytest.mark.usefixtures("walked")
    @pytest.mark.parametrize(
        "words",
        [
            *(["journey", "list"], ["action", "list"], ["report", "summary", "1"], ["audit", "show", "1"]),
            *(["finding", "list"], ["today"], ["history"], ["interview", "list", "1"]),
        ],
    )
    def test_reading_loads_no_sqlalchemy(self, address: str, words: list[str]) -> None:
        names = ["sqlmodel", "sqlalchemy", "pydantic", "alembic", "psycopg"]
        assert _loaded(["--db", address, *words], names) == ["psycopg"]


def test_what_wants_ones_eye_is_told_by_next_to_nothing(place: Path) -> None:
    names = ["sqlmodel", "sqlalchemy", "textual", "dateparser", "tabulate", "jinja2"]
    assert _loaded(["today", "--short"], names) == []
    assert _loaded(["today", "--everybody", "--format", "json"], names) == []


def test_help_loads_next_to_nothing() -> None:
    names = ["sqlite3", "tabulate", "sqlmodel", "textual", "auditor.workspace", "auditor.cli.journey.list"]
    assert _loaded(["--help"], names) == []
    assert _loaded(["journey", "--help"], names) == ["auditor.cli.journey.list"]


def test_a_reader_that_has_seen_enough_is_no_fault(place: Path) -> None:
    with subprocess.Popen(
        [*AUDITOR, "audit", "show", "1", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode == 0


def test_text_survives_a_locale_that_lacks_it(place: Path) -> None:
    poor = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    assert _run("journey", "edit", "1", "--name", "Åäö 日本", **poor).returncode == 0
    assert "Åäö 日本" in _run("journey", "list", "--format", "csv", **poor).stdout


@pytest.mark.parametrize("words", [[], ["demo"], ["audit", "walk"], ["audit", "walk", "1"]])
def test_without_a_terminal_the_app_does_not_hang(place: Path, words: list[str]) -> None:
    ran = _run(*words)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.count("\n") == 1
    assert "auditor journey" in ran.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    ran = _run("completion", shell)
    assert ran.returncode == 0
    first, *script = ran.stdout.splitlines()
    assert first.startswith("#")
    assert f"auditor completion {shell}" in first
    assert any("_AUDITOR_COMPLETE" in line for line in script)
    assert ran.stderr == ""


def test_completion_completes(tmp_path: Path) -> None:
    def completed(words: str) -> set[str]:
        number = str(len(words.split(" ")) - 1)
        ran = _run(_AUDITOR_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=number)
        return {line.partition(",")[2] for line in ran.stdout.splitlines()}

    assert completed("auditor j") == {"journey"}
    assert {"checklist", "completion"} == completed("auditor c")
    assert {"new", "list", "show", "edit", "copy", "delete", "templates"} <= completed("auditor journey ")
    assert completed("auditor journey list --format js") == {"json"}
    assert completed("auditor action assign 1 A") == {""}, "nothing"
    assert not (tmp_path / "default.db").exists()
    assert _run("people", "add", "Anna").returncode == 0
    assert completed("auditor people edit a") == {"Anna"}
    assert completed("auditor action assign 1 A") == completed("auditor action list --owner an") == {"Anna"}


@pytest.fixture
def offered(place: Path) -> Callable[..., list[str]]:
    """Return what a shell is told, line by line, for the last of some words, in a database with a journey."""
    assert _run("journey", "new", "My, own shop", "--template", "web-shop").returncode == 0
    assert _run("persona", "add", "1", "Anna’s mother").returncode == 0
    assert _run("people", "add", "Anna Berg").returncode == 0

    def told(*words: str, shell: str = "bash") -> list[str]:
        lines = "\n".join(("auditor", *words))
        ran = _run(_AUDITOR_COMPLETE=f"{shell}_complete", COMP_WORDS=lines, COMP_CWORD=str(len(words)))
        return ran.stdout.splitlines()

    return told


def test_names_and_keys_are_completed_wherever_they_are_wanted(offered: Callable[..., list[str]]) -> None:
    assert offered("journey", "show", "my") == ["plain,My, own shop"]
    assert offered("audit", "new", "1", "--persona", "An") == ["plain,Anna’s mother"]
    assert offered("persona", "show", "anna") == ["plain,Anna’s mother"]
    assert offered("audit", "new", "1", "--auditor", '"an') == ["plain,Anna Berg"]
    assert offered("touchpoint", "show", "Bas") == ["plain,Basket and checkout"]
    assert offered("stage", "edit", "Pur") == ["plain,Purchase"]
    assert "plain,accessibility" in offered("checklist", "show", "acc")
    assert offered("journey", "new", "--template", "web") == ["plain,web-shop", "plain,web-shop-core"]
    assert offered("finding", "show", "src-2") == ["plain,SRC-2"]


def test_where_a_file_is_wanted_the_shell_completes_files(offered: Callable[..., list[str]]) -> None:
    for words in (
        ("evidence", "import", "axe", "ax"),
        ("import", "all", "ax"),
        ("import", "mermaid", "ax"),
        ("report", "html", "1", "ax"),
        ("action", "export", "--to", "jira", "ax"),
        ("checklist", "check", "one.toml", "ax"),
        ("evidence", "add", "1", "interview", "--file", "ax"),
        ("--db", "ax"),
    ):
        assert offered(*words) == ["file,ax"], words
    assert offered("export", "journey", "1", "--folder", "ax") == ["dir,ax"]


@pytest.mark.every(3)
@pytest.mark.parametrize(
    "name", ["Anna Berg", "O'Brien", 'The "boss"', "$HOME `x` \\", "a, b; c & d", "Åsa Öst"]
)
def test_what_bash_completes_is_one_word_for_it(place: Path, name: str) -> None:
    assert _run("people", "add", name).returncode == 0
    (place / "auditor").write_text(f'#!/bin/sh\nexec {shlex.join(AUDITOR)} "$@"\n')
    (place / "auditor").chmod(0o755)
    begun = shlex.quote(name[:1])
    script = f"""
        eval "$(auditor completion bash)"
        for typed in {begun} '"'{begun} "'"{begun}; do
            COMP_WORDS=(auditor action list --owner "$typed") COMP_CWORD=4 COMPREPLY=()
            _auditor_completion auditor
            quote=; case $typed in [\\"\\']*) quote=${{typed:0:1}} ;; esac
            eval "set -- $quote${{COMPREPLY[0]}}$quote"
            printf '%s %s\\n' $# "$1"
        done
    """
    env = {**os.environ, "PATH": f"{place}{os.pathsep}{os.environ['PATH']}"}
    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, env=env)
    assert ran.stdout.splitlines() == [f"1 {name}"] * 3, ran.stderr


def _on_terminal(*words: str, width: int) -> str:
    """Return what a command prints on a terminal of that width."""
    mine, its = pty.openpty()
    size = {"COLUMNS": str(width), "LINES": "24"}
    with subprocess.Popen(
        [*AUDITOR, *words], stdin=its, stdout=its, stderr=subprocess.DEVNULL, env={**os.environ, **size}
    ):
        os.close(its)
        printed = b""
        while True:
            try:
                piece = os.read(mine, 65536)
            except OSError:
                break
            if not piece:
                break
            printed += piece
    os.close(mine)
    return printed.decode().replace("\r\n", "\n")


def test_tables_fit_the_terminal_and_carry_no_colour(place: Path) -> None:
    narrow = _on_terminal("action", "list", "--limit", "5", width=80)
    assert max(map(len, narrow.splitlines())) <= 80
    assert "Why here" not in narrow
    wide = _on_terminal("action", "list", "--limit", "5", width=200)
    assert "Why here" in wide
    assert len(wide.splitlines()) == 7
    assert "\x1b" not in narrow + wide


def test_the_language_is_that_of_the_option_then_the_settings_then_the_environment(place: Path) -> None:
    assert "Kundresa" in _run("--lang", "sv", "journey", "list").stdout
    assert "Kundereise" in _run("--lang=nb", "journey", "list").stdout
    assert "Kundresa" in _run("journey", "list", LC_ALL="sv_SE.UTF-8").stdout
    folder = place / "config"
    folder.mkdir()
    (folder / "config.toml").write_text('language = "nb"\n', encoding="utf-8")
    assert "Kundereise" in _run("journey", "list", LC_ALL="sv_SE.UTF-8").stdout
    assert "Kundresa" in _run("--db", str(place / "default.db"), "--lang", "sv", "journey", "list").stdout


def test_help_and_errors_speak_the_language() -> None:
    said = _run("--lang", "sv", "--help").stdout
    assert said.startswith("Användning: auditor")
    assert "kundresor" in said
    assert "Användning" in _run("--lang", "sv", "journey", "lst").stderr
