"""Findings in words: a check, a feeling and a pain point, each as lists, forms and files tell it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from auditor.base import i18n
from auditor.base.vocabulary import Emotion, Verdict
from auditor.sentences import findings
from auditor.views.actions import LinkedFinding
from auditor.views.audits import Found
from auditor.views.checks import Check

PRICE = Check(
    "shop", "price", 3, 1, 1, {"en": "Is the price shown?"}, {}, {}, {}, fault={"en": "No price is shown"}
)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
FAILED = LinkedFinding("shop", "price", PRICE, Verdict.FAIL, None, "Only at the end", 4, NOW, 1, None, "Kim")
SOUR = LinkedFinding("", "", None, None, -1, "", 4, NOW, 1, None, "Kim")
PAIN = LinkedFinding("", "", None, None, None, "It takes\ntoo long", None, None, 1, 7)


@pytest.mark.parametrize(
    ("finding", "signed", "line"),
    [
        (FAILED, "✗ No price is shown", "fail: No price is shown – Kim, audit 4 (Only at the end)"),
        (SOUR, "the feeling: sour", "the feeling: sour – Kim, audit 4"),
        (PAIN, "pain point: It takes\ntoo long", "pain point: It takes too long"),
    ],
)
def test_what_an_action_answers_is_told_in_forms_and_in_files(
    finding: LinkedFinding, signed: str, line: str
) -> None:
    assert findings.signed(finding) == signed
    assert findings.in_a_line(finding) == line


def _found(finding: LinkedFinding, emotion: Emotion | None = None) -> Found:
    """Return the same as an audit lists it."""
    return Found(
        *(1, "Checkout", "Buy", finding.check, finding.verdict, finding.feeling, emotion, finding.note),
        *(finding.note_id, None, None),
    )


@pytest.mark.parametrize(
    ("finding", "with_remark", "severity", "sentence"),
    [
        (_found(FAILED), "✗ No price is shown — Only at the end", "major", "No price is shown"),
        (_found(SOUR), ":-( sour", "feeling", "The customer feels sour"),
        (_found(SOUR, Emotion.WORRY), ":-( worry", "feeling", "The customer feels sour"),
        (_found(PAIN), "! It takes\ntoo long", "pain point", "It takes\ntoo long"),
    ],
)
def test_what_an_audit_found_is_told_in_reports_and_lists(
    finding: Found, with_remark: str, severity: str, sentence: str
) -> None:
    assert findings.with_remark(finding) == with_remark
    assert findings.severity(finding) == severity
    assert findings.sentence(finding) == sentence


def test_a_finding_is_told_in_the_users_language() -> None:
    i18n.set_language("sv")
    try:
        assert findings.signed(PAIN).startswith("smärtpunkt: ")
        assert findings.kind(SOUR) == "känslan"
    finally:
        i18n.set_language("en")
