"""Reports in files, by commands."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from auditor.base import i18n
from tests.cli.conftest import Cli, opened
from tests.pictures import file_of


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.mark.parametrize(
    ("command", "file", "begin"),
    [
        ("html", "web-shop.html", b"<!DOCTYPE html>"),
        ("markdown", "web-shop.md", b"# Web shop"),
        ("xlsx", "web-shop.xlsx", b"PK"),
    ],
)
def test_a_report_is_named_after_its_journey_unless_it_has_a_name(
    shop: Cli, command: str, file: str, begin: bytes
) -> None:
    said = shop("report", command, "web")
    assert (said.out, said.err) == ("", f"Written: {file}\n")
    assert Path(file).read_bytes().startswith(begin)
    assert shop.run("report", command, "web").code == 1
    Path(file).write_text("old")
    shop("report", command, "web", "--force")
    assert Path(file).read_bytes().startswith(begin)
    shop("report", command, "1", "mine")
    assert Path("mine").read_bytes().startswith(begin)
    assert sorted(path.name for path in Path().iterdir()) == sorted([file, "mine"])


def test_a_report_on_standard_output(shop: Cli) -> None:
    assert shop("report", "html", "web", "-").out.startswith("<!DOCTYPE html>\n")
    assert shop("report", "markdown", "web", "-").out.startswith("# Web shop\n")
    assert not list(Path().iterdir())


def test_a_report_in_another_language(shop: Cli) -> None:
    i18n.set_language("nb")
    assert '<html lang="nb">' in shop("report", "html", "web", "-").out


def test_no_such_journey(shop: Cli) -> None:
    assert shop.run("report", "html", "nothing").code == 1
    assert not list(Path().iterdir())


def test_what_a_report_shows_is_chosen_and_kept(shop: Cli) -> None:
    def chapters() -> list[str]:
        text = shop("report", "markdown", "web", "-").out
        return [line for line in text.splitlines() if line in ("## The map", "## Goals and strategies")]

    assert chapters() == ["## The map", "## Goals and strategies"]
    shop("report", "markdown", "web", "once.md", "--include", "goals")
    assert chapters() == ["## The map", "## Goals and strategies"], "chosen once"
    shop("report", "markdown", "web", "kept.md", "--include", "goals", "--keep")
    assert chapters() == ["## Goals and strategies"]
    assert shop.json("journey", "show", "web")["report"] == ["goals"]
    shop("undo")
    assert chapters() == ["## The map", "## Goals and strategies"]
    for wrong in (("--keep",), ("--all", "--include", "map"), ("--include", "weather")):
        assert shop.run("report", "markdown", "web", "-", *wrong).code == 2


def test_aids_on_paper(shop: Cli, tmp_path: Path) -> None:
    assert 'class="map a3"' in shop("print", "map", "web", "--paper", "a3").out
    assert shop("print", "map").out.count('class="sheet ') == 3
    checks = shop("print", "checklist", "checkout", "trust").out
    assert checks.count("<h2>") == 2 and "checkout/guest-purchase" in checks
    whole = shop("print", "checklist", "--journey", "web", "--brief").out
    assert whole.count('<section class="part">') == len(shop.json("touchpoint", "list", "web"))
    one = tmp_path / "one.html"
    shop("print", "checklist", "--journey", "web", "--touchpoint", "checkout", "-o", str(one))
    assert one.read_text(encoding="utf-8").count('<section class="part">') == 1
    assert shop.run("print", "checklist").code == 2
    assert shop.run("print", "checklist", "checkout", "--persona", "x").code == 2
    assert shop.run("print", "map", "--persona", "x").code == 2


def test_pictures_are_beside_markdown_and_one_without_words_is_told(shop: Cli, tmp_path: Path) -> None:
    with opened(tmp_path / "default.db") as workspace:
        finding = workspace.reads.findings.of_journey(1)[0]
        workspace.pictures.add(finding.id, file_of(Image.new("RGB", (40, 30), "red")))
    said = shop("report", "markdown", "1")
    assert said.err.startswith("Written: web-shop.md\n1 picture has no description")
    (beside,) = Path("web-shop-pictures").iterdir()
    text = Path("web-shop.md").read_text(encoding="utf-8")
    assert beside.name.startswith(finding.name) and f"(web-shop-pictures/{beside.name})" in text
    alone = shop("report", "markdown", "1", "-")
    assert "![" not in alone.out and "name a file, and they are put beside it" in alone.err


def test_a_feed_of_what_changed_is_printed_or_written_and_replaces_nothing_unasked(
    shop: Cli, tmp_path: Path
) -> None:
    file = tmp_path / "feed.atom"
    address = ("--address", "https://team.example/feed.atom?a=1&b=2")
    printed = shop("report", "feed", "1", *address).out
    shop("report", "feed", "1", str(file), *address)
    assert file.read_text(encoding="utf-8") == printed
    link = ElementTree.fromstring(printed).find("{http://www.w3.org/2005/Atom}link")
    assert link is not None and link.attrib["href"] == address[1]
    assert shop.run("report", "feed", "1", str(file)).code != 0
    assert file.read_text(encoding="utf-8") == printed
