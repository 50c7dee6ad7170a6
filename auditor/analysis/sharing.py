"""What one answer says of other places: a check that a whole site answers once, and a question that shuts others. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from auditor.base.address_parts import address_parts
from auditor.base.vocabulary import Channel, Origin, Side, Verdict
from auditor.views.checks import Named

Site = tuple[str, str]
"""A group of channels, and the host of its web address; empty where none is known."""

_AT_A_DISTANCE = (
    *(Channel.SEARCH, Channel.AD, Channel.SOCIAL, Channel.WEBSITE, Channel.CHECKOUT, Channel.DELIVERY),
    *(Channel.EMAIL, Channel.PHONE, Channel.CHAT, Channel.SURVEY),
)
"""What a company does at a distance hangs on its one web site; a shop, an app and other places stand for themselves."""


class Placed(Protocol):
    """A touchpoint, as far as it tells which site it is of."""

    @property
    def channel(self) -> str:
        """Where it takes place."""

    @property
    def side(self) -> str:
        """Whose it is."""

    @property
    def address(self) -> str:
        """Where it is on the web; may be empty."""


class Given(Struct, frozen=True):
    """A check at a place of a walk, and what was said of it there itself."""

    place: int
    """Which of the places it is at, counted from 0."""
    check: Named
    shared: bool
    gate: str
    """The key of the presence question it depends on; empty for none."""
    own: Verdict | None


class Stands(Struct, frozen=True):
    """What stands of a check at a place."""

    verdict: Verdict | None
    origin: Origin
    leader: int | None
    """Where a shared one was answered, or is to be answered first: its place in what was given."""


def host_of(address: str) -> str:
    """Return the host of a web address without “www.”, in small letters; empty where it has none."""
    try:
        found = address_parts(address.strip()).hostname or ""
    except ValueError:
        return ""
    return found.rstrip(".").removeprefix("www.")


def sites(places: Sequence[Placed]) -> list[Site | None]:
    """Return the site of each touchpoint of a journey, in order; None for one that shares nothing with others.

    A site is a group of channels with one web address. A touchpoint without an address is of the first site of its
    group that has one; what others run is a site only by its address.
    """
    groups = [_group(place) for place in places]
    hosts = [host_of(place.address) for place in places]
    first: dict[str, str] = {}
    for place, group, host in zip(places, groups, hosts, strict=True):
        if host and place.side == Side.OURS:
            first.setdefault(group, host)
    return [
        (group, host or first.get(group, "")) if host or place.side == Side.OURS else None
        for place, group, host in zip(places, groups, hosts, strict=True)
    ]


def _group(place: Placed) -> str:
    return "distance" if place.channel in _AT_A_DISTANCE else str(place.channel)


def presences(
    answered: Sequence[Mapping[str, bool]], shared: Iterable[str], places: Sequence[Site | None]
) -> list[dict[str, bool]]:
    """Return what is there at each place, by gate: what was answered there, else at the first place of the site.

    `answered` is what was answered at each place itself, `shared` the gates that a whole site answers once.
    """
    known: dict[tuple[Site, str], bool] = {}
    whole = set(shared)
    for site, here in zip(places, answered, strict=True):
        for gate, present in here.items():
            if site is not None and gate in whole:
                known.setdefault((site, gate), present)
    return [
        ({gate: is_so for (of, gate), is_so in known.items() if of == site} if site is not None else {})
        | dict(here)
        for site, here in zip(places, answered, strict=True)
    ]


def standing(
    given: Sequence[Given], there: Sequence[Mapping[str, bool]], places: Sequence[Site | None]
) -> list[Stands]:
    """Return what stands of each check, in the order of the walk.

    Where its gate is answered no, it does not apply. Else what was said there stands; else, of a shared one, what was
    said at the first place of its site where anything was. `there` is what is there at each place, `places` the site
    of each.
    """
    closed = [there[one.place].get(one.gate) is False if one.gate else False for one in given]
    leaders: dict[tuple[Site, Named], int] = {}
    for number, one in enumerate(given):
        site = places[one.place]
        if site is None or not one.shared or closed[number]:
            continue
        before = leaders.setdefault((site, one.check), number)
        if given[before].own is None and one.own is not None:
            leaders[site, one.check] = number
    return [
        _stands(number, one, closed[number], given, leaders.get((site, one.check)) if site else None)
        for number, one in enumerate(given)
        for site in (places[one.place],)
    ]


def _stands(number: int, one: Given, is_closed: bool, given: Sequence[Given], leader: int | None) -> Stands:
    if is_closed:
        return Stands(Verdict.NOT_APPLICABLE, Origin.GATE, None)
    if one.own is not None or not one.shared or leader is None or leader == number:
        return Stands(one.own, Origin.OWN, leader if one.shared and leader != number else None)
    said = given[leader].own
    return Stands(said, Origin.OWN if said is None else Origin.SHARED, leader)


def leads(here: int, stands: Stands) -> int:
    """Return whose followers a verdict given at `here` would take along: its own, or those of the one it stands as.

    Of that one where it is further on, because the first that was given leads.
    """
    after = stands.origin is Origin.SHARED and stands.leader is not None and stands.leader > here
    return stands.leader if after and stands.leader is not None else here
