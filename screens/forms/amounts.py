"""Fields for amounts, such as what an order is worth: one number, or from one to another."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.base.i18n import _
from auditor.input.amounts import amount_as_typed, read_amount
from screens.dialogs.form import TextField, Values
from screens.widgets.fields import Field

AMOUNTS = ("order", "visits", "cost", "gain")
"""The keys of such fields."""


def amount_field(key: str, label: str, low: float | None, high: float | None, hint: str = "") -> TextField:
    """Return a field filled with an amount; `key` is one of AMOUNTS."""
    return TextField(key, label, amount_as_typed(low, high), hint=hint or _("such as 1500, or 1000..2000"))


def check_amounts(values: Values, fields: Sequence[Field]) -> None:
    """Raise RefusedError for a text that is no amount."""
    for field in fields:
        if field.key in AMOUNTS:
            read_amount(values.text(field.key), field.label)
