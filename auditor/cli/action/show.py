"""`auditor action show`: an action, what it answers, and its numbers explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, day, day_and_time, ngettext, number
from auditor.base.text import shortened
from auditor.base.vocabulary import Method
from auditor.cli.action.filter_options import order_option, scoring_of
from auditor.cli.action.history import comment_table, history_table
from auditor.cli.action.mended_tables import mended_table
from auditor.cli.action.proof_tables import shown_proof
from auditor.cli.columns.actions import money_record, range_columns, score_record, term_columns
from auditor.cli.columns.evidence import confidence_of_touchpoint
from auditor.cli.frame import output
from auditor.cli.frame.completing import action_numbers
from auditor.cli.frame.lookup import an_action
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts, flat
from auditor.sentences import faults
from auditor.sentences.amounts import a_month, range_text
from auditor.sentences.deciding import robust_words
from auditor.sentences.dependencies import related, too_late
from auditor.sentences.explain import need_terms, reason
from auditor.sentences.explain_score import score_name, score_terms
from auditor.sentences.finding_states import spread_over
from auditor.sentences.findings import kind, outcome, question
from auditor.sentences.returns import chance_text, return_terms, return_text
from auditor.views.actions import ActionFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from auditor.analysis.robustness import Robustness
    from auditor.analysis.scoring import Scoring
    from auditor.views.actions import Action, ActionLine, Dependency, LinkedFinding
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Show an action. What it answers, and its priority and need term by term. CSV has a line for each field of JSON."
    )
)
@click.argument("action", shell_complete=action_numbers)
@order_option
@format_option
@with_workspace
def show(workspace: Workspace, action: str, order: str | None, form: str) -> None:
    """Show an action."""
    workspace.use_scoring(scoring_of(workspace, order))
    _show(workspace, an_action(workspace, action).id, form)


def _show(workspace: Workspace, action_id: int, form: str) -> None:
    found = workspace.reads.actions.get(action_id)
    if found is None:
        raise NotFoundError(_("There is no action number {number}.").format(number=action_id))
    grounds = workspace.reads.actions.grounds(found.line.touchpoint_id)
    scoring = workspace.rules.scoring
    robust = workspace.reads.decisions.robustness(found.line)
    proof = shown_proof(workspace, found.line)
    priority = score_terms(found.line, scoring)
    confidence = confidence_of_touchpoint(workspace, found.line.journey_id, found.line.touchpoint_id)
    need = need_terms(found.importance, found.critical, grounds)
    months = scoring.months
    earned = Table(range_columns(_("Return")), return_terms(found.line, months))
    chances = workspace.reads.returns.chances(ActionFilter()) if earned.rows else {}
    events = history_table(workspace.reads.actions.history(action_id))
    terms = Table(term_columns(score_name(scoring.method)), priority)
    findings = Table(_finding_columns(), list(_looks(found.findings)))
    mends = mended_table(found.mends)
    parts: list[Table[Any]] = [
        facts([*_facts(found, scoring, robust), *_money(found.line, months, chances), *proof.facts]),
        mends,
        *proof.tables,
        terms,
        earned,
        Table(term_columns(_("Confidence")), confidence),
        Table(term_columns(_("Need of the touchpoint")), need),
        findings,
        comment_table(found.comments),
        events,
    ]
    record = {
        **_record(found, scoring.method),
        "effect": found.line.effect,
        "proof": proof.record,
        "best_place": robust.best,
        "worst_place": robust.worst,
        "quadrant_share": round(robust.share, 4),
        **money_record(found.line, months),
        "best_chance": chances.get(action_id),
        "return_terms": earned.records(),
        "score_terms": terms.records(),
        **({"priority_terms": terms.records()} if scoring.method is Method.PRIORITY else {}),
        "confidence_terms": Table(term_columns(""), confidence).records(),
        "need_terms": Table(term_columns(""), need).records(),
        "mends": mends.records(),
        "findings": findings.records(),
        "comments": comment_table(found.comments).records(),
        "history": events.records(),
    }
    output.whole(record, parts, flat(record), form)


def _facts(found: Action, scoring: Scoring, robust: Robustness) -> list[tuple[str, str]]:
    line = found.line
    quadrant = labels.word(line.quadrant)
    return [
        (_("Action"), f"{line.id} {line.title}"),
        (_("Journey"), line.journey),
        (_("Stage"), line.stage),
        (_("Touchpoint"), _where(line)),
        (_("Strategies"), "; ".join(strategy.text for strategy in found.strategies)),
        (_("Effort"), f"{line.effort} {labels.effort(line.effort)}"),
        (_("Impact"), f"{line.impact} {labels.impact(line.impact)}"),
        (score_name(scoring.method), number(line.priority, 2)),
        (_("Quadrant"), quadrant),
        (_("Robustness"), robust_words(robust, quadrant)),
        (_("Status"), labels.word(line.status)),
        (_("Blocked by"), "; ".join(map(related, found.blocked_by))),
        (_("Out of step"), too_late(found)),
        (_("Blocks"), "; ".join(map(related, found.blocks))),
        (_("Owner"), line.owner),
        (_("Due"), day(line.due)),
        (_("Source"), faults.sources(found.mends)),
        (_("Dropped because"), found.reason),
        (_("Note"), found.note),
        (_("Created"), day_and_time(found.created)),
    ]


def _where(line: ActionLine) -> str:
    """Return where an action stands, and at how many touchpoints what it mends is."""
    spread = spread_over("", line.touchpoints)
    return f"{line.touchpoint} ({spread})" if spread else line.touchpoint


def _money(line: ActionLine, months: int, chances: Mapping[int, float | None]) -> list[tuple[str, str]]:
    """Return what an action costs and brings, as far as it is said."""
    earned = ngettext("Return over {n} month", "Return over {n} months", months).format(n=months)
    chance = (
        _("{chance} to be the best of the open ones").format(chance=chance_text(chances[line.id]))
        if line.id in chances
        else ""
    )
    return [
        (_("Cost"), range_text(line.cost, line.currency) if line.cost else ""),
        (_("Gain"), a_month(line.gain, line.currency) if line.gain else ""),
        (earned, return_text(line, months)),
        (_("Missing"), _return_hint(line)),
        (_("P(best)"), chance),
    ]


def _record(found: Action, method: Method) -> dict[str, object]:
    line = found.line
    return {
        "id": line.id,
        "title": line.title,
        "journey": line.journey,
        "journey_id": line.journey_id,
        "stage": line.stage,
        "touchpoint": line.touchpoint,
        "touchpoint_id": line.touchpoint_id,
        "touchpoints": line.touchpoints,
        "strategies": [{"id": one.id, "text": one.text} for one in found.strategies],
        "effort": line.effort,
        "impact": line.impact,
        "need": round(line.need, 4),
        "confidence": round(line.confidence, 4),
        **score_record(line, method),
        "quadrant": line.quadrant,
        "reason": reason(line),
        "status": line.status,
        "owner": line.owner or None,
        "due": line.due,
        "blocked": line.blocked,
        "blocked_by": [_dependency(one) for one in found.blocked_by],
        "blocks": [_dependency(one) for one in found.blocks],
        "note": found.note,
        "dropped_because": found.reason or None,
        "created": found.created,
    }


def _dependency(one: Dependency) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "status": one.status,
        "owner": one.owner or None,
        "due": one.due,
        "touchpoint_id": one.touchpoint_id,
    }


def _return_hint(line: ActionLine) -> str:
    """Say how what is missing of an action's return is said; empty where nothing or everything is."""
    if (line.cost is None) is (line.gain is None):
        return ""
    if line.cost is None:
        return _("say what it costs: auditor action edit {number} --cost 1000..2000").format(number=line.id)
    return _("say what it brings a month: auditor action edit {number} --gain 300..500").format(
        number=line.id
    )


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
        Column("check", lambda look: look.finding.check_key or None, _("In answer to"), _answered),
        Column(
            "text",
            lambda look: question(look.finding),
            _("Question"),
            lambda look: "" if look.later else question(look.finding) or "",
            least=24,
        ),
        Column("verdict", lambda look: look.finding.verdict, _("Found"), lambda look: outcome(look.finding)),
        Column("feeling", lambda look: look.finding.feeling),
        Column("pain_point", lambda look: look.finding.note_id),
        Column("touchpoint_id", lambda look: look.finding.touchpoint_id),
        Column("note", lambda look: look.finding.note, _("Comment"), _comment, minor=1),
        Column("persona", lambda look: look.finding.persona or None, _("Persona")),
        Column("audit", lambda look: look.finding.audit_id, _("Audit"), right=True),
        Column("later", lambda look: look.later),
    ]


def _comment(look: _Look) -> str:
    return shortened(look.finding.note, 60)


def _answered(look: _Look) -> str:
    return _("later") if look.later else kind(look.finding)
