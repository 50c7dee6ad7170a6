"""`auditor checklist check`: look whether files of one's own are good, and which sources are to be looked up again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.analysis.duties import to_look_up
from auditor.base import labels
from auditor.base.i18n import _, ngettext
from auditor.base.vocabulary import FileKind
from auditor.cli.columns.sharing import tell_differing, tell_differing_files, tell_left_out
from auditor.cli.columns.sources import looked_up
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import Session, with_session
from auditor.cli.frame.tables import Column, Table
from auditor.library.checklists import Library, examine
from auditor.sentences.library import origin_text
from auditor.sentences.sources import cited
from auditor.views.checks import Check, Checklist, Named, Source

if TYPE_CHECKING:
    from auditor.workspace import Workspace


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
    workspace = session.workspace
    found = _examined(files, workspace.library, told=not sources) if files else _all(workspace)
    if files:
        tell_differing_files(workspace, FileKind.CHECKLIST, map(Path, files))
    else:
        tell_differing(workspace, FileKind.CHECKLIST)
    if sources:
        _list_sources([one for one in found if one is not None], workspace.library, form)
    ctx.exit(output.REFUSED if None in found else output.DONE)


def _all(workspace: Workspace) -> list[Checklist]:
    """Return all checklists at hand, and the user's own in whose place the database keeps others."""
    tell_left_out(workspace.library.problems)
    others = (examine(one.path, one.text, workspace.library)[0] for one in workspace.library.differing)
    return [*workspace.library.all, *(one for one in others if one is not None)]


def _examined(files: Sequence[str], library: Library, told: bool) -> Sequence[Checklist | None]:
    """Return the checklists in files, None for one that is not good; what is wrong is told, and with `told` what is good."""
    examined: list[Checklist | None] = []
    for file in files:
        found, problems = examine(Path(file), library=library)
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


class _ToLookUp(Struct, frozen=True):
    """A source that is to be looked up, the check that rests on it, and the checklist that has the check."""

    check: Check
    source: Source
    of: Checklist


def _to_look_up(found: Sequence[Checklist], library: Library) -> Iterator[_ToLookUp]:
    """Yield what is to be looked up, of each check once for each file that has it."""
    seen: set[tuple[Named, str]] = set()
    for checklist in found:
        for check in checklist.checks:
            of = checklist
            if check.checklist != checklist.key:
                of = next(iter(library.known([check.checklist])), checklist)
            if (check.named, of.source) not in seen:
                seen.add((check.named, of.source))
                for _check, source in to_look_up([check], date.today()):
                    yield _ToLookUp(check, source, of)


def _list_sources(found: Sequence[Checklist], library: Library, form: str) -> None:
    columns: list[Column[_ToLookUp]] = [
        Column("checklist", lambda row: row.check.checklist),
        Column("check", lambda row: row.check.key),
        Column("name", lambda row: "/".join(row.check.named), _("Check")),
        Column(
            "own",
            lambda row: row.of.own,
            _("From"),
            lambda row: origin_text(own=row.of.own, kept=row.of.kept),
            minor=3,
        ),
        Column("kept", lambda row: row.of.kept),
        Column(
            "kind", lambda row: row.source.kind, _("Kind"), lambda row: labels.word(row.source.kind), minor=2
        ),
        Column("source", lambda row: cited(row.source), _("Source"), least=24),
        Column("checked", lambda row: row.source.checked, _("Looked up"), lambda row: looked_up(row.source)),
        Column("address", lambda row: row.source.address or None, _("Address"), minor=1),
    ]
    rows = list(_to_look_up(found, library))
    output.rows(Table(columns, rows), form, _("Every source was looked up within the last two years."))
