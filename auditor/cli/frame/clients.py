"""The options that say of which clients' journeys a list tells, and by which tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.cli.frame.completing import client_names, tag_names
from auditor.cli.frame.typed import option, options

if TYPE_CHECKING:
    from collections.abc import Set

    from auditor.views.journeys import JourneyLine
    from auditor.workspace import Workspace


CLIENT = option(
    "--client",
    metavar="NAME",
    shell_complete=client_names,
    help=_("Only of journeys of this client (part of the name); an empty name is none."),
)
TAGS = option(
    "--tag",
    metavar="TAG",
    multiple=True,
    shell_complete=tag_names,
    help=_("Only of journeys with this tag; may be repeated."),
)


@options
class WhichJourneys:
    """Of which journeys a list tells."""

    client: str | None = CLIENT
    tags: tuple[str, ...] = TAGS

    def is_any(self) -> bool:
        """Tell whether nothing is asked of the journeys."""
        return self.client is None and not self.tags

    def fits(self, line: JourneyLine) -> bool:
        """Tell whether a journey is one of them."""
        from auditor.sentences.clients import is_of

        return is_of(line, self.client, self.tags)

    def numbers(self, workspace: Workspace) -> Set[int] | None:
        """Return the numbers of the journeys meant; None where nothing is asked of them."""
        if self.is_any():
            return None
        return {line.id for line in workspace.reads.journeys.lines() if self.fits(line)}


ALL_JOURNEYS = WhichJourneys(client=None, tags=())
"""Nothing is asked of the journeys."""
