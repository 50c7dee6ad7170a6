"""A journey as a folder of text files."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.base.errors import RefusedError
from auditor.exchange.folder import read_folder, write_folder
from auditor.exchange.reading import ExportFile, read
from auditor.workspace import Workspace
from tests.exchange.conftest import exported
from tests.exchange.rows import fill
from tests.walks import Walked


def _texts(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_out_and_in_and_out_again_is_the_same_folder(
    workspace: Workspace, blank: Workspace, walked: Walked, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    write_folder(first, workspace.reads.exports.journey(walked.journey))
    blank.merging.merge(read(read_folder(first)), "first")
    write_folder(second, blank.reads.exports.journey(blank.reads.journeys.lines()[0].id))
    assert _texts(first) == _texts(second)
    assert {"journey.json", "people.json", "wordings/findability.json"} <= _texts(first).keys()
    assert len(list((first / "audits").iterdir())) == 1


def test_the_journeys_inside_come_along(
    workspace: Workspace, blank: Workspace, web_shop: int, tmp_path: Path
) -> None:
    _open_inside(workspace, web_shop, "Paying")
    deepest = _open_inside(workspace, _number(workspace, "Paying"), "By card")
    workspace.journeys.new("Beside")
    first, second = tmp_path / "first", tmp_path / "second"
    write_folder(first, workspace.reads.exports.journey(web_shop))
    blank.merging.merge(read(read_folder(first)), "first")
    names = {line.name for line in blank.reads.journeys.lines()}
    assert names == {_name(workspace, web_shop), "Paying", "By card"}
    write_folder(second, blank.reads.exports.journey(_number(blank, _name(workspace, web_shop))))
    assert _texts(first) == _texts(second)
    again = blank.merging.merge(read([ExportFile("all", exported(workspace))]), "all")
    assert (again.changed, again.kept) == (0, 0)
    assert [row["name"] for row in workspace.reads.exports.journey(deepest).of("journeys")] == ["By card"]


def _open_inside(workspace: Workspace, outer: int, name: str) -> int:
    """Let the first touchpoint of a journey open into a new one with a touchpoint; return its number."""
    journey = workspace.reads.journeys.get(outer)
    assert journey is not None
    inner = workspace.stages.open_new(journey.touchpoints[0].id, name)
    made = workspace.reads.journeys.get(inner)
    assert made is not None
    workspace.stages.add_touchpoint(made.stages[0].id, "Within")
    return inner


def _number(workspace: Workspace, name: str) -> int:
    return next(line.id for line in workspace.reads.journeys.lines() if line.name == name)


def _name(workspace: Workspace, number: int) -> str:
    return next(line.name for line in workspace.reads.journeys.lines() if line.id == number)


def test_only_what_belongs_to_the_journey_is_in_it(
    workspace: Workspace, blank: Workspace, web_shop: int, tmp_path: Path
) -> None:
    fill(workspace, web_shop)
    workspace.audits.start(workspace.journeys.copy(web_shop), "Somebody else", persona="Theirs")
    write_folder(tmp_path / "one", workspace.reads.exports.journey(web_shop))
    text = "".join(content.decode() for content in _texts(tmp_path / "one").values())
    assert "Somebody else" not in text and "Kim" in text
    blank.merging.merge(read(read_folder(tmp_path / "one")), "one")
    assert {line.name for line in blank.reads.journeys.lines()} == {_name(workspace, web_shop), "Inner"}
    assert '"evidence-1"' in exported(blank) and '"comment-1"' in exported(blank)


def test_other_files_stay_and_those_of_deleted_audits_go(
    workspace: Workspace, walked: Walked, tmp_path: Path
) -> None:
    folder = tmp_path / "one"
    write_folder(folder, workspace.reads.exports.journey(walked.journey))
    (folder / "README.md").write_text("Mine")
    (folder / "audits" / "mine.json").write_text('{"mine": true}')
    workspace.audits.delete(walked.audit)
    write_folder(folder, workspace.reads.exports.journey(walked.journey))
    assert sorted(path.name for path in (folder / "audits").iterdir()) == ["mine.json"]
    assert (folder / "README.md").read_text() == "Mine"


def test_a_bad_file_is_named(workspace: Workspace, walked: Walked, tmp_path: Path) -> None:
    write_folder(tmp_path, workspace.reads.exports.journey(walked.journey))
    bad = tmp_path / "audits" / "bad.json"
    bad.write_text("{")
    with pytest.raises(RefusedError, match=r"audits/bad\.json: this is no valid JSON"):
        read(read_folder(tmp_path))
    with pytest.raises(RefusedError, match=r"no journey\.json"):
        read_folder(tmp_path / "audits")
