"""The columns of who answers for what, and how it stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from auditor.base.i18n import _
from auditor.cli.columns.touchpoints import need_text
from auditor.cli.frame.tables import Column
from auditor.sentences.responsibility import by_text, name_text, responsible_text
from auditor.views.responsibility import Charge, Responsible

T = TypeVar("T")


def responsible_columns(of: Callable[[T], Responsible], shown: bool = True) -> list[Column[T]]:
    """Return the columns of who answers for something; in tables only where `shown`."""
    return [
        Column("responsible_id", lambda row: of(row).person_id),
        Column(
            "responsible",
            lambda row: of(row).person or None,
            _("Responsible") if shown else "",
            lambda row: responsible_text(of(row)),
            minor=2,
        ),
        Column("responsible_by", lambda row: of(row).by),
    ]


def charge_columns(with_person: bool = False) -> list[Column[Charge]]:
    """Return the columns of touchpoints that somebody answers for; `with_person` says who."""
    return [
        Column("touchpoint_id", lambda one: one.touchpoint_id, _("No."), right=True),
        Column("journey_id", lambda one: one.journey_id),
        Column("journey", lambda one: one.journey, _("Journey"), minor=3),
        Column("stage_id", lambda one: one.stage_id),
        Column("stage", lambda one: one.stage, _("Stage"), minor=2),
        Column("touchpoint", lambda one: one.touchpoint, _("Touchpoint"), least=12),
        Column("responsible_id", lambda one: one.responsible.person_id),
        Column(
            "responsible",
            lambda one: one.responsible.person or None,
            _("Responsible") if with_person else "",
            lambda one: name_text(one.responsible),
        ),
        Column("responsible_has_left", lambda one: one.responsible.left),
        Column(
            "responsible_by",
            lambda one: one.responsible.by,
            _("By"),
            lambda one: by_text(one.responsible.by),
            minor=4,
        ),
        Column(
            "need",
            lambda one: None if one.known_need is None else round(one.known_need, 4),
            _("Need"),
            lambda one: need_text(one.known_need),
            right=True,
        ),
        Column("open_actions", lambda one: one.open, _("To do"), right=True),
        Column("late", lambda one: one.late, _("Late"), right=True),
        Column("waiting", lambda one: one.waiting, _("To be proved"), right=True, minor=1),
    ]
