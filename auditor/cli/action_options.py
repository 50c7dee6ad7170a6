"""The options that say which actions are meant, and what puts them in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from auditor.cli.options import one_of
from auditor.cli.rows import a_journey
from auditor.i18n import _
from auditor.vocabulary import OPEN_STATUSES, Method, Quadrant, Status

if TYPE_CHECKING:
    from auditor.analysis.scoring import Scoring
    from auditor.workspace import Workspace

F = TypeVar("F", bound=Callable[..., object])


def filter_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options of a filter to a command that takes a workspace, and hand it the filter as `wanted`."""

    @click.option("--journey", metavar="JOURNEY", help=_("Of this journey only (number or name)."))
    @click.option(
        "--status",
        "statuses",
        type=one_of(Status),
        multiple=True,
        help=_("Only of this status; may be repeated."),
    )
    @click.option("--all", "every", is_flag=True, help=_("Of every status, done and dropped too."))
    @click.option(
        "--quadrant",
        type=one_of(Quadrant),
        help=_("Only of this field of the effort-versus-impact matrix."),
    )
    @click.option(
        "--owner", metavar="NAME", help=_("Only of this owner (part of the name); an empty name is nobody.")
    )
    @click.option("--text", default="", metavar="TEXT", help=_("Only with this in the title or the place."))
    @wraps(command)
    def filtered(
        workspace: Workspace,
        /,
        journey: str | None,
        statuses: tuple[str, ...],
        every: bool,
        quadrant: str | None,
        owner: str | None,
        text: str,
        **rest: Any,
    ) -> object:
        from auditor.views import ActionFilter

        wanted = ActionFilter(
            tuple(Status) if every else tuple(map(Status, statuses)) or OPEN_STATUSES,
            a_journey(workspace, journey).id if journey is not None else None,
            (Quadrant(quadrant),) if quadrant else (),
            text=text,
            owners=() if owner is None else (owner,),
        )
        return command(workspace, wanted=wanted, **rest)

    return filtered


def order_option(command: F) -> F:
    """Add `--order` to a command that puts actions in order."""
    return click.option(
        "--order",
        type=one_of(Method),
        help=_("What puts the actions in order; without it, what the settings say."),
    )(command)


def scoring_of(workspace: Workspace, order: str | None) -> Scoring:
    """Return the user's scoring, with another method if one is given."""
    scoring = workspace.config.scoring
    return replace(scoring, method=Method(order)) if order else scoring
