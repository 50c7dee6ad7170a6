"""A real terminal: a shell in tmux, typed into and read from the screen."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

PROGRAM = Path(sys.executable).with_name("auditor")
LONGEST = 120.0
"""Seconds after which something that has not happened will not happen."""
PROMPT = "ready>"
SHELL = "sh -i"


class Terminal:
    """A shell in a terminal of its own, with a database and settings of its own."""

    def __init__(self, folder: Path, width: int = 80, height: int = 24) -> None:
        """Start the shell and wait for its prompt."""
        self.folder = folder
        self.environment = {
            **os.environ,
            "AUDITOR_DB": str(folder / "auditor.db"),
            "AUDITOR_CONFIG": str(folder / "config"),
            "AUDITOR_USER": "Kim",
            "LC_ALL": "C.UTF-8",
            "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
            "ENV": str(folder / "shell-settings"),
        }
        # Whoever has set something is not asked at the first start.
        (folder / "config").mkdir()
        (folder / "config" / "config.toml").touch()
        self.environment.pop("LANGUAGE", None)
        (folder / "shell-settings").write_text(f"PS1='{PROMPT}'\n")
        self._is_killed = False
        self._socket = f"auditor-{uuid4().hex}"
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", str(width), "-y", str(height), SHELL)
        try:
            self.until(PROMPT)
        except AssertionError:
            self.close()
            raise

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-L", self._socket, "-u", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def start_anew(self) -> None:
        """Begin with a fresh shell on a clear screen, whatever a killed program has left of the old one."""
        self._tmux("respawn-pane", "-k", SHELL)
        self.until(lambda screen: screen.strip() == PROMPT)

    def close(self) -> None:
        """End the terminal and whatever runs in it."""
        if not self._is_killed:
            self._tmux("kill-server")

    def kill(self) -> None:
        """Kill the terminal from under what runs in it."""
        self._is_killed = True
        os.kill(int(self._tmux("display-message", "-p", "#{pid}")), signal.SIGKILL)

    def text(self) -> str:
        """Return what the screen shows."""
        return self._tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names of them: a letter, Enter, Escape, Space, Up, C-s …"""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type text as it is, all at once."""
        self._tmux("send-keys", "-l", text)

    def paste(self, text: str) -> None:
        """Paste text, in brackets when the program asks for them."""
        self._tmux("set-buffer", text)
        self._tmux("paste-buffer", "-p")

    def state(self) -> str:
        """Return what the terminal is set to: the tty's settings, other screen, mouse and cursor."""
        tty = self._tmux("display-message", "-p", "#{pane_tty}").strip()
        settings = subprocess.run(["stty", "-F", tty, "-g"], capture_output=True, text=True, check=True)
        flags = "#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{keypad_flag} #{keypad_cursor_flag}"
        return settings.stdout + self._tmux("display-message", "-p", flags)

    def until(self, wanted: str | Callable[[str], object]) -> str:
        """Wait until the screen holds a text, or is as `wanted` says; return the screen."""
        end = time.monotonic() + LONGEST
        while True:
            screen = self.text()
            if wanted in screen if isinstance(wanted, str) else wanted(screen):
                return screen
            assert time.monotonic() < end, f"waited in vain for {wanted}:\n{screen}"
            time.sleep(0.05)

    def run(self, *arguments: str) -> None:
        """Start the program from the prompt."""
        self.type(f"clear; auditor {shlex.join(arguments)}".strip())
        self.press("Enter")

    def until_left(self) -> None:
        """Wait until the shell has the terminal again."""
        self.until(lambda screen: screen.rstrip().endswith(PROMPT) and self.program() is None)

    def program(self) -> int | None:
        """Return the process that the shell runs, if it runs one."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        children = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        return int(children[0]) if children else None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        program = self.program()
        assert program is not None, "nothing runs"
        os.kill(program, number)

    def command(self, *arguments: str) -> str:
        """Run a command of the program on the same database, outside the terminal; return its output."""
        done = subprocess.run(
            [PROGRAM, *arguments], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def begin_audit(self) -> None:
        """Begin an audit of a web shop that stands at its first check: what is there at the first touchpoint is said."""
        self.command("journey", "new", "--template", "web-shop")
        self.command("audit", "new", "1")
        asked = json.loads(self.command("audit", "gate", "1", "1", "--format", "json"))
        if asked:
            self.command("audit", "gate", "1", "1", *(f"{one['gate']}=yes" for one in asked))
