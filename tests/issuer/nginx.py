"""Debian's nginx with the example of the documentation, before an issuer that is running."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tls import PATIENCE_SECONDS, Front, free_port, wait_for, write_certificate


def binary() -> str:
    """nginx in the path, or where Debian puts what only root runs."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert found, "nginx is missing: `make setup` installs it on Debian"
    return found


@contextmanager
def nginx(example: Path, *, upstream: str, public: Path, folder: Path, name: str) -> Iterator[Front]:
    """For the length of the block; its certificate is for `name` alone."""
    port, plain = free_port(), free_port()
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
        wait_for(port, process, folder / "told")
        yield Front(f"https://localhost:{port}", certificate)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _is_root() -> bool:
    return os.getuid() == 0
