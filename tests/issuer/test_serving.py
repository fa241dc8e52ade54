"""`issuer serve`, as a process."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assessor_app.issuer.store.engine import open_store, read_url
from assessor_app.issuer.web.limits import Rate, RateLimit
from assessor_app.issuer.web.metrics import Metrics
from made import PASSPHRASE, an_issuer


@dataclass
class Running:
    """A process of the issuer; `log` is what it wrote to stderr, once it has ended."""

    process: "subprocess.Popen[str]"
    url: str
    log: Path

    def ask(self, path: str, *, method: str = "GET", body: bytes | None = None) -> tuple[int, bytes]:
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)
        try:
            connection.request(method, path, body=body)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def serving(database: str, folder: Path) -> Iterator[Running]:
    ready, log = folder / "ready", folder / "log"
    command = ["-m", "assessor_app.cli.main", "issuer", "serve", "--database", database, "--port", "0"]
    with log.open("w", encoding="utf-8") as told:
        process = subprocess.Popen(
            [sys.executable, *command, "--ready-file", str(ready)],
            stderr=told,
            text=True,
            env={**os.environ, "ASSESSOR_PASSPHRASE": PASSPHRASE},
        )
    try:
        until = time.monotonic() + 60
        while not ready.exists():
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until, "not ready"
            time.sleep(0.05)
        yield Running(process=process, url=ready.read_text(encoding="ascii").strip(), log=log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


@pytest.fixture
def running(database: str, tmp_path: Path) -> Iterator[Running]:
    store = open_store(read_url(database))
    an_issuer(store, tmp_path)
    store.close()
    with serving(database, tmp_path) as found:
        yield found


def test_it_answers_and_ends_when_it_is_told_to(running: Running) -> None:
    assert running.ask("/healthz") == (200, b'{"status":"ok"}')
    did = json.loads(running.ask("/.well-known/did.json")[1])
    assert did["id"] == "did:web:issuer.test"
    assert running.ask("/anchors")[1].count(b".") == 2
    assert running.ask("/register/manifest")[0] == 200
    assert running.ask("/register/000")[0] == 200
    assert b'assessor_issuer_records{state="captured"} 0' in running.ask("/metrics")[1]
    document = json.loads(running.ask("/openapi/openapi.json")[1])
    assert "/register/{name}" in document["paths"]
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(60) == 0
    lines = [json.loads(line) for line in running.log.read_text(encoding="utf-8").splitlines()]
    assert {line["event"] for line in lines} == {"request", "stopped"}
    assert "/register/000" not in running.log.read_text(encoding="utf-8")


def test_what_cannot_be_read_is_refused_in_a_sentence(running: Running) -> None:
    for path in ("/nothing", "/register/fff", "/register/..%2f..%2fetc%2fpasswd", "/register/" + "0" * 5000):
        status, body = running.ask(path)
        assert status in {400, 404}, path
        assert set(json.loads(body)) == {"error", "message"}
        assert b"Traceback" not in body
    assert running.ask("/healthz", method="POST", body=b"x")[0] == 405
    assert running.ask("/register/'; DROP TABLE setting; --".replace(" ", "%20"))[0] in {400, 404}
    assert running.ask("/healthz")[0] == 200


def test_an_address_that_asks_too_often_waits_and_no_other_does() -> None:
    now = [0.0]
    limit = RateLimit(lambda: now[0], most=2)
    rate = Rate(burst=3, per_second=0.5)
    assert [limit.wait("a", "enrol", rate) for _ in range(4)] == [0, 0, 0, 3]
    assert limit.wait("b", "enrol", rate) == 0
    now[0] = 2.0
    assert limit.wait("a", "enrol", rate) == 0
    assert limit.wait("a", "enrol", rate) > 0
    for number in range(50):
        limit.wait(str(number), "enrol", rate)
    assert len(limit._buckets) == 2


def test_metrics_are_escaped_and_summed() -> None:
    metrics = Metrics()
    metrics.count("requests", route='/"x"\n')
    metrics.count("requests", by=2, route='/"x"\n')
    text = metrics.text([("devices", (), 3)])
    assert 'assessor_issuer_requests_total{route="/\\"x\\"\\n"} 3' in text
    assert text.endswith("assessor_issuer_devices 3\n")
