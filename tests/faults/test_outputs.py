"""Outputs that are closed, full or no longer read, terminals that show nothing, and text that is no UTF-8."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from auditor.cli.frame.streams import _Output
from tests.processes import ran

pytestmark = pytest.mark.skipif(os.name == "nt", reason="done by a POSIX shell")

AUDITOR = f"{sys.executable} -m auditor"
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")


def _shell(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script of bash; its last word is the exit code of the first program in its line."""
    return ran("bash", "-c", f"{script}; exit ${{PIPESTATUS[0]}}", **environment)


PRINTING = {
    "help": "--help",
    "version": "--version",
    "table": "journey list",
    "JSON": "action list --format json",
    "workbook": "report xlsx 1 -",
    "export": "export all",
    "completion": "completion bash",
}


printing = pytest.mark.parametrize("command", PRINTING.values(), ids=PRINTING.keys())


@printing
def test_a_closed_output_is_told(place: Path, command: str) -> None:
    ran = _shell(f"{AUDITOR} {command} >&-")
    assert (ran.returncode, ran.stderr) == (1, "The output can’t be written: It is closed.\n")


@FULL
@printing
def test_a_full_output_is_told(place: Path, command: str) -> None:
    ran = _shell(f"{AUDITOR} {command} >/dev/full")
    assert (ran.returncode, ran.stderr) == (1, "The output can’t be written: No space left on device.\n")


@printing
def test_a_reader_that_is_gone_is_no_fault(place: Path, command: str) -> None:
    # The reader has left before the first word is written.
    ran = _shell(f"{{ while kill -0 $! 2>/dev/null; do :; done; {AUDITOR} {command}; }} > >(true)")
    assert (ran.returncode, ran.stderr) == (0, "")


@FULL
@printing
def test_messages_that_nobody_can_get_are_no_fault(place: Path, command: str) -> None:
    for redirected, code in (("2>&-", 0), ("2>/dev/full", 0), (">/dev/full 2>/dev/full", 1)):
        ran = _shell(f"{AUDITOR} {command} {redirected} | wc -c")
        assert (ran.returncode, ran.stderr) == (code, "")
        assert (int(ran.stdout) > 0) is (code == 0)


def test_what_is_refused_keeps_its_code_without_any_outputs(place: Path) -> None:
    for command, code in (("journey lst", 2), ("audit show 99", 1), ("db path", 1), ("audit walk", 2)):
        ran = _shell(f"{AUDITOR} {command} >&- 2>&-")
        assert (ran.returncode, ran.stdout, ran.stderr) == (code, "", "")


@FULL
def test_what_a_shell_completes_into_a_full_output(place: Path) -> None:
    asked = {"_AUDITOR_COMPLETE": "bash_complete", "COMP_WORDS": "auditor jou", "COMP_CWORD": "1"}
    assert _shell(AUDITOR, **asked).stdout == "plain,journey\n"
    for redirected in (">&-", ">/dev/full"):
        ran = _shell(f"{AUDITOR} {redirected}", **asked)
        assert ran.returncode == 1 and ran.stderr.count("\n") == 1 and "unforeseen" not in ran.stderr


def test_the_first_lines_are_enough(place: Path) -> None:
    ran = _shell(f"{AUDITOR} export all | head -1")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "{\n", "")


def test_a_closed_input_is_told(place: Path) -> None:
    ran = _shell(f"{AUDITOR} audit answer 1 --from - <&-")
    assert (ran.returncode, ran.stderr) == (1, "- can’t be read: It is closed.\n")


def test_nothing_that_is_opened_takes_the_place_of_a_closed_output(place: Path) -> None:
    """What is printed would go into it."""
    ran = _shell(f"{AUDITOR} export all -o {place / 'export.json'} <&- >&- 2>&-")
    assert ran.returncode == 0
    assert (place / "export.json").read_text(encoding="utf-8").endswith("}\n")
    assert (place / "default.db").read_bytes().startswith(b"SQLite format 3\0")


def test_an_output_that_does_not_wait_is_waited_for() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    content = b"x" * 1_000_000
    child = os.fork()
    if not child:
        os.close(reading)
        outlet = _Output(writing, "w", closefd=False)
        left = memoryview(content)
        while left:
            left = left[outlet.write(left) :]
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as opened:
        assert opened.read() == content
    assert os.waitpid(child, 0)[1] == 0


def _on_terminal(*words: str, **environment: str | None) -> tuple[int, str, float]:
    """Run a command in a terminal; return its exit code, what was printed, and the seconds it took."""
    mine, its = pty.openpty()
    merged = {**os.environ, "COLUMNS": "80", "LINES": "24", **environment}
    env = {name: value for name, value in merged.items() if value is not None}
    begun = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "auditor", *words], stdin=its, stdout=its, stderr=its, env=env
    ) as process:
        os.close(its)
        printed = b""
        try:
            while piece := os.read(mine, 65536):
                printed += piece
                if len(printed) > 100_000 or time.monotonic() - begun > 30:
                    process.kill()
        except OSError:
            pass
    os.close(mine)
    return process.returncode, printed.decode("utf-8").replace("\r\n", "\n"), time.monotonic() - begun


