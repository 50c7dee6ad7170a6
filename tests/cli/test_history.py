"""The history, undo and redo as commands tell them."""

from __future__ import annotations

from tests.cli.conftest import Cli


def test_what_became_of_a_change_is_told(shop: Cli) -> None:
    shop("journey", "edit", "web", "--name", "Other")
    shop("undo")
    newest = shop.json("history", "--limit", "2")
    assert [line["state"] for line in newest] == ["log", "undone"]
    table = shop("history", "--limit", "2").out
    assert "taken back" in table


def test_undo_and_redo_say_what_they_did(shop: Cli) -> None:
    shop("journey", "edit", "web", "--name", "Other")
    assert shop("undo").err == "Took back: Changed the journey “Web shop”.\n"
    assert shop("redo").err == "Did again: Changed the journey “Web shop”.\n"
