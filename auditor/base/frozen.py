"""Classes of plain, unchangeable values, made in a sixth of the time of `@dataclass(frozen=True, slots=True)`.

A few dozen of them stand on the way to the first line a command prints, and `dataclasses` compiles seven methods
for each. Here `__init__` alone is compiled, and the others are shared. To the type checker, and to
`dataclasses.replace`, `fields` and `asdict`, they are dataclasses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import repeat
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """Return the class with its annotations as fields: set once, in slots, compared by value.

    Defaults are shared between instances, so they must be values that can't change. A class has no fields from
    its bases, and no `super()` without arguments, because it is made anew to have slots.
    """
    names = tuple(name for name, kind in cls.__annotations__.items() if not str(kind).startswith("ClassVar"))
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    left_out = {*names, "__dict__", "__weakref__"}
    body = {name: value for name, value in cls.__dict__.items() if name not in left_out}
    body |= _SHARED
    body |= {
        "__slots__": names,
        "__match_args__": names,
        "__qualname__": cls.__qualname__,
        "__dataclass_fields__": _Fields(names, defaults),
        "_values": attrgetter(*names) if len(names) > 1 else staticmethod(_few(names)),
    }
    remake: Any = type(cls)
    made: type[T] = remake(cls.__name__, cls.__bases__, body)
    setattr(made, "__init__", _init(made, names, defaults))  # noqa: B010 - a type checker takes no plain one
    return made


def _init(cls: type, names: tuple[str, ...], defaults: Mapping[str, object]) -> object:
    known: dict[str, Any] = {f"_set_{name}": getattr(cls, name).__set__ for name in names}
    known |= {f"_default_{name}": value for name, value in defaults.items()}
    parameters = [f"{name}=_default_{name}" if name in defaults else name for name in names]
    lines = [f" _set_{name}(self, {name})" for name in names] or [" pass"]
    exec("\n".join([f"def __init__({', '.join(['self', *parameters])}):", *lines]), known)
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return known["__init__"]


class _Fields:
    """Works out the fields as `dataclasses` has them, if ever somebody asks."""

    def __init__(self, names: tuple[str, ...], defaults: Mapping[str, object]) -> None:
        self._names = names
        self._defaults = defaults
        self._known: Mapping[str, Any] | None = None

    def __get__(self, _instance: object, owner: type) -> Mapping[str, Any]:
        if self._known is None:
            self._known = self._worked_out(owner)
        return self._known

    def _worked_out(self, owner: type) -> Mapping[str, Any]:
        from dataclasses import field, make_dataclass

        # A default is given as a factory, because `dataclasses` refuses some that can't change.
        given = {
            name: field(default_factory=repeat(value).__next__) for name, value in self._defaults.items()
        }
        fields = [(name, owner.__annotations__[name], given.get(name, field())) for name in self._names]
        known: Mapping[str, Any] = vars(make_dataclass("_", fields, kw_only=True))["__dataclass_fields__"]
        return known


def _few(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    return lambda row: tuple([getattr(row, name) for name in names])


def _equal(self: Any, other: Any) -> object:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self is other or self._values(self) == self._values(other)


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _shown(self: Any) -> str:
    pairs = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{self.__class__.__qualname__}({pairs})"


def _refuse(self: object, name: str, _value: object = None) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"{self.__class__.__qualname__} can’t be changed: {name}")


def _again(self: Any) -> tuple[object, ...]:
    return (self.__class__, self._values(self))


_SHARED: dict[str, object] = {
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _shown,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__reduce__": _again,
}
