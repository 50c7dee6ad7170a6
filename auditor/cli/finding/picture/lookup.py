"""The picture that a number means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.sentences.finding_detail import picture_name

if TYPE_CHECKING:
    from auditor.views.findings import Picture
    from auditor.workspace import Workspace


def a_picture(workspace: Workspace, number: int) -> tuple[Picture, str]:
    """Return the picture of a number, and what it is called, such as `CHK-12, picture 2`."""
    picture = workspace.reads.findings.picture(number)
    finding = workspace.reads.findings.get(picture.finding_id) if picture else None
    places = {one.id: place for place, one in enumerate(finding.pictures, 1)} if finding else {}
    if picture is None or finding is None or number not in places:
        raise NotFoundError(
            _("There is no picture number {number}: “auditor finding picture list” lists them.").format(
                number=number
            )
        )
    return picture, picture_name(finding, places[number])
