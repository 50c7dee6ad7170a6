"""The lines at the top and the bottom of every place: where I am, and what can be pressed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

from screens.frame.commands import Command

_STEP = " › "
_GAP = 2
"""Cells between two keys."""


class TitleLine(Static):
    """Says where the user is, and at the right whether all is saved."""

    DEFAULT_CSS = """
    TitleLine { dock: top; height: 1; background: $primary; color: $title-text; padding: 0 1; }
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("", markup=False)
        self._path: tuple[str, ...] = ()
        self._right = ""
        self._behind = ""
        self._company = ""

    def tell(self, path: Sequence[str] | None = None, right: str | None = None) -> None:
        """Change the path, what stands at the right, or both."""
        if path is not None:
            self._path = tuple(path)
            if self.is_attached and self.screen.is_current:
                self.app.title = self.path
        if right is not None:
            self._right = right
        self._draw()

    @property
    def path(self) -> str:
        """Where the user is, in words."""
        return _STEP.join(self._path)

    def tell_behind(self, text: str) -> None:
        """Show at the right what the screen is ahead of, until it is empty, in place of what stands there."""
        if text != self._behind:
            self._behind = text
            self._draw()

    def tell_company(self, text: str) -> None:
        """Show before what stands at the right who else is here; nothing with an empty text."""
        if text != self._company:
            self._company = text
            self._draw()

    def on_resize(self) -> None:
        """Fit the line to the new width."""
        self._draw()

    def _draw(self) -> None:
        room = max(0, self.size.width - 2)
        right = " · ".join(filter(None, (self._company, self._behind or self._right)))
        left = Content(self.path)
        space = room - cell_len(right) - 2
        if left.cell_length > space:
            left = left.truncate(max(0, space), ellipsis=True)
        gap = " " * max(2, room - left.cell_length - cell_len(right))
        self.update(Content.assemble((left.plain, "bold"), gap, right), layout=False)


class KeyLine(Static):
    """Shows the keys that can be pressed now, as many as fit; a click does the same as the key.

    What is not for the line stands there only where there are two.
    """

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("", markup=False)
        self._commands: tuple[Command, ...] = ()
        self._spans: list[list[tuple[int, int, Command]]] = []

    def offer(self, commands: Sequence[Command]) -> None:
        """Offer these commands, the most wanted first; those that stay are there while there is room for any."""
        self._commands = tuple(commands)
        self._draw()

    def on_resize(self) -> None:
        """Fit the lines to the new size."""
        self._draw()

    def _fitting(self) -> list[list[tuple[Command, int]]]:
        """Return the commands that fit, with their widths, line by line; those that stay go before all others, the last first."""
        staying = [place for place, command in enumerate(self._commands) if command.stays]
        others = [place for place, one in enumerate(self._commands) if one.in_line and not one.stays]
        if self.size.height > 1:
            others += [place for place, one in enumerate(self._commands) if not (one.in_line or one.stays)]
        widths = list(map(_width, self._commands))
        chosen: list[int] = []
        lines: list[list[int]] = []
        for place in (*reversed(staying), *others):
            wider = sorted((*chosen, place))
            broken = self._broken(wider, widths)
            if len(broken) <= self.size.height:
                chosen, lines = wider, broken
        return [[(self._commands[place], widths[place]) for place in line] for line in lines]

    def _broken(self, chosen: Sequence[int], widths: Sequence[int]) -> list[list[int]]:
        """Break commands, by their places, into lines."""
        lines: list[list[int]] = [[]]
        left = room = self.size.width + _GAP
        for place in chosen:
            if widths[place] > left and lines[-1]:
                lines.append([])
                left = room
            lines[-1].append(place)
            left -= widths[place]
        return lines

    def _draw(self) -> None:
        parts: list[tuple[str, str]] = []
        self._spans = []
        for line in self._fitting() if self.size else ():
            if self._spans:
                parts.append(("\n", ""))
            self._spans.append([])
            at = 0
            for command, width in line:
                self._spans[-1].append((at, at + width, command))
                parts += [(command.key, "bold $accent"), (f" {command.label}  ", "")]
                at += width
        self.update(Content.assemble(*parts), layout=False)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        line = self._spans[event.y] if event.y < len(self._spans) else []
        for start, end, command in line:
            if start <= event.x - 1 < end:
                await self.screen.run_action(command.action)
                return


def _width(command: Command) -> int:
    return cell_len(command.key) + 1 + cell_len(command.label) + _GAP
