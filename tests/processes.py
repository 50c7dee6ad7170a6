"""Programs run as a user's shell runs them, with their outputs kept."""

from __future__ import annotations

import os
import subprocess


def ran(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program without anything to read, and return what it printed and its exit code."""
    return subprocess.run(
        words,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
