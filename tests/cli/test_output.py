"""What goes where: data on stdout, messages on stderr, exit codes, formats."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tabulate

from auditor.base.errors import AuditorError, BusyError, ConflictError, DatabaseError, StorageError
from auditor.cli.frame import output
from auditor.cli.frame.options import FORMATS
from auditor.workspace import Workspace
from tests.cli.conftest import Cli


def test_all_formats_of_tabulate_can_be_asked_for() -> None:
    assert set(FORMATS) == {*tabulate.tabulate_formats, "json", "csv"}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_prints_one_table_or_several(shop: Cli, form: str) -> None:
    for command in (["journey", "list"], ["report", "summary", "web"], ["action", "show", "1"]):
        said = shop(*command, "--format", form)
        assert said.out.strip()
        assert said.err == ""


def test_tables_speak_to_people(shop: Cli) -> None:
    said = shop("audit", "findings", "1", "--format", "github").out
    header = [cell.strip() for cell in said.splitlines()[0].strip("|").split("|")]
    assert header == [
        "Finding",
        "Stage",
        "Touchpoint",
        "On the page",
        "Check",
        "What is wrong",
        "Severity",
        "Found",
        "Comment",
        "Action",
        "Status",
    ]
    assert "sour" in said and "?" not in said


def test_nothing_to_show_is_a_hint_on_stderr_and_an_empty_list_in_json(
    nothing: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AUDITOR_DB")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    said = nothing("journey", "list")
    assert said.out == ""
    assert "There is no database at" in said.err and "journey new" in said.err
    assert nothing.json("journey", "list") == []
    assert nothing("journey", "list", "--format", "csv").out.startswith("id,name,")
    assert nothing.json("action", "list") == []
    assert not (tmp_path / "data").exists()
    nothing("people", "add", "Kim")
    assert "There are no journeys yet" in nothing("journey", "list").err


@pytest.mark.parametrize(
    "command", [("journey", "list"), ("action", "list"), ("today",), ("journey", "show", "1")]
)
def test_a_database_that_was_named_and_is_not_there_is_not_one_without_journeys(
    nothing: Cli, tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "typo.db"
    for said in (nothing.run("--db", str(path), *command), nothing.run(*command, "--format", "json")):
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith("There is no database at ") and said.err.count("\n") == 1
    assert not path.exists()
    nothing("--db", str(path), "journey", "new", "Shop")
    nothing("--db", str(path), *command)


def test_what_is_made_is_a_bare_number_on_stdout(cli: Cli) -> None:
    said = cli("journey", "new", "Shop")
    assert said.out == "1\n"
    assert said.err == "Created the journey “Shop”.\n"


def test_a_refusal_is_one_line_on_stderr(cli: Cli) -> None:
    said = cli.run("journey", "show", "nothing here")
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert cli.run("journey", "new", "x" * 201).code == 1
    assert cli.run("undo").code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("journey", "new"),
        ("journey", "list", "--format", "pdf"),
        ("action", "add", "1", "x", "Title", "--effort", "6", "--impact", "1"),
        ("audit", "answer", "1", "x"),
        ("audit", "answer", "1", "x", "y", "perhaps"),
        ("audit", "answer", "1", "x", "--from", "file"),
        ("audit", "feel", "1", "x", "3"),
        ("--lang", "fr", "journey", "list"),
        ("history", "--limit", "0"),
    ],
)
def test_wrong_usage_is_2(cli: Cli, words: tuple[str, ...]) -> None:
    said = cli.run(*words)
    assert said.code == 2
    assert said.out == ""
    assert "auditor" in said.err


def test_a_busy_database_is_3(shop: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.store.adapter.BUSY_TIMEOUT_MS", 50)
    holder = sqlite3.connect(tmp_path / "default.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    said = shop.run("journey", "edit", "web", "--name", "Other")
    holder.close()
    assert said.code == 3
    assert said.err.count("\n") == 1
    assert [line["name"] for line in shop.json("journey", "list")] == ["Web shop"]


def test_a_damaged_newer_or_foreign_database_is_4(nothing: Cli, tmp_path: Path) -> None:
    path = tmp_path / "default.db"
    path.write_bytes(b"This was never a database." * 100)
    said = nothing.run("journey", "list")
    assert said.code == 4
    assert said.err.count("\n") == 1
    path.unlink()
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE songs (name)")
    assert nothing.run("action", "list").code == 4


def test_a_newer_database_is_4_and_names_both_versions(shop: Cli, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "default.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    said = shop.run("report", "summary", "1")
    assert said.code == 4
    assert "9999" in said.err


@pytest.mark.parametrize(
    ("error", "code"),
    [(ConflictError("x"), 1), (StorageError("x"), 1), (BusyError("x"), 3), (DatabaseError("x"), 4)],
)
def test_exit_codes(error: AuditorError, code: int) -> None:
    assert output.exit_code(error) == code


def _left(work: Callable[[], object]) -> object:
    with pytest.raises(SystemExit) as left:
        output.leave(work)
    return left.value.code


def test_what_nobody_foresaw_is_one_line_and_a_file_with_the_details(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("secret\x1b[2Jof the machine")

    assert _left(broken) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert "\x1b" not in said.err
    (log,) = tmp_path.glob("auditor-error-*.log")
    assert str(log) in said.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_ctrl_c_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    assert _left(interrupted) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_csv_keeps_numbers_and_neutralises_what_a_spreadsheet_would_run(cli: Cli) -> None:
    journey = cli.made("journey", "new", "=1+1")
    for name in ("+sum", "-cmd", "@x", ";y", "plain = text", 'quote "and", comma'):
        cli("touchpoint", "add", "--", journey, "aware", name)
    cli("audit", "new", journey)
    cli("audit", "feel", "1", "plain", "-2")
    names = [row["name"] for row in _csv(cli, "touchpoint", "list", journey)]
    assert names == ["'+sum", "'-cmd", "'@x", "';y", "plain = text", 'quote "and", comma']
    assert [row["name"] for row in _csv(cli, "journey", "list")] == ["'=1+1"]
    assert [row["feeling"] for row in _csv(cli, "audit", "findings", "1")] == ["-2"]
    assert "'=1+1" in cli("journey", "list", "--format", "tsv").out


def _csv(cli: Cli, *words: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(cli(*words, "--format", "csv").out)))


def test_csv_has_the_keys_of_json(shop: Cli) -> None:
    assert list(_csv(shop, "action", "list")[0]) == list(shop.json("action", "list")[0])


def test_markdown_cells_stay_cells(cli: Cli) -> None:
    cli("journey", "new", "a | b")
    for form in ("github", "pipe"):
        lines = cli("journey", "list", "--format", form).out.splitlines()
        assert r"a \| b" in lines[2]
        assert len({line.replace(r"\|", "").count("|") for line in lines}) == 1


@pytest.mark.parametrize("form", ["html", "unsafehtml"])
def test_html_is_escaped(cli: Cli, form: str) -> None:
    cli("journey", "new", "<script>alert(1)</script>")
    assert "<script>" not in cli("journey", "list", "--format", form).out


def test_own_checklists_are_listed_and_bad_ones_are_named(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "checklists"
    folder.mkdir(parents=True)
    good = folder / "windows.toml"
    good.write_text(
        'key = "windows"\n[title]\nen = "Shop windows"\n[[check]]\nkey = "clean"\nseverity = 2\n'
        'remedy_effort = 1\nremedy_impact = 2\n[check.text]\nen = "Is it clean?"\n[check.remedy]\nen = "Clean it"\n',
        encoding="utf-8",
    )
    bad = folder / "bad.toml"
    bad.write_text('key = "bad"\ntitle = "Bad"\n[[check]]\nkey = "x"\nseverity = 9\n', encoding="utf-8")
    listed = cli("checklist", "list", "--format", "json")
    assert {one["key"]: one["own"] for one in listed.json}["windows"] is True
    assert f"{bad}:5" in listed.err
    checked = cli.run("checklist", "check", str(good), str(bad), str(tmp_path / "missing.toml"))
    assert checked.code == 1
    assert checked.out.splitlines() == [f"{good}: good, 1 check (en)"]
    assert f"{bad}:5: x.severity:" in checked.err
    assert "missing.toml:1:" in checked.err
    assert cli.run("checklist", "check", str(good)).code == 0


def test_a_template_file_of_ones_own(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('key = "mine"\ntitle = "Mine"\n', encoding="utf-8")
    said = cli.run("journey", "new", "--template", str(file))
    assert said.code == 1
    assert all(line.startswith(f"{file}:") for line in said.err.splitlines())
    assert cli.run("journey", "new", "--template", "nothing-like-it").code == 1
    assert "web-shop" in cli.run("journey", "new", "--template", "nothing-like-it").err


def test_settings_that_cannot_be_read_are_named(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("name = [", encoding="utf-8")
    said = cli.run("journey", "list")
    assert said.code == 1
    assert "config.toml" in said.err
    assert cli("--help").out


def test_another_database_is_named_on_the_command_line(cli: Cli, tmp_path: Path) -> None:
    other = tmp_path / "deep" / "other.db"
    cli("--db", str(other), "journey", "new", "Elsewhere")
    assert cli("--db", str(other), "db", "path").out.strip() == str(other)
    assert [line["name"] for line in cli.json("--db", str(other), "journey", "list")] == ["Elsewhere"]
    assert cli.json("journey", "list") == []


def test_a_full_output_is_told(shop: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, err: bool = False, **_more: object) -> None:
        if not err:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("click.echo", full)
    assert shop.run("journey", "list").code == 1


def test_nothing_is_open_when_a_command_has_run(shop: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[Workspace] = []
    real = Workspace.close

    def close(workspace: Workspace) -> None:
        closed.append(workspace)
        real(workspace)

    monkeypatch.setattr(Workspace, "close", close)
    shop("journey", "list")
    shop.run("journey", "show", "nothing")
    assert len(closed) == 2


def test_an_action_in_csv_has_every_field_that_json_has(shop: Cli) -> None:
    """Each value of JSON stands on the line that says the way to it."""

    def ways(way: str, value: object) -> dict[str, object]:
        if isinstance(value, dict):
            within = list(value.items())
        elif isinstance(value, list):
            within = [(str(place), each) for place, each in enumerate(value, 1)]
        else:
            return {way: value}
        found = {
            key: one for name, each in within for key, one in ways(f"{way}.{name}".strip("."), each).items()
        }
        return found or {way: None}

    rows = csv.DictReader(io.StringIO(shop("action", "show", "1", "--format", "csv").out))
    found = {row["field"]: row["value"] for row in rows}
    wanted = ways("", shop.json("action", "show", "1"))
    assert list(found) == list(wanted)
    assert {"findings.1.check", "need_terms.1.value", "comments", "history.1.who"} <= set(found)
    for way, value in wanted.items():
        if isinstance(value, str) or value is None:
            assert found[way].removeprefix("'") == (value or "").replace("\r", ""), way
        elif not isinstance(value, bool):
            assert float(found[way]) == value, way


def test_the_manual_page_has_every_command_and_nothing_acts_in_it(nothing: Cli) -> None:
    lines = nothing("man").out.splitlines()
    assert {'.SS "auditor journey show"', '.SS "auditor man"'} <= set(lines)
    acting = {line.split(" ")[0] for line in lines if line[:1] in (".", "'")}
    assert acting == {".TH", ".SH", ".SS", ".PP", ".TP"}
    assert any("\\fB\\-\\-quadrant" in line for line in lines)
