"""The keys of a walk as its texts and its card name them, and what makes a text do on a click what a key does."""

from __future__ import annotations

from auditor.base.vocabulary import FEELINGS, Verdict
from screens.audit.walk_commands import WALK_COMMANDS
from screens.frame.commands import key_of
from screens.frame.told_keys import keys_of

CLICKED = "command"
"""Under this name a text carries the id of the command that it gives to those who click on it."""


def walk_key(action: str) -> str:
    """Return the key of an action of the walk, as it is shown."""
    return key_of(WALK_COMMANDS, action)


def answering(verdict: Verdict) -> str:
    """Return the action that gives a verdict."""
    return f"answer('{verdict.value}')"


def feeling(score: int) -> str:
    """Return the action that gives a feeling."""
    return f"feel('{score}')"


def feeling_keys() -> str:
    """Return the keys of all feelings, from the worst to the best."""
    return keys_of(WALK_COMMANDS, map(feeling, FEELINGS))


def clicked(action: str) -> str:
    """Return the style of a text that does what the key of an action does, for those who click on it."""
    return f"{CLICKED}='{next(one.id for one in WALK_COMMANDS if one.action == action)}'"
