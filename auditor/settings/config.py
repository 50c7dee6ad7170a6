"""The user's settings: a TOML file in the platform's folder for them, and whose name changes are made in."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from auditor.analysis.capacity import DAYS, are_days
from auditor.analysis.confidence import DEFAULT_WEIGHING, TRUSTS, Trust, Weighing
from auditor.analysis.figures import DEFAULT_WORTH, Worth
from auditor.analysis.moments import DEFAULT_MOMENTS, MomentBounds
from auditor.analysis.priority import Bounds, Weights
from auditor.analysis.scoring import DEFAULT_SCORING, Scoring
from auditor.base import values
from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _, known_language
from auditor.base.reading import TooLargeError, read_found_file
from auditor.base.text import clean, folded, one_line
from auditor.base.toml import parsed
from auditor.base.values import UnfitError
from auditor.base.vocabulary import LANGUAGES, EvidenceKind, Method
from auditor.input.intervals import HALF_A_YEAR, LONGEST, days_of

CONFIG_NAME = "config.toml"
SIZE_LIMIT = 100_000
"""Largest settings file, in bytes."""
ENV_FOLDER = "AUDITOR_CONFIG"
ENV_USER = "AUDITOR_USER"

THEMES = ("dark", "light")
_LEAST = 0.001
"""The smallest share, number or half-life that settings may name."""

_LASTING = re.compile(r"[0-9a-z]{8,64}")

V = TypeVar("V")
D = TypeVar("D")

_Known = Mapping[str, "_Known | None"]
"""Keys of settings; those of a table with its own."""
_TRUST: _Known = dict.fromkeys(("weight", "people", "days"))
_KEYS: _Known = {
    **dict.fromkeys(("name", "person", "language", "theme")),
    "priority": dict.fromkeys(("order", "need", "confidence")),
    "matrix": dict.fromkeys(("impact", "effort")),
    "moments": dict.fromkeys(("customer", "business", "high", "low")),
    "money": dict.fromkeys(("months",)),
    "capacity": dict.fromkeys(("days",)),
    "proof": dict.fromkeys(("share", "deviation")),
    "jira": dict.fromkeys(("people",)),
    "confidence": {
        **{str(kind): _TRUST for kind in EvidenceKind},
        **dict.fromkeys(("floor", "stage_share", "journey_share")),
    },
    **dict.fromkeys(("review", "screenshots")),
}


class Config(Struct, frozen=True):
    """Settings, each with its default."""

    folder: Path
    name: str
    """The user's name: auditor of new audits, and who is written into the history."""
    language: str | None = None
    theme: str | None = None
    scoring: Scoring = DEFAULT_SCORING
    weighing: Weighing = DEFAULT_WEIGHING
    moments: MomentBounds = DEFAULT_MOMENTS
    """From where what a touchpoint means to customer and business counts as high or low."""
    worth: Worth = DEFAULT_WORTH
    """The smallest difference between before and after that is worth having."""
    jira_people: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The accounts in Jira of those who own actions, by their folded names."""
    person: str = ""
    """The user's lasting id, whatever their name becomes; empty where the name was told by the system alone."""
    wants_person: bool = False
    """The settings name the user and have no lasting id yet: one is written when it is first needed."""
    review_days: int | None = None
    """After how many days a new journey is to be looked at again; None: never. HALF_A_YEAR where a file says nothing."""
    screenshots: Path | None = None
    """The folder in which the newest picture is looked for; None for where the system puts screenshots."""

    @property
    def bounds(self) -> Bounds:
        """From where impact and effort count as high."""
        return self.scoring.bounds

    @property
    def checklists(self) -> Path:
        """The folder of the user's own checklists."""
        return self.folder / "checklists"

    @property
    def interviews(self) -> Path:
        """The folder of the user's own questions."""
        return self.folder / "interviews"

    @property
    def journeys(self) -> Path:
        """The folder of the user's own journey templates."""
        return self.folder / "journeys"


def config_folder() -> Path:
    """Return the folder of settings: the environment's AUDITOR_CONFIG, else the platform's."""
    if named := os.environ.get(ENV_FOLDER):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("auditor", appauthor=False)


def read_config() -> Config:
    """Return the user's settings. Raises RefusedError for a bad file."""
    return read_settings(config_folder())


