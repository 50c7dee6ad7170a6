"""Files that take long to make, made once for all processes of a test run."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path


class Once:
    """A way to get a file by its name, which the first process that asks for it makes while others wait."""

    def __init__(self, folder: Path) -> None:
        """Keep the files in a folder that all processes of the test run share."""
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def __call__(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the path of a file, made by `make` where nobody has yet, with whatever lies beside it."""
        made, making = self._folder / name, self._folder / f"{name}.making"
        with (self._folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                making.mkdir()
                make(making / name)
                making.rename(made)
        return made / name
