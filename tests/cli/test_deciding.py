"""Deciding and handing out from the command line: a story on a web shop with a finished audit."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from click.testing import CliRunner

from auditor.cli.program import program
from tests.cli.conftest import Cli


def test_the_list_goes_by_the_order_asked_for(shop: Cli) -> None:
    for order in ("priority", "rice", "ice", "wsjf"):
        rows = shop.json("action", "list", "--order", order)
        values = [row["score"] for row in rows]
        assert {row["order"] for row in rows} == {order}
        assert all(("priority" in row) is (order == "priority") for row in rows)
        assert values == sorted(values, reverse=True) and len(rows) > 10
    by_wsjf = [row["id"] for row in shop.json("action", "list", "--order", "wsjf")]
    assert by_wsjf != [row["id"] for row in shop.json("action", "list")]
    assert "RICE" in shop("action", "list", "--order", "rice").out.splitlines()[0]


def test_an_action_is_explained_by_the_order_asked_for(shop: Cli) -> None:
    first = shop.json("action", "list", "--order", "rice")[0]
    found = shop.json("action", "show", str(first["id"]), "--order", "rice")
    assert found["score"] == first["score"] and found["best_place"] == 1
    assert found["order"] == "rice" and "priority" not in found
    assert [term["name"] for term in found["score_terms"]] == [
        "Reach",
        "Impact",
        "Confidence",
        "Effort",
        "RICE",
    ]


def test_the_list_says_how_robust_each_place_is(shop: Cli) -> None:
    rows = shop.json("action", "list", "--robust")
    assert all(row["best_place"] <= row["rank"] <= row["worst_place"] for row in rows)
    assert all(0 < row["quadrant_share"] <= 1 for row in rows)
    assert "Best–worst" in shop("action", "list", "--robust", "--limit", "3").out
    one = shop.json("action", "show", str(rows[4]["id"]))
    assert [one[key] for key in ("best_place", "worst_place", "quadrant_share")] == [
        rows[4][key] for key in ("best_place", "worst_place", "quadrant_share")
    ]
    assert (
        f"place {rows[4]['best_place']}–{rows[4]['worst_place']}"
        in shop("action", "show", str(rows[4]["id"])).out
    )


def test_what_fits_in_the_days_there_are(shop: Cli) -> None:
    found = shop.json("action", "plan-capacity", "9.5")
    assert sum(row["days"] for row in found["actions"]) == found["days"] <= 9.5
    assert abs(sum(row["value"] for row in found["actions"]) - found["value"]) < 0.5
    listed = [row["id"] for row in shop.json("action", "list")]
    taken = [row["id"] for row in found["actions"]]
    assert found["left_out"]["id"] == next(number for number in listed if number not in taken)
    assert found["considered"] == len(listed)
    said = shop("action", "plan-capacity", "9.5").out
    assert "Person-days taken" in said and "First left out" in said
    assert shop.run("action", "plan-capacity", "-1").code == 2
    assert shop.run("action", "plan-capacity", "nan").code == 2
    assert shop.run("action", "preview", "--need", "nan").code == 2


def test_only_open_work_takes_days_whatever_the_filter(shop: Cli) -> None:
    number, *rest = [str(row["id"]) for row in shop.json("action", "list")]
    shop("action", "done", number)
    for more in (("--all", "--filter", ""), ("--filter", "status:all"), ("--filter", "-waiting status:all")):
        taken = shop.json("action", "plan-capacity", "10000", *more)["actions"]
        assert sorted(str(row["id"]) for row in taken) == sorted(rest)
    for more in (("--filter", "waiting"), ("--status", "done")):
        said = shop("action", "plan-capacity", "100", *more)
        assert "Nothing open fits the filter." in said.err
        assert shop.json("action", "plan-capacity", "100", *more)["considered"] == 0


def test_where_nothing_fits_the_filter_that_is_said(shop: Cli) -> None:
    for command in (("list",), ("plan-capacity", "9"), ("export", "--to", "jira")):
        said = shop("action", *command, "--filter", "owner:nobody-of-that-name")
        assert "Nothing fits the filter." in said.err and "There are no actions" not in said.err


def test_where_there_is_no_action_the_way_to_some_is_said(cli: Cli) -> None:
    for command in (("list",), ("plan-capacity", "9"), ("export", "--to", "jira")):
        assert "There are no actions yet. Finishing an audit" in cli("action", *command).err


def test_what_is_in_progress_takes_its_days_first(shop: Cli) -> None:
    last = shop.json("action", "list")[-1]["id"]
    shop("action", "start", str(last))
    found = shop.json("action", "plan-capacity", "200", "--started-first")
    assert found["started"] == [last] and last in [row["id"] for row in found["actions"]]


def test_a_preview_changes_nothing_until_it_is_saved(shop: Cli, tmp_path: Path) -> None:
    before = shop("action", "list").out
    said = shop("action", "preview", "--order", "ice", "--bound-impact", "3")
    assert "change their quadrant" in said.out and "→" in said.out
    assert "--save sets it for everybody" in said.err
    assert shop("action", "list").out == before
    saved = shop("action", "preview", "--order", "ice", "--bound-impact", "3", "--save")
    assert "Set matrix.impact, priority.order for everybody" in saved.err
    assert not (tmp_path / "config" / "config.toml").exists()
    after = shop.json("action", "list")
    assert [row["id"] for row in after] == [
        row["id"] for row in shop.json("action", "list", "--order", "ice")
    ]
    assert "Nothing moves" in shop("action", "preview").out
    terms = shop.json("action", "show", str(after[0]["id"]))["score_terms"]
    assert terms[-1]["name"] == "ICE" and abs(terms[-1]["value"] - after[0]["score"]) < 0.01


def test_a_preview_as_json_says_who_moves(shop: Cli) -> None:
    found = shop.json("action", "preview", "--need", "0", "--top", "5")
    listed = [row["id"] for row in shop.json("action", "list")]
    assert found["need"] == 0 and found["total"] == len(listed)
    for row in found["actions"]:
        assert listed.index(row["id"]) + 1 == row["before"] and row["before"] - row["after"] == row["moves"]


def test_a_bad_setting_is_one_line(shop: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "config.toml").write_text('[priority]\norder = "best"\n')
    said = shop.run("action", "list")
    assert said.code == 1 and said.out == "" and len(said.err.splitlines()) == 1
    assert "priority.order must be one of priority, rice, ice, wsjf" in said.err


def test_actions_go_out_to_a_file_or_to_the_next_program(shop: Cli, tmp_path: Path) -> None:
    first = shop.json("action", "list")[0]
    shop("action", "plan", str(first["id"]))
    shop("action", "edit", str(first["id"]), "--owner", "Bo", "--due", "2026-12-01")
    file = tmp_path / "tasks.ics"
    said = shop("action", "export", "--to", "calendar", "--status", "planned", str(file))
    assert said.out == "" and f"Written: 1 action to {file}" in said.err
    content = file.read_bytes().decode()
    assert content.startswith("BEGIN:VCALENDAR\r\n") and "DUE;VALUE=DATE:20261201\r\n" in content
    assert "DTSTART;VALUE=DATE:20261201\r\n" in content
    only = shop(
        "action", "export", "--to", "calendar", "--as", "events", "--force", str(tmp_path / "all.ics")
    )
    assert "have no due date and are left out." in only.err
    words = ["action", "export", "--to", "calendar", "--status", "planned", "-"]
    assert CliRunner().invoke(program, words).stdout_bytes == file.read_bytes()
    refused = shop.run("action", "export", "--to", "calendar", str(file))
    assert refused.code == 1 and "--force" in refused.err and file.read_bytes().decode() == content
    shop("action", "export", "--to", "markdown", "--force", str(file))
    assert file.read_text().startswith("# What to improve")


def test_jira_s_rows_are_the_list_s(shop: Cli) -> None:
    text = shop("action", "export", "--to", "jira", "--quadrant", "quick-win").out
    titles = [row[0] for row in csv.reader(io.StringIO(text, newline=""))][1:]
    listed = shop.json("action", "list", "--quadrant", "quick-win")
    assert len(titles) == len(listed)
    assert all(title.endswith(row["title"]) for title, row in zip(titles, listed, strict=True))


def test_issues_are_a_file_each_and_replaced_only_when_told(shop: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "issues"
    shop("action", "export", "--to", "github", "--folder", str(folder))
    listed = shop.json("action", "list")
    assert len(list(folder.iterdir())) == len(listed)
    refused = shop.run("action", "export", "--to", "github", "--folder", str(folder))
    assert refused.code == 1 and "already there" in refused.err
    shop("action", "export", "--to", "github", "--folder", str(folder), "--force")
    assert shop.run("action", "export", "--to", "jira", "--folder", str(folder)).code == 2


def test_reports_name_the_order_they_are_in(shop: Cli) -> None:
    shop("settings", "set", "priority.order", "rice")
    assert " RICE " in shop("report", "summary", "1").out
    page = shop("report", "html", "1", "-").out
    assert "in the order of RICE" in page and "Priority puts the least effort" not in page
