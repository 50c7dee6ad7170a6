"""What is in a file: parsed when somebody asks for it, and once."""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import sha256
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
    def sha256(self) -> str:
        """SHA-256 of what the file says: the same JSON, or the same cells, however they are spaced and parted."""
        if self.is_json:
            said: object = self.value
        else:
            said = [[" ".join(cell.split()) for cell in row.cells] for row in self.rows.rows]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def value(self) -> Any:
        """The value of the JSON; raises BadContentError with line or path."""
        return read_json(self.source.text)

    @cached_property
    def rows(self) -> SheetRows:
        """The rows of the table; raises BadContentError with the line."""
        return read_rows(self.source.text, self._progress)
