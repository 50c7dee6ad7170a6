"""Survey replies: figures come out exactly, columns are found in three languages, bad rows are told by line."""

from __future__ import annotations

import csv
import io
import random
import re
from datetime import date
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base.errors import RefusedError
from auditor.cli.frame.ways_out import WAYS
from auditor.importing.surveys.scales import scale_in
from auditor.importing.wishes import Wishes
from auditor.views.evidence import EvidenceDraft
from tests.importing.files import CHECKOUT, TODAY, planned
from tests.quickness import within


def _only(folder: Path, content: str | bytes, wishes: Wishes | None = None, **said: Any) -> EvidenceDraft:
    plan = planned(folder, content, "survey", wishes or Wishes(), **said)
    assert len(plan.landings) == 1
    return plan.landings[0].draft


def test_nps_is_promoters_less_detractors(tmp_path: Path) -> None:
    scores = [10] * 50 + [9] * 13 + [8] * 10 + [7] * 7 + [6] * 5 + [3] * 10 + [0] * 5
    draft = _only(tmp_path, "NPS\n" + "\n".join(map(str, scores)))
    assert (draft.figure, draft.unit, draft.better, draft.people) == (43.0, "NPS", "higher", 100)
    assert draft.counts[9] == 13 and draft.counts[1] == 0 and sum(draft.counts.values()) == 100
    assert draft.feeling == pytest.approx(0.86)


def test_csat_is_the_share_of_the_two_highest_scores(tmp_path: Path) -> None:
    draft = _only(tmp_path, "Hur nöjd är du?\n5\n4\n4\n3\n1\n")
    assert (draft.figure, draft.unit, draft.people) == (60.0, "CSAT", 5)


@pytest.mark.parametrize(
    ("name", "scale"),
    [
        ("How satisfied are you? (1-5)", (1, 5)),
        ("Nöjd, skala 1–7", (1, 7)),
        ("Hur nöjd är du på en skala 0 till 10?", (0, 10)),
        ("Score from 1 to 10", (1, 10)),
        ("Q1-5 score", None),
        ("Score 2026-01-05", None),
        ("Score, day 1-30", None),
        ("Score 1-5.5", None),
    ],
)
def test_a_scale_in_a_columns_name_is_found(name: str, scale: tuple[int, int] | None) -> None:
    assert scale_in(name) == scale


def test_the_scale_in_a_columns_name_decides(tmp_path: Path) -> None:
    header = "How satisfied are you? (1-{});Date\n"
    rows = "5;2026-11-01\n7;2026-11-01\n3;2026-11-02\n"
    with pytest.raises(RefusedError, match=r"line 3: “7” is not on the scale 1-5\."):
        planned(tmp_path, header.format(5) + rows, "survey")
    seven = _only(tmp_path, header.format(7) + rows)
    assert list(seven.counts) == [1, 2, 3, 4, 5, 6, 7] and seven.figure == pytest.approx(100 / 3)
    assert list(_only(tmp_path, header.format(5) + rows, Wishes(scale=(1, 10))).counts) == [*range(1, 11)]


def test_effort_is_better_when_it_is_lower_and_ease_when_it_is_higher(tmp_path: Path) -> None:
    effort = _only(tmp_path, "Customer effort\n1\n2\n7\n")
    ease = _only(tmp_path, "Hur enkelt var det?\n1\n2\n7\n")
    assert (effort.unit, effort.better) == ("CES", "lower")
    assert effort.figure == pytest.approx(10 / 3)
    assert (ease.unit, ease.better) == ("CES", "higher")
    assert effort.feeling == pytest.approx(-(ease.feeling or 0))


@given(st.lists(st.integers(1, 5), min_size=2, max_size=200), st.sampled_from([",", ";", "\t", "|"]))
def test_means_and_deviations_come_out_exactly_whatever_parts_the_cells(scores: list[int], mark: str) -> None:
    import tempfile

    content = io.StringIO()
    writer = csv.writer(content, delimiter=mark)
    writer.writerow(["rating", "comment"])
    for score in scores:
        writer.writerow([score, f'a{mark} "b"\nc'])
    with tempfile.TemporaryDirectory() as folder:
        draft = _only(Path(folder), content.getvalue(), Wishes(scale=(1, 5)))
    assert draft.figure == pytest.approx(fmean(scores), abs=1e-12)
    assert draft.deviation == pytest.approx(stdev(scores), abs=1e-9)
    assert draft.counts == {score: scores.count(score) for score in range(1, 6)}


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        (("Very satisfied", "satisfied", "Neutral", "Dissatisfied", "very dissatisfied"), 3),
        (("Mycket nöjd", "Ganska nöjd", "Varken eller", "Missnöjd", "Mycket missnöjd"), 3),
        (("Svært fornøyd", "Fornøyd", "Verken eller", "Misfornøyd", "Svært misfornøyd"), 3),
        (("Strongly agree", "Agree", "Somewhat agree", "Neutral"), 5.5),
        (("5 - Mycket bra", "1 (dåligt)", "3 av 5", "★★★★☆"), 3.25),
    ],
)
def test_words_are_scores_in_three_languages(tmp_path: Path, words: tuple[str, ...], figure: float) -> None:
    draft = _only(tmp_path, "answer;x\n" + "\n".join(f"{word};y" for word in words), Wishes(kind="likert"))
    assert draft.figure == figure


