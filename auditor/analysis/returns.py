"""What actions bring for what they cost, and how likely each is to bring most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from auditor.views.money import Money, Range

MONTHS = 12
"""Over how many months a gain is counted. A house default, set in the config."""

MOST_WORLDS, LEAST_WORLDS = 10_000, 1_000
DRAWN = 500_000
"""So many returns are drawn at most, as long as that leaves LEAST_WORLDS: a thousand actions take a fraction of a second."""
MOST_CONTENDERS = 5_000
"""Of more actions that may all be the best, none is likely to be, and it is not worked out how likely."""


class ActionMoney(Struct, frozen=True):
    """What the open actions of a journey cost, and bring a month, with how many say so of all."""

    cost: Money | None
    costed: int
    gain: Money | None
    gaining: int
    actions: int


class Figured(Struct, frozen=True):
    """An action with what it costs and what it brings a month."""

    id: int
    uid: str
    """What names it in any database."""
    cost: Range
    gain: Range


def net_return(cost: Range, gain: Range, months: int = MONTHS) -> Range:
    """Return months · gain − cost: at least with the least gain and the highest cost, at most with the reverse.

    In money; below 0 it costs more than it brings in that time.
    """
    return Range(months * gain.low - cost.high, months * gain.high - cost.low)


def expected_return(cost: Range, gain: Range, months: int = MONTHS) -> float:
    """Return months · mean gain − mean cost, by which actions are put in order.

    Nothing is said of what is likelier between two ends, so all of it is taken to be as likely (the principle of
    indifference; the uniform distribution has the greatest entropy of all on an interval, E. T. Jaynes, 1957). Its mean
    is half-way. A triangle would need a likeliest value, which nobody is asked for.
    """
    return months * gain.middle - cost.middle


def best_chances(actions: Iterable[Figured], months: int = MONTHS) -> dict[int, float | None]:
    """Return, by number, how likely each action's return is the highest of all, 0..1.

    Each cost and each gain is drawn anew from its range, evenly and by itself, in 1,000 to 10,000 worlds; P(best) is
    the share of worlds in which the action's return is the highest, and those that are equally high share it. So it is
    within 3 percentage points nineteen times in twenty, within 1 where at most fifty contend. What can't be the best,
    because another's lowest return is above its highest, is 0 and not drawn. Every action has a random number generator
    of its own, begun with its `uid`: the same actions give the same answer in any database, and one more changes no
    other's draws.

    None for each that may be the best where more than MOST_CONTENDERS may.
    """
    known = list(actions)
    if not known:
        return {}
    returns = {one.id: net_return(one.cost, one.gain, months) for one in known}
    floor = max(one.low for one in returns.values())
    contenders = [one for one in known if returns[one.id].high >= floor]
    chances: dict[int, float | None] = dict.fromkeys(returns, 0.0)
    if len(contenders) > MOST_CONTENDERS:
        return chances | dict.fromkeys((one.id for one in contenders), None)
    if len(contenders) == 1:
        return chances | {contenders[0].id: 1.0}
    worlds = max(LEAST_WORLDS, min(MOST_WORLDS, DRAWN // len(contenders)))
    return chances | _shares(contenders, months, worlds)


def _shares(contenders: Sequence[Figured], months: int, worlds: int) -> dict[int, float]:
    # Imported here, because every command that puts actions in order would pay for it.
    from random import Random

    highest = [float("-inf")] * worlds
    who: list[int | list[int]] = [0] * worlds
    for one in contenders:
        draw = Random(one.uid).random
        low, spread = months * one.gain.low, months * (one.gain.high - one.gain.low)
        cost, more = one.cost.low, one.cost.high - one.cost.low
        for world in range(worlds):
            found = low + spread * draw() - cost - more * draw()
            if found > highest[world]:
                highest[world] = found
                who[world] = one.id
            elif found == highest[world]:
                already = who[world]
                who[world] = [*already, one.id] if isinstance(already, list) else [already, one.id]
    shares = dict.fromkeys((one.id for one in contenders), 0.0)
    for best in who:
        for number in best if isinstance(best, list) else (best,):
            shares[number] += 1 / (len(best) if isinstance(best, list) else 1)
    return {number: share / worlds for number, share in shares.items()}
