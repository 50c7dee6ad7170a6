"""The words of vocabulary.py in the user's language, and the signs that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from math import ceil

from auditor.base.i18n import N_, _
from auditor.base.text import inner_quotes, one_line, shortened
from auditor.base.vocabulary import (
    Access,
    AuditKind,
    Basis,
    Better,
    Change,
    Channel,
    Conflict,
    Consent,
    Country,
    Depth,
    Effect,
    Emotion,
    EvidenceKind,
    Existence,
    FindingKind,
    MarkDoubt,
    Method,
    Moment,
    NoteKind,
    Order,
    Phase,
    Purpose,
    Quadrant,
    ReportPart,
    Scope,
    Seen,
    Side,
    Sort,
    SourceKind,
    Stake,
    Standing,
    Status,
    Support,
    Verdict,
)

_SAID: tuple[tuple[StrEnum, str], ...] = (
    (Verdict.PASS, N_("pass")),
    (Verdict.PARTLY, N_("partly")),
    (Verdict.FAIL, N_("fail")),
    (Verdict.NOT_APPLICABLE, N_("not applicable")),
    (Access.OWNER, N_("owner of the database")),
    (Access.EDITOR, N_("editor")),
    (Access.AUDITOR, N_("auditor")),
    (Access.READER, N_("reader")),
    (Channel.SEARCH, N_("search")),
    (Channel.AD, N_("ad")),
    (Channel.SOCIAL, N_("social media")),
    (Channel.REVIEW, N_("review site")),
    (Channel.WEBSITE, N_("website")),
    (Channel.STORE, N_("store")),
    (Channel.CHECKOUT, N_("checkout")),
    (Channel.DELIVERY, N_("delivery")),
    (Channel.EMAIL, N_("e-mail")),
    (Channel.PHONE, N_("phone")),
    (Channel.CHAT, N_("chat")),
    (Channel.SURVEY, N_("survey")),
    (Channel.APP, N_("app")),
    (Channel.ADVICE, N_("advice")),
    (Channel.OTHER, N_("other")),
    (Moment.BEFORE, N_("before")),
    (Moment.DURING, N_("during")),
    (Moment.AFTER, N_("after")),
    (Side.OURS, N_("ours")),
    (Side.INDIRECT, N_("indirect")),
    (Purpose.SALES, N_("raise sales")),
    (Purpose.COST, N_("cut cost")),
    (Purpose.LOYALTY, N_("build loyalty")),
    (Purpose.ROLES, N_("roles and responsibility")),
    (Purpose.PRIORITIES, N_("prioritise development")),
    (Purpose.DEVELOPMENT, N_("develop the product or service")),
    (Scope.WHOLE, N_("the whole experience")),
    (Scope.PROCESS, N_("one process")),
    (Scope.FLOW, N_("the UX of one flow")),
    (Scope.MARKETING, N_("marketing and sales")),
    (ReportPart.FINDINGS, N_("what we found")),
    (ReportPart.DUTIES, N_("duties not met")),
    (ReportPart.MAP, N_("the map")),
    (ReportPart.MOMENTS, N_("moments of truth")),
    (ReportPart.LOSSES, N_("what is lost a month")),
    (ReportPart.PRIORITIES, N_("what to improve first")),
    (ReportPart.RETURNS, N_("what the actions bring")),
    (ReportPart.OWNERS, N_("who does what")),
    (ReportPart.CHANGES, N_("what changed")),
    (ReportPart.COMPARED, N_("personas compared")),
    (ReportPart.GOALS, N_("goals and strategies")),
    (ReportPart.NOTES, N_("what customers need, expect and ask")),
    (ReportPart.TO_BE, N_("as it is to be")),
    (ReportPart.REPLIES, N_("what customers said in interviews")),
    (ReportPart.EVIDENCE, N_("what it rests on")),
    (ReportPart.PERSONAS, N_("personas")),
    (ReportPart.INSIDE, N_("journeys inside")),
    (Emotion.JOY, N_("joy")),
    (Emotion.EXCITEMENT, N_("excitement")),
    (Emotion.RELIEF, N_("relief")),
    (Emotion.TRUST, N_("trust")),
    (Emotion.CURIOSITY, N_("curiosity")),
    (Emotion.CALM, N_("calm")),
    (Emotion.INDIFFERENCE, N_("indifference")),
    (Emotion.CONFUSION, N_("confusion")),
    (Emotion.WORRY, N_("worry")),
    (Emotion.STRESS, N_("stress")),
    (Emotion.FRUSTRATION, N_("frustration")),
    (Emotion.DISAPPOINTMENT, N_("disappointment")),
    (Emotion.ANGER, N_("anger")),
    (Basis.ASSUMED, N_("assumed")),
    (Basis.OBSERVED, N_("observed")),
    (Effect.EFFECTIVE, N_("effective")),
    (Effect.NONE, N_("no effect")),
    (Effect.WORSE, N_("worse")),
    (Effect.CANT_TELL, N_("can’t tell")),
    (EvidenceKind.ANALYTICS, N_("web analytics")),
    (EvidenceKind.SURVEY, N_("survey")),
    (EvidenceKind.INTERVIEW, N_("interview")),
    (EvidenceKind.USABILITY_TEST, N_("usability test")),
    (EvidenceKind.STAFF, N_("staff who meet customers")),
    (EvidenceKind.SOCIAL, N_("social media")),
    (EvidenceKind.REVIEW, N_("reviews")),
    (EvidenceKind.WALK, N_("own walk")),
    (EvidenceKind.AB_TEST, N_("A/B test")),
    (EvidenceKind.SUPPORT, N_("support cases")),
    (EvidenceKind.MEASUREMENT, N_("automatic measurement")),
    (Consent.NOT_ASKED, N_("not asked")),
    (Consent.GIVEN, N_("given")),
    (Consent.WITHDRAWN, N_("withdrawn")),
    (Standing.HYPOTHESIS, N_("hypothesis")),
    (Standing.VERIFIED, N_("verified")),
    (Standing.AGAIN, N_("to be looked at again")),
    (Support.OPINION, N_("opinion only")),
    (Support.DATA, N_("some data")),
    (Support.ASKED, N_("customers asked")),
    (Conflict.HAPPY_BUT_MISSED, N_("happy, but the figure misses its target")),
    (Conflict.SOUR_BUT_MET, N_("sour, but the figure meets its target")),
    (Conflict.HAPPY_BUT_SOUR, N_("happy, but customers are sour")),
    (Conflict.SOUR_BUT_HAPPY, N_("sour, but customers are happy")),
    (Conflict.PASSED_BUT_MEASURED, N_("passed, but a tool measured a fault")),
    (Conflict.PASSED_BUT_MISSED, N_("all passed, but what was measured misses its target")),
    (Conflict.FINE_BUT_CRITICAL, N_("neutral or better, but a tool measured a critical fault")),
    (Conflict.PASSED_BUT_COMPLAINTS, N_("all passed, but customers complain")),
    (Conflict.ASSUMED_BUT_UNHAPPY, N_("assumed happy, but a survey is unhappy")),
    (Better.HIGHER, N_("higher is better")),
    (Better.LOWER, N_("lower is better")),
    (Status.PROPOSED, N_("proposed")),
    (Status.PLANNED, N_("planned")),
    (Status.IN_PROGRESS, N_("in progress")),
    (Status.DONE, N_("done")),
    (Status.VERIFIED, N_("verified")),
    (Status.DROPPED, N_("dropped")),
    (Quadrant.QUICK_WIN, N_("quick win")),
    (Quadrant.BIG_BET, N_("big bet")),
    (Quadrant.FILL_IN, N_("fill-in")),
    (Quadrant.MONEY_PIT, N_("money pit")),
    (Stake.BOTH, N_("decisive")),
    (Stake.CUSTOMER, N_("their concern")),
    (Stake.BUSINESS, N_("our concern")),
    (Stake.NEITHER, N_("secondary")),
    (MarkDoubt.MARKED, N_("marked by hand, but it means little to the two together")),
    (MarkDoubt.UNMARKED, N_("not marked by hand, but it means much to both")),
    (Sort.PRIORITY, N_("priority")),
    (Sort.TITLE, N_("title")),
    (Sort.JOURNEY, N_("journey")),
    (Sort.STAGE, N_("stage")),
    (Sort.TOUCHPOINT, N_("touchpoint")),
    (Sort.EFFORT, N_("effort")),
    (Sort.IMPACT, N_("impact")),
    (Sort.NEED, N_("need")),
    (Sort.QUADRANT, N_("quadrant")),
    (Sort.STATUS, N_("status")),
    (Sort.OWNER, N_("owner")),
    (Sort.DUE, N_("due")),
    (Sort.CREATED, N_("created")),
    (Sort.RETURN, N_("return")),
    (Method.PRIORITY, N_("priority")),
    (Method.RICE, "RICE"),
    (Method.ICE, "ICE"),
    (Method.WSJF, "WSJF"),
    (Phase.AWARENESS, N_("awareness")),
    (Phase.CONSIDERATION, N_("consideration")),
    (Phase.PURCHASE, N_("purchase")),
    (Phase.RETENTION, N_("retention")),
    (Phase.LOYALTY, N_("loyalty")),
    (Phase.OTHER, N_("other")),
    (Existence.EXISTING, N_("existing")),
    (Existence.PLANNED, N_("planned")),
    (Existence.TO_GO, N_("to go")),
    (NoteKind.NEED, N_("need")),
    (NoteKind.DOING, N_("what the customer does")),
    (NoteKind.MOTIVATION, N_("motivation")),
    (NoteKind.EXPECTATION, N_("expectation")),
    (NoteKind.CHOICE, N_("choice")),
    (NoteKind.QUESTION, N_("question")),
    (NoteKind.PAIN_POINT, N_("pain point")),
    (NoteKind.OPPORTUNITY, N_("opportunity")),
    (Change.FIXED, N_("fixed")),
    (Change.REGRESSED, N_("regressed")),
    (Change.STILL_FAILING, N_("still failing")),
    (Change.STILL_FINE, N_("still fine")),
    (Change.NEW, N_("new")),
    (Change.NOT_TESTED, N_("not tested")),
    (Order.TOUCHPOINT, N_("touchpoint by touchpoint")),
    (Order.CHECK, N_("one check across all touchpoints")),
    (Country.SE, N_("Sweden")),
    (Country.NO, N_("Norway")),
    (Country.EU, N_("the European Union")),
    (SourceKind.LAW, N_("law")),
    (SourceKind.STANDARD, N_("technical standard")),
    (SourceKind.RESEARCH, N_("research")),
    (SourceKind.PRACTICE, N_("practice")),
    (Depth.CORE, N_("core")),
    (Depth.STANDARD, N_("standard")),
    (Depth.FULL, N_("full")),
    (Order.ERRAND, N_("one errand after the other")),
    (AuditKind.WHOLE, N_("whole audit")),
    (AuditKind.RECHECK, N_("re-check")),
    (AuditKind.AGREED, N_("agreed audit")),
    (FindingKind.FAULT, N_("fault")),
    (FindingKind.REMARK, N_("remark")),
    (FindingKind.WAIVED, N_("waived")),
    (Seen.THERE, N_("still there")),
    (Seen.CHANGED, N_("changed")),
    (Seen.GONE, N_("gone")),
    (Seen.NOT_LOOKED, N_("not looked at")),
    (Seen.PAGE_GONE, N_("page gone")),
)
_WORDS = {(type(value), value): said for value, said in _SAID}
"""By kind too: “whole” is a scope as well as an audit, and “touchpoint” an order of a walk as well as of a list."""

_LETTERS = {
    Quadrant.QUICK_WIN: N_("Q"),
    Quadrant.BIG_BET: N_("B"),
    Quadrant.FILL_IN: N_("F"),
    Quadrant.MONEY_PIT: N_("M"),
}
"""Of the words of the quadrants: quick win, big bet, fill-in, money pit. In no language are two the same."""

_FEELINGS = {
    -2: N_("very sour"),
    -1: N_("sour"),
    0: N_("neutral"),
    1: N_("happy"),
    2: N_("very happy"),
}

_EFFORTS = (N_("half a day"), N_("two days"), N_("a week"), N_("three weeks"), N_("two months"))
_IMPACTS = (
    N_("hardly noticed"),
    N_("less annoyance"),
    N_("some customers decide by it"),
    N_("many decide by it"),
    N_("without it they leave"),
)
_IMPORTANCES = (
    N_("hardly matters to the customer"),
    N_("matters a little"),
    N_("matters"),
    N_("matters much"),
    N_("matters most of all"),
)
_BUSINESS = (
    N_("hardly matters to the business"),
    N_("matters a little to the business"),
    N_("matters to the business"),
    N_("matters much to the business"),
    N_("matters most of all to the business"),
)
_SEVERITIES = (N_("cosmetic"), N_("minor"), N_("major"), N_("stops the customer"))

VERDICT_SIGNS = {
    Verdict.PASS: "✓",
    Verdict.PARTLY: "~",
    Verdict.FAIL: "✗",
    Verdict.NOT_APPLICABLE: "–",
}
"""One-column signs, so that a verdict never rests on colour alone."""

SUPPORT_SIGNS = {Support.OPINION: "○", Support.DATA: "◐", Support.ASKED: "●"}
"""One-column signs of what something rests on: the fuller, the better supported."""

STANDING_SIGNS = {Standing.HYPOTHESIS: "?", Standing.VERIFIED: "✓", Standing.AGAIN: "!"}
"""One-column signs of what a persona is."""

CHANGE_SIGNS = {
    Change.FIXED: "▲",
    Change.REGRESSED: "▼",
    Change.STILL_FAILING: "✗",
    Change.STILL_FINE: "✓",
    Change.NEW: "+",
    Change.NOT_TESTED: "·",
}
"""One-column signs beside the words."""

FEELING_FACES = {-2: ":-((", -1: ":-(", 0: ":-|", 1: ":-)", 2: ":-))"}
"""Faces in plain characters; picture characters are drawn with different widths by different terminals."""


def word(value: StrEnum) -> str:
    """Return a vocabulary word in the user's language."""
    return _(_WORDS[type(value), value])


