"""`issuer serve`, as a process."""

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from assessor_app.formats.items import Known
from assessor_app.formats.record_item import RecordItem
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.enrolling.invite import invite
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.store import settings
from assessor_app.issuer.store.centres import Centre
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.issuer.web.limits import Rate, RateLimit
from assessor_app.issuer.web.metrics import Metrics
from assessor_app.issuer.web.parts import Receiving
from caller import Caller
from made import an_issuer
from running import Running, serving


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("hostile")
    database = file_url(folder).render_as_string(hide_password=False)
    store = open_store(read_url(database))
    an_issuer(store, folder)
    with store.write() as connection:
        settings.put(connection, "evidence", f"file://{folder}/")
    store.close()
    with serving(database, folder) as found:
        yield found


@pytest.fixture
def running(database: str, tmp_path: Path) -> Iterator[Running]:
    store = open_store(read_url(database))
    an_issuer(store, tmp_path)
    store.close()
    with serving(database, tmp_path) as found:
        yield found


def test_an_answer_on_a_kept_connection_is_sent_whole_at_once(hostile: Running) -> None:
    """What is sent in two parts without saying so takes 40 ms, each time, however fast the machine is."""
    taken = []
    with httpx.Client(base_url=hostile.url) as client:
        for _ in range(20):
            begun = time.perf_counter()
            assert client.get("/healthz").status_code == 200
            taken.append(time.perf_counter() - begun)
    # The quickest, for what the machine does besides is none of this.
    assert min(taken[1:]) < 0.03


def test_it_answers_and_ends_when_it_is_told_to(running: Running) -> None:
    assert running.ask("/healthz") == (200, b'{"status":"ok"}')
    did = json.loads(running.ask("/.well-known/did.json")[1])
    assert did["id"] == "did:web:issuer.test"
    assert running.ask("/anchors")[1].count(b".") == 2
    assert running.ask("/register/manifest")[0] == 200
    assert running.ask("/register/000")[0] == 200
    assert b"<h1>Sign in</h1>" in running.ask("/console/sign-in")[1]
    assert running.ask("/status/1.json")[0] == 404  # nobody has a credential yet
    assert b'assessor_issuer_records{state="captured"} 0' in running.ask("/metrics")[1]
    document = json.loads(running.ask("/openapi/openapi.json")[1])
    assert "/register/{name}" in document["paths"]
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(60) == 0
    lines = [json.loads(line) for line in running.log.read_text(encoding="utf-8").splitlines()]
    assert {line["event"] for line in lines} == {"request", "stopped"}
    assert "/register/000" not in running.log.read_text(encoding="utf-8")


def test_whoever_starts_it_hears_that_the_list_of_keys_waits_for_the_root(tmp_path: Path) -> None:
    """A centre was invited where the root was not: the list does not name it yet."""
    database = file_url(tmp_path).render_as_string(hide_password=False)
    store = open_store(read_url(database))
    issuer = an_issuer(store, tmp_path)
    with store.write() as connection:
        invite(connection, Centre(id="C-9", name="Weldon Training"), by="test", now=datetime.now(UTC))
    with serving(database, tmp_path) as running:
        assert b"assessor_issuer_key_list_waits_for_root 1" in running.ask("/metrics")[1]
        with store.write() as connection:
            anchors.sign(connection, issuer.root, now=datetime.now(UTC))
        assert b"assessor_issuer_key_list_waits_for_root 0" in running.ask("/metrics")[1]
    store.close()
    lines = [json.loads(line) for line in running.log.read_text(encoding="utf-8").splitlines()]
    (said,) = [line for line in lines if line["event"] == "key-list-waits-for-root"]
    assert said["level"] == "warning"
    assert "keys sign --root" in said["run"]


def test_head_is_answered_as_get_without_the_body(running: Running) -> None:
    for path in ("/", "/healthz", "/anchors", "/.well-known/did.json", "/register/manifest", "/licences.txt"):
        told, body = running.heads(path, method="GET")
        assert body, path
        head, nothing = running.heads(path, method="HEAD")
        assert (head.status, nothing) == (told.status, b""), path
        for name in ("Content-Type", "Content-Length", "Cache-Control"):
            assert head.getheader(name) == told.getheader(name), (path, name)
        assert (told.getheader("Content-Type") or "").count("charset") <= 1, path
    assert running.ask("/nothing", method="HEAD") == (404, b"")
    assert running.ask("/verify", method="HEAD")[0] == 405


