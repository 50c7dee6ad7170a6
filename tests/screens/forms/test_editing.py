"""A form saves what was changed in it, on top of what its user saw of the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from auditor.base.errors import ConflictError
from auditor.settings.config import Config
from auditor.views.journeys import Journey
from auditor.workspace import Workspace
from screens.forms.editing import Editing, beginning_of
from screens.frame.host import Host
from screens.widgets.fields import TextField, Values


class _Host:
    """Saves at once, and keeps what was refused."""

    refused: ConflictError | None = None

    async def save(self, change: Callable[[], object]) -> bool:
        """Make a change; False if somebody else has changed the same."""
        try:
            change()
        except ConflictError as error:
            self.refused = error
            return False
        return True


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where two programs meet."""
    return tmp_path / "team.db"


def test_the_second_time_it_is_saved_and_what_was_not_touched_stays(path: Path, config: Config) -> None:
    workspace, other = (
        Workspace.open(str(path), config),
        Workspace.open(str(path), Config(config.folder, "Ann")),
    )
    number = workspace.journeys.new("Shop", about="sells")

    def journey() -> Journey:
        found = workspace.reads.journeys.get(number)
        assert found is not None
        return found

    host = _Host()
    fields = [TextField("name", "name", "Shop"), TextField("about", "about", "sells")]
    editing = Editing(
        cast("Host", host),
        journey(),
        fields,
        journey,
        lambda seen, changed: workspace.journeys.edit(number, base=seen, **changed),
    )
    other.journeys.edit(number, name="Her shop", about="sells more")
    filled = Values({**beginning_of(fields), "name": "My shop"})
    assert not asyncio.run(editing.save(filled))
    assert host.refused is not None and "Ann has changed name" in str(host.refused)
    assert journey().name == "Her shop"
    assert asyncio.run(editing.save(filled))
    assert (journey().name, journey().about) == ("My shop", "sells more")
    workspace.close()
    other.close()
