"""What can be done with journeys, and with their personas: one transaction a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict, TypeVar, Unpack

from sqlmodel import col, select

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import N_, _, in_language
from auditor.base.known_gates import gates_of, gates_text
from auditor.base.text import one_line, shortened
from auditor.base.values import CURRENCY_LIMIT, NAME_LIMIT
from auditor.base.vocabulary import Country, FileKind, Phase, Purpose, ReportPart, Scope
from auditor.input import typed
from auditor.input.amounts import read_amount
from auditor.input.intervals import days_of
from auditor.input.typed import Rule, Rules, checked, needed_line, one_of, one_or_none_of, some_of
from auditor.library.checklists import Library
from auditor.library.templates import StagePlan, Template, checklists_of
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
from auditor.writing.inner_journeys import hand_client_on, inside, only_inside
from auditor.writing.people import responsible_in
from auditor.writing.personas import add_persona
from auditor.writing.sharing import share_asked, share_checklists, share_new
from auditor.writing.strategies import copy_strategies, write_strategies
from auditor.writing.tallies import refresh_around, refresh_needs
from auditor.writing.unseen import seen, to_write
from auditor.writing.verifying import about_persona, verify_with
from auditor.writing.wishes import copy_wishes

T = TypeVar("T", StageRecord, TouchpointRecord, PersonaRecord)
C = TypeVar("C", StageRecord, TouchpointRecord, PersonaRecord, NoteRecord)

_COPIED = (
    "review_days",
    "report",
    "responsible_id",
    "order_low",
    "order_high",
    "currency",
    "visits_low",
    "visits_high",
    "gates",
    "country",
    "client",
    "tags",
)
"""What a copy of a journey has as well."""


JOURNEY: Rules = {
    "name": Rule(N_("name"), needed_line),
    "about": Rule(N_("description"), typed.text),
    "purpose": Rule(N_("purpose"), one_of(Purpose)),
    "scope": Rule(N_("scope"), one_of(Scope)),
    "country": Rule(N_("country"), one_or_none_of(Country)),
    "client": Rule(N_("client"), typed.line),
    "tags": Rule(N_("tag"), typed.tags),
    "report": Rule(N_("part of the report"), some_of(ReportPart)),
    "review": Rule(N_("Review"), lambda interval, _what: days_of(interval), "review_days"),
    "order": Rule(N_("value of an order"), read_amount, columns=("order_low", "order_high")),
    "currency": Rule(N_("currency"), lambda text, what: typed.line(text, what, CURRENCY_LIMIT)),
    "visits": Rule(N_("visits a month"), read_amount, columns=("visits_low", "visits_high")),
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
    """What may be changed of a journey; None leaves as it is.

    `review` is an interval as typed, see intervals.py, `order` and `visits` amounts as typed, see amounts.py; `report`
    is what its reports show, all where it is empty.
    `responsible` is the name of who answers for it, see `writing/people`; empty for nobody. `gates` are answers to
    presence questions that are known before anybody looks, by key; None takes one away, and the others stay.
    `country` is whose law holds, empty for that of whoever reads. `tags` are words with spaces or commas between. The
    journeys inside one that are of the same client go over to another one with it.
    """

    name: str | None
    about: str | None
    purpose: str | None
    scope: str | None
    country: str | None
    client: str | None
    tags: str | Sequence[str] | None
    review: str | None
    report: Sequence[str] | None
    order: str | None
    currency: str | None
    visits: str | None
    responsible: str | None
    gates: Mapping[str, bool | None] | None


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

    def __init__(self, database: Database, library: Library, review_days: int | None) -> None:
        """Work on `database`; `review_days`: after how many days a new journey is to be looked at again, None for never."""
        self._database = database
        self._library = library
        self._review_days = review_days

    def new(
        self,
        name: str,
        purpose: str = Purpose.SALES,
        scope: str = Scope.WHOLE,
        about: str = "",
        review: str | None = None,
        responsible: str = "",
        country: str = "",
        client: str = "",
        tags: str | Sequence[str] = "",
    ) -> int:
        """Make a journey with the five usual stages and no touchpoints; return its number.

        `review` is an interval as typed, see intervals.py; None for that of the settings. `responsible` is the name of
        who answers for it, empty for nobody. `country` is whose law holds; with `client` and `tags` see JourneyChange.
        """
        stages = (
            (Phase.AWARENESS, _("Awareness"), _("The customer finds out that we exist.")),
            (Phase.CONSIDERATION, _("Consideration"), _("The customer compares and comes to trust us.")),
            (Phase.PURCHASE, _("Purchase"), _("The customer buys without trouble.")),
            (Phase.RETENTION, _("Retention"), _("The customer gets help and comes back.")),
            (Phase.LOYALTY, _("Loyalty"), _("The customer recommends us.")),
        )
        with self._database.work("journey-new", name=name) as work:
            journey = self._add_journey(
                work, name, purpose, scope, about, review, responsible, country, client, tags
            )
            work.add(
                [
                    StageRecord(journey_id=journey, position=place, name=stage, goal=goal, phase=phase.value)
                    for place, (phase, stage, goal) in enumerate(stages)
                ]
            )
        return journey

    def new_from(
        self,
        template: Template,
        name: str = "",
        review: str | None = None,
        responsible: str = "",
        country: str = "",
        client: str = "",
        tags: str | Sequence[str] = "",
    ) -> int:
        """Make a journey from a template in the user's language; return its number. See `new`."""
        name = name or in_language(template.title)
        with self._database.work("journey-new", name=name) as work:
            journey = self._add_journey(
                work,
                name,
                template.purpose,
                template.scope,
                in_language(template.about),
                review,
                responsible,
                country,
                client,
                tags,
            )
            if template.own_text:
                share_new(work, FileKind.TEMPLATE, template.key, template.own_text)
            share_checklists(work, self._library, checklists_of(template))
            work.change(work.get(JourneyRecord, journey), gates=gates_text(template.gates))
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
        self,
        work: Work,
        name: str,
        purpose: str,
        scope: str,
        about: str,
        review: str | None = None,
        responsible: str = "",
        country: str = "",
        client: str = "",
        tags: str | Sequence[str] = "",
    ) -> int:
        given: JourneyChange = {
            "name": name,
            "about": about,
            "purpose": purpose,
            "scope": scope,
            "country": country,
            "client": client,
            "tags": tags,
        }
        if review is not None:
            given["review"] = review
        values = {**checked(JOURNEY, given), **responsible_in(work, responsible)}
        row = work.new(JourneyRecord(**{"review_days": self._review_days, **values}))
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
        write_strategies(work, stage.id, map(in_language, plan.strategies))
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
                business=point.business,
                critical=point.critical,
                checklists=" ".join(point.checklists),
                address=point.address,
                depth=point.depth,
            )
            for position, point in enumerate(plan.touchpoints)
        ]
        work.add(points)
        refresh_needs(work, [point.id for point in points if point.id is not None])

    def copy(self, journey_id: int, name: str = "") -> int:
        """Copy a journey with stages, strategies, touchpoints, notes, personas and wishes, without audits and replies.

        Returns the copy's number.
        """
        with self._database.work("journey-copy") as work:
            old = work.get(JourneyRecord, journey_id)
            name = name or _copy_name(old.name)
            work.arguments["name"] = name
            journey = self._add_journey(work, name, old.purpose, old.scope, old.about)
            work.change(
                work.get(JourneyRecord, journey), **{column: getattr(old, column) for column in _COPIED}
            )
            points = _of_journey(work, TouchpointRecord, journey_id)
            share_asked(work, self._library, points)
            places: dict[int, int] = {}
            notes: dict[int, int] = {}
            for stage in _of_journey(work, StageRecord, journey_id):
                copied = work.new(_copied(stage, journey_id=journey))
                copy_strategies(work, stage, copied)
                here = [point for point in points if point.stage_id == stage.id]
                _copy_points(work, here, copied, places, notes)
            personas = _of_journey(work, PersonaRecord, journey_id)
            copies = [_copied(persona, journey_id=journey) for persona in personas]
            work.add(copies)
            copy_wishes(work, places, notes, _numbers(personas, copies))
        return journey

    def edit(self, journey_id: int, base: JourneyView | None = None, **change: Unpack[JourneyChange]) -> None:
        """Change what is given of a journey.

        With `base`, the journey as its editor saw it, only what differs from that is written, and ConflictError is
        raised where somebody else has changed the same meanwhile. So it is with all that can be edited.
        """
        responsible = change.pop("responsible", None)
        gates = change.pop("gates", None)
        values = checked(JOURNEY, change)
        with self._database.work("journey-edit", journey_id) as work:
            journey = work.get(JourneyRecord, journey_id)
            work.arguments["name"] = journey.name
            values |= responsible_in(work, responsible)
            if gates is not None:
                values["gates"] = self._known_gates(journey, gates)
            written = to_write(work, journey, values, seen(base, values))
            if "client" in written:
                hand_client_on(work, journey, written["client"])
            work.change(journey, **written)

    def _known_gates(self, journey: JourneyRecord, given: Mapping[str, bool | None]) -> str:
        """Return what is known of a journey with what is given now; raise NotFoundError for a gate that there is not."""
        known = self._library.gates
        if unknown := sorted(
            key for key, present in given.items() if present is not None and key not in known
        ):
            raise NotFoundError(
                _("There is no gate “{gate}”. There are: {gates}.").format(
                    gate=one_line(unknown[0])[:60], gates=", ".join(sorted(known))
                )
            )
        kept = {**gates_of(journey.gates), **given}
        return gates_text({key: present for key, present in kept.items() if present is not None})

    def delete(self, journey_id: int) -> None:
        """Take a journey out of sight, with its audits and actions; undo brings all of it back."""
        with self._database.work("journey-delete", journey_id) as work:
            journey = work.get(JourneyRecord, journey_id)
            work.arguments["name"] = journey.name
            work.remove(journey)
            refresh_around(work, journey_id)

    def archive(self, journey_id: int) -> None:
        """Put a journey out of the way, with those inside it that are in no other one that stays.

        Nothing is lost: its audits and actions stand as they are, but are told of only where they are asked for.
        """
        with self._database.work("journey-archive", journey_id) as work:
            journey = work.get(JourneyRecord, journey_id)
            work.arguments["name"] = journey.name
            for one in (journey, *only_inside(work, journey)):
                if one.archived_at is None:
                    work.change(one, archived_at=work.at)

    def unarchive(self, journey_id: int) -> None:
        """Bring an archived journey back, with those inside it that went with it."""
        with self._database.work("journey-unarchive", journey_id) as work:
            journey = work.get(JourneyRecord, journey_id)
            work.arguments["name"] = journey.name
            for one in (*inside(work, journey), journey):
                if one.archived_at is not None and one.archived_at == journey.archived_at:
                    work.change(one, archived_at=None)

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
        self,
        persona_id: int,
        by: str,
        on: str | date | None = None,
        base: PersonaView | None = None,
        evidence: Sequence[int] | None = (),
    ) -> None:
        """Say with which pieces of evidence, or in which words, a persona was verified, and when (today if not said).

        With None for `evidence` it is all that is about the persona. Neither evidence nor text makes it a hypothesis.
        `base` is the persona as its editor saw it, see `edit`. Raises RefusedError for a day that is none or lies in the
        future, and for evidence that is not about the persona.
        """
        by = typed.text(by, _("evidence"))
        today = date.today()
        day = typed.past_date(on, today) or today
        if day > today:
            raise RefusedError(
                _("{day} lies in the future: give the day it was verified.").format(day=day.isoformat())
            )
        with self._database.work("persona-verify") as work:
            persona = _named_persona(work, persona_id)
            pieces = about_persona(work, persona_id) if evidence is None else evidence
            values = {"verified_by": by, "verified_on": day.isoformat() if by or pieces else None}
            work.change(persona, **to_write(work, persona, values, seen(base, values)))
            verify_with(work, persona, pieces)

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


