"""What audits found, in words: a check that is not passed, a sour feeling, or a pain point that was noted.

Lists and forms are made of these parts: the sign, the name, what is told, and the remark on it.
"""

from __future__ import annotations

from typing import TypeAlias

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.base.vocabulary import NoteKind, Verdict
from auditor.sentences.faults import fault, statement
from auditor.sentences.feelings import with_face
from auditor.views.actions import LinkedFinding
from auditor.views.audits import Found
from auditor.views.findings import Sighting

AnyFinding: TypeAlias = Found | LinkedFinding


def sign(one: AnyFinding) -> str:
    """Return what a finding is in a sign of one column."""
    if one.verdict is not None:
        return labels.VERDICT_SIGNS[one.verdict]
    return unasked_sign(one.note_id)


def unasked_sign(pain_id: int | None) -> str:
    """Return the sign of what no check asks: of a pain point by its number, or of the feeling."""
    return "☹" if pain_id is None else "!"


def name(one: AnyFinding) -> str:
    """Return what a finding is in a word: the verdict on a check, the feeling, or a pain point."""
    return labels.word(one.verdict) if one.verdict else kind(one)


def kind(one: AnyFinding) -> str:
    """Return that a finding is the feeling or a pain point; of a check its key."""
    if one.check is not None:
        return one.check.key
    return _("the feeling") if one.note_id is None else labels.word(NoteKind.PAIN_POINT)


def stated(one: AnyFinding) -> str:
    """Return what is wrong with a check that is not met, as a sentence; empty where it is none."""
    if isinstance(one, Found) and one.finding is not None:
        return statement(one.finding)
    return fault(one.check, one.verdict) if one.check is not None else ""


def question(one: AnyFinding) -> str | None:
    """Return what the check asks, if it is one."""
    return in_language(one.check.text) if one.check is not None else None


def outcome(one: AnyFinding) -> str:
    """Return the verdict or the feeling in a word; empty for a pain point, which says it itself."""
    if one.verdict is not None:
        return labels.word(one.verdict)
    return labels.feeling(one.feeling) if one.note_id is None else ""


def text(one: AnyFinding) -> str:
    """Return what is told of a finding beside its name: the fault, the feeling in a word, or the pain point."""
    if one.check is not None:
        return stated(one)
    return labels.feeling(one.feeling) if one.note_id is None else one.note


def remark(one: AnyFinding) -> str:
    """Return what the auditor said of a finding; nothing of a pain point, which is told itself."""
    return one.note if one.note_id is None else ""


def named(one: AnyFinding) -> str:
    """Return a finding with its name, such as `fail: No price is shown` or `pain point: It takes too long`."""
    return f"{name(one)}: {text(one)}"


def signed(one: AnyFinding) -> str:
    """Return a check with its sign, such as `✗ No price is shown`, and what is none with its name."""
    return f"{sign(one)} {text(one)}" if one.check is not None else named(one)


def sentence(one: AnyFinding) -> str:
    """Return a finding as it stands beside its sign in a list: the fault, what is felt, or the pain point."""
    if one.check is None and one.note_id is None:
        return _("The customer feels {feeling}").format(feeling=text(one))
    return text(one)


def with_remark(one: Found) -> str:
    """Return a finding with its sign, or the face of the feeling, and the remark on it."""
    is_feeling = one.check is None and one.feeling is not None
    said = with_face(one.feeling or 0, one.emotion) if is_feeling else f"{sign(one)} {text(one)}"
    return f"{said} — {remark(one)}" if remark(one) else said


def severity(one: Found) -> str:
    """Return how severe it is that a check is not passed, or that it is a feeling or a pain point."""
    if one.check is not None:
        return labels.severity(one.check.severity)
    return _("feeling") if one.note_id is None else kind(one)


def seen_in(one: LinkedFinding | Sighting) -> str:
    """Return whose way was walked and in which audit; nothing for a pain point, or for what was said by hand."""
    if one.audit_id is None:
        return ""
    return _("{persona}, audit {number}").format(persona=one.persona, number=one.audit_id)


def in_a_line(one: LinkedFinding) -> str:
    """Return in one line what was found, for whom and in which audit, with the remark on it."""
    told = named(one) if one.note_id is None else " ".join(named(one).split())
    said = " – ".join(filter(None, (told, seen_in(one))))
    note = " ".join(remark(one).split())
    return f"{said} ({note})" if note else said


def verdict_text(verdict: Verdict | None) -> str:
    """Return a verdict in a word with its sign, such as `✗ fail`; nothing when none is given."""
    return f"{labels.VERDICT_SIGNS[verdict]} {labels.word(verdict)}" if verdict else ""
