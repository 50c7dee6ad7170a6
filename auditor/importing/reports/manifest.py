"""Reads the list of reports that Lighthouse CI writes, `manifest.json`, with the reports that lie beside it.

Shapes after its documentation (github.com/GoogleChrome/lighthouse-ci, docs/configuration.md, “upload.target=filesystem”).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext, number
from auditor.base.reading import is_so
from auditor.base.text import one_line, shortened
from auditor.importing.files.content import FileContent
from auditor.importing.files.reading import SIZE_LIMIT, BadContentError, Source, read_source
from auditor.importing.files.structured import an_object, numbered, text_at
from auditor.importing.reports.lighthouse import PAGES_LIMIT
from auditor.importing.reports.pages import refuse_many

_PATH = re.compile(r"[/\\]")


def is_manifest(value: Any) -> bool:
    """Tell whether a JSON value is the list of reports of Lighthouse CI."""
    return isinstance(value, list) and any(
        isinstance(each, dict) and "jsonPath" in each and "isRepresentativeRun" in each
        for each in value[:PAGES_LIMIT]
    )


def with_reports(content: FileContent) -> tuple[FileContent, tuple[str, ...], tuple[str, ...]]:
    """Return the reports that a list names as one content, remarks, and what of the list could not be read.

    Of each page the run that stands for it is taken. A report is looked for by its name in the folder of the list, and
    nowhere else, wherever the list says that it was. Raises RefusedError where none is there.
    """
    entries = [(path, an_object(each, path)) for path, each in numbered(content.value, "$")]
    chosen = [each for each in entries if each[1].get("isRepresentativeRun") is True] or entries
    refuse_many(chosen, PAGES_LIMIT)
    folder = Path(content.source.path).parent
    texts: list[str] = []
    lost: list[str] = []
    left = SIZE_LIMIT
    for path, entry in chosen:
        name = _PATH.split(text_at(entry, "jsonPath"))[-1]
        page = text_at(entry, "url") or name or path
        source = _beside(folder, name, left)
        if isinstance(source, str):
            lost.append(_("“{name}”: {reason}").format(name=shortened(page, 80), reason=source))
            continue
        left -= len(source.text)
        texts.append(source.text.lstrip("\ufeff"))
    if not texts:
        raise RefusedError(
            _(
                "This is Lighthouse CI’s list of reports, and none of them lies beside it: import the file that "
                "jsonPath names, “{name}”."
            ).format(name=shortened(_PATH.split(text_at(chosen[0][1], "jsonPath"))[-1], 100))
        )
    whole = Source(
        content.source.name,
        content.source.path,
        "[" + ",".join(texts) + "]",
        content.source.sha256,
        content.source.remarks,
    )
    remarks = [
        ngettext(
            "A list of Lighthouse CI: {count} report beside it was read.",
            "A list of Lighthouse CI: {count} reports beside it were read.",
            len(texts),
        ).format(count=number(len(texts)))
    ]
    if others := len(entries) - len(chosen):
        remarks.append(
            ngettext(
                "{count} other run was left out: of each page the run that Lighthouse CI chose counts.",
                "{count} other runs were left out: of each page the run that Lighthouse CI chose counts.",
                others,
            ).format(count=number(others))
        )
    return FileContent(whole), tuple(remarks), tuple(lost)


def _beside(folder: Path, name: str, left: int) -> Source | str:
    """Return a report that lies in a folder, or why it can't be read."""
    path = folder / name
    if name in ("", ".", "..") or "\x00" in name or not is_so(Path.is_file, path):
        return _("“{name}” does not lie beside the list.").format(name=shortened(one_line(name), 100))
    if path.resolve().parent != folder.resolve():
        return _("“{name}” leads out of the folder.").format(name=shortened(one_line(name), 100))
    try:
        source = read_source(path, limit=max(left, 1))
        FileContent(source).value  # noqa: B018 - what is no JSON is told by its own name
    except BadContentError as error:
        return f"{shortened(one_line(name), 100)}: {error.reason}"
    return source
