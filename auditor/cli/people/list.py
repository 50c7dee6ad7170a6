"""`auditor people list`, and `auditor people`: the team, what everybody has to do and answers for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from auditor.analysis.responsibility import standing_of
from auditor.base.i18n import _, day, ngettext, number
from auditor.cli.frame import output
from auditor.cli.frame.clients import WhichJourneys
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from auditor.views.people import PersonLoad
    from auditor.views.responsibility import Charge, Standing
    from auditor.workspace import Workspace


@click.command(
    "list",
    help=_(
        "List the team with what everybody has to do. It is everybody who has audited or has had an action; "
        "the last line is what nobody has. What they are responsible for stands with the greatest need there."
    ),
)
@takes("which", WhichJourneys)
@format_option
@with_workspace
def list_people(workspace: Workspace, which: WhichJourneys, form: str) -> None:
    """List the team."""
    journeys = which.numbers(workspace)
    loads = workspace.reads.people.loads(workspace.today, journeys)
    charges: defaultdict[int | None, list[Charge]] = defaultdict(list)
    for charge in workspace.reads.responsibility.charges(workspace.today):
        if journeys is None or charge.journey_id in journeys:
            charges[charge.responsible.person_id].append(charge)
    if charges.keys() == {None}:
        # Where nobody is named at all, it says nothing that nobody answers for all of it.
        charges.clear()
    stands = {load.id: standing_of(charges[load.id]) for load in loads}
    last = loads[-1]
    unseen = not (last.open or last.waiting or last.askings or charges[None])
    shown = loads[:-1] if unseen else loads
    hint = _("Nobody yet: people are added by their name in audits and actions.")
    output.rows(Table(_columns(stands), shown), form, hint)


def _columns(stands: Mapping[int | None, Standing]) -> list[Column[PersonLoad]]:
    return [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("name", lambda one: one.name or None, _("Name"), _shown),
        Column("role", lambda one: one.role, _("Role"), minor=2),
        Column("unit", lambda one: one.unit, _("Part of the organisation"), minor=5),
        Column("open", lambda one: one.open, _("Open"), right=True),
        Column("in_progress", lambda one: one.in_progress, _("In progress"), right=True, minor=1),
        Column("days", lambda one: one.days, _("Person-days"), _days, right=True),
        Column("late", lambda one: one.late, _("Late"), right=True),
        Column("due_this_week", lambda one: one.week, _("Due this week"), right=True),
        Column(
            "left",
            lambda one: one.left,
            _("Left"),
            lambda one: day(one.left) if one.left else "",
            minor=1,
        ),
        Column("waiting", lambda one: one.waiting, _("To be proved"), right=True, minor=3),
        Column("to_ask_again", lambda one: one.askings, _("To ask again"), right=True, minor=4),
        Column("late_to_ask_again", lambda one: one.late_askings),
        Column(
            "responsible_for",
            lambda one: stands[one.id].touchpoints,
            _("Responsible for") if any(one.touchpoints for one in stands.values()) else "",
            lambda one: _for(stands[one.id]),
            minor=2,
        ),
        Column("greatest_need", lambda one: _rounded(stands[one.id].need)),
        Column("open_there", lambda one: stands[one.id].open),
        Column("late_there", lambda one: stands[one.id].late),
    ]


def _shown(one: PersonLoad) -> str:
    if one.left is not None:
        return _("{name} (has left)").format(name=one.name)
    return one.name or _("(nobody)")


def _for(one: Standing) -> str:
    if not one.touchpoints:
        return ""
    said = ngettext("{n} touchpoint", "{n} touchpoints", one.touchpoints).format(n=one.touchpoints)
    if one.need is not None:
        said = _("{touchpoints}, need up to {need}").format(touchpoints=said, need=number(one.need, 2))
    to_do = ngettext("{n} to do", "{n} to do", one.open).format(n=one.open) if one.open else ""
    late = ngettext("{n} late", "{n} late", one.late).format(n=one.late) if one.late else ""
    return ", ".join(filter(None, (said, to_do, late)))


def _rounded(need: float | None) -> float | None:
    return None if need is None else round(need, 4)


def _days(one: PersonLoad) -> str:
    return number(one.days, 1).removesuffix(",0").removesuffix(".0")
