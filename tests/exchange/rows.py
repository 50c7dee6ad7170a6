"""Rows of every table with a value in every column."""

from __future__ import annotations

from datetime import date

from auditor.base.vocabulary import Emotion, NoteKind, Verdict
from auditor.workspace import Workspace
from tests.pictures import a_picture, keep_picture
from tests.walks import audit_of, run_sql

SHARED = """key = "shared"
title = "Shared"
[[check]]
key = "one"
severity = 2
remedy_effort = 2
remedy_impact = 2
text = "Is it there?"
remedy = "Put it there"
"""
AT = "2026-11-22T09:30:00.000000+00:00"
DAY = "2026-11-23"
TODAY = date(2026, 11, 24)
PICTURE = a_picture()


def _insert(workspace: Workspace, table: str, **values: object) -> int:
    values = {"uid": f"{table}-1", "revision": 3, **values}
    names = ", ".join(values)
    run_sql(
        workspace,
        f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + name for name in values)})",
        **values,
    )
    return int(run_sql(workspace, f"SELECT max(id) FROM {table}")[0][0])


def fill(workspace: Workspace, journey: int) -> None:
    """Put a row with a value in every column into every table, in or beside a journey that is there."""
    journeys, stages, noting = workspace.journeys, workspace.stages, workspace.noting
    inner = journeys.new("Inner", about="Within")
    journeys.edit(journey, about="About")
    away = journeys.new(
        "Away", about="A", review="3 months", responsible="Kim", country="se", client="C", tags="t u"
    )
    journeys.edit(away, order="1..2", currency="kr", visits="3..4", gates={"video": True})
    journeys.archive(away)
    first = workspace.reads.journeys.get(journey)
    assert first is not None
    stage, point = first.stages[0], first.touchpoints[0]
    stages.edit(stage.id, strategies=["Strategies"])
    stages.edit_touchpoint(point.id, about="About", checklists=["findability", "feedback"])
    workspace.wishes.want(first.touchpoints[1].id, 2)
    stages.open_into(point.id, inner)
    persona = journeys.add_persona(
        journey,
        "Persona",
        "Who",
        geography="G",
        demographics="D",
        behaviour="B",
        channels="C",
        goals="G",
        challenges="C",
        notes="N",
    )
    journeys.verify_persona(persona, "Talks", "2026-01-23")
    note = noting.add(point.id, NoteKind.PAIN_POINT, "It hurts")
    noting.reply(stage.id, persona, "why", "So")
    audit = workspace.audits.start(journey, "Kim", persona)
    visit = audit_of(workspace, audit).visits[0]
    workspace.audits.answer(visit.answers[0].id, Verdict.FAIL, "Seen")
    workspace.audits.feel(visit.id, -1, Emotion.WORRY, "Felt")
    workspace.audits.finish(audit)
    action = workspace.actions.add(point.id, "Title", 2, 5, note="Note", owner="Bo", due=DAY)
    workspace.people.edit(workspace.people.add("Cai", "Shop"), left=True)
    run_sql(workspace, "UPDATE journey SET review_days = 90")
    run_sql(workspace, "UPDATE person SET role = 'Lead'")
    run_sql(
        workspace,
        "UPDATE action SET reason = 'Why', closed_at = :at, effect = 'worse', proof_id = :audit WHERE id = :id",
        at=AT,
        audit=audit,
        id=action,
    )
    round_id = _insert(workspace, "round", journey_id=journey, persona_id=persona, started_at=AT)
    run_sql(workspace, "UPDATE audit SET round_id = :round WHERE id = :id", round=round_id, id=audit)
    person = run_sql(workspace, "SELECT min(id) FROM person")[0][0]
    link = _insert(
        workspace,
        "link",
        action_id=action,
        touchpoint_id=point.id,
        checklist="c",
        check_key="k",
        note_id=note,
    )
    _insert(workspace, "comment", action_id=action, person_id=person, text="Said", written_at=AT)
    _insert(workspace, "saved_filter", name="Mine", words="owner:Bo")
    _insert(workspace, "setting", name="priority.need", value="0.5")
    _insert(workspace, "library_file", kind="checklist", name="shared", text=SHARED)
    finding = _fill_findings(workspace, journey, point.id, note)
    run_sql(workspace, "UPDATE link SET finding_id = :finding WHERE id = :id", finding=finding, id=link)
    evidence = _insert(
        workspace,
        "evidence",
        journey_id=journey,
        stage_id=stage.id,
        touchpoint_id=point.id,
        persona_id=persona,
        action_id=action,
        kind="ab-test",
        source="Shop",
        collected_on=DAY,
        people=50,
        figure=12.5,
        unit="%",
        better="higher",
        deviation=1.25,
        target=20.0,
        counts='{"1":2,"5":3}',
        before_people=40,
        before_figure=10.0,
        before_deviation=1.5,
        feeling=-0.5,
        quote="Q",
        note="N",
        link="https://example.org",
        file="f.csv",
        sha256="ab",
        origin="csv",
        detail='{"rows":[1,"two",null]}',
        tool="axe-core",
        page="https://example.org/a",
        scale_low=1,
        scale_high=5,
        content="cd",
        replies='["a","b"]',
    )
    _insert(
        workspace,
        "suggestion",
        evidence_id=evidence,
        touchpoint_id=point.id,
        checklist="feedback",
        check_key="k",
        verdict="fail",
        why="Because",
        settled_at=AT,
        taken=True,
    )
    _fill_the_rest(workspace, journey, stage.id, point.id, persona, note, action, evidence, person)


