"""Sharing own checklists and templates by commands, and what is said of those that are not the ones that count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli, opened
from tests.nouns.test_library import TEMPLATE, checklist, put
from tests.walks import run_sql


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the settings of the test."""
    return tmp_path / "config"


def test_a_checklist_is_shared_and_taken_out(cli: Cli, folder: Path, tmp_path: Path) -> None:
    path = put(folder / "checklists", "ours", checklist("ours", "sign", "lamp"))
    assert "Put “ours” in place for everybody." in cli.run("checklist", "share", "ours").err
    listed = {one["key"]: one for one in cli.json("checklist", "list")}
    assert listed["ours"]["kept"] and not listed["accessibility"]["kept"]
    path.write_text(checklist("ours", "sign", "bell", text="Is it heard?"))
    told = " ".join(cli.run("checklist", "show", "ours").err.split())
    assert "“auditor checklist share ours” puts yours in place" in told
    assert "“auditor checklist save ours” writes the kept one" in told
    refused = cli.run("checklist", "share", "ours")
    assert refused.code != 0
    for line in ("Comes: bell", "Goes: lamp", "Changes: sign", "--yes says that it is meant"):
        assert line in refused.err
    out = tmp_path / "kept.toml"
    cli("checklist", "save", "ours", str(out))
    assert out.read_text() == checklist("ours", "sign", "lamp")
    assert cli.run("checklist", "save", "ours", str(out)).code != 0, "a file that is there stays"
    cli("checklist", "share", "ours", "--yes")
    assert cli.run("checklist", "save", "ours", "-").out == path.read_text()
    assert "puts yours" not in cli.run("checklist", "list").err
    assert "no good file" in cli.run("checklist", "share", "nowhere").err


def test_an_audit_tells_that_an_own_file_is_not_what_is_asked(cli: Cli, folder: Path) -> None:
    path = put(folder / "checklists", "ours", checklist("ours", "sign"))
    cli("journey", "new", "Kiosk")
    cli("touchpoint", "add", "Kiosk", "Awareness", "Hatch", "--checklist", "ours")
    cli("audit", "new", "Kiosk")
    path.write_text(checklist("ours", "bell"))
    assert "puts yours in place" in " ".join(cli.run("audit", "new", "Kiosk").err.split())


def test_templates_and_questions_are_shared_too(cli: Cli, folder: Path) -> None:
    put(folder / "journeys", "kiosk", TEMPLATE)
    cli("journey", "template", "share", "kiosk")
    assert {one["key"] for one in cli.json("journey", "templates") if one["kept"]} == {"kiosk"}
    assert cli.run("journey", "template", "save", "kiosk", "-").out == TEMPLATE
    text = 'phase = "purchase"\n[[question]]\nkey = "why-here"\ntext = "Why here?"\n'
    put(folder / "interviews", "ours", text)
    cli("interview", "bank", "share", "ours")
    assert cli.run("interview", "bank", "save", "ours", "-").out == text


def test_what_is_nowhere_is_told_with_what_to_do(shop: Cli, tmp_path: Path) -> None:
    with opened(tmp_path / "default.db") as workspace:
        run_sql(workspace, "UPDATE touchpoint SET checklists = 'gone' WHERE id = 1")
    said = shop.run("audit", "new", "1")
    assert said.code != 0 and said.out == ""
    told = " ".join(said.err.split())
    assert "asks the checklist “gone”" in told and "“auditor checklist share gone”" in told
    assert "“auditor touchpoint edit 1 --checklist KEY”" in told
