"""The words of the field as enums, in the order they are shown. No I/O; labels.py gives them in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

V = TypeVar("V")


class Verdict(StrEnum):
    """What an auditor says of one check at one touchpoint."""

    PASS = "pass"
    PARTLY = "partly"
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"


FAILING = (Verdict.FAIL, Verdict.PARTLY)
"""The verdicts that something is found by."""


class Access(StrEnum):
    """What somebody may do in a database, from the most to the least."""

    OWNER = "owner"
    EDITOR = "editor"
    AUDITOR = "auditor"
    READER = "reader"

    def reaches(self, needed: Access) -> bool:
        """Tell whether this is as much as is needed, or more."""
        all_of_them = [*Access]
        return all_of_them.index(self) <= all_of_them.index(needed)

    def at_most(self, other: Access) -> Access:
        """Return the lesser of the two."""
        return other if self.reaches(other) else self


class Channel(StrEnum):
    """Where a touchpoint takes place."""

    SEARCH = "search"
    AD = "ad"
    SOCIAL = "social"
    REVIEW = "review"
    WEBSITE = "website"
    STORE = "store"
    CHECKOUT = "checkout"
    DELIVERY = "delivery"
    EMAIL = "email"
    PHONE = "phone"
    CHAT = "chat"
    SURVEY = "survey"
    APP = "app"
    ADVICE = "advice"
    OTHER = "other"


class Moment(StrEnum):
    """When a touchpoint takes place, seen from the purchase."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Side(StrEnum):
    """Whose a touchpoint is: ours, or one we do not control but that shapes the purchase."""

    OURS = "ours"
    INDIRECT = "indirect"


class Purpose(StrEnum):
    """What a journey is mapped for."""

    SALES = "sales"
    COST = "cost"
    LOYALTY = "loyalty"
    ROLES = "roles"
    PRIORITIES = "priorities"
    DEVELOPMENT = "development"


class Scope(StrEnum):
    """How much of the customer's experience a journey covers."""

    WHOLE = "whole"
    PROCESS = "process"
    FLOW = "flow"
    MARKETING = "marketing"


class Emotion(StrEnum):
    """A word for a feeling, beside its score."""

    JOY = "joy"
    EXCITEMENT = "excitement"
    RELIEF = "relief"
    TRUST = "trust"
    CURIOSITY = "curiosity"
    CALM = "calm"
    INDIFFERENCE = "indifference"
    CONFUSION = "confusion"
    WORRY = "worry"
    STRESS = "stress"
    FRUSTRATION = "frustration"
    DISAPPOINTMENT = "disappointment"
    ANGER = "anger"


class Basis(StrEnum):
    """What a feeling rests on: the team's guess, or customers and data."""

    ASSUMED = "assumed"
    OBSERVED = "observed"


class Status(StrEnum):
    """How far an action has come."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    VERIFIED = "verified"
    DROPPED = "dropped"


class Effect(StrEnum):
    """What an action did, as an audit after it or figures before and after it show."""

    EFFECTIVE = "effective"
    NONE = "none"
    WORSE = "worse"
    CANT_TELL = "cant-tell"
    """Figures leave it open; never settled, so that the action goes on waiting."""


class Quadrant(StrEnum):
    """An action's field in the effort-versus-impact matrix."""

    QUICK_WIN = "quick-win"
    BIG_BET = "big-bet"
    FILL_IN = "fill-in"
    MONEY_PIT = "money-pit"


class Stake(StrEnum):
    """Whose concern a touchpoint is above all: its field in the picture of its two importances."""

    BOTH = "both"
    CUSTOMER = "customer"
    BUSINESS = "business"
    NEITHER = "neither"


class MarkDoubt(StrEnum):
    """In what way a moment of truth by hand and the computed one disagree."""

    MARKED = "marked-but-low"
    UNMARKED = "high-but-unmarked"


class Method(StrEnum):
    """What puts the list of actions in order."""

    PRIORITY = "priority"
    RICE = "rice"
    ICE = "ice"
    WSJF = "wsjf"


