"""Asks which actions another one waits for."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.text import inner_quotes, shortened
from auditor.views.actions import ActionFilter
from screens.dialogs.form import FormDialog, ManyField, Values

if TYPE_CHECKING:
    from auditor.workspace import Workspace
    from screens.frame.host import Host

_MOST = 200
"""So many open actions of the journey are offered, the first in the list."""


def ask_blockers(host: Host, action_id: int) -> None:
    """Ask what an action waits for, of the open actions of its journey, and let it wait for these only."""
    action = host.workspace.reads.actions.get(action_id)
    if action is None:
        return
    now = {one.id: f"{one.id} {one.title} · {word(one.status)}" for one in action.blocked_by}
    ranking = host.workspace.reads.actions.ranking(ActionFilter(journey_id=action.line.journey_id))
    others = {
        line.id: f"{line.id} {line.title} · {line.touchpoint}"
        for line in ranking.page(0, _MOST)
        if line.id != action_id
    }
    offered = {**now, **{number: said for number, said in others.items() if number not in now}}
    if not offered:
        host.tell(_("There is no other open action in the journey."))
        return

    async def save(values: Values) -> bool:
        wanted = {int(number) for number in values.several("by")}
        return await host.save(lambda: _wait(host.workspace, action_id, wanted, now.keys()))

    title = _("What is “{title}” blocked by?").format(title=inner_quotes(shortened(action.line.title, 40)))
    options = [(str(number), said) for number, said in offered.items()]
    field = ManyField("by", _("blocked by"), options, tuple(map(str, now)))
    host.open_dialog(FormDialog(title, [field], save=save))


def _wait(workspace: Workspace, action_id: int, wanted: Set[int], now: Set[int]) -> None:
    if now - wanted:
        workspace.actions.unblock(action_id, sorted(now - wanted))
    if wanted - now:
        workspace.actions.block(action_id, sorted(wanted - now))
