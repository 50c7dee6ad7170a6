"""Every write leaves who, when and what; what changes nothing leaves no trace."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

import auditor
from auditor.base.vocabulary import Consent, Depth, Effect, FileKind, NoteKind, Prefer, Seen, Verdict
from auditor.exchange.document import as_text
from auditor.exchange.reading import ExportFile, read
from auditor.sentences.history import codes, describe
from auditor.settings.config import Config
from auditor.views.audits import Answer
from auditor.views.evidence import EvidenceDraft
from auditor.views.finding_drafts import FindingDraft
from auditor.views.imports import ImportPlan, Landing, PlannedSuggestion
from auditor.views.interviews import FilledForm, FormPlan, SaidThere
from auditor.views.proofs import ComparedFigure
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.exchange.rows import SHARED
from tests.nouns.rounds import finish
from tests.pictures import file_of
from tests.walks import Walked, actions, answer_at, visit_at


def _other(workspace: Workspace, action: int) -> int:
    """Return the number of the best action beside one."""
    return next(number for number in workspace.reads.actions.ranking().ids() if number != action)


def _agree(ws: Workspace) -> None:
    """Let everybody finish the newest round, and begin its agreed audit."""
    line = ws.reads.rounds.lines()[0]
    for audit in line.audits:
        own = Workspace(ws.location, Config(ws.config.folder, audit.auditor))
        finish(own, audit.id)
        own.close()
    ws.rounds.agree(line.id)


def _drop(ws: Workspace) -> None:
    """Take the last auditor out of the newest round."""
    line = ws.reads.rounds.lines()[0]
    ws.rounds.drop(line.id, line.audits[-1].id)


def _mended(ws: Workspace, point: int) -> int:
    """Return a new action that answers the feeling at a touchpoint and is done."""
    number = ws.actions.add(point, "Mended", 1, 5, answers=[("", "")])
    ws.actions.done([number])
    return number


def _suggested(ws: Workspace, journey: int, asked: Answer) -> list[int]:
    """Let a measurement suggest an answer; return the numbers of the suggestions that wait."""
    visit = ws.reads.audits.visit(asked.visit_id)
    assert visit is not None
    draft = EvidenceDraft("measurement", "axe", "2026-03-02", touchpoint_id=visit.touchpoint_id)
    planned = PlannedSuggestion(
        visit.touchpoint_id, asked.check.checklist, asked.check.key, Verdict.FAIL, "Seen"
    )
    landing = Landing("page", "", "", draft, (planned,))
    ws.imports.write(ImportPlan("axe", journey, "axe.json", "a" * 64, (landing,)), again=True)
    audit = ws.reads.audits.lines(journey)[0].id
    return [one.id for one in ws.reads.suggestions.waiting(audit).values()]


def _take_in_changed(ws: Workspace) -> None:
    """Take in an export of the database in which a name is another."""
    text = as_text(ws.reads.exports.everything()).replace("Renamed", "Renamed elsewhere")
    ws.merging.merge(read([ExportFile("export.json", text)]), "export.json", Prefer.FILE)


def _drawn() -> bytes:
    return file_of(Image.new("RGB", (4, 4)))


def _writes(ws: Workspace, walked: Walked) -> dict[str, Callable[[], object]]:
    """Return a change for each code, in an order in which each can be made."""
    journey = walked.journey
    visit = visit_at(ws, walked.audit, 6)
    point, answer = visit.touchpoint_id, visit.answers[0].id
    persona = ws.reads.journeys.personas(journey)[0].id
    made: dict[str, int] = {}
    draft = EvidenceDraft("interview", "Talks", "2026-03-02", touchpoint_id=point)
    imported = ImportPlan("survey", journey, "replies.csv", "0" * 64, (Landing("NPS", "", "", draft),))

    def keep(name: str, number: int) -> None:
        made[name] = number

    return {
        "journey-new": lambda: keep("journey", ws.journeys.new("Other")),
        "journey-edit": lambda: ws.journeys.edit(journey, name="Renamed"),
        "journey-copy": lambda: ws.journeys.copy(journey),
        "journey-archive": lambda: ws.journeys.archive(made["journey"]),
        "journey-unarchive": lambda: ws.journeys.unarchive(made["journey"]),
        "stage-new": lambda: keep("stage", ws.stages.add(journey, "Stage")),
        "stage-edit": lambda: ws.stages.edit(made["stage"], goal="Goal"),
        "stage-move": lambda: ws.stages.move(made["stage"], -1),
        "strategy-new": lambda: keep("strategy", ws.strategies.add(made["stage"], "Be found")),
        "strategy-edit": lambda: ws.strategies.edit(made["strategy"], "Be seen"),
        "strategy-move": lambda: ws.strategies.move(ws.strategies.add(made["stage"], "Be there"), -1),
        "strategy-delete": lambda: ws.strategies.delete(made["strategy"]),
        "touchpoint-new": lambda: keep("point", ws.stages.add_touchpoint(made["stage"], "Point")),
        "touchpoint-edit": lambda: ws.stages.edit_touchpoint(made["point"], importance=5),
        "touchpoint-move": lambda: ws.stages.move_touchpoint(made["point"], 1),
        "touchpoint-wish": lambda: ws.wishes.want(made["point"], 2),
        "wish-edit": lambda: ws.wishes.edit(made["point"], text="Helped at once"),
        "wish-delete": lambda: ws.wishes.take(made["point"]),
        "touchpoint-open": lambda: ws.stages.open_into(made["point"], made["journey"]),
        "note-new": lambda: keep("note", ws.noting.add(point, NoteKind.QUESTION, "Why?")),
        "note-edit": lambda: ws.noting.edit(made["note"], text="Why so?"),
        "note-delete": lambda: ws.noting.delete(made["note"]),
        "reply": lambda: ws.noting.reply(visit.stage_id, persona, "why-look", "They heard of it"),
        "persona-new": lambda: keep("persona", ws.journeys.add_persona(journey, "Elder")),
        "persona-edit": lambda: ws.journeys.edit_persona(made["persona"], who="Old"),
        "persona-verify": lambda: ws.journeys.verify_persona(made["persona"], "Five interviews"),
        "question-new": lambda: keep("question", ws.questions.add(journey, "What then?")),
        "question-edit": lambda: ws.questions.edit(made["question"], text="And then?"),
        "question-delete": lambda: ws.questions.delete(made["question"]),
        "respondent-new": lambda: keep("respondent", ws.respondents.add(persona)),
        "respondent-edit": lambda: ws.respondents.edit(made["respondent"], note="Short of time"),
        "response": lambda: ws.respondents.reply(made["respondent"], visit.stage_id, "why", "Cold"),
        "respondent-said": lambda: ws.respondents.say(made["respondent"], [SaidThere(point, "Slow")]),
        "respondent-erase": lambda: ws.respondents.erase(made["respondent"]),
        "respondent-delete": lambda: ws.respondents.delete([made["respondent"]]),
        "interview-import": lambda: ws.respondents.take_in(_interviewed(journey, persona)),
        "persona-delete": lambda: ws.journeys.delete_persona(made["persona"]),
        "answer": lambda: ws.audits.answer(answer, Verdict.FAIL),
        "comment": lambda: ws.audits.comment(answer, "Seen"),
        "finding-new": lambda: keep("finding", ws.findings.name(answer)),
        "finding-edit": lambda: ws.findings.edit(made["finding"], FindingDraft(place="Above")),
        "finding-see": lambda: ws.findings.see([made["finding"]], visit.id, Seen.CHANGED),
        "finding-turn": lambda: ws.findings.waive([made["finding"]]),
        "finding-keep": lambda: keep("phrase", ws.findings.keep(made["finding"], {"en": "Slow"})),
        "phrase-delete": lambda: ws.findings.forget(made["phrase"]),
        "picture-add": lambda: keep("picture", ws.pictures.add(made["finding"], _drawn(), "a.png")),
        "picture-describe": lambda: ws.pictures.describe(made["picture"], "An empty page"),
        "picture-remove": lambda: ws.pictures.remove([made["picture"]]),
        "answer-several": lambda: ws.audits.answer_all({visit.answers[1].id: Verdict.PASS}),
        "gate": lambda: ws.audits.tell_presence(visit_at(ws, walked.audit, 3).id, {"search": True}),
        "choose": lambda: ws.audits.choose(walked.audit, "searches", ["Red hat"]),
        "suggestion-take": lambda: ws.audits.take_suggestions(
            walked.audit, _suggested(ws, journey, visit.answers[2])
        ),
        "suggestion-refuse": lambda: ws.audits.refuse_suggestions(_suggested(ws, journey, visit.answers[3])),
        "feel": lambda: ws.audits.feel(visit.id, -2),
        "audit-finish": lambda: ws.audits.finish(walked.audit),
        "audit-reopen": lambda: ws.audits.reopen(walked.audit),
        "audit-start": lambda: keep("audit", ws.audits.start(journey, "Kim", persona, depth=Depth.CORE)),
        "audit-deepen": lambda: ws.audits.deepen(made["audit"], Depth.STANDARD),
        "audit-delete": lambda: ws.audits.delete(made["audit"]),
        "round-new": lambda: ws.rounds.start(journey, ["Kim", "Bo", "Dee"], persona),
        "round-drop": lambda: _drop(ws),
        "round-agree": lambda: _agree(ws),
        "action-new": lambda: keep("action", ws.actions.add(point, "Mend", 1, 5)),
        "action-edit": lambda: ws.actions.edit(made["action"], effort=3),
        "action-assign": lambda: ws.actions.assign([made["action"]], "Bo"),
        "action-due": lambda: ws.actions.due([made["action"]], "fri"),
        "action-comment": lambda: ws.actions.comment([made["action"]], "Soon"),
        "action-link": lambda: ws.actions.link(made["action"], [(point, "", "", None)]),
        "action-block": lambda: ws.actions.block(made["action"], [_other(ws, made["action"])]),
        "action-unblock": lambda: ws.actions.unblock(made["action"], [_other(ws, made["action"])]),
        "action-unlink": lambda: ws.actions.unlink(made["action"], [(point, "", "", None)]),
        "action-serve": lambda: ws.strategies.serve(
            [made["action"]], [ws.strategies.add(visit.stage_id, "Be near")]
        ),
        "action-status": lambda: ws.actions.drop([made["action"]], "No"),
        "action-merge": lambda: ws.actions.merge([ws.actions.add(point, "Twin", 1, 5)], made["action"]),
        "action-figures": lambda: ws.proofs.record(
            made["action"],
            ComparedFigure(5.0, 400),
            ComparedFigure(7.0, 410),
            source="Split",
            collected="2026-03-02",
            unit="%",
        ),
        "audit-recheck": lambda: keep("audit", *ws.audits.start_recheck([_mended(ws, point)], "Kim")),
        "action-verify": lambda: ws.proofs.verify([_mended(ws, point)], Effect.EFFECTIVE, anyway=True),
        "person-new": lambda: keep("person", ws.people.add("Ann")),
        "person-edit": lambda: ws.people.edit(made["person"], role="UX"),
        "person-left": lambda: ws.people.edit(made["person"], left=True),
        "person-back": lambda: ws.people.edit(made["person"], left=False),
        "person-merge": lambda: ws.people.merge(made["person"], ws.reads.people.all()[1].id),
        "person-delete": lambda: ws.people.delete(ws.people.add("Cai")),
        "filter-save": lambda: keep("filter", ws.filters.save("Late", "late")),
        "filter-replace": lambda: ws.filters.save("late", "late"),
        "filter-delete": lambda: ws.filters.delete(made["filter"]),
        "setting-set": lambda: ws.settings.keep({"priority.need": 0.25}),
        "settings-set": lambda: ws.settings.keep({"priority.need": 0.75, "priority.order": "ice"}),
        "library-share": lambda: ws.library_files.share(FileKind.CHECKLIST, "shared", SHARED),
        "setting-unset": lambda: ws.settings.keep({"priority.need": None}),
        "evidence-new": lambda: keep("evidence", ws.evidence.add(draft)),
        "evidence-edit": lambda: ws.evidence.edit(made["evidence"], replace(draft, people=5)),
        "asking-new": lambda: keep("asking", *ws.askings.hand_out([made["evidence"]], owner="Ann")),
        "asking-edit": lambda: ws.askings.edit([made["asking"]], note="By phone"),
        "asking-done": lambda: ws.askings.done([made["asking"]]),
        "asking-delete": lambda: ws.askings.take_back(ws.askings.hand_out([made["evidence"]])),
        "evidence-delete": lambda: ws.evidence.delete([made["evidence"]]),
        "evidence-import": lambda: ws.imports.write(imported),
        "import": lambda: _take_in_changed(ws),
        "touchpoint-delete": lambda: ws.stages.delete_touchpoint(made["point"]),
        "stage-delete": lambda: ws.stages.delete(made["stage"]),
        "journey-delete": lambda: ws.journeys.delete(made["journey"]),
        "undo": ws.undoing.undo,
        "redo": ws.undoing.redo,
    }


def _interviewed(journey: int, persona: int) -> FormPlan:
    form = FilledForm(journey, persona, "F1", date(2026, 3, 2), Consent.GIVEN)
    return FormPlan(form, "Kim", None, (), (), ())


def test_every_write_leaves_who_when_and_what(workspace: Workspace, walked: Walked) -> None:
    for code, write in _writes(workspace, walked).items():
        begun = datetime.now(UTC)
        number = workspace.reads.history.lines(1)[0].id
        write()
        line = workspace.reads.history.lines(1)[0]
        assert line.id > number, code
        assert (line.code, line.who) == (code, "Kim")
        assert begun <= line.at <= datetime.now(UTC)
        assert workspace.reads.history.details(line.id), code
        assert "–" not in describe(line), f"{code} lacks a word"
        assert line.state == ("log" if code in ("undo", "redo", "respondent-erase") else "done")


def test_every_code_the_nouns_write_is_tried_and_described(workspace: Workspace, walked: Walked) -> None:
    folder = Path(auditor.__file__).parent
    written = set()
    for path in folder.rglob("*.py"):
        written |= set(re.findall(r"(?:\.work\(|work\.code =)\s*\"([a-z-]+)\"", path.read_text()))
    assert len(written) > 20
    assert written == set(_writes(workspace, walked)), "a change without a test here"
    assert written <= codes()


def test_what_changes_nothing_leaves_no_trace(workspace: Workspace, walked: Walked) -> None:
    journey = workspace.reads.journeys.get(walked.journey)
    assert journey is not None
    point, visit = journey.touchpoints[0], visit_at(workspace, walked.audit, 0)
    count = len(workspace.reads.history.lines(10_000))
    workspace.journeys.edit(journey.id, name=journey.name, about=journey.about, purpose=journey.purpose)
    workspace.stages.edit_touchpoint(point.id, name=point.name, importance=point.importance)
    workspace.stages.move(journey.stages[0].id, -1)
    workspace.stages.move_touchpoint(point.id, -1)
    workspace.audits.answer(visit.answers[0].id, visit.answers[0].verdict)
    workspace.audits.feel(visit.id, visit.feeling, visit.emotion)
    workspace.audits.comment(visit.answers[0].id, visit.answers[0].note)
    workspace.actions.accept([])
    assert len(workspace.reads.history.lines(10_000)) == count


def test_details_say_what_was_and_what_is(workspace: Workspace, walked: Walked) -> None:
    asked = answer_at(workspace, walked.audit, 6)
    workspace.audits.answer(asked.id, Verdict.FAIL)
    workspace.audits.answer(asked.id, Verdict.PASS, "Better")
    line = workspace.reads.history.lines(1)[0]
    assert line.arguments["verdict"] == "pass" and line.arguments["check"].endswith(asked.check.key)
    details = {
        detail.field: (detail.before, detail.after)
        for detail in workspace.reads.history.details(line.id)
        if (detail.entity, detail.row_id) == ("answer", asked.id)
    }
    assert details["verdict"] == ("fail", "pass")
    assert details["note"] == ("", "Better")


def test_the_history_of_a_journey_is_its_own(open_as: Opener, workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    other = workspace.journeys.new("Other")
    colleague = open_as("Ann")
    colleague.actions.accept([actions(workspace)[0].id])
    lines = workspace.reads.history.lines(10_000, walked.journey)
    assert [(line.code, line.who) for line in lines[:2]] == [
        ("action-status", "Ann"),
        ("audit-finish", "Kim"),
    ]
    assert [line.code for line in workspace.reads.history.lines(10_000, other)] == ["journey-new"]
    assert len(workspace.reads.history.lines(3)) == 3
    assert workspace.reads.history.get(lines[0].id) == lines[0]
    to_undo = colleague.reads.history.to_undo()
    assert to_undo == lines[0] and open_as("Nobody").reads.history.to_undo() is None
