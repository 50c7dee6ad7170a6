"""What `auditor action show` prints: an action, what it answers, and its numbers explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, day, day_and_time, in_language, number
from auditor.base.text import shortened
from auditor.cli.actions.history import comment_table, history_table
from auditor.cli.actions.proof_shown import shown_proof
from auditor.cli.evidence.support import confidence_of_touchpoint
from auditor.cli.frame import output
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences.deciding import robust_words
from auditor.sentences.explain import figure, need_terms, reason
from auditor.sentences.explain_score import score_name, score_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.analysis.robustness import Robustness
    from auditor.analysis.scoring import Scoring
    from auditor.views.actions import Action, LinkedFinding, Term
    from auditor.workspace import Workspace


def show_action(workspace: Workspace, action_id: int, form: str) -> None:
    """Print an action whole."""
    found = workspace.reads.actions.get(action_id)
    if found is None:
        raise NotFoundError(_("There is no action number {number}.").format(number=action_id))
    grounds = workspace.reads.actions.grounds(found.line.touchpoint_id)
    scoring = workspace.config.scoring
    robust = workspace.reads.decisions.robustness(found.line)
    proof = shown_proof(workspace, found.line)
    priority = score_terms(found.line, scoring)
    confidence = confidence_of_touchpoint(workspace, found.line.journey_id, found.line.touchpoint_id)
    need = need_terms(found.importance, found.critical, grounds)
    events = history_table(workspace.reads.actions.history(action_id))
    terms = Table(term_columns(score_name(scoring.method)), priority)
    findings = Table(_finding_columns(), list(_looks(found.findings)))
    parts: list[Table[Any]] = [
        facts([*_facts(found, scoring, robust), *proof.facts]),
        *proof.tables,
        terms,
        Table(term_columns(_("Confidence")), confidence),
        Table(term_columns(_("Need of the touchpoint")), need),
        findings,
        comment_table(found.comments),
        events,
    ]
    record = {
        **_record(found),
        "effect": found.line.effect,
        "proof": proof.record,
        "best_place": robust.best,
        "worst_place": robust.worst,
        "quadrant_share": round(robust.share, 4),
        "priority_terms": terms.records(),
        "confidence_terms": Table(term_columns(""), confidence).records(),
        "need_terms": Table(term_columns(""), need).records(),
        "findings": findings.records(),
        "comments": comment_table(found.comments).records(),
        "history": events.records(),
    }
    output.whole(record, parts, terms, form)


def _facts(found: Action, scoring: Scoring, robust: Robustness) -> list[tuple[str, str]]:
    line = found.line
    quadrant = labels.word(line.quadrant)
    return [
        (_("Action"), f"{line.id} {line.title}"),
        (_("Journey"), line.journey),
        (_("Stage"), line.stage),
        (_("Touchpoint"), line.touchpoint),
        (_("Effort"), f"{line.effort} {labels.effort(line.effort)}"),
        (_("Impact"), f"{line.impact} {labels.impact(line.impact)}"),
        (score_name(scoring.method), number(line.priority, 2)),
        (_("Quadrant"), quadrant),
        (_("Robustness"), robust_words(robust, quadrant)),
        (_("Status"), labels.word(line.status)),
        (_("Owner"), line.owner),
        (_("Due"), day(line.due)),
        (_("Dropped because"), found.reason),
        (_("Note"), found.note),
        (_("Created"), day_and_time(found.created)),
    ]


def _record(found: Action) -> dict[str, object]:
    line = found.line
    return {
        "id": line.id,
        "title": line.title,
        "journey": line.journey,
        "journey_id": line.journey_id,
        "stage": line.stage,
        "touchpoint": line.touchpoint,
        "touchpoint_id": line.touchpoint_id,
        "effort": line.effort,
        "impact": line.impact,
        "need": round(line.need, 4),
        "confidence": round(line.confidence, 4),
        "priority": round(line.priority, 2),
        "quadrant": line.quadrant,
        "reason": reason(line),
        "status": line.status,
        "owner": line.owner or None,
        "due": line.due,
        "note": found.note,
        "dropped_because": found.reason or None,
        "created": found.created,
    }


def term_columns(heading: str) -> list[Column[Term]]:
    """Return the columns of a number explained term by term; `heading` names the number."""
    return [
        Column("name", lambda term: term.name, heading),
        Column("formula", lambda term: term.formula, _("Formula")),
        Column("value", lambda term: round(term.value, 4), _("Value"), lambda t: figure(t.value), right=True),
        Column("because", lambda term: term.because, _("Because")),
    ]


class _Look(Struct, frozen=True):
    """What an action came from, or what was seen of it since."""

    finding: LinkedFinding
    later: bool


def _looks(findings: Iterable[LinkedFinding]) -> Iterator[_Look]:
    """Give each finding, and after it what was seen of it since."""
    for finding in findings:
        yield _Look(finding, False)
        for later in finding.later:
            yield _Look(later, True)


def _finding_columns() -> list[Column[_Look]]:
    return [
        Column("checklist", lambda look: look.finding.checklist or None),
        Column("check", lambda look: look.finding.check_key or None, _("Answers"), _answered),
        Column(
            "text",
            _question,
            _("Question"),
            lambda look: "" if look.later else _question(look) or "",
            least=24,
        ),
        Column("verdict", lambda look: look.finding.verdict, _("Found"), lambda look: _found(look.finding)),
        Column("feeling", lambda look: look.finding.feeling),
        Column("pain_point", lambda look: look.finding.note_id),
        Column("touchpoint_id", lambda look: look.finding.touchpoint_id),
        Column("note", lambda look: look.finding.note, _("Comment"), _comment, minor=1),
        Column("persona", lambda look: look.finding.persona or None, _("Persona")),
        Column("audit", lambda look: look.finding.audit_id, _("Audit"), right=True),
        Column("later", lambda look: look.later),
    ]


def _question(look: _Look) -> str | None:
    check = look.finding.check
    return in_language(check.text) if check else None


def _comment(look: _Look) -> str:
    return shortened(look.finding.note, 60)


def _answered(look: _Look) -> str:
    one = look.finding
    if look.later:
        return _("later")
    return one.check_key or (_("pain point") if one.note_id else _("the feeling"))


def _found(one: LinkedFinding) -> str:
    if one.note_id:
        return ""
    return labels.word(one.verdict) if one.verdict else labels.feeling(one.feeling)
