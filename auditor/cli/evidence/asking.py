"""Asks on the terminal for what a figure can't be told without; elsewhere its lack is refused when it is written."""

from __future__ import annotations

from typing import Any

import click

from auditor.analysis.estimates import PROMOTERS, SATISFIED
from auditor.base.i18n import _
from auditor.base.vocabulary import Better
from auditor.cli.evidence.options import a_scale
from auditor.cli.frame import output
from auditor.input import evidence


def asked_for(values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of evidence with the scale and the direction that its figure needs and nobody told."""
    if not output.is_terminal():
        return values
    unit = evidence.unit(str(values.get("unit") or ""))
    found = dict(values)
    if unit == SATISFIED and values.get("counts") and values.get("scale_low") is None:
        question = _("On which scale could the scores be given, such as 1-5?")
        found["scale_low"], found["scale_high"] = click.prompt(question, value_proc=_scale, err=True)
    if values.get("target") is not None and not values.get("better") and unit not in (SATISFIED, PROMOTERS):
        found["better"] = click.prompt(
            _("Which way is the figure good?"), type=click.Choice([each.value for each in Better]), err=True
        )
    return found


def _scale(word: str) -> tuple[int, int]:
    found = a_scale(word)
    if found is None:
        raise click.BadParameter(_("type the scale as 1-5."))
    return found
