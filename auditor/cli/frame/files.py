"""Files that a user names, read as text."""

from __future__ import annotations

import sys
from pathlib import Path

from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _


def read_text(file: str, limit: int) -> str:
    """Return the text in a file, or of standard input for a dash; refuse more than `limit` bytes."""
    try:
        if file == "-":
            content = sys.stdin.buffer.read(limit + 1)
        else:
            with Path(file).expanduser().open("rb") as opened:
                content = opened.read(limit + 1)
        if len(content) > limit:
            raise RefusedError(_("{file} is larger than {limit} bytes.").format(file=file, limit=limit))
        return content.decode("utf-8-sig")
    except OSError as error:
        raise RefusedError(
            _("{file} can’t be read: {reason}.").format(file=file, reason=system_reason(error))
        ) from error
    except UnicodeDecodeError as error:
        raise RefusedError(_("{file} is not UTF-8 text: save it as UTF-8.").format(file=file)) from error
