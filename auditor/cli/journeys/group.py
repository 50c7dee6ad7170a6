"""`auditor journey`: make, list, show and change journeys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import click
from msgspec.structs import replace

from auditor.base import labels
from auditor.base.i18n import _, day, in_language
from auditor.base.vocabulary import Purpose, Scope
from auditor.cli.frame import output
from auditor.cli.frame.options import Noun, format_option, one_of
from auditor.cli.frame.rows import a_journey
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.cli.journeys.gaps import gaps
from auditor.cli.journeys.map import show

if TYPE_CHECKING:
    from auditor.library.templates import Template
    from auditor.views.follow import Review
    from auditor.views.journeys import JourneyLine
    from auditor.workspace import Workspace


F = TypeVar("F", bound=Callable[..., object])


@click.group(cls=Noun, help=_("Make, list, show and change journeys. JOURNEY is a number or part of a name."))
def journey() -> None:
    """Group of the journey commands."""


def _about_options(command: F) -> F:
    for option in (
        click.option("--about", metavar="TEXT", help=_("What the journey covers.")),
        click.option("--scope", type=one_of(Scope), help=_("How much of the experience it covers.")),
        click.option("--purpose", type=one_of(Purpose), help=_("What it is mapped for.")),
    ):
        command = option(command)
    return command


@journey.command(
    help=_(
        "Make a journey; print its number. It comes from a template, whose title is its name "
        "unless you give one, or has the five usual stages and no touchpoints."
    )
)
@click.argument("name", required=False)
@click.option(
    "--template", metavar="KEY|FILE", help=_("A template of “journey templates”, or a file of your own.")
)
@_about_options
@with_workspace
def new(
    workspace: Workspace,
    name: str | None,
    template: str | None,
    purpose: str | None,
    scope: str | None,
    about: str | None,
) -> None:
    """Make a journey."""
    if template is None and not name:
        raise click.UsageError(_("Give the journey a name, or name a template with --template."))
    with told(workspace):
        if template is None:
            made = workspace.journeys.new(
                name or "", purpose or Purpose.SALES, scope or Scope.WHOLE, about or ""
            )
        else:
            plan = _planned(workspace, template, purpose, scope, about)
            made = workspace.journeys.new_from(plan, name or "")
    output.show(str(made))


def _planned(
    workspace: Workspace, named: str, purpose: str | None, scope: str | None, about: str | None
) -> Template:
    from auditor.library.templates import find_template

    plan = find_template(named, workspace.config.journeys)
    if purpose is not None:
        plan = replace(plan, purpose=Purpose(purpose))
    if scope is not None:
        plan = replace(plan, scope=Scope(scope))
    return plan if about is None else replace(plan, about={"en": about})


@journey.command("list", help=_("List the journeys, the last audited first."))
@format_option
@with_workspace
def list_journeys(workspace: Workspace, form: str) -> None:
    """List journeys."""
    lines = workspace.reads.journeys.lines()
    reviews = workspace.reads.follow.reviews() if any(line.review_days for line in lines) else {}
    columns: list[Column[JourneyLine]] = [
        Column("id", lambda line: line.id, _("No."), right=True),
        Column("name", lambda line: line.name, _("Journey")),
        Column("purpose", lambda line: line.purpose, _("Purpose"), lambda line: labels.word(line.purpose)),
        Column("scope", lambda line: line.scope),
        Column("stages", lambda line: line.stages, _("Stages"), right=True),
        Column("touchpoints", lambda line: line.touchpoints, _("Touchpoints"), right=True),
        Column("audits", lambda line: line.audits, _("Audits"), right=True),
        Column("open_audit", lambda line: line.open_audit, _("Open audit"), _open_audit, right=True, minor=1),
        Column(
            "last_audit", lambda line: line.last_audit, _("Last audit"), lambda line: day(line.last_audit)
        ),
        Column("open_actions", lambda line: line.open_actions, _("Open actions"), right=True),
        Column("review_days", lambda line: line.review_days),
        Column(
            "review_due",
            lambda line: _due(line, reviews),
            _("Review"),
            lambda line: _review(line, reviews, workspace.today),
        ),
    ]
    output.rows(
        Table(columns, lines),
        form,
        _("There are no journeys yet: “auditor journey new --template web-shop” makes one."),
    )


def _open_audit(line: JourneyLine) -> str:
    return "" if line.open_audit is None else str(line.open_audit)


def _due(line: JourneyLine, reviews: Mapping[int, Review]) -> date | None:
    return reviews[line.id].due if line.id in reviews else None


def _review(line: JourneyLine, reviews: Mapping[int, Review], today: date) -> str:
    from auditor.sentences import follow

    return follow.review(reviews[line.id], today) if line.id in reviews else ""


journey.add_command(show)
journey.add_command(gaps)


@journey.command(help=_("Change what is given of a journey."))
@click.argument("journey")
@click.option("--name", help=_("The new name."))
@click.option(
    "--review",
    metavar="INTERVAL",
    help=_("How often to look at it again: days, or such as “6 weeks”, “3 months”; never for not at all."),
)
@_about_options
@with_workspace
def edit(
    workspace: Workspace,
    journey: str,
    name: str | None,
    review: str | None,
    purpose: str | None,
    scope: str | None,
    about: str | None,
) -> None:
    """Change a journey."""
    found = a_journey(workspace, journey)
    with told(workspace):
        workspace.journeys.edit(found.id, name=name, about=about, purpose=purpose, scope=scope, review=review)


@journey.command(help=_("Copy a journey without its audits; print the copy’s number."))
@click.argument("journey")
@click.argument("name", default="")
@with_workspace
def copy(workspace: Workspace, journey: str, name: str) -> None:
    """Copy a journey."""
    found = a_journey(workspace, journey)
    with told(workspace):
        made = workspace.journeys.copy(found.id, name)
    output.show(str(made))


@journey.command(
    help=_("Delete a journey. Its audits and actions go too; “auditor undo” brings all of it back.")
)
@click.argument("journey")
@with_workspace
def delete(workspace: Workspace, journey: str) -> None:
    """Delete a journey."""
    found = a_journey(workspace, journey)
    with told(workspace):
        workspace.journeys.delete(found.id)


@journey.command(help=_("List the templates, your own among them."))
@format_option
@with_workspace
def templates(workspace: Workspace, form: str) -> None:
    """List templates."""
    from auditor.library.templates import all_templates

    found, problems = all_templates(workspace.config.journeys)
    columns: list[Column[Template]] = [
        Column("key", lambda one: one.key, _("Key")),
        Column("title", lambda one: in_language(one.title), _("Title")),
        Column("about", lambda one: in_language(one.about), _("About")),
        Column("stages", lambda one: len(one.stages), _("Stages"), right=True),
        Column(
            "touchpoints",
            lambda one: sum(len(stage.touchpoints) for stage in one.stages),
            _("Touchpoints"),
            right=True,
        ),
    ]
    output.rows(Table(columns, found), form)
    for problem in problems:
        output.say(_("Left out: {problem}").format(problem=problem))
