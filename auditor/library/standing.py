"""Which files of a team's own there are, in the user's folders and in the database, and how each stands to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from auditor.base.text import clean
from auditor.base.vocabulary import FileKind
from auditor.library import checklists, interviews, templates
from auditor.library.checklists import Library
from auditor.library.datafiles import load
from auditor.library.kept import named


class FileState(StrEnum):
    """How a file of the user's own and the one that the database keeps of its key stand to each other."""

    SHARED = "shared"
    """The database keeps it, and nothing else is in the user's folder."""
    DIFFERS = "differs"
    """The user's own is another one than the database keeps, which counts."""
    OWN = "own"
    """It is in the user's folder alone."""
    BROKEN = "broken"
    """What counts can't be used."""


class StandingFile(Struct, frozen=True):
    """A file of the team's own; texts are empty where there is none."""

    kind: FileKind
    key: str
    title: Mapping[str, str]
    """By language; empty for questions, which have none."""
    parts: int
    """How many checks, touchpoints or questions are in the one that counts."""
    path: Path
    """Where the user's own is, or would be."""
    mine: str
    """The user's own, where it is good."""
    kept: str
    """What the database keeps."""
    problem: str = ""
    """Why the one that counts, or else the user's own, can't be used."""

    @property
    def state(self) -> FileState:
        """How both stand to each other."""
        if self.problem and not self.parts:
            return FileState.BROKEN
        if not self.kept:
            return FileState.OWN
        return FileState.DIFFERS if self.problem or self.mine not in ("", self.kept) else FileState.SHARED


class _Good(Struct, frozen=True):
    title: Mapping[str, str]
    parts: int


def standing_files(folders: Mapping[FileKind, Path], library: Library) -> list[StandingFile]:
    """Return all files of the team's own, by kind and key; `folders` are the user's own, by what they hold."""
    found = (one for kind, folder in folders.items() for one in _of_kind(kind, folder, library))
    return list(found)


def _of_kind(kind: FileKind, folder: Path, library: Library) -> Iterator[StandingFile]:
    mine = {}
    for path in sorted(folder.glob("*.toml")):
        key, good, text, problem = _own(kind, path, library)
        mine[key] = path, good, text, problem
    kept = {key: text for (each, key), text in library.kept.items() if each is kind}
    for key in sorted(mine.keys() | kept.keys()):
        path, good, text, problem = mine.get(key, (folder / f"{key}.toml", None, "", ""))
        if key in kept:
            good, wrong = _examined(kind, named(key), kept[key], library)
            problem = wrong or problem
        title, parts = (good.title, good.parts) if good is not None else ({}, 0)
        yield StandingFile(kind, key, title, parts, path, text, kept.get(key, ""), problem)


def _own(kind: FileKind, path: Path, library: Library) -> tuple[str, _Good | None, str, str]:
    """Return the key of a file, what is told of a good one, its text, and what is wrong with it."""
    file = load(path)
    if file.problems:
        return path.stem, None, "", str(file.problems[0])
    good, problem = _examined(kind, path, file.text, library)
    key = file.content.get("key") if kind is not FileKind.QUESTIONS else path.stem
    return str(key) if good is not None else path.stem, good, clean(file.text) if good else "", problem


def _examined(kind: FileKind, path: Path, text: str, library: Library) -> tuple[_Good | None, str]:
    """Return what is told of a good file, or None and what is wrong with it first."""
    good: _Good | None = None
    if kind is FileKind.CHECKLIST:
        checklist, problems = checklists.examine(path, text, library)
        good = None if checklist is None else _Good(checklist.title, len(checklist.checks))
    elif kind is FileKind.TEMPLATE:
        template, problems = templates.examine(path, text)
        if template is not None:
            good = _Good(template.title, sum(len(stage.touchpoints) for stage in template.stages))
    else:
        questions, problems = interviews.examine(path, text)
        good = None if questions is None else _Good({}, len(questions.questions))
    return good, str(problems[0]) if problems else ""
