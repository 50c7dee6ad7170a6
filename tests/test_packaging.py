"""What a build of the program holds, however it is installed: also the catalogs, which lie in no repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.catalogs import LOCALE
from tools.messages import LANGUAGES, ROOT, SOURCES

CATALOGS = {
    f"auditor/locale/{language}/LC_MESSAGES/{domain}.mo" for language in LANGUAGES for domain in SOURCES
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as a fresh clone has it: nothing is compiled."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("auditor", "screens", "checklists", "tools", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.mo", "*.pyc"))
    for name in ("pyproject.toml", "README.md", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    return folder


def built(project: Path, kind: str) -> Path:
    """Build a wheel or an sdist of the project and return where it is."""
    folder = project / "made" / kind
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True, timeout=120)
    (file,) = folder.iterdir()
    return file


def catalogs_in(wheel: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel) as held:
        for name in held.namelist():
            if name.endswith(".mo"):
                yield name, held.read(name)


def test_a_wheel_holds_the_catalogs_compiled(checkout: Path) -> None:
    found = dict(catalogs_in(built(checkout, "wheel")))
    assert found.keys() == CATALOGS
    for name, content in found.items():
        assert content == (LOCALE / Path(name).relative_to("auditor/locale")).read_bytes()


def test_a_wheel_puts_the_manual_page_of_each_language_where_man_looks(checkout: Path) -> None:
    with zipfile.ZipFile(built(checkout, "wheel")) as held:
        found = {name.partition(".data/data/")[2] for name in held.namelist() if name.endswith("/auditor.1")}
    languages = ("", *(f"{language}/" for language in LANGUAGES))
    assert found == {f"share/man/{language}man1/auditor.1" for language in languages}


def test_an_sdist_builds_the_same_wheel(checkout: Path, tmp_path: Path) -> None:
    with tarfile.open(built(checkout, "sdist")) as held:
        # Python 3.11.2 has no `filter` for extractall, and what it does not know of an archive it leaves alone.
        held.extraction_filter = getattr(tarfile, "data_filter", None)
        held.extractall(tmp_path)
    (unpacked,) = tmp_path.iterdir()
    assert built(unpacked, "wheel").read_bytes() == built(checkout, "wheel").read_bytes()
