"""Typing told from pasted text: by how many keys come in one go, never by what they are."""

from __future__ import annotations

from itertools import count

import pytest
from textual import events
from textual.message import Message

from screens.frame.bursts import LONGEST, MOST, Bundle, Bursts, Flood
from screens.frame.textual_internals import new_parser


class Typed:
    """What is read, by a clock of its own, and what came of it."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self.bursts = Bursts()
        self.now = 0.0
        self.given: list[Message] = []

    def read(self, text: str) -> None:
        """Read some characters in one go."""
        if not self.bursts.take_plain(text, self.now):
            self.given += self.bursts.read(new_parser().feed(text), self.now)

    def pass_by(self, seconds: float) -> None:
        """Let time go by in which nothing is read."""
        wait = self.bursts.wait(self.now)
        self.now += seconds
        if wait is not None and wait <= seconds:
            self.given += self.bursts.release()

    @property
    def keys(self) -> str:
        """The characters of the keys that came of it."""
        handed_on: list[Message] = []
        for each in self.given:
            handed_on += each.keys if isinstance(each, Bundle) else [each]
        return "".join(key.character or f"<{key.key}>" for key in handed_on if isinstance(key, events.Key))

    @property
    def floods(self) -> list[tuple[str, str]]:
        """The texts and the last characters of the floods that came of it."""
        return [(each.text, each.last) for each in self.given if isinstance(each, Flood)]


@pytest.mark.parametrize("gap", [0.2, 0.03, 0.01])
def test_a_key_waits_for_no_other(gap: float) -> None:
    typed = Typed()
    for number in count(1):
        typed.read("y")
        assert len(typed.keys) == number
        typed.pass_by(gap)
        if number == 300:
            break
    assert not typed.floods


def test_keys_of_a_slow_line_come_in_one_go_and_in_their_order() -> None:
    typed = Typed()
    typed.read("ynp" * (MOST // 3))
    typed.read("\x1b[B")
    typed.read("yn")
    typed.pass_by(0.03)
    assert typed.keys == "ynp" * (MOST // 3) + "<down>" + "yn"
    assert not typed.floods


def test_keys_that_wait_for_more_do_not_wait_for_long() -> None:
    typed = Typed()
    for _time in range(20):
        typed.read("yn")
        wait = typed.bursts.wait(typed.now)
        assert wait is not None and wait <= 0.031
        typed.now += 0.01
    assert typed.bursts.wait(typed.now) == 0


@pytest.mark.parametrize("size", [MOST, MOST + 1, 4095, LONGEST + 5])
def test_more_keys_than_anybody_types_are_one_text(size: int) -> None:
    typed = Typed()
    text = ("lorem ipsum\rdolor\tsit " * size)[:size] + "q"
    for at in range(0, len(text), 500):
        typed.read(text[at : at + 500])
        typed.pass_by(0.001)
    assert not typed.given
    typed.pass_by(0.2)
    assert (typed.floods, typed.keys) == ([(text[:LONGEST], "q")], "")
    typed.read("y")
    assert typed.keys.endswith("y")


def test_a_key_that_writes_nothing_ends_a_text() -> None:
    typed = Typed()
    typed.read("x" * 200)
    typed.read("\x13yn")
    typed.pass_by(0.2)
    assert (typed.floods, typed.keys) == ([("x" * 200, "x")], "\x13yn")


def test_keys_that_move_are_no_text() -> None:
    typed = Typed()
    typed.read("\x1b[B" * 300)
    assert len(typed.given) == 300 and not typed.floods
