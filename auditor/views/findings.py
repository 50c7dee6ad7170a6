"""Findings: what is wrong, where, how bad, under a name that lasts, with what was seen of each and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from msgspec import Struct

from auditor.base.finding_names import name_of
from auditor.base.vocabulary import Country, FindingKind, Seen, Status, Verdict
from auditor.views.checks import Check, Named, Texts, named_of

SEVERITY_FELT = 3
"""How severe a sour feeling or a pain point is while nobody has said: major, as what annoys many. A house default."""


class Picture(Struct, frozen=True):
    """A picture of a finding; its content is known by its hash."""

    id: int
    finding_id: int
    sha256: str
    kind: str
    """`png` or `jpeg`."""
    width: int
    """In pixels, as is the height."""
    height: int
    size: int
    """In bytes."""
    name: str
    """Of the file it was taken from."""
    text: str
    """What is to be seen on it; a picture without says nothing to those who can't see it."""


class Sighting(Struct, frozen=True):
    """What became of a finding when somebody looked: in an audit, or by hand."""

    finding_id: int
    seen: Seen
    at: datetime
    note: str = ""
    own: bool = False
    """It was said of the finding itself; else it follows from the verdict on its check, or from the feeling."""
    verdict: Verdict | None = None
    audit_id: int | None = None
    """None where it was said by hand."""
    visit_id: int | None = None
    persona_id: int | None = None
    persona: str = ""
    auditor: str = ""
    finished: bool = True


class Mending(Struct, frozen=True):
    """An action that mends a finding."""

    action_id: int
    title: str
    status: Status
    owner: str
    due: date | None = None


class Finding(Struct, frozen=True):
    """A finding with where it stands now."""

    id: int
    journey_id: int
    journey: str
    letters: str
    number: int
    touchpoint_id: int
    touchpoint: str
    stage: str
    kind: FindingKind
    what: str
    """In its own words; empty where it is the fault as it stands."""
    phrase: Texts
    """The kept wording it was given, by language; empty for none."""
    check: Check | None
    """None where it is a feeling or a pain point."""
    pain: str
    """The pain point that was noted, where it is one."""
    pain_id: int | None
    place: str
    """Where on the page: the element, or words that lead there."""
    item: str
    """The item it was seen on."""
    address: str
    """Of the page; where it has none of its own, that of the touchpoint is `touchpoint_address`."""
    touchpoint_address: str
    own_severity: int | None
    """1..4, where somebody has said so; else it is that of the check."""
    whom: str
    """Whom it hits, and how."""
    quick_win: bool
    note: str
    visit_id: int | None
    """Where it was first seen."""
    found: datetime
    need: float
    """Of its touchpoint as it is now, 0..1."""
    sightings: tuple[Sighting, ...] = ()
    """What was seen of it in finished audits and by hand, the oldest first; without those that did not look."""
    drafts: tuple[Sighting, ...] = ()
    """The same in audits in progress."""
    pictures: tuple[Picture, ...] = ()
    mending: tuple[Mending, ...] = ()
    """The actions that mend it, the newest last."""
    authors: tuple[str, ...] = ()
    """Who found it."""
    elsewhere: tuple[str, ...] = ()
    """The other touchpoints of its site where it stands as it does here."""
    elsewhere_ids: tuple[int, ...] = ()
    """Their numbers, in the same order: two may have one name."""
    phrase_id: int | None = None
    country: Country | None = None
    """Whose law holds in its journey; None for that of the reader's language."""

    @property
    def name(self) -> str:
        """What it is called for good, such as `CHK-12`."""
        return name_of(self.letters, self.number)

    @property
    def named(self) -> Named:
        """The keys of its check; empty ones where it is of none."""
        return named_of(self.check)

    @property
    def severity(self) -> int:
        """1 cosmetic .. 4 stops the customer."""
        return self.own_severity or (self.check.severity if self.check else SEVERITY_FELT)

    @property
    def is_draft(self) -> bool:
        """It was only seen in audits in progress."""
        return not self.sightings and self.pain_id is None

    @property
    def verdict(self) -> Verdict | None:
        """What was last said of its check."""
        said = [*self.sightings, *self.drafts] if self.is_draft else self.sightings
        return next((one.verdict for one in reversed(said) if one.verdict is not None), None)

    @property
    def places(self) -> int:
        """At how many touchpoints it stands."""
        return 1 + len(self.elsewhere)


class Stand(Struct, frozen=True):
    """Where a finding stands, made of what was seen of it."""

    is_open: bool
    seen: Seen | None
    """What was seen last; None where nobody has looked."""
    since: datetime | None
    """Since when it is open, or gone."""
    last: datetime | None
    """When somebody last looked."""
    reopened: int
    """How often it came back."""


class FindingChanges(Struct, frozen=True):
    """What became of faults from one audit to another, each fault in one of the kinds or in none."""

    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    still: tuple[Finding, ...] = ()
    """Open before, and seen there again."""
    back: tuple[Finding, ...] = ()
    """They had been gone."""
    unseen: tuple[Finding, ...] = ()
    """Open before, and nobody has seen them there again: they are open still."""

    @property
    def open(self) -> tuple[Finding, ...]:
        """Those that are open after the second audit."""
        return (*self.new, *self.back, *self.still, *self.unseen)

    @property
    def open_now(self) -> int:
        """How many are open after the second audit."""
        return len(self.open)

    @property
    def open_before(self) -> int:
        """How many were open after the first."""
        return len(self.gone) + len(self.still) + len(self.unseen)


class Phrase(Struct, frozen=True):
    """A wording kept to be chosen again."""

    id: int
    checklist: str
    check_key: str
    texts: Mapping[str, str]


def phrases_for(phrases: Iterable[Phrase], check: Check | None) -> list[Phrase]:
    """Return those of some wordings that are kept for a check, or for what is of none."""
    named = named_of(check)
    return [one for one in phrases if (one.checklist, one.check_key) == named]
