"""Asks for the order of the actions, and for a filter that was kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _
from auditor.base.labels import word
from auditor.base.vocabulary import Sort
from auditor.input.filters import in_own_words
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import FormDialog, TextField, Values

if TYPE_CHECKING:
    from screens.actions.filtered import FilteredPlace

COMMON = (
    (N_("Mine"), "owner:me"),
    (N_("Late"), "late"),
    (N_("Due this week"), "due:week"),
    (N_("Nobody’s"), "owner:none"),
    (N_("Waiting for proof"), "waiting"),
)
"""Filters that everybody wants, each with its name (untranslated) and its words."""

_KEEP = -1
_FORGET = -2


def ask_order(place: FilteredPlace) -> None:
    """Ask what the actions are sorted by; the order that is on already is turned round."""
    shown = place.selection.filter
    orders = list(Sort)
    options = [
        Option(at, word(order), _("turn round") if order is shown.sort else "")
        for at, order in enumerate(orders)
    ]

    def sort(chosen: int | None) -> None:
        if chosen is None:
            return
        order = orders[chosen]
        descending = order is shown.sort and not shown.descending
        place.show_filter(replace(place.selection.filter, sort=order, descending=descending))

    place.app.push_screen(ChooseDialog(_("Sort by what?"), options), sort)


def ask_filter(place: FilteredPlace) -> None:
    """Ask for one of the filters that are common or were kept, and show it; or keep the one that is on."""
    saved = {kept.id: kept for kept in place.workspace.reads.actions.filters()}
    common = {-10 - at: (_(name), words) for at, (name, words) in enumerate(COMMON)}
    options = [Option(kept.id, kept.name, in_own_words(kept.words)) for kept in saved.values()]
    options += [Option(number, name, in_own_words(words)) for number, (name, words) in common.items()]
    if words := place.filter_words(whole=True):
        options.append(Option(_KEEP, _("Keep what is shown now under a name"), words))
    if saved:
        options.append(Option(_FORGET, _("Forget one of those kept"), ""))

    def take(chosen: int | None) -> None:
        if chosen is None:
            return
        if chosen == _KEEP:
            _ask_name(place, words)
        elif chosen == _FORGET:
            _ask_forget(place)
        else:
            _show(place, common[chosen][1] if chosen in common else saved[chosen].words)

    place.app.push_screen(ChooseDialog(_("Which filter?"), options), take)


def _show(place: FilteredPlace, words: str) -> None:
    try:
        wanted = place.read_filter(words)
    except RefusedError as error:
        place.auditor.tell(str(error), bad=True)
        return
    place.show_filter(wanted)


def _ask_name(place: FilteredPlace, words: str) -> None:
    async def save(values: Values) -> bool:
        return await place.auditor.save(lambda: place.workspace.filters.save(values.text("name"), words))

    fields = [TextField("name", _("name"), required=True, hint=words)]
    place.app.push_screen(FormDialog(_("Keep this filter"), fields, save=save))


def _ask_forget(place: FilteredPlace) -> None:
    options = [
        Option(kept.id, kept.name, in_own_words(kept.words))
        for kept in place.workspace.reads.actions.filters()
    ]

    async def forget(chosen: int | None) -> None:
        if chosen is not None:
            await place.auditor.save(lambda: place.workspace.filters.delete(chosen))

    place.app.push_screen(ChooseDialog(_("Forget which filter?"), options), forget)
