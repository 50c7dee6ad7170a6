"""Lines of a round: its audits, what was answered differently, and how often a check was answered alike."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.base.i18n import _, in_language
from auditor.base.labels import FEELING_FACES, VERDICT_SIGNS
from auditor.drawing.cells import bar
from auditor.views.audits import AuditLine
from auditor.views.follow import CheckAgreement, RatedCheck
from screens.widgets.drawing import Part, fit


def draw_audit(line: AuditLine, width: int) -> list[Part]:
    """Return who audits, and how far that has come."""
    name = min(40, max(16, width - 40))
    state = (
        _("finished")
        if line.finished
        else _("{answered} of {asked} answered").format(answered=line.answered, asked=line.asked)
    )
    share = line.answered / line.asked if line.asked else 0
    return [
        ("   ✓ " if line.finished else "   · ", "good" if line.finished else "dim"),
        (fit(line.auditor, name), "plain"),
        (bar(share, 8), "good"),
        (f" {state}", "dim"),
    ]


def draw_rated(one: RatedCheck, names: Sequence[str], width: int) -> list[Part]:
    """Return a check or feeling with what each auditor said, and what was agreed on."""
    said = "  ".join(f"{name} {sign}" for name, sign in zip(names, _signs(one), strict=True))
    answers = min(width // 2, max(16, len(said) + 2))
    place = 20 if width >= 100 else 0
    text = in_language(one.check.text) if one.check else _("the feeling")
    agreed = _agreed(one)
    return [
        ("   ✓ " if one.is_settled else "   · ", "good" if one.is_settled else "warn"),
        (fit(agreed, 5), "good"),
        (fit(text if place else f"{one.touchpoint}: {text}", max(16, width - 10 - answers - place)), "plain"),
        (fit(f" {one.touchpoint}", place), "dim"),
        (fit(f"  {said}", answers), "plain"),
    ]


def _signs(one: RatedCheck) -> list[str]:
    if one.check is None:
        return [_face(score) for score in one.feelings]
    return [VERDICT_SIGNS[verdict] if verdict else "·" for verdict in one.verdicts]


def _face(score: int | None) -> str:
    return "·" if score is None else FEELING_FACES[score]


def _agreed(one: RatedCheck) -> str:
    if one.agreed_verdict is not None:
        return VERDICT_SIGNS[one.agreed_verdict]
    return _face(one.agreed_feeling) if one.agreed_feeling is not None else ""


def draw_check(one: CheckAgreement, width: int) -> list[Part]:
    """Return a check with how often it was answered alike."""
    said = _("alike at {alike} of {places}").format(alike=one.alike, places=one.places)
    return [
        ("     ", "plain"),
        (fit(in_language(one.check.text), max(16, width - 30)), "plain"),
        (fit(f" {said}", 24), "dim"),
    ]
