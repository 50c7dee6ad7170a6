"""The options that say what is wrong, and the arguments that name findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.cli.frame.typed import given, option, options
from auditor.views.finding_drafts import FindingDraft

F = TypeVar("F", bound=Callable[..., object])

AS_THE_CHECK = "check"
"""Takes a severity of its own away."""


def findings_argument(command: F) -> F:
    """Add FINDING..., one finding or several."""
    return click.argument("findings", nargs=-1, required=True, metavar="FINDING...")(command)


def severities() -> str:
    """Return what the steps of severity mean, for help."""
    return ", ".join(f"{step} {labels.severity(step)}" for step in range(1, 5))


def _severity(word: str) -> int:
    """Return a severity 1..4, or 0 for that of the check; the kind of an option."""
    if folded(word) == AS_THE_CHECK:
        return 0
    step: int = click.IntRange(1, 4)(word)
    return step


@options
class DetailOptions:
    """What is said of a finding; None for what is not."""

    what: str | None = option(
        "--what",
        metavar="TEXT",
        help=_("What is wrong, in a sentence; an empty one leaves it to the kept wording, or the check."),
    )
    place: str | None = option(
        "--place", metavar="TEXT", help=_("Where on the page: the element, or words that lead there.")
    )
    item: str | None = option("--item", metavar="TEXT", help=_("The item of the sample it was seen on."))
    address: str | None = option(
        "--address", metavar="ADDRESS", help=_("The page, if that is not the touchpoint’s own address.")
    )
    severity: int | None = option(
        "--severity",
        type=_severity,
        metavar="STEP",
        help=_("How bad it is: {severities}; or check for what its check says.").format(
            severities=severities()
        ),
    )
    whom: str | None = option("--whom", metavar="TEXT", help=_("Whom it hits, and how."))
    quick_win: bool | None = option(
        "--quick-win/--no-quick-win", default=None, help=_("Whether it is mended quickly.")
    )
    note: str | None = option("--note", metavar="TEXT", help=_("Whatever else helps to mend it."))

    def draft(self) -> FindingDraft:
        """Return what is said, as it is to be written."""
        return FindingDraft(**given(self))

    @property
    def any(self) -> bool:
        """Whether anything is said."""
        return bool(given(self))

    def needed(self) -> FindingDraft:
        """Return what is said; raise RefusedError where nothing is."""
        if not self.any:
            raise RefusedError(_("Say what is to change, such as --place or --severity."))
        return self.draft()
