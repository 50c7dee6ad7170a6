"""Settings by commands: listed, set and set back, and what goes before them is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The settings file of the test, which is not there yet."""
    return tmp_path / "config" / "config.toml"


def test_before_there_is_a_database_all_is_kept_in_the_file_and_it_begins_with_that(
    nothing: Cli, file: Path
) -> None:
    said = nothing.run("settings", "set", "priority.need", "0,7")
    assert (said.code, said.out) == (0, "") and str(file) in said.err
    assert file.read_text() == "[priority]\nneed = 0.7\n"
    nothing("journey", "new", "Shop")
    listed = {one["key"]: one for one in nothing.json("settings")}
    assert listed["priority.need"]["value"] == 0.7 and listed["priority.need"]["in_database"]
    file.unlink()
    assert {one["key"]: one["value"] for one in nothing.json("settings")}["priority.need"] == 0.7


def test_what_the_file_has_otherwise_than_the_database_is_told(cli: Cli, file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[priority]\nneed = 0.7\nconfidence = 0.5\n[matrix]\nimpact = 3\n")
    said = cli.run("settings")
    assert "Your file has priority.need, matrix.impact otherwise" in said.err.replace("\n", " ")
    assert "otherwise" not in cli.run("--db", str(file.parent / "none.db"), "settings").err


def test_settings_are_set_listed_and_set_back(cli: Cli, file: Path) -> None:
    said = cli.run("settings", "set", "priority.need", "0,7")
    assert (said.code, said.out, said.err) == (0, "", "Set priority.need to 0.7 for everybody.\n")
    assert not file.exists()
    listed = {one["key"]: one for one in cli.json("settings")}
    assert listed["priority.need"] | {"title": "", "about": ""} == {
        "key": "priority.need",
        "title": "",
        "value": 0.7,
        "is_set": True,
        "in_database": True,
        "overridden_by": None,
        "default": 0.5,
        "about": "",
    }
    assert listed["capacity.days"]["value"] == [0.5, 2, 5, 15, 40]
    assert "person" not in listed
    assert "back to its default" in cli.run("settings", "unset", "priority.need").err
    assert not {one["key"]: one for one in cli.json("settings", "list")}["priority.need"]["is_set"]
    cli("undo")
    assert {one["key"]: one for one in cli.json("settings", "list")}["priority.need"]["value"] == 0.7


def test_what_is_ones_own_is_kept_in_the_file(cli: Cli, file: Path) -> None:
    assert str(file) in cli.run("settings", "set", "theme", "light").err
    assert file.read_text() == 'theme = "light"\n'
    listed = {one["key"]: one for one in cli.json("settings")}
    assert listed["theme"]["is_set"] and not listed["theme"]["in_database"]
    assert cli.run("settings", "unset", "theme").err.strip().endswith("dark")


def test_what_goes_before_a_setting_is_told(cli: Cli) -> None:
    said = cli.run("--lang", "en", "settings", "set", "language", "sv")
    assert "--lang en goes before it" in said.err
    listed = {one["key"]: one["overridden_by"] for one in cli.json("--lang", "en", "settings")}
    assert (listed["language"], listed["name"], listed["theme"]) == ("--lang en", "AUDITOR_USER", None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "theme", "blue"), "theme must be one of dark, light"),
        (("set", "order", "rice"), "order is no setting; there are priority.order"),
        (("set", "person", "x"), "person is no setting"),
        (("unset", "colour"), "colour is no setting"),
    ],
)
def test_what_can_t_be_set_is_refused_in_a_line(
    cli: Cli, file: Path, words: tuple[str, ...], said: str
) -> None:
    refused = cli.run("settings", *words)
    assert (refused.code, refused.out) == (1, "") and said in refused.err
    assert len(refused.err.splitlines()) == 1 and not file.exists()


def test_a_file_that_can_t_be_used_is_mended_by_the_command(cli: Cli, file: Path) -> None:
    file.parent.mkdir()
    file.write_text('# mine\ntheme = "blue"\n')
    assert "theme must be one of" in cli.run("settings").err
    assert cli.run("settings", "set", "theme", "light").code == 0
    assert file.read_text() == '# mine\ntheme = "light"\n'
