"""An interview form: what is filled in, line by line, as it is written into a file and read back."""

from __future__ import annotations

from msgspec import Struct

ABOUT = ("journey", "persona", "code", "day", "consent", "note")
"""Keys of the lines that say who was asked."""
QUESTION, TOUCHPOINT = "question", "touchpoint"
"""What the keys of the other lines begin with, as in `question 12 why` and `touchpoint 5`."""
COLUMNS = ("key", "place", "question", "reply", "feeling")
"""The columns of a form in a table; a program goes by the first, people by the next two."""


class FormLine(Struct, frozen=True):
    """A line of a form."""

    key: str
    place: str = ""
    question: str = ""
    """What is to be filled in, for people."""
    reply: str = ""
    feeling: str = ""
    where: str = ""
    """Where it stands in its file, such as `line 7`; empty for one that is to be written."""
