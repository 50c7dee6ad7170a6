"""Sharing own checklists and templates by commands, and what is said of those that are not the ones that count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli, Said, opened
from tests.nouns.test_library import QUESTIONS, TEMPLATE, checklist, put
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
    put(folder / "interviews", "ours", QUESTIONS)
    cli("interview", "bank", "share", "ours")
    assert cli.run("interview", "bank", "save", "ours", "-").out == QUESTIONS


DIFFERS = "is not what the database keeps as “{key}”, and that counts. “auditor {noun} share {key}” puts yours in place"


def told(said: Said, key: str, noun: str = "checklist") -> int:
    """Return how often it is told that a file is not the one that counts."""
    return " ".join(said.err.split()).count(DIFFERS.format(key=key, noun=noun))


@pytest.fixture
def differing(cli: Cli, folder: Path) -> Cli:
    """A journey and a finished audit of it, made with files of which other contents lie in the folders by now."""
    files = [
        put(folder / "checklists", "base", checklist("base", "lamp")),
        put(
            folder / "checklists", "hatches", checklist("hatches", "open") + '[[check]]\nfrom = "base/lamp"\n'
        ),
        put(folder / "journeys", "kiosk", TEMPLATE),
        put(folder / "interviews", "ours", QUESTIONS),
    ]
    cli("journey", "new", "--template", "kiosk")
    cli("interview", "bank", "share", "ours")
    cli("audit", "new", "1")
    cli("audit", "answer", "1", "Hatch", "open", "fail")
    cli("audit", "finish", "1")
    for file in files:
        file.write_text(file.read_text() + "\n# another\n")
    return cli


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("audit new 1", {"base": 1, "hatches": 1}),
        ("audit round new 1 --auditors Ann,Bo", {"base": 1, "hatches": 1}),
        ("audit reopen 1", {"base": 1, "hatches": 1}),
        ("journey copy 1", {"base": 1, "hatches": 1}),
        ("touchpoint add 1 Purchase Door --checklist hatches", {"base": 1, "hatches": 1}),
        ("touchpoint edit 1 --checklist base", {"base": 1, "hatches": 0}),
        ("touchpoint edit 1 --name Gate", {"base": 0, "hatches": 0}),
        ("checklist list", {"base": 1, "hatches": 1}),
        ("--linear audit walk 1", {"base": 1, "hatches": 1}),
    ],
)
def test_whatever_is_made_with_a_checklist_tells_once_that_another_counts(
    differing: Cli, words: str, keys: dict[str, int]
) -> None:
    said = differing.run(*words.split(), typed="q\n")
    assert said.code == 0, said.err
    assert {key: told(said, key) for key in keys} == keys
    assert "another" not in said.out and "puts yours" not in said.out


def test_a_recheck_tells_of_the_checklists_it_asks(differing: Cli) -> None:
    (action,) = differing.json("action", "list")
    differing("action", "done", str(action["id"]))
    said = differing("audit", "recheck", str(action["id"]))
    assert told(said, "hatches") == 1 and said.out.strip().isdecimal()


def test_a_journey_from_a_template_tells_of_it_and_of_its_checklists(differing: Cli, folder: Path) -> None:
    said = differing("journey", "new", "--template", "kiosk")
    assert [told(said, "kiosk", "journey template"), told(said, "hatches"), told(said, "base")] == [1, 1, 1]
    file = folder / "journeys" / "kiosk.toml"
    named = differing("journey", "new", "--template", str(file))
    assert told(named, "kiosk", "journey template") == 1
    offered = differing("--linear", typed="n\n\nq\n").out.splitlines()
    number = next(line.partition(":")[0] for line in offered if line.endswith(": A kiosk"))
    assert told(differing("--linear", typed=f"n\n{number}\n\nq\nq\n"), "kiosk", "journey template") == 1


@pytest.mark.parametrize("words", ["interview list 1", "interview guide 1", "evidence next 1"])
def test_what_goes_by_questions_tells_of_theirs(differing: Cli, words: str) -> None:
    assert told(differing(*words.split()), "ours", "interview bank") == 1


def test_json_has_nothing_of_it(differing: Cli) -> None:
    assert {row["key"] for row in differing.json("interview", "list", "1")} >= {"why-here"}
    assert {row["key"] for row in differing.json("checklist", "list") if row["kept"]} == {"base", "hatches"}


def test_a_conversation_tells_it_once(differing: Cli) -> None:
    said = differing("--linear", typed="1\nw\n\nq\nw\nq\nq\nq\n")
    assert told(said, "hatches") == 1


def test_a_broken_file_of_a_key_that_is_kept_is_told_and_the_kept_one_asked(
    differing: Cli, folder: Path
) -> None:
    (folder / "checklists" / "hatches.toml").write_text("key =")
    said = differing("audit", "new", "1")
    assert "hatches.toml:1: this is no valid TOML" in said.err
    assert "What the database keeps as “hatches” counts." in " ".join(said.err.split())
    listed = differing("checklist", "list")
    assert listed.err.count("hatches.toml:1") == 1


SOURCED = """
[[check]]
key = "{key}"
severity = 2
remedy_effort = 2
remedy_impact = 2
sources = [{{ work = "house", paragraph = "{paragraph}" }}]
text = "Is it there?"
remedy = "Mend it"

