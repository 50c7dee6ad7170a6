"""The pictures of what actions mend, in a folder beside what is written out, and how that names them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from auditor.base.files import make_folder, write_whole
from auditor.base.picture_names import picture_file
from auditor.base.text import one_line
from auditor.sentences.finding_detail import picture_name
from auditor.views.exporting import HandedAction
from auditor.views.findings import Finding, Picture


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
        name = picture_file(finding.name, picture.sha256, picture.kind)
        return (one_line(picture.name) or name) if self.folder is None else f"{self.folder}/{name}"

    def image(self, finding: Finding, picture: Picture, alt: str) -> str:
        """Return a picture in Markdown; `alt` is what it shows, in Markdown."""
        return f"![{alt}]({quote(self.path(finding, picture))})"


NOT_BESIDE = Beside()


def write_pictures(folder: Path, actions: Iterable[HandedAction], read: Callable[[str, str], bytes]) -> int:
    """Write the pictures of what actions mend into a folder, and return how many there are.

    `read` gives the content of one, by its hash and by what it is called in an error. What is there already under the
    name of one is replaced. Raises RefusedError where one can't be written.
    """
    make_folder(folder)
    names: set[str] = set()
    for action in actions:
        for finding in action.mends:
            for place, one in enumerate(finding.pictures, 1):
                if (name := picture_file(finding.name, one.sha256, one.kind)) not in names:
                    write_whole(folder / name, read(one.sha256, picture_name(finding, place)), force=True)
                    names.add(name)
    return len(names)