def test_a_survey_in_utf_16_with_decimal_commas_and_national_days(tmp_path: Path) -> None:
    content = "Betyg;Datum\r\n4,5;13.11.2026\r\n3,5;2. november 2026\r\n"
    draft = _only(tmp_path, content.encode("utf-16"))
    assert (draft.figure, draft.collected, draft.people) == (4.0, date(2026, 11, 13), 2)


def test_replies_land_by_touchpoint_and_persona(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        "betyg,kontaktpunkt,segment,kommentar\n5,Checkout,Anna,Bra\n1,kassan,anna,Dåligt\n3,Basket,Bo,\n2,Lagret,,x\n",
        "survey",
    )
    found = {(each.touchpoint, each.persona): each.draft for each in plan.landings}
    assert {place: draft.people for place, draft in found.items()} == {
        ("Checkout", "Anna"): 2,
        ("Basket", "Bo"): 1,
    }
    assert found["Checkout", "Anna"].quote == "Bra\nDåligt"
    assert found["Checkout", "Anna"].figure == 3.0
    assert ["Lagret" in str(line) for line in plan.left_out] == [True]


def test_the_user_says_where_a_name_belongs_and_what_a_column_is(tmp_path: Path) -> None:
    content = "Q1,Q2,Where\n4,10,Lagret\n5,0,Lagret\n"
    wishes = Wishes(columns={"score": ("Q2",), "touchpoint": ("Where",)}, kind="nps")
    plan = planned(tmp_path, content, "survey", wishes, maps={"lagret": 7})
    assert [(each.touchpoint, each.draft.figure) for each in plan.landings] == [("Delivery", 0.0)]


def test_where_several_columns_could_be_the_score_the_user_is_asked(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"Which column is the score.*“Q1”, “Q2”") as asked:
        planned(tmp_path, "Q1,Q2\n4,5\n3,2\n", "survey")
    assert re.search(r"--column score=NAME.*“Q1”, “Q2”.*Nothing was imported", asked.value.worded(WAYS))


def test_a_file_without_a_header_is_noticed(tmp_path: Path) -> None:
    plan = planned(tmp_path, "5;Checkout\n4;Checkout\n", "survey", touchpoint_ids=(CHECKOUT,))
    assert plan.landings[0].draft.people == 2
    assert "no header" in str(plan.remarks[0])


def test_people_are_counted_once_however_often_they_answer(tmp_path: Path) -> None:
    draft = _only(tmp_path, "respondent,score\na,5\na,4\nb,3\n")
    assert (draft.people, draft.figure) == (2, 4.0)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("nps\n10\nabc\n3\n", "line 3: “abc” is no score"),
        ("nps\n10\n11\n", "line 3: “11” is not on the scale 0-10"),
        ("nps\n10\n4.5\n", "line 3: “4.5” is no whole number"),
        ('nps,comment\n10,"a\nb"\nx,y\n9,z\n', "line 4: “x” is no score"),
        ("nps,date\n10,2026-11-01\n9,2027-01-01\n", "line 3: 2027-01-01 is no day of a reply"),
        ("nps,date\n10,2026-11-01\n9,yesterday\n", "no date"),
        ('nps,comment\n10,"open\n', "line 2: a quoted cell begins here and never ends"),
        ("nps,comment\n10,a,b,c\n", "line 2: it has 4 cells, but there are 2 columns"),
        ("nps\n\n", "no row below"),
        ("comment\nfine\n", "Which column is the score"),
        ("nps\nn/a\nvet ej\n", "Which column is the score"),
    ],
)
def test_bad_rows_are_told_with_line_and_reason(tmp_path: Path, content: str, reason: str) -> None:
    wishes = Wishes(columns={"date": ("date",)}) if "yesterday" in content else Wishes()
    with pytest.raises(RefusedError, match=reason) as refused:
        planned(tmp_path, content, "survey", wishes)
    assert str(refused.value).startswith("file.csv")
    assert str(refused.value).endswith("Nothing was imported.")


