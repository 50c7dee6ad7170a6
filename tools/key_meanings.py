"""What each key means in all places: one thing. The page of keys begins with it, and refuses a key that means another.

A meaning says which commands share its key, by their ids. So whoever gives a new command a key says that it means
what the key means already, or chooses another.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from screens.frame.commands import Command


class Meaning(Struct, frozen=True):
    """What a key means."""

    key: str
    said: str
    commands: frozenset[str]
    """The ids of the commands that it gives."""


def _means(key: str, said: str, commands: str) -> Meaning:
    return Meaning(key, said, frozenset(commands.split()))


_STEPS = (
    "feel-minus-2 feel-minus-1 feel-0 feel-1 feel-2 business-1 business-2 business-3 business-4 business-5"
)

MEANINGS = (
    _means("y", "yes: it is so, take it", "answer-pass accept take"),
    _means("n", "no: it is not so, do not take it", "answer-fail refuse"),
    _means("p", "partly", "answer-partly"),
    _means("x", "does not apply", "answer-not-applicable"),
    *(_means(str(step), "a step of 1 to 5, from least to most", _STEPS) for step in range(1, 6)),
    _means("0", "nothing set: no filter, no wish, not said", "all-of-it wish-0 business-0"),
    _means("plus", "one step more", "impact-1 wish-1"),
    _means("minus", "one step less", "impact-minus-1 wish-minus-1"),
    _means("greater_than_sign", "more effort", "effort-1"),
    _means("less_than_sign", "less effort", "effort-minus-1"),
    _means("a", "add something here; where there are several, what", "add new new-action record figures say"),
    _means("b", "begin", "start agree"),
    _means("c", "say something of it", "comment describe"),
    _means(
        "d", "take it away: delete, drop, waive, back to the default", "delete delete-note drop waive reset"
    ),
    _means("e", "edit it, say more of it", "edit change finding"),
    _means("f", "it is finished: done, settled, gone", "finish asked see settle"),
    _means("g", "go to another place", ""),
    _means("i", "what is inside", "inside"),
    _means("m", "the picture beside the list", "matrix"),
    _means("o", "whose it is", "owner ask-again responsible"),
    _means("q", "leave Auditor", "quit"),
    _means("r", "rate it", "severity"),
    _means("s", "the order", "sort order"),
    _means("t", "till when", "due"),
    _means("u", "undo", "undo"),
    _means("v", "the next view", "view curve"),
    _means("w", "walk an audit", "walk look-again"),
    _means("z", "which are shown", "which kind everything only-open"),
    _means("A", "out of the way, or back", "archive"),
    _means("B", "what blocks it", "blockers"),
    _means("C", "say something of the one before", "comment-last"),
    _means("D", "deeper", "deepen"),
    _means("E", "say more of the one before", "finding-last"),
    _means("F", "filters kept", "filters"),
    _means("H", "the history", "history"),
    _means("I", "take in a file", "import-file take-in"),
    _means("J", "move it down", "move-1"),
    _means("K", "move it up", "move-minus-1"),
    _means("L", "what it is linked to", "links link"),
    _means("N", "no to all such", "refuse-kind"),
    _means("P", "a picture", "picture"),
    _means("Q", "a quick win", "quick-win"),
    _means("R", "take it up again", "reopen take-up go-on-with"),
    _means("S", "share it with everybody", "share"),
    _means("T", "how it is to be", "to-be"),
    _means("V", "whose view: the next persona", "persona"),
    _means("W", "write a file", "write-out report form"),
    _means("Y", "yes to all such", "take-kind rest"),
    _means("slash", "find", "find find-line"),
    _means("full_stop", "what is needed more rarely", ""),
    _means("comma", "settings", "settings"),
    _means("question_mark", "the keys of the place", "help"),
    _means("equals_sign", "as it was measured", "take"),
    _means("left_square_bracket", "the touchpoint before", "touchpoint-minus-1"),
    _means("right_square_bracket", "the touchpoint after", "touchpoint-1"),
    _means("asterisk", "mark all, or none", "mark-all"),
)
"""What each key with a sign means, letters first."""

_MOVING = frozenset("hjkl")
"""Letters that move, as in other programs; what they move in is said by the place."""


def refuse_other_meanings(commands: Iterable[Command]) -> None:
    """Raise ValueError for a command on a key that means something else, or has no meaning here."""
    known = {meaning.key: meaning for meaning in MEANINGS}
    for command in commands:
        for key in command.single_keys:
            is_sign = len(key) == 1 or key in known
            if not is_sign or key in _MOVING:
                continue
            if key not in known or command.id not in known[key].commands:
                raise ValueError(f"tools/key_meanings.py does not say that {key} means {command.id}")


def refuse_double_sequences(commands: Iterable[Command]) -> None:
    """Raise ValueError where two keys after each other mean two things."""
    labels: dict[str, str] = {}
    for command in commands:
        for key in command.keys:
            if " " in key and labels.setdefault(key, command.name) != command.name:
                raise ValueError(f"{key} means {labels[key]} and {command.name}")
