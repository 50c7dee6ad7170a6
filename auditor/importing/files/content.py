"""What is in a file: parsed when somebody asks for it, and once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from auditor.importing.files.reading import Progress, Source, no_progress
from auditor.importing.files.sheets import SheetRows, read_rows
from auditor.importing.files.structured import read_json


class FileContent:
    """A file as JSON or as a table, whichever it is."""

    def __init__(self, source: Source, progress: Progress = no_progress) -> None:
        """Parse nothing yet; `progress` is told how much of the table is read."""
        self.source = source
        self._progress = progress

    @property
    def is_json(self) -> bool:
        """Whether the text begins as JSON does."""
        return self.source.text.lstrip("\ufeff \r\n\t")[:1] in ("{", "[")

    @cached_property
    def value(self) -> Any:
        """The value of the JSON; raises BadContentError with line or path."""
        return read_json(self.source.text)

    @cached_property
    def rows(self) -> SheetRows:
        """The rows of the table; raises BadContentError with the line."""
        return read_rows(self.source.text, self._progress)
