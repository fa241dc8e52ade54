"""Debian's Caddy with the example of the documentation, before an issuer that is running."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tls import PATIENCE_SECONDS, Front, free_port, wait_for, write_certificate


@contextmanager
def caddy(example: Path, *, upstream: str, public: Path, folder: Path, name: str) -> Iterator[Front]:
    """For the length of the block. Its certificate is one of our own: nobody in a test gives it one."""
    program = shutil.which("caddy")
    assert program, "caddy is missing: `make setup` installs it on Debian"
    port, certificate, key = free_port(), folder / "front.pem", folder / "front.key"
    write_certificate(certificate, key, name=name)
    site = example.read_text(encoding="utf-8")
    for pattern, mine in (
        (
            r"issuer\.example\.org \{",
            f"https://{name}:{port} {{\n\tbind 127.0.0.1\n\ttls {certificate} {key}\n",
        ),
        (r"127\.0\.0\.1:8081", upstream.removeprefix("http://")),
        (r"/srv/issuer-public(?=\s)", str(public)),
    ):
        site, changed = re.subn(pattern, mine, site)
        assert changed, f"{pattern} is not in {example}"
    options = "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n"
    (folder / "Caddyfile").write_text(options + site, encoding="utf-8")
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    command = [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with (folder / "told").open("w") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told, env=home)
    try:
        wait_for(port, process, folder / "told")
        yield Front(f"https://{name}:{port}", certificate)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)
