"""The floor of the screens: a hello-world Textual app with a header and a table of a hundred rows."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Header

ROWS = 100


class HelloApp(App[None]):
    """A header and a table."""

    TITLE = "Hello"

    def compose(self) -> ComposeResult:
        """Give the two widgets."""
        yield Header()
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill the table."""
        table: DataTable[object] = self.query_one(DataTable)
        table.add_columns("No.", "Action", "Touchpoint", "Priority")
        for number in range(ROWS):
            table.add_row(number, f"Action {number}", f"Touchpoint {number % 14}", number / 2)


def run() -> None:
    """Show it."""
    HelloApp().run()
