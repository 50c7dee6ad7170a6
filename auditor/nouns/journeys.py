"""What can be done with journeys, and with their personas: one transaction a call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, TypeVar, Unpack

from sqlmodel import col, select

from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _, in_language
from auditor.base.text import shortened
from auditor.base.values import NAME_LIMIT
from auditor.base.vocabulary import Phase, Purpose, Scope
from auditor.input import typed
from auditor.input.intervals import days_of
from auditor.input.typed import Rule, Rules, checked, needed_line, one_of
from auditor.library.checklists import Library
from auditor.library.templates import StagePlan, Template
from auditor.store.database import Database
from auditor.store.tables import (
    AuditRecord,
    JourneyRecord,
    NoteRecord,
    PersonaRecord,
    StageRecord,
    TouchpointRecord,
)
from auditor.store.work import Work
from auditor.views.journeys import Journey as JourneyView
from auditor.views.journeys import Persona as PersonaView
from auditor.writing.people import responsible_in
from auditor.writing.personas import add_persona
from auditor.writing.tallies import refresh_around, refresh_needs
from auditor.writing.unseen import seen, to_write

T = TypeVar("T", StageRecord, TouchpointRecord, PersonaRecord)
C = TypeVar("C", StageRecord, TouchpointRecord, PersonaRecord, NoteRecord)


JOURNEY: Rules = {
    "name": Rule(N_("name"), needed_line),
    "about": Rule(N_("description"), typed.text),
    "purpose": Rule(N_("purpose"), one_of(Purpose)),
    "scope": Rule(N_("scope"), one_of(Scope)),
    "review": Rule(N_("Review"), lambda interval, _what: days_of(interval), "review_days"),
}

PERSONA: Rules = {
    "name": Rule(N_("name"), needed_line),
    "who": Rule(N_("description"), typed.text),
    "geography": Rule(N_("geography"), typed.text),
    "demographics": Rule(N_("demographics"), typed.text),
    "behaviour": Rule(N_("behaviour"), typed.text),
    "channels": Rule(N_("preferred channels"), typed.text),
    "goals": Rule(N_("goals"), typed.text),
    "challenges": Rule(N_("challenges"), typed.text),
    "notes": Rule(N_("notes"), typed.text),
}
PERSONA_TEXTS = {field: rule.what for field, rule in PERSONA.items() if field != "name"}
"""The texts of a persona beside its name, and what each is called."""


class JourneyChange(TypedDict, total=False):
    """What may be changed of a journey; None leaves as it is. `review` is an interval as typed, see intervals.py.

    `responsible` is the name of who answers for it, see `writing/people`; empty for nobody.
    """

    name: str | None
    about: str | None
    purpose: str | None
    scope: str | None
    review: str | None
    responsible: str | None


class PersonaTexts(TypedDict, total=False):
    """What may be said of a persona beside its name and who it is; None leaves as it is."""

    geography: str | None
    demographics: str | None
    behaviour: str | None
    channels: str | None
    goals: str | None
    challenges: str | None
    notes: str | None


class Journeys:
    """The journeys of a database."""

    def __init__(self, database: Database, library: Library) -> None:
        """Work on `database`."""
        self._database = database
        self._library = library

    def new(
        self,
        name: str,
        purpose: str = Purpose.SALES,
        scope: str = Scope.WHOLE,
        about: str = "",
        responsible: str = "",
    ) -> int:
        """Make a journey with the five usual stages and no touchpoints; return its number.

        `responsible` is the name of who answers for it, empty for nobody.
        """
        stages = (
            (Phase.AWARENESS, _("Awareness"), _("The customer finds out that we exist.")),
            (Phase.CONSIDERATION, _("Consideration"), _("The customer compares and comes to trust us.")),
            (Phase.PURCHASE, _("Purchase"), _("The customer buys without trouble.")),
            (Phase.RETENTION, _("Retention"), _("The customer gets help and comes back.")),
            (Phase.LOYALTY, _("Loyalty"), _("The customer recommends us.")),
        )
        with self._database.work("journey-new", name=name) as work:
            journey = self._add_journey(work, name, purpose, scope, about, responsible)
            work.add(
                [
                    StageRecord(journey_id=journey, position=place, name=stage, goal=goal, phase=phase.value)
                    for place, (phase, stage, goal) in enumerate(stages)
                ]
            )
        return journey

    def new_from(self, template: Template, name: str = "", responsible: str = "") -> int:
        """Make a journey from a template in the user's language; return its number. See `new`."""
        name = name or in_language(template.title)
        with self._database.work("journey-new", name=name) as work:
            journey = self._add_journey(
                work, name, template.purpose, template.scope, in_language(template.about), responsible
            )
            for place, plan in enumerate(template.stages):
                self._add_planned_stage(work, journey, place, plan)
            if template.persona_name:
                work.new(
                    PersonaRecord(
                        journey_id=journey,
                        name=in_language(template.persona_name),
                        who=in_language(template.persona_who),
                    )
                )
        return journey

    def _add_journey(
        self, work: Work, name: str, purpose: str, scope: str, about: str, responsible: str = ""
    ) -> int:
        given: JourneyChange = {"name": name, "about": about, "purpose": purpose, "scope": scope}
        row = work.new(JourneyRecord(**checked(JOURNEY, given), **responsible_in(work, responsible)))
        assert row.id is not None
        work.journey_id = row.id
        return row.id

    def _add_planned_stage(self, work: Work, journey: int, place: int, plan: StagePlan) -> None:
        stage = work.new(
            StageRecord(
                journey_id=journey,
                position=place,
                name=in_language(plan.name),
                goal=in_language(plan.goal),
                phase=plan.key if plan.key in set(Phase) else Phase.OTHER.value,
            )
        )
        assert stage.id is not None
        points = [
            TouchpointRecord(
                journey_id=journey,
                stage_id=stage.id,
                position=position,
                name=in_language(point.name),
                about=in_language(point.about),
                channel=point.channel,
                moment=point.moment,
                side=point.side,
                importance=point.importance,
                critical=point.critical,
                checklists=" ".join(point.checklists),
            )
            for position, point in enumerate(plan.touchpoints)
        ]
        work.add(points)
        refresh_needs(work, [point.id for point in points if point.id is not None])

    def copy(self, journey_id: int, name: str = "") -> int:
        """Copy a journey with stages, touchpoints, notes and personas, without audits and replies.

        Returns the copy's number.
        """
        with self._database.work("journey-copy") as work:
            old = work.get(JourneyRecord, journey_id)
            name = name or _copy_name(old.name)
            work.arguments["name"] = name
            journey = self._add_journey(work, name, old.purpose, old.scope, old.about)
            copy = work.get(JourneyRecord, journey)
            work.change(copy, review_days=old.review_days, responsible_id=old.responsible_id)
            points = _of_journey(work, TouchpointRecord, journey_id)
            for stage in _of_journey(work, StageRecord, journey_id):
                copied = work.new(_copied(stage, journey_id=journey))
                _copy_points(work, [point for point in points if point.stage_id == stage.id], copied)
            work.add(
                [
                    _copied(persona, journey_id=journey)
                    for persona in _of_journey(work, PersonaRecord, journey_id)
                ]
            )
        return journey

    def edit(self, journey_id: int, base: JourneyView | None = None, **change: Unpack[JourneyChange]) -> None:
        """Change what is given of a journey.

        With `base`, the journey as its editor saw it, only what differs from that is written, and ConflictError is
        raised where somebody else has changed the same meanwhile. So it is with all that can be edited.
        """
        responsible = change.pop("responsible", None)
        values = checked(JOURNEY, change)
        with self._database.work("journey-edit", journey_id) as work:
            journey = work.get(JourneyRecord, journey_id)
            work.arguments["name"] = journey.name
            values |= responsible_in(work, responsible)
            work.change(journey, **to_write(work, journey, values, seen(base, values)))

    def delete(self, journey_id: int) -> None:
        """Take a journey out of sight, with its audits and actions; undo brings all of it back."""
        with self._database.work("journey-delete", journey_id) as work:
            journey = work.get(JourneyRecord, journey_id)
            work.arguments["name"] = journey.name
            work.remove(journey)
            refresh_around(work, journey_id)

    def add_persona(self, journey_id: int, name: str, who: str = "", **texts: Unpack[PersonaTexts]) -> int:
        """Add a persona to a journey; return its number."""
        values = checked(PERSONA, texts)
        with self._database.work("persona-new", journey_id, name=name) as work:
            number = add_persona(work, journey_id, name, who)
            work.change(work.get(PersonaRecord, number), **values)
        return number

    def edit_persona(
        self,
        persona_id: int,
        *,
        name: str | None = None,
        who: str | None = None,
        base: PersonaView | None = None,
        **texts: Unpack[PersonaTexts],
    ) -> None:
        """Change what is given of a persona; `base` is the persona as its editor saw it, see `edit`."""
        values = checked(PERSONA, {"name": name, "who": who, **texts})
        with self._database.work("persona-edit") as work:
            persona = _named_persona(work, persona_id)
            values = to_write(work, persona, values, seen(base, values))
            work.change(persona, **values)
            if "name" in values:
                refresh_around(work, persona.journey_id, outwards=False)

    def verify_persona(
        self, persona_id: int, by: str, on: str | date | None = None, base: PersonaView | None = None
    ) -> None:
        """Say with what a persona was verified, and when (today if not said); empty text makes it a hypothesis.

        `base` is the persona as its editor saw it, see `edit`. Raises RefusedError for a day that is none or lies in the future.
        """
        by = typed.text(by, _("evidence"))
        today = date.today()
        day = typed.past_date(on, today) or today if by else None
        if day is not None and day > today:
            raise RefusedError(
                _("{day} lies in the future: give the day it was verified.").format(day=day.isoformat())
            )
        with self._database.work("persona-verify") as work:
            persona = _named_persona(work, persona_id)
            values = {"verified_by": by, "verified_on": day.isoformat() if day else None}
            work.change(persona, **to_write(work, persona, values, seen(base, values)))

    def delete_persona(self, persona_id: int) -> None:
        """Take a persona out of sight. Refused while audits are made for it."""
        with self._database.work("persona-delete") as work:
            persona = _named_persona(work, persona_id)
            audits = select(AuditRecord.id).where(
                AuditRecord.persona_id == persona_id, col(AuditRecord.removed_at).is_(None)
            )
            if work.session.exec(audits).first() is not None:
                raise RefusedError(
                    _("“{name}” has audits, so the persona stays: delete those first.").format(
                        name=persona.name
                    )
                )
            work.remove(persona)
            refresh_around(work, persona.journey_id, outwards=False)