[[work]]
key = "house"
kind = "practice"
title = "House rules"
"""


def test_sources_of_what_the_database_keeps_are_looked_at_too(cli: Cli, folder: Path) -> None:
    def sourced(paragraph: str) -> str:
        return 'key = "ours"\ntitle = "Ours"\n' + SOURCED.format(key="sign", paragraph=paragraph)

    path = put(folder / "checklists", "ours", sourced("1"))
    put(folder / "checklists", "local", sourced("3").replace('key = "ours"', 'key = "local"'))
    cli("checklist", "share", "ours")

    def listed() -> set[tuple[str, str, bool, bool]]:
        rows = cli.json("checklist", "check", "--sources")
        return {
            (f"{row['checklist']}/{row['check']}", row["source"], row["own"], row["kept"])
            for row in rows
            if row["checklist"] in ("ours", "local")
        }

    assert {(name, kept) for name, _source, _own, kept in listed()} == {
        ("ours/sign", True),
        ("local/sign", False),
    }
    path.write_text(sourced("2"))
    found = listed()
    assert len(found) == 3
    assert {("2" in source, kept) for name, source, _own, kept in found if name == "ours/sign"} == {
        (False, True),
        (True, False),
    }
    said = cli("checklist", "check", "--sources")
    assert told(said, "ours") == 1 and "the database" in said.out and "your own" in said.out
    path.unlink()
    assert {kept for name, _source, _own, kept in listed() if name == "ours/sign"} == {True}


def test_a_file_that_takes_checks_from_what_is_kept_is_good(cli: Cli, folder: Path, tmp_path: Path) -> None:
    base = put(folder / "checklists", "base", checklist("base", "lamp"))
    cli("checklist", "share", "base")
    base.unlink()
    taking = put(tmp_path, "taking", checklist("taking", "sign") + '[[check]]\nfrom = "base/lamp"\n')
    assert "good, 2 checks" in cli("checklist", "check", str(taking)).out


def test_a_file_that_is_checked_is_told_not_to_count(differing: Cli, folder: Path) -> None:
    assert told(differing("checklist", "check", str(folder / "checklists" / "hatches.toml")), "hatches") == 1
    asked = differing("interview", "check", str(folder / "interviews" / "ours.toml"))
    assert told(asked, "ours", "interview bank") == 1


def test_what_is_nowhere_is_told_with_what_to_do(shop: Cli, tmp_path: Path) -> None:
    with opened(tmp_path / "default.db") as workspace:
        run_sql(workspace, "UPDATE touchpoint SET checklists = 'gone' WHERE id = 1")
    said = shop.run("audit", "new", "1")
    assert said.code != 0 and said.out == ""
    told = " ".join(said.err.split())
    assert "asks the checklist “gone”" in told and "“auditor checklist share gone”" in told
    assert "“auditor touchpoint edit 1 --checklist KEY”" in told