def test_answers_that_were_not_given_are_left_out_and_said(tmp_path: Path) -> None:
    plan = planned(tmp_path, "nps\n10\n\nn/a\nvet ej\n0\n", "survey")
    assert plan.landings[0].draft.people == 2
    assert any("2 rows have no answer" in str(remark) for remark in plan.remarks)


def test_thousands_of_rows_take_less_than_a_second_or_two(tmp_path: Path) -> None:
    dice = random.Random(1)
    scores = [dice.randint(0, 10) for _each in range(30_000)]
    content = "nps;kontaktpunkt;kommentar;datum\n" + "".join(
        f"{score};Checkout;kommentar {at};{1 + at % 28}.10.2026\n" for at, score in enumerate(scores)
    )
    with within(3):
        draft = _only(tmp_path, content)
    balance = sum(score >= 9 for score in scores) - sum(score <= 6 for score in scores)
    assert draft.figure == pytest.approx(100 * balance / 30_000)
    assert draft.collected == date(2026, 10, 28) < TODAY


def test_a_line_of_millions_of_cells_is_refused_in_a_moment(tmp_path: Path) -> None:
    with within(3), pytest.raises(RefusedError, match="line 2: it is longer than"):
        planned(tmp_path, "nps,comment\n" + "," * 30_000_000, "survey")


def test_a_role_that_no_column_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        RefusedError, match="“skor” is nothing a column can be: choose one of score, touchpoint"
    ):
        planned(tmp_path, "nps\n10\n", "survey", Wishes(columns={"skor": ("nps",)}))


def test_columns_that_are_called_as_touchpoints_are_scores_of_them(tmp_path: Path) -> None:
    plan = planned(tmp_path, "Svar-id;Kassan;Leverans;Ålder\na;5;3;33\nb;4;1;51\n", "survey")
    assert [(each.touchpoint, each.draft.figure) for each in plan.landings] == [
        ("Checkout", 4.5),
        ("Delivery", 2.0),
    ]


def test_a_survey_lands_on_a_stage_or_the_whole_journey_whatever_it_names(tmp_path: Path) -> None:
    content = "Checkout;Payment\n5;4\n4;4\n"
    for said, stage in (({"stage_id": 1}, "All"), ({"whole": True}, "")):
        wishes = Wishes(columns={"score": ("Checkout", "Payment")})
        landings = planned(tmp_path, content, "survey", wishes, **said).landings
        assert [(one.part, one.touchpoint, one.stage) for one in landings] == [
            ("Checkout", "", stage),
            ("Payment", "", stage),
        ]
        assert all(one.draft.stage_id == said.get("stage_id") for one in landings)
        assert all(one.on_journey is (stage == "") for one in landings)


def test_a_question_lands_on_the_touchpoint_it_asks_of(tmp_path: Path) -> None:
    plan = planned(tmp_path, "Hur nöjd är du med kassan?\n5\n1\n", "survey")
    assert [(each.touchpoint, each.draft.unit) for each in plan.landings] == [("Checkout", "CSAT")]


MONKEY = """Respondent ID,Start Date,NPS,Comment
,,Response,Open-Ended Response
1,11/14/2025 10:02:03 AM,10,a
2,11/15/2025 1:00:00 PM,0,b
"""
QUALTRICS = """StartDate,Q1,NPS
Start Date,What?,How likely?
"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"
2025-11-14 10:02:03,x,10
2025-11-15 10:02:03,y,0
"""
FORM = """Timestamp,NPS
2025/11/14 2:05:22 PM GMT+1,10
2025/11/15 2:05:22 PM GMT+1,0
"""


@pytest.mark.parametrize(
    "content", [MONKEY, QUALTRICS, FORM], ids=["two header rows", "three header rows", "a form"]
)
def test_exports_of_survey_tools_come_in_as_they_are(tmp_path: Path, content: str) -> None:
    draft = _only(tmp_path, content)
    assert (draft.people, draft.figure, draft.collected) == (2, 0.0, date(2025, 11, 15))


def test_a_slip_in_a_column_of_days_is_told_by_its_line(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="line 4: “soon” is no date"):
        planned(tmp_path, "nps,date\n10,2025-11-01\n9,2025-11-02\n8,soon\n", "survey")


@pytest.mark.parametrize(
    ("content", "unit"),
    [
        ("Would you recommend us?\n5\n4\n1\n", "1–5"),
        ("Would you recommend us?\n9\n4\n1\n", "NPS"),
        ("NPS\n5\n4\n1\n", "NPS"),
        ("Satisfaction\n80\n95\n12\n", "0–100"),
        ("Satisfaction\n8\n9\n2\n", "CSAT"),
    ],
)
def test_a_kind_is_guessed_only_where_the_scores_allow_it(tmp_path: Path, content: str, unit: str) -> None:
    assert _only(tmp_path, content).unit == unit
