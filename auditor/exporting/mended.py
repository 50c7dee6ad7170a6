"""What a ticket tells of each finding that its action mends, so that a developer can act on it without asking."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from auditor.base.i18n import _, day, in_language
from auditor.base.text import one_line
from auditor.base.vocabulary import PICTURE_ENDINGS, PictureKind
from auditor.sentences import faults
from auditor.sentences.finding_states import state, touchpoints
from auditor.views.exporting import HandedAction
from auditor.views.findings import Finding, Picture, Sighting

Fact = tuple[str, str]
"""What is told, in a word, and the text."""


class Beside(Struct, frozen=True):
    """The folder into which the pictures of what is written out are written, as a file names it; with none, they are not."""

    folder: str | None = None

    @classmethod
    def of(cls, folder: Path | None, file: Path | None) -> Beside:
        """Return it as `file` names it, or with none as what stands in the current folder does."""
        if folder is None:
            return cls()
        where = (file.parent if file is not None else Path.cwd()).absolute()
        try:
            return cls(Path(os.path.relpath(folder.absolute(), where)).as_posix())
        except ValueError:
            # It is on another drive.
            return cls(folder.absolute().as_posix())

    def path(self, finding: Finding, picture: Picture) -> str:
        """Return where a picture is: its path, or where it is not written out the name of the file it was taken from."""
        if self.folder is None:
            return one_line(picture.name) or picture_file(finding, picture)
        return f"{self.folder}/{picture_file(finding, picture)}"

    def image(self, finding: Finding, picture: Picture, alt: str) -> str:
        """Return a picture in Markdown; `alt` is what it shows, in Markdown."""
        return f"![{alt}]({quote(self.path(finding, picture))})"


NOT_BESIDE = Beside()


def picture_file(finding: Finding, picture: Picture) -> str:
    """Return the name of the file of a picture, which no other picture ever has."""
    return f"{finding.name}-{picture.sha256[:12]}{PICTURE_ENDINGS[PictureKind(picture.kind)]}"


def ticket_title(action: HandedAction) -> str:
    """Return the title of an action as a ticket; where it mends one finding, that finding's name stands first."""
    if len(action.mends) != 1:
        return action.line.title
    return f"{action.mends[0].name} {action.line.title}"


def finding_line(finding: Finding) -> str:
    """Return a finding in a line: its name, what is wrong, and how bad it is."""
    return f"{finding.name} {one_line(faults.statement(finding))} ({faults.severity(finding)})"


def facts(finding: Finding) -> list[Fact]:
    """Return what is known of a finding beside its name and what is wrong, as far as it is."""
    check = finding.check
    last = next((one for one in reversed(finding.sightings) if one.audit_id is not None), None)
    told = [
        (_("Where"), " · ".join(filter(None, (touchpoints(finding), faults.place(finding))))),
        (_("Web address"), faults.address(finding)),
        (_("Whom it hits"), finding.whom),
        (_("Quick win"), _("yes") if finding.quick_win else ""),
        (_("Seen"), _seen(last)),
        (_("Note"), " ".join(filter(None, dict.fromkeys((finding.note, last.note if last else ""))))),
        (_("State"), state(finding)),
        (_("Remedy"), in_language(check.remedy) if check else ""),
        (_("It is mended when the answer is yes"), in_language(check.text) if check else ""),
        (_("How to look"), in_language(check.look) if check else ""),
        (_("Why it matters"), in_language(check.why) if check else ""),
        (_("Source"), check.standard if check else ""),
        (_("Check"), "/".join(check.named) if check else ""),
    ]
    return [(name, one_line(text)) for name, text in told if text]


def _seen(last: Sighting | None) -> str:
    """Return when, in which audit and for whom a finding was last looked at."""
    if last is None:
        return ""
    where = _("{persona}, audit {number}").format(persona=last.persona, number=last.audit_id)
    return f"{day(last.at)}, {where}"


def pictures(finding: Finding, beside: Beside) -> Iterator[str]:
    """Yield a line for each picture of a finding: its file, and what is to be seen on it."""
    for one in finding.pictures:
        yield ": ".join(filter(None, (beside.path(finding, one), one_line(one.text))))


def plain_lines(finding: Finding, beside: Beside) -> Iterator[str]:
    """Yield the lines of a finding as plain text."""
    yield f"• {finding_line(finding)}"
    yield from (f"  {name}: {text}" for name, text in facts(finding))
    yield from (f"  {_('Picture')}: {line}" for line in pictures(finding, beside))


def markdown_lines(
    finding: Finding, beside: Beside, shown: Callable[[str], str], indent: str
) -> Sequence[str]:
    """Return the lines of a finding below its own in a list in Markdown; `shown` makes text into nothing but text."""
    lines = [f"{indent}- {shown(name)}: {shown(text)}" for name, text in facts(finding)]
    if beside.folder is None:
        return lines + [f"{indent}- {_('Picture')}: {shown(line)}" for line in pictures(finding, beside)]
    return lines + [
        f"{indent}- {beside.image(finding, one, shown(one.text or finding_line(finding)))}"
        for one in finding.pictures
    ]
