"""What tests of exports share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from auditor.base.vocabulary import Prefer
from auditor.exchange.document import Export, Row, as_text
from auditor.exchange.reading import ExportFile, read
from auditor.settings.config import Config
from auditor.views.exchange import Merged
from auditor.workspace import Workspace


class Beside:
    """The pictures that went out with exports."""

    def __init__(self) -> None:
        """Have none yet."""
        self._contents: dict[object, bytes] = {}

    def put(self, workspace: Workspace, export: Export) -> None:
        """Put the pictures of an export beside it."""
        for row in export.of("pictures"):
            self._contents[row["sha256"]] = workspace.picture(str(row["sha256"]))

    def read(self, row: Row, _limit: int) -> bytes:
        """Return the content of a picture."""
        return self._contents[row["sha256"]]


BESIDE = Beside()


def exported(workspace: Workspace) -> str:
    """Return everything in a database as text, putting its pictures beside."""
    export = workspace.reads.exports.everything()
    BESIDE.put(workspace, export)
    return as_text(export)


def taken_in(workspace: Workspace, text: str, prefer: Prefer = Prefer.NEWEST) -> Merged:
    """Take a text into a database, with its pictures."""
    document = read([ExportFile("export.json", text)])
    return workspace.merging.merge(document, "export.json", prefer, BESIDE)


@pytest.fixture
def blank(blank_address: str, config: Config) -> Iterator[Workspace]:
    """A workspace on a database that is not there yet, on the same engine as the test's other one."""
    workspace = Workspace.open(blank_address, config)
    yield workspace
    workspace.close()
