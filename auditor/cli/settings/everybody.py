"""Sets what everybody who uses the database goes by, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.frame.session import told

if TYPE_CHECKING:
    from auditor.workspace import Workspace


def set_for_everybody(workspace: Workspace, key: str, value: object) -> None:
    """Set one setting of the database, None for its default."""
    with told(workspace):
        workspace.settings.keep({key: value})
