"""`auditor db`: where it is, is it sound, copies and putting one back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from auditor.store.in_use import Hold
from auditor.store.picture_files import PictureFiles
from tests.cli.conftest import Cli
from tests.pictures import made


def test_where_the_database_is_in_every_format(shop: Cli, tmp_path: Path) -> None:
    place = shop("db", "path").out.strip()
    found = shop.json("db", "path")
    assert (found["database"], found["kind"], found["there"]) == (place, "file", True)
    assert found["bytes"] == Path(place).stat().st_size and found["settings"]
    assert f"database,{place}" in shop("db", "path", "--format", "csv").out.splitlines()
    assert place in shop("db", "path", "--format", "github").out
    assert shop.json("db", "check") == []
    elsewhere = ("--db", str(tmp_path / "none.db"))
    assert shop.json(*elsewhere, "db", "check") == []
    assert not shop.json(*elsewhere, "db", "path")["there"]


def test_the_path_is_told(nothing: Cli, tmp_path: Path) -> None:
    said = nothing("db", "path")
    assert said.out.strip() == str(tmp_path / "default.db")
    assert str(tmp_path / "config") in said.err
    assert (
        nothing("--db", "postgresql://kim:secret@host/shop", "db", "path").out.strip()
        == "postgresql://host/shop"
    )


def test_a_sound_database_is_called_sound(shop: Cli, nothing: Cli) -> None:
    assert "is sound" in shop("db", "check").out


def test_no_database_yet_is_no_fault(nothing: Cli, tmp_path: Path) -> None:
    assert "no database" in nothing("db", "check").err
    assert nothing.run("db", "backup").code == 1
    assert not (tmp_path / "default.db").exists()


def test_damaged_pages_are_found(shop: Cli, tmp_path: Path) -> None:
    path = tmp_path / "default.db"
    content = bytearray(path.read_bytes())
    content[8192:20480] = b"\xff" * 12288
    path.write_bytes(content)
    said = shop.run("db", "check")
    assert said.code == 4
    assert "db restore" in said.err
    assert said.out == ""


def test_sums_that_are_wrong_are_found(shop: Cli, tmp_path: Path) -> None:
    for statement in (
        "UPDATE visit SET answered = answered + 1 WHERE id = 1",
        "UPDATE visit SET weight_failed = weight_failed + 0.5 WHERE id = 2",
        "UPDATE touchpoint SET need = 0.123 WHERE id = 3",
    ):
        with sqlite3.connect(tmp_path / "default.db") as database:
            database.execute(statement)
    said = shop.run("db", "check")
    assert said.code == 4
    assert "visit 1" in said.err
    assert "visit 2" in said.err
    assert "touchpoint 3" in said.err


def test_pictures_that_nothing_names_are_told_and_removed(shop: Cli, tmp_path: Path) -> None:
    pictures = tmp_path / "default.db-pictures"
    pictures.mkdir()
    PictureFiles(pictures).write([made(b"nobody's")])
    said = shop("db", "check")
    assert "1 picture in " in said.err and "--mend" in said.err and "is sound" in said.out
    said = shop("db", "check", "--mend")
    assert "→ taken out" in said.err and "is sound" in said.out
    assert not any(path.is_file() for path in pictures.rglob("*"))
    assert shop.json("db", "check") == []


def test_a_copy_is_put_back_and_what_was_there_is_kept(shop: Cli, tmp_path: Path) -> None:
    copy = shop("db", "backup").out.strip()
    assert Path(copy).stat().st_mode & 0o077 == 0
    shop("journey", "edit", "web", "--name", "Later name")
    listed = shop.json("db", "backups")
    assert copy in [one["path"] for one in listed]
    said = shop("db", "restore", Path(copy).name)
    assert [line["name"] for line in shop.json("journey", "list")] == ["Web shop"]
    kept = next(one["path"] for one in shop.json("db", "backups") if "before-restore" in one["name"])
    assert kept in said.err
    assert [line["name"] for line in shop.json("--db", kept, "journey", "list")] == ["Later name"]


def test_a_copy_goes_where_it_is_told_but_never_over_a_file(shop: Cli, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "mine.db"
    assert shop("db", "backup", str(target)).out.strip() == str(target)
    assert shop.run("db", "backup", str(target)).code == 1
    assert len(shop.json("--db", str(target), "journey", "list")) == 1


def test_a_damaged_database_is_replaced(shop: Cli, tmp_path: Path) -> None:
    copy = shop("db", "backup").out.strip()
    (tmp_path / "default.db").write_bytes(b"not a database" * 1000)
    assert shop.run("journey", "list").code == 4
    shop("db", "restore", copy)
    assert len(shop.json("journey", "list")) == 1


def test_what_is_no_sound_copy_is_refused(shop: Cli, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(b"nothing of the kind" * 50)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as database:
        database.execute("CREATE TABLE songs (name)")
    for file in (wrong, foreign, tmp_path / "missing.db"):
        assert shop.run("db", "restore", str(file)).code in (1, 4)
    assert len(shop.json("journey", "list")) == 1


def test_a_folder_that_is_synced_is_told(nothing: Cli, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    named = ("--db", str(tmp_path / "Dropbox" / "team.db"))
    assert "Dropbox" in nothing(*named, "db", "path").err
    said = nothing(*named, "journey", "new", "Shop")
    assert "Dropbox" not in said.err.replace(str(tmp_path), ""), "who works is not told again and again"
    said = nothing(*named, "db", "check")
    assert "on one machine at a time" in said.err and "is sound" in said.out


def test_a_database_that_is_open_elsewhere_is_restored_only_anyway(shop: Cli, tmp_path: Path) -> None:
    copy = shop("db", "backup").out.strip()
    open_elsewhere = Hold(tmp_path / "default.db")
    said = shop.run("db", "restore", copy)
    assert said.code == 1 and "--anyway" in said.err
    assert shop.run("db", "restore", copy, "--anyway").code == 0
    open_elsewhere.close()
    assert shop.run("db", "restore", copy).code == 0
