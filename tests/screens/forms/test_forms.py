"""Forms: filled in with the keyboard, checked in place, and nothing typed is lost on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import OPEN_STATUSES, Channel, Status, Verdict
from auditor.views.money import Range
from auditor.workspace import Workspace
from screens.audit.walk import WalkPlace
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.form import (
    ChoiceField,
    FlagField,
    FormDialog,
    ManyField,
    ScaleField,
    TextField,
    Values,
)
from screens.forms.action_form import ask_edit_action, ask_new_action
from screens.frame.place import Place
from screens.widgets.fields import Field
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, place_of, press, running, said, shown, type_ahead

HOSTILE = (
    "[/]",
    "[@click=app.quit]x[/]",
    "todo [x] [bold]",
    "אבג سلام",
    "👩‍👩‍👧 ❤️ 日本語",
    "a\\[b] $text-muted &amp;",
)
WORDS = ("least", "less", "some", "more", "most")


def fields() -> list[Field]:
    """Return a field of each kind."""
    return [
        TextField("name", "name", "Old", required=True),
        TextField("about", "description", "One line", multiline=True),
        ChoiceField("moment", "moment", [("b", "before"), ("d", "during"), ("a", "after")], "d"),
        ChoiceField("channel", "channel", [(each.value, each.value) for each in Channel], "website"),
        ScaleField("weight", "weight", 3, lambda step: WORDS[step - 1]),
        FlagField("critical", "critical", False, "it decides"),
        ManyField("lists", "lists", [("x", "First"), ("y", "Second"), ("z", "Third")], ("z",)),
    ]


class Asked:
    """A form on the screen, and what it gave."""

    def __init__(self, pilot: Pilot[None], form: FormDialog) -> None:
        self.pilot = pilot
        self.form = form
        self.given: list[dict[str, object] | None] = []

    @property
    def wrong(self) -> str:
        """The line that says what is wrong."""
        return str(self.form.query_one("#wrong").render())

    async def answer(self) -> dict[str, object] | None:
        """Wait until the form is gone; return what it gave."""
        await until(self.pilot, lambda: self.given)
        return self.given[0]


@asynccontextmanager
async def asked(
    workspace: Workspace,
    wanted: Sequence[Field] | None = None,
    check: Callable[[Values], None] | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Asked]:
    """Ask for some fields, or for one of each kind."""
    async with running(workspace, size=size) as pilot:
        form = FormDialog("A [/] form", wanted if wanted is not None else fields(), check=check)
        question = Asked(pilot, form)
        pilot.app.push_screen(form, question.given.append)
        await until(pilot, lambda: pilot.app.screen is form and pilot.app.focused is not None)
        yield question


async def test_a_form_left_as_it_is_gives_what_it_began_with(opened: Opener) -> None:
    async with asked(opened("blank")) as form:
        await press(form.pilot, "enter")
        assert await form.answer() == {
            "name": "Old",
            "about": "One line",
            "moment": "d",
            "channel": "website",
            "weight": 3,
            "critical": False,
            "lists": ("z",),
        }


async def test_every_kind_of_field_is_filled_in_by_keys_alone(opened: Opener) -> None:
    async with asked(opened("blank")) as form:
        await press(form.pilot, *"er", "tab", "enter", *"two", "tab", "right", "down", "c", "c", "tab")
        await press(form.pilot, "5", "left", "down", "space", "down", "down", "space", "ctrl+s")
        assert await form.answer() == {
            "name": "Older",
            "about": "One line\ntwo",
            "moment": "a",
            "channel": "chat",
            "weight": 4,
            "critical": True,
            "lists": ("z", "y"),
        }


async def test_up_and_down_go_through_the_fields_and_through_long_text(opened: Opener) -> None:
    async with asked(opened("blank")) as form:
        await press(form.pilot, "down")
        assert isinstance(form.pilot.app.focused, TextArea)
        await press(form.pilot, "enter", "up")
        assert isinstance(form.pilot.app.focused, TextArea), "a line up within the text"
        await press(form.pilot, "up")
        assert isinstance(form.pilot.app.focused, Input)
        await press(form.pilot, "shift+tab")
        await press(form.pilot, "space", "enter")
        given = await form.answer()
        assert given is not None and given["lists"] == (), "shift+tab came to the last of the several"


async def test_choices_go_round_and_a_scale_stops_at_its_ends(opened: Opener) -> None:
    async with asked(opened("blank"), fields()[2:5]) as form:
        await press(form.pilot, "right", "right", "tab", "home", "left", "tab", *["right"] * 5)
        assert "●●●●● 5  most" in shown(form.pilot)
        await press(form.pilot, *["minus"] * 9, "enter")
        assert await form.answer() == {"moment": "b", "channel": "other", "weight": 1}


async def test_what_is_missing_or_too_long_is_said_in_the_form_and_nothing_is_lost(opened: Opener) -> None:
    wanted = [
        TextField("name", "name", required=True),
        TextField("note", "note", "kept", limit=10, multiline=True),
    ]
    async with asked(opened("blank"), wanted) as form:
        await press(form.pilot, "space", "enter")
        assert "The name is empty: type at least one character." in form.wrong
        await press(form.pilot, *"Shop", "tab", *" and more", "ctrl+s")
        assert "The note has 13 characters, and 10 is the most" in form.wrong
        assert "kept and more" in shown(form.pilot) and "Shop" in shown(form.pilot)
        await press(form.pilot, *["backspace"] * 5, "ctrl+s")
        assert await form.answer() == {"name": "Shop", "note": "kept and"}


async def test_the_field_at_fault_takes_the_keys(opened: Opener) -> None:
    wanted = [TextField("name", "name", required=True), TextField("other", "other")]
    async with asked(opened("blank"), wanted) as form:
        await press(form.pilot, "tab", *"x", "enter", *"Name", "enter")
        assert await form.answer() == {"name": "Name", "other": "x"}


async def test_a_check_of_the_whole_form_refuses_in_one_line(opened: Opener) -> None:
    def check(values: Values) -> None:
        if values.text("name") != "right":
            raise RefusedError("[/] That is wrong: type right.")

    async with asked(opened("blank"), [TextField("name", "name", "w")], check) as form:
        await press(form.pilot, "enter")
        assert "[/] That is wrong: type right." in shown(form.pilot)
        await press(form.pilot, "backspace", *"right", "enter")
        assert await form.answer() == {"name": "right"}


async def test_escape_leaves_at_once_when_nothing_was_changed(opened: Opener) -> None:
    async with asked(opened("blank")) as form:
        await press(form.pilot, "escape")
        assert await form.answer() is None


@pytest.mark.parametrize(
    "keys", [("x",), ("tab", "x"), ("tab", "tab", "left"), ("tab", "tab", "tab", "tab", "1")]
)
async def test_what_was_filled_in_is_thrown_away_only_at_the_second_escape(
    opened: Opener, keys: tuple[str, ...]
) -> None:
    async with asked(opened("blank")) as form:
        await press(form.pilot, *keys, "escape")
        assert "esc again throws it away" in form.wrong
        assert not form.given
        await press(form.pilot, "escape")
        assert await form.answer() is None


async def test_going_on_after_the_warning_brings_the_warning_again(opened: Opener) -> None:
    async with asked(opened("blank")) as form:
        await press(form.pilot, "x", "escape", "y", "escape")
        assert not form.given
        await press(form.pilot, "enter")
        given = await form.answer()
        assert given is not None and given["name"] == "Oldxy"


async def test_a_form_longer_than_the_screen_scrolls_to_the_field_with_the_keys(opened: Opener) -> None:
    wanted = [TextField(f"f{number}", f"field {number}", f"value {number}") for number in range(40)]
    async with asked(opened("blank"), wanted) as form:
        assert "value 0" in shown(form.pilot) and "value 39" not in shown(form.pilot)
        assert "keep" in shown(form.pilot)
        await press(form.pilot, "up")
        await until(form.pilot, lambda: "value 39" in shown(form.pilot))
        await press(form.pilot, *"!", "enter")
        given = await form.answer()
        assert given is not None and given["f39"] == "value 39!"


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_and_kept_as_it_is(opened: Opener, text: str) -> None:
    wanted: list[Field] = [
        TextField("name", "name", text),
        TextField("about", "description", text, multiline=True),
        ChoiceField("one", "one", [(1, text), (2, text * 30)], 1),
        ManyField("many", "many", [("a", text)], ("a",)),
        FlagField("flag", "flag", True, text),
        ScaleField("scale", "scale", 1, lambda _step: text),
    ]
    async with asked(opened("blank"), wanted) as form:
        assert shown(form.pilot).count(text.split()[0]) >= 4
        await press(form.pilot, "enter")
        given = await form.answer()
        assert given is not None and (given["name"], given["about"]) == (text, text)


async def test_a_paste_of_several_lines_and_control_codes_is_cleaned_and_none_of_its_words_lost(
    opened: Opener,
) -> None:
    async with asked(opened("blank"), fields()[:2]) as form:
        form.pilot.app.post_message(events.Paste("er\r\nand\x1b[31m wiser\u202e"))
        await until(form.pilot, lambda: "One line fits here, and 2 were pasted." in shown(form.pilot))
        await press(form.pilot, "1")
        await until(form.pilot, lambda: "Older and[31m wiser" in shown(form.pilot))
        await press(form.pilot, "tab")
        form.pilot.app.post_message(events.Paste("\nnext\x07\r\nlast\x9b1m"))
        await until(form.pilot, lambda: "last" in shown(form.pilot))
        await press(form.pilot, "ctrl+s")
        assert await form.answer() == {"name": "Older and[31m wiser", "about": "One line\nnext\nlast1m"}


async def test_of_several_pasted_lines_only_the_first_is_taken_or_none(opened: Opener) -> None:
    async with asked(opened("blank"), fields()[:1]) as form:
        for key in ("2", "escape"):
            form.pilot.app.post_message(events.Paste(" and\n\nwiser\n"))
            await until(form.pilot, lambda: isinstance(form.pilot.app.screen, ChooseDialog))
            await press(form.pilot, key)
            await until(form.pilot, lambda: form.pilot.app.screen is form.form)
        form.pilot.app.post_message(events.Paste(" then\n"))
        await press(form.pilot, "ctrl+s")
        assert await form.answer() == {"name": "Oldand then"}


async def test_an_enormous_paste_is_refused_kindly(opened: Opener) -> None:
    async with asked(opened("blank"), fields()[:1]) as form:
        form.pilot.app.post_message(events.Paste("x" * 3_000_000))
        await press(form.pilot, "enter")
        await until(form.pilot, lambda: "200 is the most: please shorten it." in form.wrong)


async def test_a_form_stays_open_when_saving_fails_and_saves_once_when_it_works(opened: Opener) -> None:
    tries: list[str] = []

    async def save(values: Values) -> bool:
        tries.append(values.text("name"))
        return len(tries) > 1

    async with running(opened("blank")) as pilot:
        given: list[object] = []
        pilot.app.push_screen(FormDialog("Form", fields()[:1], save=save), given.append)
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, *"er", "enter")
        await until(pilot, lambda: tries)
        assert "Older" in shown(pilot) and not given
        type_ahead(pilot, ["enter", "enter"])
        await until(pilot, lambda: given)
        assert tries == ["Older", "Older"]


async def test_names_are_completed_while_typing(opened: Opener) -> None:
    wanted = [TextField("owner", "owner", suggestions=("Åsa [/]", "Kim"))]
    async with asked(opened("blank"), wanted) as form:
        await press(form.pilot, "å")
        await until(form.pilot, lambda: "sa [/]" in shown(form.pilot))
        await press(form.pilot, "right", "enter")
        assert await form.answer() == {"owner": "Åsa [/]"}


WALK = ("walk", 1)


def first_step(place: WalkPlace) -> tuple[int, int]:
    """Return the numbers of the visit and the answer that a walk stands at."""
    assert place.course is not None and place.course.visit is not None and place.course.answer is not None
    return place.course.visit.id, place.course.answer.id


async def form_in_front(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.focused is not None)


async def back_at(pilot: Pilot[None], kind: type[Place]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))


@pytest.mark.parametrize("verdict", [Verdict.FAIL, Verdict.PARTLY])
async def test_an_action_begins_with_the_remedy_of_the_check_it_answers(
    opened: Opener, verdict: Verdict
) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        walk = place_of(pilot, WalkPlace)
        visit_id, answer_id = first_step(walk)
        workspace.audits.answer(answer_id, verdict)
        visit = workspace.reads.audits.visit(visit_id)
        assert visit is not None
        ask_new_action(app_of(pilot), visit, visit.answers[0])
        await form_in_front(pilot)
        await press(pilot, "enter")
        await back_at(pilot, WalkPlace)
        check = visit.answers[0].check
        (line,) = workspace.reads.actions.ranking().all()
        assert (line.title, line.effort, line.impact) == (
            check.remedy["en"],
            check.remedy_effort,
            check.remedy_impact,
        )
        assert line.status is Status.PLANNED
        assert [f.action_id for f in workspace.reads.audits.findings(1)] == [line.id]


@pytest.mark.parametrize("score", [-1, -2])
async def test_an_action_for_a_sour_feeling_is_the_one_finishing_would_propose(
    opened: Opener, score: int
) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        walk = place_of(pilot, WalkPlace)
        visit_id, _answer = first_step(walk)
        workspace.audits.feel(visit_id, score)
        visit = workspace.reads.audits.visit(visit_id)
        assert visit is not None
        ask_new_action(app_of(pilot), visit, None)
        await form_in_front(pilot)
        await press(pilot, "enter")
        await back_at(pilot, WalkPlace)
    workspace.audits.finish(1)
    (own,) = workspace.reads.actions.ranking().all()
    workspace.undoing.undo()
    workspace.undoing.undo()
    workspace.audits.finish(1)
    (proposed,) = workspace.reads.actions.ranking().all()
    assert own.status is Status.PLANNED and proposed.status is Status.PROPOSED
    assert (own.title, own.effort, own.impact) == (proposed.title, proposed.effort, proposed.impact)


async def test_an_action_where_nothing_was_found_begins_empty_and_answers_nothing(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        walk = place_of(pilot, WalkPlace)
        visit_id, answer_id = first_step(walk)
        workspace.audits.answer(answer_id, Verdict.PASS)
        visit = workspace.reads.audits.visit(visit_id)
        assert visit is not None
        ask_new_action(app_of(pilot), visit, visit.answers[0])
        await form_in_front(pilot)
        await press(pilot, "enter")
        assert "The title is empty" in shown(pilot)
        await press(pilot, *"[/] Mine", "enter")
        await back_at(pilot, WalkPlace)
        (line,) = workspace.reads.actions.ranking().all()
        action = workspace.reads.actions.get(line.id)
        assert action is not None and action.line.title == "[/] Mine" and action.findings == ()


async def test_every_field_of_an_action_can_be_edited(opened: Opener) -> None:
    workspace = opened("listed")
    line = workspace.reads.actions.ranking().page(0, 1)[0]
    async with running(workspace) as pilot:
        ask_edit_action(app_of(pilot), line.id)
        await form_in_front(pilot)
        await press(
            pilot, *"!", "tab", *"A note", "tab", "2", "tab", "4", "tab", *"Åsa", "tab", *"2027-02-30"
        )
        await press(pilot, "enter")
        assert said(pilot, "#wrong").startswith("“2027-02-30” is no date: type it as 2026-12-01")
        await press(pilot, "backspace", "backspace", *"28", "enter")
        await back_at(pilot, Place)
        action = workspace.reads.actions.get(line.id)
        assert action is not None
        kept = action.line
        assert (kept.title, action.note, kept.effort, kept.impact) == (line.title + "!", "A note", 2, 4)
        assert (kept.owner, str(kept.due)) == ("Åsa", "2027-02-28")
        assert kept.status in OPEN_STATUSES
        ask_edit_action(app_of(pilot), line.id)
        await form_in_front(pilot)
        await press(pilot, *["tab"] * 7, *"much", "enter")
        assert said(pilot, "#wrong").startswith("Gain a month: “much” is no amount")
        await press(pilot, *["backspace"] * 4, *"300", "up", *"1000..2000")
        await press(pilot, "up", *["backspace"] * 11, "up", *["backspace"] * 3, "enter")
        await back_at(pilot, Place)
        action = workspace.reads.actions.get(line.id)
        assert action is not None and (action.line.owner, action.line.due) == ("", None)
        assert (action.line.cost, action.line.gain) == (Range(1000, 2000), Range(300, 300))


async def test_an_action_that_is_gone_is_said_and_no_form_opens(opened: Opener) -> None:
    async with running(opened("blank")) as pilot:
        ask_edit_action(app_of(pilot), 4711)
        await until(pilot, lambda: "This action is no longer there." in shown(pilot))
        assert isinstance(pilot.app.screen, Place)
