"""What the places that show some of the actions have in common: the filter, its line, filters kept, and the order."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from msgspec.structs import replace

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import Sort
from auditor.views.actions import ActionFilter
from screens import forms
from screens.actions.commands import WHICH
from screens.actions.words import list_words
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.frame.ways_out import WAYS
from screens.routes import NEXT_VIEW, Route, Selection
from screens.widgets.filter_bar import FilterBar


class FilteredPlace(Place):
    """A place that shows the actions that a filter lets through."""

    view: ClassVar[type[Route]]
    """Which of the views of the actions this is."""
    tells_status: ClassVar[bool] = True
    """Whether the title line says of which status the actions are."""

    def __init__(self, selection: Selection) -> None:
        """Show what is selected."""
        super().__init__()
        self.selection = selection
        self.bar = FilterBar(
            typed=self.narrow, kept=self.keep_filter, complete=self._complete, offered=self.OFFERED
        )
        self._before = selection.filter
        self._words_known: tuple[ActionFilter, str] | None = None
        self._where = ""

    @property
    def plain(self) -> ActionFilter:
        """What is shown when nothing is narrowed: the open actions of the journey, or of all."""
        shown = self.selection.filter
        return ActionFilter(journey_id=shown.journey_id, sort=shown.sort, descending=shown.descending)

    @property
    def first(self) -> ActionFilter:
        """What was shown when one came here, in the order that is shown now."""
        shown = self.selection.filter
        return replace(self.selection.first, sort=shown.sort, descending=shown.descending)

    @property
    def journey_at_hand(self) -> int | None:
        """The number of the journey whose actions are shown, unless they are of all."""
        return self.selection.filter.journey_id

    def shown(self) -> Shown:
        """The actions of the journey, or of all."""
        number = self.selection.filter.journey_id
        return Shown.of(number, "note", "reply", "comment", "saved_filter", "suggestion", "persona")

    def to_actions(self) -> None:
        """Let keys go to the actions."""
        raise NotImplementedError

    def number_at_hand(self) -> int | None:
        """Return the number of the action under the cursor, if there is one."""
        raise NotImplementedError

    def show_filter(self, wanted: ActionFilter) -> None:
        """Show other actions."""
        self.selection.filter = wanted
        self.show_now()

    def show_words(self, words: str) -> None:
        """Show the actions that `words` mean; say so when they mean none."""
        try:
            wanted = self.read_filter(words)
        except RefusedError as error:
            self.auditor.tell_error(error)
            return
        self.show_filter(wanted)

    def find_where(self) -> None:
        """Read the name of the journey whose actions are shown, unless they are of all."""
        journey_id = self.selection.filter.journey_id
        journey = None if journey_id is None else self.workspace.reads.journeys.get(journey_id)
        self._where = journey.name if journey else _("all journeys")

    def tell_shown(self, count: int) -> None:
        """Say in the title line, and in the line of the filter, what is shown."""
        said = list_words(count, len(self.selection.marks), self.selection.filter, self.tells_status)
        self.title_line.tell((self._where, self.called()), said)
        self.bar.tell(self.filter_words())

    def called(self) -> str:
        """Return what this place is called."""
        return _("what to improve")

    def filter_words(self, whole: bool = False) -> str:
        """Return the filter as it is typed; `whole` with the order, which is else seen by the headings."""
        shown = replace(self.selection.filter, journey_id=None)
        if not whole:
            shown = replace(shown, sort=Sort.PRIORITY, descending=False)
        if shown == ActionFilter():
            return ""
        if self._words_known is None or self._words_known[0] != shown:
            from auditor.input.filters import filter_words

            self._words_known = shown, filter_words(shown)
        return self._words_known[1]

    def read_filter(self, words: str) -> ActionFilter:
        """Return the filter that `words` mean here. Raises RefusedError for words that mean none."""
        from auditor.input.filters import read_filter

        shown = self.selection.filter
        wanted = replace(read_filter(words, self.workspace.today), journey_id=shown.journey_id)
        if wanted.sort is Sort.PRIORITY:
            wanted = replace(wanted, sort=shown.sort, descending=shown.descending)
        return wanted

    def _complete(self, typed: str) -> str | None:
        from screens.actions.filter_hints import completed

        return completed(typed, self.workspace)

    async def action_find(self) -> None:
        """Type what narrows the actions shown."""
        from screens.actions.filter_hints import hint

        self._before = self.selection.filter
        words = self.filter_words()
        await self.bar.type(f"{words} " if words else "", hint())
        self.offer()

    def narrow(self, text: str) -> None:
        """Narrow the actions while one types; what means nothing yet leaves them as they are."""
        from screens.actions.filter_hints import before_last, hint, settled

        try:
            wanted = self._read_begun(settled(text), before_last(text))
        except RefusedError as error:
            self.bar.hint(error.worded(WAYS), wrong=True)
            return
        self.bar.hint(hint(text))
        if wanted != self.selection.filter:
            self.show_filter(wanted)

    def _read_begun(self, words: str, before: str) -> ActionFilter:
        """Return the filter that `words` mean, or where the last of them means nothing yet those `before` it."""
        try:
            return self.read_filter(words)
        except RefusedError:
            return self.read_filter(before)

    def keep_filter(self, text: str) -> None:
        """Go back to the actions, narrowed."""
        try:
            wanted = self.read_filter(text)
        except RefusedError as error:
            self.bar.hint(error.worded(WAYS), wrong=True)
            return
        if wanted != self.selection.filter:
            self.show_filter(wanted)
        self._stop_typing()

    def _stop_typing(self) -> None:
        self.to_actions()
        self.bar.tell(self.filter_words())
        self.bar.leave()
        self.offer()

    def action_which(self) -> None:
        """Show the next kind of status."""
        statuses = [kind for _name, kind in WHICH]
        shown = self.selection.filter
        at = statuses.index(shown.statuses) if shown.statuses in statuses else -1
        self.show_filter(replace(shown, statuses=statuses[(at + 1) % len(statuses)]))

    def action_all_of_it(self) -> None:
        """Take the filters away."""
        self.show_filter(self.plain)

    def action_sort(self) -> None:
        """Choose the order."""
        forms.filter_asking.ask_order(self.auditor, self.selection.filter, self.show_filter)

    def sort_by(self, order: StrEnum) -> None:
        """Sort by what stands below a heading that was clicked; once more, the other way round."""
        self.show_filter(forms.filter_asking.sorted_by(self.selection.filter, Sort(order)))

    def action_filters(self) -> None:
        """Choose a filter that was kept, or keep the one that is on."""
        forms.filter_asking.ask_filter(self.auditor, self.filter_words(whole=True), self.show_words)

    def action_view(self) -> None:
        """Go on to the next view: list, board, owners."""
        self.go(NEXT_VIEW[self.view](self.selection, self.number_at_hand()), instead=True)

    def action_back(self) -> None:
        """Leave what is typed first, then the marks, then the filter one has set, then the place."""
        if self.bar.is_typing:
            if self._before != self.selection.filter:
                self.show_filter(self._before)
            self._stop_typing()
        elif self.selection.marks:
            self.selection.marks.clear()
            self.show_now()
        elif self.selection.filter not in (self.first, self.plain):
            self.show_filter(self.first)
        else:
            super().action_back()
