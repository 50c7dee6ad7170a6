"""Numbers: what the program prints is read back in each language, and what can be two numbers is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base import i18n
from auditor.base.errors import RefusedError
from auditor.input.evidence import parse_figure, parse_people, parse_scores
from auditor.input.figures import read_figure
from auditor.input.numbers import as_typed, number_of, whole_of

LANGUAGES = ("en", "sv", "nb")
NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)

MEANT: dict[str, dict[str, float]] = {
    "en": {"1,234": 1234, "1.234": 1.234, "1,234.5": 1234.5, "0,125": 0.125, "3,5": 3.5, "1,2345": 1.2345},
    "sv": {
        "1,234": 1.234,
        "1 234": 1234,
        "1\u00a0234,5": 1234.5,
        "0.125": 0.125,
        "3.5": 3.5,
        "1.234,5": 1234.5,
    },
    "nb": {
        "1,234": 1.234,
        "1 234": 1234,
        "−1 234": -1234,
        "12,5 %": 12.5,
        "1.234.567": 1234567,
        "1 234.5": 1234.5,
    },
}
MEANT_EVERYWHERE = {
    "3": 3, "+3": 3, "-1,5": -1.5, "−1.5": -1.5, ".5": 0.5, "1,234,567": 1234567, "1,234,567.8": 1234567.8,
    "1.234.567,8": 1234567.8, "1'234": 1234, "1 234 567": 1234567, "1e-05": 0.00001, "85%": 85,
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_is_read_as_the_language_writes_it(language: str) -> None:
    i18n.set_language(language)
    for text, meant in {**MEANT[language], **MEANT_EVERYWHERE}.items():
        assert number_of(text) == meant, text


@pytest.mark.parametrize("language", ["sv", "nb"])
def test_what_can_be_two_numbers_is_refused_with_both(language: str) -> None:
    i18n.set_language(language)
    with pytest.raises(RefusedError) as caught:
        parse_figure("1.234", "figure")
    assert "1,234" in str(caught.value) and "1\u00a0234" in str(caught.value)
    assert number_of("1,234") == 1.234 and number_of("1\u00a0234") == 1234
    with pytest.raises(RefusedError, match="1,234"):
        read_figure("1.234/2400")


@pytest.mark.parametrize(
    "text", ["", "x", "1 2", "12 34", "1,23,456", "1,2.3,4", "1.2.3", "inf", "nan", "1e999", "--1"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    for language in LANGUAGES:
        i18n.set_language(language)
        assert number_of(text) is None


@given(NUMBERS, st.integers(0, 4), st.booleans())
def test_what_the_program_prints_is_read_back(value: float, decimals: int, signed: bool) -> None:
    for language in LANGUAGES:
        i18n.set_language(language)
        assert number_of(i18n.number(value, decimals, signed)) == float(f"{value:.{decimals}f}")
        assert number_of(as_typed(value)) == value


@given(st.floats(0, 1), st.integers(0, 2))
def test_per_cents_are_read_back(share: float, decimals: int) -> None:
    for language in LANGUAGES:
        i18n.set_language(language)
        assert number_of(i18n.percent(share, decimals)) == float(f"{share * 100:.{decimals}f}")


@given(st.integers(0, 10**9))
def test_counts_are_read_back_however_thousands_stand_apart(count: int) -> None:
    for language in LANGUAGES:
        i18n.set_language(language)
        assert whole_of(i18n.number(count)) == count == parse_people(i18n.number(count), "people")
        assert whole_of(f"{count:,}") == whole_of(f"{count:,}".replace(",", ".")) == count
        assert parse_scores(f"1={i18n.number(count)} 2=3, 5={i18n.number(count)}") == {
            1: count,
            2: 3,
            5: count,
        }


def test_scores_are_parted_by_blanks_or_commas() -> None:
    assert parse_scores("1=3 2=0 3=12") == parse_scores("1=3,2=0,3=12") == {1: 3, 2: 0, 3: 12}
    assert parse_scores("-1=1,204; 100=5") == {-1: 1204, 100: 5}
    assert parse_scores("1=3 200=5") == {1: 3, 200: 5}
    assert parse_scores("") == {}
    for text in ("3", "1=", "1=x", "1=2.5", "=3", "1=3 4", "1=-1"):
        with pytest.raises(RefusedError):
            parse_scores(text)


def test_figures_are_read_as_they_are_shown() -> None:
    assert read_figure("1,200/24,000").side.figure == 5
    assert read_figure("5.2 % of 2,400").side.people == 2400
    i18n.set_language("sv")
    assert read_figure("1 200/24 000").side.people == 24000
    side = read_figure("5,2 % av 2\u00a0400").side
    assert (side.figure, side.people) == (5.2, 2400)
    assert read_figure("41,5 ± 11,25/210").side.deviation == 11.25


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none_or_refused(text: str) -> None:
    for language in LANGUAGES:
        i18n.set_language(language)
        try:
            found = number_of(text)
        except RefusedError:
            continue
        assert found is None or abs(found) < float("inf")
        whole = whole_of(text)
        assert whole is None or whole >= 0
