"""What tests of exports share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from auditor.base.vocabulary import Prefer
from auditor.exchange.document import as_text
from auditor.exchange.reading import ExportFile, read
from auditor.settings.config import Config
from auditor.views.exchange import Merged
from auditor.workspace import Workspace


def exported(workspace: Workspace) -> str:
    """Return everything in a database as text."""
    return as_text(workspace.reads.exports.everything())


def taken_in(workspace: Workspace, text: str, prefer: Prefer = Prefer.NEWEST) -> Merged:
    """Take a text into a database."""
    return workspace.merging.merge(read([ExportFile("export.json", text)]), "export.json", prefer)


@pytest.fixture
def blank(blank_address: str, config: Config) -> Iterator[Workspace]:
    """A workspace on a database that is not there yet, on the same engine as the test's other one."""
    workspace = Workspace.open(blank_address, config)
    yield workspace
    workspace.close()
