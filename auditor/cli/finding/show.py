"""`auditor finding show`: a finding whole, found again by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.cli.columns.findings import (
    listed,
    mending_columns,
    picture_columns,
    remedy_text,
    severity_text,
    sighting_table,
)
from auditor.cli.columns.sources import source_table
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_finding
from auditor.cli.frame.options import format_option, journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table, facts
from auditor.sentences import faults
from auditor.sentences.finding_counts import since
from auditor.sentences.finding_states import state, touchpoints

if TYPE_CHECKING:
    from datetime import date

    from auditor.views.findings import Finding
    from auditor.workspace import Workspace


@click.command(
    help=_("Show a finding. FINDING is its name, such as CHK-12, or its number: also once it is gone.")
)
@click.argument("finding")
@journey_option
@format_option
@with_workspace
def show(workspace: Workspace, finding: str, journey: str | None, form: str) -> None:
    """Show a finding."""
    found = a_finding(workspace, finding, journey)
    main = listed([found])
    parts: list[Table[Any]] = [
        facts(_facts(found, workspace.today)),
        source_table(found.check, found.country),
        sighting_table(found),
        Table(picture_columns(), found.pictures),
        Table(mending_columns(), found.mending),
    ]
    output.whole(main.records()[0], parts, main, form)


def _facts(found: Finding, today: date) -> list[tuple[str, str]]:
    check = found.check
    return [
        (_("Finding"), f"{found.name} {faults.statement(found)}"),
        (_("State"), state(found)),
        (_("Since"), since(found, today)),
        (_("Severity"), severity_text(found)),
        (_("Whom it hits"), found.whom),
        (_("Quick win"), _("yes") if found.quick_win else ""),
        (_("Journey"), found.journey),
        (_("Touchpoint"), touchpoints(found)),
        (_("On the page"), found.place),
        (_("Item"), found.item),
        (_("Web address"), faults.address(found)),
        (_("Check"), f"{check.checklist}/{check.key}" if check else ""),
        (_("Question"), in_language(check.text) if check else ""),
        (_("Answer"), labels.word(found.verdict) if found.verdict else ""),
        (_("How to look"), in_language(check.look) if check else ""),
        (_("Duty"), _("yes") if faults.is_duty(found) else ""),
        (_("Remedy"), remedy_text(found)),
        (_("Note"), found.note),
        (_("Found by"), ", ".join(found.authors)),
    ]
