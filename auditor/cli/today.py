"""`auditor today`: what wants somebody's eye, in a table, in a line for a shell prompt, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.analysis.finding_counts import counted, open_faults
from auditor.base import labels
from auditor.base.i18n import N_, _, day, ngettext
from auditor.base.vocabulary import Sort, Status
from auditor.cli.frame import output
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import a_person, findings_of
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.input.days import due_words, week_end
from auditor.sentences.askings import title_text
from auditor.sentences.finding_counts import by_severity
from auditor.views.actions import ActionFilter
from auditor.views.people import PersonLoad

if TYPE_CHECKING:
    from datetime import date

    from auditor.views.actions import ActionFilter, ActionLine
    from auditor.views.follow import Review
    from auditor.views.people import PersonLoad
    from auditor.workspace import Workspace


_MOST = 10
"""So many of what is neither late nor due soon are shown."""

_KINDS = {
    "late": N_("late"),
    "week": N_("this week"),
    "mine": N_("yours"),
    "proof": N_("to be proved"),
    "review": N_("to be audited"),
}


class TodayItem(Struct, frozen=True):
    """Something that wants somebody's eye: an action, evidence to ask for again, or a journey due for review."""

    kind: str
    id: int
    title: str
    journey: str
    status: str
    owner: str
    due: date | None
    off: str
    """How far off the due date is, in words."""
    of: str = "action"
    """What the number is of: an action, a piece of evidence or a journey."""


@click.command(
    help=_(
        "Show what wants your eye today. What is yours and late, due this week or next in line, evidence to ask for "
        "again, what is done and waits for proof, and journeys that are due for an audit. Fit for cron; with --short "
        "for a shell prompt."
    )
)
@click.option("--who", metavar="NAME", shell_complete=owner_names, help=_("Of somebody else."))
@click.option("--everybody", is_flag=True, help=_("Of the whole team, and what nobody has."))
@click.option(
    "--short", is_flag=True, help=_("One line with the numbers, and nothing where there is nothing.")
)
@format_option
@with_workspace
def today(workspace: Workspace, who: str | None, everybody: bool, short: bool, form: str) -> None:
    """Show what wants somebody's eye."""
    number = None if everybody else _number(workspace, who)
    load = _load(workspace, number)
    reviews = workspace.reads.follow.due_reviews(workspace.today)
    if short:
        if line := _short(load, len(reviews)):
            output.show(line)
        return
    found = [*_items(workspace, load), *_askings(workspace, load)]
    # What is late stands together, whatever it is; the order within stays.
    found.sort(key=lambda item: list(_KINDS).index(item.kind))
    items = [*found, *(_review(one, workspace.today) for one in reviews)]
    output.rows(Table(_columns(), items), form, _("Nothing wants your eye today."))
    if form in ("json", "csv"):
        return
    if said := by_severity(counted(open_faults(findings_of(workspace)))):
        output.say(_("Open findings: {counts} (auditor finding list)").format(counts=said))
    if aged := workspace.reads.evidence.aged():
        output.say(_aged(aged))
        if workspace.reads.askings.proposed():
            output.say(
                _("“auditor evidence ask-again” lists what to ask for again, and hands it to somebody.")
            )


def _aged(count: int) -> str:
    said = ngettext(
        "{n} piece of evidence wants collecting anew: auditor evidence list --aged",
        "{n} pieces of evidence want collecting anew: auditor evidence list --aged",
        count,
    )
    return said.format(n=count)


def _number(workspace: Workspace, who: str | None) -> int:
    return workspace.person if who is None else a_person(workspace, who).id


def _load(workspace: Workspace, number: int | None) -> PersonLoad | None:
    """Return what somebody has to do, or everybody together; None for a number that nobody has."""
    loads = workspace.reads.people.loads(workspace.today)
    if number is not None:
        return next((one for one in loads if one.id == number), None)
    return PersonLoad(
        None,
        "",
        "",
        sum(one.open for one in loads),
        sum(one.in_progress for one in loads),
        sum(one.days for one in loads),
        sum(one.late for one in loads),
        sum(one.week for one in loads),
        sum(one.waiting for one in loads),
        askings=sum(one.askings for one in loads),
        late_askings=sum(one.late_askings for one in loads),
    )


