"""What everybody who uses a database goes by: how actions stand in order, evidence is weighed, journeys are looked at again.

They lie in the database, so that a colleague sees the same figures whatever their own settings file says. In a settings
file they are what a new database begins with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from auditor.analysis.confidence import DEFAULT_WEIGHING, Trust, Weighing
from auditor.analysis.figures import DEFAULT_WORTH, Worth
from auditor.analysis.moments import DEFAULT_MOMENTS, MomentBounds
from auditor.analysis.priority import Bounds, Weights
from auditor.analysis.scoring import DEFAULT_SCORING, Scoring
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.values import UnfitError
from auditor.base.vocabulary import EvidenceKind
from auditor.input.intervals import HALF_A_YEAR
from auditor.settings import known
from auditor.settings.content import Content, put_at, unfit, written_at


class Rules(Struct, frozen=True):
    """The settings that a database keeps for everybody."""

    scoring: Scoring = DEFAULT_SCORING
    weighing: Weighing = DEFAULT_WEIGHING
    moments: MomentBounds = DEFAULT_MOMENTS
    """From where what a touchpoint means to customer and business counts as high or low."""
    worth: Worth = DEFAULT_WORTH
    """The smallest difference between before and after that is worth having."""
    review_days: int | None = HALF_A_YEAR
    """After how many days a new journey is to be looked at again; None: never."""
    jira_people: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The accounts in Jira of those who own actions, by their folded names."""

    @property
    def bounds(self) -> Bounds:
        """From where impact and effort count as high."""
        return self.scoring.bounds


DEFAULT_RULES = Rules()

Values = Mapping[str, object]
"""Values by the keys of settings, as TOML has them."""


def rules_of(values: Values) -> Rules:
    """Return the rules that some values make, with the default of each that is not there.

    Keys that no setting has are passed over: a newer program may have put them there. Raises UnfitError with the key and
    the reason.
    """
    tables: dict[str, object] = {}
    for key, value in values.items():
        if key in known.SHARED:
            put_at(tables, known.BY_KEY[key].way, value)
    return rules_in(Content(tables))


def rules_in(found: Content) -> Rules:
    """Return the rules that a settings file holds; raises UnfitError with the key and the reason."""
    return Rules(
        _scoring(found),
        _weighing(found),
        _moments(found),
        Worth(found(known.PROOF_SHARE), found(known.PROOF_DEVIATION)),
        found(known.REVIEW),
        found(known.ACCOUNTS),
    )


def shared_in(content: Mapping[str, object]) -> dict[str, object]:
    """Return what a settings file says of what everybody goes by, by key."""
    shared = (setting for key, setting in known.BY_KEY.items() if key in known.SHARED)
    said = {setting.key: written_at(content, setting.way) for setting in shared}
    return {key: value for key, value in said.items() if value is not None}


def scoring_values(scoring: Scoring) -> dict[str, object]:
    """Return a scoring as settings, by key."""
    return {
        known.ORDER.key: str(scoring.method),
        known.NEED.key: scoring.weights.need,
        known.CONFIDENCE.key: scoring.weights.confidence,
        known.HIGH_IMPACT.key: scoring.bounds.impact,
        known.HIGH_EFFORT.key: scoring.bounds.effort,
    }


def scoring_changes(before: Scoring, after: Scoring) -> dict[str, object]:
    """Return the settings, by key, in which one scoring differs from another, as they are in `after`."""
    known_before = scoring_values(before)
    return {key: value for key, value in scoring_values(after).items() if value != known_before[key]}


def as_stored(value: object) -> str:
    """Return a value as the database keeps it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def from_stored(stored: Mapping[str, str]) -> Rules:
    """Return the rules that a database keeps; raises RefusedError for a value that can't be used, saying how it goes."""
    try:
        return rules_of(values_of(stored))
    except UnfitError as error:
        key, _space, reason = str(error).partition(" ")
        raise RefusedError(
            _("In the database {key} {reason}. “auditor settings unset {key}” sets it back.").format(
                key=key, reason=reason
            )
        ) from None


def values_of(stored: Mapping[str, str]) -> dict[str, object]:
    """Return values by key of values as JSON; raises UnfitError with the key for what is no JSON."""
    values: dict[str, object] = {}
    for key, text in stored.items():
        if key in known.SHARED:
            try:
                values[key] = json.loads(text)
            except ValueError:
                raise unfit(key, _("is no value")) from None
    return values


def _scoring(found: Content) -> Scoring:
    return Scoring(
        found(known.ORDER),
        Weights(found(known.NEED), found(known.CONFIDENCE)),
        Bounds(found(known.HIGH_IMPACT), found(known.HIGH_EFFORT)),
        found(known.DAYS),
        found(known.MONTHS),
    )


def _moments(found: Content) -> MomentBounds:
    bounds = MomentBounds(
        found(known.MOMENT_CUSTOMER),
        found(known.MOMENT_BUSINESS),
        found(known.MOMENT_HIGH),
        found(known.MOMENT_LOW),
    )
    if bounds.low >= bounds.high:
        raise unfit(known.MOMENT_LOW.key, _("must be less than moments.high"))
    return bounds


def _weighing(found: Content) -> Weighing:
    return Weighing(
        {
            kind: Trust(found(known.WEIGHTS[kind]), found(known.PEOPLE[kind]), found(known.AGES[kind]))
            for kind in EvidenceKind
        },
        found(known.FLOOR),
        found(known.STAGE_SHARE),
        found(known.JOURNEY_SHARE),
    )
