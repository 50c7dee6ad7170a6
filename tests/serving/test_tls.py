"""TLS with a certificate of one's own, and what is told of certificates, keys and ports that can't be used."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import aiohttp
import pytest

from auditor.serving.limits import Limits
from tests.once import Once
from tests.serving.conftest import Served
from tests.serving.inside import Serving

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="There is no openssl here.")

_NEW = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-days", "2",
        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1")  # fmt: skip


def openssl(*words: str) -> None:
    """Run openssl."""
    subprocess.run(["openssl", *words], check=True, capture_output=True)


def _make(path: Path) -> None:
    folder = path.parent
    for name, lock in (("", ("-nodes",)), ("other-", ("-nodes",)), ("locked-", ("-passout", "pass:planted"))):
        key, cert = folder / f"{name}key.pem", folder / f"{name}cert.pem"
        openssl(*_NEW, *lock, "-keyout", str(key), "-out", str(cert))
    path.touch()


@pytest.fixture(scope="session")
def pem(once: Once) -> Path:
    """A folder with certificates and their keys."""
    return once("pem", _make).parent


async def test_browsers_come_by_tls(serving: Serving, pem: Path) -> None:
    """The certificate is shown, the cookie is for TLS alone, and who only begins to agree on TLS is sent away."""
    door = {"cert": str(pem / "cert.pem"), "key": str(pem / "key.pem")}
    trust = ssl.create_default_context(cafile=str(pem / "cert.pem"))
    async with serving(Limits(greeting=0.3), url="https://audits.example", **door) as inside:
        async with aiohttp.ClientSession() as client:
            base, host = f"https://127.0.0.1:{inside.port}", {"Host": "audits.example"}
            link = inside.link()
            async with client.get(base + link, ssl=trust, headers=host) as answer:
                assert answer.status == 200 and answer.headers["Strict-Transport-Security"]
            async with client.get(base, ssl=trust) as answer:
                assert answer.status == 421
        assert await inside.raw(b"\x16\x03\x01\x00") == b"", "it is closed in time"


@pytest.mark.parametrize(
    ("cert", "key", "told"),
    [
        ("cert.pem", "other-key.pem", "is not that of the certificate"),
        ("cert.pem", "locked-key.pem", "locked with a password"),
        ("cert.pem", "cert.pem", "holds no key"),
        ("key.pem", "key.pem", "holds no certificate"),
        ("cert.pem", "none.pem", "none.pem can’t be used for TLS: No such file"),
        ("none.pem", "key.pem", "none.pem can’t be used for TLS: No such file"),
        (".", "key.pem", "Is a directory"),
    ],
)
def test_a_certificate_that_cannot_be_used_is_told_in_one_line(
    served: Served, pem: Path, cert: str, key: str, told: str
) -> None:
    """It says which file it is and why; nothing is asked for at the terminal, and nothing of the files is told."""
    words = ("--url", "https://127.0.0.1", "--cert", str(pem / cert), "--key", str(pem / key))
    said = served.auditor("serve", *words, code=1)
    assert said.count("\n") == 1 and told in said, said
    assert "planted" not in said


def test_a_port_in_use_is_told_in_one_line(served: Served, tmp_path: Path) -> None:
    """And which one that is."""
    (tmp_path / "a.db").write_bytes((served.folder / "a.db").read_bytes())
    apart = {"AUDITOR_DB": str(tmp_path / "a.db"), "XDG_DATA_HOME": str(tmp_path)}
    other = Served(tmp_path, served.port, served.program, {**served.environment, **apart})
    said = other.auditor("serve", "--port", str(served.port), code=1)
    assert (
        said.count("\n") == 1
        and f"127.0.0.1:{served.port} can’t be listened on: Address already in use" in said
    ), said
