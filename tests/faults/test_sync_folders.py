"""A database in a folder that a program keeps alike on several machines: its user is told, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.settings.config import Config
from auditor.store.synced import synced_by
from auditor.workspace import Workspace


def _marked(name: str) -> Callable[[Path], None]:
    def mark(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()

    return mark


def _nothing(_folder: Path) -> None:
    return


@pytest.mark.parametrize(
    ("folder", "prepare", "program"),
    [
        ("Dropbox", _nothing, "Dropbox"),
        ("Dropbox (Shop AB)", _nothing, "Dropbox"),
        ("mine", _marked(".dropbox"), "Dropbox"),
        ("OneDrive - Shop AS", _nothing, "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", _nothing, "iCloud Drive"),
        ("iCloudDrive", _nothing, "iCloud Drive"),
        ("Google Drive/My Drive", _nothing, "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-anna@example.org", _nothing, "Google Drive"),
        ("Library/CloudStorage/OneDrive-ShopAB", _nothing, "OneDrive"),
        ("Nextcloud", _nothing, "Nextcloud"),
        ("cloud", _marked(".sync_0123456789ab.db"), "Nextcloud"),
        ("shared", _marked(".stfolder/.keep"), "Syncthing"),
        ("plain", _nothing, ""),
        ("dropboxes", _nothing, ""),
        ("My OneDrive notes", _nothing, ""),
    ],
)
def test_the_program_is_known_by_its_folder(
    tmp_path: Path, folder: str, prepare: Callable[[Path], None], program: str
) -> None:
    place = tmp_path / folder / "audits"
    place.mkdir(parents=True)
    prepare(tmp_path / folder)
    assert synced_by(place / "team.db") == program


def test_a_folder_that_windows_names_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "work"))
    assert synced_by(tmp_path / "work" / "deep" / "team.db") == "OneDrive"


def test_it_is_told_in_one_line(tmp_path: Path, config: Config) -> None:
    synced, plain = tmp_path / "Dropbox", tmp_path / "plain"
    for place in (synced, plain):
        place.mkdir()
    told = Workspace.open(str(synced / "team.db"), config).caution
    assert "Dropbox" in told and "one machine at a time" in told and "\n" not in told
    assert Workspace.open(str(plain / "team.db"), config).caution == ""