def read_settings(folder: Path) -> Config:
    """Return the settings in a folder; a missing file gives the defaults. Raises RefusedError for a bad one."""
    path = folder / CONFIG_NAME
    try:
        return _settings(folder, _content(path))
    except UnfitError as error:
        raise unusable(path, str(error)) from error


def unusable(path: Path, reason: str) -> RefusedError:
    """Return the error for a settings file that can't be used."""
    return RefusedError(_("The settings in {path} can’t be used: {reason}.").format(path=path, reason=reason))


def _settings(folder: Path, content: dict[str, object]) -> Config:
    """Return checked settings; raise UnfitError with the key and the reason."""
    _refuse_unknown("", content, _KEYS)
    top = _Table("", content)
    language = top.value("language", None, _language)
    theme = top.value("theme", None, lambda value: values.a_word(_text(value), THEMES))
    told = _in_environment(ENV_USER)
    written = top.value("name", None, _text)
    person = top.value("person", "", _lasting)
    return Config(
        folder,
        one_line(told or written or _login())[: values.NAME_LIMIT],
        language,
        theme,
        _scoring(top),
        _weighing(top),
        _moments(top.table("moments")),
        _worth(top.table("proof")),
        _jira_people(top.table("jira").table("people")),
        # Whoever is named for this call alone is somebody else than whose settings these are.
        "" if told else person,
        bool(written) and not told and not person,
        top.value("review", HALF_A_YEAR, _interval),
        top.value("screenshots", None, _folder),
    )


def _refuse_unknown(before: str, content: dict[str, object], known: _Known) -> None:
    """Refuse a key that no setting has, so that a slip of the pen is not passed over."""
    for key, value in content.items():
        if key not in known:
            words = ", ".join(f"{before}{word}" for word in known)
            raise UnfitError(
                _("{key} is no setting; there are {words}").format(
                    key=one_line(f"{before}{key}")[:60], words=words
                )
            )
        inside = known[key]
        if inside is not None and isinstance(value, dict):
            _refuse_unknown(f"{before}{key}.", value, inside)


def _content(path: Path) -> dict[str, object]:
    try:
        text = settings_bytes(path).decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except TooLargeError:
        raise UnfitError(_("the file is larger than {limit} bytes").format(limit=SIZE_LIMIT)) from None
    except OSError as error:
        raise UnfitError(clean(system_reason(error))) from error
    except UnicodeDecodeError as error:
        raise UnfitError(clean(str(error))) from error
    try:
        return parsed(text.replace("\r\n", "\n").replace("\r", "\n"))
    except ValueError as error:
        raise UnfitError(clean(str(error))) from error


def settings_bytes(path: Path) -> bytes:
    """Return the bytes of a settings file; raise TooLargeError for more than SIZE_LIMIT, and OSError."""
    return read_found_file(path, SIZE_LIMIT)


class _Table(Struct, frozen=True):
    """A table of the settings, and how it is called in messages: its name with a full stop."""

    name: str
    content: dict[str, object]

    def value(self, key: str, otherwise: D, check: Callable[[object], V]) -> V | D:
        """Return what is at a key, checked, or `otherwise` where nothing is; raise UnfitError naming the key."""
        if key not in self.content:
            return otherwise
        try:
            return check(self.content[key])
        except UnfitError as error:
            raise _unfit(f"{self.name}{key}", str(error)) from None

    def number(self, key: str, otherwise: float, low: float, high: float) -> float:
        """Return the number at a key."""
        return self.value(key, otherwise, lambda value: values.a_number(value, low, high))

    def table(self, key: str) -> _Table:
        """Return the table at a key, empty where there is none."""
        content = self.value(key, {}, lambda value: _a_table(value, f"{self.name}{key}"))
        return _Table(f"{self.name}{key}.", content)


def _unfit(key: str, reason: str) -> UnfitError:
    return UnfitError(_("{key} {reason}").format(key=key, reason=reason))


def _a_table(value: object, name: str) -> dict[str, object]:
    if isinstance(value, dict):
        return value
    raise UnfitError(_("must be a table, [{key}] on a line of its own").format(key=name))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise UnfitError(_("must be a text in quotes"))


def _interval(value: object) -> int | None:
    """Return an interval in days, given as such or in words; None for never."""
    if isinstance(value, int) and not isinstance(value, bool):
        return values.a_whole(value, 1, LONGEST)
    try:
        return days_of(_text(value))
    except RefusedError:
        raise UnfitError(_('must be an interval, such as "6 months", "8 weeks" or "never"')) from None


