"""The options that say what a piece of evidence is, and their kinds of values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.text import shortened
from auditor.base.vocabulary import Better
from auditor.cli.frame.options import feeling_of, one_of
from auditor.cli.frame.rows import a_point_of
from auditor.input import evidence

if TYPE_CHECKING:
    from auditor.views.journeys import Journey
    from auditor.workspace import Workspace


F = TypeVar("F", bound=Callable[..., object])

NUMBER = click.IntRange(1, 2**63 - 1)
PEOPLE = click.IntRange(0, 10**9)


def felt(word: str) -> float:
    """Return a feeling −2..2 of a word or a number, which may have decimals; the kind of an option."""
    try:
        return evidence.parse_figure(word, _("feeling")) or 0.0
    except RefusedError:
        return feeling_of(word)


def a_figure(word: str) -> float | None:
    """Return a number typed with a point or a comma; the kind of an option."""
    return evidence.parse_figure(word, _("figure"))


def scores(word: str) -> Mapping[int, int]:
    """Return how many gave each score, typed as `1=3 2=0 5=30`; the kind of an option."""
    return evidence.parse_scores(word)


def place_options(command: F) -> F:
    """Add the options that say where evidence stands."""
    for option in (
        click.option("--persona", metavar="PERSONA", help=_("About this persona.")),
        click.option("--stage", metavar="STAGE", help=_("On this stage.")),
        click.option("--touchpoint", metavar="TOUCHPOINT", help=_("On this touchpoint.")),
    ):
        command = option(command)
    return command


def content_options(command: F) -> F:
    """Add the options that say what evidence says."""
    for option in (
        click.option("--file", metavar="PATH", help=_("A file that belongs to it; a changed file shows later.")),
        click.option("--link", metavar="URL", help=_("Where it can be read.")),
        click.option("--note", metavar="TEXT", help=_("Whatever else is worth knowing.")),
        click.option("--quote", metavar="TEXT", help=_("What a customer said.")),
        click.option("--feeling", type=felt, metavar="SCORE", help=_("How customers feel: -2 very sour to 2.")),
        click.option(
            "--counts", type=scores, metavar="SCORES",
            help=_("How many gave each score: “1=3 2=0 3=12 4=20 5=31”."),
        ),
        click.option("--target", type=a_figure, metavar="NUMBER", help=_("What the figure is to reach.")),
        click.option("--deviation", type=a_figure, metavar="NUMBER", help=_("Standard deviation of a mean.")),
        click.option("--better", type=one_of(Better), help=_("Which way the figure is good.")),
        click.option(
            "--unit", metavar="UNIT",
            help=_(
                "Per cent of people (%), CSAT (per cent that chose the two highest scores), NPS (-100 to 100), CES, "
                "or the unit of a mean such as min."
            ),
        ),
        click.option("--figure", type=a_figure, metavar="NUMBER", help=_("What was measured.")),
        click.option("--people", type=PEOPLE, metavar="N", help=_("How many people it counts.")),
    ):  # fmt: skip
        command = option(command)
    return command


def places(
    workspace: Workspace, journey: Journey, touchpoint: str | None, stage: str | None, persona: str | None
) -> dict[str, Any]:
    """Return the numbers of the places named, each of the journey."""
    personas = workspace.reads.journeys.personas(journey.id)
    if touchpoint is not None and stage is not None:
        raise click.UsageError(_("Name a touchpoint or a stage, not both."))
    return {
        "touchpoint_id": a_point_of(workspace, journey, touchpoint).id if touchpoint else None,
        "stage_id": pick(journey.stages, stage, _("stage")).id if stage else None,
        "persona_id": pick(personas, persona, _("persona")).id if persona else None,
    }


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that were given; a file must be there, so that its fingerprint can be taken."""
    found = {name: value for name, value in values.items() if value is not None}
    if file := found.get("file"):
        if not Path(str(file)).expanduser().is_file():
            raise RefusedError(_("There is no file {path}.").format(path=shortened(str(file), 200)))
        found["file"] = str(Path(str(file)).expanduser().absolute())
    return found
