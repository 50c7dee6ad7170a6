"""What is exported comes back the same, in whatever database and however often."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from auditor.config import Config
from auditor.exchange.document import as_text
from auditor.exchange.reading import Source, read
from auditor.sample import make_sample
from auditor.store.tables import ENTITIES, Wording
from auditor.templates import Template
from auditor.workspace import Workspace
from tests.nouns.hand import Hand
from tests.snapshots import everything
from tests.walks import run_sql


def exported(workspace: Workspace) -> str:
    return as_text(workspace.reads.exports.everything())


def taken_in(workspace: Workspace, text: str) -> None:
    workspace.merging.merge(read([Source("export.json", text)]), "export.json")


@pytest.fixture
def blank(blank_address: str, config: Config) -> Workspace:
    return Workspace.open(blank_address, config)


def _is_the_same_again(workspace: Workspace, blank: Workspace) -> None:
    text = exported(workspace)
    taken_in(blank, text)
    assert exported(blank) == text
    assert blank.upkeep.check() == []
    before = blank.reads.history.lines(1)
    taken_in(blank, text)
    assert exported(blank) == text, "the second time nothing is doubled"
    assert blank.reads.history.lines(1) == before
    blank.close()


def test_the_sample(workspace: Workspace, blank: Workspace) -> None:
    make_sample(workspace)
    _is_the_same_again(workspace, blank)