@pytest.mark.parametrize("kind", ["dumb", "", None])
def test_a_terminal_that_cannot_place_text_gets_no_app(place: Path, kind: str | None) -> None:
    for words in ((), ("demo",), ("audit", "walk")):
        code, printed, seconds = _on_terminal(*words, TERM=kind)
        assert (code, printed.count("\n")) == (2, 1), printed
        assert "\x1b" not in printed and "auditor journey" in printed
        assert f"“{kind or ''}”" in printed
        assert seconds < 20
    code, printed, _seconds = _on_terminal("journey", "list", TERM=kind)
    assert code == 0 and "Web shop" in printed


POOR: dict[str, str | None] = {
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONIOENCODING": None,
}
"""A locale that knows nothing but ASCII, and a Python that was told to leave it at that."""
POOR_SHELL = "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0"
NAME = "Åsa’s butik 日本"


def test_what_is_typed_is_kept_where_the_locale_lacks_it(place: Path) -> None:
    ran = _shell(f"{POOR_SHELL} {AUDITOR} journey new '{NAME}'")
    assert ran.returncode == 0 and f"“{NAME}”" in ran.stderr
    ran = _shell(f"{POOR_SHELL} {AUDITOR} journey list --format json")
    assert f'"{NAME}"' in ran.stdout
    note = "sett: å; 日本"
    ran = _shell(
        f'printf "Search engine;own-name-first;n;\\"{note}\\"\\n" | '
        f"{POOR_SHELL} {AUDITOR} audit answer 1 --from -"
    )
    assert "1 answer saved" in ran.stderr
    assert note in _shell(f"{AUDITOR} audit show 1 --format json").stdout


def test_files_are_written_and_named_in_utf8_where_the_locale_lacks_it(place: Path) -> None:
    _shell(f"{AUDITOR} journey edit 1 --name '{NAME}'")
    ran = _shell(f"cd '{place}' && {POOR_SHELL} PYTHONPATH={':'.join(sys.path)} {AUDITOR} report markdown 1")
    assert ran.returncode == 0, ran.stderr
    (written,) = place.glob("*.md")
    assert written.name.startswith("åsa") and NAME in written.read_text(encoding="utf-8")


def test_a_terminal_that_cannot_show_a_sign_shows_another(place: Path) -> None:
    _shell(f"{AUDITOR} journey edit 1 --name '{NAME}'")
    code, printed, _seconds = _on_terminal("journey", "list", COLUMNS="120", **POOR)
    assert code == 0
    assert "Asa's butik ????" in printed and printed.isascii()
    assert printed.count("This terminal can't show all letters") == 1
    # In the locale C alone letters are shown as they are, signs in ASCII.
    code, printed, _seconds = _on_terminal("journey", "list", COLUMNS="120", **POOR | {"PYTHONUTF8": None})
    assert code == 0 and "Åsa's" in printed and "日本" in printed


def test_signs_are_those_that_the_output_has(place: Path) -> None:
    _shell(f"{AUDITOR} journey edit 1 --name '{NAME}'")
    for words, environment in ((("--ascii",), {}), ((), {"LC_ALL": "C"})):
        code, printed, _seconds = _on_terminal(*words, "journey", "show", "1", **environment)
        rest = printed.replace("Å", "").replace("日本", "")
        assert code == 0 and rest.isascii() and "/" in printed, printed
        code, printed, _seconds = _on_terminal(*words, "journey", "list", "--format", "json", **environment)
        assert json.loads(printed)[0]["name"] == NAME
    code, printed, _seconds = _on_terminal("journey", "show", "1", TERM="linux")
    assert code == 0 and "◆" in printed and not re.search("[\u2800-\u28ff✓●]", printed)


def test_files_get_all_signs_unless_ascii_is_asked_for(place: Path) -> None:
    _shell(f"{AUDITOR} journey edit 1 --name '{NAME}'")
    assert "Åsa’s" in _shell(f"LC_ALL=C {AUDITOR} journey list").stdout
    assert "Åsa's" in _shell(f"{AUDITOR} --ascii journey list").stdout
    for form in ("json", "csv", "html"):
        assert "Åsa’s" in _shell(f"{AUDITOR} --ascii journey list --format {form}").stdout.replace(
            "&#x27;", "’"
        )
    assert "Åsa’s" in _shell(f"{AUDITOR} --ascii report markdown 1 -").stdout
    (place / "config").mkdir(exist_ok=True)
    (place / "config" / "config.toml").write_text('ascii = "on"\n')
    assert "Åsa's" in _shell(f"{AUDITOR} journey list").stdout


@pytest.mark.parametrize("locale", ["LC_ALL=C", "LC_ALL=C.UTF-8", POOR_SHELL])
def test_what_is_no_text_in_utf8_is_refused_and_not_shortened(place: Path, locale: str) -> None:
    ran = _shell(f"{locale} {AUDITOR} journey new $'\\xc5sa shop'")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "Error: “\ufffdsa shop” is no text in UTF-8: type it once more.\n"
    ran = _shell(f"{locale} AUDITOR_USER=$'\\xc5sa' {AUDITOR} journey new Shop")
    assert ran.returncode == 1 and ran.stderr.count("\n") == 1 and "UTF-8" in ran.stderr
    assert "sa shop" not in _shell(f"{AUDITOR} journey list").stdout


def test_a_file_may_have_any_name_that_is_there(place: Path) -> None:
    ran = _shell(
        f"cd '{place}' && printf 'Search engine;own-name-first;n\\n' > $'\\xc5' && "
        f"PYTHONPATH={':'.join(sys.path)} {AUDITOR} audit answer 1 --from $'\\xc5'"
    )
    assert ran.returncode == 0 and "1 answer saved" in ran.stderr
