"""Writes how actions are put in order into the user's settings; whatever else is in the file, comments too, stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from auditor.analysis.scoring import Scoring
from auditor.base.errors import RefusedError
from auditor.base.files import write_several
from auditor.base.i18n import _
from auditor.base.text import clean
from auditor.settings.config import CONFIG_NAME

Values = Mapping[tuple[str, str], object]
"""Settings by table and key."""


def scoring_values(scoring: Scoring) -> Values:
    """Return a scoring as settings."""
    return {
        ("priority", "order"): str(scoring.method),
        ("priority", "need"): scoring.weights.need,
        ("priority", "confidence"): scoring.weights.confidence,
        ("matrix", "impact"): scoring.bounds.impact,
        ("matrix", "effort"): scoring.bounds.effort,
    }


def scoring_lines(scoring: Scoring) -> str:
    """Return a scoring as the lines of a settings file."""
    return with_values("", scoring_values(scoring)).strip()


def keep_scoring(folder: Path, scoring: Scoring) -> Path:
    """Write a scoring into the settings in `folder`, whole or not at all; return the file.

    Raises RefusedError when the file is written in a way that can't be changed without changing more, or can't be
    written; then it is as it was.
    """
    import tomllib

    path = folder / CONFIG_NAME
    values = scoring_values(scoring)
    try:
        before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedError(
            _("The settings in {path} can’t be used: {reason}.").format(path=path, reason=clean(str(error)))
        ) from error
    after = with_values(before, values)
    try:
        right = tomllib.loads(after) == _merged(tomllib.loads(before), values)
    except tomllib.TOMLDecodeError:
        right = False
    if not right:
        raise RefusedError(
            _("{path} is written in a way that Auditor leaves alone: put the lines into it yourself.").format(
                path=path
            )
        )
    write_several({path: after})
    return path


def with_values(text: str, values: Values) -> str:
    """Return a settings file with some values changed, put where their table is or at the end."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    for (table, key), value in values.items():
        _set(lines, table, key, f'"{value}"' if isinstance(value, str) else f"{value:g}")
    return "".join(lines)


def _set(lines: list[str], table: str, key: str, literal: str) -> None:
    begin = _find(lines, 0, rf"\[\s*{table}\s*\]")
    if begin is None:
        lines += ["\n"] * bool(lines) + [f"[{table}]\n"]
        begin = len(lines) - 1
    end = _find(lines, begin + 1, r"\[") or len(lines)
    at = _find(lines[:end], begin + 1, rf"{key}\s*=")
    if at is None:
        lines.insert(_after_last(lines, begin, end), f"{key} = {literal}\n")
        return
    comment = re.search(r"\s*#.*", lines[at])
    lines[at] = f"{key} = {literal}{comment.group().rstrip() if comment else ''}\n"


def _find(lines: list[str], start: int, pattern: str) -> int | None:
    """Return the number of the first line from `start` on that begins with a pattern."""
    found = (at for at in range(start, len(lines)) if re.match(rf"\s*{pattern}", lines[at]))
    return next(found, None)


def _after_last(lines: list[str], begin: int, end: int) -> int:
    """Return where a table that begins and ends there has its last line that is not empty, and one more."""
    while end > begin + 1 and not lines[end - 1].strip():
        end -= 1
    return end


def _merged(content: dict[str, object], values: Values) -> dict[str, object]:
    merged = dict(content)
    for (table, key), value in values.items():
        before = merged.get(table, {})
        merged[table] = {**(before if isinstance(before, dict) else {}), key: value}
    return merged
