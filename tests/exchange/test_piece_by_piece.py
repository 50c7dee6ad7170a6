"""Exports are read and written a piece at a time: what they take does not grow with what there is, nothing is torn."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

import pytest

from auditor.base.errors import BusyError
from auditor.base.files import write_whole
from auditor.cli.frame import output
from auditor.exchange.document import as_text, written
from auditor.exchange.folder import read_folder, write_folder
from auditor.exchange.reading import ExportFile, read
from auditor.exporting.calendar import Shape
from auditor.exporting.files import Counted, ExportTarget, handed_text
from auditor.sample import make_sample
from auditor.settings.config import Config
from auditor.store.reading.exchange import StoredExport
from auditor.workspace import Workspace
from tests.benchmarks.databases import Size, make
from tests.exchange.rows import fill
from tests.exporting.handed import handed
from tests.walks import Walked, run_sql

FEW, MANY = Size("few", 1, 1, 500, 50), Size("many", 1, 1, 9_000, 900)


def _peak(work: Callable[[], object]) -> int:
    """Return the most memory in bytes that some work held at once."""
    gc.collect()  # What earlier tests left is not to be cleared away, or not, in the middle of it.
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _taken(pieces: Iterable[str]) -> int:
    return sum(map(len, pieces))


def _reading(path: Path, work: Callable[[Workspace], Iterable[str]]) -> tuple[int, int]:
    """Return the memory that some pieces of text take at most, and how long the text is."""
    workspace = Workspace.open(str(path), Config(path.parent, "Kim"))
    length = 0

    def take() -> None:
        nonlocal length
        length = _taken(work(workspace))

    # What is loaded with the first of them stays loaded.
    _taken(islice(work(workspace), 20))
    peak = _peak(take)
    workspace.close()
    return peak, length


def _written(workspace: Workspace) -> Iterable[str]:
    return written(workspace.reads.exports.everything())


def test_the_memory_of_what_goes_out_does_not_grow_with_it(tmp_path: Path) -> None:
    # The wordings of checks are the same in both, and many times as many answers and actions in one of them.
    small, large = (make(tmp_path, size).path for size in (FEW, MANY))
    few, many = (_reading(path, _written) for path in (small, large))
    assert many[1] > 2 * few[1]
    assert many[0] < 1.5 * few[0]
    assert many[0] - few[0] < (many[1] - few[1]) / 5
    for target in (ExportTarget.CALENDAR, ExportTarget.JIRA, ExportTarget.GITHUB):

        def going_out(count: int, target: ExportTarget = target) -> Callable[[Workspace], Iterable[str]]:
            return lambda workspace: handed_text(target, islice(workspace.reads.handing.actions(), count))

        few, many = (_reading(large, going_out(count)) for count in (MANY.actions // 4, MANY.actions))
        assert many[1] > 3 * few[1], target
        assert many[0] < 1.5 * few[0], target


def test_actions_are_counted_as_they_go_out() -> None:
    actions = Counted(map(handed, range(5)))
    assert actions.count == 0
    assert _taken(handed_text(ExportTarget.CALENDAR, actions, shape=Shape.TASKS)) > 0
    assert (actions.count, actions.undated) == (5, 5)


def test_an_export_is_written_as_json_is(workspace: Workspace, web_shop: int) -> None:
    make_sample(workspace)
    fill(workspace, web_shop)
    for export in (workspace.reads.exports.everything(), workspace.reads.exports.journey(web_shop)):
        text = as_text(export)
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
        assert "".join(written(export)) == text


def _disturbed(monkeypatch: pytest.MonkeyPatch, workspace: Workspace, times: int) -> list[int]:
    """Let somebody change something in the middle of the first exports; return when it was done."""
    done: list[int] = []
    rows = StoredExport.of

    def of(export: StoredExport, name: str) -> Iterable[object]:
        if name == "answers" and len(done) < times:
            done.append(len(done))
            workspace.journeys.new(f"Meanwhile {len(done)}")
        return rows(export, name)

    monkeypatch.setattr(StoredExport, "of", of)
    return done


def test_what_is_changed_meanwhile_is_read_anew(
    workspace: Workspace, walked: Walked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = _disturbed(monkeypatch, workspace, 2)
    file = tmp_path / "export.json"
    workspace.reads.exports.taken(lambda export: write_whole(file, written(export)))
    assert done == [0, 1]
    document = read([ExportFile("export.json", file.read_text(encoding="utf-8"))])
    assert {row["name"] for row in document.of("journeys")} >= {"Meanwhile 1", "Meanwhile 2"}
    assert document.of("answers")


def test_what_is_changed_all_the_time_is_not_written(
    workspace: Workspace, walked: Walked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _disturbed(monkeypatch, workspace, 100)
    file = tmp_path / "out" / "export.json"
    file.parent.mkdir()
    file.write_text("as it was")
    with pytest.raises(BusyError, match="changed all the time"):
        workspace.reads.exports.taken(lambda export: write_whole(file, written(export), force=True))
    assert file.read_text() == "as it was" and list(file.parent.iterdir()) == [file]
    with pytest.raises(BusyError):
        workspace.reads.exports.taken(
            lambda export: write_folder(tmp_path / "folder", export), walked.journey
        )
    assert [path for path in (tmp_path / "folder").rglob("*") if path.is_file()] == []


def test_nothing_is_printed_of_what_fails_in_the_middle(capsys: pytest.CaptureFixture[str]) -> None:
    def failing() -> Iterable[str]:
        yield "begun\n" * 2_000_000
        raise BusyError("Try again.")

    with pytest.raises(BusyError):
        output.show_pieces(failing())
    assert capsys.readouterr().out == ""
    output.show_pieces(["å\x1b[2J", "b\u202e"])
    output.show_pieces(["c\r\n", "d"], as_they_are=True)
    assert capsys.readouterr().out == "å[2Jb\nc\r\nd"


@pytest.mark.parametrize("ids", [("audit-000001-a", "audit-000001-b"), ("å-b", "ä-b")])
def test_audits_whose_files_would_have_one_name_have_one_each(
    workspace: Workspace, walked: Walked, tmp_path: Path, ids: tuple[str, str]
) -> None:
    second = workspace.audits.start(walked.journey, "Ann")
    for uid, number in zip(ids, (walked.audit, second), strict=True):
        run_sql(workspace, "UPDATE audit SET started_at = :at, uid = :uid WHERE id = :number",
                at="2026-01-02T03:04:05.000000+00:00", uid=uid, number=number)  # fmt: skip
    export = workspace.reads.exports.journey(walked.journey)
    write_folder(tmp_path, export)
    document = read(read_folder(tmp_path))
    assert {row["id"] for row in document.of("audits")} == set(ids)
    for part in ("visits", "answers"):
        assert len(document.of(part)) == len(list(export.of(part)))
