"""What can be done with the stages and touchpoints of a journey: one transaction a call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict, TypeVar, Unpack

from auditor.base.i18n import N_, _
from auditor.base.vocabulary import Channel, Depth, Existence, Moment, Phase, Side
from auditor.input import typed
from auditor.input.amounts import read_amount
from auditor.input.typed import Rule, Rules, checked, needed_line, one_of, within, within_or_none
from auditor.library.checklists import Library
from auditor.store.database import Database
from auditor.store.tables import JourneyRecord, StageRecord, TouchpointRecord
from auditor.store.work import Work
from auditor.views.journeys import Stage as StageView
from auditor.views.journeys import Touchpoint as TouchpointView
from auditor.writing.asked_checks import ask_in_open_audits, walk
from auditor.writing.following import hand_on
from auditor.writing.inner_journeys import refuse_circle, take_client
from auditor.writing.ordering import insert, number, shift, stages_of, touchpoints_of
from auditor.writing.people import responsible_in
from auditor.writing.sharing import share_asked
from auditor.writing.strategies import write_strategies
from auditor.writing.tallies import refresh_around, refresh_need
from auditor.writing.unseen import seen, to_write

STAGE: Rules = {
    "name": Rule(N_("name"), needed_line),
    "goal": Rule(N_("goal"), typed.text),
    "phase": Rule(N_("phase"), one_of(Phase)),
}

TOUCHPOINT: Rules = {
    "name": Rule(N_("name"), needed_line),
    "about": Rule(N_("description"), typed.text),
    "channel": Rule(N_("channel"), one_of(Channel)),
    "moment": Rule(N_("moment"), one_of(Moment)),
    "side": Rule(N_("side"), one_of(Side)),
    "importance": Rule(N_("importance"), within(1, 5)),
    "business": Rule(N_("importance to the business"), within_or_none(1, 5)),
    "critical": Rule(N_("critical"), typed.flag),
    "visits": Rule(N_("visits a month"), read_amount, columns=("visits_low", "visits_high")),
    "existence": Rule(N_("existence"), one_of(Existence)),
    "address": Rule(N_("web address"), typed.web_address),
    "depth": Rule(N_("depth"), one_of(Depth)),
    "letters": Rule(N_("letters of findings"), typed.letters_of_findings),
}
"""Its checklists are checked by the library that they must be in."""

_ASKED_BY = ("checklists", "depth", "address", "channel", "side")
"""What decides which checks a touchpoint asks, and which of them its site answers once."""
_OF_A_SITE = {"address", "channel", "side"}
"""What decides which site a touchpoint is of."""


class StageChange(TypedDict, total=False):
    """What may be changed of a stage; None leaves as it is. `phase` decides which questions are asked there.

    `strategies` are all of them, in order; one worded as before stays the same one.
    `responsible` is the name of who answers for it, empty for nobody.
    """

    name: str | None
    goal: str | None
    strategies: Sequence[str] | None
    phase: str | None
    responsible: str | None


class TouchpointChange(TypedDict, total=False):
    """What may be changed of a touchpoint; None leaves as it is.

    `business` 0 takes what was said away; `visits` is an amount as typed, see amounts.py. `responsible` as of a stage.
    `address` is where it is on the web; `depth` the least depth at which an audit visits it. `letters` begin the names
    of findings that come to be there, empty for those made of its name.
    """

    name: str | None
    about: str | None
    channel: str | None
    moment: str | None
    side: str | None
    importance: int | None
    business: int | None
    critical: bool | None
    visits: str | None
    existence: str | None
    responsible: str | None
    address: str | None
    depth: str | None
    letters: str | None


class Stages:
    """The stages and touchpoints of all journeys."""

    def __init__(self, database: Database, library: Library, review_days: int | None) -> None:
        """Work on `database`; checklists are looked up in `library`.

        `review_days`: after how many days a new journey is to be looked at again, None for never.
        """
        self._database = database
        self._library = library
        self._review_days = review_days

    def add(
        self,
        journey_id: int,
        name: str,
        goal: str = "",
        after: int | None = None,
        strategies: Sequence[str] = (),
        phase: str = Phase.OTHER,
        responsible: str = "",
    ) -> int:
        """Add a stage at the end, or after the stage `after`; return its number.

        `responsible` is the name of who answers for it, empty for nobody.
        """
        with self._database.work("stage-new", journey_id, name=name) as work:
            work.get(JourneyRecord, journey_id)
            siblings = stages_of(work, journey_id)
            values = checked(STAGE, {"name": name, "goal": goal, "phase": phase})
            values |= responsible_in(work, responsible)
            stage = work.new(StageRecord(journey_id=journey_id, position=len(siblings), **values))
            assert stage.id is not None
            insert(work, siblings, stage, after)
            write_strategies(work, stage.id, strategies)
        return stage.id

    def edit(self, stage_id: int, base: StageView | None = None, **change: Unpack[StageChange]) -> None:
        """Change what is given of a stage.

        With `base`, the stage as its editor saw it, only what differs from that is written, and ConflictError is raised
        where somebody else has changed the same meanwhile.
        """
        strategies = change.pop("strategies", None)
        responsible = change.pop("responsible", None)
        values = checked(STAGE, change)
        with self._database.work("stage-edit") as work:
            stage = _named(work, work.get(StageRecord, stage_id))
            values |= responsible_in(work, responsible)
            work.change(stage, **to_write(work, stage, values, seen(base, values)))
            if strategies is not None:
                write_strategies(work, stage_id, strategies, base.strategies if base else None)

    def move(self, stage_id: int, by: int) -> None:
        """Move a stage `by` places towards the end (negative: towards the start), as far as there is room."""
        with self._database.work("stage-move") as work:
            stage = _named(work, work.get(StageRecord, stage_id))
            shift(work, stages_of(work, stage.journey_id), stage, by)

    def delete(self, stage_id: int) -> None:
        """Take a stage and its touchpoints out of sight."""
        with self._database.work("stage-delete") as work:
            stage = _named(work, work.get(StageRecord, stage_id))
            hand_on(
                work, [point.id or 0 for point in walk(work, stage.journey_id) if point.stage_id == stage_id]
            )
            work.remove(stage)
            refresh_around(work, stage.journey_id)

    def add_touchpoint(
        self,
        stage_id: int,
        name: str,
        *,
        after: int | None = None,
        about: str = "",
        channel: str = Channel.WEBSITE,
        moment: str = Moment.BEFORE,
        side: str = Side.OURS,
        importance: int = 3,
        business: int | None = None,
        critical: bool = False,
        visits: str | None = None,
        checklists: Sequence[str] = (),
        responsible: str = "",
        address: str = "",
        depth: str = Depth.CORE,
        letters: str = "",
    ) -> int:
        """Add a touchpoint at the end of a stage, or after the touchpoint `after`; return its number.

        Open audits of the journey ask its checks from now on.
        """
        with self._database.work("touchpoint-new", name=name) as work:
            stage = work.get(StageRecord, stage_id)
            work.journey_id = work.get(JourneyRecord, stage.journey_id).id
            siblings = touchpoints_of(work, stage_id)
            given: TouchpointChange = {
                "name": name,
                "about": about,
                "channel": channel,
                "moment": moment,
                "side": side,
                "importance": importance,
                "business": business,
                "critical": critical,
                "visits": visits,
                "address": address,
                "depth": depth,
                "letters": letters,
            }
            point = work.new(
                TouchpointRecord(
                    journey_id=stage.journey_id,
                    stage_id=stage_id,
                    position=len(siblings),
                    checklists=self._known(checklists),
                    **checked(TOUCHPOINT, given),
                    **responsible_in(work, responsible),
                )
            )
            assert point.id is not None
            insert(work, siblings, point, after)
            refresh_need(work, point.id)
            ask_in_open_audits(work, [point], share_asked(work, self._library, [point]))
        return point.id

    def edit_touchpoint(
        self,
        touchpoint_id: int,
        *,
        checklists: Sequence[str] | None = None,
        base: TouchpointView | None = None,
        **change: Unpack[TouchpointChange],
    ) -> None:
        """Change what is given of a touchpoint. Open audits follow its checklists and its site; what is answered stays.

        `base` is the touchpoint as its editor saw it, see `edit`.
        """
        responsible = change.pop("responsible", None)
        values = checked(TOUCHPOINT, change)
        if checklists is not None:
            values["checklists"] = self._known(checklists)
        with self._database.work("touchpoint-edit") as work:
            point = _named(work, work.get(TouchpointRecord, touchpoint_id))
            values |= responsible_in(work, responsible)
            values = to_write(work, point, values, seen(base, values))
            changed = {
                column
                for column in _ASKED_BY
                if column in values and values[column] != getattr(point, column)
            }
            if changed & _OF_A_SITE:
                hand_on(work, [touchpoint_id])
            work.change(point, **values)
            refresh_need(work, touchpoint_id)
            if changed:
                ask_in_open_audits(work, [point], share_asked(work, self._library, [point]))

    def open_into(self, touchpoint_id: int, journey_id: int | None) -> None:
        """Let a touchpoint open into a journey, or into none.

        Raises RefusedError when that journey leads back to the touchpoint's own.
        """
        with self._database.work("touchpoint-open") as work:
            point = _named(work, work.get(TouchpointRecord, touchpoint_id))
            if journey_id is not None:
                inner = work.get(JourneyRecord, journey_id)
                refuse_circle(work, point, inner)
                take_client(work, inner, work.get(JourneyRecord, point.journey_id))
            work.change(point, opens_id=journey_id)
            refresh_need(work, touchpoint_id)

    def open_new(self, touchpoint_id: int, name: str = "") -> int:
        """Make a journey inside a touchpoint, named like it unless said otherwise; return its number."""
        with self._database.work("touchpoint-open") as work:
            point = _named(work, work.get(TouchpointRecord, touchpoint_id))
            outer = work.get(JourneyRecord, point.journey_id)
            inner = work.new(
                JourneyRecord(
                    name=typed.needed_line(name or point.name, _("name")),
                    purpose=outer.purpose,
                    scope="flow",
                    review_days=self._review_days,
                    country=outer.country,
                    client=outer.client,
                    tags=outer.tags,
                )
            )
            assert inner.id is not None
            work.new(StageRecord(journey_id=inner.id, position=0, name=point.name))
            work.change(point, opens_id=inner.id)
            refresh_need(work, touchpoint_id)
        return inner.id

    def move_touchpoint(self, touchpoint_id: int, by: int) -> None:
        """Move a touchpoint by one place to the left (−1) or right (+1).

        From the edge of a stage it goes on into the stage beside it.
        """
        with self._database.work("touchpoint-move") as work:
            point = _named(work, work.get(TouchpointRecord, touchpoint_id))
            siblings = touchpoints_of(work, point.stage_id)
            place = siblings.index(point) + by
            if 0 <= place < len(siblings):
                shift(work, siblings, point, by)
            else:
                self._move_across(work, point, by)

    def _move_across(self, work: Work, point: TouchpointRecord, by: int) -> None:
        stages = stages_of(work, point.journey_id)
        here = next(place for place, stage in enumerate(stages) if stage.id == point.stage_id)
        there = here + (1 if by > 0 else -1)
        if not 0 <= there < len(stages):
            return
        target = stages[there].id
        assert target is not None
        row = touchpoints_of(work, target)
        row.insert(0 if by > 0 else len(row), point)
        work.change(point, stage_id=target)
        number(work, row)

    def delete_touchpoint(self, touchpoint_id: int) -> None:
        """Take a touchpoint out of sight, with what was answered there; undo brings it back."""
        with self._database.work("touchpoint-delete") as work:
            point = _named(work, work.get(TouchpointRecord, touchpoint_id))
            hand_on(work, [touchpoint_id])
            work.remove(point)
            refresh_around(work, point.journey_id)

    def _known(self, keys: Iterable[str]) -> str:
        return " ".join(dict.fromkeys(self._library.get(key).key for key in keys))


T = TypeVar("T", StageRecord, TouchpointRecord)


def _named(work: Work, row: T) -> T:
    work.journey_id = row.journey_id
    work.arguments["name"] = row.name
    return row
