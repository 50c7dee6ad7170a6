"""`auditor audit items`: what is looked at wherever a check needs a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base.i18n import _, in_language
from auditor.cli.audit.open_audit import open_audit, tell_finished
from auditor.cli.frame import output
from auditor.cli.frame.lookup import an_audit, whole_audit
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.views.audits import Audit
    from auditor.views.checks import Sample
    from auditor.workspace import Workspace


class Chosen(Struct, frozen=True):
    """What is to be chosen, what was, and what is proposed."""

    sample: Sample
    names: tuple[str, ...]
    proposed: tuple[str, ...]


@click.command(
    help=_(
        "Name what is looked at wherever checks say to choose. So all who audit look at the same things. "
        "SAMPLE is the key of what is to be chosen; without it, all is listed, with what the last audit chose."
    )
)
@click.argument("audit")
@click.argument("sample", required=False)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--none", "nothing", is_flag=True, help=_("Take away what was chosen."))
@format_option
@with_workspace
def items(
    workspace: Workspace,
    audit: str,
    sample: str | None,
    names: tuple[str, ...],
    nothing: bool,
    form: str,
) -> None:
    """Choose what is looked at, or list it."""
    if nothing and (sample is None or names):
        raise click.UsageError(_("--none takes SAMPLE alone: name what is to be chosen, or take it away."))
    if sample is None:
        _list(workspace, audit, form)
        return
    if not names and not nothing:
        raise click.UsageError(_("Name what is chosen, or take it away with --none."))
    whole = open_audit(workspace, audit)
    with told(workspace):
        workspace.audits.choose(whole.id, sample, names)
    tell_finished(whole)


def _list(workspace: Workspace, word: str, form: str) -> None:
    audit = whole_audit(workspace, an_audit(workspace, word, open_first=True).id)
    hint = _("Nothing is to be chosen in audit {number}.").format(number=audit.id)
    output.rows(Table(_columns(), _chosen(workspace, audit)), form, hint)


def _chosen(workspace: Workspace, audit: Audit) -> list[Chosen]:
    proposed = workspace.reads.audits.proposed_items(audit.id)
    return [
        Chosen(sample, audit.chosen(sample.key), tuple(proposed.get(sample.key, ())))
        for sample in audit.samples.values()
    ]


def _columns() -> list[Column[Chosen]]:
    return [
        Column("sample", lambda row: row.sample.key, _("Sample")),
        Column("text", lambda row: in_language(row.sample.text), _("What is to be chosen"), least=24),
        Column("count", lambda row: row.sample.count, _("At most"), right=True, minor=2),
        Column("chosen", lambda row: list(row.names), _("Chosen"), lambda row: ", ".join(row.names)),
        Column(
            "proposed",
            lambda row: list(row.proposed),
            _("The last time"),
            lambda row: ", ".join(row.proposed),
            minor=1,
        ),
    ]
