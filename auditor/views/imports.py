"""What an import will write, to be looked at before."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct

from auditor.base.vocabulary import Verdict
from auditor.base.ways_out import Told
from auditor.views.evidence import EvidenceDraft


class Imported(Struct, frozen=True):
    """A piece of evidence, of which is known what file of what format it is from."""

    id: int
    sha256: str
    """Of the file's bytes."""
    content: str
    """SHA-256 of what the file said, whatever its white space; empty where that is not known."""
    origin: str
    """The format."""


class Surveyed(Struct, frozen=True):
    """Replies that a piece of evidence counts."""

    page: str
    """The question."""
    touchpoint_id: int | None
    stage_id: int | None
    persona_id: int | None
    replies: frozenset[str]
    """What they are known by."""


class PlannedSuggestion(Struct, frozen=True):
    """An answer to a check that a measurement suggests."""

    touchpoint_id: int
    checklist: str
    check_key: str
    verdict: Verdict
    why: str


class Landing(Struct, frozen=True):
    """What becomes of one part of a file: a piece of evidence, and the answers it suggests."""

    part: str
    """What it is called in the file: a page, a step, a group of replies."""
    touchpoint: str
    persona: str
    """Empty when it is of no certain persona."""
    draft: EvidenceDraft
    suggestions: tuple[PlannedSuggestion, ...] = ()
    stage: str = ""
    """Where it lands on a stage."""

    @property
    def on_journey(self) -> bool:
        """Whether it lands on the whole journey."""
        return self.draft.touchpoint_id is None and self.draft.stage_id is None


class PartKind(Enum):
    """What parts files have."""

    COLUMN = "column"
    LINES = "lines"
    QUESTION = "question"
    PAGE = "page"
    TABLE = "table"
    SHEET = "sheet"


class FilePart(Struct, frozen=True):
    """A part of a file: what it was taken as, or why it was left out."""

    kind: PartKind
    name: str
    """What it is called in the file; of lines, what they have in common."""
    taken: str = ""
    """What it was taken as, in the user's language; empty where it was left out."""
    why: str | Told = ""
    """Why it was left out, as half a sentence, and what takes it in."""
    count: int = 0
    """How many lines it is."""
    lines: tuple[int, ...] = ()
    """The first of them, counted from 1."""


class ImportPlan(Struct, frozen=True):
    """What an import will write, all of it or nothing."""

    form: str
    """The key of its format, such as survey, funnel or axe."""
    journey_id: int
    file: str
    """The file's name."""
    sha256: str
    landings: tuple[Landing, ...]
    remarks: tuple[str | Told, ...] = ()
    """How the file was understood, a sentence each."""
    left_out: tuple[str | Told, ...] = ()
    """What of the file lands nowhere, and why."""
    content: str = ""
    """SHA-256 of what the file says, whatever its white space."""
    parts: tuple[FilePart, ...] = ()
    """All that the file holds, part by part."""
    words: Mapping[str, float] = {}
    """The steps that the user gave words of answers which no known scale has."""
    file_form: str = ""
    """What files of the same form share; empty where nothing of them is remembered."""
    of_several: bool = False
    """It is of one part of a file, such as a sheet, so that another import of the file may say something else."""
