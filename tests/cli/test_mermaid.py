"""Journeys to Mermaid and back by commands."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli


def test_out_and_in_and_out_again_is_the_same_text(shop: Cli, tmp_path: Path) -> None:
    file = tmp_path / "shop.mmd"
    said = shop("export", "mermaid", "web", "--together", "-o", str(file))
    assert (said.out, said.err) == ("", f"Written: {file}\n")
    number = shop.made("import", "mermaid", str(file))
    again = shop("export", "mermaid", number, "--together").out
    assert again == file.read_text(encoding="utf-8")
    assert shop.json("journey", "show", number)["named"]["lowest"] is not None
    assert {line["finished"] is None for line in shop.json("audit", "list", number)} == {False}


def test_several_diagrams_are_one_journey_again(shop: Cli, tmp_path: Path) -> None:
    file = tmp_path / "shop.md"
    shop("export", "mermaid", "web", "-o", str(file))
    text = file.read_text(encoding="utf-8")
    assert text.count("```mermaid\njourney\n") > 1 and "title Web shop · " in text
    number = shop.made("import", "mermaid", str(file))
    assert shop.json("journey", "show", number)["name"] == "Web shop"
    assert shop("export", "mermaid", number).out == text
    together = shop("export", "mermaid", "1", "--together").out
    assert shop("export", "mermaid", number, "--together").out == together


def test_a_file_for_one_diagram_has_all_in_it_and_is_told_of(shop: Cli, tmp_path: Path) -> None:
    file = tmp_path / "shop.mmd"
    said = shop("export", "mermaid", "web", "-o", str(file))
    assert file.read_text(encoding="utf-8") == shop("export", "mermaid", "web", "--together").out
    assert "there are" in said.err


def test_diagrams_of_other_journeys_in_a_text_are_told_of(cli: Cli) -> None:
    text = "```mermaid\njourney\n A: 2: Kim\n```\n\n```mermaid\njourney\n B: 2: Kim\n```\n"
    said = cli("import", "mermaid", "-", typed=text)
    assert "1 more diagram in the text is left out" in said.err


def test_the_diagram_of_a_report_is_read_out_of_its_fence(shop: Cli, tmp_path: Path) -> None:
    report = tmp_path / "shop.md"
    shop("report", "markdown", "web", str(report))
    number = shop.made("import", "mermaid", str(report))
    assert shop("export", "mermaid", number).out == shop("export", "mermaid", "1").out
    report.write_bytes(report.read_text(encoding="utf-8").encode("utf-16"))
    assert shop("export", "mermaid", shop.made("import", "mermaid", str(report))).out


def test_a_file_is_replaced_only_when_asked(shop: Cli, tmp_path: Path) -> None:
    file = tmp_path / "shop.mmd"
    file.write_text("mine")
    said = shop.run("export", "mermaid", "web", "-o", str(file))
    assert (said.code, file.read_text()) == (1, "mine")
    assert "--force" in said.err
    shop("export", "mermaid", "web", "-o", str(file), "--force")
    assert file.read_text().startswith("journey\n")
    assert shop.run("export", "mermaid", "web", "-o", str(tmp_path / "no" / "where")).code == 1
    assert sorted(path.name for path in tmp_path.iterdir() if "mmd" in path.name) == ["shop.mmd"]


def test_only_one_personas_feelings(shop: Cli) -> None:
    shop("persona", "add", "web", "Somebody else")
    assert ": Somebody" not in shop("export", "mermaid", "web").out
    assert "%% touchpoint" in shop("export", "mermaid", "web", "--persona", "somebody").out


def test_from_standard_input_under_a_name_of_ones_own(cli: Cli) -> None:
    number = cli.made_from("journey\ntitle T\nA: 2: Kim", "import", "mermaid", "-", "--name", "Mine")
    shown = cli.json("journey", "show", number)
    assert shown["name"] == "Mine"
    assert [stage["name"] for stage in shown["stages"]] == ["Mine"]
    assert shown["stages"][0]["touchpoints"][0]["feeling"] == -1


def test_a_bad_line_makes_nothing(cli: Cli, tmp_path: Path) -> None:
    said = cli.run("import", "mermaid", "-", typed="journey\nA: 3\nB: 6: Kim\n")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Line 3: ")
    assert said.err.count("\n") == 1
    assert cli.run("import", "mermaid", "-", typed=b"journey\nA\xff: 3").code == 1
    assert cli.run("import", "mermaid", "-", typed="journey\nA: 3\n" + "%" * 1_000_001).code == 1
    assert cli.run("import", "mermaid", str(tmp_path / "nothing.mmd")).code == 1
    assert cli.run("import", "mermaid", "-", "--name", "x" * 201, typed="journey\nA: 3").code == 1
    assert cli.json("journey", "list") == []
