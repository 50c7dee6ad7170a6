"""Replies side by side: questions of one theme together, respondents as columns, words only where they may be shown."""

from __future__ import annotations

from datetime import date

from auditor.analysis.replies import replies_by_theme
from auditor.base.vocabulary import Consent
from auditor.reporting.interviews import replies
from auditor.views.interviews import AskedQuestion, Respondent, Response
from auditor.views.maps import Reply

ASKED = [
    AskedQuestion(stage, name, key, f"{key} at {name}?", theme, theme.capitalize())
    for stage, name in ((1, "Before"), (2, "After"))
    for key, theme in (("why", "reason"), ("pain", "trouble"))
]


def _respondent(number: int, consent: Consent) -> Respondent:
    return Respondent(number, 1, 7, "Kim", f"R{number}", date(2026, 11, 1), consent, "", 0, 0)


WHO = [_respondent(1, Consent.GIVEN), _respondent(2, Consent.NOT_ASKED), _respondent(3, Consent.WITHDRAWN)]
SAID = [
    Response(1, 1, "why", "Cold"),
    Response(2, 1, "why", "Bored"),
    Response(3, 2, "why", "Late"),
    Response(1, 2, "pain", "Queue"),
]


def test_themes_stand_together_with_the_teams_summary() -> None:
    table = replies_by_theme(ASKED, WHO, SAID, [Reply(1, 7, "why", "They freeze"), Reply(1, 8, "why", "No")])
    assert [(row.asked.key, row.asked.stage) for row in table.rows] == [
        ("why", "Before"),
        ("why", "After"),
        ("pain", "After"),
    ]
    assert table.rows[0].team == {7: "They freeze"}
    assert [row.said for row in table.rows] == [("Cold", "Bored", ""), ("", "", "Late"), ("Queue", "", "")]


def test_questions_of_a_theme_stand_together_whatever_their_keys() -> None:
    late = AskedQuestion(2, "After", "late", "Why late?", "reason", "Reason")
    table = replies_by_theme([*ASKED, late], [], [], [], everything=True)
    assert [(row.asked.theme, row.asked.key) for row in table.rows] == [
        *(("reason", "why"), ("reason", "why"), ("reason", "late")),
        *(("trouble", "pain"), ("trouble", "pain")),
    ]


def test_others_see_only_words_of_those_who_agreed_but_still_who_was_asked() -> None:
    table = replies_by_theme(ASKED, WHO, SAID, [], for_others=True)
    assert [one.code for one in table.respondents] == ["R1", "R2", "R3"]
    assert [row.said for row in table.rows] == [("Cold", None, ""), ("", "", None), ("Queue", "", "")]


def test_everything_that_is_asked_can_be_shown() -> None:
    assert len(replies_by_theme(ASKED, [], [], [], everything=True).rows) == 4
    assert replies_by_theme(ASKED, WHO, [], []).rows == ()


def test_a_report_says_what_it_leaves_out() -> None:
    summary = [Reply(1, 7, "why", "They freeze")]
    grid = replies(replies_by_theme(ASKED, WHO, SAID, summary, for_others=True), {7: "Kim"})
    assert [column.title for column in grid.columns] == [
        "Theme",
        "Stage",
        "Question",
        "Kim, the team",
        "R1",
        "R2",
        "R3",
    ]
    assert [cell.text for cell in grid.rows[0]] == [
        *("Reason", "Before", "why at Before?", "They freeze", "Cold", "(not for others)", "")
    ]
    assert grid.lead == "3 respondents"