def _copy_points(
    work: Work,
    points: Sequence[TouchpointRecord],
    stage: StageRecord,
    places: dict[int, int],
    notes_copied: dict[int, int],
) -> None:
    """Copy touchpoints with their notes into a stage of the copy; tell of each number that of its copy."""
    copies = [_copied(point, journey_id=stage.journey_id, stage_id=stage.id) for point in points]
    work.add(copies)
    numbers = _numbers(points, copies)
    notes = work.session.exec(
        select(NoteRecord)
        .where(col(NoteRecord.touchpoint_id).in_(numbers), col(NoteRecord.removed_at).is_(None))
        .order_by(col(NoteRecord.id))
    ).all()
    noted = [_copied(note, touchpoint_id=numbers[note.touchpoint_id]) for note in notes]
    work.add(noted)
    refresh_needs(work, list(numbers.values()))
    places |= numbers
    notes_copied |= _numbers(notes, noted)


def _numbers(rows: Sequence[C], copies: Sequence[C]) -> dict[int, int]:
    """Return the number of each row's copy by its own."""
    return {row.id or 0: copy.id or 0 for row, copy in zip(rows, copies, strict=True)}


def _copied(row: C, **changed: object) -> C:
    values = row.model_dump(exclude={"id", "uid", "revision", "removed_at"}, warnings=False)
    return type(row)(**{**values, **changed})
