"""Asks for somebody, found by typing; a name nobody has yet is somebody new."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.i18n import _
from auditor.text import folded, one_line
from screens.dialogs.choose import ChooseDialog, Option

NEW = -1
"""Number of the option that is somebody new."""


class PersonDialog(ChooseDialog):
    """People to choose from; gives the number of one, or `NEW` when `typed` is the name of somebody new."""

    def __init__(self, title: str, people: Sequence[Option]) -> None:
        """Offer `people` in their order."""
        super().__init__(title, people)
        self.typed = ""

    def found(self, text: str) -> list[Option]:
        """Return the people that the text fits, those whose name begins so first, and last somebody of that name."""
        self.typed = one_line(text)
        needle = folded(self.typed)
        people = sorted(super().found(text), key=lambda each: not folded(each.name).startswith(needle))
        if needle and all(folded(each.name) != needle for each in people):
            people.append(Option(NEW, _("“{name}”").format(name=self.typed), _("somebody new")))
        return people
