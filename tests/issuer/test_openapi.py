"""The issuer's OpenAPI document held against a real process, by Schemathesis: whatever is sent, the answer is a documented one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessor_app.issuer.store import settings
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from made import an_issuer
from running import Running, serving

pytestmark = pytest.mark.slow
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
MOST_GROWTH = 128 * 1024 * 1024
# Bytes of our own kinds are made as any other bytes are.
HOOKS = """
import schemathesis

for kind in ("enrolment", "envelope"):
    schemathesis.serializer.alias(f"application/vnd.assessor.{kind}", "application/octet-stream")
"""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    database = file_url(tmp_path).render_as_string(hide_password=False)
    store = open_store(read_url(database))
    an_issuer(store, tmp_path, now=datetime.now(UTC))
    with store.write() as connection:
        settings.put(connection, "evidence", str(tmp_path / "evidence"))
    store.close()
    with serving(database, tmp_path) as found:
        yield found


def test_every_answer_is_as_documented_and_memory_is_bounded(running: Running, tmp_path: Path) -> None:
    document = json.loads(running.ask("/openapi/openapi.json")[1])
    paths = document["paths"]
    assert {
        "/envelopes",
        "/enrolments",
        "/evidence/{address}/{number}",
        "/register/{name}",
        "/verify",
    } <= set(paths)
    refusal = document["components"]["schemas"]["Refusal"]
    assert set(refusal["required"]) == {"error", "message"}
    (tmp_path / "hooks.py").write_text(HOOKS, encoding="utf-8")
    before = running.resident_bytes
    done = subprocess.run(
        [
            Path(sys.executable).parent / "schemathesis",
            "run",
            f"{running.url}/openapi/openapi.json",
            *("--checks", ",".join(CHECKS)),
            *("--max-examples", "60", "--seed", "1", "--generation-database", "none"),
            *("--rate-limit", "45/s", "--warnings", "off", "--no-color"),
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(tmp_path)},
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert f"Tested: {len(paths)}" in done.stdout
    assert running.resident_bytes - before < MOST_GROWTH
    assert running.ask("/healthz")[0] == 200
