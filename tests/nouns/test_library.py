"""Own checklists, templates and questions lie in the database: a colleague whose folders are empty has them too."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from auditor.base.errors import ConflictError, RefusedError
from auditor.base.vocabulary import FileKind, Phase, Prefer, Verdict
from auditor.library.kept import Differing
from auditor.settings.config import Config
from auditor.store import watch
from auditor.store.engine import make_engine
from auditor.store.location import locate
from auditor.store.schema import upgrade
from auditor.views.audits import Audit
from auditor.views.history import Changes
from auditor.workspace import Workspace
from tests.exchange.conftest import exported, taken_in
from tests.walks import run_sql

CHECK = """
[[check]]
key = "{key}"
severity = 2
remedy_effort = 2
remedy_impact = 2
text = "{text}"
remedy = "Mend it"
"""
TEMPLATE = """key = "kiosk"
title = "A kiosk"
purpose = "sales"
scope = "whole"
[persona]
name = "Passer-by"
[[stage]]
key = "purchase"
name = "Purchase"
[[stage.touchpoint]]
key = "hatch"
name = "Hatch"
channel = "store"
moment = "during"
checklists = ["hatches"]
"""


QUESTIONS = 'phase = "purchase"\n[[question]]\nkey = "why-here"\ntext = "Why did you come here?"\n'


def checklist(key: str, *checks: str, text: str = "Is it there?") -> str:
    return f'key = "{key}"\ntitle = "{key}"\n' + "".join(CHECK.format(key=each, text=text) for each in checks)


def put(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text)
    return path


def at(workspace: Workspace, folder: Path, who: str = "Bo") -> Workspace:
    """Open the same database as somebody with other folders."""
    return Workspace.open(workspace.location.url or str(workspace.location.path), Config(folder, who))


def asking(workspace: Workspace, *keys: str) -> tuple[int, int]:
    """Make a journey with one touchpoint that asks checklists; return both numbers."""
    number = workspace.journeys.new("Shop")
    journey = workspace.reads.journeys.get(number)
    assert journey is not None
    return number, workspace.stages.add_touchpoint(journey.stages[0].id, "Counter", checklists=keys)


def whole(workspace: Workspace, audit: int) -> Audit:
    found = workspace.reads.audits.get(audit)
    assert found is not None
    return found


def asked(workspace: Workspace, audit: int) -> list[str]:
    visits = whole(workspace, audit).visits
    return [answer.check.text["en"] for visit in visits for answer in visit.answers]


def test_a_colleague_with_empty_folders_is_asked_the_same_checks(
    workspace: Workspace, tmp_path: Path
) -> None:
    put(workspace.config.checklists, "base", checklist("base", "lamp"))
    put(workspace.config.checklists, "ours", checklist("ours", "sign") + '[[check]]\nfrom = "base/lamp"\n')
    journey, _point = asking(workspace, "ours")
    with closing(at(workspace, tmp_path / "empty")) as colleague:
        assert {each.key for each in colleague.library.all if each.kept} == {"base", "ours"}
        audit = colleague.audits.start(journey, None)
        assert len(asked(colleague, audit)) == 2
    workspace.undoing.undo()
    assert workspace.reads.history.to_undo() is not None
    with closing(at(workspace, tmp_path / "empty")) as colleague:
        assert not any(each.kept for each in colleague.library.all), "undone with the touchpoint"
    workspace.undoing.redo()
    assert {key for _kind, key in workspace.library.kept} == {"base", "ours"}


def test_a_database_of_before_gets_the_checklist_with_the_next_audit(
    workspace: Workspace, tmp_path: Path
) -> None:
    put(workspace.config.checklists, "ours", checklist("ours", "sign"))
    journey, point = asking(workspace, "ours")
    run_sql(workspace, "DELETE FROM library_file")
    with closing(at(workspace, tmp_path / "empty")) as colleague:
        with pytest.raises(
            RefusedError, match="“Counter” asks the checklist “ours”, which is neither here"
        ) as told:
            colleague.audits.start(journey, None)
        assert told.value.told.about == {"key": "ours", "number": point}
        with pytest.raises(RefusedError, match="neither here nor"):
            colleague.rounds.start(journey, ["Ann", "Bo"])
    with closing(at(workspace, workspace.config.folder)) as owner:
        owner.audits.start(journey, None)
    with closing(at(workspace, tmp_path / "empty")) as colleague:
        assert len(asked(colleague, colleague.audits.start(journey, None))) == 1


def test_what_the_database_keeps_counts_until_another_is_put_in_place(
    workspace: Workspace, tmp_path: Path
) -> None:
    put(workspace.config.checklists, "ours", checklist("ours", "sign", text="Is it lit?"))
    journey, _point = asking(workspace, "ours")
    before = workspace.audits.start(journey, None)
    mine = put(tmp_path / "bo" / "checklists", "ours", checklist("ours", "sign", "bell", text="Is it heard?"))
    with closing(at(workspace, tmp_path / "bo")) as bo:
        assert asked(bo, bo.audits.start(journey, None)) == ["Is it lit?"]
        text = bo.own_text(FileKind.CHECKLIST, "ours")
        assert text is not None
        assert bo.differing() == [Differing(FileKind.CHECKLIST, "ours", mine, text)]
        bo.library_files.share(FileKind.CHECKLIST, "ours", text)
        assert bo.differing() == []
        assert asked(bo, bo.audits.start(journey, None)) == ["Is it heard?", "Is it heard?"]
        assert asked(bo, before) == ["Is it lit?"], "an audit keeps the wording it was made with"
        with pytest.raises(RefusedError, match="severity"):
            bo.library_files.share(FileKind.CHECKLIST, "ours", text.replace("severity = 2", "severity = 9"))
        bo.undoing.undo()
        bo.undoing.undo()
        assert [check.text["en"] for check in bo.library.get("ours").checks] == ["Is it lit?"]


def test_an_own_template_goes_along_with_the_journey(workspace: Workspace, tmp_path: Path) -> None:
    put(workspace.config.checklists, "hatches", checklist("hatches", "open"))
    put(workspace.config.journeys, "kiosk", TEMPLATE)
    workspace.journeys.new_from(workspace.template("kiosk"))
    with closing(at(workspace, tmp_path / "empty")) as colleague:
        assert colleague.template("kiosk").kept
        journey = colleague.journeys.new_from(colleague.template("kiosk"))
        assert len(asked(colleague, colleague.audits.start(journey, None))) == 1
    put(workspace.config.journeys, "kiosk", TEMPLATE.replace("A kiosk", "Another"))
    assert [one.kind for one in workspace.differing()] == [FileKind.TEMPLATE]
    assert workspace.template("kiosk").title["en"] == "A kiosk"


def test_shared_questions_are_asked_of_everybody(workspace: Workspace, tmp_path: Path) -> None:
    put(workspace.config.interviews, "ours", QUESTIONS)
    workspace.library_files.share(FileKind.QUESTIONS, "ours", QUESTIONS)
    with closing(at(workspace, tmp_path / "empty")) as colleague:
        bank, problems = colleague.question_bank()
        assert not problems
        assert "why-here" in {one.key for each in bank.values() for one in each}
    mine, _problems = workspace.question_bank()
    assert sum(one.key == "why-here" for each in mine.values() for one in each) == 1


@pytest.fixture
def bo(workspace: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    """The same database as a colleague opens it, who has nothing of their own."""
    with closing(at(workspace, tmp_path / "bo")) as opened:
        yield opened


def shared(workspace: Workspace, key: str, *checks: str) -> None:
    workspace.library_files.share(FileKind.CHECKLIST, key, checklist(key, *checks))


def test_what_a_list_newly_takes_checks_from_goes_along(workspace: Workspace, tmp_path: Path) -> None:
    shared(workspace, "ours", "sign")
    put(workspace.config.checklists, "base", checklist("base", "lamp"))
    text = checklist("ours", "sign") + '[[check]]\nfrom = "base/lamp"\n'
    put(workspace.config.checklists, "ours", text)
    workspace.look_at_files()
    workspace.library_files.share(FileKind.CHECKLIST, "ours", text)
    with closing(at(workspace, tmp_path / "empty")) as colleague:
        assert [check.named for check in colleague.library.get("ours").checks] == [
            ("ours", "sign"),
            ("base", "lamp"),
        ]


def test_the_second_of_two_who_share_at_the_same_time_is_told(workspace: Workspace, bo: Workspace) -> None:
    shared(workspace, "ours", "sign")
    seen = bo.library.kept[FileKind.CHECKLIST, "ours"]
    shared(workspace, "ours", "bell")
    mine = checklist("ours", "lamp")
    with pytest.raises(ConflictError, match=r"^Kim has put another “ours” in place for everybody meanwhile"):
        bo.library_files.share(FileKind.CHECKLIST, "ours", mine, base=seen)
    bo.look()
    assert [check.key for check in bo.library.get("ours").checks] == ["bell"], "nothing was saved"
    bo.library_files.share(FileKind.CHECKLIST, "ours", mine, base=bo.library.kept[FileKind.CHECKLIST, "ours"])
    workspace.look()
    assert [check.key for check in workspace.library.get("ours").checks] == ["lamp"]
    shared(bo, "theirs", "sign")
    with pytest.raises(ConflictError, match="“theirs”"):
        workspace.library_files.share(FileKind.CHECKLIST, "theirs", checklist("theirs", "bell"), base="")
    workspace.library_files.share(FileKind.CHECKLIST, "theirs", checklist("theirs", "sign"), base="")


def test_what_others_made_something_with_is_not_taken_back(workspace: Workspace, bo: Workspace) -> None:
    shared(workspace, "ours", "sign")
    journey, point = asking(bo, "ours")
    with pytest.raises(ConflictError, match=r"^Bo has changed this since"):
        workspace.undoing.undo()
    bo.stages.edit_touchpoint(point, checklists=[])
    shared(workspace, "ours", "bell")
    workspace.undoing.undo()
    bo.look()
    assert [check.key for check in bo.library.get("ours").checks] == ["sign"], (
        "that is not asked less of anybody"
    )
    assert bo.reads.journeys.get(journey) is not None


def test_what_nobody_made_anything_with_is_taken_back(workspace: Workspace, bo: Workspace) -> None:
    shared(workspace, "ours", "sign")
    workspace.undoing.undo()
    bo.look()
    assert bo.library.missing(["ours"]) == ["ours"]
    workspace.undoing.redo()
    bo.look()
    assert bo.library.missing(["ours"]) == []


def test_an_audit_of_before_shows_what_was_shared_then(workspace: Workspace, bo: Workspace) -> None:
    workspace.library_files.share(FileKind.CHECKLIST, "ours", checklist("ours", "sign", text="Is it lit?"))
    journey, _point = asking(workspace, "ours")
    before = workspace.audits.start(journey, None)
    bo.look()
    bo.library_files.share(FileKind.CHECKLIST, "ours", checklist("ours", "sign", text="Is it heard?"))
    for each in (workspace, bo):
        each.look()
        assert asked(each, before) == ["Is it lit?"]
    assert asked(bo, bo.audits.start(journey, None)) == ["Is it heard?"]


@pytest.mark.parametrize("text", ["key =", "", None])
def test_a_file_that_its_owner_breaks_or_deletes_stops_nobody(
    workspace: Workspace, bo: Workspace, text: str | None
) -> None:
    file = put(workspace.config.checklists, "ours", checklist("ours", "sign"))
    journey, _point = asking(workspace, "ours")
    if text is None:
        file.unlink()
    else:
        file.write_text(text)
    workspace.look_at_files()
    for each in (workspace, bo):
        each.look()
        assert len(asked(each, each.audits.start(journey, None))) == 1
    told = [(one.key, one.path, one.text) for one in workspace.differing_at(journey)]
    assert told == ([] if text is None else [("ours", file, "")])
    assert all("ours.toml:1" in one.problem for one in workspace.differing_at(journey))


def test_a_broken_template_or_file_of_questions_is_told_and_what_is_kept_used(workspace: Workspace) -> None:
    workspace.library_files.share(FileKind.TEMPLATE, "kiosk", TEMPLATE.replace("hatches", "checkout"))
    workspace.library_files.share(FileKind.QUESTIONS, "ours", QUESTIONS)
    put(workspace.config.journeys, "kiosk", "key =")
    put(workspace.config.interviews, "ours", 'phase = "never"')
    assert workspace.journeys.new_from(workspace.template("kiosk"))
    bank, problems = workspace.question_bank()
    assert "why-here" in {one.key for each in bank.values() for one in each}
    assert any("ours.toml" in one.file for one in problems)
    assert [(one.kind, one.text) for one in workspace.differing()] == [
        (FileKind.TEMPLATE, ""),
        (FileKind.QUESTIONS, ""),
    ]


def test_a_file_that_a_newer_program_wrote_is_told_where_it_is_asked(workspace: Workspace) -> None:
    put(workspace.config.checklists, "ours", checklist("ours", "sign"))
    journey, _point = asking(workspace, "ours")
    newer = checklist("ours", "sign").replace("severity = 2", "severity = 2\nweather = 3")
    run_sql(workspace, "UPDATE library_file SET text = :text", text=newer)
    run_sql(
        workspace,
        "INSERT INTO library_file (id, uid, revision, kind, name, text) VALUES (99, 'x', 1, 'weather', 'rain', 'x')",
    )
    with closing(at(workspace, workspace.config.folder)) as opened:
        assert {key for _kind, key in opened.library.kept} == {"ours"}
        with pytest.raises(
            RefusedError, match=r"can’t be used here: ours in the database:\d+: .*weather"
        ) as told:
            opened.audits.start(journey, None)
        assert "\n" not in str(told.value)


def test_a_recheck_a_reopened_audit_and_a_copy_take_own_checklists_along(
    workspace: Workspace, bo: Workspace
) -> None:
    put(workspace.config.checklists, "ours", checklist("ours", "sign"))
    journey, _point = asking(workspace, "ours")
    audit = workspace.audits.start(journey, None)
    (answer,) = [one for visit in whole(workspace, audit).visits for one in visit.answers]
    workspace.audits.answer(answer.id, Verdict.FAIL)
    workspace.audits.finish(audit)
    (action,) = workspace.reads.actions.ranking().first(1)

    def kept_after(make: Callable[[], object]) -> set[str]:
        run_sql(workspace, "DELETE FROM library_file")
        workspace.look()
        workspace.look_at_files()
        make()
        return {key for _kind, key in workspace.library.kept}

    assert kept_after(lambda: workspace.journeys.copy(journey)) == {"ours"}
    assert kept_after(lambda: workspace.audits.reopen(audit)) == {"ours"}
    workspace.audits.finish(audit)
    workspace.actions.accept([action.id])
    workspace.actions.done([action.id])
    assert kept_after(lambda: workspace.audits.start_recheck([action.id], None)) == {"ours"}
    bo.look()
    assert bo.library.get("ours").kept


def test_questions_go_along_with_the_first_reply_to_them(workspace: Workspace, bo: Workspace) -> None:
    put(
        workspace.config.interviews,
        "ours",
        QUESTIONS.replace('key = "why-here"', 'key = "why-here"\ntheme = "reasons"'),
    )
    put(workspace.config.interviews, "themes", '[[theme]]\nkey = "reasons"\ntitle = "Reasons"\n')
    put(workspace.config.interviews, "unused", QUESTIONS.replace("why-here", "why-not"))
    journey, _point = asking(workspace)
    persona = workspace.journeys.add_persona(journey, "Ann")
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    stage = next(one.id for one in found.stages if one.phase is Phase.PURCHASE)
    workspace.noting.reply(stage, persona, "why-us", "Because")
    assert not workspace.library.kept, "a question of the program's own needs no file"
    workspace.noting.reply(stage, persona, "why-here", "By chance")
    bo.look()
    assert {key for _kind, key in bo.library.kept} == {"ours", "themes"}
    bank, _problems = bo.question_bank()
    (question,) = [one for one in bank[Phase.PURCHASE] if one.key == "why-here"]
    assert question.theme.shown == "Reasons"
    workspace.undoing.undo()
    bo.look()
    assert not bo.library.kept, "undone with the reply"
    respondent = workspace.respondents.add(persona, code="R1")
    workspace.respondents.reply(respondent, stage, "why-here", "It was near")
    bo.look()
    assert {key for _kind, key in bo.library.kept} == {"ours", "themes"}


def test_shared_questions_that_others_have_replies_to_are_not_taken_back(
    workspace: Workspace, bo: Workspace
) -> None:
    workspace.library_files.share(FileKind.QUESTIONS, "ours", QUESTIONS)
    journey, _point = asking(bo)
    persona = bo.journeys.add_persona(journey, "Ann")
    found = bo.reads.journeys.get(journey)
    assert found is not None
    bo.noting.reply(found.stages[0].id, persona, "why-here", "By chance")
    with pytest.raises(ConflictError, match=r"^Bo has changed this since"):
        workspace.undoing.undo()


@pytest.mark.parametrize("damaged", ["key =", checklist("other", "sign"), "\x01" * 10, 'key = "ours"'])
def test_a_damaged_one_is_told_and_stops_no_read(workspace: Workspace, tmp_path: Path, damaged: str) -> None:
    put(workspace.config.checklists, "ours", checklist("ours", "sign"))
    journey, _point = asking(workspace, "ours")
    run_sql(workspace, "UPDATE library_file SET text = :text", text=damaged)
    with closing(at(workspace, workspace.config.folder)) as opened:
        assert opened.library.problems and "ours" not in {each.key for each in opened.library.all}
        assert opened.reads.journeys.get(journey) is not None
        with pytest.raises(RefusedError, match="“ours”, which can’t be used here: ours in the database:1"):
            opened.audits.start(journey, None)
        assert [(flaw.table, flaw.column) for flaw in opened.upkeep.flaws()] == [("library_file", "text")]
        opened.library_files.share(FileKind.CHECKLIST, "ours", checklist("ours", "sign"))
        assert opened.upkeep.check() == []
        assert len(asked(opened, opened.audits.start(journey, None))) == 1


def test_an_export_takes_the_files_along(workspace: Workspace, tmp_path: Path) -> None:
    put(workspace.config.checklists, "ours", checklist("ours", "sign"))
    journey, _point = asking(workspace, "ours")
    text = exported(workspace)
    with closing(Workspace.open(str(tmp_path / "other.db"), Config(tmp_path / "empty", "Bo"))) as other:
        taken_in(other, text)
        assert exported(other) == text
        (line,) = other.reads.journeys.lines()
        assert len(asked(other, other.audits.start(line.id, None))) == 1
        other.library_files.share(FileKind.CHECKLIST, "ours", checklist("ours", "bell"))
        merged = taken_in(other, text)
        assert [(one.entity, one.name, one.taken) for one in merged.differences] == [
            ("library_file", "ours", False)
        ]
        taken_in(other, text, Prefer.FILE)
        assert [check.key for check in other.library.get("ours").checks] == ["sign"]
        bad = text.replace("severity = 2", "severity = 7")
        with pytest.raises(RefusedError, match="severity"):
            taken_in(other, bad, Prefer.FILE)
        assert [check.severity for check in other.library.get("ours").checks] == [2]
    assert workspace.reads.journeys.get(journey) is not None


def test_what_another_program_shares_is_at_hand_at_once(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "EVERY", 0.02)
    heard: queue.Queue[Changes] = queue.Queue()
    workspace.get_ready_to_write()
    assert not workspace.library.kept
    workspace.on_change(heard.put)
    with closing(workspace.watch()), closing(at(workspace, tmp_path / "empty")) as colleague:
        colleague.library_files.share(FileKind.CHECKLIST, "theirs", checklist("theirs", "sign"))
        heard.get(timeout=30)
    assert workspace.library.get("theirs").kept
    asking(workspace, "theirs")


def test_whoever_only_looks_now_and_then_sees_what_was_shared(workspace: Workspace, tmp_path: Path) -> None:
    workspace.library_files.share(FileKind.CHECKLIST, "counter", checklist("counter", "bell"))
    with closing(at(workspace, tmp_path / "other")) as other:
        other.look()
        assert len(other.library.get("counter").checks) == 1
        workspace.library_files.share(FileKind.CHECKLIST, "counter", checklist("counter", "bell", "queue"))
        other.look()
        assert len(other.library.get("counter").checks) == 2


@pytest.mark.parametrize("revision", ["0002", "0009", "0010"])
def test_bringing_a_database_up_to_date_takes_in_the_checklists_that_it_names(
    tmp_path: Path, revision: str
) -> None:
    mine = Config(tmp_path / "mine", "Kim")
    put(mine.checklists, "base", checklist("base", "lamp"))
    put(mine.checklists, "ours", checklist("ours", "sign") + '[[check]]\nfrom = "base/lamp"\n')
    put(mine.checklists, "unused", checklist("unused", "sign"))
    (tmp_path / "old.db").touch()
    engine = make_engine(locate(str(tmp_path / "old.db")))
    with engine.begin() as connection:
        upgrade(connection, revision)
        _insert(connection, "journey", uid="a", name="Shop", purpose="sales", scope="whole")
        _insert(connection, "stage", uid="b", journey_id=1, name="Purchase", phase="purchase")
        _insert(
            connection,
            "touchpoint",
            uid="c",
            journey_id=1,
            stage_id=1,
            name="Counter",
            channel="store",
            moment="during",
            side="ours",
            importance=3,
            checklists="ours",
            existence="existing",
            depth="core",
        )
    engine.dispose()
    with closing(Workspace.open(str(tmp_path / "old.db"), mine)) as owner:
        owner.get_ready_to_write()
    with closing(Workspace.open(str(tmp_path / "old.db"), Config(tmp_path / "empty", "Bo"))) as colleague:
        assert {key for _kind, key in colleague.library.kept} == {"base", "ours"}
        assert colleague.upkeep.check() == []
        assert len(asked(colleague, colleague.audits.start(1, None))) == 2


def _insert(connection: Connection, table: str, **values: object) -> None:
    """Insert a row into a table of whatever schema, with nothing in the columns that are not given and needed."""
    told = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
    row = {
        name: values.get(name, 1 if name == "revision" else "" if "CHAR" in kind or kind == "TEXT" else 0)
        for _number, name, kind, needed, _default, key in told
        if not key and (needed or name in values)
    }
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
    )
