"""Feelings in words: the emotion that was named, or else the word for the score, with its face."""

from __future__ import annotations

from auditor.base import labels
from auditor.base.vocabulary import Emotion


def in_a_word(score: int, emotion: Emotion | None = None) -> str:
    """Return the emotion that was named for a feeling −2..2, or else the word for the score."""
    return labels.word(emotion) if emotion else labels.feeling(score)


def with_face(score: float, emotion: Emotion | None = None) -> str:
    """Return a feeling −2..2 with its face, such as `:-( worry`; a mean has those of the feeling nearest to it."""
    whole = labels.nearest(score)
    return f"{labels.FEELING_FACES[whole]} {in_a_word(whole, emotion)}"