def _items(workspace: Workspace, load: PersonLoad | None) -> Iterator[TodayItem]:
    if load is None:
        return
    owners = () if load.id is None else (str(load.id),)
    by_due = Sort.DUE
    yield from _of(workspace, "late", ActionFilter(owners=owners, late=True, sort=by_due), load.late)
    yield from _of(workspace, "week", ActionFilter(owners=owners, due_week=True, sort=by_due), load.week)
    if load.id is not None:
        accepted = (Status.PLANNED, Status.IN_PROGRESS)
        rest = ActionFilter(accepted, owners=owners, due_from=_after_week(workspace.today), sort=by_due)
        yield from _of(workspace, "mine", rest, _MOST)
        yield from _of(workspace, "mine", ActionFilter(accepted, owners=owners, undated=True), _MOST)
    yield from _of(workspace, "proof", ActionFilter(owners=owners, waiting=True), load.waiting)


def _askings(workspace: Workspace, load: PersonLoad | None) -> Iterator[TodayItem]:
    """Yield the evidence to be asked for again: what is late, due this week, and, of somebody, the first of the rest."""
    if load is None or not load.askings:
        return
    today, rest = workspace.today, 0
    for one in workspace.reads.askings.open():
        if load.id is not None and one.owner_id != load.id:
            continue
        kind = "late" if one.is_late(today) else "week" if one.due and one.due <= week_end(today) else "mine"
        rest += kind == "mine"
        if kind != "mine" or (load.id is not None and rest <= _MOST):
            off = due_words(one.due, today) if one.due else ""
            title = title_text(one)
            yield TodayItem(
                kind, one.evidence_id, title, one.journey, "", one.owner, one.due, off, "evidence"
            )


def _of(workspace: Workspace, kind: str, wanted: ActionFilter, most: int) -> Iterator[TodayItem]:
    if most:
        for line in workspace.reads.actions.ranking(wanted).page(0, most):
            yield _item(kind, line, workspace.today)


def _after_week(today: date) -> date:
    return week_end(today) + timedelta(1)


def _item(kind: str, line: ActionLine, today: date) -> TodayItem:
    off = due_words(line.due, today) if line.due and kind != "proof" else ""
    return TodayItem(kind, line.id, line.title, line.journey, line.status, line.owner, line.due, off)


def _review(one: Review, today: date) -> TodayItem:
    off = due_words(one.due, today) if one.due else _("never audited")
    return TodayItem("review", one.journey_id, one.journey, one.journey, "", "", one.due, off, "journey")


def _columns() -> list[Column[TodayItem]]:
    return [
        Column("kind", lambda item: item.kind, _("What"), lambda item: _(_KINDS[item.kind])),
        Column("of", lambda item: item.of),
        Column("id", lambda item: item.id, _("No."), right=True),
        Column("title", lambda item: item.title, _("Action or journey"), least=24),
        Column("journey", lambda item: item.journey),
        Column("status", lambda item: item.status or None, _("Status"), _status, minor=2),
        Column("owner", lambda item: item.owner or None, _("Owner"), minor=1),
        Column("due", lambda item: item.due, _("Due"), _due),
        Column("off", lambda item: item.off or None),
    ]


def _due(item: TodayItem) -> str:
    return " · ".join(filter(None, (day(item.due), item.off)))


def _status(item: TodayItem) -> str:
    return labels.word(Status(item.status)) if item.status else ""


def _short(load: PersonLoad | None, reviews: int) -> str:
    """Return the numbers that are not nought in one line."""
    counts = (load.late, load.week, load.open, load.waiting, load.askings) if load else (0, 0, 0, 0, 0)
    late, week, still, waiting, askings = counts
    said = (
        (late, ngettext("{n} late", "{n} late", late).format(n=late)),
        (week, _("{n} this week").format(n=week)),
        (still, ngettext("{n} open", "{n} open", still).format(n=still)),
        (waiting, _("{n} to prove").format(n=waiting)),
        (askings, _("{n} to ask again").format(n=askings)),
        (reviews, _("{n} to audit").format(n=reviews)),
    )
    return " · ".join(words for count, words in said if count)
