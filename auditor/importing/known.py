"""Tells whether a file was imported already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.ways_out import WayOut
from auditor.views.imports import ImportPlan


class Imported(Protocol):
    """A piece of evidence, of which is known what file of what format it is from."""

    @property
    def id(self) -> int | None:
        """Its number."""

    @property
    def sha256(self) -> str:
        """Of the file."""

    @property
    def origin(self) -> str:
        """The format."""


def refuse_known(plan: ImportPlan, evidence: Iterable[Imported]) -> None:
    """Raise RefusedError when one of the journey's pieces of evidence is from the same file, read the same way."""
    for each in evidence:
        if (each.sha256, each.origin) == (plan.sha256, plan.form):
            raise RefusedError(
                _("{file} was imported already, as evidence {number}.").format(
                    file=plan.file, number=each.id
                ),
                WayOut.IMPORT_AGAIN,
            )
