"""Beside the app: the shell it was started from, the user's editor, the title of the window, the very first start."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.terminal.terminal import PROMPT, Terminal


def test_what_is_typed_for_the_shell_is_the_shells(terminal: Terminal) -> None:
    terminal.begin_audit()
    before = terminal.state()
    terminal.run()
    terminal.until("never looked at")
    assert terminal._tmux("display-message", "-p", "#{pane_title}").startswith("Auditor › ")
    # n and d mean something where the app is.
    terminal.press("C-z")
    terminal.until(lambda screen: PROMPT in screen and "Stopped" in screen)
    assert terminal.state() == before
    assert "Auditor" not in terminal._tmux("display-message", "-p", "#{pane_title}")
    terminal.type("echo nd | tr nd xy")
    terminal.press("Enter")
    terminal.until("\nxy\n")
    terminal.type("fg")
    terminal.press("Enter")
    terminal.until(lambda screen: "never looked at" in screen and "esc" not in screen)
    terminal.press("q")
    terminal.until_left()


@pytest.mark.parametrize("ends_well", [True, False])
def test_a_long_text_is_written_in_the_users_own_editor(
    terminal: Terminal, tmp_path: Path, ends_well: bool
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\nprintf "from outside\\nÅ" >>"$1"\nexit {0 if ends_well else 3}\n')
    editor.chmod(0o700)
    (tmp_path / "config" / "config.toml").write_text(f'editor = "{editor}"\n')
    terminal.begin_audit()
    terminal.run("audit", "walk")
    terminal.until("check 1 of ")
    terminal.press("c")
    terminal.until("your editor")
    terminal.type("mine")
    terminal.press("C-e")
    if ends_well:
        terminal.until(lambda screen: "from outside" in screen and "Å" in screen and "mine" in screen)
        terminal.press("C-s")
        terminal.until(lambda screen: "your editor" not in screen and "Comment: mine" in screen)
    else:
        terminal.until(lambda screen: "ended with 3: the text is as it was" in screen and "mine" in screen)
        terminal.press("Escape")
        terminal.press("Escape")
    terminal.until(lambda screen: "your editor" not in screen)
    terminal.press("q")
    terminal.until_left()


def test_a_new_machine_is_asked_once(terminal: Terminal, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "config")
    terminal.run()
    terminal.until("esc keep what is proposed")
    terminal.press("Escape")
    terminal.until("How do you want to begin?")
    terminal.press("q")
    terminal.until_left()
    assert 'theme = "dark"' in (tmp_path / "config" / "config.toml").read_text()
    terminal.run()
    terminal.until("How do you want to begin?")
    terminal.press("q")
    terminal.until_left()
