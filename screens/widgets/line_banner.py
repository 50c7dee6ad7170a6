"""The line over a place, and over what is open in front of it, that says that the database does not answer."""

from __future__ import annotations

from math import ceil
from time import monotonic

from textual.widgets import Static

from auditor.base.i18n import _, ngettext
from auditor.views.line import Line


class LineBanner(Static):
    """Says since when nothing answers, what that means for what one sees and types, and when it is tried again."""

    DEFAULT_CSS = """
    LineBanner { width: 100%; height: auto; max-height: 4; padding: 0 1; }
    LineBanner { background: $error; color: $title-text; text-style: bold; }
    LineBanner.-over { dock: top; margin-top: 1; }
    """

    def __init__(self, is_over: bool) -> None:
        """Start empty; `is_over` where it is laid over what is there, not put between."""
        super().__init__("", markup=False)
        self.set_class(is_over, "-over")

    def tell(self, line: Line, key: str) -> None:
        """Tell how a broken line stands now; `key` is the one that tries it at once."""
        self.update(told(line, key))


def told(line: Line, key: str) -> str:
    """Return in words how a broken line stands, for whoever has that key to try it at once."""
    assert line.since is not None
    parts = [line.why] if line.why else []
    parts.append(
        _(
            "The database has not answered since {time}. What you see is from before; what you type stays."
        ).format(time=f"{line.since:%H:%M}")
    )
    if line.again is None:
        parts.append(_("It is being tried …"))
    else:
        seconds = max(1, ceil(line.again - monotonic()))
        parts.append(
            ngettext(
                "It is tried again in {count} second; {key} tries now.",
                "It is tried again in {count} seconds; {key} tries now.",
                seconds,
            ).format(count=seconds, key=key)
        )
    return " ".join(parts)
