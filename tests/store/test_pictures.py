"""Pictures of a database: kept once, with the rows that name them or not at all, and found again."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from auditor.base.errors import AuditorError, DatabaseError, RefusedError, StorageError
from auditor.imaging.making import Made
from auditor.settings.config import Config
from auditor.store import backup
from auditor.store.picture_files import PictureFiles, folder_of, named_in
from auditor.workspace import Workspace
from tests.faults.killing import kill_everywhere
from tests.pictures import add_finding, made, with_touchpoint
from tests.quickness import within
from tests.walks import run_sql

ONE, TWO = made(b"one"), made(b"two")


def _files(path: Path) -> list[str]:
    return sorted(each.name for each in folder_of(path).rglob("*") if each.is_file())


@pytest.fixture
def path(schema_file: Path, tmp_path: Path) -> Path:
    """A database file with the schema."""
    return Path(shutil.copy(schema_file, tmp_path / "team.db"))


def _opened(path: Path) -> Workspace:
    return Workspace.open(str(path), Config(Path("/nowhere"), "Kim"))


@pytest.fixture
def ours(path: Path) -> Workspace:
    """A workspace on a file."""
    return _opened(path)


def test_what_is_kept_is_read_and_kept_once(workspace: Workspace) -> None:
    point = with_touchpoint(workspace)
    add_finding(workspace, point, [ONE, TWO, ONE])
    add_finding(workspace, point, [ONE])
    assert (workspace.picture(ONE.sha256), workspace.picture(TWO.sha256)) == (b"one", b"two")
    assert workspace.picture_file(TWO.sha256).read_bytes() == b"two"
    assert workspace.upkeep.check() == []
    with pytest.raises(StorageError, match=r"^CHK-1, picture 3 is missing from "):
        workspace.picture(made(b"other").sha256, "CHK-1, picture 3")
    if workspace.location.path is not None:
        assert len(_files(workspace.location.path)) == 2


def test_what_is_not_saved_leaves_no_picture(workspace: Workspace) -> None:
    database, point = workspace._database, with_touchpoint(workspace)
    with pytest.raises(RefusedError), database.work("finding-new", name="") as work:
        database.pictures.keep(work, [ONE])
        raise RefusedError("on second thoughts")
    with pytest.raises(StorageError):
        workspace.picture(ONE.sha256)
    with pytest.raises(RefusedError), workspace.together():
        add_finding(workspace, point, [ONE])
        raise RefusedError("on second thoughts")
    with pytest.raises(StorageError):
        workspace.picture(ONE.sha256)
    with workspace.together():
        add_finding(workspace, point, [ONE])
        add_finding(workspace, point, [TWO])
    assert workspace.picture(TWO.sha256) == b"two"
    if workspace.location.path is not None:
        assert _files(workspace.location.path) == sorted(f"{each.sha256}.png" for each in (ONE, TWO))


def test_undo_leaves_the_picture_for_redo(ours: Workspace, path: Path) -> None:
    add_finding(ours, with_touchpoint(ours), [ONE])
    ours.undoing.undo()
    ours.close()
    assert _opened(path).upkeep.mend() == ([], None)
    ours.undoing.redo()
    assert ours.picture(ONE.sha256) == b"one"


def test_pictures_are_for_their_owner_alone(ours: Workspace, path: Path) -> None:
    add_finding(ours, with_touchpoint(ours), [ONE])
    modes = {each.is_dir(): stat.S_IMODE(each.stat().st_mode) for each in folder_of(path).rglob("*")}
    assert modes == {True: 0o700, False: 0o600}
    assert stat.S_IMODE(folder_of(path).stat().st_mode) == 0o700


def test_a_hash_that_is_none_leads_nowhere(ours: Workspace, path: Path) -> None:
    add_finding(ours, with_touchpoint(ours), [ONE])
    (path.parent / "secret.png").write_bytes(b"secret")
    for hostile in ("../../secret", "/etc/passwd", "", "é" * 64, f"{ONE.sha256}\n"):
        with pytest.raises(StorageError):
            ours.picture(hostile)


def keep_one(path: str, content: str) -> None:
    """Add a finding with a picture, and one that shares it, as a program does that is killed now and then."""
    workspace = Workspace.open(path, Config(Path("/nowhere"), "Kim"))
    point = workspace.reads.journeys.get(1)
    assert point is not None
    add_finding(workspace, point.touchpoints[0].id, [made(content.encode()), made(f"{content} 2".encode())])
    workspace.close()


def test_a_kill_at_any_moment_leaves_row_and_picture_or_neither(
    ours: Workspace, path: Path, tmp_path: Path
) -> None:
    with_touchpoint(ours)
    ours.close()

    def place(number: int) -> tuple[str]:
        return (str(shutil.copy(path, tmp_path / f"{number}.db")),)

    kills = kill_everywhere(keep_one, place)
    ends = set()
    left = 0
    for number in range(kills):
        killed = tmp_path / f"{number}.db"
        is_left = any(name.startswith(".") for name in _files(killed))
        left += is_left
        workspace = _opened(killed)
        # Whoever looks at the database, or writes to it, clears up.
        if is_left and number % 2:
            assert workspace.upkeep.check() == []
        else:
            workspace.get_ready_to_write()
        workspace.close()
        named = named_in(killed)
        assert named is not None
        assert _files(killed) == sorted(f"{each}.png" for each in named)
        ends.add(len(named))
    assert ends == {2, 4}, "some kills came before the rows, some after them"
    assert left, "no kill came between the picture and the row"


def test_a_picture_announced_by_a_killed_program_and_kept_by_another_stays(
    ours: Workspace, path: Path
) -> None:
    point = with_touchpoint(ours)
    killed = PictureFiles(folder_of(path)).announce()
    killed.add([ONE.sha256, TWO.sha256])
    PictureFiles(folder_of(path)).write([ONE, TWO])
    add_finding(ours, point, [ONE])
    assert _files(path) == [f"{ONE.sha256}.png"]


def test_damage_is_told_and_only_orphans_are_removed(ours: Workspace, path: Path) -> None:
    point = with_touchpoint(ours)
    three = made(b"three")
    add_finding(ours, point, [ONE, TWO, three])
    files = PictureFiles(folder_of(path))
    files.place(ONE.sha256, "png").unlink()
    files.place(TWO.sha256, "png").write_bytes(b"twisted")
    files.write([made(b"nobody's"), made(b"no one's")])
    with pytest.raises(DatabaseError, match="damaged"):
        ours.picture(TWO.sha256)
    told = ours.upkeep.check()
    assert [line.partition(" in ")[0].partition(" from ")[0] for line in told] == [
        "picture 1 of CHK-1: missing",
        "picture 2 of CHK-1: damaged",
        "2 pictures",
    ]
    done, _kept = ours.upkeep.mend()
    assert [flaw.mended for flaw in done] == ["taken out", "", ""]
    assert sorted(files.all()) == sorted([TWO.sha256, three.sha256])
    # Taken in once more, what was damaged or missing is there again.
    add_finding(ours, point, [ONE, TWO])
    assert ours.upkeep.check() == []


def test_a_picture_whose_finding_is_lost_is_told_by_its_own_number(ours: Workspace, path: Path) -> None:
    add_finding(ours, with_touchpoint(ours), [ONE])
    files = PictureFiles(folder_of(path))
    files.place(ONE.sha256, "png").unlink()
    run_sql(ours, "DELETE FROM finding")
    told = ours.upkeep.check()
    assert f"Picture 1 is missing from {files.folder}." in told and "None" not in str(told)


def test_what_an_automatic_copy_names_is_no_orphan(ours: Workspace, path: Path) -> None:
    add_finding(ours, with_touchpoint(ours), [ONE])
    before = backup.make(path)
    add_finding(ours, 1, [TWO])
    ours.upkeep.restore(before.path.name)
    assert ours.upkeep.check() == []
    assert set(PictureFiles(folder_of(path)).all()) == {ONE.sha256, TWO.sha256}
    for copy in backup.copies(path):
        copy.path.unlink()
    assert [flaw.is_harmless for flaw in ours.upkeep.flaws()] == [True]
    ours.upkeep.mend()
    assert set(PictureFiles(folder_of(path)).all()) == {ONE.sha256}


def test_a_copy_elsewhere_has_its_pictures_and_brings_them_back(
    ours: Workspace, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_finding(ours, with_touchpoint(ours), [ONE])
    PictureFiles(folder_of(path)).write([made(b"nobody's")])

    def refused(*_arguments: object, **_options: object) -> None:
        raise OSError("no second names")

    for number, link in enumerate((os.link, refused)):
        with monkeypatch.context() as patched:
            patched.setattr(os, "link", link)
            elsewhere = ours.upkeep.copy(tmp_path / f"usb-{number}" / "team.db")
            assert _files(elsewhere) == [f"{ONE.sha256}.png"]
            assert _opened(elsewhere).upkeep.check() == []
            shutil.rmtree(folder_of(path))
            ours.upkeep.restore(str(elsewhere))
            assert ours.picture(ONE.sha256) == b"one"


def test_a_folder_left_behind_is_named(ours: Workspace, path: Path) -> None:
    add_finding(ours, with_touchpoint(ours), [ONE])
    ours.close()
    moved = path.rename(path.with_name("renamed.db"))
    with pytest.raises(StorageError, match=r"renamed\.db-pictures.*move this folder"):
        _opened(moved).picture(ONE.sha256)
    assert [line for line in _opened(moved).upkeep.check() if "renamed.db-pictures" in line]
    folder_of(path).rename(folder_of(moved))
    assert _opened(moved).upkeep.check() == []


def test_a_folder_that_lets_nothing_be_written_keeps_no_row(ours: Workspace, path: Path) -> None:
    point = with_touchpoint(ours)
    folder_of(path).write_text("in the way")
    with pytest.raises(AuditorError, match="No picture could be written"):
        add_finding(ours, point, [ONE])
    assert named_in(path) == set()


def test_thousands_of_pictures_are_kept_and_counted_quickly(ours: Workspace, path: Path) -> None:
    point = with_touchpoint(ours)
    many: list[Made] = [made(str(number).encode()) for number in range(2_000)]
    # Of this process alone: how long the disk takes is not ours.
    with within(4):
        add_finding(ours, point, many)
    with within(1):
        add_finding(ours, point, [ONE])
    with within(4):
        assert ours.upkeep.check() == []
    assert len(PictureFiles(folder_of(path)).all()) == 2_001


def test_what_nothing_names_counts_as_missing_because_it_may_go(workspace: Workspace) -> None:
    pictures, point = workspace._database.pictures, with_touchpoint(workspace)
    add_finding(workspace, point, [ONE])
    path = workspace.location.path
    if path is not None:
        PictureFiles(folder_of(path)).write([TWO])
    assert pictures.missing({ONE.sha256, TWO.sha256}) == {TWO.sha256}
