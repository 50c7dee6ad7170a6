"""Text pasted where the terminal hands it on as keys: it is written into a field, and does nothing elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.widgets import Input, TextArea

from screens.audit.walk import WalkPlace
from screens.dialogs.write import WriteDialog
from screens.frame.bursts import Bundle, Flood
from screens.frame.textual_internals import new_parser
from tests.faults.walking import SOON, in_a_walk, verdicts
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, press, running, shown, type_ahead

on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other terminals")

WALK = ("walk", 1)
REFUSED = "look like pasted text"
PROSE = "The label is missing here, and nobody would say why. "
"""Begins with a key that means nothing in a walk."""


def flood(text: str) -> Flood:
    """Return a text as it comes in a flood of keys."""
    return Flood(events.Key(text[0], text[0]), text, text[-1])


def bundle(text: str) -> Bundle:
    """Return keys as they come in one go over a slow line."""
    return Bundle([message for message in new_parser().feed(text) if isinstance(message, events.Key)])


@on_a_terminal
@pytest.mark.parametrize("size", [20_000, 1_000_000])
def test_a_text_pasted_into_a_walk_answers_nothing_more_and_the_app_is_left(
    shop_path: Path, size: int
) -> None:
    with in_a_walk(shop_path) as terminal:
        terminal.send(("yn and " * size)[:size].encode() + b"q")
        assert terminal.ended(SOON) == 0
    assert verdicts(shop_path)[2:] == [None] * (len(verdicts(shop_path)) - 2), (
        "at most its first key is taken"
    )


@on_a_terminal
@pytest.mark.parametrize("keys", [b"\x1b[B", b"\x14", b"\x1b[<35;10;20M"])
def test_keys_and_mouse_by_the_thousand_keep_nobody_from_leaving(shop_path: Path, keys: bytes) -> None:
    with in_a_walk(shop_path) as terminal:
        terminal.send(keys * 20_000)
        terminal.until_idle()
        terminal.send(b"q")
        assert terminal.ended(SOON) == 0
    assert verdicts(shop_path)[:2] == ["pass", None]


@on_a_terminal
def test_what_no_terminal_sends_harms_nothing(shop_path: Path) -> None:
    with in_a_walk(shop_path) as terminal:
        terminal.send(b"\x1b[99999999999u" * 3 + b"n")
        terminal.until("check 3 of ")
        terminal.send(b"\xff\xfe\xc3" + b"y")
        terminal.until("check 4 of ")
        # No letter and no figure, which might ask for something.
        terminal.send(bytes(Random(3).choices(b"\x00\x1c\x1d\x80\xf0\xff", k=50_000)))
        terminal.until_idle()
        terminal.send(b"q")
        assert terminal.ended(SOON) == 0
    assert verdicts(shop_path)[:4] == ["pass", "fail", "pass", None]


async def test_a_flood_does_no_more_than_its_first_key(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        pilot.app.post_message(flood("yn" * 10_000))
        await until(pilot, lambda: REFUSED in shown(pilot))
        assert isinstance(pilot.app.screen, WalkPlace)
        assert "check 2 of " in shown(pilot)
        await press(pilot, "n")
        assert "check 3 of " in shown(pilot)


@pytest.mark.parametrize(("key", "field"), [("c", TextArea), ("slash", Input)])
async def test_a_flood_into_a_field_is_pasted_whole_whatever_opened_it(
    opened: Opener, key: str, field: type[Input | TextArea]
) -> None:
    text = "first\nq and y and n " * 40 if field is TextArea else "q and y and n " * 40
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, key)
        pilot.app.post_message(flood(text))
        await until(pilot, lambda: not app_of(pilot).is_typing)
        box = pilot.app.screen.query(field).first()
        written = box.text if isinstance(box, TextArea) else box.value
        assert " ".join(written.split()) == " ".join(text.split())
        assert REFUSED not in shown(pilot)


async def test_a_flood_that_opens_its_field_itself_is_pasted_there_in_its_turn(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        pilot.app.post_message(flood("c" + PROSE * 10))
        type_ahead(pilot, "and more")
        await until(pilot, lambda: not app_of(pilot).is_typing)
        assert isinstance(pilot.app.screen, WriteDialog)
        assert pilot.app.screen.query_one(TextArea).text == PROSE * 10 + "and more"


async def test_a_sentence_is_refused_at_the_first_key_that_means_nothing(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        pilot.app.post_message(bundle(PROSE))
        await until(pilot, lambda: REFUSED in shown(pilot))
        assert "check 1 of " in shown(pilot)
        before = workspace.reads.history.lines(1)
        await press(pilot, *"ynpxyn")
        assert "check 7 of " in shown(pilot)
        assert workspace.reads.history.lines(1) != before


async def test_answers_typed_ahead_are_never_taken_for_a_text(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        pilot.app.post_message(bundle("ynpx" * 2 + "c" + PROSE))
        type_ahead(pilot, ["ctrl+s", *"yn"])
        await until(pilot, lambda: not app_of(pilot).is_typing)
    audit = workspace.reads.audits.get(1)
    assert audit is not None
    answers = audit.visits[0].answers
    expected = ["pass", "fail", "partly", "not-applicable"] * 2 + ["pass", "fail"]
    assert [answer.verdict for answer in answers] == expected + [None] * (len(answers) - len(expected))
    assert answers[8].note == PROSE.strip()
