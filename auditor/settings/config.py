"""The user's settings: a TOML file in the platform's folder for them, and whose name changes are made in."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from auditor.analysis.capacity import DAYS, are_days
from auditor.analysis.confidence import DEFAULT_WEIGHING, TRUSTS, Trust, Weighing
from auditor.analysis.priority import Bounds, Weights
from auditor.analysis.scoring import DEFAULT_SCORING, Scoring
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, known_language
from auditor.base.text import clean, one_line
from auditor.base.vocabulary import LANGUAGES, EvidenceKind, Method

CONFIG_NAME = "config.toml"
ENV_FOLDER = "AUDITOR_CONFIG"
ENV_USER = "AUDITOR_USER"

THEMES = ("dark", "light")

_Known = Mapping[str, "_Known | None"]
"""Keys of settings; those of a table with its own."""
_TRUST: _Known = dict.fromkeys(("weight", "people", "days"))
_KEYS: _Known = {
    **dict.fromkeys(("name", "language", "theme")),
    "priority": dict.fromkeys(("order", "need", "confidence")),
    "matrix": dict.fromkeys(("impact", "effort")),
    "capacity": dict.fromkeys(("days",)),
    "confidence": {
        **{str(kind): _TRUST for kind in EvidenceKind},
        **dict.fromkeys(("floor", "stage_share", "journey_share")),
    },
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
    """Return the settings; a missing file gives the defaults. Raises RefusedError for a bad one."""
    folder = config_folder()
    path = folder / CONFIG_NAME
    content = _content(path)
    _refuse_unknown(path, "", content, _KEYS)
    language = _text(path, content, "language")
    if language is not None and known_language(language) is None:
        raise _bad(path, _("language must be one of {words}").format(words=", ".join(LANGUAGES)))
    theme = _text(path, content, "theme")
    if theme not in (None, *THEMES):
        raise _bad(path, _("theme must be one of {words}").format(words=", ".join(THEMES)))
    return Config(
        folder,
        one_line(os.environ.get(ENV_USER) or _text(path, content, "name") or _login())[:200],
        language,
        theme,
        _scoring(path, content),
        _weighing(path, content),
    )


def _refuse_unknown(path: Path, before: str, content: dict[str, object], known: _Known) -> None:
    """Refuse a key that no setting has, so that a slip of the pen is not passed over."""
    for key, value in content.items():
        if key not in known:
            words = ", ".join(f"{before}{word}" for word in known)
            raise _bad(
                path,
                _("{key} is no setting; there are {words}").format(
                    key=one_line(f"{before}{key}")[:60], words=words
                ),
            )
        inside = known[key]
        if inside is not None and isinstance(value, dict):
            _refuse_unknown(path, f"{before}{key}.", value, inside)


def _content(path: Path) -> dict[str, object]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise _bad(path, clean(str(error))) from error
    # Imported here, because most users have no file and every command would pay for it.
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _bad(path, clean(str(error))) from error


def _text(path: Path, content: dict[str, object], key: str) -> str | None:
    value = content.get(key)
    if value is None or isinstance(value, str):
        return value
    raise _bad(path, _("{key} must be a text in quotes").format(key=key))


def _scoring(path: Path, content: dict[str, object]) -> Scoring:
    matrix, order = _table(path, content, "matrix"), _table(path, content, "priority")
    capacity = _table(path, content, "capacity")
    weights, bounds = DEFAULT_SCORING.weights, DEFAULT_SCORING.bounds
    return Scoring(
        _method(path, order.get("order", DEFAULT_SCORING.method)),
        Weights(
            _share(path, order, "need", weights.need), _share(path, order, "confidence", weights.confidence)
        ),
        Bounds(_bound(path, matrix, "impact", bounds.impact), _bound(path, matrix, "effort", bounds.effort)),
        _days(path, capacity.get("days", DEFAULT_SCORING.days)),
    )


def _weighing(path: Path, content: dict[str, object]) -> Weighing:
    table = _table(path, content, "confidence")
    given = {str(kind): _table(path, table, str(kind)) for kind in EvidenceKind}
    return Weighing(
        {
            kind: Trust(
                _amount(path, given[kind], f"{kind}.weight", trust.weight, 0.99),
                _amount(path, given[kind], f"{kind}.people", trust.people, 1e6),
                _amount(path, given[kind], f"{kind}.days", trust.days, 36_500),
            )
            for kind, trust in TRUSTS.items()
        },
        _amount(path, table, "floor", DEFAULT_WEIGHING.floor, 0.99),
        _amount(path, table, "stage_share", DEFAULT_WEIGHING.stage_share, 1),
        _amount(path, table, "journey_share", DEFAULT_WEIGHING.journey_share, 1),
    )


def _amount(path: Path, table: dict[str, object], key: str, default: float, most: float) -> float:
    value = table.get(key.split(".")[-1], default)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0.001 <= value <= most:
        return float(value)
    raise _bad(path, _("confidence.{key} must be a number from 0.001 to {most}").format(key=key, most=most))


def _table(path: Path, content: dict[str, object], key: str) -> dict[str, object]:
    value = content.get(key, {})
    if isinstance(value, dict):
        return value
    raise _bad(path, _("{key} must be a table, [{key}] on a line of its own").format(key=key))


def _method(path: Path, value: object) -> Method:
    if value in tuple(Method):
        return Method(str(value))
    words = ", ".join(Method)
    raise _bad(path, _("priority.order must be one of {words}").format(words=words))


def _share(path: Path, table: dict[str, object], key: str, default: float) -> float:
    value = table.get(key, default)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    raise _bad(path, _("priority.{key} must be a number from 0 to 1").format(key=key))


def _bound(path: Path, table: dict[str, object], key: str, default: int) -> int:
    value = table.get(key, default)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5:
        return value
    raise _bad(path, _("matrix.{key} must be a whole number from 1 to 5").format(key=key))


def _days(path: Path, value: object) -> tuple[float, ...]:
    if isinstance(value, list | tuple) and len(value) == len(DAYS) and all(map(are_days, value)):
        return tuple(map(float, value))
    raise _bad(
        path,
        _(
            "capacity.days must be five numbers, the person-days of effort 1 to 5, in quarters of a day "
            "from 0.25 to 1000"
        ),
    )


def _bad(path: Path, reason: str) -> RefusedError:
    return RefusedError(_("The settings in {path} can’t be used: {reason}.").format(path=path, reason=reason))


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return _("me")
