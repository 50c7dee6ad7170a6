"""The options that say what a piece of evidence is, and their kinds of values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import click

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.reading import is_so
from auditor.base.text import shortened
from auditor.base.vocabulary import Better
from auditor.cli.frame.lookup import a_point_of
from auditor.cli.frame.options import CountRange, feeling_of, one_of
from auditor.cli.frame.typed import given, option, options
from auditor.input import evidence

if TYPE_CHECKING:
    from auditor.views.journeys import Journey
    from auditor.workspace import Workspace


PEOPLE = CountRange(0, 10**9)


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


def a_scale(word: str) -> tuple[int, int] | None:
    """Return the two ends of a scale typed as `1-5`; the kind of an option."""
    try:
        return evidence.parse_scale(word)
    except RefusedError as error:
        raise click.BadParameter(str(error)) from error


@options
class PlaceOptions:
    """Where evidence stands."""

    touchpoint: str | None = option("--touchpoint", metavar="TOUCHPOINT", help=_("On this touchpoint."))
    stage: str | None = option("--stage", metavar="STAGE", help=_("On this stage."))
    persona: str | None = option("--persona", metavar="PERSONA", help=_("About this persona."))

    @property
    def any(self) -> bool:
        """Whether a place is named."""
        return bool(self.touchpoint or self.stage or self.persona)

    def places(self, workspace: Workspace, journey: Journey) -> Places:
        """Return the numbers of the places named, each of the journey."""
        personas = workspace.reads.journeys.personas(journey.id)
        if self.touchpoint is not None and self.stage is not None:
            raise click.UsageError(_("Name a touchpoint or a stage, not both."))
        return {
            "touchpoint_id": a_point_of(workspace, journey, self.touchpoint).id if self.touchpoint else None,
            "stage_id": pick(journey.stages, self.stage, _("stage")).id if self.stage else None,
            "persona_id": pick(personas, self.persona, _("persona")).id if self.persona else None,
        }


class Places(TypedDict):
    """The numbers of where evidence stands."""

    touchpoint_id: int | None
    stage_id: int | None
    persona_id: int | None


@options
class ContentOptions:
    """What evidence says; None for what is not said."""

    people: int | None = option("--people", type=PEOPLE, metavar="N", help=_("How many people it counts."))
    figure: float | None = option("--figure", type=a_figure, metavar="NUMBER", help=_("What was measured."))
    unit: str | None = option(
        "--unit",
        metavar="UNIT",
        help=_(
            "Per cent of people (%), CSAT (per cent that chose the two highest scores), NPS (-100 to 100), CES, "
            "or the unit of a mean such as min."
        ),
    )
    better: str | None = option("--better", type=one_of(Better), help=_("Which way the figure is good."))
    deviation: float | None = option(
        "--deviation", type=a_figure, metavar="NUMBER", help=_("Standard deviation of a mean.")
    )
    target: float | None = option(
        "--target", type=a_figure, metavar="NUMBER", help=_("What the figure is to reach.")
    )
    counts: Mapping[int, int] | None = option(
        "--counts",
        type=scores,
        metavar="SCORES",
        help=_("How many gave each score: “1=3 2=0 3=12 4=20 5=31”."),
    )
    scale: tuple[int, int] | None = option(
        "--scale", type=a_scale, metavar="LOW-HIGH", help=_("The scale of the scores, such as 1-5.")
    )
    feeling: float | None = option(
        "--feeling", type=felt, metavar="SCORE", help=_("How customers feel: -2 very sour to 2.")
    )
    quote: str | None = option("--quote", metavar="TEXT", help=_("What a customer said."))
    note: str | None = option("--note", metavar="TEXT", help=_("Whatever else is worth knowing."))
    link: str | None = option("--link", metavar="URL", help=_("Where it can be read."))
    file: str | None = option(
        "--file", metavar="PATH", help=_("A file that belongs to it; a changed file shows later.")
    )

    def given(self) -> dict[str, Any]:
        """Return what was given by field; a file must be there, so that its fingerprint can be taken."""
        found = given(self)
        if self.scale is not None:
            found["scale_low"], found["scale_high"] = found.pop("scale")
        if self.file:
            path = Path(self.file).expanduser()
            if not is_so(Path.is_file, path):
                raise RefusedError(_("There is no file {path}.").format(path=shortened(self.file, 200)))
            found["file"] = str(path.absolute())
        return found
