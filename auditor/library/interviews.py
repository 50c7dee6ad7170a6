"""The question bank: open questions by the phase of a customer's way, from the program's files and the user's."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.i18n import _, in_language
from auditor.base.text import capital, clean
from auditor.base.vocabulary import FileKind, Phase
from auditor.library.datafiles import (
    DataFile,
    Problem,
    TablePlace,
    a_key,
    any_tables,
    is_key,
    label_of,
    load,
    one_of,
    only,
    refuse_doubles,
    tables,
    texts,
)
from auditor.library.kept import NOTHING, Differing, Kept, differing_in, of_kind
from auditor.views.interviews import OWN, AskedQuestion, OwnQuestion
from auditor.views.journeys import Journey, Stage

OUR_FOLDER = Path(str(files("checklists"))) / "interviews"

_TEXT_LIMIT = 300
_TITLE_LIMIT = 60


class Theme(Struct, frozen=True):
    """What several questions are about; its title by language is empty where no file has one."""

    key: str
    title: Mapping[str, str]

    @property
    def shown(self) -> str:
        """The title in the user's language; where there is none, the key, which is what somebody chose to call it."""
        return in_language(self.title) or (
            capital(_("own question")) if self.key.startswith(OWN) else self.key
        )


class Question(Struct, frozen=True):
    """An open question to a customer; texts by language."""

    key: str
    phase: Phase
    text: Mapping[str, str]
    probe: Mapping[str, str]
    """What to ask on with; may be empty."""
    theme: Theme


class QuestionFile(Struct, frozen=True):
    """What is in a file. The themes of its questions have no titles yet: another file may have them."""

    questions: tuple[Question, ...]
    themes: tuple[Theme, ...]


def examine(path: Path, text: str | None = None) -> tuple[QuestionFile | None, list[Problem]]:
    """Return what is in a file and no problems, or None and the problems. `text` as `datafiles.load` has it."""
    file = load(path, text)
    if file.problems:
        return None, file.problems
    only(file, file.content, ("phase", "question", "theme"))
    phase = one_of(file, file.content, "phase", Phase, Phase.OTHER)
    themes = [
        _theme(file, table, number) for number, table in enumerate(any_tables(file, file.content, "theme"))
    ]
    # A file may be there for its themes alone.
    asked = (any_tables if themes else tables)(file, file.content, "question")
    questions = [_question(file, table, number, phase) for number, table in enumerate(asked)]
    refuse_doubles(file, "theme", [theme.key for theme in themes])
    refuse_doubles(file, "question", [question.key for question in questions])
    return (None, file.problems) if file.problems else (QuestionFile(tuple(questions), tuple(themes)), [])


def _theme(file: DataFile, table: Mapping[str, object], number: int) -> Theme:
    place = TablePlace("theme", number, label_of(table, f"theme {number + 1}"))
    only(file, table, ("key", "title"), place)
    return Theme(a_key(file, table, place), texts(file, table, "title", _TITLE_LIMIT, place))


def _question(file: DataFile, table: Mapping[str, object], number: int, phase: Phase) -> Question:
    place = TablePlace("question", number, label_of(table, f"question {number + 1}"))
    only(file, table, ("key", "theme", "text", "probe"), place)
    key = a_key(file, table, place)
    theme = table.get("theme", key)
    if "theme" in table and not is_key(theme):
        file.refuse(_("must be made of a–z, 0–9 and single hyphens"), place, "theme")
    return Question(
        key,
        phase,
        texts(file, table, "text", _TEXT_LIMIT, place),
        texts(file, table, "probe", _TEXT_LIMIT, place, required=False),
        Theme(str(theme), {}),
    )


def questions_at(
    stage: Stage, bank: Mapping[Phase, Sequence[Question]], own: Sequence[OwnQuestion]
) -> list[Question]:
    """Return what is asked at a stage: the questions of its phase, those of a theme together, then the team's own."""
    by_theme: dict[str, list[Question]] = {}
    for question in bank.get(stage.phase, ()):
        by_theme.setdefault(question.theme.key, []).append(question)
    return [
        *(question for each in by_theme.values() for question in each),
        *(
            Question(one.key, stage.phase, {"en": one.text}, {}, Theme(one.key, {}))
            for one in own
            if one.stage_id in (None, stage.id)
        ),
    ]


