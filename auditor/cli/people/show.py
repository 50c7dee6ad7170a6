"""`auditor people show`: what somebody answers for and has to do, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.analysis.responsibility import standing_of
from auditor.base.i18n import _, day
from auditor.base.vocabulary import Status
from auditor.cli.columns.actions import ranked
from auditor.cli.columns.askings import asking_columns
from auditor.cli.columns.responsibility import charge_columns
from auditor.cli.frame import output
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import a_person
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table, facts
from auditor.sentences.responsibility import standing_text
from auditor.views.actions import ActionFilter

if TYPE_CHECKING:
    from auditor.views.journeys import Person
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Show what somebody is responsible for and has to do. Of each touchpoint the need, the open actions and the late "
        "ones; then their own actions, what waits for proof, and what they are to ask again."
    )
)
@click.argument("person", shell_complete=owner_names)
@format_option
@with_workspace
def show(workspace: Workspace, person: str, form: str) -> None:
    """Show a person."""
    found = a_person(workspace, person)
    today, reads = workspace.today, workspace.reads
    charges = [one for one in reads.responsibility.charges(today) if one.responsible.person_id == found.id]
    ranking = reads.actions.ranking(ActionFilter(owners=(str(found.id),)))
    waiting = reads.actions.ranking(ActionFilter((Status.DONE,), owners=(str(found.id),), waiting=True))
    askings = [one for one in reads.askings.open() if one.owner_id == found.id]
    answers_for = Table(charge_columns(), charges)
    actions = ranked(ranking.all(), ranking.scoring.method)
    to_prove = ranked(waiting.all(), waiting.scoring.method)
    to_ask = Table(asking_columns(workspace.rules.weighing, reads.askings.today), askings)
    standing = standing_of(charges)
    record = {
        "id": found.id,
        "name": found.name,
        "role": found.role,
        "unit": found.unit,
        "left": found.left,
        "greatest_need": None if standing.need is None else round(standing.need, 4),
        "responsible_for": answers_for.records(),
        "actions": actions.records(),
        "waiting": to_prove.records(),
        "to_ask_again": to_ask.records(),
    }
    about = facts(_facts(found, standing_text(standing)))
    output.whole(record, [about, answers_for, actions, to_prove, to_ask], answers_for, form)


def _facts(person: Person, standing: str) -> list[tuple[str, str]]:
    return [
        (_("Name"), f"{person.id} {person.name}"),
        (_("Role"), person.role),
        (_("Part of the organisation"), person.unit),
        (_("Left"), day(person.left)),
        (_("How it stands"), standing),
    ]
