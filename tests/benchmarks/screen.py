"""What a terminal would show: a small reader of the escape sequences that Textual writes."""

from __future__ import annotations

import codecs
import re

from rich.cells import get_character_cell_size

_TOKEN = re.compile(
    r"\x1b\[(?P<mark>[?>=<]?)(?P<numbers>[0-9;:]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[P\]X^_].*?(?:\x07|\x1b\\)"
    r"|\x1b[()][0-9A-Za-z]"
    r"|\x1b[^\[P\]X^_()]"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f])"
    r"|(?P<text>[^\x00-\x1f]+)",
    re.DOTALL,
)

Cell = tuple[str, str]
"""A character and the attributes it is drawn with; the second half of a wide character is an empty text."""


class Screen:
    """Cells in rows, changed by what a program writes."""

    def __init__(self, width: int, height: int) -> None:
        """Begin blank."""
        self.width = width
        self.height = height
        self._cells: list[list[Cell]] = [self._blank_row() for _row in range(height)]
        self._row = self._column = 0
        self._style = ""
        self._left = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def _blank_row(self) -> list[Cell]:
        return [(" ", "")] * self.width

    def row(self, number: int) -> str:
        """Return the text of a row, counted from 0 or from the end."""
        return "".join(character for character, _style in self._cells[number])

    @property
    def text(self) -> str:
        """All rows, a line each."""
        return "\n".join(map(self.row, range(self.height)))

    def style_at(self, row: int, column: int) -> str:
        """Return the attributes of a cell, as they were written."""
        return self._cells[row][column][1]

    def find(self, text: str) -> int | None:
        """Return the first row that holds a text, or None."""
        return next((number for number in range(self.height) if text in self.row(number)), None)

    def feed(self, data: bytes) -> None:
        """Take what the program wrote; sequences may be cut anywhere."""
        text = self._left + self._decoder.decode(data)
        at = 0
        while match := _TOKEN.match(text, at):
            at = match.end()
            if plain := match["text"]:
                self._write(plain)
            elif control := match["control"]:
                self._control(control)
            elif (final := match["final"]) and not match["mark"]:
                self._sequence(final, match["numbers"])
        self._left = text[at:]

    def _write(self, text: str) -> None:
        for character in text:
            wide = 1 if character.isascii() else get_character_cell_size(character)
            if not wide or self._column + wide > self.width:
                continue
            row = self._cells[self._row]
            row[self._column] = (character, self._style)
            if wide == 2:
                row[self._column + 1] = ("", self._style)
            self._column += wide

    def _control(self, control: str) -> None:
        if control == "\r":
            self._column = 0
        elif control == "\n":
            self._row = min(self.height - 1, self._row + 1)
            self._column = 0
        elif control == "\b":
            self._column = max(0, self._column - 1)

    def _sequence(self, final: str, numbers: str) -> None:
        if final == "m":
            self._style = numbers
            return
        values = [int(number) if number.isdigit() else 0 for number in numbers.split(";")]
        first = values[0]
        if final in "Hf":
            column = values[1] if len(values) > 1 else 1
            self._row, self._column = self._within(first - 1, column - 1)
        elif final in "ABCD":
            by = max(1, first)
            down = {"A": -by, "B": by}.get(final, 0)
            right = {"D": -by, "C": by}.get(final, 0)
            self._row, self._column = self._within(self._row + down, self._column + right)
        elif final == "J":
            self._cells = [self._blank_row() for _row in range(self.height)]
        elif final == "K":
            row = self._cells[self._row]
            row[self._column :] = [(" ", self._style)] * (self.width - self._column)

    def _within(self, row: int, column: int) -> tuple[int, int]:
        return max(0, min(self.height - 1, row)), max(0, min(self.width - 1, column))
