"""What a check says, as an export and a database hold it: its texts by language, and how it is asked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from msgspec import ValidationError, convert

from auditor.base.i18n import _
from auditor.base.values import UnfitError
from auditor.base.vocabulary import Depth
from auditor.views.checks import Errand, Gate, Sample

_TEXTS = ("list_title", "text", "why", "look", "remedy")
_FAULTS = ("fault", "partly")
"""What is so where a check is not met, and where it is partly met; absent where a check says nothing of it."""
_ASKING: tuple[tuple[str, type[object]], ...] = (
    ("depth", Depth),
    ("shared", bool),
    ("gate", Gate),
    ("errand", Errand),
    ("sample", Sample),
)
"""What may be said of how a check is asked; absent where a check says nothing of it."""


def a_wording(content: object) -> dict[str, object]:
    """Return what a check says, each of its texts by language; raise UnfitError where one is not there, or no sense."""
    if not isinstance(content, dict) or not all(_is_texts(content.get(key)) for key in _TEXTS):
        raise UnfitError(_("must have texts by language under {keys}").format(keys=", ".join(_TEXTS)))
    for key in _FAULTS:
        if key in content and not _is_texts(content[key]):
            raise UnfitError(_unfit(key, ""))
    for key, kind in _ASKING:
        if key in content:
            _refuse_senseless(key, content[key], kind)
    return content


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _refuse_senseless(key: str, value: object, kind: type[object]) -> None:
    try:
        found = convert(value, kind)
    except ValidationError as error:
        raise UnfitError(_unfit(key, str(error))) from None
    if isinstance(found, Gate | Errand | Sample) and (not found.key or " " in found.key):
        raise UnfitError(_unfit(key, "`$.key`"))
    if isinstance(found, Sample) and found.count < 1:
        raise UnfitError(_unfit(key, "`$.count`"))


def _unfit(key: str, told: str) -> str:
    """Return what is wrong with what is said at `key`, with the place that msgspec names as `$.gate.text`."""
    _before, marked, path = told.rpartition("`$")
    place = f"{key}{path.rstrip('`')}" if marked else key
    return _("{place} is not as docs/EXPORT.md tells").format(place=place)


def as_stored(content: Mapping[str, object]) -> str:
    """Return what a check says as it is stored: equal checks give equal text, whatever the order of their texts."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(content: Mapping[str, object]) -> str:
    """Return what a check is known by that says this."""
    return digest_as_stored(as_stored(content))


def digest_as_stored(content: str) -> str:
    """Return the same of what it says as it is stored."""
    return hashlib.sha256(content.encode()).hexdigest()[:32]