def letter(quadrant: Quadrant) -> str:
    """Return the letter of a quadrant, for where there is no room for its word."""
    return _(_LETTERS[quadrant])


def lettered(quadrant: Quadrant) -> str:
    """Return the letter of a quadrant with its word."""
    return f"{letter(quadrant)} {word(quadrant)}"


def nearest(mean: float) -> int:
    """Return the feeling −2..2 nearest to a mean; of two equally near the sourer, so that no trouble is rounded away."""
    return ceil(mean - 0.5)


def progress(status: Status, effect: Effect | None) -> str:
    """Return how far an action has come: its status, and where it is done whether it worked."""
    if status is not Status.DONE and effect in (None, Effect.EFFECTIVE):
        return word(status)
    more = word(effect) if effect else _("waiting for proof")
    return _("{status}, {more}").format(status=word(status), more=more)


def feeling(score: int | None) -> str:
    """Return the word for a feeling score −2..2, or a dash for None."""
    return "–" if score is None else _(_FEELINGS[score])


def effort(step: int) -> str:
    """Return what effort 1..5 means, such as `two days`."""
    return _(_EFFORTS[step - 1])


def impact(step: int) -> str:
    """Return what impact 1..5 means to the customer."""
    return _(_IMPACTS[step - 1])


def importance(step: int) -> str:
    """Return what importance 1..5 of a touchpoint means."""
    return _(_IMPORTANCES[step - 1])


