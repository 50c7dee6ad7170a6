"""The question bank: open questions by the phase of a customer's way, from the program's files and the user's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from auditor.base.i18n import in_language
from auditor.base.vocabulary import Phase
from auditor.library.datafiles import (
    DataFile,
    Problem,
    TablePlace,
    a_key,
    label_of,
    load,
    one_of,
    only,
    refuse_doubles,
    tables,
    texts,
)
from auditor.views.interviews import AskedQuestion, OwnQuestion
from auditor.views.journeys import Journey, Stage

OUR_FOLDER = Path(str(files("checklists"))) / "interviews"

_TEXT_LIMIT = 300


class Question(Struct, frozen=True):
    """An open question to a customer; texts by language."""

    key: str
    phase: Phase
    text: Mapping[str, str]
    probe: Mapping[str, str]
    """What to ask on with; may be empty."""


def examine(path: Path) -> tuple[tuple[Question, ...] | None, list[Problem]]:
    """Return the questions in a file and no problems, or None and the problems."""
    file = load(path)
    if file.problems:
        return None, file.problems
    only(file, file.content, ("phase", "question"))
    phase = one_of(file, file.content, "phase", Phase, Phase.OTHER)
    found = [
        _question(file, table, number, phase)
        for number, table in enumerate(tables(file, file.content, "question"))
    ]
    refuse_doubles(file, "question", [question.key for question in found])
    return (None, file.problems) if file.problems else (tuple(found), [])


def _question(file: DataFile, table: Mapping[str, object], number: int, phase: Phase) -> Question:
    place = TablePlace("question", number, label_of(table, f"question {number + 1}"))
    only(file, table, ("key", "text", "probe"), place)
    return Question(
        a_key(file, table, place),
        phase,
        texts(file, table, "text", _TEXT_LIMIT, place),
        texts(file, table, "probe", _TEXT_LIMIT, place, required=False),
    )


def questions_at(
    stage: Stage, bank: Mapping[Phase, Sequence[Question]], own: Sequence[OwnQuestion]
) -> list[Question]:
    """Return what is asked at a stage: the questions of its phase, then the team's own."""
    return [
        *bank.get(stage.phase, ()),
        *(
            Question(one.key, stage.phase, {"en": one.text}, {})
            for one in own
            if one.stage_id in (None, stage.id)
        ),
    ]


def asked_in(
    journey: Journey, bank: Mapping[Phase, Sequence[Question]], own: Sequence[OwnQuestion]
) -> list[AskedQuestion]:
    """Return all questions of a journey's stages in order, in the user's language."""
    return [
        AskedQuestion(stage.id, stage.name, one.key, in_language(one.text), in_language(one.probe))
        for stage in journey.stages
        for one in questions_at(stage, bank, own)
    ]


def question_bank(own_folder: Path) -> tuple[dict[Phase, tuple[Question, ...]], list[Problem]]:
    """Return the questions by phase, the user's after the program's, and what is wrong in files left out."""
    found: dict[Phase, dict[str, Question]] = {phase: {} for phase in Phase}
    problems: list[Problem] = []
    for folder in (OUR_FOLDER, own_folder):
        for path in sorted(folder.glob("*.toml")):
            questions, wrong = examine(path)
            problems += wrong
            for question in questions or ():
                found[question.phase].setdefault(question.key, question)
    return {phase: tuple(each.values()) for phase, each in found.items()}, problems
