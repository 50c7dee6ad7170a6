"""Finding by words while typing: in any order, in part, without accents, with slips, and the best first."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.word_search import Said, WordSearch, slips_of
from auditor.base.text import plain_letters

NAME, ASIDE = 1.0, 0.4


def searched(*texts: str) -> WordSearch:
    """Return a search of things of which one text each is said."""
    return WordSearch([(((text, NAME),),) for text in texts])


WORDS = st.text("abcå", min_size=1, max_size=6)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
SAID = st.lists(st.tuples(TEXTS, st.sampled_from((NAME, ASIDE))), min_size=1, max_size=2).map(tuple)
THINGS = st.lists(st.lists(SAID, min_size=1, max_size=2), max_size=6)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", plain_letters(text))


def holds(thing: Sequence[Said], typed: str) -> bool:
    """Tell whether every word typed is in what is said of a thing: short ones where a word begins."""
    words = [word for said in thing for text, _weight in said for word in words_of(text)]
    return all(
        any(each in word if len(each) > 2 else word.startswith(each) for word in words)
        for each in words_of(typed)
    )


@given(THINGS, TEXTS)
def test_all_that_has_every_word_typed_is_found_and_nothing_else_while_anything_has(
    things: list[list[Said]], typed: str
) -> None:
    found = WordSearch(things).find(typed)
    expected = [number for number, thing in enumerate(things) if holds(thing, typed)]
    assert len(set(found)) == len(found)
    assert sorted(found) == expected or not expected


@given(THINGS, TEXTS)
def test_letter_by_letter_the_same_is_found_as_at_once(things: list[list[Said]], typed: str) -> None:
    slowly = WordSearch(things)
    for count in range(len(typed) + 1):
        assert slowly.find(typed[:count]) == WordSearch(things).find(typed[:count])


@given(THINGS, st.lists(WORDS, min_size=1, max_size=4, unique=True))
def test_the_order_of_words_decides_what_is_first_and_never_what_is_found(
    things: list[list[Said]], words: list[str]
) -> None:
    search = WordSearch(things)
    turned = sorted(words, reverse=True)
    assert sorted(search.find(" ".join(words))) == sorted(search.find(" ".join(turned)))


@given(THINGS)
def test_without_a_word_everything_is_there_in_its_order(things: list[list[Said]]) -> None:
    assert WordSearch(things).find(" ?!") == list(range(len(things)))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("sok", "Sök på sajten"),
        ("sök", "Where to sok"),
        ("KJOP", "Kjøp uten konto"),
        ("kjøp", "KJOP"),
        ("faerre", "Færre steg"),
        ("nbsp", "N\N{COMBINING ACUTE ACCENT}bsp"),
        ("tid", "Leveranstiden"),
        ("con acc", "Account and conditions"),
    ],
)
def test_accents_capitals_and_the_rest_of_a_word_need_no_typing(typed: str, text: str) -> None:
    assert searched("Something else", text).find(typed) == [1]


@pytest.mark.parametrize(
    "typed",
    ["chekout", "chcekout", "checkuot", "checkput", "chekou", "guest chekout", "kcheckout"],
)
def test_a_slip_of_the_pen_still_finds_it(typed: str) -> None:
    assert searched("Delivery times", "The checkout as a guest", "Menus").find(typed) == [1]


@pytest.mark.parametrize("typed", ["xbt", "menxx", "chocolate", "delivery menus"])
def test_what_is_too_far_from_every_word_finds_nothing(typed: str) -> None:
    assert searched("Delivery times", "The checkout as a guest", "Menus and a boat").find(typed) == []


def test_slips_are_forgiven_only_where_nothing_is_found_as_typed() -> None:
    assert searched("The form", "Where from", "By firm hand").find("form") == [0]


def test_a_whole_word_stands_before_a_beginning_before_an_inside() -> None:
    assert searched("discharge", "charged", "a charge").find("charge") == [2, 1, 0]


def test_the_name_stands_before_what_is_said_besides() -> None:
    things: list[Sequence[Said]] = [
        (((("Contrast", NAME), ("the colour of text", ASIDE))),),
        (((("Colour alone", NAME), ("contrast", ASIDE))),),
    ]
    search = WordSearch(things)
    assert search.find("contrast") == [0, 1]
    assert search.find("colour") == [1, 0]


def test_words_that_follow_each_other_as_typed_stand_first() -> None:
    search = searched("The confirmation of an order", "An order confirmation", "Order of the confirmation")
    assert search.find("order conf")[0] == 1
    assert searched("recorder confirmation", "confirmation order").find("order confirmation") == [1, 0]


def test_of_equally_good_ones_the_earlier_stands_first() -> None:
    assert searched("menu one", "menu two", "menu three").find("menu") == [0, 1, 2]


@given(WORDS, WORDS)
def test_slips_are_the_fewest_changes_to_any_beginning(typed: str, word: str) -> None:
    assert slips_of(typed, word) == min(_changes(typed, word[:end]) for end in range(len(word) + 1))


def _changes(one: str, other: str) -> int:
    """Return the distance of optimal alignment as its definition says, without any table."""
    if not one or not other:
        return len(one) + len(other)
    found = min(
        _changes(one[:-1], other) + 1,
        _changes(one, other[:-1]) + 1,
        _changes(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if one[-2:] == other[-2:][::-1] and len(one) > 1 < len(other):
        found = min(found, _changes(one[:-2], other[:-2]) + 1)
    return found


@given(st.text("abcdeåø", min_size=8, max_size=14), st.data())
def test_no_word_within_the_forgiven_slips_is_passed_over(word: str, data: st.DataObject) -> None:
    """What is told apart at once by its letters never hides a word that is near enough."""
    typed = word
    for _slip in range(data.draw(st.integers(0, 2))):
        typed = data.draw(st.sampled_from(sorted(_one_slip(typed))))
    # Two letters that change places after one between them has gone are further apart than two slips.
    if len(plain_letters(typed)) >= 8 and slips_of(plain_letters(typed), plain_letters(word)) <= 2:
        assert searched("x", word).find(typed) == [1]


def _one_slip(word: str) -> set[str]:
    places = range(len(word))
    return (
        {word[:at] + word[at + 1 :] for at in places}
        | {word[:at] + "x" + word[at:] for at in places}
        | {word[:at] + "a" + word[at + 1 :] for at in places}
        | {word[:at] + word[at : at + 2][::-1] + word[at + 2 :] for at in places}
    )
