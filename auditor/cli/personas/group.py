"""`auditor persona`: whose journey it is. How personas are shown has a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.options import Noun, journey_option
from auditor.cli.frame.rows import a_journey, a_persona
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.personas.shown import compare, list_personas, show

if TYPE_CHECKING:
    from auditor.workspace import Workspace

F = TypeVar("F", bound=Callable[..., object])


@click.group(
    cls=Noun,
    help=_(
        "Add, list and change personas. PERSONA is a number, which “persona list” tells, or part of a name; "
        "--journey narrows the search."
    ),
)
def persona() -> None:
    """Group of the persona commands."""


def _options(command: F) -> F:
    for name, told_as in (
        ("--notes", _("Whatever else is worth knowing.")),
        ("--challenges", _("What stands in their way.")),
        ("--goals", _("What they want to reach.")),
        ("--channels", _("Where they like to meet you.")),
        ("--behaviour", _("How they live, choose and buy.")),
        ("--demographics", _("Age, work, family, income.")),
        ("--geography", _("Where they live.")),
        ("--who", _("Who they are, in a sentence or two.")),
    ):
        command = click.option(name, metavar="TEXT", help=told_as)(command)
    return command


def _given(texts: dict[str, str | None]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text is not None}


@persona.command(help=_("Add a persona to a journey; print its number."))
@click.argument("journey")
@click.argument("name")
@_options
@with_workspace
def add(workspace: Workspace, /, journey: str, name: str, **texts: str | None) -> None:
    """Add a persona."""
    found = a_journey(workspace, journey)
    with told(workspace):
        made = workspace.journeys.add_persona(found.id, name, **_given(texts))
    output.show(str(made))


persona.add_command(list_personas)
persona.add_command(show)
persona.add_command(compare)


@persona.command(help=_("Change what is given of a persona."))
@click.argument("persona")
@journey_option
@click.option("--name", help=_("The new name."))
@_options
@with_workspace
def edit(
    workspace: Workspace, /, persona: str, journey: str | None, name: str | None, **texts: str | None
) -> None:
    """Change a persona."""
    found = a_persona(workspace, persona, journey)
    with told(workspace):
        workspace.journeys.edit_persona(found.id, name=name, **texts)


@persona.command(
    help=_(
        "Say what verifies a persona. Until then it is a hypothesis of the team, "
        "and --not makes it one again."
    )
)
@click.argument("persona")
@journey_option
@click.option("--by", metavar="TEXT", help=_("What shows it: interviews, a survey, figures …"))
@click.option("--on", metavar="DATE", help=_("When, such as 2026-12-01; without it, today."))
@click.option("--not", "taken_back", is_flag=True, help=_("It is a hypothesis after all."))
@with_workspace
def verify(
    workspace: Workspace, persona: str, journey: str | None, by: str | None, on: str | None, taken_back: bool
) -> None:
    """Verify a persona, or take that back."""
    if taken_back == bool(by) or (taken_back and on):
        raise click.UsageError(_("Say what verifies the persona with --by, or give --not alone."))
    found = a_persona(workspace, persona, journey)
    with told(workspace):
        workspace.journeys.verify_persona(found.id, by or "", on)


@persona.command(help=_("Delete a persona without audits."))
@click.argument("persona")
@journey_option
@with_workspace
def delete(workspace: Workspace, persona: str, journey: str | None) -> None:
    """Delete a persona."""
    found = a_persona(workspace, persona, journey)
    with told(workspace):
        workspace.journeys.delete_persona(found.id)
