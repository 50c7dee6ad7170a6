"""Asks for the order of the actions, and for a filter that was kept under a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.base.i18n import N_, _
from auditor.base.labels import word
from auditor.base.vocabulary import Sort
from auditor.input.filters import in_own_words
from auditor.views.actions import ActionFilter
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.form import FormDialog, TextField, Values

if TYPE_CHECKING:
    from screens.frame.host import Host

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


def ask_order(host: Host, shown: ActionFilter, show: Callable[[ActionFilter], None]) -> None:
    """Ask what the actions of a filter are sorted by; the order that is on already is turned round."""
    orders = list(Sort)
    options = [
        Option(at, word(order), _("turn round") if order is shown.sort else "")
        for at, order in enumerate(orders)
    ]

    def sort(chosen: int | None) -> None:
        if chosen is None:
            return
        show(sorted_by(shown, orders[chosen]))

    host.open_dialog(ChooseDialog(_("Sort by what?"), options), sort)


def sorted_by(shown: ActionFilter, order: Sort) -> ActionFilter:
    """Return a filter sorted by `order`; the order that is on already is turned round."""
    return replace(shown, sort=order, descending=order is shown.sort and not shown.descending)


def ask_filter(host: Host, words: str, show: Callable[[str], None]) -> None:
    """Ask for one of the filters that are common or were kept, and show it; or keep the one of these words."""
    saved = {kept.id: kept for kept in host.workspace.reads.actions.filters()}
    common = {-10 - at: (_(name), words) for at, (name, words) in enumerate(COMMON)}
    options = [Option(kept.id, kept.name, in_own_words(kept.words)) for kept in saved.values()]
    options += [Option(number, name, in_own_words(words)) for number, (name, words) in common.items()]
    if words:
        options.append(Option(_KEEP, _("Keep what is shown now under a name"), words))
    if saved:
        options.append(Option(_FORGET, _("Forget one of those kept"), ""))

    def take(chosen: int | None) -> None:
        if chosen is None:
            return
        if chosen == _KEEP:
            _ask_name(host, words)
        elif chosen == _FORGET:
            _ask_forget(host)
        else:
            show(common[chosen][1] if chosen in common else saved[chosen].words)

    host.open_dialog(ChooseDialog(_("Which filter?"), options), take)


def _ask_name(host: Host, words: str) -> None:
    async def save(values: Values) -> bool:
        return await host.save(lambda: host.workspace.filters.save(values.text("name"), words))

    fields = [TextField("name", _("name"), required=True, hint=words)]
    host.open_dialog(FormDialog(_("Keep this filter"), fields, save=save))


def _ask_forget(host: Host) -> None:
    options = [
        Option(kept.id, kept.name, in_own_words(kept.words))
        for kept in host.workspace.reads.actions.filters()
    ]

    async def forget(chosen: int | None) -> None:
        if chosen is not None:
            await host.save(lambda: host.workspace.filters.delete(chosen))

    host.open_dialog(ChooseDialog(_("Forget which filter?"), options), forget)
