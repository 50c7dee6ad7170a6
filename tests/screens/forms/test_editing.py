"""A form saves what was changed in it, on top of what its user saw of the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

from auditor.base.errors import RefusedError
from screens.forms.editing import Editing, beginning_of
from screens.frame.host import Host
from screens.widgets.fields import TextField, Values


class _Host:
    """Saves at once."""

    async def save(self, change: Callable[[], object]) -> bool:
        """Make a change; False if it is refused."""
        try:
            change()
        except RefusedError:
            return False
        return True


def test_only_what_was_changed_is_saved() -> None:
    written: list[dict[str, object]] = []
    fields = [TextField("name", "name", "Shop"), TextField("about", "about", "sells")]
    editing = Editing(cast("Host", _Host()), fields, lambda changed: written.append(dict(changed)))
    assert asyncio.run(editing.save(Values({**beginning_of(fields), "name": "My shop"})))
    assert written == [{"name": "My shop"}]


def test_what_is_refused_is_told_to_the_form() -> None:
    def refuse(_changed: object) -> None:
        raise RefusedError("No.")

    fields = [TextField("name", "name", "Shop")]
    editing = Editing(cast("Host", _Host()), fields, refuse)
    assert not asyncio.run(editing.save(beginning_of(fields)))
