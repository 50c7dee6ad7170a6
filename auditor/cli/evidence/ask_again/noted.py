"""Finds what is to be asked again by the number of its evidence, and says when it is answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.cli.frame import output

if TYPE_CHECKING:
    from auditor.workspace import Workspace


def noted(workspace: Workspace, evidence: Iterable[int]) -> list[int]:
    """Return the numbers of what is to be asked again, by those of the evidence."""
    known = {one.evidence_id: one.id for one in workspace.reads.askings.open()}
    found: list[int] = []
    for number in dict.fromkeys(evidence):
        asking = known.get(number)
        if asking is None:
            raise NotFoundError(
                _(
                    "Nobody has noted that evidence {number} is to be asked for again: “auditor evidence ask-again "
                    "add {number}” does."
                ).format(number=number)
            )
        found.append(asking)
    return found


@contextmanager
def telling_answered(workspace: Workspace, journey_id: int) -> Iterator[None]:
    """Run a block that records evidence in a journey, and say what was to be asked again and is answered by it."""
    before = workspace.reads.askings.open(journey_id)
    yield
    still = {one.id for one in workspace.reads.askings.open(journey_id)} if before else set()
    for one in before:
        if one.id not in still:
            output.say(
                _("That answers evidence {number} “{source}”, which was to be asked for again.").format(
                    number=one.evidence_id, source=one.source
                )
            )
