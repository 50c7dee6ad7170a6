"""TLS: a certificate and its key, and what is wrong with them in a line."""

from __future__ import annotations

import ssl
from contextlib import suppress
from pathlib import Path

from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _
from auditor.base.reading import read_found_file
from auditor.base.text import one_line
from auditor.serving.guard import Door

_LARGEST_PEM = 1_000_000
"""Bytes of the largest certificate or key."""


def tls(door: Door) -> ssl.SSLContext | None:
    """Return how a door is secured; None where it is not, or a proxy does it. Raises RefusedError for a bad certificate."""
    if not door.cert:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    for file in (door.cert, door.key):
        try:
            Path(file).open("rb").close()
        except OSError as error:
            raise _unusable(file, system_reason(error)) from error
    try:
        # Without an answer of ours it would ask at the terminal.
        context.load_cert_chain(door.cert, door.key, lambda: "")
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise RefusedError(
                _("The key in {key} is not that of the certificate in {file}.").format(
                    key=door.key, file=door.cert
                )
            ) from error
        if not _holds(door.cert, "CERTIFICATE"):
            raise _unusable(door.cert, _("it holds no certificate as PEM")) from error
        if not _holds(door.key, "PRIVATE KEY"):
            raise _unusable(door.key, _("it holds no key as PEM")) from error
        if _holds(door.key, "ENCRYPTED"):
            raise _unusable(door.key, _("it is locked with a password")) from error
        raise _unusable(door.cert, one_line(error.reason or str(error))) from error
    except (OSError, ValueError) as error:
        raise _unusable(door.key, one_line(str(error))) from error
    return context


def _holds(file: str, what: str) -> bool:
    with suppress(OSError):
        return what.encode() in read_found_file(Path(file), _LARGEST_PEM)
    return False


def _unusable(file: str, reason: str) -> RefusedError:
    return RefusedError(_("{file} can’t be used for TLS: {reason}.").format(file=file, reason=reason))
