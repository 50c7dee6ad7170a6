"""The few checks of a core audit find the touchpoints that a full one finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

import pytest
from msgspec.structs import replace

from auditor.analysis.judgements import offers
from auditor.analysis.need import Experience, failing, need, need_of, weights
from auditor.analysis.pace import USUAL
from auditor.base.vocabulary import AuditKind, Depth
from auditor.library.checklists import Library
from auditor.library.templates import find_template
from auditor.sample import make_sample
from auditor.views.audits import Audit
from auditor.workspace import Workspace
from tests.conftest import NOWHERE
from tests.shops import SHOPS, Shop


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value, equal ones sharing the mean of theirs."""
    return [
        sum(other < value for other in values) + (sum(other == value for other in values) + 1) / 2
        for value in values
    ]


def rank_correlation(ones: Sequence[float], others: Sequence[float]) -> float:
    """Return Spearman's rank correlation, −1..1: Pearson's of the ranks (C. Spearman, 1904)."""
    one, other = ranks(ones), ranks(others)
    middle = fmean(one)
    along = sum((a - middle) * (b - middle) for a, b in zip(one, other, strict=True))
    spread = sum((a - middle) ** 2 for a in one) * sum((b - middle) ** 2 for b in other)
    return along / float(spread**0.5)


def needs(shop: Shop, depth: Depth) -> Iterator[float]:
    """Yield the need of each touchpoint of a web shop that has checks and is visited at every depth, as an audit of
    some depth finds it."""
    library = Library(NOWHERE)
    for stage in find_template("web-shop", NOWHERE).stages:
        for point in stage.touchpoints:
            checks = library.checks(point.checklists)
            if not checks or not Depth.CORE.asks(point.depth):
                continue
            said = [(check, shop.verdict(check, point.key)) for check in checks]
            everything = weights((check.severity, verdict) for check, verdict in said)
            asked = weights((check.severity, verdict) for check, verdict in said if depth.asks(check.depth))
            feeling = shop.feeling(point.key, failing(*everything))
            yield need(point.importance, point.critical, [Experience(feeling, failing(*asked))])


def core_of(audit: Audit) -> Audit:
    """Return an audit as if only core checks had been asked."""
    visits = (
        replace(visit, answers=tuple(one for one in visit.answers if one.check.depth is Depth.CORE))
        for visit in audit.visits
    )
    return replace(audit, visits=tuple(visits))


def minutes_of(template: str, depth: Depth) -> tuple[int, int]:
    """Return how many judgements an audit from a template asks for, and about how many minutes they take."""
    library = Library(NOWHERE)
    points = [point for stage in find_template(template, NOWHERE).stages for point in stage.touchpoints]
    checks = [library.checks(point.checklists) for point in points]
    offer = next(one for one in offers(points, checks, USUAL) if one.depth is depth)
    return offer.judgements, offer.minutes


@pytest.mark.parametrize(("depth", "most"), [(Depth.CORE, 45), (Depth.STANDARD, 110)])
def test_an_audit_of_a_web_shop_is_done_within_an_hour(depth: Depth, most: int) -> None:
    judgements, minutes = minutes_of("web-shop", depth)
    assert judgements <= most and minutes <= 50


def test_a_web_shop_in_short_takes_half_an_hour_or_little_more() -> None:
    _judgements, minutes = minutes_of("web-shop-core", Depth.STANDARD)
    assert 30 <= minutes <= 40, "as the template says of itself"


def test_the_core_ranks_the_touchpoints_of_shops_like_a_full_audit() -> None:
    found = {
        shop.name: rank_correlation(list(needs(shop, Depth.CORE)), list(needs(shop, Depth.FULL)))
        for shop in SHOPS
    }
    for name, figure in found.items():
        print(f"{name}: rank correlation of needs, core against full, {figure:.2f}")  # noqa: T201  # it is for reading
    assert fmean(found.values()) >= 0.8 and min(found.values()) >= 0.7


def test_the_core_ranks_the_touchpoints_of_the_sample_like_its_whole_audits(workspace: Workspace) -> None:
    journey = make_sample(workspace)
    for line in workspace.reads.audits.lines(journey):
        audit = workspace.reads.audits.get(line.id)
        assert audit is not None
        if line.kind is not AuditKind.WHOLE or not line.asked or line.answered < line.asked:
            continue
        core = core_of(audit)
        both = [
            (need_of(one), need_of(other))
            for one, other in zip(core.visits, audit.visits, strict=True)
            if one.answers
        ]
        found = rank_correlation([one for one, _other in both], [other for _one, other in both])
        print(f"sample, audit {line.id}: rank correlation of needs, core against whole, {found:.2f}")  # noqa: T201  # it is for reading
        assert found >= 0.8