def test_what_cannot_be_read_is_refused_in_a_sentence(running: Running) -> None:
    for path in ("/nothing", "/register/fff", "/register/..%2f..%2fetc%2fpasswd", "/register/" + "0" * 5000):
        status, body = running.ask(path)
        assert status in {400, 404}, path
        assert set(json.loads(body)) == {"error", "message"}
        assert b"Traceback" not in body
    assert running.ask("/healthz", method="POST", body=b"x")[0] == 405
    assert running.ask("/register/'; DROP TABLE setting; --".replace(" ", "%20"))[0] in {400, 404}
    assert running.ask("/healthz")[0] == 200


def test_a_device_joins_and_hands_over_by_http(database: str, tmp_path: Path) -> None:
    store = open_store(read_url(database))
    an_issuer(store, tmp_path, now=datetime.now(UTC))
    with store.write() as connection:
        code = invite(connection, Centre(id="C-1", name="C-1"), by="test", now=datetime.now(UTC)).code
    store.close()
    with serving(database, tmp_path) as running:

        def carry(path: str) -> Callable[[bytes], bytes]:
            def send(data: bytes) -> bytes:
                status, body = running.ask(path, method="POST", body=data)
                assert status == 200, body
                return body

            return send

        caller = Caller()
        caller.join(caller.request(now=datetime.now(UTC)), code, carry("/enrolments"))
        rubbish: list[Known] = [RecordItem(chain=caller.chain, seq=seq, jws="not.a.jws") for seq in (1, 2, 3)]
        came = caller.send([*rubbish, caller.ask()], carry("/envelopes"))
        assert caller.receipts(came)[0].last == 3
        until = time.monotonic() + 30
        while b'records{state="rejected"} 3' not in running.ask("/metrics")[1]:
            assert time.monotonic() < until
            time.sleep(0.2)
        told = caller.send([caller.ask()], carry("/envelopes"))
        assert [item.codes for item in told if isinstance(item, Verdict)] == [["unreadable"]] * 3
        status, body = running.ask("/envelopes", method="POST", body=caller.envelope([caller.ask()])[:-1])
        assert (status, json.loads(body)["error"]) == (400, "envelope-altered")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/enrolments", b""),
        ("POST", "/enrolments", b"assessor-enrolment/1\n" + b"[" * 20_000),
        ("POST", "/enrolments", b"x" * 3_000_000),
        ("POST", "/envelopes", b""),
        ("POST", "/envelopes", b"assessor-envelope/1\n\xff\xfe\n"),
        ("POST", "/envelopes", b"assessor-envelope/1\n" + b"a" * 100_000),
        ("POST", "/envelopes", b"\x00" * 36_000_000),
        ("PUT", "/evidence/" + "0" * 64 + "/0", b"x"),
        ("PUT", "/evidence/" + "0" * 64 + "/-1", b"x"),
        ("PUT", "/evidence/..%2f..%2fx/0", b"x"),
        ("PUT", "/evidence/" + "0" * 64 + "/0", b"x" * 2_000_000),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_rubbish_by_http_is_refused_with_a_code(
    hostile: Running, method: str, path: str, body: bytes
) -> None:
    try:
        status, answer = hostile.ask(path, method=method, body=body)
    except (BrokenPipeError, ConnectionResetError):
        pass  # too large: the line is closed before all of it was sent
    else:
        assert 400 <= status < 500, answer
        assert set(json.loads(answer)) == {"error", "message"}
    assert hostile.ask("/healthz")[0] == 200


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


class Passing(threading.Event):
    """Nobody waits: a clock is moved on."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def wait(self, timeout: float | None = None) -> bool:
        self.now += timeout or 0
        return False


def test_work_gives_way_to_a_hand_over_and_does_not_starve() -> None:
    clock = Passing()
    receiving = Receiving(lambda: clock.now)
    receiving.let_pass(clock)
    assert clock.now == 0, "nobody hands anything over"
    with receiving.many():
        receiving.let_pass(clock)
        assert 19 < clock.now < 21
        clock.now += 4
        receiving.let_pass(clock)
        assert clock.now < 25, "five seconds are its own"
        clock.now += 2
        receiving.let_pass(clock)
        assert 45 < clock.now < 48
    clock.now += 6
    begun = clock.now
    receiving.let_pass(clock)
    assert clock.now == begun, "the next envelope was expected for a moment only"
