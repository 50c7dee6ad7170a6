"""What a report of a person, or of a part of the organisation, shows: what they answer for, their actions, what is late.

Each table is said once, with raw values and in words, so that pages and spreadsheets are made of the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from auditor.analysis.confidence import freshness
from auditor.analysis.finding_counts import open_faults
from auditor.analysis.lasting import stand_of, worst_first
from auditor.analysis.responsibility import standing_of
from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, by_name, day, number, percent, pgettext
from auditor.base.text import folded, shortened
from auditor.base.vocabulary import OPEN_STATUSES, Held, Status
from auditor.input.days import due_words
from auditor.reporting.found import INKS, live, where
from auditor.reporting.grids import Grid, GridCell, GridColumn, need_cell
from auditor.reporting.sheets import ReportSheet, Value
from auditor.sentences.askings import state_text, what_text
from auditor.sentences.evidence import place_text
from auditor.sentences.faults import severity, statement
from auditor.sentences.finding_counts import since
from auditor.sentences.responsibility import by_text, name_text, standing_text
from auditor.views.actions import ActionFilter, ActionLine
from auditor.views.askings import Asking
from auditor.views.findings import Finding
from auditor.views.journeys import Person
from auditor.views.people import told_apart
from auditor.views.responsibility import Charge

if TYPE_CHECKING:
    from auditor.workspace import Workspace

T = TypeVar("T")


class _Told(Generic[T]):
    """A column of a table: its title, its raw value and how that is shown."""

    def __init__(
        self,
        title: str,
        raw: Callable[[T], Value],
        shown: Callable[[T], str] | None = None,
        ink: Callable[[T], str] | None = None,
        *,
        right: bool = False,
        names: bool = False,
    ) -> None:
        """Show the raw value itself where nothing else is said."""
        self.title = title
        self.raw = raw
        self.shown = shown or (lambda one: "" if (value := raw(one)) is None else str(value))
        self.ink = ink or (lambda _one: "")
        self.right = right
        self.names = names


class PeopleTable(Generic[T]):
    """A table of a report, to be read or to be reckoned with."""

    def __init__(self, title: str, columns: Sequence[_Told[T]], rows: Sequence[T]) -> None:
        """Show `rows`."""
        self.title = title
        self.columns = columns
        self.rows = rows

    @property
    def grid(self) -> Grid:
        """The table in words."""
        return Grid(
            self.title,
            tuple(GridColumn(each.title, each.right, each.names) for each in self.columns),
            tuple(
                tuple(GridCell(each.shown(row), each.ink(row)) for each in self.columns) for row in self.rows
            ),
        )

    @property
    def sheet(self) -> ReportSheet:
        """The table as raw values."""
        return ReportSheet(
            shortened(self.title, _SHEET_NAME),
            [each.title for each in self.columns],
            [[each.raw(row) for each in self.columns] for row in self.rows],
            next((at for at, each in enumerate(self.columns) if each.names), 0),
        )


AnyPeopleTable: TypeAlias = (
    "PeopleTable[Finding] | PeopleTable[Charge] | PeopleTable[ActionLine] | PeopleTable[Asking]"
)

_SHEET_NAME = 31
"""So many characters may the name of a sheet have."""


class PeopleContents:
    """Everything that a report shows of some people of the team."""

    def __init__(self, workspace: Workspace, title: str, people: Sequence[Person], today: date) -> None:
        """Show what is of `people`, under `title`; dates are told late as on `today`."""
        self._workspace = workspace
        self._reads = workspace.reads
        self._numbers = {person.id for person in people}
        self.title = title
        self.people = tuple(people)
        self.today = today

    @classmethod
    def of_person(cls, workspace: Workspace, person: Person, today: date) -> PeopleContents:
        """Return what is shown of one person."""
        return cls(workspace, person.name, [person], today)

    @classmethod
    def of_unit(cls, workspace: Workspace, unit: str, today: date) -> PeopleContents:
        """Return what is shown of everybody in a part of the organisation, however its name is cased.

        Raises NotFoundError where nobody belongs to it.
        """
        team = workspace.reads.people.all()
        names = told_apart((person.id, person.name, person.role) for person in team)
        people = [person for person in team if folded(person.unit) == folded(unit)]
        if not people:
            known = sorted({person.unit for person in team if person.unit}, key=by_name)
            said = _("Nobody belongs to “{unit}”.").format(unit=shortened(unit, 60))
            listed = _("Known are: {units}.").format(units=", ".join(known)) if known else ""
            raise NotFoundError(" ".join(filter(None, (said, listed))))
        people.sort(key=lambda person: by_name(names[person.id]))
        return cls(workspace, people[0].unit, people, today)

    @property
    def is_of_several(self) -> bool:
        """Whether it has to be said who of them is meant."""
        return len(self.people) > 1

    @cached_property
    def charges(self) -> list[Charge]:
        """What they answer for, the greatest need first."""
        found = self._reads.responsibility.charges(self.today)
        return sorted(
            (one for one in found if one.responsible.person_id in self._numbers), key=lambda one: -one.need
        )

    @cached_property
    def actions(self) -> list[ActionLine]:
        """Their actions that are open or done, in order of priority."""
        owners = tuple(str(person.id) for person in self.people)
        wanted = ActionFilter((*OPEN_STATUSES, Status.DONE), owners=owners)
        return list(self._reads.actions.ranking(wanted).all())

    @cached_property
    def findings(self) -> list[Finding]:
        """The open findings where they answer, and those that their open actions mend, the worst first."""
        own = {one.id for one in self.actions if one.status in OPEN_STATUSES}
        points = {one.touchpoint_id for one in self.charges}
        journeys = dict.fromkeys(
            [*(one.journey_id for one in self.charges), *(one.journey_id for one in self.actions)]
        )
        found = (one for each in journeys for one in open_faults(self._reads.findings.of_journey(each)))
        return worst_first(
            one
            for one in found
            if one.touchpoint_id in points or any(each.action_id in own for each in one.mending)
        )

    @property
    def late(self) -> list[ActionLine]:
        """Their open actions that were due before today, the latest first."""
        found = [one for one in self.actions if self._is_late(one)]
        return sorted(found, key=lambda one: one.due or self.today)

    @property
    def open(self) -> list[ActionLine]:
        """The other open ones, in order of priority."""
        return [one for one in self.actions if one.status in OPEN_STATUSES and not self._is_late(one)]

    @property
    def waiting(self) -> list[ActionLine]:
        """What they have done and of which no effect is known yet."""
        return [one for one in self.actions if one.status is Status.DONE and not one.effect]

    def _is_late(self, one: ActionLine) -> bool:
        return one.status in OPEN_STATUSES and one.due is not None and one.due < self.today

    @cached_property
    def askings(self) -> list[Asking]:
        """The evidence they are to ask for again, and what is proposed where they answer for the place."""
        reads = self._reads.askings
        return [
            *(one for one in reads.open() if one.owner_id in self._numbers),
            *(one for one in reads.proposed() if self._answers(one)),
        ]

    def _answers(self, one: Asking) -> bool:
        if one.touchpoint_id is not None:
            return any(each.touchpoint_id == one.touchpoint_id for each in self.charges)
        wide = [each for each in self.charges if each.responsible.by is not Held.TOUCHPOINT]
        if one.stage_id is not None:
            return any(each.stage_id == one.stage_id for each in wide)
        return any(each.journey_id == one.journey_id and each.responsible.by is Held.JOURNEY for each in wide)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Who they are, and how it stands, as names and values."""
        several = self.is_of_several
        pairs = [
            (_("Role"), "" if several else self.people[0].role),
            (_("Part of the organisation"), self.people[0].unit),
            (_("People"), ", ".join(map(_called, self.people)) if several else ""),
            (_("Left"), "" if several else day(self.people[0].left)),
            (_("How it stands"), standing_text(standing_of(self.charges))),
        ]
        return [(name, value) for name, value in pairs if value]

    @property
    def figures(self) -> list[tuple[str, str]]:
        """The numbers that stand first, each with what it counts."""
        open_, late = len(self.open) + len(self.late), len(self.late)
        waiting, asking = len(self.waiting), len(self.askings)
        return [
            (number(len(self.charges)), _("touchpoints to answer for")),
            (number(len(self.findings)), _("open findings")),
            (number(open_), _("open actions")),
            (number(late), pgettext("actions", "late")),
            (number(waiting), _("to be proved")),
            (number(asking), _("to ask again")),
        ]

    @property
    def tables(self) -> list[AnyPeopleTable]:
        """What is wrong where they answer, what that is, what is late, else open, to be proved, and to be asked again."""
        return [
            PeopleTable(_("Findings"), self._finding_columns(), self.findings),
            PeopleTable(_("Responsible for"), self._charge_columns(), self.charges),
            PeopleTable(_("Late"), self._action_columns(), self.late),
            PeopleTable(_("Open actions"), self._action_columns(), self.open),
            PeopleTable(_("Done, waiting for proof"), self._action_columns(), self.waiting),
            PeopleTable(_("To be asked again"), self._asking_columns(), self.askings),
        ]

    def _finding_columns(self) -> list[_Told[Finding]]:
        return [
            _Told(_("Name"), lambda one: one.name),
            _Told(_("Finding"), statement, names=True),
            _Told(_("Journey"), lambda one: one.journey, ink=_dim),
            _Told(_("Touchpoint"), where, ink=_dim),
            _Told(
                _("Severity"),
                lambda one: one.severity,
                severity,
                lambda one: INKS.get(one.severity, ""),
            ),
            _Told(_("Open since"), lambda one: stand_of(one).since, lambda one: since(one, self.today)),
            _Told(
                _("Action no."),
                lambda one: ", ".join(str(each.action_id) for each in live(one)),
                lambda one: ", ".join(str(each.action_id) for each in live(one)) or _("none yet"),
            ),
        ]

    def _charge_columns(self) -> list[_Told[Charge]]:
        who: list[_Told[Charge]] = [_Told(_("Responsible"), lambda one: name_text(one.responsible))]
        return [
            _Told(_("No."), lambda one: one.touchpoint_id, right=True),
            _Told(_("Journey"), lambda one: one.journey, ink=_dim),
            _Told(_("Stage"), lambda one: one.stage, ink=_dim),
            _Told(_("Touchpoint"), lambda one: one.touchpoint, names=True),
            *(who if self.is_of_several else []),
            _Told(_("By"), lambda one: by_text(one.responsible.by), ink=_dim),
            _Told(
                _("Need"),
                lambda one: one.known_need,
                lambda one: need_cell(one.known_need).text,
                lambda one: need_cell(one.known_need).ink,
                right=True,
            ),
            _Told(_("To do"), lambda one: one.open, lambda one: str(one.open or ""), right=True),
            _Told(
                _("Late"),
                lambda one: one.late,
                lambda one: str(one.late or ""),
                lambda one: "bad" if one.late else "",
                right=True,
            ),
            _Told(_("To be proved"), lambda one: one.waiting, lambda one: str(one.waiting or ""), right=True),
        ]

    def _action_columns(self) -> list[_Told[ActionLine]]:
        who: list[_Told[ActionLine]] = [_Told(_("Owner"), lambda one: one.owner)]
        return [
            _Told(_("No."), lambda one: one.id, right=True),
            _Told(_("Action"), lambda one: one.title, names=True),
            _Told(_("Journey"), lambda one: one.journey, ink=_dim),
            _Told(_("Touchpoint"), lambda one: one.touchpoint, ink=_dim),
            *(who if self.is_of_several else []),
            _Told(_("Quadrant"), lambda one: labels.word(one.quadrant), ink=lambda one: str(one.quadrant)),
            _Told(_("Status"), lambda one: labels.word(one.status)),
            _Told(
                _("Due"),
                lambda one: one.due,
                self._due,
                lambda one: "bad" if self._is_late(one) else "",
            ),
        ]

    def _due(self, one: ActionLine) -> str:
        if one.due is None:
            return ""
        return f"{day(one.due)}, {due_words(one.due, self.today)}" if self._is_late(one) else day(one.due)

    def _asking_columns(self) -> list[_Told[Asking]]:
        trusts = self._workspace.rules.weighing.trusts

        def left(one: Asking) -> float:
            return freshness(trusts[one.kind], (self.today - one.collected).days)

        return [
            _Told(_("No."), lambda one: one.evidence_id, right=True),
            _Told(_("Evidence"), what_text, names=True),
            _Told(_("Journey"), lambda one: one.journey, ink=_dim),
            _Told(_("Of"), place_text, ink=_dim),
            _Told(_("Collected"), lambda one: one.collected, lambda one: day(one.collected)),
            _Told(_("Weight left"), left, lambda one: percent(left(one)), right=True),
            _Told(
                _("State"),
                lambda one: state_text(one, self.today),
                ink=lambda one: "bad" if one.is_late(self.today) else "",
            ),
        ]


def _called(person: Person) -> str:
    return person.name if person.left is None else _("{name} (has left)").format(name=person.name)


def _dim(_one: object) -> str:
    return "dim"
