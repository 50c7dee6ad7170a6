"""Evidence in words: what a piece says and how old it is, what supports something, and where two sides differ."""

from __future__ import annotations

from datetime import date

from auditor.analysis.estimates import SATISFIED, SHARE, SMALL_SAMPLE, estimate_of
from auditor.analysis.support import INTERVIEWS_WANTED, problems_shown
from auditor.base import labels
from auditor.base.i18n import _, in_language, ngettext, number, percent
from auditor.base.vocabulary import Conflict, EvidenceKind, Phase, Support
from auditor.views.askings import Asking
from auditor.views.evidence import AskNext, Contradiction, Evidence, PersonaSupport, PointSupport


def people_text(people: int) -> str:
    """Return a number of people in words."""
    return ngettext("{count} person", "{count} people", people).format(count=number(people))


def age_text(days: int) -> str:
    """Return an age in days in words; a date ahead has none."""
    if days < 0:
        return ngettext("dated {count} day ahead", "dated {count} days ahead", -days).format(
            count=number(-days)
        )
    if days == 0:
        return _("from today")
    return ngettext("{count} day old", "{count} days old", days).format(count=number(days))


def ahead_text(count: int) -> str:
    """Return what is to be known of evidence that is dated ahead, `count` pieces of it."""
    return ngettext(
        "{count} piece of evidence is dated ahead of today: it counts as collected today until then, and stands in "
        "the place of older ones.",
        "{count} pieces of evidence are dated ahead of today: they count as collected today until then, and stand in "
        "the place of older ones.",
        count,
    ).format(count=number(count))


def headline(one: Evidence, today: date) -> str:
    """Return in a few words what a piece of evidence is: `survey, 212 people, 40 days old`."""
    parts = [labels.word(one.kind)]
    if one.people is not None:
        parts.append(people_text(one.people))
    parts.append(age_text((today - one.collected).days))
    if one.superseded_by is not None:
        parts.append(_("superseded by {number}").format(number=one.superseded_by))
    return ", ".join(parts)


def place_text(one: Evidence | Asking) -> str:
    """Return the name of what a piece of evidence stands on."""
    if one.touchpoint_id is not None or one.stage_id is not None:
        return one.touchpoint or one.stage
    return one.persona if one.persona_id is not None else one.journey


def figure_text(one: Evidence) -> str:
    """Return a figure with its unit, and its interval where one can be given; empty for no figure."""
    if one.figure is None:
        return ""
    shown = with_unit(one.unit, rounded(one.figure))
    estimate = estimate_of(one)
    if estimate is not None:
        low, high = rounded(estimate.interval.low), rounded(estimate.interval.high)
        shown += " " + _("(95%: {low} to {high})").format(low=low, high=high)
    if is_small(one):
        shown += ", " + _("small sample")
    return shown


def is_small(one: Evidence) -> bool:
    """Tell whether so few were asked that the figure says little."""
    return one.figure is not None and one.people is not None and one.people < SMALL_SAMPLE


def target_text(one: Evidence) -> str:
    """Return what a figure is to reach; empty for no target."""
    if one.target is None:
        return ""
    shown = with_unit(one.unit, rounded(one.target))
    return f"{shown} ({labels.word(one.better)})" if one.better else shown


def with_unit(unit: str, value: str) -> str:
    """Return a figure that is written already, with its unit."""
    if unit == SHARE:
        return f"{value} %"
    if unit == SATISFIED:
        return f"CSAT {value} %"
    if unit in ("NPS", "CES"):
        return f"{unit} {value}"
    if unit == _("faults") and value == number(1):
        return _("1 fault")
    return f"{value} {unit}".strip()


def rounded(value: float) -> str:
    """Return a number with as many decimals as are worth reading."""
    return number(value, 0 if value == round(value) else 1 if abs(value) >= 10 else 2)


def level_text(level: Support) -> str:
    """Return how something is supported: its sign and its word."""
    return f"{labels.SUPPORT_SIGNS[level]} {labels.word(level)}"


def point_text(point: PointSupport) -> str:
    """Return how a touchpoint is supported, in a line."""
    parts = [level_text(point.level), _("confidence {value}").format(value=number(point.confidence, 2))]
    return ", ".join([*parts, *asked_parts(point), *aged_parts(point)])


def persona_text(persona: PersonaSupport) -> str:
    """Return how a persona is supported, in a line."""
    parts = [level_text(persona.level), goal_text(persona.interviewed, persona.tested)]
    if persona.answered:
        parts.append(_answers(persona.answered))
    return ", ".join([*parts, *aged_parts(persona)])


def asked_parts(support: PointSupport | PersonaSupport) -> list[str]:
    """Return how many were interviewed and surveyed, so far as any were."""
    parts = []
    if interviewed := support.interviewed - support.tested:
        parts.append(_interviewed(interviewed))
    if support.tested:
        parts.append(_tested(support.tested))
    if support.answered:
        parts.append(_answers(support.answered))
    return parts


def _interviewed(people: int) -> str:
    return ngettext("{count} interviewed", "{count} interviewed", people).format(count=number(people))


def _tested(people: int) -> str:
    return ngettext(
        "{count} watched in usability tests", "{count} watched in usability tests", people
    ).format(count=number(people))


def _answers(people: int) -> str:
    return ngettext("{count} survey answer", "{count} survey answers", people).format(count=number(people))


def aged_parts(support: PointSupport | PersonaSupport) -> list[str]:
    """Return that some evidence has aged, if any has."""
    aged = len(support.aged)
    if not aged:
        return []
    text = ngettext("{count} has aged: collect it anew", "{count} have aged: collect them anew", aged)
    return [text.format(count=number(aged))]


