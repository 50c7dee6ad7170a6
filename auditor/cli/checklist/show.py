"""`auditor checklist show`: a checklist and its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts

if TYPE_CHECKING:
    from auditor.views.checks import Check, Checklist
    from auditor.workspace import Workspace


@click.command(help=_("Show a checklist. JSON has all its texts in all languages."))
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
