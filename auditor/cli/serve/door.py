"""The door that the options of `auditor serve` ask for: where it listens, what browsers call it, and who has TLS."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.serving.guard import Door
from auditor.store.server.listening import is_loopback


def door_of(
    listen: str, port: int, url: str | None, cert: str | None, key: str | None, proxy: str | None
) -> Door:
    """Return the door that options ask for. Raises RefusedError for one that others could listen at."""
    has_tls = bool(cert and key)
    if bool(cert) != bool(key):
        raise RefusedError(_("A certificate needs its key: name both --cert and --key."))
    if not _is_own(listen) and not has_tls and not proxy:
        raise RefusedError(
            _(
                "What others can reach needs TLS: name --cert and --key, or the proxy that has them (--behind-proxy)."
            )
        )
    if proxy:
        try:
            ip_address(proxy)
        except ValueError:
            raise RefusedError(
                _("“{text}” is no address of a proxy, such as 127.0.0.1.").format(text=proxy)
            ) from None
    if url is None:
        if proxy or not _is_own(listen):
            raise RefusedError(_("Say what browsers call it: --url https://…"))
        name = f"[{listen}]" if ":" in listen else listen
        url = f"{'https' if has_tls else 'http'}://{name}:{port}"
    parts = urlsplit(url)
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or parts.path.strip("/")
        or "@" in parts.netloc
    ):
        raise RefusedError(
            _("“{text}” is no address of a host, such as https://audits.example.").format(text=url)
        )
    if parts.scheme == "http" and not _is_own(parts.hostname or ""):
        raise RefusedError(_("What others can reach needs TLS: --url begins with https://"))
    if has_tls and parts.scheme != "https":
        raise RefusedError(_("With a certificate --url begins with https://"))
    return Door(
        listen, port, f"{parts.scheme}://{parts.netloc.casefold()}", proxy or "", cert or "", key or ""
    )


def _is_own(host: str) -> bool:
    """Tell whether only this machine reaches a host; one that is not named stands for every address."""
    return bool(host) and is_loopback(host)
