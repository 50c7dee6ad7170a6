"""The options of imports that say where a file lands and whether it is written, and their kinds of values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.text import folded
from auditor.base.vocabulary import Better
from auditor.cli.evidence.options import a_figure, a_scale
from auditor.cli.frame.lookup import a_point_of, whole_journey
from auditor.cli.frame.options import one_of
from auditor.cli.frame.typed import argument, option, options
from auditor.importing.files.national import DAY_FIRST, MONTH_FIRST
from auditor.importing.places import Target
from auditor.importing.surveys.columns import KINDS
from auditor.importing.surveys.lines import KEPT
from auditor.importing.wishes import NO_WISHES, Wishes, step_of
from auditor.input import evidence

if TYPE_CHECKING:
    from auditor.importing.places import Target
    from auditor.workspace import Workspace


@options
class TargetOptions:
    """The file, and where it lands."""

    file: str = argument()
    journey: str = option("--journey", required=True, metavar="JOURNEY", help=_("Into which journey."))
    touchpoints: tuple[str, ...] = option(
        "--touchpoint",
        multiple=True,
        metavar="TOUCHPOINT",
        help=_("Where it lands; may be given more than once."),
    )
    persona: str | None = option("--persona", metavar="PERSONA", help=_("About this persona."))
    maps: tuple[str, ...] = option(
        "--map",
        multiple=True,
        metavar="NAME=TOUCHPOINT",
        help=_("Where a name in the file belongs; NAME= leaves it out."),
    )
    source: str = option("--source", default="", metavar="TEXT", help=_("What the evidence is called."))
    collected: str | None = option(
        "--date", metavar="DATE", help=_("When it was collected, instead of what the file says.")
    )

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.file).expanduser()

    def target(self, workspace: Workspace, again: bool) -> Target:
        """Return where the import may land; `again` counts replies that are known already once more."""
        journey = whole_journey(workspace, self.journey)
        personas = tuple(workspace.reads.journeys.personas(journey.id))
        today = workspace.reads.evidence.today
        points = [a_point_of(workspace, journey, word).id for word in self.touchpoints]
        pairs = dict(_pairs(self.maps, "--map", may_be_empty=True))
        maps = {
            folded(name): a_point_of(workspace, journey, word).id if word else None
            for name, word in pairs.items()
        }
        return Target(
            journey,
            today,
            personas,
            tuple(dict.fromkeys(points)),
            persona_id=pick(personas, self.persona, _("persona")).id if self.persona else None,
            maps=maps,
            written={folded(name): name for name in pairs},
            source=self.source,
            day=date.fromisoformat(evidence.collected(self.collected, today)) if self.collected else None,
            surveyed=() if again else workspace.reads.evidence.surveyed(journey.id),
            asked=workspace.asked_at(journey),
        )


@options
class WishOptions:
    """What is said of the content of a file. A format takes those that it asks for."""

    kind: str | None = option("--kind", type=click.Choice(list(KINDS)), help=_("What was asked."))
    scale: tuple[int, int] | None = option(
        "--scale", type=a_scale, metavar="LOW-HIGH", help=_("The scale of the scores, such as 1-5.")
    )
    better: str | None = option("--better", type=one_of(Better), help=_("Which way the score is good."))
    dates: str | None = option(
        "--dates",
        type=click.Choice([DAY_FIRST, MONTH_FIRST]),
        help=_("Whether day or month comes first."),
    )
    goal: float | None = option(
        "--target", type=a_figure, metavar="NUMBER", help=_("What the figure is to reach.")
    )
    sheet: str = option(
        "--sheet",
        default="",
        metavar="NAME",
        help=_("Which sheet of a workbook, or which table of several by its number."),
    )
    quotes: int = option(
        "--quotes",
        type=click.IntRange(0, 50),
        default=NO_WISHES.quotes,
        show_default=True,
        help=_("How many comments are kept."),
    )

    words: tuple[str, ...] = option(
        "--word",
        multiple=True,
        metavar="WORD=STEP",
        help=_("Which step of the scale an answer is; remembered for files with the same columns."),
    )
    keep: tuple[str, ...] = option(
        "--keep",
        multiple=True,
        type=click.Choice(list(KEPT)),
        help=_("What to take in that is left out else: test replies, totals, codes such as 99."),
    )

    def wishes(
        self, columns: Iterable[str], remembered: Mapping[str, Mapping[str, float]] = NO_WISHES.remembered
    ) -> Wishes:
        """Return what is said, with the columns named as `ROLE=NAME`."""
        named: dict[str, tuple[str, ...]] = {}
        for role, name in _pairs(columns, "--column"):
            named[role] = (*named.get(role, ()), name)
        return Wishes(
            named,
            self.kind or "",
            self.scale,
            self.better or "",
            self.dates or "",
            self.quotes,
            self.goal,
            {word: _step(step) for word, step in _pairs(self.words, "--word")},
            tuple(self.keep),
            remembered,
            self.sheet,
        )


@options
class WriteOptions:
    """Whether what was planned is written, and how it is shown."""

    dry_run: bool = option(
        "--dry-run", is_flag=True, help=_("Show what would land where, and import nothing.")
    )
    yes: bool = option("--yes", is_flag=True, help=_("Import without asking."))
    again: bool = option(
        "--again", is_flag=True, help=_("Import a file that was imported already once more.")
    )


def _step(text: str) -> float:
    """Return a step of a scale, which is a number."""
    if (step := step_of(text)) is None:
        raise click.BadParameter(
            _("“{word}” must be written NAME=VALUE.").format(word=text[:60]), param_hint="--word"
        )
    return step


def _pairs(words: Iterable[str], option: str, may_be_empty: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the two halves of words such as `NAME=VALUE`; the last = parts them."""
    for word in words:
        name, equals, value = word.rpartition("=")
        if not equals or not name.strip() or not (value.strip() or may_be_empty):
            raise click.BadParameter(
                _("“{word}” must be written NAME=VALUE.").format(word=word[:60]), param_hint=option
            )
        yield name.strip(), value.strip()