def asked_in(
    journey: Journey, bank: Mapping[Phase, Sequence[Question]], own: Sequence[OwnQuestion]
) -> list[AskedQuestion]:
    """Return all questions of a journey's stages in order, in the user's language."""
    return [
        AskedQuestion(
            stage.id,
            stage.name,
            one.key,
            in_language(one.text),
            one.theme.key,
            one.theme.shown,
            in_language(one.probe),
        )
        for stage in journey.stages
        for one in questions_at(stage, bank, own)
    ]


def question_bank(
    own_folder: Path, kept: Kept = NOTHING
) -> tuple[dict[Phase, tuple[Question, ...]], list[Problem]]:
    """Return the questions by phase, the user's after the program's, and what is wrong in files left out.

    What the database keeps counts before a file of the same name in the user's folder.

    A question or theme whose key an earlier one has is left out: what was replied to ours stays a reply to it.
    """
    found: dict[Phase, dict[str, Question]] = {phase: {} for phase in Phase}
    themes: dict[str, Theme] = {}
    problems: list[Problem] = []
    own = {path.stem: (path, None) for path in _own_paths(own_folder)}
    for key, (path, _text) in own.items():
        if (FileKind.QUESTIONS, key) in kept:
            # It is not asked, but whoever wrote it is told what is wrong with it.
            problems += examine(path)[1]
    shared = {key: (name, text) for key, name, text in of_kind(kept, FileKind.QUESTIONS)}
    ours: list[tuple[Path, str | None]] = [(path, None) for path in sorted(OUR_FOLDER.glob("*.toml"))]
    for path, text in [*ours, *(one for _key, one in sorted({**own, **shared}.items()))]:
        file, wrong = examine(path, text)
        problems += wrong
        for question in file.questions if file else ():
            found[question.phase].setdefault(question.key, question)
        for theme in file.themes if file else ():
            themes.setdefault(theme.key, theme)
    return {
        phase: tuple(replace(one, theme=themes.get(one.theme.key, one.theme)) for one in each.values())
        for phase, each in found.items()
    }, problems


def own_texts(own_folder: Path) -> dict[str, str]:
    """Return the texts of the good files of questions in the user's folder, by name without their ending."""
    return {path.stem: text for path, text, _file in _own_files(own_folder)}


def differing(own_folder: Path, kept: Kept) -> list[Differing]:
    """Return the files in the user's folder of whose names the database keeps other questions, or that can't be used."""
    return differing_in(
        FileKind.QUESTIONS,
        [(path.stem, path, text) for path, text, _file in _own_files(own_folder)],
        [(path, examine(path)[1]) for path in _own_paths(own_folder)],
        kept,
    )


def to_share(own_folder: Path, kept: Kept, asked: Collection[str]) -> dict[str, str]:
    """Return the texts of the files in the user's folder that some questions are asked from, with the titles of their themes.

    Not those of names that the database keeps, and none for questions that a file of the program's or a kept one has.
    """
    own = [one for one in _own_files(own_folder) if (FileKind.QUESTIONS, one[0].stem) not in kept]
    if not own:
        return {}
    there = [examine(path)[0] for path in OUR_FOLDER.glob("*.toml")]
    there += [examine(name, text)[0] for _key, name, text in of_kind(kept, FileKind.QUESTIONS)]
    known = {one.key for file in there if file is not None for one in file.questions}
    themes = {one.key for file in there if file is not None for one in file.themes}
    wanted = set(asked) - known
    found: dict[str, str] = {}
    named: set[str] = set()
    for path, text, file in own:
        if here := [one for one in file.questions if one.key in wanted]:
            found[path.stem] = text
            wanted -= {one.key for one in here}
            named |= {one.theme.key for one in here}
    for path, text, file in own:
        if here_too := {one.key for one in file.themes} & (named - themes):
            found[path.stem] = text
            themes |= here_too
    return found


def _own_paths(own_folder: Path) -> list[Path]:
    return sorted(own_folder.glob("*.toml"))


def _own_files(own_folder: Path) -> list[tuple[Path, str, QuestionFile]]:
    """Return the good files of questions in the user's folder, with their texts."""
    read = [(path, load(path)) for path in _own_paths(own_folder) if is_key(path.stem)]
    examined = [(path, file, examine(path, file.text)[0]) for path, file in read if not file.problems]
    return [(path, clean(file.text), found) for path, file, found in examined if found is not None]
