"""What a build does beside packing: it compiles the message catalogs, for a wheel, an sdist or an editable install."""

from __future__ import annotations

import runpy
from pathlib import Path

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogs(BuildHookInterface[BuilderConfig]):
    """Compiles the catalogs where they lie, so that an editable install finds them too."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002 - hatchling's names
        """Compile before the files are gathered."""
        # A build does not have the project's folder on its path, so tools can't be imported.
        runpy.run_path(str(Path(self.root, "tools", "catalogs.py")), run_name="__main__")
