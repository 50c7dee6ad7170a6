"""Names in files find their touchpoints: never two equally good ones, and the user's word wins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.importing.places import likeness, placed
from auditor.library.templates import find_template
from auditor.views.journeys import Stage
from tests.conftest import NOWHERE
from tests.importing.files import JOURNEY, POINTS, a_point, target
from tests.quickness import within


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("checkout", "Checkout"),
        ("3. Kassan", "Checkout"),
        ("begin_checkout", "Checkout"),
        ("add_to_cart", "Basket"),
        ("Varukorg", "Basket"),
        ("view_item", "Product page"),
        ("Produktsida", "Product page"),
        ("betalning", "Payment"),
        ("Chekout", "Checkout"),
    ],
)
def test_usual_names_of_steps_are_known(name: str, point: str) -> None:
    assert placed([name], target())[name] == POINTS.index(point) + 1


@pytest.mark.parametrize("name", ["", "xyzzy", "1.", "page", "Trustpilot", "Total"])
def test_other_names_mean_nothing(name: str) -> None:
    assert placed([name], target())[name] is None


def test_of_two_names_that_fit_equally_none_is_taken() -> None:
    assert placed(["basket one", "basket two"], target()) == {"basket one": None, "basket two": None}
    assert placed(["basket one", "basket two"], target(), once=False) == {"basket one": 3, "basket two": 3}


def test_the_word_of_the_user_wins_and_frees_nothing_else() -> None:
    found = placed(["Basket", "Cart"], target(maps={"cart": 3, "basket": None}))
    assert found == {"Basket": None, "Cart": 3}


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share_and_whole_for_equal_names(name: str, other: str) -> None:
    assert 0 <= likeness(name, other) <= 1
    assert likeness(name, name) == 1


def test_hundreds_of_names_find_their_places_in_a_moment() -> None:
    names = [
        f"https://shop.example/kategori-{number}/en-ganska-lang-adress-till-en-sida" for number in range(1000)
    ]
    with within(3):
        assert set(placed(names, target()).values()) == {None}


@pytest.mark.parametrize("language", ["en", "sv", "nb"])
@pytest.mark.parametrize("name", ["Home page", "Startsida", "Forside", "Home", "1. Startsidan"])
def test_the_home_page_lands_on_the_home_page_of_the_own_template(language: str, name: str) -> None:
    template = find_template("web-shop", NOWHERE)
    names = [point.name[language] for stage in template.stages for point in stage.touchpoints]
    journey = replace(JOURNEY, stages=(Stage(1, "", "", tuple(map(a_point, range(1, 99), names))),))
    found = placed([name], replace(target(), journey=journey))[name]
    assert found is not None
    assert (
        names[found - 1]
        == {
            "en": "Home page, menu and search",
            "sv": "Startsida, meny och sök",
            "nb": "Forside, meny og søk",
        }[language]
    )
