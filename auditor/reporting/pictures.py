"""The pictures of the findings in a report: made small enough to be sent, and what has to be said of them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from auditor.base.errors import AuditorError
from auditor.base.i18n import _, ngettext
from auditor.base.picture_names import picture_file
from auditor.imaging.scaling import fitted, smaller
from auditor.sentences.faults import statement
from auditor.sentences.finding_detail import picture_name
from auditor.views.findings import Finding, Picture

MOST = 200
"""Most pictures in one report; those of the worst findings are in it."""
MOST_BYTES = 12_000_000
"""Bytes of all its pictures: in a page they take a third more, and post takes no more than twenty million or so."""
ACROSS, DOWN = 1000, 1600
"""Most pixels of a picture in a report."""


class ReportPicture(Struct, frozen=True):
    """A picture as it is in a report."""

    finding: str
    """The name of its finding."""
    text: str
    """What is to be seen on it, or where nobody has said that what it is of; never empty."""
    is_described: bool
    kind: str
    """`png` or `jpeg`."""
    file: str
    """The name of its file in a folder, which no other picture has."""
    content: bytes
    width: int
    """In pixels as it is shown, as is the height."""
    height: int
    size: tuple[int, int]
    """In pixels of its content, which is no smaller."""

    @property
    def base64(self) -> str:
        """Its content, to stand in a page."""
        return b64encode(self.content).decode("ascii")


class ReportPictures(Struct, frozen=True):
    """All pictures of a report."""

    by_finding: Mapping[int, tuple[ReportPicture, ...]] = {}
    """By the number of the finding's row, in order."""
    undescribed: int = 0
    """Of so many nobody has said what is to be seen on them."""
    left_out: int = 0
    """So many are not in it, because it would be too large."""
    missing: tuple[str, ...] = ()
    """Why some can't be shown, a line each."""

    def of(self, finding: Finding) -> tuple[ReportPicture, ...]:
        """Return the pictures of a finding that are in the report."""
        return self.by_finding.get(finding.id, ())

    @property
    def all(self) -> list[ReportPicture]:
        """All that are in it, in the order of the findings."""
        return [each for pictures in self.by_finding.values() for each in pictures]

    @property
    def said(self) -> list[str]:
        """What whoever reads or sends the report has to know of its pictures, a line each."""
        counts = (
            (
                self.undescribed,
                ngettext(
                    "{n} picture has no description: say what is to be seen on it, for those who can’t see it.",
                    "{n} pictures have no description: say what is to be seen on them, for those who can’t see them.",
                    self.undescribed,
                ),
            ),
            (
                self.left_out,
                ngettext(
                    "{n} picture is left out, because the report would be too large; it is kept with its finding.",
                    "{n} pictures are left out, because the report would be too large; they are kept with their findings.",
                    self.left_out,
                ),
            ),
        )
        return [*(text.format(n=count) for count, text in counts if count), *self.missing]


def taken(findings: Iterable[Finding], read: Callable[[str, str], bytes]) -> ReportPictures:
    """Return the pictures of findings, the worst of which come first, as far as there is room for them.

    `read` gives the content of one by its hash and what it is called in an error. One that is missing or damaged is
    told and left out: a report is written all the same.
    """
    found: dict[int, tuple[ReportPicture, ...]] = {}
    missing: list[str] = []
    count = room = undescribed = left_out = 0
    for finding in findings:
        kept: list[ReportPicture] = []
        for place, picture in enumerate(finding.pictures, start=1):
            undescribed += not picture.text
            if count >= MOST or room >= MOST_BYTES:
                left_out += 1
                continue
            called = picture_name(finding, place)
            try:
                small = _small(finding, picture, read(picture.sha256, called), called)
            except AuditorError as error:
                missing.append(str(error))
                continue
            if room + len(small.content) > MOST_BYTES:
                left_out += 1
                continue
            kept.append(small)
            count, room = count + 1, room + len(small.content)
        if kept:
            found[finding.id] = tuple(kept)
    return ReportPictures(found, undescribed, left_out, tuple(missing))


def _small(finding: Finding, picture: Picture, content: bytes, called: str) -> ReportPicture:
    """Return a picture scaled down, unless it is large in pixels alone: drawings often take less as they are."""
    scaled = smaller(content, ACROSS, DOWN, called)
    width, height = fitted(picture.width, picture.height, ACROSS, DOWN)
    is_small = len(scaled) <= len(content)
    return ReportPicture(
        finding.name,
        picture.text
        or _("Picture of {finding}: {what}").format(finding=finding.name, what=statement(finding)),
        bool(picture.text),
        picture.kind,
        picture_file(finding.name, picture.sha256, picture.kind),
        scaled if is_small else content,
        width,
        height,
        (width, height) if is_small else (picture.width, picture.height),
    )
