"""What home shows: journeys with their marks, what is late and mine, and the figures that take longer to count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec import Struct

from auditor.base.vocabulary import Purpose, Scope


class HomeJourney(Struct, frozen=True):
    """A journey as home lists it."""

    id: int
    name: str
    client: str
    tags: tuple[str, ...]
    purpose: Purpose
    scope: Scope
    archived: datetime | None
    review_days: int | None
    last_audit: datetime | None
    """When the newest finished audit was started, re-checks left out."""
    open_audit: int | None
    """The newest unfinished audit, if there is one."""
    begun: str
    """When its newest audit was started, as it is stored; empty where there is none."""
    touchpoints: int
    worst: float
    """The largest need of a touchpoint: a journey is as badly off as that."""
    mean_need: float
    answered: int = 0
    """How many checks of the open audit are answered, of those that are asked."""
    asked: int = 0
    parent: int | None = None
    """The journey it is inside; of several, one."""
    belongs: str = ""
    """Of one whose name another has too: where it is, or else its number."""

    @property
    def title(self) -> str:
        """The name, told apart from others of the same name."""
        return f"{self.name} ({self.belongs})" if self.belongs else self.name

    @property
    def need(self) -> float | None:
        """How badly it wants work; None where no finished audit tells."""
        return None if self.last_audit is None else self.worst

    @property
    def review_on(self) -> date | None:
        """When it is to be audited again; None where it has no interval, or was never audited."""
        if self.review_days is None or self.last_audit is None:
            return None
        return self.last_audit.astimezone().date() + timedelta(days=self.review_days)

    def is_due(self, today: date) -> bool:
        """Tell whether it is to be audited again, or for the first time, as its interval says."""
        if self.review_days is None or self.archived is not None:
            return False
        return self.review_on is None or self.review_on <= today


class JourneyFigures(Struct, frozen=True):
    """How many actions of a journey are open, and how many of these, or of done ones, want somebody's eye."""

    journey_id: int
    open: int
    mine: int
    late: int
    mine_late: int
    week: int
    """Due from today to Sunday."""
    nobody: int
    waiting: int
    """Done, and no effect is known yet."""


class Signs(Struct, frozen=True):
    """Whether there is something of each kind in sight: found at once, where counting takes longer."""

    mine: bool
    late: bool
    week: bool
    nobody: bool
    handed: bool
    """Some open action has an owner."""
    waiting: bool
    askings: bool
    """Some evidence is to be asked for again."""
    numbers: int
    """No action has a larger number."""


class NextAction(Struct, frozen=True):
    """An action that is due next, with its journey."""

    id: int
    title: str
    due: date | None
    mine: bool
    owner: str
    journey_id: int
    journey: str
    client: str
    touchpoint: str


def total(figures: Iterable[JourneyFigures]) -> JourneyFigures:
    """Return the figures of several journeys together."""
    rows = list(figures)
    return JourneyFigures(
        0,
        sum(one.open for one in rows),
        sum(one.mine for one in rows),
        sum(one.late for one in rows),
        sum(one.mine_late for one in rows),
        sum(one.week for one in rows),
        sum(one.nobody for one in rows),
        sum(one.waiting for one in rows),
    )
