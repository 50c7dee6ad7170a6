"""`auditor checklist`: list and show checklists, and check files of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.i18n import _, in_language, ngettext
from auditor.cli.frame import output
from auditor.cli.frame.options import Noun, format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts

if TYPE_CHECKING:
    from auditor.views.checks import Check, Checklist
    from auditor.workspace import Workspace


@click.group(
    cls=Noun,
    help=_(
        "List and show checklists, and check files of your own. "
        "Files in the folder “checklists” beside your settings are used like the program’s."
    ),
)
def checklist() -> None:
    """Group of the checklist commands."""


@checklist.command(
    "list", help=_("List the checklists at hand. Says which files of your own were left out, and why.")
)
@format_option
@with_workspace
def list_checklists(workspace: Workspace, form: str) -> None:
    """List checklists."""
    columns: list[Column[Checklist]] = [
        Column("key", lambda one: one.key, _("Key")),
        Column("title", lambda one: in_language(one.title), _("Title")),
        Column("about", lambda one: in_language(one.about)),
        Column("checks", lambda one: len(one.checks), _("Checks"), right=True),
        Column(
            "languages", lambda one: list(one.languages), _("Languages"), lambda one: ", ".join(one.languages)
        ),
        Column("own", lambda one: one.own, _("From"), _origin),
        Column("source", lambda one: one.source),
    ]
    output.rows(Table(columns, workspace.library.all), form)
    for problem in workspace.library.problems:
        output.say(_("Left out: {problem}").format(problem=problem))


def _origin(one: Checklist) -> str:
    return _("your own") if one.own else "Auditor"


@checklist.command(help=_("Show a checklist. JSON has all its texts in all languages."))
@click.argument("key")
@format_option
@with_workspace
def show(workspace: Workspace, key: str, form: str) -> None:
    """Show a checklist."""
    found = workspace.library.get(key)
    about = [
        (_("Checklist"), in_language(found.title)),
        (_("About"), in_language(found.about)),
        (_("File"), found.source),
    ]
    checks = Table(_check_columns(), found.checks)
    output.whole(_record(found), [facts(about), checks], checks, form)


def _check_columns() -> list[Column[Check]]:
    return [
        Column("key", lambda check: check.key, _("Key")),
        Column("text", lambda check: in_language(check.text), _("Check"), least=24),
        Column("why", lambda check: in_language(check.why)),
        Column("look", lambda check: in_language(check.look)),
        Column(
            "severity",
            lambda check: check.severity,
            _("Severity"),
            lambda check: f"{check.severity} {labels.severity(check.severity)}",
        ),
        Column("standard", lambda check: check.standard, _("Standard"), minor=3),
        Column("remedy", lambda check: in_language(check.remedy), _("Remedy"), least=20, minor=1),
        Column("remedy_effort", lambda check: check.remedy_effort, _("Effort"), right=True, minor=2),
        Column("remedy_impact", lambda check: check.remedy_impact, _("Impact"), right=True, minor=2),
    ]


def _record(found: Checklist) -> dict[str, object]:
    return {
        "key": found.key,
        "title": dict(found.title),
        "about": dict(found.about),
        "languages": list(found.languages),
        "own": found.own,
        "source": found.source,
        "checks": [
            {
                "key": check.key,
                "severity": check.severity,
                "remedy_effort": check.remedy_effort,
                "remedy_impact": check.remedy_impact,
                "standard": check.standard,
                "text": dict(check.text),
                "why": dict(check.why),
                "look": dict(check.look),
                "remedy": dict(check.remedy),
            }
            for check in found.checks
        ],
    }


@checklist.command(help=_("Check files of your own. Every problem is told with file, line, key and reason."))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Check files."""
    from auditor.library.checklists import examine

    bad = False
    for file in files:
        found, problems = examine(Path(file))
        if found is None:
            bad = True
            output.say("\n".join(map(str, problems)))
        else:
            good = ngettext(
                "{file}: good, {count} check ({languages})",
                "{file}: good, {count} checks ({languages})",
                len(found.checks),
            )
            output.show(good.format(file=file, count=len(found.checks), languages=", ".join(found.languages)))
    ctx.exit(output.REFUSED if bad else output.DONE)
