"""Whatever is typed into a field is shown as it is, cleaned, or refused in one kind line; on both engines."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from auditor.base.errors import RefusedError
from auditor.base.values import NAME_LIMIT, TEXT_LIMIT
from auditor.base.vocabulary import NoteKind, Status, Verdict
from auditor.sentences.history import describe
from auditor.settings.config import read_config
from auditor.views.actions import Action, ActionFilter
from auditor.views.audits import Answer, Visit
from auditor.views.evidence import Evidence, EvidenceDraft
from auditor.views.journeys import Journey, Persona, Stage, Touchpoint
from auditor.workspace import Workspace
from tests import hostile
from tests.walks import Walked, audit_of, run_sql, visit_at

LINE_ENDS = {"\n", "\t"}
PLACE = 6
"""A touchpoint with checks, not answered yet."""


class Field(NamedTuple):
    """A text field: how it is written, how it is read back, and whether it is one line that may not be empty."""

    name: str
    write: Callable[[str], object]
    show: Callable[[], str]
    line: bool


class _Things:
    """One thing of each kind to write on, and what they are now."""

    def __init__(self, workspace: Workspace, walked: Walked) -> None:
        self.workspace, self.walked = workspace, walked
        visit = visit_at(workspace, walked.audit, PLACE)
        self.stage_id, self.point_id, self.visit_id = visit.stage_id, visit.touchpoint_id, visit.id
        self.answer_id = visit.answers[0].id
        self.action_id = workspace.actions.add(self.point_id, "Action", 1, 1)
        self.persona_id = workspace.journeys.add_persona(walked.journey, "Persona")
        self.note_id = workspace.noting.add(self.point_id, NoteKind.QUESTION, "Note")
        self.small = workspace.journeys.new("Small")

    def journey(self, number: int | None = None) -> Journey:
        found = self.workspace.reads.journeys.get(number or self.walked.journey)
        assert found is not None
        return found

    def newest_journey(self) -> Journey:
        return self.journey(max(line.id for line in self.workspace.reads.journeys.lines()))

    def stage(self) -> Stage:
        return next(stage for stage in self.journey().stages if stage.id == self.stage_id)

    def point(self) -> Touchpoint:
        return next(point for point in self.journey().touchpoints if point.id == self.point_id)

    def newest_point(self) -> Touchpoint:
        return max(self.journey().touchpoints, key=lambda point: point.id)

    def persona(self) -> Persona:
        personas = self.workspace.reads.journeys.personas(self.walked.journey)
        return next(persona for persona in personas if persona.id == self.persona_id)

    def visit(self) -> Visit:
        found = self.workspace.reads.audits.visit(self.visit_id)
        assert found is not None
        return found

    def answer(self) -> Answer:
        return self.visit().answers[0]

    def action(self, number: int | None = None) -> Action:
        found = self.workspace.reads.actions.get(number or self.action_id)
        assert found is not None
        return found

    def newest_action(self) -> Action:
        lines = self.workspace.reads.actions.ranking(ActionFilter(tuple(Status))).all()
        return self.action(max(line.id for line in lines))

    def draft(self, **texts: str) -> EvidenceDraft:
        fields: dict[str, Any] = {"kind": "survey", "source": "Exit", "collected": "2026-03-02", **texts}
        return EvidenceDraft(**fields, touchpoint_id=self.point_id)

    def newest_evidence(self) -> Evidence:
        lines = self.workspace.reads.evidence.lines()
        return max(lines, key=lambda one: one.id)

    def newest_auditor(self) -> str:
        return self.workspace.reads.audits.lines(self.small)[0].auditor

    def newest_persona(self) -> str:
        return self.workspace.reads.audits.lines(self.small)[0].persona

    def note(self) -> str:
        ((text,),) = run_sql(self.workspace, "SELECT text FROM note WHERE id = :id", id=self.note_id)
        return str(text)


def _fields(things: _Things) -> list[Field]:
    ws, journey, stage, point = things.workspace, things.walked.journey, things.stage_id, things.point_id
    lines: list[tuple[str, Callable[[str], object], Callable[[], str]]] = [
        ("new journey", ws.journeys.new, lambda: things.newest_journey().name),
        ("journey", lambda t: ws.journeys.edit(journey, name=t), lambda: things.journey().name),
        ("new stage", lambda t: ws.stages.add(journey, t), lambda: things.journey().stages[-1].name),
        ("stage", lambda t: ws.stages.edit(stage, name=t), lambda: things.stage().name),
        ("new touchpoint", lambda t: ws.stages.add_touchpoint(stage, t), lambda: things.newest_point().name),
        ("touchpoint", lambda t: ws.stages.edit_touchpoint(point, name=t), lambda: things.point().name),
        (
            "persona",
            lambda t: ws.journeys.edit_persona(things.persona_id, name=t),
            lambda: things.persona().name,
        ),
        ("auditor", lambda t: ws.audits.start(things.small, t, persona="New"), things.newest_auditor),
        ("new action", lambda t: ws.actions.add(point, t, 1, 1), lambda: things.newest_action().line.title),
        ("action", lambda t: ws.actions.edit(things.action_id, title=t), lambda: things.action().line.title),
        (
            "source",
            lambda t: ws.evidence.add(things.draft(source=t)),
            lambda: things.newest_evidence().source,
        ),
    ]
    notes: list[tuple[str, Callable[[str], object], Callable[[], str]]] = [
        ("about a journey", lambda t: ws.journeys.edit(journey, about=t), lambda: things.journey().about),
        ("goal", lambda t: ws.stages.edit(stage, goal=t), lambda: things.stage().goal),
        (
            "about a touchpoint",
            lambda t: ws.stages.edit_touchpoint(point, about=t),
            lambda: things.point().about,
        ),
        ("who", lambda t: ws.journeys.edit_persona(things.persona_id, who=t), lambda: things.persona().who),
        (
            "comment with a verdict",
            lambda t: ws.audits.answer(things.answer_id, Verdict.FAIL, t),
            lambda: things.answer().note,
        ),
        ("comment", lambda t: ws.audits.comment(things.answer_id, t), lambda: things.answer().note),
        (
            "comment with a feeling",
            lambda t: ws.audits.feel(things.visit_id, 1, None, t),
            lambda: things.visit().note,
        ),
        (
            "comment on a feeling",
            lambda t: ws.audits.comment_feeling(things.visit_id, t),
            lambda: things.visit().note,
        ),
        (
            "note of an action",
            lambda t: ws.actions.edit(things.action_id, note=t),
            lambda: things.action().note,
        ),
        ("reason", lambda t: ws.actions.drop([things.action_id], t), lambda: things.action().reason),
        ("quote", lambda t: ws.evidence.add(things.draft(quote=t)), lambda: things.newest_evidence().quote),
        (
            "note of evidence",
            lambda t: ws.evidence.add(things.draft(note=t)),
            lambda: things.newest_evidence().note,
        ),
    ]
    return [Field(name, write, show, True) for name, write, show in lines] + [
        Field(name, write, show, False) for name, write, show in notes
    ]


@pytest.fixture
def things(workspace: Workspace, walked: Walked) -> _Things:
    """One thing of each kind."""
    return _Things(workspace, walked)


def _is_safe(text: str) -> bool:
    return all(
        character in LINE_ENDS
        or (
            unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
            and unicodedata.bidirectional(character) not in ("LRE", "RLE", "LRO", "RLO", "PDF")
        )
        for character in text
    )


def test_text_is_shown_as_it_is(things: _Things) -> None:
    for field in _fields(things):
        for text, shown in hostile.packed(zip(hostile.SHOWN_AS_IT_IS, hostile.SHOWN_AS_IT_IS, strict=True)):
            field.write(text)
            assert field.show() == shown, field.name


def test_what_would_act_on_a_terminal_is_taken_out(things: _Things) -> None:
    for field in _fields(things):
        for text, shown in hostile.packed(hostile.CLEANED):
            field.write(text)
            assert field.show() == shown, field.name
        field.write(hostile.TWO_LINES)
        assert field.show() == ("first second" if field.line else "first\nsecond"), field.name


def test_names_that_show_nothing_are_refused(things: _Things) -> None:
    for field in _fields(things):
        field.write("before")
        for text in hostile.INVISIBLE:
            if field.line:
                with pytest.raises(RefusedError, match="empty"):
                    field.write(text)
                assert field.show() == "before", field.name
            else:
                field.write(text)
                assert field.show().strip() in ("", "\u200b", "\u200d\ufe0f"), field.name


def test_too_much_text_is_refused_naming_the_limit(things: _Things) -> None:
    for field in _fields(things):
        limit = NAME_LIMIT if field.line else TEXT_LIMIT
        field.write("å" * limit)
        assert field.show() == "å" * limit
        for text in ("å" * (limit + 1), hostile.HUGE):
            with pytest.raises(RefusedError, match=str(limit)) as caught:
                field.write(text)
            assert "\n" not in str(caught.value) and len(str(caught.value)) < 120
        assert field.show() == "å" * limit, field.name


def test_whatever_was_typed_can_be_undone_and_shown_in_the_history(
    workspace: Workspace, things: _Things
) -> None:
    typed = " ".join(text for text, _shown in hostile.CLEANED) + hostile.TWO_LINES + "[/]"
    for field in _fields(things):
        field.write("before")
        before = field.show()
        field.write(typed)
        assert _is_safe(field.show())
        with pytest.raises(RefusedError) as caught:
            field.write(typed + hostile.HUGE)
        assert _is_safe(str(caught.value)) and "\n" not in str(caught.value)
        workspace.undoing.undo()
        assert field.show() == before, field.name
    for line in workspace.reads.history.lines(10_000):
        said = describe(line)
        assert _is_safe(said) and "\n" not in said and len(said) < 600
        for detail in workspace.reads.history.details(line.id):
            assert _is_safe(f"{detail.before}{detail.after}")


def test_people_and_personas_named_on_the_way(workspace: Workspace, things: _Things) -> None:
    as_they_are = zip(hostile.SHOWN_AS_IT_IS, hostile.SHOWN_AS_IT_IS, strict=True)
    for text, shown in [*hostile.packed(as_they_are), *hostile.packed(hostile.CLEANED)]:
        workspace.actions.edit(things.action_id, owner=text)
        assert things.action().line.owner == shown
        workspace.audits.start(things.small, "Kim", persona=text)
        assert things.newest_persona() == shown
    for text in hostile.INVISIBLE:
        with pytest.raises(RefusedError):
            workspace.audits.start(things.small, text, persona="New")
    with pytest.raises(RefusedError):
        workspace.actions.edit(things.action_id, owner=hostile.HUGE)


def test_words_of_the_vocabulary_are_asked_for_kindly(workspace: Workspace, things: _Things) -> None:
    refusals: list[Callable[[str], object]] = [
        lambda text: workspace.journeys.edit(things.walked.journey, purpose=text),
        lambda text: workspace.stages.edit_touchpoint(things.point_id, channel=text),
        lambda text: workspace.stages.edit_touchpoint(things.point_id, checklists=[text]),
    ]
    for text in hostile.ALL:
        for refused in refusals:
            with pytest.raises(RefusedError) as caught:
                refused(text)
            assert _is_safe(str(caught.value)) and "\n" not in str(caught.value)
    for text in [*hostile.SHOWN_AS_IT_IS, *(text for text, _shown in hostile.CLEANED), hostile.HUGE]:
        with pytest.raises(RefusedError) as caught:
            workspace.actions.edit(things.action_id, due=text)
        assert _is_safe(str(caught.value)) and "\n" not in str(caught.value) and len(str(caught.value)) < 120


def test_any_text_can_be_looked_for(workspace: Workspace, things: _Things) -> None:
    workspace.audits.finish(things.walked.audit)
    everything = workspace.reads.actions.ranking(ActionFilter(tuple(Status))).total
    for text in hostile.ALL:
        ranking = workspace.reads.actions.ranking(ActionFilter(tuple(Status), text=text))
        assert ranking.total <= everything
        assert len(ranking.all()) == len(ranking.page(0, everything)) == ranking.total
    for text in hostile.SHOWN_AS_IT_IS:
        workspace.actions.edit(things.action_id, title=f"so {text} so")
        ranking = workspace.reads.actions.ranking(ActionFilter(tuple(Status), text=text))
        assert things.action_id in [line.id for line in ranking.all()], text


def test_a_name_from_the_surroundings_is_safe_in_the_history(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("AUDITOR_USER", "K\x1b[2Jim\u202e " + "x" * 300)
    workspace = Workspace.open(address, read_config())
    workspace.journeys.new("Shop")
    (line,) = workspace.reads.history.lines()
    assert _is_safe(line.who) and line.who.startswith("K[2Jim x") and len(line.who) <= 200
    assert workspace.reads.history.to_undo() == line
    workspace.undoing.undo()
    workspace.close()


def test_a_name_from_the_surroundings_that_is_no_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_USER", "Kim\udcff")
    with pytest.raises(RefusedError, match="AUDITOR_USER is no text in UTF-8"):
        read_config()


def test_a_journey_with_hostile_names_can_be_walked(workspace: Workspace) -> None:
    journey = workspace.journeys.new("[/]")
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    for text in hostile.SHOWN_AS_IT_IS:
        workspace.stages.add_touchpoint(found.stages[0].id, text, checklists=["content"])
    audit = workspace.audits.start(journey, "Kim")
    for visit in audit_of(workspace, audit).visits:
        workspace.audits.answer(visit.answers[0].id, Verdict.FAIL, visit.touchpoint)
        workspace.audits.feel(visit.id, -2)
    assert workspace.audits.finish(audit) == 1 + len(hostile.SHOWN_AS_IT_IS), "one check, and each feeling"
    assert [visit.touchpoint for visit in audit_of(workspace, audit).visits] == hostile.SHOWN_AS_IT_IS
    lines = workspace.reads.actions.ranking().all()
    assert {line.touchpoint for line in lines} == set(hostile.SHOWN_AS_IT_IS)
