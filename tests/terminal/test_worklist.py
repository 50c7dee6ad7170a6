"""Work handed out and followed by keys alone, in a real terminal, as a team does it week by week."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.terminal.terminal import Terminal

POINT = ("Web shop", "Basket and checkout")


def actions(terminal: Terminal) -> dict[str, dict[str, Any]]:
    """Return all actions by title, as the command line has them."""
    listed = json.loads(terminal.command("action", "list", "--all", "--format", "json"))
    return {action["title"]: action for action in listed}


def test_actions_are_handed_out_dated_and_moved_over_the_board(terminal: Terminal) -> None:
    terminal.command("journey", "new", "--template", "web-shop")
    for effort, title in enumerate(("Guest purchase", "Clear prices", "Shorter form"), 1):
        terminal.command("action", "add", *POINT, title, "--effort", str(effort), "--impact", "4")
    terminal.run()
    terminal.until("3 to do")
    terminal.press("g", "a")
    terminal.until("3 actions")

    # Two at once to somebody new, in a week; keys come in bundles, as over a slow line.
    terminal.press("Space", "Space", "o")
    terminal.until("Who sees to 2 actions?")
    terminal.type("Anna")
    terminal.until("somebody new")
    terminal.press("Enter")
    terminal.until(lambda screen: len(re.findall(r"○ +Anna", screen)) == 2)
    terminal.press("t")
    terminal.until("When is it due")
    terminal.type("+1w")
    terminal.until("in 7 days")
    terminal.press("Enter")
    terminal.until(lambda screen: "When is it due" not in screen and "2 marked" in screen)
    known = actions(terminal)
    assert [known[title]["owner"] for title in ("Guest purchase", "Clear prices", "Shorter form")] == [
        "Anna", "Anna", None
    ]  # fmt: skip
    assert known["Guest purchase"]["due"] == known["Clear prices"]["due"] is not None

    # Only Anna's, then over the board: both on their way, one of them done.
    terminal.press("Escape")
    terminal.until(lambda screen: "marked" not in screen)
    terminal.type("/owner:anna")
    terminal.press("Enter")
    terminal.until("2 actions")
    terminal.press("v")
    terminal.until("board")
    terminal.press("Home", "S-Right")
    terminal.until("Guest purchase”: in progress")
    terminal.press("S-Right")
    terminal.until("Guest purchase”: done")
    known = actions(terminal)
    assert (known["Guest purchase"]["status"], known["Clear prices"]["status"]) == ("done", "planned")

    # Who has what; and all of it taken back, one step a key.
    terminal.press("v")
    terminal.until("who has what")
    terminal.press("u", "u")
    terminal.until("Set the action “Guest purchase” to in progress")
    terminal.press("q")
    terminal.until_left()
    assert {action["status"] for action in actions(terminal).values()} == {"planned"}
