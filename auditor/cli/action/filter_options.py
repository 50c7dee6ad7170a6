"""The options that say which actions are meant, and what puts them in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click
from msgspec.structs import replace

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.text import folded
from auditor.base.vocabulary import OPEN_STATUSES, Method, Quadrant, Sort, Status
from auditor.cli.frame.clients import CLIENT, TAGS
from auditor.cli.frame.completing import filter_names, owner_names
from auditor.cli.frame.lookup import journey_number
from auditor.cli.frame.options import one_of
from auditor.cli.frame.typed import option, options
from auditor.input.filters import read_filter
from auditor.views.actions import ME, ActionFilter

if TYPE_CHECKING:
    from auditor.analysis.scoring import Scoring
    from auditor.workspace import Workspace


F = TypeVar("F", bound=Callable[..., object])


def sort_of(word: str) -> tuple[Sort, bool]:
    """Return the column of a word, and whether a minus before it turns the order round; the kind of an option."""
    name = folded(word).removeprefix("-")
    for column in Sort:
        if name in (column, folded(labels.word(column))):
            return (column, word.startswith("-"))
    raise click.BadParameter(_("choose one of {choices}.").format(choices=", ".join(Sort)))


@options
class FilterOptions:
    """Which actions are meant."""

    journey: str | None = option(
        "--journey", metavar="JOURNEY", help=_("Of this journey only (number or name).")
    )
    client: str | None = CLIENT
    tags: tuple[str, ...] = TAGS
    archived: bool = option(
        "--archived", is_flag=True, help=_("Those of archived journeys, which are left out else.")
    )
    statuses: tuple[str, ...] = option(
        "--status", type=one_of(Status), multiple=True, help=_("Only of this status; may be repeated.")
    )
    every: bool = option("--all", is_flag=True, help=_("Of every status, done and dropped too."))
    quadrant: str | None = option(
        "--quadrant", type=one_of(Quadrant), help=_("Only of this field of the effort-versus-impact matrix.")
    )
    owner: str | None = option(
        "--owner",
        metavar="NAME",
        shell_complete=owner_names,
        help=_("Only of this owner (part of the name); an empty name is nobody."),
    )
    mine: bool = option("--mine", is_flag=True, help=_("Only yours."))
    late: bool = option("--late", is_flag=True, help=_("Only open ones that were due before today."))
    text: str = option(
        "--text", default="", metavar="TEXT", help=_("Only with this in the title or the place.")
    )
    words: str = option(
        "--filter",
        default="",
        metavar="FILTER",
        help=_(
            "Words that combine: owner:anna status:planned stage:checkout due<fri effort<=2 late -sort:due"
        ),
    )
    saved: str | None = option(
        "--saved",
        metavar="NAME",
        shell_complete=filter_names,
        help=_("A filter kept under a name; more may be added."),
    )

    def filter(self, workspace: Workspace) -> ActionFilter:
        """Return the filter that is meant."""
        statuses = tuple(map(Status, self.statuses)) or OPEN_STATUSES
        wanted = ActionFilter(
            tuple(Status) if self.every else statuses,
            journey_number(workspace, self.journey),
            (Quadrant(self.quadrant),) if self.quadrant else (),
            text=self.text,
            owners=(
                *(() if self.owner is None else (self.owner,)),
                *((ME,) if self.mine else ()),
            ),
            late=self.late,
            clients=() if self.client is None else (self.client,),
            tags=self.tags,
            archived=self.archived,
        )
        return _worded(workspace, wanted, self.words, self.saved)


def _worded(workspace: Workspace, wanted: ActionFilter, words: str, saved: str | None) -> ActionFilter:
    """Return a filter narrowed by words and by one that is kept."""
    if saved is not None:
        words = f"{pick(workspace.reads.actions.filters(), saved, _('filter')).words} {words}"
    asked = read_filter(words, workspace.today, wanted)
    return replace(asked, text=" ".join(filter(None, (wanted.text, asked.text))))


def nothing_found(workspace: Workspace) -> str:
    """Return what is said where no action is found: that none fits the filter, or that there is none at all."""
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
    scoring = workspace.rules.scoring
    return replace(scoring, method=Method(order)) if order else scoring
