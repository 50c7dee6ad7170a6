"""An export in which anything was changed by hand is refused, or leaves a database that is sound and readable."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.base.errors import RefusedError
from auditor.library.templates import Template
from auditor.reporting.forms import Form, report
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.exchange.conftest import exported, taken_in
from tests.exchange.rows import TODAY, fill
from tests.exchange.test_bad_files import JSON
from tests.snapshots import everything


@pytest.fixture(scope="module")
def pattern(
    schema_file: Path, web_shop_template: Template, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """An export with a row in every part, with a value in every field."""
    path = tmp_path_factory.mktemp("pattern") / "filled.db"
    shutil.copy(schema_file, path)
    workspace = Workspace.open(str(path), Config(path.parent, "Kim"))
    fill(workspace, workspace.journeys.new_from(web_shop_template))
    found: dict[str, Any] = json.loads(exported(workspace))
    workspace.close()
    return found


@settings(max_examples=15)
@given(data=st.data())
def test_one_value_anywhere(pattern: dict[str, Any], schema_file: Path, data: st.DataObject) -> None:
    spoiled = json.loads(json.dumps(pattern))
    for _time in range(data.draw(st.integers(1, 3))):
        part = data.draw(st.sampled_from([name for name, rows in spoiled.items() if isinstance(rows, list)]))
        row = data.draw(st.sampled_from(spoiled[part]))
        key = data.draw(st.sampled_from(sorted(row)))
        others = [each[key] for each in spoiled[part] if key in each]
        row[key] = data.draw(st.sampled_from(others) | JSON)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "taken.db"
        shutil.copy(schema_file, path)
        workspace = Workspace.open(str(path), Config(path.parent, "Kim"))
        try:
            taken_in(workspace, json.dumps(spoiled))
        except RefusedError as error:
            assert "\n" not in str(error)
            assert '"journeys": []' in exported(workspace)
        else:
            _is_usable(workspace)
        workspace.close()


def _is_usable(workspace: Workspace) -> None:
    assert workspace.upkeep.check() == []
    everything(workspace)
    for line in workspace.reads.journeys.lines():
        for form in Form:
            report(workspace, line.id, form, TODAY)
    text = exported(workspace)
    assert taken_in(workspace, text).changed == 0
    assert exported(workspace) == text
