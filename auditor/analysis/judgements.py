"""How many judgements an audit of some depth asks for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from auditor.analysis.pace import minutes
from auditor.analysis.sharing import Placed, Site, sites
from auditor.analysis.standing import Standing
from auditor.base.vocabulary import Depth
from auditor.views.audits import Audit
from auditor.views.checks import Check
from auditor.views.depths import DepthOffer


class AskedAt(Placed, Protocol):
    """A touchpoint, as far as it tells which checks are asked there."""

    @property
    def checklists(self) -> Iterable[str]:
        """The keys of its checklists."""

    @property
    def depth(self) -> Depth:
        """The least depth at which it is visited."""


def asked(
    points: Sequence[AskedAt], checks: Sequence[Sequence[Check]], depth: Depth
) -> Iterator[tuple[int, Check]]:
    """Yield which checks an audit of a depth asks for, each with the place of its touchpoint, counted from 0.

    What a whole site answers once is asked at the first touchpoint of the site alone. `checks` are those of each
    touchpoint's checklists.
    """
    visited = [place for place, point in enumerate(points) if depth.asks(point.depth)]
    known: set[tuple[Site, str, str]] = set()
    for place, site in zip(visited, sites([points[place] for place in visited]), strict=True):
        for check in checks[place]:
            if not depth.asks(check.depth):
                continue
            if check.shared and site is not None:
                once = (site, *check.named)
                if once in known:
                    continue
                known.add(once)
            yield place, check


def judgements(points: Sequence[AskedAt], checks: Sequence[Sequence[Check]], depth: Depth) -> int:
    """Return how many judgements an audit of a depth asks for, before any gate is answered.

    The number of the touchpoints it visits, at each of which it asks for the feeling, and of the checks that are
    `asked`.
    """
    return sum(depth.asks(point.depth) for point in points) + sum(
        1 for _asked in asked(points, checks, depth)
    )


def offers(points: Sequence[AskedAt], checks: Sequence[Sequence[Check]], seconds: float) -> list[DepthOffer]:
    """Return what an audit of each depth asks for, the least first, at so many seconds a judgement."""
    counts = {depth: judgements(points, checks, depth) for depth in Depth}
    return [DepthOffer(depth, count, minutes(count, seconds)) for depth, count in counts.items()]


def left_of(audit: Audit) -> int:
    """Return how many judgements an audit still asks for: feelings, and checks that are not answered and apply."""
    standing = Standing(audit)
    return sum(
        (visit.feeling is None)
        + sum(answer.verdict is None and standing.is_asked(answer) for answer in visit.answers)
        for visit in audit.visits
    )
