"""The headline of findings, and since when one is open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from auditor.analysis.finding_counts import FaultCounts
from auditor.base import i18n
from auditor.base.vocabulary import LANGUAGES, Seen
from auditor.sentences.finding_counts import headline, since
from tests.findings import BEGIN, finding, sighting

LAST, TODAY = date(2026, 6, 3), date(2026, 11, 29)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            FaultCounts((4, 11, 0, 0), 21),
            "4 stop the customer, 11 annoy many; 6 fewer than in Jun 2026.",
        ),
        (
            FaultCounts((1, 1, 1, 1), 3),
            "1 stops the customer, 1 annoys many, 1 is minor, 1 is cosmetic; 1 more than in Jun 2026.",
        ),
        (FaultCounts((0, 0, 2, 3), 5), "2 are minor, 3 are cosmetic; as many as in Jun 2026."),
        (FaultCounts((0, 2, 0, 0)), "2 annoy many."),
        (FaultCounts((0, 0, 0, 0)), "Nothing is wrong with what was looked at."),
        (FaultCounts((0, 0, 0, 0), 4), "Nothing is wrong with what was looked at; 4 fewer than in Jun 2026."),
        (FaultCounts((0, 0, 0, 0), 0), "Nothing is wrong with what was looked at; as many as in Jun 2026."),
    ],
)
def test_the_headline_counts_what_is_open_against_last_time(counts: FaultCounts, said: str) -> None:
    assert headline(counts, LAST if counts.before is not None else None, TODAY) == said


def test_within_a_month_the_day_is_named() -> None:
    assert headline(FaultCounts((1, 0, 0, 0), 2), LAST, LAST + timedelta(days=9)).endswith(
        "; 1 fewer than on 3 Jun 2026."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_headline_asks(language: str) -> None:
    i18n.set_language(language)
    said = headline(FaultCounts((1, 2, 1, 2), 4), LAST, TODAY)
    assert "?" not in said and "{" not in said and said.endswith(".")


def test_since_when_a_finding_is_open_tells_that_it_came_back() -> None:
    today = (BEGIN + timedelta(days=80)).date()
    there, gone, back = sighting(Seen.THERE, 0, 1), sighting(Seen.GONE, 5, 2), sighting(Seen.THERE, 10, 3)
    assert since(finding(there), today) == "2 Mar 2026 (2 months ago)"
    assert since(finding(there, gone, back), today) == (
        "12 Mar 2026 (2 months ago) · came back · first found 2 Mar 2026"
    )
    assert since(finding(), today) == ""
