"""Where the user's own file is not the one everybody has, it is asked which counts: once, and by the same question everywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from auditor.base.vocabulary import Access, FileKind, Phase
from auditor.settings.config import Config
from auditor.workspace import Workspace
from screens import forms
from screens.app import AuditorApp
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.differing import DifferingDialog
from screens.dialogs.form import FormDialog
from screens.dialogs.write import WriteDialog
from screens.frame.place import Place
from screens.routes import ToQuestions
from screens.widgets.editors import ManyEditor
from tests.nouns.test_library import QUESTIONS, TEMPLATE, at, checklist, put
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, press, running, said

THEIRS = checklist("hatches", "open", "lit")
MINE = checklist("hatches", "open", "heard", text="Is it loud?")


@pytest.fixture
def workspace(opened: Opener, tmp_path: Path) -> Workspace:
    """A kiosk, made with a checklist, a template and questions that somebody shared; the user's own are others."""
    found = opened("blank")
    with closing(at(found, tmp_path / "colleague", "Bo")) as bo:
        bo.library_files.share(FileKind.CHECKLIST, "hatches", THEIRS)
        bo.library_files.share(FileKind.TEMPLATE, "kiosk", TEMPLATE)
        bo.library_files.share(FileKind.QUESTIONS, "ours", QUESTIONS)
        bo.journeys.new_from(bo.template("kiosk"))
    put(found.config.checklists, "hatches", MINE)
    put(found.config.journeys, "kiosk", TEMPLATE.replace("Hatch", "Window"))
    put(found.config.interviews, "ours", QUESTIONS.replace("come here", "come"))
    found.look()
    return found


@asynccontextmanager
async def asking(
    workspace: Workspace, begin: Callable[[AuditorApp], object], title: str = "“hatches”"
) -> AsyncIterator[Pilot[None]]:
    """Begin something in the app, and go on where it is asked which file counts."""
    async with running(workspace) as pilot:
        begin(app_of(pilot))
        await until(pilot, lambda: isinstance(pilot.app.screen, DifferingDialog))
        assert title in _title(pilot)
        yield pilot


def _title(pilot: Pilot[None]) -> str:
    screen = pilot.app.screen
    return screen._title if isinstance(screen, ChooseDialog) else ""


def _is(pilot: Pilot[None], kind: type[Any]) -> Callable[[], bool]:
    return lambda: isinstance(pilot.app.screen, kind) and not isinstance(pilot.app.screen, DifferingDialog)


def _kept(workspace: Workspace, kind: FileKind = FileKind.CHECKLIST, key: str = "hatches") -> str:
    return workspace.library.kept[kind, key]


def _round(app: AuditorApp) -> None:
    forms.round_start.ask_new_round(app, 1)


async def test_what_everybody_has_is_the_answer_to_enter_and_is_asked_about_once(
    workspace: Workspace,
) -> None:
    async with asking(workspace, _round) as pilot:
        assert said(pilot, "#changes") == "Yours would change: Comes: heard Goes: lit Changes: open"
        await press(pilot, "enter")
        await until(pilot, _is(pilot, FormDialog))
        await press(pilot, "escape")
        await until(pilot, _is(pilot, Place))
        _round(app_of(pilot))
        await until(pilot, _is(pilot, FormDialog))
        await press(pilot, "escape")
        put(workspace.config.checklists, "hatches", MINE + "\n")
        await until(pilot, _is(pilot, Place))
        _round(app_of(pilot))
        await until(pilot, lambda: isinstance(pilot.app.screen, DifferingDialog))
    assert _kept(workspace) == THEIRS


async def test_ones_own_takes_its_place_and_is_what_the_round_asks(workspace: Workspace) -> None:
    async with asking(workspace, _round) as pilot:
        await press(pilot, "2")
        await until(pilot, _is(pilot, FormDialog))
        assert _kept(workspace) == MINE
        await press(pilot, *"Ann, Bo", "enter")
        await until(pilot, lambda: workspace.reads.rounds.lines(1))


async def test_leaving_the_question_makes_nothing(workspace: Workspace) -> None:
    before = workspace.look()
    async with asking(workspace, _round) as pilot:
        await press(pilot, "escape")
        await until(pilot, _is(pilot, Place))
        forms.audit_start.start_or_resume(app_of(pilot), 1)
        await until(pilot, lambda: isinstance(pilot.app.screen, DifferingDialog))
        await press(pilot, "escape")
        await until(pilot, _is(pilot, Place))
    assert workspace.look() == before