def goal_text(interviewed: int, tested: int = 0) -> str:
    """Return how many of the interviews wanted are made, and how much they can be expected to have shown.

    `tested` of those interviewed were watched in usability tests, which is said.
    """
    if not interviewed:
        return _("none of {wanted} interviewed").format(wanted=INTERVIEWS_WANTED)
    share = percent(problems_shown(interviewed))
    enough = interviewed >= INTERVIEWS_WANTED
    if tested == interviewed:
        one = ngettext(
            "{count} watched in usability tests, who shows about {share} of the problems",
            "{count} watched in usability tests, who show about {share} of the problems",
            interviewed,
        )
        some = ngettext(
            "{count} of {wanted} watched in usability tests, who shows about {share} of the problems",
            "{count} of {wanted} watched in usability tests, who show about {share} of the problems",
            interviewed,
        )
    elif tested:
        one = ngettext(
            "{count} interviewed or watched, who shows about {share} of the problems",
            "{count} interviewed or watched, who show about {share} of the problems",
            interviewed,
        )
        some = ngettext(
            "{count} of {wanted} interviewed or watched, who shows about {share} of the problems",
            "{count} of {wanted} interviewed or watched, who show about {share} of the problems",
            interviewed,
        )
    else:
        one = ngettext(
            "{count} interviewed, who shows about {share} of the problems",
            "{count} interviewed, who show about {share} of the problems",
            interviewed,
        )
        some = ngettext(
            "{count} of {wanted} interviewed, who shows about {share} of the problems",
            "{count} of {wanted} interviewed, who show about {share} of the problems",
            interviewed,
        )
    text = one if enough else some
    return text.format(count=number(interviewed), wanted=INTERVIEWS_WANTED, share=share)


def sides(found: Contradiction) -> tuple[str, str]:
    """Return what the auditor says, and what the evidence says."""
    return _auditors(found), _evidences(found)


def _auditors(found: Contradiction) -> str:
    if found.kind is Conflict.PASSED_BUT_MEASURED:
        question = in_language(found.question) or found.check_key
        return _("passed: “{question}”").format(question=question)
    if found.kind in (Conflict.PASSED_BUT_MISSED, Conflict.PASSED_BUT_COMPLAINTS):
        text = ngettext("the only check passed", "all {count} checks passed", found.passed)
        return text.format(count=number(found.passed))
    felt = labels.feeling(round(found.feeling or 0))
    if found.kind is Conflict.ASSUMED_BUT_UNHAPPY:
        return _("“{persona}” is assumed to be {feeling}").format(persona=found.persona, feeling=felt)
    return _("“{persona}” is {feeling} by the auditor’s score").format(persona=found.persona, feeling=felt)


_OF_FEELINGS = (
    Conflict.HAPPY_BUT_SOUR,
    Conflict.SOUR_BUT_HAPPY,
    Conflict.PASSED_BUT_COMPLAINTS,
    Conflict.ASSUMED_BUT_UNHAPPY,
)
"""What customers feel is told of these, where it is known."""


def _evidences(found: Contradiction) -> str:
    one = found.evidence
    if found.kind is Conflict.PASSED_BUT_MEASURED:
        verdict = labels.word(found.verdict) if found.verdict else ""
        said = f"{verdict}: {found.said}" if found.said else verdict
    elif found.kind is Conflict.FINE_BUT_CRITICAL:
        question = in_language(found.question) or found.check_key
        said = _("a critical fault: “{question}”").format(question=question or found.said)
        said = f"{said}, {found.said}" if question and found.said else said
    elif one.feeling is not None and found.kind in _OF_FEELINGS:
        felt = number(one.feeling, 1, signed=True)
        said = _("customers feel {feeling} on the scale −2 to +2").format(feeling=felt)
    elif one.target is None:
        said = figure_text(one)
    else:
        target = with_unit(one.unit, rounded(one.target or 0))
        said = _("{figure}; target {target}").format(figure=figure_text(one), target=target)
    return f"{_source(one)}: {said}"


def _source(one: Evidence) -> str:
    parts = [labels.word(one.kind), one.source]
    if one.people is not None:
        parts.append(people_text(one.people))
    return ", ".join(parts)


def to_do(ask: AskNext) -> str:
    """Return what to do to find out."""
    if ask.kind is EvidenceKind.SURVEY:
        return ngettext(
            "ask {count} customer in a survey", "ask {count} customers in a survey", ask.people
        ).format(count=number(ask.people))
    return ngettext("interview {count} customer", "interview {count} customers", ask.people).format(
        count=number(ask.people)
    )


def why_ask(ask: AskNext) -> str:
    """Return why it is worth asking: how the confidence rises, and where the first action could stand then."""
    if ask.best == ask.worst:
        text = _("confidence {now} to {then}; its first action stays number {first}")
    else:
        text = _(
            "confidence {now} to {then}; its first action is number {first} and could be {best} to {worst}"
        )
    return text.format(
        now=number(ask.confidence, 2),
        then=number(ask.then, 2),
        first=number(ask.first),
        best=number(ask.best),
        worst=number(ask.worst),
    )


def survey_question(ask: AskNext) -> str:
    """Return the question of a survey that fits a touchpoint's place in the journey."""
    if ask.phase is Phase.LOYALTY:
        return _(
            "How likely is it that you recommend us after “{touchpoint}”? "
            "0 not at all likely … 10 extremely likely (NPS)"
        ).format(touchpoint=ask.touchpoint)
    if ask.phase in (Phase.PURCHASE, Phase.RETENTION):
        return _("How easy was “{touchpoint}”? 1 very difficult … 7 very easy (CES)").format(
            touchpoint=ask.touchpoint
        )
    return _("How satisfied are you with “{touchpoint}”? 1 not at all … 5 very satisfied (CSAT)").format(
        touchpoint=ask.touchpoint
    )
