"""The options that say which actions are meant, and what puts them in order."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec.structs import replace

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.text import folded
from auditor.base.vocabulary import OPEN_STATUSES, Method, Quadrant, Sort, Status
from auditor.cli.frame.completing import filter_names, owner_names
from auditor.cli.frame.options import of_journey_option, one_of
from auditor.cli.frame.rows import journey_number

if TYPE_CHECKING:
    from auditor.analysis.scoring import Scoring
    from auditor.views.actions import ActionFilter
    from auditor.workspace import Workspace

F = TypeVar("F", bound=Callable[..., object])


def sort_of(word: str) -> tuple[Sort, bool]:
    """Return the column of a word, and whether a minus before it turns the order round; the kind of an option."""
    name = folded(word).removeprefix("-")
    for column in Sort:
        if name in (column, folded(labels.word(column))):
            return (column, word.startswith("-"))
    raise click.BadParameter(_("choose one of {choices}.").format(choices=", ".join(Sort)))


def filter_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options of a filter to a command that takes a workspace, and hand it the filter as `wanted`."""

    @of_journey_option
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
        "--owner",
        metavar="NAME",
        shell_complete=owner_names,
        help=_("Only of this owner (part of the name); an empty name is nobody."),
    )
    @click.option("--mine", is_flag=True, help=_("Only yours."))
    @click.option("--late", is_flag=True, help=_("Only open ones that were due before today."))
    @click.option("--text", default="", metavar="TEXT", help=_("Only with this in the title or the place."))
    @click.option(
        "--filter",
        "words",
        default="",
        metavar="FILTER",
        help=_(
            "Words that combine: owner:anna status:planned stage:checkout due<fri effort<=2 late -sort:due"
        ),
    )
    @click.option(
        "--saved",
        metavar="NAME",
        shell_complete=filter_names,
        help=_("A filter kept under a name; more may be added."),
    )
    @wraps(command)
    def filtered(
        workspace: Workspace,
        /,
        journey: str | None,
        statuses: tuple[str, ...],
        every: bool,
        quadrant: str | None,
        owner: str | None,
        mine: bool,
        late: bool,
        text: str,
        words: str,
        saved: str | None,
        **rest: Any,
    ) -> object:
        from auditor.views.actions import ActionFilter

        wanted = ActionFilter(
            tuple(Status) if every else tuple(map(Status, statuses)) or OPEN_STATUSES,
            journey_number(workspace, journey),
            (Quadrant(quadrant),) if quadrant else (),
            text=text,
            owners=(*(() if owner is None else (owner,)), *((workspace.who,) if mine else ())),
            late=late,
        )
        return command(workspace, wanted=_worded(workspace, wanted, words, saved), **rest)

    return filtered


def _worded(workspace: Workspace, wanted: ActionFilter, words: str, saved: str | None) -> ActionFilter:
    """Return a filter narrowed by words and by one that is kept."""
    from auditor.input.filters import read_filter

    if saved is not None:
        words = f"{pick(workspace.reads.actions.filters(), saved, _('filter')).words} {words}"
    asked = read_filter(words, workspace.today, workspace.who, wanted)
    return replace(asked, text=" ".join(filter(None, (wanted.text, asked.text))))


def nothing_found(workspace: Workspace) -> str:
    """Return what is said where no action is found: that none fits the filter, or that there is none at all."""
    from auditor.views.actions import ActionFilter

    if workspace.reads.actions.ranking(ActionFilter(tuple(Status))).total:
        return _("Nothing fits the filter.")
    return _("There are no actions yet. Finishing an audit proposes one for every finding.")


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
