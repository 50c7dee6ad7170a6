"""Who may read what is written: nobody else, unless the file was there and others could; and nothing leads astray."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.base.errors import RefusedError
from auditor.base.files import write_several, write_whole
from auditor.cli.frame import output
from tests.cli.conftest import Cli

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no modes of files on this system")


@pytest.fixture(autouse=True)
def generous() -> Iterator[None]:
    """Let everybody read what is made, unless the program says otherwise."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


WRITING = {
    "page": ("report", "html", "1", "out"),
    "Markdown": ("report", "markdown", "1", "out"),
    "workbook": ("report", "xlsx", "1", "out"),
    "export": ("export", "all", "-o", "out"),
    "journey": ("export", "journey", "1", "-o", "out"),
    "diagram": ("export", "mermaid", "1", "-o", "out"),
    "actions": ("action", "export", "--to", "jira", "out"),
}


@pytest.mark.every(3)
@pytest.mark.parametrize("command", WRITING.values(), ids=WRITING.keys())
def test_what_is_written_is_for_its_owner_alone_and_what_was_there_stays_for_whom_it_was(
    shop: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    shop(*command)
    assert _mode(tmp_path / "out") == 0o600
    for mode in (0o644, 0o600, 0o640, 0o400):
        (tmp_path / "out").chmod(mode)
        shop(*command, "--force")
        assert _mode(tmp_path / "out") == mode


@pytest.mark.parametrize(
    "command",
    [
        ("export", "journey", "1", "--folder", "out"),
        ("action", "export", "--to", "github", "--folder", "out", "--force"),
    ],
    ids=["journey", "issues"],
)
def test_a_folder_is_for_its_owner_alone_and_files_in_it_stay_for_whom_they_were(
    shop: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    shop(*command)
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert {_mode(path) for path in written} == {0o600}
    assert _mode(tmp_path / "out") == 0o700
    written[0].chmod(0o644)
    shop(*command)
    assert [_mode(path) for path in written] == [0o644, *(0o600 for _path in written[1:])]


def test_settings_stay_as_private_as_they_were(shop: Cli, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "config.toml"
    shop("settings", "set", "theme", "dark")
    assert _mode(settings) == 0o600
    settings.chmod(0o640)
    shop("settings", "set", "theme", "light")
    assert 'theme = "light"' in settings.read_text() and _mode(settings) == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_somebody_elses_stays_theirs(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text("old")
    os.chown(file, 1234, 5678)
    write_whole(file, "new", force=True)
    found = file.stat()
    assert (file.read_text(), found.st_uid, found.st_gid) == ("new", 1234, 5678)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may make devices")
def test_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    device = tmp_path / "null"
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except OSError as error:
        pytest.skip(f"no device can be made here: {error}")
    with pytest.raises(RefusedError, match="no file but a device"):
        write_whole(device, "text", force=True)
    assert stat.S_ISCHR(device.stat().st_mode)


def test_a_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(RefusedError, match="no file but a device or a pipe"):
        write_several({tmp_path / "first": "text", pipe: "text"})
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.parametrize("name", ["audits", "wordings"])
def test_an_export_into_a_folder_stays_in_it(shop: Cli, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    shop("export", "journey", "1", "--folder", str(tmp_path / "first"))
    (tmp_path / "first" / name).rename(elsewhere)
    before = {path: path.read_bytes() for path in elsewhere.iterdir()}
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / name).symlink_to(elsewhere)
    shop("journey", "edit", "1", "--name", "Renamed")
    said = shop.run("export", "journey", "1", "--folder", str(folder))
    assert said.code == 1 and said.err.count("\n") == 1
    assert "link" in said.err and str(folder / name) in said.err
    assert {path: path.read_bytes() for path in elsewhere.iterdir()} == before
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_link_in_the_place_of_a_file_of_the_folder_is_replaced_and_not_followed(
    shop: Cli, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "people.json").symlink_to(secret)
    shop("export", "journey", "1", "--folder", str(folder))
    assert secret.read_text() == "mine"
    assert not (folder / "people.json").is_symlink()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files, with no other one to write to."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    (tmp_path / "no-folder").write_text("")
    monkeypatch.setenv("AUDITOR_DB", str(tmp_path / "no-folder" / "auditor.db"))
    return folder


def _broken() -> None:
    raise ZeroDivisionError("never foreseen")


def test_the_log_of_an_error_overwrites_nothing(
    temporary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    # Whatever name it had, somebody else has been there first.
    real = os.open

    def planted(path: str, flags: int, mode: int = 0o777) -> int:
        if "auditor-error-" in str(path) and not list(temporary.iterdir()):
            Path(path).symlink_to(victim)
        return real(path, flags, mode)

    monkeypatch.setattr("os.open", planted)
    with pytest.raises(SystemExit):
        output.leave(_broken)
    monkeypatch.undo()
    assert victim.read_text() == "precious"
    (log,) = (path for path in temporary.iterdir() if not path.is_symlink())
    assert str(log) in capsys.readouterr().err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert _mode(log) == 0o600