def _named_persona(work: Work, persona_id: int) -> PersonaRecord:
    persona = work.get(PersonaRecord, persona_id)
    work.journey_id = persona.journey_id
    work.arguments["name"] = persona.name
    return persona


def _copy_name(name: str) -> str:
    room = NAME_LIMIT - len(_("{name} (copy)").format(name=""))
    return _("{name} (copy)").format(name=shortened(name, room))


def _of_journey(work: Work, table: type[T], journey_id: int) -> list[T]:
    rows = work.session.exec(
        select(table).where(table.journey_id == journey_id, col(table.removed_at).is_(None))
    ).all()
    return sorted(rows, key=lambda row: (getattr(row, "position", 0), row.id or 0))


def _copy_points(work: Work, points: Sequence[TouchpointRecord], stage: StageRecord) -> None:
    """Copy touchpoints with their notes into a stage of the copy."""
    copies = [_copied(point, journey_id=stage.journey_id, stage_id=stage.id) for point in points]
    work.add(copies)
    numbers = {old.id: new.id for old, new in zip(points, copies, strict=True)}
    notes = work.session.exec(
        select(NoteRecord)
        .where(col(NoteRecord.touchpoint_id).in_(numbers), col(NoteRecord.removed_at).is_(None))
        .order_by(col(NoteRecord.id))
    ).all()
    work.add([_copied(note, touchpoint_id=numbers[note.touchpoint_id]) for note in notes])
    refresh_needs(work, [number for number in numbers.values() if number is not None])


def _copied(row: C, **changed: object) -> C:
    values = row.model_dump(exclude={"id", "uid", "revision", "removed_at"}, warnings=False)
    return type(row)(**{**values, **changed})
