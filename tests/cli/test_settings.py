"""Settings by commands: listed, set and set back, and what goes before them is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The settings file of the test, which is not there yet."""
    return tmp_path / "config" / "config.toml"


def test_settings_are_set_listed_and_set_back(cli: Cli, file: Path) -> None:
    said = cli.run("settings", "set", "priority.need", "0,7")
    assert (said.code, said.out) == (0, "") and str(file) in said.err
    assert file.read_text() == "[priority]\nneed = 0.7\n"
    listed = {one["key"]: one for one in cli.json("settings")}
    assert listed["priority.need"] | {"title": "", "about": ""} == {
        "key": "priority.need",
        "title": "",
        "value": 0.7,
        "is_set": True,
        "overridden_by": None,
        "default": 0.5,
        "about": "",
    }
    assert listed["capacity.days"]["value"] == [0.5, 2, 5, 15, 40]
    assert "person" not in listed
    assert cli.run("settings", "unset", "priority.need").err.strip().endswith("0.5")
    assert not cli.json("settings", "list")[4]["is_set"]


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
