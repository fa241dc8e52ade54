"""An S3-compatible server of others (npm's s3rver), on a folder and a port of its own."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tls import PATIENCE_SECONDS, free_port, wait_for

BUCKET = "evidence"


@dataclass(frozen=True)
class Bucket:
    """Where it listens, and the environment with which S3 programs find it."""

    port: int
    environment: dict[str, str]


@contextmanager
def s3(repository: Path, folder: Path, *, port: int = 0) -> Iterator[Bucket]:
    """For the length of the block; what is in the folder is there again on the next start."""
    port = port or free_port()
    program = repository / "build" / "independent" / "node_modules" / "s3rver" / "bin" / "s3rver.js"
    assert program.is_file(), "run make setup: packaging/setup.sh installs it"
    command = ["node", str(program), "-d", str(folder), "-a", "127.0.0.1", "-p", str(port)]
    with (folder.parent / "s3.log").open("a") as log:
        process = subprocess.Popen([*command, "--configure-bucket", BUCKET], stdout=log, stderr=log)
    try:
        wait_for(port, process, folder.parent / "s3.log")
        environment = {
            "AWS_ACCESS_KEY_ID": "S3RVER",
            "AWS_SECRET_ACCESS_KEY": "S3RVER",
            "AWS_ENDPOINT": f"http://127.0.0.1:{port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
        }
        yield Bucket(port, environment)
    finally:
        process.kill()
        process.wait(PATIENCE_SECONDS)
