"""What several commands share: options and kinds of arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.vocabulary import FEELINGS, Depth, Verdict
from auditor.cli.frame.completing import action_numbers, owner_names
from auditor.input.numbers import number_of, whole_of

if TYPE_CHECKING:
    from enum import StrEnum


F = TypeVar("F", bound=Callable[..., object])


FORMATS = (
    *("simple", "json", "csv", "tsv", "plain", "github", "pipe", "html", "unsafehtml"),
    *("grid", "simple_grid", "rounded_grid", "heavy_grid", "mixed_grid", "double_grid", "fancy_grid"),
    *("outline", "simple_outline", "rounded_outline", "heavy_outline", "mixed_outline", "double_outline"),
    *("fancy_outline", "colon_grid", "presto", "pretty", "psql", "orgtbl", "rst", "asciidoc"),
    *("jira", "youtrack", "mediawiki", "moinmoin", "textile"),
    *("latex", "latex_booktabs", "latex_longtable", "latex_raw"),
)
"""JSON, CSV and the formats of tabulate, which is not imported to know them."""


def format_option(command: F) -> F:
    """Add `--format` to a command that prints a table."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="simple",
        show_default=True,
        metavar="FORMAT",
        help=_("json, csv, or a table: simple, plain, github, grid, html, latex …"),
    )(command)


def paper_option(command: F) -> F:
    """Add `--paper` to a command that makes something to be printed."""
    return click.option(
        "--paper",
        type=click.Choice(("a4", "a3")),
        default="a4",
        show_default=True,
        help=_("The size of the paper."),
    )(command)


def actions_argument(command: F) -> F:
    """Add ACTION..., one action or several."""
    return click.argument(
        "actions", nargs=-1, required=True, metavar="ACTION...", shell_complete=action_numbers
    )(command)


def of_journey_option(command: F) -> F:
    """Add `--journey`, which leaves out what is of other journeys."""
    return click.option("--journey", metavar="JOURNEY", help=_("Of this journey only (number or name)."))(
        command
    )


def responsible_option(command: F) -> F:
    """Add `--responsible`, which names who answers for something."""
    return click.option(
        "--responsible",
        metavar="NAME",
        shell_complete=owner_names,
        help=_("Who is responsible for it; an empty name is nobody."),
    )(command)


def whose_option(command: F) -> F:
    """Add `--persona`, and `--new-persona`, which names a new one."""
    for option in (
        click.option("--new-persona", "fresh", metavar="NAME", help=_("Whose journey it is: a new persona.")),
        click.option("--persona", metavar="PERSONA", help=_("Whose journey it is: number or name.")),
    ):
        command = option(command)
    return command


def journey_option(command: F) -> F:
    """Add `--journey`, which narrows the search for a name."""
    return click.option(
        "--journey", metavar="JOURNEY", help=_("Look for the name in this journey only (number or name).")
    )(command)


def depth_option(command: F) -> F:
    """Add `--depth`, which says how much an audit asks."""
    return click.option(
        "--depth",
        type=one_of(Depth),
        default=Depth.FULL.value,
        show_default=True,
        help=_("How much it asks: core what costs most, standard what most need to know, full everything."),
    )(command)


def one_of(kind: Iterable[StrEnum]) -> click.Choice[str]:
    """Return the kind of an option that takes one of some words of the vocabulary."""
    return click.Choice([str(member) for member in kind])


def efforts() -> str:
    """Return what the steps of effort mean, for help."""
    return ", ".join(f"{step} {labels.effort(step)}" for step in range(1, 6))


def impacts() -> str:
    """Return what the steps of impact mean, for help."""
    return ", ".join(f"{step} {labels.impact(step)}" for step in range(1, 6))


STEP = click.IntRange(1, 5)
NUMBER = click.IntRange(1, 2**63 - 1)


class NumberRange(click.FloatRange):
    """Numbers of a range, typed as the language in use writes them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number that is typed."""
        given = number_of(value) if isinstance(value, str) else value
        if given is None:
            self.fail(_("“{value}” is no number.").format(value=value), param, ctx)
        found: float = super().convert(given, param, ctx)
        return found


class CountRange(click.IntRange):
    """Whole numbers of a range, whose thousands may stand apart."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the whole number that is typed."""
        counted = whole_of(value) if isinstance(value, str) else None
        found: int = super().convert(value if counted is None else counted, param, ctx)
        return found


_VERDICT_KEYS = {"y": Verdict.PASS, "p": Verdict.PARTLY, "n": Verdict.FAIL, "x": Verdict.NOT_APPLICABLE}
NO_VERDICT = "none"


def verdict_of(word: str) -> Verdict | None:
    """Return the verdict of a word or a key of the walk; `none` takes a verdict away.

    Raises ValueError for other words.
    """
    text = folded(word)
    if text == NO_VERDICT:
        return None
    if text in _VERDICT_KEYS:
        return _VERDICT_KEYS[text]
    for verdict in Verdict:
        if text in (verdict.value, folded(labels.word(verdict))):
            return verdict
    raise ValueError(word)


def verdict_choices() -> str:
    """Return the words a verdict can be given by, for messages."""
    keys = ", ".join(f"{verdict} ({key})" for key, verdict in _VERDICT_KEYS.items())
    return f"{keys}, {NO_VERDICT}"


def feeling_of(word: str) -> int:
    """Return the feeling −2..2 of a number or a word; the kind of an argument."""
    text = folded(word).replace("−", "-")
    scores = {str(score): score for score in FEELINGS} | {f"+{score}": score for score in (1, 2)}
    scores |= _FEELING_WORDS | {folded(labels.feeling(score)): score for score in FEELINGS}
    if text not in scores:
        words = ", ".join(f"{score} {labels.feeling(score)}" for score in FEELINGS)
        raise click.BadParameter(_("choose one of {choices}.").format(choices=words))
    return scores[text]


_FEELING_WORDS = {"very sour": -2, "sour": -1, "neutral": 0, "happy": 1, "very happy": 2}
