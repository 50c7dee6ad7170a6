"""The options of `auditor persona add` and `edit`: the texts of a persona."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from auditor.base.i18n import _

F = TypeVar("F", bound=Callable[..., object])


def _options(command: F) -> F:
    for name, told_as in (
        ("--notes", _("Whatever else is worth knowing.")),
        ("--challenges", _("What stands in their way.")),
        ("--goals", _("What they want to reach.")),
        ("--channels", _("Where they like to meet you.")),
        ("--behaviour", _("How they live, choose and buy.")),
        ("--demographics", _("Age, work, family, income.")),
        ("--geography", _("Where they live.")),
        ("--who", _("Who they are, in a sentence or two.")),
    ):
        command = click.option(name, metavar="TEXT", help=told_as)(command)
    return command


def _given(texts: dict[str, str | None]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text is not None}
