"""Dialogs: each is asked a question and gives back one value, or None when it was left.

A module of this package is imported when it is first asked for, as in `dialogs.write`: whoever only looks round
needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.dialogs import (
        capacity as capacity,
    )
    from screens.dialogs import (
        choose as choose,
    )
    from screens.dialogs import (
        confirm as confirm,
    )
    from screens.dialogs import (
        dialog as dialog,
    )
    from screens.dialogs import (
        explain as explain,
    )
    from screens.dialogs import (
        find_line as find_line,
    )
    from screens.dialogs import (
        first_start as first_start,
    )
    from screens.dialogs import (
        form as form,
    )
    from screens.dialogs import (
        help as help,
    )
    from screens.dialogs import (
        import_preview as import_preview,
    )
    from screens.dialogs import (
        leaving as leaving,
    )
    from screens.dialogs import (
        palette as palette,
    )
    from screens.dialogs import (
        past as past,
    )
    from screens.dialogs import (
        pasting as pasting,
    )
    from screens.dialogs import (
        proven as proven,
    )
    from screens.dialogs import (
        told_once as told_once,
    )
    from screens.dialogs import (
        weights as weights,
    )
    from screens.dialogs import (
        whose as whose,
    )
    from screens.dialogs import (
        write as write,
    )
    from screens.dialogs import (
        written as written,
    )
else:

    def __getattr__(name: str) -> ModuleType:
        """Import a module of this package."""
        if name.startswith("_"):
            raise AttributeError(name)
        return import_module(f"screens.dialogs.{name}")
