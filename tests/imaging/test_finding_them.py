"""Where pictures come from and are shown: the folder of screenshots, the clipboard, the system's viewer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from PIL import Image

from auditor.base import opening
from auditor.base.errors import RefusedError
from auditor.imaging.clipboard import picture_in_clipboard
from auditor.imaging.screenshots import folders, newest
from auditor.settings.config import read_settings
from tests.pictures import file_of

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the programs of a Linux desktop are imitated"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a user whose folder of pictures is called otherwise."""
    home = tmp_path / "home"
    (home / ".config").mkdir(parents=True)
    (home / ".config" / "user-dirs.dirs").write_text('XDG_PICTURES_DIR="$HOME/Bilder"\n')
    (home / "Bilder").mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_PICTURES_DIR", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose programs are found, and no others."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def _program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)


def _picture(path: Path, age: float) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"picture")
    os.utime(path, (1_800_000_000 - age, 1_800_000_000 - age))
    return path


def test_the_newest_picture_of_the_systems_folder_is_found(home: Path) -> None:
    with pytest.raises(RefusedError, match=r"Bilder.*“screenshots” in the settings"):
        newest()
    _picture(home / "Bilder" / "old.png", 100)
    in_folder = _picture(home / "Bilder" / "Skärmbilder" / "Skärmbild.PNG", 50)
    _picture(home / "Bilder" / "Skärmbilder" / "notes.txt", 1)
    _picture(home / "Bilder" / "Skärmbilder" / ".being-written.png", 1)
    (home / "Bilder" / "folder.png").mkdir()
    assert newest() == in_folder
    english = _picture(home / "Bilder" / "Screenshots" / "shot.jpeg", 20)
    assert newest() == english
    assert folders()[0] == english.parent


def test_the_folder_of_the_settings_wins(home: Path, tmp_path: Path) -> None:
    _picture(home / "Bilder" / "new.png", 0)
    mine = _picture(tmp_path / "mine" / "old.webp", 100)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(f'screenshots = "{tmp_path}/mine"\n')
    assert newest(read_settings(tmp_path / "config").screenshots) == mine
    with pytest.raises(
        RefusedError, match=r"There is no folder .*nowhere: name another one as “screenshots”"
    ):
        newest(tmp_path / "nowhere")
    (tmp_path / "config" / "config.toml").write_text('screenshots = "Pictures"\n')
    with pytest.raises(RefusedError, match="whole path"):
        read_settings(tmp_path / "config")


def test_macos_says_where_screenshots_are(
    home: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    desktop = _picture(home / "Desktop" / "shot.png", 0).parent
    assert folders() == [desktop]
    (home / "Shots").mkdir()
    _program(programs, "defaults", '[ "$*" = "read com.apple.screencapture location" ] && echo "~/Shots"')
    assert folders() == [home / "Shots", desktop]


def test_the_picture_in_the_clipboard_is_taken(
    home: Path, programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RefusedError, match="wl-paste"):
        picture_in_clipboard()
    shot = tmp_path / "shot"
    shot.write_bytes(file_of(Image.new("RGB", (9, 7), "green")))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    _program(programs, "wl-paste", "echo text/html; echo text/plain")
    with pytest.raises(RefusedError, match="no picture in the clipboard"):
        picture_in_clipboard()
    pasting = (
        f'[ "$*" = "--no-newline --type image/png" ] && exec /bin/cat "{shot}"; echo text/html image/png'
    )
    _program(programs, "wl-paste", pasting)
    assert (picture_in_clipboard().width, picture_in_clipboard().height) == (9, 7)
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setenv("DISPLAY", ":0")
    _program(
        programs,
        "xclip",
        f'[ "$*" = "-selection clipboard -o -t image/png" ] && exec /bin/cat "{shot}"; echo TARGETS image/png',
    )
    assert picture_in_clipboard().kind == "png"
    _program(programs, "xclip", "exit 1")
    with pytest.raises(RefusedError, match="no picture in the clipboard"):
        picture_in_clipboard()


def test_the_systems_viewer_is_opened_without_waiting_and_without_a_shell(
    home: Path, programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "$(touch harmed) -x;.png"
    with pytest.raises(RefusedError, match=r"it is .*touch harmed"):
        opening.show(path)
    told = tmp_path / "told"
    os.mkfifo(told)
    _program(programs, "xdg-open", f'echo "$#:$1" >"{told}"; exec /bin/sleep 60')
    with pytest.raises(RefusedError, match="No program opens files here"):
        opening.show(path)
    monkeypatch.setenv("DISPLAY", ":0")
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def noted(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    began = monotonic()
    opening.show(path)
    assert told.read_text() == f"1:{path}\n"
    assert monotonic() - began < 30
    started[0].kill()
