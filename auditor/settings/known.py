"""Every setting there is: its key in the file, what it may hold, its default, and what it does.

The file is read by this list, and the command line, the app and docs/SETTINGS.md show it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

from auditor.analysis.confidence import DEFAULT_WEIGHING, Trust
from auditor.analysis.figures import DEFAULT_WORTH
from auditor.analysis.moments import DEFAULT_MOMENTS
from auditor.analysis.scoring import DEFAULT_SCORING
from auditor.base.i18n import N_
from auditor.base.vocabulary import EvidenceKind
from auditor.input.intervals import HALF_A_YEAR
from auditor.settings import checks

T = TypeVar("T")

ENV_FOLDER = "AUDITOR_CONFIG"
ENV_USER = "AUDITOR_USER"
ENV_ACCESS = "AUDITOR_ACCESS"
"""Names what may be done at most in a session: reader, auditor or editor."""

Choices = tuple[tuple[str, str], ...]
"""Each value with its untranslated word."""


class Setting(Struct, Generic[T], frozen=True):
    """Something that a user can set."""

    key: str
    """The way to it in the file, such as `priority.order`."""
    check: Callable[[object], T]
    default: T
    title: str
    """Untranslated; short, as it stands in a list."""
    about: str
    """An untranslated sentence that says what it does."""
    read: Callable[[str], object] = checks.read_text
    """Makes of what is typed what stands in the file."""
    choices: Choices = ()
    """The values, where there are few."""
    holds: str = ""
    """Untranslated: what may be typed, where there are no choices."""
    is_table: bool = False
    """It has entries of its own, under keys that are names."""
    by_hand: bool = True
    """Whether users set it, and not the program alone."""
    of: EvidenceKind | None = None
    """The kind of evidence that it is about."""

    @property
    def way(self) -> tuple[str, ...]:
        """The tables it is in, and its name there."""
        return tuple(self.key.split("."))


class Group(Struct, frozen=True):
    """Settings that belong together."""

    title: str
    """Untranslated."""
    settings: tuple[Setting[Any], ...]
    is_shared: bool = False
    """A database keeps them for everybody who uses it."""


_SHARE = N_("a number from 0 to 1")
_STEP = N_("a step from 1 to 5")


def _of_each_kind(
    name: str, default: Callable[[Trust], float], most: float, title: str, about: str, holds: str
) -> Mapping[EvidenceKind, Setting[float]]:
    """Return a setting for each kind of evidence: a number up to `most`."""
    return {
        kind: Setting(
            f"confidence.{kind}.{name}",
            checks.number_within(checks.LEAST, most),
            default(trust),
            title,
            about,
            checks.read_number,
            holds=holds,
            of=kind,
        )
        for kind, trust in DEFAULT_WEIGHING.trusts.items()
    }


NAME = Setting(
    "name",
    checks.a_text,
    "",
    N_("Name"),
    N_("Who is named as auditor of new audits and in the history. Without it, the name you log in with."),
    holds=N_("a name"),
)
PERSON = Setting(
    "person",
    checks.a_lasting_id,
    "",
    N_("Lasting id"),
    N_("Keeps what is yours yours, whatever you are called later. Auditor writes it beside the name."),
    by_hand=False,
)
LANGUAGE: Setting[str | None] = Setting(
    "language",
    checks.a_language,
    None,
    N_("Language"),
    N_("The language of the app, the commands and the reports. Without it, that of the system."),
    choices=(("en", "English"), ("sv", "svenska"), ("nb", "norsk")),
)
THEME: Setting[str | None] = Setting(
    "theme",
    checks.a_theme,
    None,
    N_("Theme"),
    N_("Light text on dark, or dark on light. ctrl+t changes it too."),
    choices=(("dark", N_("dark")), ("light", N_("light"))),
)
ASCII = Setting(
    "ascii",
    checks.one_of("on", "off", "auto"),
    "auto",
    N_("ASCII signs alone"),
    N_(
        "Whether all is drawn with ASCII signs, from the next start on: auto looks at what the terminal can show."
    ),
    choices=(("auto", N_("auto")), ("on", N_("on")), ("off", N_("off"))),
)
LINEAR = Setting(
    "linear",
    checks.one_of("on", "off"),
    "off",
    N_("Talk in lines"),
    N_("For screen readers: from the next start on nothing is drawn, each step is a line."),
    choices=(("off", N_("off")), ("on", N_("on"))),
)

FIRST_KEYS = "0.1"
"""The preset of the keys that commands had in that version."""
KEYS = Setting(
    "keys.preset",
    checks.one_of("usual", FIRST_KEYS),
    "usual",
    N_("Keys"),
    N_("Which keys give which command: the usual ones, each with one meaning, or those of version 0.1."),
    choices=(("usual", N_("usual")), (FIRST_KEYS, N_("as in version 0.1"))),
)
OWN_KEYS: Setting[Mapping[str, str]] = Setting(
    "keys.own",
    checks.own_keys,
    {},
    N_("Keys of your own"),
    N_("Another key for a command, by the name the command has in docs/KEYS.md."),
    checks.read_pairs,
    holds=N_("such as walk = r; map = g k"),
    is_table=True,
)

ORDER = Setting(
    "priority.order",
    checks.a_method,
    DEFAULT_SCORING.method,
    N_("Order of actions"),
    N_("What puts the list of actions in order: our priority, or RICE, ICE or WSJF."),
    choices=(("priority", N_("priority")), ("rice", "RICE"), ("ice", "ICE"), ("wsjf", "WSJF")),
)
NEED = Setting(
    "priority.need",
    checks.number_within(0, 1),
    DEFAULT_SCORING.weights.need,
    N_("Weight of need"),
    N_("How much the need of its touchpoint counts in the priority of an action."),
    checks.read_number,
    holds=_SHARE,
)
CONFIDENCE = Setting(
    "priority.confidence",
    checks.number_within(0, 1),
    DEFAULT_SCORING.weights.confidence,
    N_("Weight of confidence"),
    N_("How much what is known of its touchpoint counts in the priority of an action."),
    checks.read_number,
    holds=_SHARE,
)
HIGH_IMPACT = Setting(
    "matrix.impact",
    checks.a_step,
    DEFAULT_SCORING.bounds.impact,
    N_("Impact high from"),
    N_("From which impact on an action is a quick win or a big bet."),
    checks.read_number,
    holds=_STEP,
)
HIGH_EFFORT = Setting(
    "matrix.effort",
    checks.a_step,
    DEFAULT_SCORING.bounds.effort,
    N_("Effort high from"),
    N_("From which effort on an action is a big bet or a money pit."),
    checks.read_number,
    holds=_STEP,
)
DAYS = Setting(
    "capacity.days",
    checks.days_of_efforts,
    DEFAULT_SCORING.days,
    N_("Person-days of effort 1 to 5"),
    N_("How long actions of each effort take: for what fits, for who has how much to do, for RICE and WSJF."),
    checks.read_numbers,
    holds=N_("five numbers, such as 0.5 2 5 15 40"),
)
MONTHS = Setting(
    "money.months",
    checks.whole_within(1, 120),
    DEFAULT_SCORING.months,
    N_("Months that a gain counts"),
    N_("Over how many months the gain of an action is counted in its return."),
    checks.read_number,
    holds=N_("a whole number from 1 to 120"),
)

REVIEW: Setting[int | None] = Setting(
    "review",
    checks.an_interval,
    HALF_A_YEAR,
    N_("Look at journeys again after"),
    N_("After how long a new journey is to be audited again; “never” for not at all."),
    holds=N_("such as 6 months, 8 weeks or never"),
)
MOMENT_CUSTOMER = Setting(
    "moments.customer",
    checks.a_step,
    DEFAULT_MOMENTS.customer,
    N_("Important to customers from"),
    N_("From which importance to the customer on a touchpoint counts as important to them."),
    checks.read_number,
    holds=_STEP,
)
MOMENT_BUSINESS = Setting(
    "moments.business",
    checks.a_step,
    DEFAULT_MOMENTS.business,
    N_("Important to us from"),
    N_("From which importance to the business on a touchpoint counts as important to us."),
    checks.read_number,
    holds=_STEP,
)
MOMENT_HIGH = Setting(
    "moments.high",
    checks.number_within(0, 1),
    DEFAULT_MOMENTS.high,
    N_("Moment of truth from"),
    N_("From which product of both importances on a touchpoint ought to be a moment of truth."),
    checks.read_number,
    holds=_SHARE,
)
MOMENT_LOW = Setting(
    "moments.low",
    checks.number_within(0, 1),
    DEFAULT_MOMENTS.low,
    N_("No moment of truth up to"),
    N_("Up to which product of both importances a touchpoint ought to be none."),
    checks.read_number,
    holds=_SHARE,
)

SCREENSHOTS: Setting[Path | None] = Setting(
    "screenshots",
    checks.a_folder,
    None,
    N_("Folder of screenshots"),
    N_("Where the newest picture of a finding is looked for. Without it, where the system puts screenshots."),
    holds=N_("a folder with its whole path"),
)
EDITOR = Setting(
    "editor",
    checks.a_command,
    "",
    N_("Editor"),
    N_("What ctrl+e opens a long text in. Without it, the program that VISUAL or EDITOR names."),
    holds=N_("a command, such as gedit or vim"),
)
BROWSER = Setting(
    "browser",
    checks.a_command,
    "",
    N_("Browser"),
    N_("What web pages are opened with once they are written. Without it, the system’s."),
    holds=N_("a command, such as firefox"),
)

TEAM = Setting(
    "team.database",
    checks.an_address,
    "",
    N_("Team’s database"),
    N_(
        "The address that is opened where no other is named. “auditor team join” writes it, without a password."
    ),
    holds=N_("such as postgresql://anna@db.example.org/auditor"),
    by_hand=False,
)
TEAM_PASSWORD: Setting[str] = Setting(
    "team.password",
    checks.one_of("keyring"),
    "",
    N_("Password of the team’s database"),
    N_("That it is in the system’s keyring. “auditor team join” writes it."),
    choices=(("keyring", N_("in the keyring")),),
    by_hand=False,
)
PROOF_SHARE = Setting(
    "proof.share",
    checks.number_within(0, 100),
    DEFAULT_WORTH.share,
    N_("Smallest difference of shares"),
    N_("How many points a share of people has to change by for an action to have worked."),
    checks.read_number,
    holds=N_("a number from 0 to 100"),
)
PROOF_DEVIATION = Setting(
    "proof.deviation",
    checks.number_within(0, 10),
    DEFAULT_WORTH.deviation,
    N_("Smallest difference of means"),
    N_("What part of its deviation a mean has to change by for an action to have worked."),
    checks.read_number,
    holds=N_("a number from 0 to 10"),
)
FLOOR = Setting(
    "confidence.floor",
    checks.number_within(checks.LEAST, 0.99),
    DEFAULT_WEIGHING.floor,
    N_("Confidence without evidence"),
    N_("How sure we are where there is nothing but opinion."),
    checks.read_number,
    holds=N_("a number from 0.001 to 0.99"),
)
STAGE_SHARE = Setting(
    "confidence.stage_share",
    checks.number_within(checks.LEAST, 1),
    DEFAULT_WEIGHING.stage_share,
    N_("Evidence on a stage"),
    N_("How much of its confidence it gives to each touchpoint of the stage."),
    checks.read_number,
    holds=N_("a number from 0.001 to 1"),
)
JOURNEY_SHARE = Setting(
    "confidence.journey_share",
    checks.number_within(checks.LEAST, 1),
    DEFAULT_WEIGHING.journey_share,
    N_("Evidence on a journey"),
    N_("How much of its confidence it gives to each touchpoint of the journey."),
    checks.read_number,
    holds=N_("a number from 0.001 to 1"),
)
WEIGHTS = _of_each_kind(
    "weight",
    lambda trust: trust.weight,
    0.99,
    N_("{kind}: weight"),
    N_("How sure evidence of this kind alone can make us."),
    N_("a number from 0.001 to 0.99"),
)
PEOPLE = _of_each_kind(
    "people",
    lambda trust: trust.people,
    1e6,
    N_("{kind}: people"),
    N_("After how many people evidence of this kind has half of its weight."),
    N_("a number of people"),
)
AGES = _of_each_kind(
    "days",
    lambda trust: trust.days,
    36_500,
    N_("{kind}: days"),
    N_("After how many days evidence of this kind has lost half of its weight."),
    N_("a number of days"),
)
ACCOUNTS: Setting[Mapping[str, str]] = Setting(
    "jira.people",
    checks.accounts,
    {},
    N_("Accounts in Jira"),
    N_("To whom actions are handed there: accounts by the names of owners."),
    checks.read_pairs,
    holds=N_("such as Anna Berg = anna@example.org; Bo = bo@example.org"),
    is_table=True,
)

GROUPS = (
    Group(N_("You"), (NAME, PERSON, LANGUAGE, THEME, ASCII, LINEAR)),
    Group(N_("Order of actions"), (ORDER, NEED, CONFIDENCE, HIGH_IMPACT, HIGH_EFFORT, DAYS, MONTHS), True),
    Group(N_("Keys"), (KEYS, OWN_KEYS)),
    Group(N_("Files and programs"), (SCREENSHOTS, EDITOR, BROWSER)),
    Group(N_("Journeys"), (REVIEW, MOMENT_CUSTOMER, MOMENT_BUSINESS, MOMENT_HIGH, MOMENT_LOW), True),
    Group(N_("Did it work?"), (PROOF_SHARE, PROOF_DEVIATION), True),
    Group(
        N_("How evidence is weighed"),
        (
            *(FLOOR, STAGE_SHARE, JOURNEY_SHARE),
            *(each[kind] for kind in WEIGHTS for each in (WEIGHTS, PEOPLE, AGES)),
        ),
        True,
    ),
    Group(N_("Other programs"), (ACCOUNTS,), True),
    Group(N_("Team"), (TEAM, TEAM_PASSWORD)),
)
"""All settings, in the order in which they are shown."""

BY_KEY: Mapping[str, Setting[Any]] = {setting.key: setting for group in GROUPS for setting in group.settings}

SHARED = frozenset(setting.key for group in GROUPS if group.is_shared for setting in group.settings)
"""The keys of what a database keeps for everybody; all else is the user's own."""

Known = dict[str, "Known | None"]
"""Keys of settings; those of a table with its own, and None for what holds a value."""


def tree(settings: Iterable[Setting[Any]] = tuple(BY_KEY.values())) -> Known:
    """Return the keys of settings as tables within tables."""
    top: Known = {}
    for setting in settings:
        *tables, key = setting.way
        inside = top
        for table in tables:
            within = inside.setdefault(table, {})
            assert within is not None
            inside = within
        inside[key] = None
    return top
