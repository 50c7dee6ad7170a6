"""`auditor checklist convert`: from a task list to checks that an audit asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

TASKS = "# Ours\n\n- [ ] Is the price shown?\n- [ ] Is there a search?\n"


def test_a_task_list_becomes_a_file_to_complete(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.md").write_text(TASKS, encoding="utf-8")
    said = cli("checklist", "convert", "list.md", "--severity", "2", "--effort", "1", "--impact", "3")
    assert "Written: ours.toml" in said.err and "Of 2 checks these are missing: remedy 2." in said.err
    checked = cli.run("checklist", "check", "ours.toml")
    assert checked.code != 0 and checked.err.count("remedy: is missing") == 2
    again = cli.run("checklist", "convert", "list.md")
    assert again.code == 1 and "--force" in again.err
    made = (tmp_path / "ours.toml").read_text(encoding="utf-8")
    (tmp_path / "ours.toml").write_text(
        made.replace("# [check.remedy]\n# en", "[check.remedy]\nen"), encoding="utf-8"
    )
    assert "2 checks" in cli("checklist", "check", "ours.toml").out


def test_it_is_printed_where_that_is_asked(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(TASKS, encoding="utf-8")
    said = cli("checklist", "convert", str(tmp_path / "list.md"), "-")
    assert 'en = "Is there a search?"' in said.out and "severity 2, effort of the remedy 2" in said.err