async def test_a_journey_from_a_template_asks_of_it_and_of_its_checklists(workspace: Workspace) -> None:
    async with asking(
        workspace, lambda app: forms.new_journey.begin(app, "kiosk"), "Your template “kiosk”"
    ) as pilot:
        await press(pilot, "2")
        await until(pilot, lambda: "Your checklist “hatches”" in _title(pilot))
        await press(pilot, "1")
        await until(pilot, _is(pilot, FormDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: len(workspace.reads.journeys.lines()) == 2)
    assert "Window" in _kept(workspace, FileKind.TEMPLATE, "kiosk")
    assert _kept(workspace) == THEIRS


@pytest.mark.parametrize(("key", "name"), [("1", "Hatch"), ("2", "Window")])
async def test_a_template_in_a_file_that_is_named_asks_too(
    workspace: Workspace, tmp_path: Path, key: str, name: str
) -> None:
    workspace.config.checklists.joinpath("hatches.toml").unlink()
    workspace.config.journeys.joinpath("kiosk.toml").unlink()
    file = put(tmp_path, "mine", TEMPLATE.replace("Hatch", "Window"))
    async with running(workspace) as pilot:
        forms.new_journey.begin(app_of(pilot), forms.new_journey.OWN_FILE)
        await until(pilot, _is(pilot, FormDialog))
        await press(pilot, *str(file), "enter")
        await until(pilot, lambda: "Your template “kiosk”" in _title(pilot))
        await press(pilot, "escape")
        await until(pilot, _is(pilot, FormDialog))
        assert len(workspace.reads.journeys.lines()) == 1, "nothing is made"
        await press(pilot, "enter")
        await until(pilot, lambda: "Your template “kiosk”" in _title(pilot))
        await press(pilot, key)
        await until(pilot, lambda: len(workspace.reads.journeys.lines()) == 2)
    made = workspace.reads.journeys.get(2)
    assert made is not None and [point.name for point in made.touchpoints] == [name]


async def test_copying_a_journey_asks(workspace: Workspace) -> None:
    async with running(workspace) as pilot:
        forms.journey_forms.ask_copy(app_of(pilot), 1, "A kiosk")
        await until(pilot, _is(pilot, ConfirmDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: "“hatches”" in _title(pilot))
        await press(pilot, "1")
        await until(pilot, lambda: len(workspace.reads.journeys.lines()) == 2)


async def test_a_touchpoint_asks_of_a_checklist_once_it_is_chosen(workspace: Workspace) -> None:
    point = workspace.stages.add_touchpoint(1, "Door")
    async with running(workspace) as pilot:
        forms.touchpoint_form.ask_edit_touchpoint(app_of(pilot), point)
        await until(pilot, _is(pilot, FormDialog))
        await press(pilot, *" of oak", "enter")
        await until(pilot, _is(pilot, Place))
        forms.touchpoint_form.ask_edit_touchpoint(app_of(pilot), point)
        await until(pilot, _is(pilot, FormDialog))
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        editor = form._editors[[field.key for field in form._fields].index("checklists")]
        assert isinstance(editor, ManyEditor)
        editor._flags["hatches"].focus()
        await press(pilot, "space", "ctrl+s")
        await until(pilot, lambda: "“hatches”" in _title(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is form)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "“hatches”" in _title(pilot))
        await press(pilot, "1")
        await until(pilot, _is(pilot, Place))
    found = workspace.reads.journeys.touchpoint(point)
    assert found is not None and found[0].checklists == ("hatches",)


async def test_a_reply_asks_of_the_questions(workspace: Workspace) -> None:
    workspace.journeys.add_persona(1, "Ann")
    journey = workspace.reads.journeys.get(1)
    assert journey is not None and journey.stages[0].phase is Phase.PURCHASE
    async with running(workspace) as pilot:
        app_of(pilot).go(ToQuestions(1))
        await until(pilot, lambda: getattr(pilot.app.screen, "asked", None) or "questions" in pilot.app.title)
        await press(pilot, "enter")
        await until(pilot, lambda: "Your questions “ours”" in _title(pilot))
        await press(pilot, "2")
        await until(pilot, _is(pilot, WriteDialog))
    assert "come?" in _kept(workspace, FileKind.QUESTIONS, "ours")


async def test_a_broken_file_is_told_and_hinders_nothing(workspace: Workspace) -> None:
    put(workspace.config.checklists, "hatches", "key =")
    async with running(workspace) as pilot:
        _round(app_of(pilot))
        await until(pilot, _is(pilot, FormDialog))
        told = [one.message for one in pilot.app._notifications]
        assert any("What the database keeps as “hatches” counts." in one for one in told)


async def test_whoever_may_not_share_is_told_which_one_counts(workspace: Workspace) -> None:
    workspace.people.add("Kim")
    workspace.lower_access(Access.AUDITOR)
    async with running(workspace) as pilot:
        await until(pilot, lambda: app_of(pilot).access is Access.AUDITOR)
        forms.audit_start.start_or_resume(app_of(pilot), 1)
        await until(pilot, lambda: len(pilot.app.screen_stack) > 2)
        assert not isinstance(pilot.app.screen, DifferingDialog)
        told = [one.message for one in pilot.app._notifications]
        assert "Your checklist “hatches” is not the one everybody has, which counts." in told


async def test_what_a_colleague_shared_meanwhile_is_not_replaced_unseen(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with asking(workspace, _round) as pilot:
        with closing(Workspace.open(str(workspace.location.path), Config(tmp_path / "bo", "Bo"))) as bo:
            newer = checklist("hatches", "open", "wide")
            bo.library_files.share(FileKind.CHECKLIST, "hatches", newer)
        await press(pilot, "2")
        await until(
            pilot, lambda: any("Bo has put another" in one.message for one in pilot.app._notifications)
        )
        await until(pilot, lambda: _kept(workspace) == newer)
        assert not workspace.reads.rounds.lines(1)
