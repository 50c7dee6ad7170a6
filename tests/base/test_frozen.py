"""Frozen classes behave like the dataclasses they stand in for."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, asdict, fields, is_dataclass, replace
from types import MappingProxyType
from typing import ClassVar

import pytest

from auditor.base.frozen import frozen


@frozen
class Parcel:
    """Something sent."""

    kind: ClassVar[str] = "parcel"
    weight: int
    label: str = "none"
    marks: Mapping[str, str] = MappingProxyType({})

    @property
    def heavy(self) -> bool:
        """Whether it takes two to carry."""
        return self.weight > 25


@frozen
class Letter:
    """Something else with a weight."""

    weight: int


def test_values_are_taken_in_order_or_by_name_and_defaults_fill_the_rest() -> None:
    assert (Parcel(3).weight, Parcel(3).label) == (3, "none")
    assert Parcel(label="book", weight=30).heavy
    assert Parcel.kind == "parcel"
    with pytest.raises(TypeError, match="weight"):
        Parcel()  # type: ignore[call-arg]


def test_equal_values_are_equal_only_within_a_class() -> None:
    assert Letter(1) == Letter(1)
    assert Letter(1) != Letter(2)
    parcel: object = Parcel(1)
    assert parcel != Letter(1)
    assert len({Letter(1), Letter(1), Letter(2)}) == 2
    assert {Letter(1): "found"}[Letter(1)] == "found"


def test_nothing_can_be_changed_or_added() -> None:
    parcel = Parcel(1)
    for name in ("weight", "colour"):
        with pytest.raises(FrozenInstanceError):
            setattr(parcel, name, 2)
    with pytest.raises(FrozenInstanceError):
        del parcel.weight
    assert parcel.weight == 1


def test_the_standard_library_takes_them_for_dataclasses() -> None:
    parcel = Parcel(1, marks={"fragile": "yes"})
    assert is_dataclass(parcel)
    assert [each.name for each in fields(parcel)] == ["weight", "label", "marks"]
    assert replace(parcel, label="glass") == Parcel(1, "glass", {"fragile": "yes"})
    assert asdict(Parcel(1, "a", {})) == {"weight": 1, "label": "a", "marks": {}}
    with pytest.raises(TypeError):
        replace(parcel, colour="red")  # type: ignore[call-arg]


def test_they_are_shown_copied_matched_and_pickled() -> None:
    letter = Letter(7)
    assert repr(letter) == "Letter(weight=7)"
    assert copy.deepcopy(letter) == pickle.loads(pickle.dumps(letter)) == letter
    match letter:
        case Letter(weight):
            assert weight == 7
