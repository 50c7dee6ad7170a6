"""`auditor journey new`: make a journey, from a template or empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from auditor.base.i18n import _
from auditor.base.vocabulary import Purpose, Scope
from auditor.cli.columns.sharing import tell_differing_with
from auditor.cli.frame import output
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.journey.options import about_options, country_given, review_option

if TYPE_CHECKING:
    from auditor.library.templates import Template
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Make a journey; print its number. It comes from a template, whose title is its name "
        "unless you give one, or has the five usual stages and no touchpoints."
    )
)
@click.argument("name", required=False)
@click.option(
    "--template", metavar="KEY|FILE", help=_("A template of “journey templates”, or a file of your own.")
)
@review_option(_('6 months unless said otherwise, here or in the settings (review = "never").'))
@about_options
@with_workspace
def new(
    workspace: Workspace,
    name: str | None,
    template: str | None,
    review: str | None,
    purpose: str | None,
    scope: str | None,
    country: str | None,
    about: str | None,
    client: str | None,
    tags: tuple[str, ...],
    responsible: str | None,
) -> None:
    """Make a journey."""
    if template is None and not name:
        raise click.UsageError(_("Give the journey a name, or name a template with --template."))
    plan = None if template is None else _planned(workspace, template, purpose, scope, about)
    if plan is not None:
        tell_differing_with(workspace, plan)
    with told(workspace):
        if plan is None:
            made = workspace.journeys.new(
                name or "",
                purpose or Purpose.SALES,
                scope or Scope.WHOLE,
                about or "",
                review,
                responsible or "",
                country_given(country) or "",
                client or "",
                tags,
            )
        else:
            made = workspace.journeys.new_from(
                plan,
                name or "",
                review,
                responsible or "",
                country_given(country) or "",
                client or "",
                tags,
            )
    output.show(str(made))


def _planned(
    workspace: Workspace, named: str, purpose: str | None, scope: str | None, about: str | None
) -> Template:
    plan = workspace.template(named)
    if purpose is not None:
        plan = replace(plan, purpose=Purpose(purpose))
    if scope is not None:
        plan = replace(plan, scope=Scope(scope))
    return plan if about is None else replace(plan, about={"en": about})
