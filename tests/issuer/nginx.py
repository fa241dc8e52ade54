"""Debian's nginx with the example of the documentation, before an issuer that is running."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Front:
    """Where it listens, and the certificate that it shows (PEM)."""

    url: str
    certificate: Path


def binary() -> str:
    """nginx in the path, or where Debian puts what only root runs."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert found, "nginx is missing: `make setup` installs it on Debian"
    return found


@contextmanager
def nginx(example: Path, *, upstream: str, public: Path, folder: Path, name: str) -> Iterator[Front]:
    """For the length of the block; its certificate is for `name` alone."""
    port, plain = _free_port(), _free_port()
    certificate, key = folder / "front.pem", folder / "front.key"
    write_certificate(certificate, key, name=name)
    site = example.read_text(encoding="utf-8")
    for pattern, mine in (
        (r"server 127\.0\.0\.1:8081;", f"server {upstream.removeprefix('http://')};"),
        (r"listen 80;", f"listen 127.0.0.1:{plain};"),
        (r"listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        (r"server_name issuer\.example\.org;", "server_name localhost;"),
        (r"/etc/ssl/issuer\.pem", str(certificate)),
        (r"/etc/ssl/issuer\.key", str(key)),
        (r"root /srv/issuer-public;", f"root {public};"),
    ):
        site, changed = re.subn(pattern, mine, site)
        assert changed, f"{pattern} is not in {example}"
    (folder / "site.conf").write_text(site, encoding="utf-8")
    # Whoever runs the tests owns the folder: nginx started by root would read it as somebody else.
    user = "user root;" if _is_root() else ""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {folder / kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder / 'pid'}; error_log {folder / 'error.log'}; events {{}}\n"
        f"http {{ access_log off; {temporary} include {folder / 'site.conf'}; }}\n",
        encoding="utf-8",
    )
    with (folder / "told").open("w") as told:
        process = subprocess.Popen(
            [binary(), "-e", str(folder / "error.log"), "-p", str(folder), "-c", str(folder / "nginx.conf")],
            stdout=told,
            stderr=told,
        )
    try:
        _wait(port, process, folder / "told")
        yield Front(f"https://localhost:{port}", certificate)
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)


def write_certificate(certificate: Path, key: Path, *, name: str) -> None:
    """Self-made, for this name, for a day."""
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(private, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _is_root() -> bool:
    return os.getuid() == 0


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _wait(port: int, process: "subprocess.Popen[bytes]", told: Path) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, told.read_text(encoding="utf-8")
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not answer")