def _fill_the_rest(
    workspace: Workspace,
    journey: int,
    stage: int,
    point: int,
    persona: int,
    note: int,
    action: int,
    evidence: int,
    person: int,
) -> None:
    """Put rows into the tables of what is wished, was said, is to be done again and waits."""
    for table in ("journey", "stage", "touchpoint"):
        run_sql(workspace, f"UPDATE {table} SET responsible_id = :person", person=person)
    run_sql(
        workspace,
        "UPDATE journey SET order_low = 250.5, order_high = 400, currency = 'NOK', visits_low = 1000,"
        " visits_high = 1200, report = 'map moments losses priorities returns owners findings changes compared goals"
        " to-be replies evidence personas'",
    )
    run_sql(workspace, "UPDATE touchpoint SET business = 4, visits_low = 10, visits_high = 20")
    run_sql(
        workspace,
        "UPDATE action SET cost_low = 1000, cost_high = 2000, gain_low = 10, gain_high = 99.5 WHERE id = :id",
        id=action,
    )
    run_sql(workspace, "UPDATE person SET unit = 'Shop'")
    run_sql(workspace, "UPDATE journey SET gates = 'video=no payment=yes'")
    run_sql(workspace, "UPDATE touchpoint SET address = 'https://shop.example/a', depth = 'standard'")
    _fill_what_was_asked(workspace)
    strategy = _insert(workspace, "strategy", stage_id=stage, position=0, text="Be found")
    _insert(workspace, "serving", action_id=action, strategy_id=strategy)
    wish = _insert(
        workspace,
        "wish",
        touchpoint_id=point,
        persona_id=persona,
        feeling=2,
        channel="chat",
        text="Helped at once",
    )
    _insert(workspace, "met_need", wish_id=wish, note_id=note)
    _insert(workspace, "question", journey_id=journey, stage_id=stage, text="What then?")
    respondent = _insert(
        workspace,
        "respondent",
        journey_id=journey,
        persona_id=persona,
        code="R1",
        interviewed_on=DAY,
        consent="given",
        note="N",
    )
    _insert(workspace, "response", respondent_id=respondent, stage_id=stage, question="why", text="So")
    run_sql(workspace, "UPDATE evidence SET respondent_id = :id", id=respondent)
    _insert(workspace, "verification", persona_id=persona, evidence_id=evidence)
    _insert(
        workspace,
        "asking",
        evidence_id=evidence,
        owner_id=person,
        due=DAY,
        note="N",
        created_at=AT,
        closed_at=AT,
        answer_id=evidence,
    )
    other = workspace.actions.add(point, "First", 1, 1)
    _insert(workspace, "dependency", action_id=action, blocked_by_id=other)


def _fill_findings(workspace: Workspace, journey: int, point: int, note: int) -> int:
    """Put in a finding with all that can be said of one, and a picture; return its number."""
    visit = run_sql(workspace, "SELECT min(id) FROM visit WHERE touchpoint_id = :point", point=point)[0][0]
    run_sql(workspace, "UPDATE touchpoint SET letters = 'ABC'")
    phrase = _insert(
        workspace, "phrase", checklist="c", check_key="k", en="Broken", sv="Trasig", nb="Ødelagt"
    )
    finding = _insert(
        workspace,
        "finding",
        journey_id=journey,
        touchpoint_id=point,
        letters="ABC",
        number=77,
        checklist="c",
        check_key="k",
        pain_id=note,
        kind="waived",
        what="What",
        phrase_id=phrase,
        place="Place",
        item="Item",
        address="https://shop.example/b",
        severity=4,
        whom="All",
        quick_win=True,
        note="N",
        visit_id=visit,
        found_at=AT,
    )
    _insert(workspace, "sighting", finding_id=finding, visit_id=visit, seen="changed", note="N", seen_at=AT)
    keep_picture(workspace, finding, PICTURE)
    run_sql(
        workspace,
        "UPDATE picture SET uid = 'picture-1', revision = 3, name = 'shot.png', text = 'A till'"
        " WHERE finding_id = :id",
        id=finding,
    )
    return finding


def _fill_what_was_asked(workspace: Workspace) -> None:
    """Put in what an audit said beside its verdicts: what is there, what was chosen, and what a gate put aside."""
    answer, visit, audit = run_sql(
        workspace,
        "SELECT a.id, a.visit_id, v.audit_id FROM answer a JOIN visit v ON v.id = a.visit_id"
        " WHERE a.verdict IS NOT NULL ORDER BY a.id",
    )[0]
    run_sql(workspace, "UPDATE answer SET aside = verdict WHERE id = :id", id=answer)
    run_sql(workspace, "UPDATE audit SET depth = 'standard' WHERE id = :id", id=audit)
    _insert(workspace, "presence", visit_id=visit, gate="video", present=True)
    _insert(workspace, "item", audit_id=audit, sample="items", position=0, name="A red hat")
