"""Asks for the word of a feeling; a number gives the feeling with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.vocabulary import FEELINGS, Emotion
from screens.dialogs.choose import ChooseDialog, Option
from screens.widgets.line_list import LineList

NO_WORD = -1
"""What it gives where a feeling was given, and no word was looked for."""


class WordDialog(ChooseDialog):
    """The words there are; gives the place of one in `Emotion`. How it feels is in `score` then."""

    HEIGHT_BELOW = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the line to type in: no word has a figure in it.
        Binding(str(step), f"feel({score})", show=False, priority=True)
        for step, score in enumerate(FEELINGS, 1)
    ]

    def __init__(self, touchpoint: str, felt: int | None) -> None:
        """Ask for the feeling at a touchpoint, which may be `felt` already."""
        title = _("Which word fits the feeling at {touchpoint}?").format(touchpoint=touchpoint)
        super().__init__(
            title, [Option(number, labels.word(word), "") for number, word in enumerate(Emotion)]
        )
        self.score = felt
        self._told = Static("", markup=False)

    def below(self) -> Iterable[Widget]:
        """Say what numbers do."""
        self._told.update(
            Content.styled(_("1 to 5 says how it feels, and keeps the word with it."), "$quiet")
        )
        yield self._told

    def take(self, option: Option) -> None:
        """Give a word, where it is known how it feels."""
        if self.score is None:
            self._told.update(
                Content.styled(_("How does it feel? 1 very sour … 5 very happy."), "bold $accent")
            )
            return
        super().take(option)

    def action_feel(self, score: int) -> None:
        """Give the feeling, with the word that was looked for."""
        self.score = score
        here = self.option
        is_looked_for = bool(self.query_one(Input).value) or self.query_one(LineList).cursor > 0
        self.dismiss(here.id if here is not None and is_looked_for else NO_WORD)