class Sort(StrEnum):
    """What a list of actions is sorted by."""

    PRIORITY = "priority"
    TITLE = "title"
    JOURNEY = "journey"
    STAGE = "stage"
    TOUCHPOINT = "touchpoint"
    EFFORT = "effort"
    IMPACT = "impact"
    NEED = "need"
    QUADRANT = "quadrant"
    STATUS = "status"
    OWNER = "owner"
    DUE = "due"
    CREATED = "created"
    RETURN = "return"


class Phase(StrEnum):
    """Which part of a customer's way a stage belongs to; it decides which questions are asked there."""

    AWARENESS = "awareness"
    CONSIDERATION = "consideration"
    PURCHASE = "purchase"
    RETENTION = "retention"
    LOYALTY = "loyalty"
    OTHER = "other"


class Existence(StrEnum):
    """Whether a touchpoint is there today, is planned, or is to go."""

    EXISTING = "existing"
    PLANNED = "planned"
    TO_GO = "to-go"


class NoteKind(StrEnum):
    """What is noted of the customer at a touchpoint."""

    NEED = "need"
    DOING = "doing"
    MOTIVATION = "motivation"
    EXPECTATION = "expectation"
    CHOICE = "choice"
    QUESTION = "question"
    PAIN_POINT = "pain-point"
    OPPORTUNITY = "opportunity"


class AuditKind(StrEnum):
    """What an audit asks: everything, only what actions were to mend, or what several auditors agreed on."""

    WHOLE = "whole"
    RECHECK = "recheck"
    AGREED = "agreed"


class FindingKind(StrEnum):
    """What a finding is: a fault, a remark on what is met, or a fault of which nothing is to be made."""

    FAULT = "fault"
    REMARK = "remark"
    WAIVED = "waived"


class Seen(StrEnum):
    """What becomes of a finding each time somebody looks."""

    THERE = "there"
    CHANGED = "changed"
    GONE = "gone"
    NOT_LOOKED = "not-looked"
    PAGE_GONE = "page-gone"


class PictureKind(StrEnum):
    """How a picture is kept."""

    PNG = "png"
    JPEG = "jpeg"


PICTURE_ENDINGS: Mapping[str, str] = {PictureKind.PNG: ".png", PictureKind.JPEG: ".jpg"}
"""How the names of their files end."""


STILL_SEEN = (Seen.THERE, Seen.CHANGED)
"""What says that a finding was there when somebody looked."""

NOT_THERE = (Seen.GONE, Seen.PAGE_GONE)
"""What says that it was not."""


class Depth(StrEnum):
    """How much an audit asks, the least first: what costs most, what most shops need to know, everything."""

    CORE = "core"
    STANDARD = "standard"
    FULL = "full"

    def asks(self, least: Depth) -> bool:
        """Tell whether an audit of this depth asks a check that belongs to `least` and all that is deeper."""
        depths = list(Depth)
        return depths.index(least) <= depths.index(self)


class Country(StrEnum):
    """Whose law holds where a journey is; the Union's for all of its other members."""

    SE = "se"
    NO = "no"
    EU = "eu"


class SourceKind(StrEnum):
    """What kind of thing a check rests on."""

    LAW = "law"
    STANDARD = "standard"
    RESEARCH = "research"
    PRACTICE = "practice"


class Origin(StrEnum):
    """Where the verdict on a check at a touchpoint is from."""

    OWN = "own"
    """Given there, or not given yet."""
    SHARED = "shared"
    """Given at another touchpoint of the same site."""
    GATE = "gate"
    """What the check is about is not there."""

    def own(self, verdict: V | None, aside: V | None) -> V | None:
        """Return what was said where a check stands itself: the `verdict` there, or the one that a gate has put `aside`."""
        return {Origin.OWN: verdict, Origin.GATE: aside}.get(self)


class Held(StrEnum):
    """What somebody can be responsible for, the widest first."""

    JOURNEY = "journey"
    STAGE = "stage"
    TOUCHPOINT = "touchpoint"


