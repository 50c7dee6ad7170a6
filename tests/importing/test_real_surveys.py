"""Surveys as people have them: each figure right, or the file refused; nothing of it passed over in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from statistics import fmean

import pytest

from auditor.base.errors import RefusedError
from auditor.base.ways_out import worded
from auditor.cli.frame.ways_out import WAYS
from auditor.importing.wishes import NO_WISHES, Wishes
from auditor.sentences.imports import left_out_words, parts_record, taken_words
from auditor.views.imports import ImportPlan
from tests.importing.files import CHECKOUT, TODAY, planned

Figures = dict[str, tuple[float, str, float]]
"""What a question came to: its figure, its unit, and its feeling."""


def _plan(folder: Path, content: str, wishes: Wishes = NO_WISHES) -> ImportPlan:
    return planned(folder, content, "survey", wishes, touchpoint_ids=(CHECKOUT,))


def _figures(plan: ImportPlan) -> Figures:
    return {
        each.part: (round(each.draft.figure or 0, 2), each.draft.unit, round(each.draft.feeling or 0, 2))
        for each in plan.landings
    }


def _one(folder: Path, content: str, wishes: Wishes = NO_WISHES) -> tuple[float, str, float]:
    (figure,) = _figures(_plan(folder, content, wishes)).values()
    return figure


def _refused(folder: Path, content: str, wishes: Wishes = NO_WISHES) -> str:
    with pytest.raises(RefusedError) as refused:
        _plan(folder, content, wishes)
    return refused.value.worded(WAYS)


def _column(question: str, *answers: object) -> str:
    """Return a file with a question and a day for each answer."""
    rows = [f"2026-11-{at:02};{answer}" for at, answer in enumerate(answers, start=2)]
    return "\n".join([f"Date;{question}", *rows]) + "\n"


SUS_ITEMS = (
    "I think that I would like to use this app frequently",
    "I found the app unnecessarily complex",
    "I thought the app was easy to use",
    "I think that I would need the support of a technical person to be able to use this app",
    "I found the various functions in this app were well integrated",
    "I thought there was too much inconsistency in this app",
    "I would imagine that most people would learn to use this app very quickly",
    "I found the app very cumbersome to use",
    "I felt very confident using the app",
    "I needed to learn a lot of things before I could get going with this app",
)
SUS_SWEDISH = (
    "Jag skulle vilja använda tjänsten ofta",
    "Jag tyckte att tjänsten var onödigt komplicerad",
    "Jag tyckte att tjänsten var lätt att använda",
    "Jag skulle behöva hjälp av en teknisk person för att använda tjänsten",
    "Jag tyckte att de olika funktionerna var väl integrerade",
    "Jag tyckte att det fanns för mycket inkonsekvens i tjänsten",
    "Jag tror att de flesta skulle lära sig tjänsten mycket snabbt",
    "Jag tyckte att tjänsten var väldigt besvärlig att använda",
    "Jag kände mig trygg när jag använde tjänsten",
    "Jag behövde lära mig mycket innan jag kom igång",
)
SUS_CODES = tuple(f"SUS{number:02}" for number in range(1, 11))


@pytest.mark.parametrize("items", [SUS_ITEMS, SUS_SWEDISH, SUS_CODES], ids=["English", "Swedish", "codes"])
@pytest.mark.parametrize("turned", [False, True])
def test_ten_items_of_sus_are_one_figure_in_whatever_order(
    tmp_path: Path, items: tuple[str, ...], turned: bool
) -> None:
    people = [(5, 1, 5, 2, 4, 1, 5, 2, 4, 1), (3, 3, 4, 2, 3, 3, 4, 3, 3, 3)]
    order = range(9, -1, -1) if turned else range(10)
    rows = [items, *(tuple(map(str, person)) for person in people)]
    content = "\n".join(";".join(row[at] for at in order) for row in rows)
    by_hand = fmean(
        2.5 * (sum(each - 1 for each in person[::2]) + sum(5 - each for each in person[1::2]))
        for person in people
    )
    plan = _plan(tmp_path, content)
    (landing,) = plan.landings
    assert landing.draft.figure == pytest.approx(by_hand)
    assert (landing.draft.unit, landing.draft.people) == ("SUS", 2)
    assert (landing.draft.scale_low, landing.draft.scale_high) == (0, 100)
    assert sum("SUS" in part.taken for part in plan.parts) == 10


def test_items_of_sus_are_words_as_well_and_whoever_left_one_out_is_told(tmp_path: Path) -> None:
    good, bad = ("Strongly agree", "Strongly disagree"), ("Somewhat disagree", "Somewhat agree")
    rows = [
        ["Participant", *SUS_ITEMS],
        ["P1", *good * 5],
        ["P2", *bad * 5],
        ["P3", "", *(good * 5)[1:]],
    ]
    plan = _plan(tmp_path, "\n".join(map(";".join, rows)))
    assert _figures(plan) == {"SUS": (62.5, "SUS", 0.5)}
    assert plan.landings[0].draft.people == 2
    assert any(part.lines == (4,) and "not all items" in str(part.why) for part in plan.parts)


def test_some_items_of_sus_are_no_questions_of_their_own(tmp_path: Path) -> None:
    said = _refused(tmp_path, ";".join(SUS_ITEMS[:8]) + "\n" + ";".join("4" * 8) + "\n")
    assert "looks like SUS" in said and "item 9, 10" in said and "--column score=NAME" in said
    said = _refused(tmp_path, "A;B\n4;5\n3;2\n", Wishes({"score": ("A", "B")}, kind="sus"))
    assert "SUS has 10 items, but there are 2 columns" in said


def test_ten_columns_are_sus_where_the_user_says_so(tmp_path: Path) -> None:
    names = [f"Q{number}" for number in range(1, 11)]
    content = ";".join(names) + "\n" + ";".join("41" * 5) + "\n"
    assert _one(tmp_path, content, Wishes({"score": tuple(names)}, kind="sus"))[0] == 2.5 * (5 * 3 + 5 * 4)


def test_both_items_of_umux_lite_are_one_figure(tmp_path: Path) -> None:
    head = "This app's capabilities meet my requirements (1-7);This app is easy to use (1-7)\n"
    figure = _one(tmp_path, head + "7;6\n4;4\n")
    assert figure == (round(fmean([100 * (6 + 5) / 12, 50]), 2), "UMUX-Lite", round(70.83 / 25 - 2, 2))


def test_every_question_of_a_file_is_a_figure_of_its_own(tmp_path: Path) -> None:
    content = (
        "Tidsstämpel;Hur sannolikt är det att du rekommenderar butiken?;Varorna var lätta att hitta (1-5);"
        "Beställningen kom fram snabbt (1-5);Kundtjänsten var hjälpsam (1-5);Övriga synpunkter\n"
        "2026-11-02 09:00;10;5;1;4;\n2026-11-03 10:00;6;4;2;5;sen\n"
    )
    plan = _plan(tmp_path, content)
    assert [each.draft.figure for each in plan.landings] == [0, 4.5, 1.5, 4.5]
    assert [each.draft.feeling for each in plan.landings] == [0, 1.5, -1.5, 1.5]
    assert plan.landings[0].draft.quote == "sen"
    assert all(part.taken for part in plan.parts) and len(plan.parts) == 6


@pytest.mark.parametrize(
    ("question", "answers", "expected"),
    [
        ("How difficult or easy was it to pay?", ("Very easy", "Easy", "Very easy"), (4.67, "CES", 1.67)),
        ("How difficult was it to pay?", ("Very difficult", "Difficult"), (1.5, "CES", -1.5)),
        ("Hvor enkelt eller vanskelig var det å betale?", ("Svært enkelt", "Enkelt"), (4.5, "CES", 1.5)),
        ("Hvor let eller svært var det at betale?", ("Meget let", "Let"), (4.5, "CES", 1.5)),
        ("Hur lätt eller svårt var det? (1 = mycket svårt, 7 = mycket lätt)", (7, 6), (6.5, "CES", 1.67)),
        ("Hur lätt eller svårt var det? (1 = mycket lätt, 7 = mycket svårt)", (7, 6), (6.5, "CES", -1.67)),
        ("Hur nöjd är du? (1 = mycket nöjd, 5 = mycket missnöjd)", (1, 1, 2), (100, "CSAT", 1.67)),
        ("Hur nöjd är du? (1 = mycket nöjd, 5 = mycket missnöjd)", (5, 4, 4), (0, "CSAT", -1.33)),
        ("Betyg 1 (bäst) – 5 (sämst)", (1, 2), (1.5, "1–5", 1.5)),
        ("Rating, 1-5 where 1 is best", (1, 2), (1.5, "1–5", 1.5)),
        ("How satisfied are you?", ("1 - Very satisfied", "1 - Very satisfied", "2 - Satisfied"), (100, "CSAT", 1.67)),
        ("How satisfied are you?", ("1 - Very satisfied", "2", "5"), (66.67, "CSAT", 0.33)),
        ("How satisfied are you?", ("5 - Very satisfied", "4 - Satisfied"), (100, "CSAT", 1.5)),
        ("The site was confusing", ("Strongly agree", "Agree"), (4.5, "1–5", -1.5)),
        ("The site was clear", ("Strongly agree", "Agree"), (4.5, "1–5", 1.5)),
    ],
)  # fmt: skip
def test_the_words_of_answers_then_of_the_heading_say_what_is_good(
    tmp_path: Path, question: str, answers: tuple[object, ...], expected: tuple[float, str, float]
) -> None:
    assert _one(tmp_path, _column(question, *answers)) == expected


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("How easy or difficult was it to pay?", (4, 5, 3)),
        ("How satisfied or dissatisfied are you? (1-5)", (4, 5, 3)),
        ("I did not have to wait", ("Strongly agree", "Agree")),
        ("Q7", ("Strongly agree", "Agree")),
        ("How crowded was the shop? (1-5)", (4, 5)),
        ("How satisfied are you?", ("1 - Very satisfied", "2 - Satisfied", "5 - Satisfied")),
    ],
)
def test_a_direction_that_is_told_by_nothing_is_asked(
    tmp_path: Path, question: str, answers: tuple[object, ...]
) -> None:
    content = _column(question, *answers)
    assert "--better higher or --better lower" in _refused(tmp_path, content)
    higher = _one(tmp_path, content, Wishes(better="higher"))
    lower = _one(tmp_path, content, Wishes(better="lower"))
    assert higher[2] == pytest.approx(-lower[2], abs=0.01) and higher[2] != 0


@pytest.mark.parametrize(
    ("header", "rows", "what"),
    [
        ("Datum;Ålder;Kommentar", "2026-11-02;34;bra\n2026-11-03;51;\n", "an age"),
        ("order_date;user_id;order_value", "2026-10-02;1;28.40\n2026-10-03;2;9.90\n", "an age, an amount"),
        ("Date;Age group", "2026-11-02;18-24\n2026-11-03;25-34\n", "ranges"),
        ("Date;How many times a month do you shop?", "2026-11-02;3\n2026-11-03;5\n", "a count"),
        ("Date;Minutes spent", "2026-11-02;4\n2026-11-03;5\n", "an age, an amount"),
        ("Date;Delivery satisfaction share", "2026-11-02;45%\n2026-11-03;55%\n", "shares"),
        ("Date;Q4", "2026-11-02;4\n2026-11-03;5\n", "neither name nor values say"),
    ],
)
def test_what_is_no_score_is_taken_for_none_and_told(
    tmp_path: Path, header: str, rows: str, what: str
) -> None:
    said = _refused(tmp_path, f"{header}\n{rows}")
    assert "Which column is the score (--column score=NAME)?" in said and what in said
    assert said.endswith("Nothing was imported.")


@pytest.mark.parametrize("values", [("0.91", "0.66"), ("0", "1", "0"), ("6", "7", "5"), ("0", "4", "3")])
def test_scores_of_no_certain_scale_are_asked_for(tmp_path: Path, values: tuple[str, ...]) -> None:
    assert "(--scale 1-5)" in _refused(tmp_path, _column("score", *values))


def test_a_table_of_answers_and_how_many_gave_them_counts_each(tmp_path: Path) -> None:
    counts = {"Mycket nöjd": 40, "Nöjd": 30, "Varken eller": 13, "Missnöjd": 5, "Mycket missnöjd": 2}
    rows = "".join(f"{answer};{count}\n" for answer, count in counts.items())
    plan = _plan(tmp_path, f"Svar;Antal\n{rows}Summa;90\n")
    by_hand = sum(step * count for step, count in zip((5, 4, 3, 2, 1), counts.values(), strict=True)) / 90
    (landing,) = plan.landings
    assert (landing.draft.people, landing.draft.unit) == (90, "CSAT")
    assert landing.draft.figure == pytest.approx(100 * 70 / 90)
    assert landing.draft.feeling == pytest.approx(by_hand - 3)
    assert any(part.lines == (7,) and part.name == "totals" for part in plan.parts)


@pytest.mark.parametrize(
    "content",
    [
        "date,NPS,responses\n2026-08-31,8,212\n2026-09-30,9,187\n",
        "Month;CSAT\n2026-08;4\n2026-09;5\n",
        "Svar;Kvinnor;Män\nMycket nöjd;4;3\nNöjd;9;2\nMissnöjd;1;1\n",
        "Butik;NPS;Promoters\nA;9;20\nB;8;12\n",
        "Answer Choices;Responses;\nVery satisfied;40%;8\nSatisfied;50%;10\nDissatisfied;10%;2\nAnswered;;20\n",
        "Answer;Share\nVery satisfied;40%\nSatisfied;50%\nDissatisfied;10%\n",
    ],
)
def test_tables_of_figures_are_no_replies(tmp_path: Path, content: str) -> None:
    said = _refused(tmp_path, content)
    assert "worked out already" in said and "auditor evidence add" in said


def test_a_word_in_a_question_makes_it_no_other_column(tmp_path: Path) -> None:
    content = (
        "Datum;Hur nöjd är du med personalen?;Hur nöjd är du med varje steg?;Kom sidan fram? Betyg (1-5)\n"
        "2026-11-02;Nöjd;Missnöjd;4\n2026-11-03;Mycket nöjd;Mycket missnöjd;5\n"
    )
    plan = _plan(tmp_path, content)
    assert [each.draft.figure for each in plan.landings] == [100, 0, 4.5]
    assert {each.touchpoint for each in plan.landings} == {"Checkout"}


@pytest.mark.parametrize(
    ("day", "collected"),
    [
        ("ons 2026-03-04", date(2026, 3, 4)),
        ("onsdag 4 mars 2026", date(2026, 3, 4)),
        ("Wednesday, March 4, 2026", date(2026, 3, 4)),
        ("onsdag den 4. marts 2026", date(2026, 3, 4)),
        ("04-mar-26", date(2026, 3, 4)),
        ("46085", date(2026, 3, 4)),
    ],
)
def test_days_are_read_as_people_write_them(tmp_path: Path, day: str, collected: date) -> None:
    plan = _plan(tmp_path, f"Date;NPS\n{day};9\n")
    assert plan.landings[0].draft.collected == collected
    assert any("Excel" in str(remark) for remark in plan.remarks) is day.isdigit()


@pytest.mark.parametrize(
    "day", ["4 foo 2026", "tis 2026-03-04", "nyss", "v. 12 2026", "2026-13-45", "2026-03", "12/2026"]
)
def test_a_day_that_is_not_understood_is_never_today(tmp_path: Path, day: str) -> None:
    said = _refused(tmp_path, f"Datum;NPS\n{day};9\n{day};10\n")
    assert "line 2" in said and f"“{day}” is no date, in column “Datum”" in said


@pytest.mark.parametrize("day", ["1899-12-30", "1900-01-00", "1970-01-01 00:00:00", "1980-01-01", "0"])
def test_days_that_stand_for_none_are_told(tmp_path: Path, day: str) -> None:
    other = "46329" if day == "0" else "2026-11-03"
    plan = _plan(tmp_path, f"Date;NPS\n{day};9\n{other};10\n")
    assert plan.landings[0].draft.collected == date(2026, 11, 3)
    assert any(part.name == "days" and part.lines == (2,) for part in plan.parts)
    assert any("no day" in str(remark) for remark in plan.remarks)


def test_a_file_without_days_says_that_it_counts_as_of_today(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "NPS\n9\n")
    assert plan.landings[0].draft.collected == TODAY
    assert any("counts as of today (--date says otherwise)" in worded(one, WAYS) for one in plan.remarks)
    said = planned(tmp_path, "NPS\n9\n", "survey", day=date(2026, 11, 1))
    assert said.landings[0].draft.collected == date(2026, 11, 1)
    assert not any("today" in str(one) for one in said.remarks)


STEPS = [
    ("Instämmer helt", "Instämmer i hög grad", "Instämmer delvis", "Instämmer i låg grad", "Instämmer inte alls"),
    ("Extremely satisfied", "Very satisfied", "Somewhat satisfied", "Not so satisfied", "Not at all satisfied"),
    ("Svært fornøyd", "Ganske fornøyd", "Både og", "Ganske misfornøyd", "Svært misfornøyd"),
    ("Svært fornøyd", "Fornøyd", "Greit", "Misfornøyd", "Svært misfornøyd"),
    ("Meget tilfreds", "Tilfreds", "Hverken eller", "Utilfreds", "Meget utilfreds"),
    ("I meget høj grad", "I høj grad", "I nogen grad", "I mindre grad", "Slet ikke"),
    ("I svært stor grad", "I stor grad", "I noen grad", "I liten grad", "I svært liten grad"),
    ("Excellent", "Very good", "Good", "Fair", "Poor"),
    ("⭐⭐⭐⭐⭐", "⭐⭐⭐⭐", "⭐️⭐️⭐️", "★★☆☆☆", "⭐"),
    ("😀", "🙂", "😐", "🙁", "😡"),
    ("😀 Very happy", "Happy", "Neutral", "Unhappy", "Very unhappy"),
    ("5/5", "4/5", "3 of 5", "2 av 5", "1/5"),
    ("Mycket nöjd (5)", "Nöjd (4)", "3", "Missnöjd (2)", "Mycket missnöjd (1)"),
]  # fmt: skip


@pytest.mark.parametrize("answers", STEPS, ids=lambda answers: str(answers[1]))
def test_each_step_of_a_scale_is_a_value_of_its_own(tmp_path: Path, answers: tuple[str, ...]) -> None:
    plan = _plan(tmp_path, _column("Rating of how easy it was", *answers[:1] * 3, *answers))
    counts = plan.landings[0].draft.counts
    assert counts == {1: 1, 2: 1, 3: 1, 4: 1, 5: 4}
    assert plan.landings[0].draft.better == "higher"


def test_some_words_of_a_scale_are_enough_where_they_are_of_no_other(tmp_path: Path) -> None:
    question = "How satisfied are you?"
    assert (
        _one(tmp_path, _column(question, "Extremely satisfied", "Very satisfied", "Somewhat satisfied"))[2]
        == 1
    )
    said = _refused(tmp_path, _column(question, "Very satisfied", "Somewhat satisfied"))
    assert "on one of several" in said and "--word WORD=STEP" in said
    settled = Wishes(words={"Very satisfied": 4, "Somewhat satisfied": 3})
    assert _one(tmp_path, _column(question, "Very satisfied", "Somewhat satisfied"), settled)[2] == 0.5


def test_a_word_of_no_scale_is_refused_and_its_step_may_be_said(tmp_path: Path) -> None:
    content = _column("Hur nöjd är du?", "Mycket nöjd", "Missnöjd", "Nja", "Nja")
    assert (
        "line 4: “Nja” is no score. line 5: “Nja” is no score: say which step it is (--word “Nja=STEP”)."
        in (_refused(tmp_path, content))
    )
    plan = _plan(tmp_path, content, Wishes(words={"nja": 3}))
    assert plan.landings[0].draft.counts == {1: 0, 2: 1, 3: 2, 4: 0, 5: 1}
    assert plan.words == {"nja": 3} and plan.file_form
    again = _plan(tmp_path, content, Wishes(remembered={plan.file_form: {"nja": 3}}))
    assert again.landings[0].draft.counts == plan.landings[0].draft.counts
    assert any("you said of such a file before: “nja” = 3" in str(remark) for remark in again.remarks)
    assert "“ja” is no answer in the file." in _refused(tmp_path, content, Wishes(words={"ja": 3}))


MONKEY_GRID = """Respondent ID,Collector ID,Date Created,How likely are you to recommend us?,How satisfied are you with:,,,Other
,,,,Search engine,Checkout,Delivery,Open-Ended Response
901,4,11/02/2026 09:00:00 AM,10 - Extremely likely,Very satisfied,Satisfied,Dissatisfied,fine
902,4,11/13/2026 09:00:00 AM,7,Satisfied,Neither satisfied nor dissatisfied,Very dissatisfied,
903,4,11/14/2026 09:00:00 AM,0 - Not at all likely,Dissatisfied,Very dissatisfied,Very dissatisfied,slow
"""


def test_a_second_row_of_a_header_names_the_parts_of_a_question(tmp_path: Path) -> None:
    plan = planned(tmp_path, MONKEY_GRID, "survey")
    found = {each.part: (each.touchpoint, round(each.draft.figure or 0, 1)) for each in plan.landings}
    asked = "How satisfied are you with: "
    assert found == {
        "How likely are you to recommend us?": ("", 0),
        f"{asked}Search engine": ("Search engine", 66.7),
        f"{asked}Checkout": ("Checkout", 33.3),
        f"{asked}Delivery": ("Delivery", 0),
    }
    assert any("Collector ID" in line for line in left_out_words(plan, WAYS))


QUALTRICS_COLUMNS = {
    "StartDate": "Start Date",
    "Status": "Response Type",
    "RecordedDate": "Recorded Date",
    "ResponseId": "Response ID",
    "DistributionChannel": "Distribution Channel",
    "Q1": "How likely are you to recommend us?",
    "Q2_1": "How satisfied are you with: - Checkout",
    "Q2_2": "How satisfied are you with: - Delivery",
}
QUALTRICS_ROWS = """
2026-11-02 09:00:00,IP Address,2026-11-02 09:02:01,R_1,anonymous,10,Very satisfied,Satisfied
2026-11-03 09:00:00,Survey Preview,2026-11-03 09:02:01,R_2,anonymous,0,Very dissatisfied,Very dissatisfied
2026-11-03 09:00:00,IP Address,2026-11-03 09:02:01,R_4,preview,0,Very dissatisfied,Very dissatisfied
2026-11-04 09:00:00,IP Address,2026-11-04 09:02:01,R_3,anonymous,8,Satisfied,Dissatisfied
"""
QUALTRICS = (
    ",".join(QUALTRICS_COLUMNS)
    + "\n"
    + ",".join(QUALTRICS_COLUMNS.values())
    + "\n"
    + ",".join(f'"{{""ImportId"":""{name}""}}"' for name in QUALTRICS_COLUMNS)
    + QUALTRICS_ROWS
)


def test_the_questions_texts_tell_what_they_are_and_previews_are_left_out(tmp_path: Path) -> None:
    plan = planned(tmp_path, QUALTRICS, "survey")
    assert [(each.touchpoint, each.draft.figure, each.draft.people) for each in plan.landings] == [
        ("", 50, 2),
        ("Checkout", 100, 2),
        ("Delivery", 50, 2),
    ]
    (tests,) = (part for part in plan.parts if part.name == "previews and tests")
    assert (tests.count, tests.lines) == (2, (5, 6))
    kept = planned(tmp_path, QUALTRICS, "survey", Wishes(keep=("tests",)))
    assert [each.draft.people for each in kept.landings] == [4, 4, 4]


def test_what_is_kept_and_not_there_is_refused(tmp_path: Path) -> None:
    for what in ("tests", "totals", "codes"):
        assert f"There are no {what}" in _refused(tmp_path, "NPS\n9\n", Wishes(keep=(what,)))
    assert "does not matter what comes first" in _refused(tmp_path, "NPS\n9\n", Wishes(dates="mdy"))
    assert "whichever comes first" in _refused(tmp_path, "Date;NPS\n2026-11-03;9\n", Wishes(dates="mdy"))


GOOGLE = """Timestamp,How satisfied are you with [Checkout],How satisfied are you with [Delivery],Why?
2026/11/14 2:05:22 PM GMT+1,5,2,fine
2026/11/15 2:05:22 PM GMT+1,4,1,late
"""
TYPEFORM = """#,"On a scale of 0 to 10, how likely are you to recommend us?",Why?,Submit Date (UTC),Network ID,Tags
a1,10,fine,2026-11-14 10:00:00,n1,
a2,3,late,2026-11-15 10:00:00,n2,
"""
LIMESURVEY = """"id. Response ID","submitdate. Date submitted","seed. Seed","Q1. How satisfied are you?","Q2. Why?"
1,2026-11-14 10:00:00,123,4,fine
2,2026-11-15 10:00:00,124,2,late
"""
MICROSOFT = """ID;Starttid;Slutförandetid;Namn;Hur sannolikt är det att du rekommenderar oss?;Hur nöjd är du med leveransen?
1;11/14/26 10:00:00;11/14/26 10:01:00;;10;Mycket nöjd
2;11/15/26 10:00:00;11/15/26 10:01:00;;8;Missnöjd
"""
LONG = """respondent;question;answer;date
a;How likely are you to recommend us?;10;2026-11-14
a;How satisfied are you?;Satisfied;2026-11-14
b;How likely are you to recommend us?;0;2026-11-15
b;How satisfied are you?;Dissatisfied;2026-11-15
b;Why?;It was late;2026-11-15
"""


@pytest.mark.parametrize(
    ("content", "figures", "quote"),
    [
        (GOOGLE, [100, 0], "fine\nlate"),
        (TYPEFORM, [0], "fine\nlate"),
        (LIMESURVEY, [50], "fine\nlate"),
        (MICROSOFT, [50, 50], ""),
        (LONG, [0, 50], ""),
    ],
    ids=["Google Forms", "Typeform", "LimeSurvey", "Microsoft Forms", "a row an answer"],
)
def test_the_exports_of_other_tools_come_in_as_they_are(
    tmp_path: Path, content: str, figures: list[float], quote: str
) -> None:
    plan = planned(tmp_path, content, "survey", touchpoint_ids=(CHECKOUT,))
    assert [each.draft.figure for each in plan.landings] == figures
    assert {each.draft.people for each in plan.landings} == {2}
    assert {each.draft.collected for each in plan.landings} == {date(2026, 11, 15)}
    assert plan.landings[0].draft.quote == quote
    assert len(taken_words(plan)) > 1


TITLED = """Kundundersökning 2026;;
Uttag:;2026-11-20;
;;
Datum;NPS;Kommentar
2026-11-02;9;bra
2026-11-03;10;
"""


def test_lines_above_the_header_are_told(tmp_path: Path) -> None:
    plan = _plan(tmp_path, TITLED)
    assert _figures(plan) == {"NPS": (100, "NPS", 2)}
    assert any(part.name == "title" and part.lines[0] == 1 for part in plan.parts)


@pytest.mark.parametrize("code", ["99", "88", "98", "-1", "999"])
def test_codes_for_no_answer_are_left_out_and_told(tmp_path: Path, code: str) -> None:
    content = _column("How satisfied are you?", 5, code, 4, 1)
    plan = _plan(tmp_path, content)
    assert plan.landings[0].draft.people == 3
    assert plan.landings[0].draft.figure == pytest.approx(200 / 3)
    (left,) = (part for part in plan.parts if part.name == "codes for no answer")
    assert (left.count, left.lines) == (1, (3,))


def test_a_few_nines_among_low_scores_are_asked_about(tmp_path: Path) -> None:
    assert "(--scale 1-5)" in _refused(
        tmp_path, _column("How satisfied are you?", 5, 4, 4, 3, 5, 2, 4, 9, 5, 4)
    )


@pytest.mark.parametrize(
    ("scores", "figure"),
    [((7, 6, 5, 2, 0), -80), ((6, 5, 5, 0), -100), ((8, 7, 6), -33.33), ((0, 0, 1), -100)],
)
def test_nps_is_known_also_when_nobody_is_pleased(
    tmp_path: Path, scores: tuple[int, ...], figure: float
) -> None:
    assert _one(tmp_path, _column("How likely are you to recommend us?", *scores))[:2] == (figure, "NPS")


@pytest.mark.parametrize("scores", [(7, 6, 3), (5, 4, 2), (6, 6)])
def test_nps_on_no_certain_scale_is_asked(tmp_path: Path, scores: tuple[int, ...]) -> None:
    content = _column("How likely are you to recommend us?", *scores)
    assert "--scale" in _refused(tmp_path, content)
    assert _one(tmp_path, content, Wishes(scale=(0, 10)))[1] == "NPS"


def test_a_question_in_doubt_is_left_out_by_name_where_others_are_sure(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "NPS;How crowded was it? (1-5);Kön;Q9\n9;4;Kvinna;3\n10;5;Man;4\n")
    assert list(_figures(plan)) == ["NPS"]
    told = "\n".join(left_out_words(plan, WAYS))
    assert "“How crowded was it? (1-5)”: " in told and "--better higher" in told
    assert (
        "“Q9”: numbers of which neither name nor values say that they are scores (--column score=NAME" in told
    )
    assert "“Kön”: " in told
    assert [part["name"] for part in parts_record(plan, WAYS)] == [
        "NPS",
        "How crowded was it? (1-5)",
        "Kön",
        "Q9",
    ]
    assert [bool(part["left_out"]) for part in parts_record(plan, WAYS)] == [False, True, True, True]


def test_a_satisfaction_whose_lowest_score_is_best_is_turned_round(tmp_path: Path) -> None:
    plan = _plan(tmp_path, _column("Hur nöjd är du? (1 = mycket nöjd, 5 = mycket missnöjd)", 1, 1, 2))
    draft = plan.landings[0].draft
    assert (draft.better, draft.counts) == ("higher", {1: 0, 2: 0, 3: 0, 4: 1, 5: 2})
    assert any("turned round" in str(remark) for remark in plan.remarks)


def test_a_few_words_of_a_scale_make_comments_no_score(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "NPS;Vad tyckte du?\n9;bra\n8;dåligt\n3;helt okej varor, men sent\n")
    assert list(_figures(plan)) == ["NPS"]
    assert any("“Vad tyckte du?”" in line for line in left_out_words(plan, WAYS))


def test_a_column_of_touchpoints_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    plan = planned(tmp_path, "Var;NPS\nCheckout;9\nDelivery;3\n", "survey")
    assert [(each.touchpoint, each.draft.figure) for each in plan.landings] == [
        ("Checkout", 100),
        ("Delivery", -100),
    ]
