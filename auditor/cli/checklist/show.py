"""`auditor checklist show`: a checklist and its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import click

from auditor.base import labels
from auditor.base.i18n import N_, _, in_language
from auditor.cli.columns.sharing import tell_differing_among
from auditor.cli.columns.sources import cited_records
from auditor.cli.columns.touchpoints import yes
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences.sources import nearest_line
from auditor.views.checks import Errand, Gate, Sample

if TYPE_CHECKING:
    from auditor.views.checks import Check, Checklist
    from auditor.workspace import Workspace

Asking: TypeAlias = Gate | Errand | Sample

KINDS = {"gate": N_("gate"), "errand": N_("errand"), "sample": N_("sample")}
"""What checks can name, and what each is called."""


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
    asking = Table(_asking_columns(), _asking(found))
    output.whole(_record(found), [facts(about), checks, asking], checks, form)
    tell_differing_among(workspace, [found.key])


def _asking(found: Checklist) -> list[Asking]:
    """Return the gates, errands and samples that its checks name, each once."""
    named = [one for check in found.checks for one in (check.gate, check.errand, check.sample) if one]
    return list({(type(one), one.key): one for one in named}.values())


def _asking_columns() -> list[Column[Asking]]:
    return [
        Column("kind", _kind, shown=lambda one: _(KINDS[_kind(one)]), title=_("Kind")),
        Column("key", lambda one: one.key, _("Key")),
        Column("text", lambda one: in_language(one.text), _("Question"), least=24),
        Column(
            "prepare",
            lambda one: in_language(one.prepare) if isinstance(one, Errand) else "",
            _("Have at hand"),
            least=24,
            minor=1,
        ),
    ]


def _kind(one: Asking) -> str:
    return type(one).__name__.lower()


def _check_columns() -> list[Column[Check]]:
    return [
        Column("key", lambda check: check.key, _("Key")),
        Column("text", lambda check: in_language(check.text), _("Check"), least=24),
        Column("fault", _fault, _("Fault"), least=24, minor=6),
        Column("partly", _partly),
        Column("why", lambda check: in_language(check.why)),
        Column("look", lambda check: in_language(check.look)),
        Column(
            "severity",
            lambda check: check.severity,
            _("Severity"),
            lambda check: f"{check.severity} {labels.severity(check.severity)}",
        ),
        Column(
            "depth", lambda check: check.depth, _("Depth"), lambda check: labels.word(check.depth), minor=3
        ),
        Column(
            "shared", lambda check: check.shared, _("Once a site"), lambda check: yes(check.shared), minor=4
        ),
        Column("gate", lambda check: _key(check.gate), _("Gate"), minor=4),
        Column("errand", lambda check: _key(check.errand), _("Errand"), minor=4),
        Column("sample", lambda check: _key(check.sample), _("Sample"), minor=5),
        Column("duty", lambda check: check.duty, _("Duty"), lambda check: yes(check.duty), minor=3),
        Column("sources", cited_records, _("Source"), lambda check: nearest_line(check, None), minor=2),
        Column("remedy", lambda check: in_language(check.remedy), _("Remedy"), least=20, minor=1),
        Column("remedy_effort", lambda check: check.remedy_effort, _("Effort"), right=True, minor=2),
        Column("remedy_impact", lambda check: check.remedy_impact, _("Impact"), right=True, minor=2),
    ]


def _fault(check: Check) -> str:
    return in_language(check.fault) if check.fault else ""


def _partly(check: Check) -> str:
    return in_language(check.partly) if check.partly else ""


def _key(one: Asking | None) -> str | None:
    return None if one is None else one.key


def _record(found: Checklist) -> dict[str, object]:
    return {
        "key": found.key,
        "title": dict(found.title),
        "about": dict(found.about),
        "languages": list(found.languages),
        "own": found.own,
        "kept": found.kept,
        "source": found.source,
        **{
            f"{kind}s": [_asking_record(one) for one in _asking(found) if _kind(one) == kind]
            for kind in KINDS
        },
        "checks": [
            {
                "key": check.key,
                "severity": check.severity,
                "remedy_effort": check.remedy_effort,
                "remedy_impact": check.remedy_impact,
                "checklist": check.checklist,
                "duty": check.duty,
                "sources": cited_records(check),
                "depth": check.depth,
                "shared": check.shared,
                "gate": _key(check.gate),
                "errand": _key(check.errand),
                "sample": _key(check.sample),
                "text": dict(check.text),
                "fault": dict(check.fault),
                "partly": dict(check.partly),
                "why": dict(check.why),
                "look": dict(check.look),
                "remedy": dict(check.remedy),
            }
            for check in found.checks
        ],
    }


def _asking_record(one: Asking) -> dict[str, object]:
    said: dict[str, object] = {"key": one.key, "text": dict(one.text)}
    if isinstance(one, Gate):
        said["shared"] = one.shared
    elif isinstance(one, Errand):
        said["prepare"] = dict(one.prepare)
    else:
        said["count"] = one.count
    return said