def _folder(value: object) -> Path:
    """Return a folder; whether it is there is asked when it is looked into, because a disk may not be at hand now."""
    path = Path(one_line(_text(value)))
    with suppress(RuntimeError):
        # Of somebody whom the system does not know, it stays as it is.
        path = path.expanduser()
    if not path.is_absolute():
        raise UnfitError(
            _("must be a folder with its whole path, such as {example}").format(example="~/Screenshots")
        )
    return path


def _in_environment(name: str) -> str | None:
    """Return what a variable says; nothing of it may be left out because it is no text."""
    told = os.environ.get(name)
    if told is not None and any("\udc80" <= sign <= "\udcff" for sign in told):
        raise UnfitError(_("{key} {reason}").format(key=name, reason=_("is no text in UTF-8")))
    return told


def _lasting(value: object) -> str:
    text = _text(value)
    if text and not _LASTING.fullmatch(text):
        raise UnfitError(_("must be an id that Auditor has written"))
    return text


def _language(value: object) -> str:
    text = _text(value)
    return text if known_language(text) else values.a_word(text, LANGUAGES)


def _scoring(top: _Table) -> Scoring:
    order, matrix, capacity = top.table("priority"), top.table("matrix"), top.table("capacity")
    weights, bounds = DEFAULT_SCORING.weights, DEFAULT_SCORING.bounds
    return Scoring(
        order.value("order", DEFAULT_SCORING.method, lambda value: values.a_choice(value, Method)),
        Weights(
            order.number("need", weights.need, 0, 1), order.number("confidence", weights.confidence, 0, 1)
        ),
        Bounds(
            matrix.value("impact", bounds.impact, _a_bound), matrix.value("effort", bounds.effort, _a_bound)
        ),
        capacity.value("days", DEFAULT_SCORING.days, _days),
        top.table("money").value(
            "months", DEFAULT_SCORING.months, lambda value: values.a_whole(value, 1, 120)
        ),
    )


def _moments(table: _Table) -> MomentBounds:
    bounds = MomentBounds(
        table.value("customer", DEFAULT_MOMENTS.customer, _a_bound),
        table.value("business", DEFAULT_MOMENTS.business, _a_bound),
        table.number("high", DEFAULT_MOMENTS.high, 0, 1),
        table.number("low", DEFAULT_MOMENTS.low, 0, 1),
    )
    if bounds.low >= bounds.high:
        raise _unfit("moments.low", _("must be less than moments.high"))
    return bounds


def _a_bound(value: object) -> int:
    return values.a_whole(value, 1, 5)


def _weighing(top: _Table) -> Weighing:
    table = top.table("confidence")
    given = {kind: table.table(str(kind)) for kind in EvidenceKind}
    return Weighing(
        {
            kind: Trust(
                given[kind].number("weight", trust.weight, _LEAST, 0.99),
                given[kind].number("people", trust.people, _LEAST, 1e6),
                given[kind].number("days", trust.days, _LEAST, 36_500),
            )
            for kind, trust in TRUSTS.items()
        },
        table.number("floor", DEFAULT_WEIGHING.floor, _LEAST, 0.99),
        table.number("stage_share", DEFAULT_WEIGHING.stage_share, _LEAST, 1),
        table.number("journey_share", DEFAULT_WEIGHING.journey_share, _LEAST, 1),
    )


def _worth(table: _Table) -> Worth:
    return Worth(
        table.number("share", DEFAULT_WORTH.share, 0, 100),
        table.number("deviation", DEFAULT_WORTH.deviation, 0, 10),
    )


def _jira_people(table: _Table) -> dict[str, str]:
    return {folded(name): table.value(name, "", _account) for name in table.content}


def _account(value: object) -> str:
    account = one_line(_text(value))
    if not 0 < len(account) <= values.NAME_LIMIT:
        raise UnfitError(_("must be an account, such as an e-mail address"))
    return account


def _days(value: object) -> tuple[float, ...]:
    if isinstance(value, list) and len(value) == len(DAYS) and all(map(are_days, value)):
        return tuple(map(float, value))
    raise UnfitError(
        _("must be five numbers, the person-days of effort 1 to 5, in quarters of a day from 0.25 to 1000")
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return _("me")
