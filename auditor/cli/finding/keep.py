"""`auditor finding keep`: keep the wording of a finding for the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, language
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_finding
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Keep a wording to be chosen again; print its number. It belongs to the check of the finding, which is given it. "
        "With no text the finding’s own words are kept, in your language."
    )
)
@click.argument("finding")
@click.option("--en", metavar="TEXT", default="", help=_("What is wrong, in English."))
@click.option("--sv", metavar="TEXT", default="", help=_("What is wrong, in Swedish."))
@click.option("--nb", metavar="TEXT", default="", help=_("What is wrong, in Norwegian."))
@journey_option
@with_workspace
def keep(workspace: Workspace, finding: str, en: str, sv: str, nb: str, journey: str | None) -> None:
    """Keep a wording."""
    found = a_finding(workspace, finding, journey)
    texts = {"en": en, "sv": sv, "nb": nb}
    if not any(texts.values()):
        texts = {language(): found.what}
    with told(workspace):
        number = workspace.findings.keep(found.id, texts)
    output.show(str(number))