class EvidenceKind(StrEnum):
    """What evidence was won by."""

    ANALYTICS = "analytics"
    SURVEY = "survey"
    INTERVIEW = "interview"
    USABILITY_TEST = "usability-test"
    STAFF = "staff"
    SOCIAL = "social"
    REVIEW = "review"
    WALK = "walk"
    AB_TEST = "ab-test"
    SUPPORT = "support"
    MEASUREMENT = "measurement"


class Consent(StrEnum):
    """What a respondent said to their words being kept and shown."""

    NOT_ASKED = "not-asked"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """What a persona is: the team's guess, shown by evidence, or shown by evidence that has lost its weight."""

    HYPOTHESIS = "hypothesis"
    VERIFIED = "verified"
    AGAIN = "look-again"


class Support(StrEnum):
    """What a touchpoint or persona rests on."""

    OPINION = "opinion"
    DATA = "data"
    ASKED = "asked"


class Conflict(StrEnum):
    """In what way an auditor and a piece of evidence contradict each other."""

    HAPPY_BUT_MISSED = "happy-but-missed"
    SOUR_BUT_MET = "sour-but-met"
    HAPPY_BUT_SOUR = "happy-but-sour"
    SOUR_BUT_HAPPY = "sour-but-happy"
    PASSED_BUT_MEASURED = "passed-but-measured"
    PASSED_BUT_MISSED = "passed-but-missed"
    FINE_BUT_CRITICAL = "fine-but-critical"
    PASSED_BUT_COMPLAINTS = "passed-but-complaints"
    ASSUMED_BUT_UNHAPPY = "assumed-but-unhappy"


class Better(StrEnum):
    """Which way a figure is good."""

    HIGHER = "higher"
    LOWER = "lower"


class Change(StrEnum):
    """What became of a check from one audit to another."""

    FIXED = "fixed"
    REGRESSED = "regressed"
    STILL_FAILING = "still-failing"
    STILL_FINE = "still-fine"
    NEW = "new"
    NOT_TESTED = "not-tested"


class Unlike(StrEnum):
    """In what two audits differ, so that what changed may come from that."""

    PERSONA = "persona"
    AUDITOR = "auditor"
    DEPTH = "depth"


class Prefer(StrEnum):
    """Which row stays where an export and the database have it differently."""

    NEWEST = "newest"
    FILE = "file"
    HERE = "here"


class Order(StrEnum):
    """The order of a walk: touchpoint by touchpoint, one check across all touchpoints, or one errand after the other."""

    TOUCHPOINT = "touchpoint"
    CHECK = "check"
    ERRAND = "errand"


class FileKind(StrEnum):
    """What a file of a user's own holds, which a database keeps for everybody."""

    CHECKLIST = "checklist"
    TEMPLATE = "template"
    QUESTIONS = "questions"


class ReportPart(StrEnum):
    """What a report can show after its first page, in the order in which it does."""

    FINDINGS = "findings"
    DUTIES = "duties"
    MAP = "map"
    MOMENTS = "moments"
    LOSSES = "losses"
    PRIORITIES = "priorities"
    RETURNS = "returns"
    OWNERS = "owners"
    CHANGES = "changes"
    COMPARED = "compared"
    GOALS = "goals"
    NOTES = "notes"
    TO_BE = "to-be"
    REPLIES = "replies"
    EVIDENCE = "evidence"
    PERSONAS = "personas"
    INSIDE = "inside"


SETTLED_EFFECTS = (Effect.EFFECTIVE, Effect.NONE, Effect.WORSE)
"""The effects that can be settled."""

OPEN_STATUSES = (Status.PROPOSED, Status.PLANNED, Status.IN_PROGRESS)
"""The statuses of actions that still want doing."""

FEELINGS = (-2, -1, 0, 1, 2)
"""Feeling scores from very sour to very happy."""

SOUR_FROM = -1
"""Feelings at or below this score are findings."""

SCALE = (1, 2, 3, 4, 5)
"""Effort, impact and importance."""

LANGUAGES = ("en", "sv", "nb")
"""Languages the program speaks, the source language first."""
