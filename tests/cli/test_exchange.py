"""Everything out and in again by commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.views.finding_drafts import FindingDraft
from tests.cli.conftest import Cli, opened
from tests.pictures import a_picture, keep_picture
from tests.walks import audit_of


def test_out_into_another_database_and_out_again(shop: Cli, tmp_path: Path) -> None:
    file, other = tmp_path / "all.json", str(tmp_path / "other.db")
    assert shop("export", str(file)).err == f"Written: {file}\n"
    assert "rows added." in shop("--db", other, "import", str(file)).err
    assert (
        shop("--db", other, "export").out
        == file.read_text(encoding="utf-8")
        == shop("export", "all", "-").out
    )
    assert shop("--db", other, "import", str(file)).err.endswith("rows were the same.\n")
    assert shop("--db", other, "undo").err == "Took back: Imported “all.json”.\n"
    assert "stayed so" in shop("--db", other, "import", "all", str(file)).err
    assert "1 row changed" in shop("--db", other, "import", "--prefer", "file", str(file)).err


def test_from_standard_input(shop: Cli, tmp_path: Path) -> None:
    text = shop("export").out
    assert "rows added." in shop("--db", str(tmp_path / "other.db"), "import", "-", typed=text).err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-16-le"])
def test_as_a_shell_of_windows_redirects_it(shop: Cli, tmp_path: Path, encoding: str) -> None:
    """PowerShell 5 writes what it redirects as UTF-16 with a mark and its own ends of lines; others a mark and UTF-8."""
    shop("journey", "edit", "web", "--name", "Köp & hämta – “här”")
    text, other = shop("export").out, str(tmp_path / "other.db")
    redirected = text.replace("\n", "\r\n").encode(encoding)
    (tmp_path / "all.json").write_bytes(redirected)
    assert "rows added." in shop("--db", other, "import", str(tmp_path / "all.json")).err
    assert shop("--db", other, "export").out == text
    assert shop("--db", other, "import", "-", typed=redirected).err.endswith("rows were the same.\n")
    shop("export", "journey", "Köp", "--folder", str(tmp_path / "folder"))
    for path in (tmp_path / "folder").rglob("*.json"):
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert shop("--db", other, "import", str(tmp_path / "folder")).err.endswith("rows were the same.\n")


def test_a_journey_as_a_folder_and_as_a_file(shop: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    assert f"in {folder}\n" in shop("export", "journey", "web", "--folder", str(folder)).err
    shop("--db", str(tmp_path / "one.db"), "import", str(folder))
    shop("--db", str(tmp_path / "two.db"), "import", "-", typed=shop("export", "journey", "web").out)
    assert (
        shop("--db", str(tmp_path / "one.db"), "export").out
        == shop("--db", str(tmp_path / "two.db"), "export").out
    )


def test_a_bad_file_is_refused_in_a_line(shop: Cli, tmp_path: Path) -> None:
    before = shop("export").out
    bad = tmp_path / "bad.json"
    bad.write_text(before.replace('"importance": 4', '"importance": 9', 1))
    said = shop.run("import", str(bad))
    assert said.code == 1 and said.err.startswith(f"{bad}: touchpoints[") and said.err.count("\n") == 1
    assert shop("export").out == before
    assert shop.run("import", str(tmp_path / "none.json")).code == 1
    assert shop.run("import").code == 2


def test_a_mistyped_command_is_no_file(shop: Cli, tmp_path: Path) -> None:
    assert shop.run("export", "mermiad").code == 2
    assert "mermaid" in shop("export", "--help").out


def _with_picture(file: Path) -> str:
    """Give the first finding of the shop a picture; return its hash."""
    with opened(file) as workspace:
        keep_picture(workspace, workspace.reads.findings.of_journey(1)[0].id, a_picture())
    return a_picture().sha256


def test_pictures_stand_beside_the_file_and_come_back(shop: Cli, tmp_path: Path) -> None:
    named = _with_picture(tmp_path / "default.db")
    file, other = tmp_path / "all.json", str(tmp_path / "other.db")
    beside = tmp_path / "all.json-pictures"
    assert shop("export", str(file)).err.endswith(f"Written: 1 picture in {beside}\n")
    assert [path.name for path in beside.iterdir()] == [f"{named}.png"]
    assert shop.run("export", str(file)).code == 1
    assert "rows added." in shop("--db", other, "import", str(file)).err
    again = tmp_path / "again.json"
    shop("--db", other, "export", str(again))
    assert again.read_bytes() == file.read_bytes()
    (copied,) = (tmp_path / "again.json-pictures").iterdir()
    assert copied.read_bytes() == (beside / f"{named}.png").read_bytes()
    # As a folder, too.
    shop("export", "journey", "web", "--folder", str(tmp_path / "folder"))
    assert (tmp_path / "folder" / "pictures" / f"{named}.png").is_file()
    shop("--db", str(tmp_path / "third.db"), "import", str(tmp_path / "folder"))
    assert shop("--db", str(tmp_path / "third.db"), "export", "-").out == shop("export", "journey", "web").out


def test_an_export_without_its_pictures_is_refused_or_read_without_them(shop: Cli, tmp_path: Path) -> None:
    _with_picture(tmp_path / "default.db")
    file, other = tmp_path / "all.json", str(tmp_path / "other.db")
    printed = shop("export")
    assert "1 picture did not go along" in printed.err
    file.write_text(printed.out, encoding="utf-8")
    refused = shop.run("--db", other, "import", str(file))
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "is missing" in refused.err and "--without-pictures" in refused.err
    assert "did not come with it" in shop.run("--db", other, "import", "-", typed=printed.out).err
    assert not Path(f"{other}-pictures").exists()
    assert "rows added." in shop("--db", other, "import", "--without-pictures", str(file)).err
    bare = tmp_path / "bare.json"
    said = shop("export", "--without-pictures", str(bare)).err
    assert "picture" not in said and not Path(f"{bare}-pictures").exists()
    assert shop("--db", other, "export", "-").out == bare.read_text(encoding="utf-8")


def test_a_name_that_was_taken_is_told(shop: Cli, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shop("export", str(tmp_path / "all.json"))
    shop("--db", str(other), "import", str(tmp_path / "all.json"))
    for place, check in ((tmp_path / "default.db", 0), (other, 2)):
        with opened(place) as workspace:
            failing = [
                answer.id
                for visit in audit_of(workspace, 1).visits
                for answer in visit.answers
                if answer.verdict in ("fail", "partly") and answer.origin == "own"
            ]
            workspace.findings.add(failing[check], FindingDraft(what=f"Words {check}"))
    shop("export", str(tmp_path / "all.json"), "--force")
    said = shop("--db", str(other), "import", str(tmp_path / "all.json")).err
    assert "names of findings last" in said
