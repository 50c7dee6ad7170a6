"""Asks for the word of a feeling; a number gives the feeling with it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.vocabulary import FEELINGS, Emotion
from screens.dialogs.choose import ChooseDialog, Option
from screens.widgets.line_list import LineList

NO_WORD = -1
"""What it gives where a feeling was given, and no word was looked for."""

_STEPS = {str(step): score for step, score in enumerate(FEELINGS, 1)}
"""How it feels, by the walk's figures."""


class WordDialog(ChooseDialog):
    """The words there are; gives the place of one in `Emotion`. How it feels is in `score` then."""

    HEIGHT_BELOW = 1

    def __init__(self, touchpoint: str, felt: int | None) -> None:
        """Ask for the feeling at a touchpoint, which may be `felt` already."""
        title = _("Which word fits the feeling at {touchpoint}?").format(touchpoint=touchpoint)
        super().__init__(
            title, [Option(number, labels.word(word), "") for number, word in enumerate(Emotion)]
        )
        self.score = felt
        self._typed = ""
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

    def show_found(self, text: str, at: int) -> None:
        """Show the words that the text fits; a figure in it, of which no word has one, is the feeling."""
        figure = next((each for each in text if each in _STEPS), None)
        words = text.replace(figure, "", 1) if figure is not None else text
        if figure is None or words != self._typed:
            super().show_found(words, at)
            self._typed = words
        if figure is not None:
            self._feel(_STEPS[figure], is_looked_for=bool(words))

    def _feel(self, score: int, *, is_looked_for: bool) -> None:
        """Give the feeling, with the word that was looked for."""
        self.score = score
        is_looked_for |= self.query_one(LineList).cursor > 0
        here = self.option
        self.dismiss(here.id if here is not None and is_looked_for else NO_WORD)
