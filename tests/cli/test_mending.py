"""Actions and the findings that they mend, on the command line: from an audit to a ticket, and to done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.pictures import a_picture


@pytest.fixture
def action(cli: Cli) -> str:
    """A proposed action that mends a finding at each of two touchpoints, `HRE-1` and `THR-2`."""
    cli("journey", "new", "Shop")
    cli("persona", "add", "Shop", "Ann")
    cli("stage", "add", "Shop", "Buy")
    for name in ("Here", "There"):
        cli(
            *("touchpoint", "add", "Shop", "Buy", name, "--checklist", "content"),
            *("--address", f"https://{name.lower()}.example"),
        )
    audit = cli.made("audit", "new", "Shop", "--auditor", "Kim")
    points = cli.json("audit", "show", audit)["touchpoints"]
    for point in points:
        cli("audit", "answer", audit, str(point["id"]), point["answers"][0]["check"], "fail")
    cli("audit", "finish", audit)
    (line,) = cli.json("action", "list")
    assert line["touchpoints"] == 2
    return str(line["id"])


def test_the_list_says_where_and_the_page_what_is_mended(cli: Cli, action: str) -> None:
    assert "at 2 touchpoints" in cli("action", "list").out
    mends = cli.json("action", "show", action)["mends"]
    assert [(one["name"], one["touchpoint"], one["open"]) for one in mends] == [
        ("HRE-1", "Here", True),
        ("THR-2", "There", True),
    ]
    assert all(one["statement"] and "?" not in one["statement"] for one in mends)
    assert "HRE-1" in cli("action", "show", action).out


def test_findings_are_linked_by_name_and_let_go(cli: Cli, action: str) -> None:
    other = cli.made(
        *("action", "add", "Shop", "There", "Both", "--effort", "1", "--impact", "2"),
        *("--mends", "hre1", "--mends", "THR-2"),
    )
    assert len(cli.json("action", "show", other)["mends"]) == 2
    cli("action", "unlink", other, "HRE-1")
    assert [one["name"] for one in cli.json("action", "show", other)["mends"]] == ["THR-2"]
    cli("action", "link", other, "HRE-1")
    assert len(cli.json("action", "show", other)["mends"]) == 2
    assert cli.run("action", "link", action, "HER-9").code == 1
    assert cli.run("action", "link", action).code == 1


def test_done_says_what_counts_as_mended_and_where_the_rest_goes(cli: Cli, action: str) -> None:
    said = cli("action", "done", action, "--not", "THR-2")
    assert "Taken as mended: HRE-1\n" in said.err and said.out == ""
    (left,) = cli.json("action", "list")
    assert f"action {left['id']}" in said.err and left["status"] == "proposed"
    assert cli.run("action", "done", str(left["id"]), "--not", "THR-2").code == 1
    cli("undo")
    assert [line["id"] for line in cli.json("action", "list")] == [int(action)]
    assert "HRE-1, THR-2" in cli("action", "done", action).err


def test_a_ticket_tells_nothing_of_what_was_waived(cli: Cli, action: str) -> None:
    statement = cli.json("finding", "show", "THR-2")["statement"]
    assert statement in cli("action", "export", "--to", "jira").out
    cli("finding", "waive", "HRE-1", "THR-2")
    told = cli("action", "export", "--to", "jira").out
    assert statement not in told and "THR-2" not in told


def test_a_ticket_has_its_pictures_beside(cli: Cli, action: str, tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    shot.write_bytes(a_picture().content)
    cli("finding", "picture", "add", "HRE-1", str(shot), "--text", "The page")
    folder, pictures = tmp_path / "issues", tmp_path / "shots"
    said = cli("action", "export", "--to", "github", "--folder", str(folder), "--pictures", str(pictures))
    assert "1 picture" in said.err
    (picture,) = pictures.iterdir()
    (issue,) = folder.iterdir()
    assert f"![The page](../shots/{picture.name})" in issue.read_text("utf-8")
