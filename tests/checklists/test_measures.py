"""What measurements say of checks: every rule leads to a check that is there, and says no more than it can."""

from __future__ import annotations

import pytest

from auditor.base.vocabulary import Verdict
from auditor.library.checklists import Library
from auditor.library.measures import OUR_FOLDER, criteria, criterion_names, measures
from tests.conftest import NOWHERE

FAIL, PASS = Verdict.FAIL, Verdict.PASS


@pytest.mark.parametrize("tool", sorted({path.stem for path in OUR_FOLDER.glob("*.toml")} - {"criteria"}))
def test_every_rule_leads_to_a_check(tool: str) -> None:
    library = Library(NOWHERE)
    checks = {(each.checklist, each.key) for checklist in library.all for each in checklist.checks}
    found = measures(tool)
    assert found
    for measure in found.values():
        assert (measure.checklist, measure.check_key) in checks, measure.rule
        assert measure.says
        assert (measure.pass_to is None) == (measure.partly_to is None)
        if Verdict.PARTLY in measure.says:
            assert measure.pass_to is not None and measure.partly_to is not None
            assert measure.pass_to < measure.partly_to


def test_criteria_lead_to_checks_that_name_them() -> None:
    library = Library(NOWHERE)
    checks = {(each.checklist, each.key): each for checklist in library.all for each in checklist.checks}
    for rule, measure in measures("wcag").items():
        assert rule in criterion_names()
        cited = checks[measure.checklist, measure.check_key].sources
        assert any(one.paragraph.get("en", "").startswith(f"{rule} (") for one in cited), rule


@pytest.mark.parametrize(
    ("tool", "rule", "never"),
    [
        ("axe", "image-alt", PASS),
        ("axe", "html-has-lang", PASS),
        ("lighthouse", "color-contrast", PASS),
        ("wcag", "1.1.1", FAIL),
    ],
)
def test_a_rule_never_says_what_it_did_not_measure(tool: str, rule: str, never: Verdict) -> None:
    assert never not in measures(tool)[rule].says


def test_the_names_of_criteria_are_of_one_criterion_each() -> None:
    # WCAG 2.2 has 87, 2.0 called 61 of them otherwise, and 2.1 called target-size-enhanced target-size.
    assert len(criteria()) == 87 + 61 + 1