def business(step: int) -> str:
    """Return what importance 1..5 of a touchpoint to the business means."""
    return _(_BUSINESS[step - 1])


def severity(step: int) -> str:
    """Return what severity 1..4 means."""
    return _(_SEVERITIES[step - 1])


def quoted(text: str) -> str:
    """Return text between the quotation marks of the user's language."""
    return _("“{text}”").format(text=inner_quotes(text))


def listed(names: Sequence[str], most: int = 20, length: int = 60) -> str:
    """Return names in quotes with commas between, at most so many and each at most so long; “…” where there are more."""
    shown = ", ".join(quoted(shortened(one_line(name), length)) for name in names[:most])
    return shown + (" …" if len(names) > most else "")


_ENTITIES = {
    "person": N_("person"),
    "journey": N_("journey"),
    "stage": N_("stage"),
    "touchpoint": N_("touchpoint"),
    "persona": N_("persona"),
    "audit": N_("audit"),
    "visit": N_("visit"),
    "answer": N_("answer"),
    "action": N_("action"),
    "link": N_("link"),
    "note": N_("note"),
    "reply": N_("reply"),
    "question": N_("question"),
    "respondent": N_("respondent"),
    "response": N_("reply of a respondent"),
    "verification": N_("verification"),
    "round": N_("round"),
    "comment": N_("comment"),
    "saved_filter": N_("saved filter"),
    "setting": N_("setting"),
    "library_file": N_("shared file"),
    "evidence": N_("evidence"),
    "asking": N_("evidence to ask for again"),
    "suggestion": N_("suggestion"),
    "strategy": N_("strategy"),
    "serving": N_("strategy of an action"),
    "wish": N_("wish"),
    "met_need": N_("met need"),
    "presence": N_("answer to a gate"),
    "item": N_("chosen item"),
    "finding": N_("finding"),
    "sighting": N_("sighting of a finding"),
    "picture": N_("picture"),
    "phrase": N_("kept wording"),
}


def entity(name: str) -> str:
    """Return what a row of that table is called."""
    return _(_ENTITIES[name])
