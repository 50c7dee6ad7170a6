"""Pictures for tests, and findings that have them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from sqlmodel import col, func, select

from auditor.imaging.making import Made, picture_of
from auditor.store.picture_files import folder_of
from auditor.store.tables import FindingRecord, PictureRecord, TouchpointRecord
from auditor.store.work import stored
from auditor.workspace import Workspace


def made(content: bytes) -> Made:
    """Return something to keep that is no real picture."""
    return Made(content, "png", 1, 1, sha256(content).hexdigest())


def file_of(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """Return a picture as a file of a kind."""
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def copy_with_pictures(database: Path, target: Path) -> None:
    """Copy a database file, and the pictures beside it."""
    shutil.copy(database, target)
    if folder_of(database).is_dir():
        shutil.copytree(folder_of(database), folder_of(target), dirs_exist_ok=True)


def a_picture(number: int = 0) -> Made:
    """Return a small picture as it is kept; another one for each number."""
    return picture_of(file_of(Image.new("RGB", (3, 2), (number % 256, number // 256, 9))), "shot.png")


def keep_picture(workspace: Workspace, finding_id: int, picture: Made) -> None:
    """Give a finding a picture."""
    workspace.pictures.add(finding_id, picture.content, "shot.png")


def with_touchpoint(workspace: Workspace) -> int:
    """Make a journey with one touchpoint; return the touchpoint's number."""
    journey = workspace.journeys.new("Shop")
    shown = workspace.reads.journeys.get(journey)
    assert shown is not None
    return workspace.stages.add_touchpoint(shown.stages[0].id, "Search")


def add_finding(workspace: Workspace, touchpoint: int, pictures: Sequence[Made]) -> None:
    """Add a finding with pictures at a touchpoint, all in one transaction."""
    database = workspace._database
    with database.work("finding-new", name="CHK") as work:
        database.pictures.keep(work, pictures)
        point = work.get(TouchpointRecord, touchpoint)
        number = work.session.exec(select(func.coalesce(func.max(col(FindingRecord.number)), 0))).one() + 1
        finding = work.new(
            FindingRecord(
                journey_id=point.journey_id,
                touchpoint_id=touchpoint,
                letters="CHK",
                number=number,
                found_at=stored(database.clock()),
            )
        )
        assert finding.id is not None
        work.add(
            [
                PictureRecord(
                    finding_id=finding.id,
                    position=at,
                    sha256=each.sha256,
                    kind=each.kind,
                    width=each.width,
                    height=each.height,
                    size=each.size,
                )
                for at, each in enumerate(pictures, 1)
            ]
        )
