"""`auditor today`: what wants somebody's eye, in a table, in a line for a shell prompt, or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.analysis.finding_counts import counted, open_faults
from auditor.base import labels
from auditor.base.i18n import _, day, ngettext
from auditor.base.vocabulary import Status
from auditor.cli.columns.todays import KINDS, TodayItem, load_of, todays
from auditor.cli.frame import output
from auditor.cli.frame.clients import WhichJourneys
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import a_person, findings_of
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.frame.typed import takes
from auditor.sentences.finding_counts import by_severity
from auditor.views.people import PersonLoad

if TYPE_CHECKING:
    from auditor.views.people import PersonLoad
    from auditor.workspace import Workspace


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
@takes("which", WhichJourneys)
@format_option
@with_workspace
def today(
    workspace: Workspace, who: str | None, everybody: bool, short: bool, which: WhichJourneys, form: str
) -> None:
    """Show what wants somebody's eye."""
    number = None if everybody else _number(workspace, who)
    journeys = which.numbers(workspace)
    load = load_of(workspace, number, journeys)
    reviews = [
        one
        for one in workspace.reads.follow.due_reviews(workspace.today)
        if journeys is None or one.journey_id in journeys
    ]
    if short:
        if line := _short(load, len(reviews)):
            output.show(line)
        return
    items = todays(workspace, load, reviews, which)
    output.rows(Table(_columns(), items), form, _("Nothing wants your eye today."))
    if form in ("json", "csv") or not which.is_any():
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


def _columns() -> list[Column[TodayItem]]:
    return [
        Column("kind", lambda item: item.kind, _("What"), lambda item: _(KINDS[item.kind])),
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
