"""`auditor touchpoint wish`: how a touchpoint is to be, for every customer or for a persona."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import UNSET, UnsetType

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.text import folded
from auditor.base.vocabulary import Channel, NoteKind
from auditor.cli.frame.lookup import on_the_map
from auditor.cli.frame.options import feeling_of, journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.views.maps import MapPoint
    from auditor.workspace import Workspace


NONE = "none"


def wish_of(word: str) -> int | None:
    """Return the wanted feeling −2..2 of a number or a word, or None for none; the kind of an argument."""
    return None if folded(word) == NONE else feeling_of(word)


@click.command(
    context_settings={"ignore_unknown_options": True},
    help=_(
        "Say how a touchpoint is to be. SCORE is how the customer is to feel there: -2 very sour, -1 sour, 0 neutral, 1 "
        "happy or 2 very happy, as a number or a word; none takes the feeling away. With --persona it is for that persona "
        "alone, whose own wish goes before that for every customer."
    ),
)
@click.argument("touchpoint")
@click.argument("score", required=False)
@click.option("--persona", metavar="PERSONA", help=_("For this persona alone: number or name."))
@click.option("--text", metavar="TEXT", help=_("What happens there then."))
@click.option(
    "--channel",
    type=click.Choice([*map(str, Channel), NONE]),
    help=_("Where it happens then; none for as today."),
)
@click.option(
    "--need",
    "needs",
    multiple=True,
    metavar="NEED",
    help=_(
        "A need noted there that is met then: number or part of its text; may be repeated. All of them are to be named; "
        "none takes all away."
    ),
)
@click.option("--take-away", is_flag=True, help=_("Take the whole wish away."))
@journey_option
@with_workspace
def wish(
    workspace: Workspace,
    touchpoint: str,
    score: str | None,
    persona: str | None,
    text: str | None,
    channel: str | None,
    needs: tuple[str, ...],
    take_away: bool,
    journey: str | None,
) -> None:
    """Wish for a feeling, and for what happens then."""
    said = score is not None or text is not None or channel is not None or bool(needs)
    if said is take_away:
        raise click.UsageError(
            _("Say what is wanted, as SCORE or with --text, --channel or --need; or --take-away alone.")
        )
    wanted: int | UnsetType | None = UNSET if score is None else wish_of(score)
    journey_map, point = on_the_map(workspace, touchpoint, journey)
    whose = None if persona is None else pick(journey_map.personas, persona, _("persona")).id
    number = point.touchpoint.id
    with told(workspace):
        if take_away:
            workspace.wishes.take(number, whose)
        elif text is None and channel is None and not needs and wanted is not UNSET:
            workspace.wishes.want(number, wanted, whose)
        else:
            workspace.wishes.edit(
                number,
                whose,
                feeling=wanted,
                text=text,
                channel="" if channel == NONE else channel,
                needs=_needs(point, needs) if needs else None,
            )


def _needs(point: MapPoint, words: Iterable[str]) -> list[int]:
    """Return the numbers of the needs that the words mean."""
    noted = [note for note in point.notes if note.kind is NoteKind.NEED]
    named = [word for word in words if word.strip() and folded(word) != NONE]
    return [pick(noted, word, _("need"), name=lambda note: note.text).id for word in named]
