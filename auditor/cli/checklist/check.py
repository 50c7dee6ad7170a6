"""`auditor checklist check`: look whether files of one's own are good, and which sources are to be looked up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from auditor.analysis.duties import to_look_up
from auditor.base import labels
from auditor.base.i18n import _, ngettext
from auditor.cli.columns.sources import looked_up
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import Session, with_session
from auditor.cli.frame.tables import Column, Table
from auditor.library.checklists import Library, examine
from auditor.sentences.sources import cited
from auditor.views.checks import Check, Checklist, Source


@click.command(
    help=_(
        "Check files of your own. Every problem is told with file, line, key and reason. With --sources, list what "
        "their checks rest on that was looked up more than two years ago, or never; without a file, of all checklists."
    )
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--sources", is_flag=True, help=_("List the sources that are to be looked up again."))
@format_option
@with_session
@click.pass_context
def check(ctx: click.Context, session: Session, files: tuple[str, ...], sources: bool, form: str) -> None:
    """Check files, or their sources."""
    if not files and not sources:
        raise click.UsageError(_("Name a file, or ask for --sources of all checklists."))
    found = _examined(files, told=not sources) if files else Library(session.config.checklists).all
    if sources:
        _list_sources([one for one in found if one is not None], form)
    ctx.exit(output.REFUSED if None in found else output.DONE)


def _examined(files: Sequence[str], told: bool) -> Sequence[Checklist | None]:
    """Return the checklists in files, None for one that is not good; what is wrong is told, and with `told` what is good."""
    examined: list[Checklist | None] = []
    for file in files:
        found, problems = examine(Path(file))
        examined.append(found)
        if found is None:
            output.say("\n".join(map(str, problems)))
        elif told:
            _tell_good(file, found)
    return examined


def _tell_good(file: str, found: Checklist) -> None:
    good = ngettext(
        "{file}: good, {count} check ({languages})",
        "{file}: good, {count} checks ({languages})",
        len(found.checks),
    )
    output.show(good.format(file=file, count=len(found.checks), languages=", ".join(found.languages)))
    if silent := sum(not one.fault for one in found.checks):
        output.say(_silent(silent))


def _silent(count: int) -> str:
    return ngettext(
        "{count} check does not say what is wrong when it is not met: give it a “fault”.",
        "{count} checks do not say what is wrong when they are not met: give them a “fault”.",
        count,
    ).format(count=count)


def _list_sources(found: Sequence[Checklist], form: str) -> None:
    checks = {one.named: one for checklist in found for one in checklist.checks}
    rows = list(to_look_up(checks.values(), date.today()))
    columns: list[Column[tuple[Check, Source]]] = [
        Column("checklist", lambda row: row[0].checklist),
        Column("check", lambda row: row[0].key),
        Column("name", lambda row: "/".join(row[0].named), _("Check")),
        Column("kind", lambda row: row[1].kind, _("Kind"), lambda row: labels.word(row[1].kind), minor=2),
        Column("source", lambda row: cited(row[1]), _("Source"), least=24),
        Column(
            "checked",
            lambda row: row[1].checked,
            _("Looked up"),
            lambda row: looked_up(row[1]),
        ),
        Column("address", lambda row: row[1].address or None, _("Address"), minor=1),
    ]
    output.rows(Table(columns, rows), form, _("Every source was looked up within the last two years."))
