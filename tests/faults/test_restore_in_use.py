"""A copy put back while another program has the database open: refused, and where it is done anyway, noticed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Verdict
from auditor.cli.frame.ways_out import WAYS
from auditor.settings.config import Config
from auditor.store import backup, in_use
from auditor.workspace import Workspace
from tests.faults.children import child, hold_and_then_answer, opened
from tests.walks import answer_at


@pytest.fixture
def path(tmp_path: Path, walked_file: Path) -> Path:
    """A file with an unfinished audit, and a copy beside it."""
    path = tmp_path / "team.db"
    shutil.copy(walked_file, path)
    backup.make(path)
    return path


@pytest.fixture
def workspace(path: Path, config: Config) -> Iterator[Workspace]:
    """A program on that file."""
    workspace = Workspace.open(str(path), config)
    yield workspace
    workspace.close()


def _copy(path: Path) -> str:
    return backup.copies(path)[-1].path.name


def test_it_is_refused_while_another_program_has_it_open_and_noticed_where_it_is_done(
    workspace: Workspace, path: Path
) -> None:
    asked = answer_at(workspace, 1, 6)
    with child(hold_and_then_answer, str(path), asked.id) as (_process, channel):
        assert channel.recv() == "open"
        with pytest.raises(RefusedError, match="open in another program") as caught:
            workspace.upkeep.restore(_copy(path))
        assert "--anyway" in caught.value.worded(WAYS)
        assert answer_at(workspace, 1, 6).verdict is Verdict.PASS, "nothing was restored"
        workspace.upkeep.restore(_copy(path), anyway=True)
        channel.send("answer")
        told = channel.recv()
        assert told.startswith("ConflictError") and "restored from a copy" in told
        assert channel.recv() == "saved"
    assert answer_at(workspace, 1, 6).verdict is Verdict.FAIL


def test_one_who_only_watches_has_it_open_too(workspace: Workspace, path: Path) -> None:
    watching = opened(str(path))
    assert watching.reads.journeys.lines()
    watch = watching.watch()
    with pytest.raises(RefusedError, match="open in another program"):
        workspace.upkeep.restore(_copy(path))
    watch.close()
    watching.close()
    workspace.upkeep.restore(_copy(path))


def test_a_program_that_was_killed_has_nothing_open(workspace: Workspace, path: Path) -> None:
    asked = answer_at(workspace, 1, 6)
    with child(hold_and_then_answer, str(path), asked.id) as (process, channel):
        assert channel.recv() == "open"
        process.kill()
        process.join()
    assert in_use.beside(path).exists()
    workspace.upkeep.restore(_copy(path))
    workspace.close()
    assert not in_use.beside(path).exists(), "the last one takes it away"


def test_the_file_that_tells_of_it_is_as_private_as_the_database_and_goes(path: Path) -> None:
    one, two = opened(str(path)), opened(str(path))
    path.chmod(0o640)
    for workspace in (one, two):
        workspace.get_ready_to_write()
    assert in_use.beside(path).stat().st_mode & 0o777 == 0o640
    one.close()
    assert in_use.beside(path).exists()
    two.close()
    assert not in_use.beside(path).exists()


def test_a_link_where_that_file_would_be_leads_nowhere(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("kept")
    in_use.beside(path).symlink_to(target)
    workspace = opened(str(path))
    workspace.journeys.new("Written")
    workspace.close()
    assert target.read_text() == "kept" and in_use.beside(path).is_symlink()
