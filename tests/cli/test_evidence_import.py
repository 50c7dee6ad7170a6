"""`auditor evidence import`: looked at first, all or nothing, once, and undone as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.importing.reports import axe_page, rule, text

FUNNEL = 'Step,Users\nProduct page,"12,000"\nBasket,"3,600"\nxyzzy,900\n'
SURVEY = "nps;kommentar\n10;Snabbt\n9;\n0;Rörigt\n"


@pytest.fixture
def journey(cli: Cli) -> str:
    """A journey with three touchpoints; its number."""
    number = cli.made("journey", "new", "Shop")
    for name in ("Product page", "Basket", "Checkout"):
        cli.made("touchpoint", "add", number, "Purchase", name, "--checklist", "accessibility")
    return number


def _file(folder: Path, content: str, name: str = "file.csv") -> str:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return str(path)


def test_a_dry_run_shows_what_would_land_where_and_writes_nothing(
    cli: Cli, journey: str, tmp_path: Path
) -> None:
    said = cli("evidence", "import", "funnel", _file(tmp_path, FUNNEL), "--journey", journey, "--dry-run")
    assert "12,000" in said.out and "70 %" in said.out
    assert "Left out: “xyzzy”" not in said.err  # the last step has no drop
    assert cli.json("evidence", "list", journey) == []


def test_without_a_terminal_yes_must_be_said(cli: Cli, journey: str, tmp_path: Path) -> None:
    file = _file(tmp_path, FUNNEL)
    said = cli.run("evidence", "import", "funnel", file, "--journey", journey)
    assert said.code == 1 and "--yes" in said.err
    assert cli.json("evidence", "list", journey) == []


def test_an_import_is_written_once_and_undone_as_one(cli: Cli, journey: str, tmp_path: Path) -> None:
    words = ("evidence", "import", "funnel", _file(tmp_path, FUNNEL), "--journey", journey, "--yes")
    assert "Imported evidence from file.csv into “Shop”." in cli(*words).err
    found = cli.json("evidence", "list", journey)
    assert sorted((one["touchpoint"], one["figure"]) for one in found) == [
        ("Basket", 75.0),
        ("Product page", 70.0),
    ]
    again = cli.run(*words)
    assert again.code == 1 and "imported already" in again.err
    assert len(cli.json("evidence", "list", journey)) == 2
    cli(*words, "--again")
    assert len(cli.json("evidence", "list", journey)) == 4
    cli("undo")
    cli("undo")
    assert cli.json("evidence", "list", journey) == []


def test_a_survey_lands_where_it_is_said(cli: Cli, journey: str, tmp_path: Path) -> None:
    words = ("evidence", "import", "survey", _file(tmp_path, SURVEY), "--journey", journey)
    (shown,) = cli.json(*words, "--touchpoint", "checkout", "--target", "40", "--dry-run")
    assert (shown["touchpoint"], shown["people"], shown["unit"]) == ("Checkout", 3, "NPS")
    assert shown["figure"] == pytest.approx(100 / 3)
    assert shown["counts"]["10"] == 1 and shown["target"] == 40 and shown["quote"] == "Snabbt\nRörigt"


def test_a_word_is_remembered_for_files_with_the_same_columns(cli: Cli, journey: str, tmp_path: Path) -> None:
    rows = "Datum;Hur nöjd är du?\n2026-01-0{};Mycket nöjd\n2026-01-0{};Nja\n2026-01-0{};Missnöjd\n"
    words = ("evidence", "import", "survey", "--journey", journey, "--touchpoint", "checkout", "--yes")
    first, second = (_file(tmp_path, rows.format(*days), f"{days[0]}.csv") for days in ((1, 2, 3), (4, 5, 6)))
    asked = cli.run(*words, first)
    assert asked.code == 1 and "--word “Nja=STEP”" in asked.err
    assert cli.run(*words, first, "--word", "Nja").code == 2
    cli(*words, first, "--word", "Nja=3", "--dry-run")
    assert cli.run(*words, first).code == 1
    cli(*words, first, "--word", "Nja=3")
    said = cli(*words, second)
    assert "you said of such a file before: “nja” = 3 (--word says otherwise)" in said.err
    feelings = [one["feeling"] for one in cli.json("evidence", "list", journey)]
    assert feelings == [pytest.approx((5 + 3 + 2) / 3 - 3)] * 2


def test_the_preview_says_what_each_part_of_a_file_was_taken_as(
    cli: Cli, journey: str, tmp_path: Path
) -> None:
    file = _file(tmp_path, "Datum;NPS;Kön;Q9\n2026-01-01;9;Man;3\n2026-01-02;99;Kvinna;4\n")
    words = ("evidence", "import", "survey", file, "--journey", journey, "--dry-run")
    said = cli(*words).err
    assert "Taken as the day: “Datum”." in said and "Taken as NPS: “NPS”." in said
    assert "Left out: “Kön”: text (--column comment=NAME takes it)." in said
    assert "Left out: “Q9”: numbers of which neither name nor values say that they are scores" in said
    assert "Left out: codes for no answer (1 line: 3): " in said
    (shown,) = cli.json(*words)
    assert [part["name"] for part in shown["parts"]] == ["Datum", "NPS", "Kön", "Q9", "codes for no answer"]
    assert shown["parts"][4]["lines"] == [3] and "--keep codes" in shown["parts"][4]["left_out"]


def test_a_report_suggests_answers_that_the_audit_settles(cli: Cli, journey: str, tmp_path: Path) -> None:
    file = _file(tmp_path, text(axe_page(violations=[rule("image-alt", 3)])), "axe.json")
    cli("evidence", "import", "axe", file, "--journey", journey, "--touchpoint", "Checkout", "--yes")
    (waiting,) = cli.json("evidence", "suggestions", journey)
    assert (waiting["check"], waiting["verdict"]) == ("accessibility/image-text", "fail")
    audit = cli.made("audit", "new", journey)
    cli("audit", "answer", audit, "Checkout", "image-text", "fail")
    assert cli.json("evidence", "suggestions", journey) == []
    (settled,) = cli.json("evidence", "suggestions", journey, "--all")
    assert settled["taken"] is True


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("axe", "BAD"), "line 1, column 1: this is no valid JSON"),
        (("survey", "BAD", "--column", "score=none"), "no column “none”"),
        (("survey", "MISSING"), "can’t be read: No such file or directory."),
        (("survey", "."), ".: this is no file."),
    ],
)
def test_a_bad_file_is_refused_in_one_line(
    cli: Cli, journey: str, tmp_path: Path, words: tuple[str, ...], reason: str
) -> None:
    names = {"BAD": _file(tmp_path, "a;b\n1;2\n"), "MISSING": str(tmp_path / "missing.csv")}
    said = cli.run(
        "evidence", "import", *(names.get(word, word) for word in words), "--journey", journey, "--yes"
    )
    assert said.code == 1
    assert reason in said.err and said.err.strip().endswith("Nothing was imported.")
    assert len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [("--map", "nonsense"), ("--scale", "5"), ("--scale", "5-1"), ("--column", "score="), ("--kind", "foo")],
)
def test_options_written_wrongly_are_a_wrong_use(
    cli: Cli, journey: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    said = cli.run("evidence", "import", "survey", _file(tmp_path, SURVEY), "--journey", journey, *words)
    assert said.code == 2


@pytest.mark.parametrize(("typed", "written"), [("\n", 0), ("n\n", 0), ("y\n", 2)])
def test_on_a_terminal_one_is_asked_and_enter_means_no(
    cli: Cli, journey: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, written: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("auditor.cli.frame.output.is_terminal", lambda: True)
        said = cli("evidence", "import", "funnel", _file(tmp_path, FUNNEL), "--journey", journey, typed=typed)
    assert "Import this? [y/N]" in said.err
    assert len(cli.json("evidence", "list", journey)) == written


def test_a_touchpoint_that_is_not_there_is_told_where_else_to_look(
    cli: Cli, journey: str, tmp_path: Path
) -> None:
    for number in range(4):
        cli.made("touchpoint", "add", journey, "Purchase", f"Step {number}")
    inner = cli.made("journey", "new", "Returns")
    cli.made("touchpoint", "add", inner, "Retention", "Parcel label")
    cli("touchpoint", "open", "Step 1", inner)
    words = ("evidence", "import", "survey", _file(tmp_path, SURVEY), "--journey", journey, "--yes", "--map")
    nowhere = cli.run(*words, "a=Account")
    assert nowhere.code == 1 and "and 2 more" in nowhere.err
    assert f"“auditor touchpoint list {journey}”" in nowhere.err
    assert "fits several" in cli.run(*words, "a=step").err
    empty = cli.run(
        "evidence", "add", cli.made("journey", "new", "Empty"), "survey", "A", "--touchpoint", "B"
    )
    assert empty.err.strip().endswith("nor any other.")
    inside = cli.run(*words, "a=parcel")
    assert inside.code == 1
    assert f"“Parcel label” is not in “Shop” but in the journey inside it, {inner} “Returns”." in inside.err
    assert len(inside.err.strip().splitlines()) == 1


def test_without_a_format_the_file_tells_what_it_is(cli: Cli, journey: str, tmp_path: Path) -> None:
    file = _file(tmp_path, FUNNEL)
    for words in ((file, "--journey", journey), ("any", file, "--journey", journey)):
        said = cli("evidence", "import", *words, "--dry-run")
        assert "The file was found to be “funnel”." in said.err and "12,000" in said.out
    said = cli("evidence", "import", "--journey", journey, "--dry-run", file)
    assert "12,000" in said.out
    refused = cli.run("evidence", "import", file, "--journey", journey, "--scale", "1-5", "--yes")
    assert refused.code == 1 and "found to be “funnel”" in refused.err


def test_import_alone_shows_its_help(cli: Cli) -> None:
    said = cli.run("evidence", "import")
    assert "Commands" in said.out + said.err and "lighthouse" in said.out + said.err
