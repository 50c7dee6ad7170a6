"""The options of imports that say where a file lands and whether it is written, and their kinds of values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.text import folded
from auditor.cli.frame.options import format_option
from auditor.cli.frame.rows import a_point_of, whole_journey
from auditor.importing.places import Target
from auditor.input import evidence

if TYPE_CHECKING:
    from auditor.importing.places import Target
    from auditor.workspace import Workspace


F = TypeVar("F", bound=Callable[..., object])


def target_options(command: F) -> F:
    """Add the file and the options that say where it lands."""
    for option in (
        click.option(
            "--date",
            "collected",
            metavar="DATE",
            help=_("When it was collected, instead of what the file says."),
        ),
        click.option("--source", default="", metavar="TEXT", help=_("What the evidence is called.")),
        click.option(
            "--map",
            "maps",
            multiple=True,
            metavar="NAME=TOUCHPOINT",
            help=_("Where a name in the file belongs; NAME= leaves it out."),
        ),
        click.option("--persona", metavar="PERSONA", help=_("About this persona.")),
        click.option(
            "--touchpoint",
            "touchpoints",
            multiple=True,
            metavar="TOUCHPOINT",
            help=_("Where it lands; may be given more than once."),
        ),
        click.option("--journey", required=True, metavar="JOURNEY", help=_("Into which journey.")),
        click.argument("file"),
    ):
        command = option(command)
    return command


def write_options(command: F) -> F:
    """Add the options that say whether what was planned is written."""
    for option in (
        format_option,
        click.option("--again", is_flag=True, help=_("Import a file that was imported already once more.")),
        click.option("--yes", is_flag=True, help=_("Import without asking.")),
        click.option("--dry-run", is_flag=True, help=_("Show what would land where, and import nothing.")),
    ):
        command = option(command)
    return command


def asked_target(workspace: Workspace, said: dict[str, Any]) -> Target:
    """Return where an import may land, as the options say."""
    journey = whole_journey(workspace, said["journey"])
    personas = tuple(workspace.reads.journeys.personas(journey.id))
    today = workspace.reads.evidence.today
    points = [a_point_of(workspace, journey, word).id for word in said["touchpoints"]]
    maps = {
        folded(name): a_point_of(workspace, journey, word).id if word else None
        for name, word in pairs(said["maps"], "--map", may_be_empty=True)
    }
    given = said["collected"]
    return Target(
        journey,
        today,
        personas,
        tuple(dict.fromkeys(points)),
        persona_id=pick(personas, said["persona"], _("persona")).id if said["persona"] else None,
        maps=maps,
        source=said["source"],
        day=date.fromisoformat(evidence.collected(given, today)) if given else None,
    )


def pairs(words: Iterable[str], option: str, may_be_empty: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the two halves of words such as `NAME=VALUE`; the last = parts them."""
    for word in words:
        name, equals, value = word.rpartition("=")
        if not equals or not name.strip() or not (value.strip() or may_be_empty):
            raise click.BadParameter(
                _("“{word}” must be written NAME=VALUE.").format(word=word[:60]), param_hint=option
            )
        yield name.strip(), value.strip()


def a_scale(word: str) -> tuple[int, int]:
    """Return the two ends of a scale typed as `1-5`; the kind of an option."""
    low, _hyphen, high = word.replace("–", "-").partition("-")
    if low.strip().isdecimal() and high.strip().isdecimal() and len(word) < 12 and int(low) < int(high):
        return int(low), int(high)
    raise click.BadParameter(_("type the scale as 1-5."))
