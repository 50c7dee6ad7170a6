"""What one answer says of other places, against a plain model of it that looks at each check by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from auditor.analysis.sharing import Given, Site, Stands, host_of, presences, sites, standing
from auditor.base.vocabulary import Channel, Origin, Side, Verdict

SHOP: Site = ("distance", "shop.example")
ALONE: Site = ("store", "")
WORDS: tuple[Site | None, ...] = (SHOP, ("distance", "other.example"), ALONE, None)
CHECKS = (("a", "menu"), ("a", "footer"), ("b", "menu"))
VERDICTS: tuple[Verdict | None, ...] = (None, *Verdict)

there_at = st.dictionaries(st.sampled_from(["video", "form"]), st.booleans())
places_of = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)


class _Place(Struct, frozen=True):
    channel: str = Channel.WEBSITE
    side: str = Side.OURS
    address: str = ""


@st.composite
def walks(
    draw: st.DrawFn,
) -> tuple[list[Given], list[dict[str, bool]], list[Site | None]]:
    """Return checks at places in the order of the walk, each once a place, what is there, and the sites."""
    places = draw(places_of)
    asked = []
    for place in range(len(places)):
        for check in draw(st.lists(st.sampled_from(CHECKS), unique=True)):
            asked.append(
                Given(
                    place,
                    check,
                    draw(st.booleans()),
                    draw(st.sampled_from(["", "video", "form"])),
                    draw(st.sampled_from(VERDICTS)),
                )
            )
    return asked, [draw(there_at) for _place in places], places


def _plain(
    number: int,
    asked: Sequence[Given],
    there: Sequence[Mapping[str, bool]],
    places: Sequence[Site | None],
) -> tuple[Verdict | None, Origin]:
    """Return what stands of one check, by the words of the design: gate, then what was said here, then the first there."""
    here = asked[number]

    def closed(one: Given) -> bool:
        return bool(one.gate) and there[one.place].get(one.gate) is False

    if closed(here):
        return Verdict.NOT_APPLICABLE, Origin.GATE
    if here.own is not None or not here.shared or places[here.place] is None:
        return here.own, Origin.OWN
    said = [
        one.own
        for one in asked
        if one.check == here.check
        and one.shared
        and places[one.place] == places[here.place]
        and not closed(one)
        and one.own is not None
    ]
    return (said[0], Origin.SHARED) if said else (None, Origin.OWN)


@given(walk=walks())
def test_what_stands_is_what_the_plain_model_says(
    walk: tuple[list[Given], list[dict[str, bool]], list[Site | None]],
) -> None:
    asked, there, places = walk
    found = standing(asked, there, places)
    assert [(one.verdict, one.origin) for one in found] == [
        _plain(number, asked, there, places) for number in range(len(asked))
    ]


@given(walk=walks())
def test_whoever_follows_names_one_who_answered_the_same_check_of_its_site(
    walk: tuple[list[Given], list[dict[str, bool]], list[Site | None]],
) -> None:
    asked, there, places = walk
    for one, stands in zip(asked, standing(asked, there, places), strict=True):
        if stands.leader is None:
            assert stands.origin is not Origin.SHARED
            continue
        leader = asked[stands.leader]
        assert leader.check == one.check and leader is not one
        assert places[leader.place] == places[one.place]
        if stands.origin is Origin.SHARED:
            assert leader.own is stands.verdict


@given(walk=walks(), data=st.data())
def test_a_gate_that_is_shut_shuts_its_checks_there_and_what_others_said_is_untouched(
    walk: tuple[list[Given], list[dict[str, bool]], list[Site | None]], data: st.DataObject
) -> None:
    asked, there, places = walk
    place = data.draw(st.sampled_from(range(len(places))))
    shut = [{**each, "video": False} if number == place else each for number, each in enumerate(there)]
    before = standing(asked, there, places)
    for one, was, stands in zip(asked, before, standing(asked, shut, places), strict=True):
        if one.place == place and one.gate == "video":
            assert stands == Stands(Verdict.NOT_APPLICABLE, Origin.GATE, None)
        elif was.origin is Origin.OWN and one.own is not None:
            assert (stands.verdict, stands.origin) == (one.own, Origin.OWN)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("", ""),
        ("https://www.Shop.example/se?x=1", "shop.example"),
        ("shop.example", "shop.example"),
        ("shop.example./a", "shop.example"),
        ("  shop.example/a//b", "shop.example"),
        ("shop.example/?to=https://other.example", "shop.example"),
        ("//shop.example:8443/a", "shop.example"),
        ("https://[", ""),
        ("/only/a/path", ""),
    ],
)
def test_the_host_of_an_address(address: str, host: str) -> None:
    assert host_of(address) == host


def test_all_that_a_company_does_at_a_distance_is_one_site_by_its_address() -> None:
    assert sites([_Place(), _Place(Channel.EMAIL), _Place(Channel.STORE), _Place(Channel.APP)]) == [
        ("distance", ""),
        ("distance", ""),
        ("store", ""),
        ("app", ""),
    ]
    addressed = [_Place(Channel.SEARCH), _Place(address="www.a.no"), _Place(address="https://b.no")]
    assert sites(addressed) == [("distance", "a.no"), ("distance", "a.no"), ("distance", "b.no")]


def test_what_others_run_is_a_site_only_by_its_address() -> None:
    theirs = [_Place(side=Side.INDIRECT), _Place(side=Side.INDIRECT, address="b.no"), _Place()]
    assert sites(theirs) == [None, ("distance", "b.no"), ("distance", "")], "and lends its address to nobody"


@given(data=st.data())
def test_a_shared_gate_is_answered_by_its_site_until_it_is_answered_otherwise(data: st.DataObject) -> None:
    places = data.draw(places_of)
    answered = [data.draw(there_at) for _place in places]
    found = presences(answered, ["video"], places)
    for number, (site, here) in enumerate(zip(places, found, strict=True)):
        of_site = [
            each["video"]
            for other, each in zip(places, answered, strict=True)
            if other == site and "video" in each
        ]
        expected = dict(answered[number])
        if "video" not in expected and site is not None and of_site:
            expected["video"] = of_site[0]
        assert here == expected
