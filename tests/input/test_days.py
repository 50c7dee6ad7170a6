"""Days in words: each form in each language, and that no text is ever misread or breaks it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base import i18n
from auditor.base.errors import RefusedError
from auditor.input.days import due_words, read_day, read_days, read_past_day, week_end
from auditor.input.typed import due_date

SUNDAY = date(2026, 11, 22)
DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))

FORMS = {
    "2026-12-01": date(2026, 12, 1),
    "2026-1-9": date(2026, 1, 9),
    "today": SUNDAY,
    "i dag": SUNDAY,
    "tomorrow": date(2026, 11, 23),
    "I morgen": date(2026, 11, 23),
    "imorgon": date(2026, 11, 23),
    "fri": date(2026, 11, 27),
    "Friday": date(2026, 11, 27),
    "fredag": date(2026, 11, 27),
    "på fredag": date(2026, 11, 27),
    "LØRDAG": date(2026, 11, 28),
    "lör": date(2026, 11, 28),
    "sunday": date(2026, 11, 29),
    "next friday": date(2026, 11, 27),
    "nästa vecka": date(2026, 11, 23),
    "neste måned": date(2026, 12, 1),
    "+3d": date(2026, 11, 25),
    "+2w": date(2026, 12, 6),
    "+2 veckor": date(2026, 12, 6),
    "+1m": date(2026, 12, 22),
    "+1 år": date(2027, 11, 22),
    "-1d": date(2026, 11, 21),
    "in two weeks": date(2026, 12, 6),
    "om 2 veckor": date(2026, 12, 6),
    "om to uker": date(2026, 12, 6),
    "end of month": date(2026, 11, 30),
    "the end of the month": date(2026, 11, 30),
    "slutet av månaden": date(2026, 11, 30),
    "slutten av måneden": date(2026, 11, 30),
    "end of week": SUNDAY,
    "eoq": date(2026, 12, 31),
    "slutten av desember": date(2026, 12, 31),
    "end of february": date(2027, 2, 28),
    "w49": date(2026, 12, 4),
    "v49": date(2026, 12, 4),
    "v 49": date(2026, 12, 4),
    "v. 49": date(2026, 12, 4),
    "v.49": date(2026, 12, 4),
    "Uke 49": date(2026, 12, 4),
    "week 49": date(2026, 12, 4),
    "2026-W49": date(2026, 12, 4),
    "2026W49": date(2026, 12, 4),
    "v. 49 2027": date(2027, 12, 10),
    "uke 49, 2027": date(2027, 12, 10),
    "v 53": date(2027, 1, 1),
    "2026-W53": date(2027, 1, 1),
    "v 47": SUNDAY,
    "v 46": date(2027, 11, 19),
    "vecka 2": date(2027, 1, 15),
    "1.12.2026": date(2026, 12, 1),
    "1/12-2026": date(2026, 12, 1),
    "1/12/26": date(2026, 12, 1),
    "1/12": date(2026, 12, 1),
    "1.12.": date(2026, 12, 1),
    "31/1": date(2027, 1, 31),
    "22/11": SUNDAY,
    "29/2": date(2028, 2, 29),
    "1 dec": date(2026, 12, 1),
    "1. desember": date(2026, 12, 1),
    "Dec 1": date(2026, 12, 1),
    "22 nov": SUNDAY,
    "8 maj": date(2027, 5, 8),
    "17. mai 2027": date(2027, 5, 17),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.items(), ids=FORMS)
def test_each_form_is_read_whatever_the_language(text: str, expected: date) -> None:
    for language in ("en", "sv", "nb"):
        i18n.set_language(language)
        assert read_day(text, SUNDAY) == expected
        assert read_day(f"  {text} ", SUNDAY) == expected


@pytest.mark.parametrize(
    "text",
    ["soon", "12", "2026", "2026-02-30", "2026-13-01", "31/2", "13/14", "12/25/2026", "december", "mars", "",
     "0/0", "end of time", "next dec", "+2 apples", "+9999y", "-9999y", "31 november 2026", "1 dec 1850", "w60",
     "0001-01-01", "w0", "2027-W53", "v 49 26"],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_forms_that_are(text: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read_day(text, SUNDAY)
    said = str(caught.value)
    assert text in said and "\n" not in said
    offered = said.rsplit("type it as ", 1)[1].rstrip(".").replace(" or ", ", ").split(", ")
    assert len(offered) == 5
    for form in offered:
        read_day(form, SUNDAY)


@given(DAYS, DAYS)
def test_a_whole_date_means_that_day_on_any_day(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day
    assert read_day(f"{day.day}.{day.month}.{day.year}", today) == day
    assert read_day(f"{day:%d/%m-%Y}", today) == day


@given(DAYS)
def test_what_the_program_shows_can_be_typed(day: date) -> None:
    for language in ("en", "sv", "nb"):
        i18n.set_language(language)
        assert read_day(i18n.day(day), SUNDAY) == day


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_next_such_day(day: date, today: date) -> None:
    found = read_day(f"{day.day}/{day.month}", today)
    assert (found.day, found.month) == (day.day, day.month) and found >= today
    between = (today + timedelta(n) for n in range((found - today).days))
    assert not any((each.day, each.month) == (day.day, day.month) for each in between)


@given(DAYS, st.sampled_from(["mon", "tisdag", "onsdag", "thursday", "fre", "lørdag", "söndag"]))
def test_a_weekday_is_one_of_the_next_seven_days(today: date, name: str) -> None:
    found = read_day(name, today)
    assert 1 <= (found - today).days <= 7
    assert found.weekday() == ["mon", "tisdag", "onsdag", "thursday", "fre", "lørdag", "söndag"].index(name)


@given(DAYS, st.integers(0, 600))
def test_spans_and_ends(today: date, count: int) -> None:
    assert read_day(f"+{count}d", today) - today == timedelta(count)
    assert read_day(f"+{count}w", today) - today == timedelta(7 * count)
    months = read_day(f"+{count % 120}m", today)
    assert (months.year - today.year) * 12 + months.month - today.month == count % 120
    assert months.day == today.day or (months + timedelta(1)).day == 1
    end = read_day("end of month", today)
    assert end.month == today.month and (end + timedelta(1)).day == 1
    assert week_end(today).weekday() == 6 and 0 <= (week_end(today) - today).days <= 6


@given(st.text(max_size=40), DAYS)
def test_any_text_is_a_day_or_refused_in_a_line(text: str, today: date) -> None:
    try:
        assert isinstance(read_day(text, today), date)
    except RefusedError as error:
        assert "\n" not in str(error)


def test_how_far_off_a_day_is() -> None:
    said = [due_words(SUNDAY + timedelta(away), SUNDAY) for away in (-2, -1, 0, 1, 2, 30)]
    assert said == ["2 days late", "1 day late", "today", "tomorrow", "in 2 days", "in 30 days"]


def test_no_date_is_no_date() -> None:
    assert due_date("") is due_date("  ") is due_date(None) is None
    assert due_date(SUNDAY) == due_date("today", SUNDAY) == SUNDAY


@given(DAYS, st.dates(date(1901, 1, 1), date(2150, 1, 1)))
def test_a_week_with_its_number_is_its_last_working_day_and_all_its_days(day: date, today: date) -> None:
    year, week, _weekday = day.isocalendar()
    monday = date.fromisocalendar(year, week, 1)
    for typed in (f"{year}-W{week:02}", f"v. {week} {year}", f"uke {week}, {year}", f"week {week} {year}"):
        found = read_day(typed, today)
        assert found == (
            today if 0 <= (today - monday).days <= 6 and today.weekday() > 4 else monday + timedelta(4)
        )
        assert read_days(typed, today) == (monday, monday + timedelta(6))


@given(st.integers(1, 53), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_week_without_a_year_is_this_one_or_the_next_of_that_number(week: int, today: date) -> None:
    monday, sunday = read_days(f"v {week}", today)
    assert monday.isocalendar()[1:] == (week, 1) and sunday >= today
    earlier = monday - timedelta(7)
    while earlier + timedelta(6) >= today:
        assert earlier.isocalendar().week != week
        earlier -= timedelta(7)


def test_week_53_comes_only_in_long_years() -> None:
    assert read_day("v 53", date(2027, 1, 2)) == date(2027, 1, 2), (
        "2 January 2027 is still in week 53 of 2026"
    )
    assert read_day("v 53", date(2027, 1, 4)) == date(2033, 1, 1) - timedelta(1)
    assert read_day("v 1", date(2026, 12, 29)) == date(2027, 1, 8)


PAST = {
    "sunday": SUNDAY, "mon": date(2026, 11, 16), "på fredag": date(2026, 11, 20), "1/12": date(2025, 12, 1),
    "22/11": SUNDAY, "29/2": date(2024, 2, 29), "23 nov": date(2025, 11, 23), "1. desember": date(2025, 12, 1),
    "v. 47": date(2026, 11, 20), "v 48": date(2025, 11, 28), "v 53": date(2021, 1, 1), "today": SUNDAY,
    "-2w": date(2026, 11, 8), "2026-11-03": date(2026, 11, 3), "3 nov 2026": date(2026, 11, 3),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAST.items(), ids=PAST)
def test_of_what_has_been_a_day_without_a_year_is_the_last_such_day(text: str, expected: date) -> None:
    assert read_past_day(text, SUNDAY) == expected
