"""The linear mode: text in, text out, from a new journey to what was found and handed out."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.cli.conftest import Cli
from tests.nouns.one_site import new_site, stands, write_checklist
from tests.walks import audit_of


def talk(cli: Cli, *lines: str, words: tuple[str, ...] = ()) -> list[str]:
    """Type lines into the linear mode; return what is said in answer."""
    said = cli("--linear", *words, typed="".join(f"{line}\n" for line in lines))
    assert not said.err
    return said.out.splitlines()


def opened(folder: Path) -> closing[Workspace]:
    """Open the database of a test with the settings beside it."""
    return closing(Workspace.open(str(folder / "default.db"), Config(folder / "config", "Kim")))


def test_the_whole_job_in_lines(nothing: Cli) -> None:
    said = talk(
        nothing,
        *("n", "7", "Our shop"),  # a journey from a template
        *("w", "1"),  # an audit, in its shallowest depth
        *[""] * 30,
    )
    assert said[1] == "There is no journey yet: n starts one."
    assert "What is it called? Enter takes: Web shop in short" in said
    assert any(line.startswith("Touchpoint 1 of ") for line in said)
    assert said[-1] == "There is nothing more to read. Everything is saved."


def test_an_audit_is_made_with_its_first_answer(nothing: Cli) -> None:
    begun = ("n", "7", "Our shop", "w", "1")
    said = talk(nothing, *begun, "f", "", "q", "q", "q")
    assert "Nothing is said yet: the audit begins with your first answer." in said
    assert nothing.json("audit", "list") == []
    talk(nothing, "1", "w", "1", "y", "q", "q", "q")
    (audit,) = nothing.json("audit", "list")
    assert audit["answered"] == 1, audit


def test_a_walk_from_the_first_check_to_what_is_done_about_it(shop: Cli) -> None:
    shop("audit", "new", "1", "--auditor", "Kim")
    gates = [one for one in shop.json("audit", "gate", "2") if one["touchpoint"] == "Search engine"]
    said = talk(
        shop,
        *["y"] * len(gates),
        *("w", "l", "n", "y", "Nothing is found"),
        *("C", "Seen on a phone"),
        *("p", ""),
        *("x", "u", "nonsense", "/ basket", "1"),
        *("[", "5", "m", "2", "b", "f", "n", "f", "y", "q"),
        words=("audit", "walk", "2"),
    )
    text = "\n".join(said)
    assert "Why: " in text and "How to look: " in text and "If it fails: " in text
    assert "“y” is too short to say what is wrong." in text
    assert "Nothing is found: saved" in said and "Seen on a phone: saved" in said
    assert "partly: saved" in said and "not applicable: saved" in said
    assert any(line.startswith("Taken back: ") for line in said)
    assert "“nonsense” means nothing here: ? tells what does." in said
    assert "excitement: saved" in said and "observed: saved" in said
    assert any("Finish all the same?" in line for line in said)
    assert any("Nothing is found" in line and line.startswith("SRC-") for line in said)
    assert said[-1] == "Everything is saved."
    assert not {"│", "─", "█", "\x1b"} & set(text)

    answers = [one for point in shop.json("audit", "show", "2")["touchpoints"] for one in point["answers"]]
    assert [one["verdict"] for one in answers[:3]] == ["fail", "partly", None]
    assert answers[0]["note"] == "Seen on a phone"


def test_actions_are_handed_out_in_lines(shop: Cli) -> None:
    first = shop.json("action", "list")[0]
    number = str(first["id"])
    said = talk(
        shop,
        "1",
        "a",
        "o Bo",
        number,
        "a",
        "o Bo",
        "t 2027-03-01",
        "c Soon",
        "f",
        "u",
        "t never",
        "q",
        "q",
        "q",
    )
    assert "Type the number of an action first." in said
    assert f"{number}: {first['title']}" in said
    assert any("planned, Bo, due 1 Mar 2027" in line for line in said)
    assert any(", done, Bo" in line for line in said)
    assert any("never" in line for line in said), "what can't be read as a day is told in a line"
    now = shop.json("action", "show", number)
    assert (now["status"], now["owner"], now["due"]) == ("planned", "Bo", "2027-03-01")
    assert now["comments"][0]["text"] == "Soon"


def test_what_a_site_answers_once_is_told_as_at_where_it_was(cli: Cli, tmp_path: Path) -> None:
    write_checklist(tmp_path / "config")
    with opened(tmp_path) as workspace:
        new_site(workspace)
        audit = workspace.audits.start(1, "Kim")
    said = talk(
        cli,
        *("y", "y", "n", ""),  # two gates, and the first check
        *("/ text of menu", "2"),
        *("[", "/ text of menu", "1", "p", "1", "", "q"),
        words=("audit", "walk", str(audit)),
    )
    assert any(line.startswith("Is there a film?") for line in said)
    assert any("As at Page 1: fail" in line for line in said), said
    assert "1: They follow: “partly”" in said and "2: They keep “fail”" in said
    with opened(tmp_path) as workspace:
        assert stands(workspace, audit, "menu") == [
            ("partly", "own"),
            ("partly", "shared"),
            ("partly", "shared"),
        ]
        assert audit_of(workspace, audit).finished is None


def test_home_says_what_is_late_first_and_errors_in_a_line(shop: Cli) -> None:
    number = str(shop.json("action", "list")[0]["id"])
    shop("action", "assign", number, "Kim")
    shop("action", "due", number, "2020-01-01")
    said = talk(shop, "No such journey", "?", "t", "q")
    assert said[1].startswith(f"late: action {number}")
    assert any(line.startswith("There is no journey “No such journey”") for line in said)
    assert "q: Go back to where you came from; at the beginning, leave Auditor" in said


def test_the_settings_can_ask_for_it(shop: Cli, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('linear = "on"\n')
    assert shop(typed="q\n").out.startswith("Auditor, overview")
