"""What waits for what: circles, an order in which things can be done, and the best set of those that fit.

Things are named by numbers; `blockers` gives, for a thing, those that have to be done before it can begin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

Blockers = Mapping[int, Collection[int]]

MOST_STEPS = 20_000
"""Sets of things looked at before a knot of them counts as too tangled for the best choice to be found."""


class TooTangledError(Exception):
    """So many things wait for each other that the best choice among them can't be found in good time."""


class Thing(Struct, frozen=True):
    """Something that waits for others, or that others wait for."""

    number: int
    days: int
    """How long it takes, in whole parts of a day."""
    worth: int
    """0 or more, in whole parts of a point."""


class Choice(Struct, frozen=True):
    """A set of things that can be done: everything that one of them waits for is in it."""

    days: int
    worth: int
    numbers: frozenset[int]


_NOTHING = Choice(0, 0, frozenset())


def path(blockers: Blockers, start: int, goal: int) -> list[int]:
    """Return a way from a thing over what it waits for to another one, both included; empty if there is none."""
    came: dict[int, int] = {}
    todo = [start]
    seen = {start}
    while todo:
        one = todo.pop()
        if one == goal:
            way = [one]
            while way[-1] != start:
                way.append(came[way[-1]])
            return way[::-1]
        for blocker in sorted(blockers.get(one, ())):
            if blocker not in seen:
                seen.add(blocker)
                came[blocker] = one
                todo.append(blocker)
    return []


def before(blockers: Blockers, start: Iterable[int]) -> set[int]:
    """Return all that some things wait for, however far back, without themselves."""
    first = set(start)
    found: set[int] = set()
    todo = list(first)
    while todo:
        fresh = set(blockers.get(todo.pop(), ())) - found
        found |= fresh
        todo += fresh
    return found - first


def doing_order(numbers: Sequence[int], blockers: Blockers) -> list[int]:
    """Return things in an order in which they can be done: each as early as it stands, but after what it waits for.

    Whatever one waits for, and is among them, is drawn forward to stand right before it. `blockers` has no circles; a
    thing in a circle would stand where it is met first.
    """
    known = {number: place for place, number in enumerate(numbers)}
    done: dict[int, None] = {}
    for number in numbers:
        todo = [number]
        entered: set[int] = set()
        while todo:
            one = todo[-1]
            waits = sorted(
                {each for each in blockers.get(one, ()) if each in known and each not in done} - entered,
                key=known.__getitem__,
                reverse=True,
            )
            if waits and one not in entered:
                entered.add(one)
                todo += waits
                continue
            done.setdefault(todo.pop())
    return list(done)


def choices(things: Sequence[Thing], blockers: Blockers, room: int) -> list[Choice]:
    """Return the sets worth choosing: of those that take no more days, each is worth more than all before it.

    They take at most `room` parts of a day. A set holds with a thing all that it waits for among `things`. The knapsack
    with such a rule is hard in general (D. S. Johnson and K. A. Niemi, 1983). What is exact here: a thing either goes,
    and with it all that waits for it, or stays, and with it all that it waits for; what is left falls into parts that
    have nothing to do with each other, and whatever is no better than a set that takes no more days is let go.

    Raises TooTangledError where more than `MOST_STEPS` sets would have to be looked at.
    """
    return _Knot(things, blockers, room).choices(frozenset(one.number for one in things))


class _Knot:
    """Things that wait for each other."""

    def __init__(self, things: Sequence[Thing], blockers: Blockers, room: int) -> None:
        self._things = {one.number: one for one in things}
        self._room = room
        self._before = {number: before(blockers, [number]) & self._things.keys() for number in self._things}
        self._after: dict[int, set[int]] = {number: set() for number in self._things}
        for number, earlier in self._before.items():
            for each in earlier:
                self._after[each].add(number)
        self._known: dict[frozenset[int], list[Choice]] = {}

    def choices(self, left: frozenset[int]) -> list[Choice]:
        found = [_NOTHING]
        for part in self._parts(left):
            found = self._both(found, self._of_part(part))
        return found

    def _of_part(self, part: frozenset[int]) -> list[Choice]:
        known = self._known.get(part)
        if known is not None:
            return known
        if len(self._known) >= MOST_STEPS:
            raise TooTangledError
        pivot = max(part, key=lambda number: (self._weight(number, part), -number))
        stays = (self._before[pivot] | {pivot}) & part
        goes = (self._after[pivot] | {pivot}) & part
        taken = Choice(
            sum(self._things[number].days for number in stays),
            sum(self._things[number].worth for number in stays),
            frozenset(stays),
        )
        found = self.choices(part - goes)
        if taken.days <= self._room:
            found = _best([*found, *self._both([taken], self.choices(part - stays))])
        self._known[part] = found
        return found

    def _weight(self, number: int, part: frozenset[int]) -> int:
        """Return how much is settled by one thing: most where much comes before it and much after."""
        return (len(self._before[number] & part) + 1) * (len(self._after[number] & part) + 1)

    def _both(self, some: Sequence[Choice], others: Sequence[Choice]) -> list[Choice]:
        return _best(
            Choice(one.days + other.days, one.worth + other.worth, one.numbers | other.numbers)
            for one in some
            for other in others
            if one.days + other.days <= self._room
        )

    def _parts(self, left: frozenset[int]) -> Iterator[frozenset[int]]:
        """Yield the parts of what is left that have nothing to do with each other."""
        rest = set(left)
        while rest:
            part: set[int] = set()
            todo = [min(rest)]
            while todo:
                one = todo.pop()
                if one in rest:
                    rest.discard(one)
                    part.add(one)
                    todo += (self._before[one] | self._after[one]) & rest
            yield frozenset(part)


def _best(found: Iterable[Choice]) -> list[Choice]:
    kept: list[Choice] = []
    for one in sorted(found, key=lambda one: (one.days, -one.worth, sorted(one.numbers))):
        if not kept or one.worth > kept[-1].worth:
            kept.append(one)
    return kept
