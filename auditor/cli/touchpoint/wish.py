"""`auditor touchpoint wish`: how the customer is to feel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.cli.frame.lookup import a_touchpoint
from auditor.cli.frame.options import feeling_of, journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


NO_WISH = "none"


def wish_of(word: str) -> int | None:
    """Return the wanted feeling −2..2 of a number or a word, or None for none; the kind of an argument."""
    return None if folded(word) == NO_WISH else feeling_of(word)


@click.command(
    context_settings={"ignore_unknown_options": True},
    help=_(
        "Say how the customer is to feel at a touchpoint (to-be). SCORE is -2 very sour, -1 sour, "
        "0 neutral, 1 happy or 2 very happy, as a number or a word; none takes the wish away."
    ),
)
@click.argument("touchpoint")
@click.argument("score")
@journey_option
@with_workspace
def wish(workspace: Workspace, touchpoint: str, score: str, journey: str | None) -> None:
    """Wish for a feeling."""
    wanted = wish_of(score)
    found = a_touchpoint(workspace, touchpoint, journey)
    with told(workspace):
        workspace.wishes.want(found.id, wanted)
