"""Answers to gates as they are typed: GATE=yes, GATE=no, and GATE=- to take one away."""

from __future__ import annotations

from collections.abc import Iterable

import click

from auditor.base.i18n import _
from auditor.base.text import folded, one_line, shortened


def gates_given(words: Iterable[str], hint: str) -> dict[str, bool | None]:
    """Return the answers typed, by gate; None for one taken away. `hint` names the parameter in what is refused.

    Raises click.BadParameter for a word that is no answer.
    """
    said = {"yes": True, "y": True, folded(_("yes")): True, "no": False, "n": False, folded(_("no")): False}
    found: dict[str, bool | None] = {}
    for word in words:
        gate, _sign, answer = folded(word).partition("=")
        if not gate or answer not in {"-", *said}:
            raise click.BadParameter(
                _("“{word}” is no answer: write GATE=yes, GATE=no, or GATE=- to take one away.").format(
                    word=shortened(one_line(word), 60)
                ),
                param_hint=hint,
            )
        found[gate] = said.get(answer)
    return found
