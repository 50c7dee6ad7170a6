"""Options of a command as an unchangeable class: its fields are the options, each of a known type.

@options
class Content:
    people: int | None = option("--people", type=PEOPLE, help=_("How many people it counts."))

@click.command()
@takes("content", Content)
@with_workspace
def add(workspace: Workspace, content: Content) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import wraps
from typing import Any, TypeVar, dataclass_transform

import click
from msgspec import Struct, defstruct

T = TypeVar("T")
R = TypeVar("R")


class _Declared(Struct, frozen=True):
    """A field as click knows it."""

    decorate: Callable[[Callable[..., Any]], Callable[..., Any]]
    """Adds it to a command."""
    not_given: object
    """What stands for it where it is not offered."""


_DECLARED: dict[type, dict[str, _Declared]] = {}
"""The fields of each class."""


def option(*names: str, **settings: Any) -> Any:
    """Declare an option as a field; what is said is what `click.option` takes."""
    usual = () if settings.get("multiple") else False if settings.get("is_flag") else None
    return lambda field: _Declared(click.option(*names, field, **settings), settings.get("default", usual))


def argument(**settings: Any) -> Any:
    """Declare an argument as a field; what is said is what `click.argument` takes."""
    return lambda field: _Declared(click.argument(field, **settings), None)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(option, argument))
def options(cls: type[T]) -> type[T]:
    """Return the class as an unchangeable one, whose fields are the options of commands that take it."""
    fields = cls.__annotations__
    declared = {name: vars(cls)[name](name) for name in fields}
    rest = {
        name: value
        for name, value in vars(cls).items()
        if name not in fields and name not in ("__dict__", "__weakref__", "__annotations__")
    }
    made: Any = defstruct(cls.__name__, list(fields.items()), namespace=rest, frozen=True, kw_only=True)
    found: type[T] = made
    _DECLARED[found] = declared
    return found


def takes(
    name: str, kind: type[object], offered: Container[str] | None = None
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Add the options of a class to a command, and hand what is said to it as `name`.

    Where only some fields are `offered`, the others are as if they had not been given.
    """
    make: Callable[..., object] = kind
    declared = _DECLARED[kind]

    def decorate(command: Callable[..., R]) -> Callable[..., R]:
        @wraps(command)
        def handed(*words: object, **said: object) -> R:
            values = {field: said.pop(field, each.not_given) for field, each in declared.items()}
            return command(*words, **{name: make(**values)}, **said)

        made: Callable[..., R] = handed
        for field, each in reversed(declared.items()):
            if offered is None or field in offered:
                made = each.decorate(made)
        return made

    return decorate


def given(said: object) -> dict[str, Any]:
    """Return what was given of the options in a class, by field."""
    return {name: value for name in _DECLARED[type(said)] if (value := getattr(said, name)) is not None}
