"""Findings and their pictures go out and come in, keep their names, and are never doubled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Seen, Verdict
from auditor.exchange.document import written
from auditor.exchange.folder import pictures_in, read_folder, write_folder
from auditor.exchange.pictures import PictureFolder
from auditor.exchange.reading import ExportFile, read
from auditor.library.templates import find_template
from auditor.settings.config import Config
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding
from auditor.workspace import Workspace
from tests.conftest import NOWHERE
from tests.exchange.conftest import exported, taken_in
from tests.exchange.older import older
from tests.exchange.rows import fill
from tests.pictures import a_picture, keep_picture
from tests.snapshots import everything
from tests.walks import Walked, answer_at, audit_of, run_sql, small


def _findings(workspace: Workspace) -> list[Finding]:
    return workspace.reads.findings.of_journey(workspace.reads.journeys.lines()[0].id)


def _pictured(workspace: Workspace) -> Finding:
    return next(one for one in _findings(workspace) if one.pictures)


def _names(workspace: Workspace) -> list[str]:
    return [one.name for one in _findings(workspace)]


def _found(workspace: Workspace, *checks: int, place: int = 0) -> None:
    """Find some checks failed at a touchpoint in a new audit of the journey."""
    journey = workspace.reads.journeys.lines()[0].id
    audit = workspace.audits.start(journey, "Kim", workspace.reads.journeys.personas(journey)[0].id)
    for check in checks:
        workspace.audits.answer(answer_at(workspace, audit, place, check).id, Verdict.FAIL)
    workspace.audits.finish(audit)


def _texts(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_out_and_in_and_out_again_is_the_same_byte_for_byte_with_pictures(
    workspace: Workspace, blank: Workspace, web_shop: int, tmp_path: Path
) -> None:
    fill(workspace, web_shop)
    for number in (1, 2, 3):
        keep_picture(workspace, _pictured(workspace).id, a_picture(number))
    folders = [tmp_path / name for name in ("first", "second", "third")]
    write_folder(folders[0], workspace.reads.exports.journey(web_shop), workspace.picture)
    assert len(list((folders[0] / "pictures").iterdir())) == 4
    text = "".join(written(workspace.reads.exports.journey(web_shop)))
    blank.merging.merge(read(read_folder(folders[0])), "first", source=pictures_in(folders[0]))
    there = blank.reads.exports.journey(blank.reads.journeys.lines()[0].id)
    assert "".join(written(there)) == text, "nothing is left out of a folder"
    write_folder(folders[1], there, blank.picture)
    assert _texts(folders[0]) == _texts(folders[1])
    # What is no longer named goes, and without pictures none is written.
    blank.pictures.remove([_pictured(blank).pictures[0].id])
    write_folder(folders[1], blank.reads.exports.journey(1), blank.picture)
    assert len(list((folders[1] / "pictures").iterdir())) == 3
    write_folder(folders[2], blank.reads.exports.journey(1))
    assert not (folders[2] / "pictures").exists()
    assert blank.upkeep.check() == []


def test_from_a_file_to_a_server_and_back(server: Any, tmp_path: Path, config: Config) -> None:
    """Whatever the engines, the text and the pictures are the same."""
    name, url = server.empty()
    here = _filled(tmp_path / "here.db", config)
    there = Workspace.open(url, config)
    back = Workspace.open(str(tmp_path / "back.db"), config)
    for giving, taking in ((here, there), (there, back)):
        beside = PictureFolder(tmp_path / f"{giving.location.shown[-8:]}-pictures")
        beside.write(giving.reads.exports.everything(), giving.picture)
        document = read([ExportFile("all.json", exported(giving))])
        taking.merging.merge(document, "all.json", source=beside)
    assert exported(here) == exported(there) == exported(back)
    (picture,) = _pictured(back).pictures
    assert back.picture(picture.sha256) == here.picture(picture.sha256)
    assert there.upkeep.check() == back.upkeep.check() == []
    for workspace in (here, there, back):
        workspace.close()
    server.drop(name)


def _filled(path: Path, config: Config) -> Workspace:
    """Open a new database that has a row with a value in every column in every table."""
    workspace = Workspace.open(str(path), config)
    fill(workspace, workspace.journeys.new_from(small(find_template("web-shop", NOWHERE))))
    return workspace


def _spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (Path.unlink, "is missing, a picture that the export names"),
        (_spoil, "was changed: it is not the picture"),
        (lambda path: path.write_bytes(b"<svg onload=alert(1)>"), "was changed"),
        (lambda path: path.write_bytes(bytes(30_000_000)), "larger than any picture"),
        (lambda path: (path.unlink(), path.mkdir()), "can’t be read"),
    ],
)
def test_a_picture_that_is_not_what_the_export_says_is_refused_before_anything_is_written(
    tmp_path: Path, config: Config, spoil: Any, told: str
) -> None:
    document, beside = _with_picture(tmp_path, config)
    spoil(next(beside.folder.iterdir()))
    other = Workspace.open(str(tmp_path / "other.db"), config)
    with pytest.raises(RefusedError, match=told) as caught:
        other.merging.merge(document, "all.json", source=beside)
    assert "\n" not in str(caught.value)
    assert other.reads.journeys.lines() == [] and not Path(f"{tmp_path / 'other.db'}-pictures").exists()
    other.close()


def _with_picture(tmp_path: Path, config: Config) -> tuple[Any, PictureFolder]:
    ws = _filled(tmp_path / "one.db", config)
    beside = PictureFolder(tmp_path / "all.json-pictures")
    beside.write(ws.reads.exports.everything(), ws.picture)
    document = read([ExportFile("all.json", exported(ws))])
    ws.close()
    return document, beside


@pytest.mark.parametrize(
    "changed",
    [{"kind": "jpeg"}, {"width": 4}, {"height": 1}, {"size": 12}],
    ids=lambda each: next(iter(each)),
)
def test_a_picture_of_which_the_export_tells_lies_is_refused(
    tmp_path: Path, config: Config, changed: dict[str, object]
) -> None:
    document, beside = _with_picture(tmp_path, config)
    row = document.of("pictures")[0]
    if "kind" in changed:
        next(beside.folder.iterdir()).rename(beside.folder / f"{row['sha256']}.jpg")
    row.update(changed)
    other = Workspace.open(str(tmp_path / "other.db"), config)
    with pytest.raises(RefusedError, match="is not the picture that the export tells of"):
        other.merging.merge(document, "all.json", source=beside)
    assert other.reads.journeys.lines() == []
    other.close()


def test_something_that_is_no_picture_is_refused_even_where_its_hash_is_right(
    tmp_path: Path, config: Config
) -> None:
    from hashlib import sha256

    document, beside = _with_picture(tmp_path, config)
    page = b"<html><script>alert(1)</script></html>"
    row = document.of("pictures")[0]
    row.update(sha256=sha256(page).hexdigest(), size=len(page))
    (beside.folder / f"{row['sha256']}.png").write_bytes(page)
    other = Workspace.open(str(tmp_path / "other.db"), config)
    with pytest.raises(RefusedError, match="is no picture"):
        other.merging.merge(document, "all.json", source=beside)
    other.close()


def test_pictures_that_are_here_already_need_no_file_and_damaged_ones_are_mended(
    workspace: Workspace, web_shop: int, tmp_path: Path
) -> None:
    _found(workspace, 0)
    keep_picture(workspace, _findings(workspace)[0].id, a_picture())
    document = read([ExportFile("all.json", exported(workspace))])
    assert workspace.merging.merge(document, "all.json").added == 0
    beside = PictureFolder(tmp_path / "beside")
    beside.write(workspace.reads.exports.everything(), workspace.picture)
    (picture,) = _pictured(workspace).pictures
    if workspace.location.path is None:
        run_sql(workspace, "UPDATE picture_content SET content = '\\x00'")
    else:
        _spoil(next(Path(f"{workspace.location.path}-pictures").rglob("*.png")))
    assert workspace.upkeep.check() != []
    with pytest.raises(RefusedError, match="did not come with it"):
        workspace.merging.merge(document, "all.json")
    workspace.merging.merge(document, "all.json", source=beside)
    assert workspace.picture(picture.sha256) and workspace.upkeep.check() == []


def test_a_number_that_was_taken_here_is_told_and_names_last(
    workspace: Workspace, blank: Workspace, walked: Walked
) -> None:
    workspace.audits.delete(walked.audit)
    taken_in(blank, exported(workspace))
    _found(workspace, 0)
    _found(blank, 1)
    assert _names(workspace) == _names(blank)
    (name,) = _names(workspace)
    merged = taken_in(blank, exported(workspace))
    letters, number = name.split("-")
    renamed = f"{letters}-{int(number) + 1}"
    told = [one for one in merged.differences if one.here]
    assert [(one.name, one.here) for one in told] == [(name, renamed)]
    assert sorted(_names(blank)) == [name, renamed]
    before = everything(blank)
    again = taken_in(blank, exported(workspace))
    assert (again.added, again.changed, again.kept) == (0, 0, 0)
    assert everything(blank) == before
    # The other way round, too, each keeps the name it has.
    taken_in(workspace, exported(blank))
    assert len(_names(workspace)) == 2 and name in _names(workspace)
    assert workspace.upkeep.check() == blank.upkeep.check() == []
    blank.undoing.undo()
    assert _names(blank) == [name]


def test_only_what_was_taken_here_is_called_otherwise(
    workspace: Workspace, blank: Workspace, walked: Walked
) -> None:
    workspace.audits.delete(walked.audit)
    taken_in(blank, exported(workspace))
    _found(workspace, 0, 1, 2)
    _found(blank, 3, 4)
    content = json.loads(exported(workspace))
    numbers = sorted(one["number"] for one in content["findings"])
    merged = taken_in(blank, json.dumps(content))
    told = [(one.name.split("-")[1], one.here.split("-")[1]) for one in merged.differences if one.here]
    first, second, third = numbers
    assert told == [(str(first), str(third + 1)), (str(second), str(third + 2))], "the third keeps its name"


def test_the_same_fault_found_here_and_there_is_one_finding(
    workspace: Workspace, blank: Workspace, walked: Walked
) -> None:
    workspace.audits.delete(walked.audit)
    taken_in(blank, exported(workspace))
    _found(workspace, 0)
    _found(blank, 0)
    (there,) = _findings(workspace)
    workspace.findings.edit(there.id, FindingDraft(note="Seen there", severity=4))
    merged = taken_in(blank, exported(workspace))
    (one,) = _findings(blank)
    assert (one.note, one.severity, one.found) == ("Seen there", 4, there.found)
    assert len(one.sightings) == 2 and merged.changed == 1
    assert taken_in(blank, exported(workspace)).changed == 0
    # Told in words of its own it is another one.
    _found(workspace, 1)
    _found(blank, 1)
    mine = _findings(workspace)[-1]
    workspace.findings.edit(mine.id, FindingDraft(what="Only on phones"))
    taken_in(blank, exported(workspace))
    assert [one.what for one in _findings(blank)] == ["", "", "Only on phones"]


def test_sightings_and_kept_wordings_meet_their_like(
    workspace: Workspace, blank: Workspace, walked: Walked
) -> None:
    workspace.audits.finish(walked.audit)
    taken_in(blank, exported(workspace))
    for place in (workspace, blank):
        found = _findings(place)[0]
        place.findings.see([found.id], audit_of(place, 1).visits[0].id, Seen.CHANGED)
        place.findings.see_by_hand([found.id], Seen.GONE)
        place.findings.keep(found.id, {"en": "No price"})
    taken_in(blank, exported(workspace))
    seen = [one.seen for one in _findings(blank)[0].sightings]
    assert sorted(seen) == [Seen.CHANGED, Seen.GONE, Seen.GONE], "what each said by hand stays"
    (kept,) = blank.reads.findings.phrases()
    # A wording that is kept no longer here is told in the words of a finding that comes with it.
    blank.findings.forget(kept.id)
    given = FindingDraft(phrase_id=workspace.reads.findings.phrases()[0].id)
    workspace.findings.add(answer_at(workspace, walked.audit, 0, 1).id, given)
    taken_in(blank, exported(workspace))
    assert [one.what for one in _findings(blank) if one.what] == ["No price", "No price"]
    assert blank.reads.findings.phrases() == []


def _old(workspace: Workspace, verdicts: list[str]) -> str:
    """Return an export of version 3 with an audit for each verdict, on one check, and a link to it."""
    _found(workspace, 0)
    wording = json.loads(exported(workspace))["wordings"][0]
    named = "/".join(wording[key] for key in ("checklist", "check_key", "digest"))
    days = [f"2026-0{place + 1}-01T10:00:00+00:00" for place in range(len(verdicts))]
    return json.dumps(
        {
            **older(3),
            "notes": [{"id": "n", "touchpoint": "t", "kind": "pain-point", "text": "A queue"}],
            "wordings": [wording],
            "audits": [
                {
                    "id": f"a{place}",
                    "journey": "j",
                    "persona": "p",
                    "auditor": "k",
                    "started_at": day,
                    "finished_at": day,
                }
                for place, day in enumerate(days)
            ],
            "visits": [
                {"id": f"v{place}", "audit": f"a{place}", "touchpoint": "t", "feeling": -1, "felt_at": day}
                for place, day in enumerate(days)
            ],
            "answers": [
                {
                    "visit": f"v{place}",
                    "wording": named,
                    "position": 0,
                    "verdict": verdict,
                    "note": f"note {place}",
                    "answered_at": days[place],
                }
                for place, verdict in enumerate(verdicts)
            ],
            "actions": [
                {
                    "id": "x",
                    "touchpoint": "t",
                    "title": "Mend",
                    "effort": 1,
                    "impact": 1,
                    "status": "planned",
                    "created_at": days[0],
                }
            ],
            "links": [
                {
                    "id": "l",
                    "action": "x",
                    "touchpoint": "t",
                    **{key: wording[key] for key in ("checklist", "check_key")},
                }
            ],
        }
    )


def test_an_older_export_gets_the_names_of_what_stands_and_doubles_nothing(
    workspace: Workspace, blank: Workspace, web_shop: int, tmp_path: Path, config: Config
) -> None:
    text = _old(workspace, ["fail", "pass", "fail", "partly"])
    taken_in(blank, text)
    check, sour, pain = _findings(blank)
    assert [one.name for one in (check, sour, pain)] == ["TLI-1", "TLI-2", "TLI-3"]
    assert (check.note, check.found.month, [each.title for each in check.mending]) == ("note 3", 3, ["Mend"])
    assert sour.found.month == 1 and pain.pain == "A queue"
    again = taken_in(blank, text)
    assert (again.added, again.changed) == (0, 0) and len(_findings(blank)) == 3
    # Somewhere else they are the same ones.
    other = Workspace.open(str(tmp_path / "other.db"), config)
    taken_in(other, text)
    merged = taken_in(other, exported(blank))
    assert (merged.added, merged.changed, merged.kept) == (0, 0, 0)
    assert blank.upkeep.check() == other.upkeep.check() == []
    other.close()
    blank.undoing.undo()
    assert blank.reads.journeys.lines() == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"letters": "<b>"}, "letters A to Z"),
        ({"letters": "ABCDE"}, "letters A to Z"),
        ({"number": 0}, "whole number"),
        ({"number": 1_000_000_000}, "whole number"),
        ({"kind": "nonsense"}, "must be one of"),
    ],
)
def test_a_name_that_is_none_is_refused(
    tmp_path: Path, config: Config, changed: dict[str, object], told: str
) -> None:
    ws = _filled(tmp_path / "one.db", config)
    content = json.loads(exported(ws))
    content["findings"][0].update(changed)
    with pytest.raises(RefusedError, match=rf"findings\[0\].*{told}"):
        read([ExportFile("all.json", json.dumps(content))])
    ws.close()


def test_after_the_highest_number_the_free_ones_are_used(
    workspace: Workspace, blank: Workspace, web_shop: int
) -> None:
    _found(workspace, 0)
    content = json.loads(exported(workspace))
    content["findings"][0]["number"] = 999_999_999
    taken_in(blank, json.dumps(content))
    _found(blank, 1)
    assert sorted(one.number for one in _findings(blank)) == [1, 999_999_999]
    again = taken_in(workspace, exported(blank))
    assert again.added and workspace.upkeep.check() == []


def test_what_is_told_otherwise_of_a_picture_that_is_here_is_refused(
    workspace: Workspace, web_shop: int
) -> None:
    _found(workspace, 0)
    keep_picture(workspace, _findings(workspace)[0].id, a_picture())
    content = json.loads(exported(workspace))
    content["pictures"].append({**content["pictures"][0], "id": "another", "position": 1, "kind": "jpeg"})
    with pytest.raises(RefusedError, match="is not the picture that the export tells of"):
        taken_in(workspace, json.dumps(content))
    content["pictures"][1]["kind"] = "png"
    assert taken_in(workspace, json.dumps(content)).added == 1
    assert len(_pictured(workspace).pictures) == 2
