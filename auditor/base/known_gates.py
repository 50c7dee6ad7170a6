"""What is known to be there, or not, before anybody looks: gates and their proposed answers, as one text."""

from __future__ import annotations

from collections.abc import Mapping

_ANSWERS = {"yes": True, "no": False}


def gates_of(text: str) -> dict[str, bool]:
    """Return the answers in a text such as “video=no delivery=yes”; a word that is no answer is passed over."""
    pairs = (word.partition("=") for word in text.split())
    return {gate: _ANSWERS[said] for gate, _sign, said in pairs if gate and said in _ANSWERS}


def gates_text(gates: Mapping[str, bool]) -> str:
    """Return answers to gates as one text, in the order of their keys."""
    return " ".join(f"{gate}={'yes' if gates[gate] else 'no'}" for gate in sorted(gates))
