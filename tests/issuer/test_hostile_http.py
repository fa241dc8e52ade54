"""What nobody honest sends, over real HTTP to a real process: refused with a code and a sentence, and nothing half stored.

Whoever attacks here has joined: their keys are known, which is the worst that a stolen laptop can do.
"""

import json
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
import zstandard

from assessor_app.formats import envelope
from assessor_app.formats.body import Packed
from assessor_app.formats.evidence_manifest import EvidenceManifest, address
from assessor_app.formats.feed import Page, RefusedItem
from assessor_app.formats.heartbeat import Counted, Heartbeat
from assessor_app.formats.items import Known
from assessor_app.formats.sync_limits import MOST_PLAIN_BYTES
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.counting.status import status
from assessor_app.issuer.enrolling.invite import invite
from assessor_app.issuer.judging.work import judge_all
from assessor_app.issuer.store import settings
from assessor_app.issuer.store.centres import Centre
from assessor_app.issuer.store.engine import Store, file_url, open_store, read_url
from assessor_app.trust import envelopes, keys
from assessor_app.trust.envelopes import Route
from assessor_app.trust.jws import Typ, sign
from caller import Caller
from made import an_issuer
from office import Office
from running import Running, serving
from scribe import Scribe

MIB = 1024 * 1024
MOST_GROWTH = 192 * MIB
DEEP = b"[" * 10_000 + b"]" * 10_000
NASTY = "'; DROP TABLE record; --<script>alert(1)</script>\u202e{{7*7}}"
PIECE = b"a piece of evidence"


@dataclass
class Scene:
    """A running issuer, its store, and how a device joins it."""

    running: Running
    office: Office

    @property
    def store(self) -> Store:
        return self.office.issuer.store

    def joined(self, name: str = "Floor laptop") -> Caller:
        now = datetime.now(UTC)
        with self.store.write() as connection:
            code = invite(connection, Centre(id="C-1", name="C-1"), by="test", now=now).code
        caller = Caller(name=name)
        caller.join(caller.request(now=now), code, lambda data: self.office.enrol(data, now=now))
        return caller

    def carry(self, path: str) -> Callable[[bytes], bytes]:
        def send(data: bytes) -> bytes:
            code, answer = self.running.ask(path, method="POST", body=data)
            assert code == 200, answer
            return answer

        return send

    def send(self, caller: Caller, *items: Known) -> list[Any]:
        return caller.send(items, self.carry("/envelopes"))

    def refused(self, path: str, data: bytes, *, method: str = "POST") -> str:
        """The code with which it is refused; a sentence stands beside it, and nothing of what was sent."""
        code, answer = self.running.ask(path, method=method, body=data)
        assert 400 <= code < 500, answer
        said = json.loads(answer)
        assert set(said) == {"error", "message"}
        assert said["message"].endswith(".")
        assert "Traceback" not in said["message"]
        return str(said["error"])

    def captured(self) -> int:
        with self.store.read() as connection:
            found = status(connection)
        assert found.closes
        return found.count.captured

    def verdicts(self, caller: Caller) -> dict[int, str]:
        judge_all(self.store, now=datetime.now(UTC))
        told = self.send(caller, caller.ask())
        return {one.seq: (one.codes or [one.outcome.value])[0] for one in told if isinstance(one, Verdict)}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("scene")
    database = file_url(folder).render_as_string(hide_password=False)
    store = open_store(read_url(database))
    office = Office(an_issuer(store, folder, now=datetime.now(UTC)))
    with store.write() as connection:
        settings.put(connection, "evidence", str(folder / "evidence"))
    with serving(database, folder) as running:
        yield Scene(running, office)
    store.close()


@pytest.fixture
def bounded(scene: Scene) -> Iterator[None]:
    """Memory after the test is what it was, and a little more."""
    before = scene.running.resident_bytes
    yield
    assert scene.running.resident_bytes - before < MOST_GROWTH
    assert scene.running.ask("/healthz")[0] == 200


def sealed(caller: Caller, packed: Packed) -> bytes:
    """An envelope by a device that is known, whatever is in it."""
    caller.counter += 1
    route = Route(issuer=caller.issuer, sender=caller.chain, receiver=caller.issuer)
    return envelopes.seal(packed, route, counter=caller.counter - 1, at=datetime.now(UTC), key=caller.key)


def packed(lines: bytes, *, items: int = 1) -> Packed:
    return Packed(data=zstandard.compress(lines), plain=len(lines), items=items)


def test_forged_replayed_and_cloned_envelopes(scene: Scene) -> None:
    caller, other = scene.joined(), scene.joined()
    before = scene.captured()
    thief = Caller(chain=caller.chain, issuer=caller.issuer, trust=caller.trust)
    assert scene.refused("/envelopes", thief.envelope([caller.ask()])) == "signature-invalid"
    stranger = Caller(issuer=caller.issuer)
    assert scene.refused("/envelopes", stranger.envelope([caller.ask()])) == "envelope-unknown-sender"
    elsewhere = Caller(key=caller.key, chain=caller.chain, issuer="did:web:other.example")
    assert scene.refused("/envelopes", elsewhere.envelope([caller.ask()])) == "envelope-other-receiver"
    first = caller.envelope([caller.ask()])
    assert any(isinstance(one, Page) for one in caller.read(scene.carry("/envelopes")(first)))
    assert not any(isinstance(one, Page) for one in caller.read(scene.carry("/envelopes")(first)))
    assert scene.refused("/envelopes", first[:-1] + bytes([first[-1] ^ 1])) == "envelope-altered"
    caller.counter -= 1  # the copy of a disk has the same counter
    assert scene.refused("/envelopes", caller.envelope([caller.ask(most=2)])) == "envelope-clash"
    foreign = Scribe(caller.key, caller.chain)
    foreign.write("name-checked")
    (said,) = [one for one in scene.send(other, *foreign.items) if isinstance(one, RefusedItem)]
    assert said.code == "chain-not-yours"
    assert scene.captured() == before


def test_records_by_another_key_outside_the_delegation_and_out_of_the_chain(scene: Scene) -> None:
    caller = scene.joined()
    own, other = Scribe(caller.key, caller.chain), Scribe(keys.generate(), caller.chain)
    other.write("name-checked")
    own.items, own.prev = other.items, other.prev
    paper = {"form": {"code": "ELE-SAF", "version": "1"}, "cti": "0" * 32, "number": "AAAA-AAAA-0001-0"}
    own.write("certificate-issued", body={**paper, "issued": "2061-01-01T00:00:00+00:00"})
    own.prev = "0" * 64
    own.write("name-checked")
    came = scene.send(caller, *own.items)
    assert caller.receipts(came)[0].last == 2, "what does not fit the chain is not stored"
    assert [one.seq for one in came if isinstance(one, RefusedItem) and one.code == "record-refused"] == [3]
    assert scene.verdicts(caller) == {1: "signature", 2: "out-of-window"}


def test_evidence_of_another_hash_or_that_nobody_named(scene: Scene) -> None:
    caller = scene.joined()
    whole = address([PIECE])
    manifest = EvidenceManifest(
        record="1" * 32,
        evidence="2" * 64,
        media="image/jpeg",
        address=whole.address,
        size=whole.size,
        pieces=list(whole.pieces),
    )
    path = f"/evidence/{whole.address}/0"
    assert scene.refused(path, PIECE, method="PUT") == "evidence-no-such-piece"
    scene.send(caller, manifest)
    assert scene.refused(path, PIECE[:-1], method="PUT") == "evidence-piece-differs"
    assert scene.running.ask(path, method="PUT", body=PIECE)[0] == 204


@pytest.mark.usefixtures("bounded")
def test_decompression_bombs_are_not_unpacked(scene: Scene) -> None:
    caller = scene.joined()
    for said in (100, MOST_PLAIN_BYTES):
        bomb = Packed(data=_bomb(1024), plain=said, items=1)
        assert scene.refused("/envelopes", sealed(caller, bomb)) in {
            "envelope-altered",
            "envelope-unreadable",
        }
    wide = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    ).compress(secrets.token_bytes(MIB))
    # Told in the frame as a window of 128 MiB, for what is a megabyte.
    frame = zstandard.get_frame_parameters(wide)
    assert scene.refused("/envelopes", sealed(caller, Packed(data=wide, plain=MIB, items=1))) in {
        "envelope-unreadable",
        "envelope-altered",
    }, frame


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("chunked", [False, True], ids=["length told", "chunked"])
@pytest.mark.parametrize("path", ["/envelopes", "/enrolments", "/console/sign-in", "/healthz", "/nothing"])
def test_an_upload_of_ten_gigabytes_is_cut_early(scene: Scene, path: str, chunked: bool) -> None:
    caller = scene.joined()
    head = sealed(caller, packed(b"{}\n"))
    sent = _poured(scene.running.url, path, head, total=10_000_000_000, chunked=chunked)
    assert sent < 128 * MIB


def test_who_sends_a_byte_now_and_then_keeps_nobody_waiting(scene: Scene) -> None:
    caller = scene.joined()
    parts = urlsplit(scene.running.url)
    lines = []
    try:
        for path in ["POST /envelopes", "PUT /evidence/" + "0" * 64 + "/0"] * 18:
            line = socket.create_connection((str(parts.hostname), parts.port), timeout=30)
            line.sendall(f"{path} HTTP/1.1\r\nHost: issuer\r\nContent-Length: 1000000\r\n\r\n{{".encode())
            lines.append(line)
        begun = time.monotonic()
        assert any(isinstance(one, Page) for one in scene.send(caller, caller.ask()))
        assert time.monotonic() - begun < 20
        for _ in range(4):
            line = socket.create_connection((str(parts.hostname), parts.port), timeout=30)
            line.sendall(b"POST /envelopes HTTP/1.1\r\nHost: issuer\r\nContent-Length: 9\r\n\r\n{")
            lines.append(line)
        wait_until(lambda: scene.refused("/envelopes", b"x") == "too-often")
    finally:
        for line in lines:
            line.close()
    wait_until(lambda: scene.refused("/envelopes", b"x") == "envelope-unreadable")


def test_why_something_was_refused_stands_in_the_log_and_what_it_was_does_not(scene: Scene) -> None:
    caller, other = scene.joined(), scene.joined(NASTY)
    stranger = Caller(issuer=caller.issuer)
    scene.refused("/envelopes", stranger.envelope([caller.ask()]))
    foreign, first, second = (Scribe(one.key, one.chain) for one in (caller, other, other))
    for scribe in (foreign, first, second):
        scribe.write("name-checked")
    scene.send(other, *foreign.items)
    scene.send(other, *first.items)
    scene.send(other, *second.items)  # a cloned disk goes on from the same record
    expected = [["envelope-unknown-sender"], ["chain-not-yours"], ["fork", "record-refused"]]

    def said() -> list[list[str]]:
        lines = scene.running.log.read_text(encoding="utf-8").splitlines()
        return [one for line in lines if (one := json.loads(line).get("refused"))]

    wait_until(lambda: said()[-3:] == expected)
    log = scene.running.log.read_text(encoding="utf-8")
    assert not any(hidden in log for hidden in (caller.chain, stranger.chain, "DROP TABLE"))


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("begun", [b"\x16\x03\x01\x02", b"GET / HTTP/1.1\r\nA: ", b"GET /"])
def test_what_is_no_request_is_refused_early_and_the_log_stays_one_of_objects(
    scene: Scene, begun: bytes
) -> None:
    parts = urlsplit(scene.running.url)
    sent = 0
    with socket.create_connection((str(parts.hostname), parts.port), timeout=30) as line:
        try:
            line.sendall(begun)
            for _ in range(64):
                line.sendall(b"y" * MIB)
                sent += MIB
        except (BrokenPipeError, ConnectionResetError):
            pass
    assert sent < 32 * MIB

    def said() -> list[str]:
        lines = scene.running.log.read_text(encoding="utf-8").splitlines()
        return [one["said"] for one in map(json.loads, lines) if one["event"] == "server"]

    wait_until(lambda: said()[-1:] == ["Invalid HTTP request received."])


def wait_until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not there():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize(
    "line",
    [
        DEEP,
        b'{"kind":"heartbeat","at":' + DEEP + b"}",
        b'{"kind":"record","chain":"' + b"1" * 32 + b'","seq":1,"jws":' + DEEP + b"}",
        b'{"kind":"later","what":' + DEEP + b"}",
        b"{" * 10_000,
        b"\xff\xfe",
        b'{"kind":"record"}',
        b'{"kind":"ask","after":-1}',
        b'{"kind":"ask","after":1e400}',
    ],
    ids=lambda line: repr(line)[:30],
)
def test_lines_that_are_no_items(scene: Scene, line: bytes) -> None:
    caller = scene.joined()
    before = scene.captured()
    code, answer = scene.running.ask("/envelopes", method="POST", body=sealed(caller, packed(line + b"\n")))
    if b'"later"' in line and code == 200:
        return  # a kind of a later program is passed over, however deep it is
    assert (code, json.loads(answer)["error"]) == (400, "envelope-unreadable")
    assert scene.captured() == before


@pytest.mark.usefixtures("bounded")
def test_json_nested_ten_thousand_deep_where_something_is_signed(scene: Scene) -> None:
    caller = scene.joined()
    request = b"assessor-enrolment/1\n" + sign(DEEP, typ=Typ.ENROLMENT, key=caller.key).encode()
    assert scene.refused("/enrolments", request) == "enrolment-unreadable"
    carried = envelope.Carried(jws=sign(DEEP, typ=Typ.ENVELOPE, key=caller.key), body=b"")
    assert scene.refused("/envelopes", envelope.write(carried)).startswith("envelope-")
    text = sign(b'{"v":1,"body":' + DEEP + b"}", typ=Typ.RECORD, key=caller.key)
    line = json.dumps({"kind": "record", "chain": caller.chain, "seq": 1, "jws": text}).encode()
    came = caller.read(scene.carry("/envelopes")(sealed(caller, packed(line + b"\n"))))
    assert caller.receipts(came)[0].last == 1
    assert scene.verdicts(caller) == {1: "unreadable"}


def test_sql_and_script_in_every_field_are_only_text(scene: Scene) -> None:
    caller = scene.joined(NASTY)
    said = Heartbeat(
        at="2026-11-26T09:00:00+00:00", version=NASTY[:40], chains=[], records=Counted(captured=1, unsent=1)
    )
    scribe = Scribe(caller.key, caller.chain)
    form = {"code": NASTY, "version": NASTY, "sha256": NASTY}
    everything = dict.fromkeys(
        ("number", "by", "cti", "decision", "decided", "end", "step", "remedy", "corrects", "issued"), NASTY
    )
    kinds = (
        "assessment-finalised",
        "corrected",
        "released",
        "certificate-issued",
        "superseded",
        "revoked",
        "annulled",
        "appeal",
        "person-introduced",
        "same-learner-as",
    )
    about = dict.fromkeys(
        ("assessment", "learner", "award", "person", "sitting", "certificate", "form"), NASTY
    )
    personal = {"learner": {"number": NASTY, "name": NASTY}, "holder": NASTY, "identity": NASTY}
    for kind in kinds:
        scribe.write(kind, by="b" * 32, about=about, body={**everything, "form": form}, personal=personal)
    before = scene.captured()
    came = scene.send(caller, said, *scribe.items)
    assert caller.receipts(came)[0].last == len(kinds)
    assert set(scene.verdicts(caller)) == set(range(1, len(kinds) + 1))
    assert scene.captured() == before + len(kinds)
    assert b"judging_faults" not in scene.running.ask("/metrics")[1]


@pytest.mark.parametrize(
    "path",
    [
        "/register/..%2f..%2f..%2fetc%2fpasswd",
        "/register/%2e%2e/%2e%2e/etc/passwd",
        "/register/000%00.cbor",
        "/status/..%2fregister%2f000",
        "//etc/passwd",
        "/evidence/%2e%2e%2f%2e%2e/0",
        "/console/../metrics%0d%0aX-Set:%201",
        "/.well-known/..%5c..%5cwindows",
        "/evidence/" + "f" * 64 + "/99999999999999999999",
    ],
)
def test_tricks_with_paths_find_nothing(scene: Scene, path: str) -> None:
    for method in ("GET", "PUT"):
        code, answer = scene.running.ask(path, method=method, body=b"x" if method == "PUT" else None)
        assert code in {400, 404, 405}, (method, path, code)
        assert b"root:" not in answer


def _bomb(mebibytes: int) -> bytes:
    """A small frame that unpacks to so many MiB of zeros."""
    compressor = zstandard.ZstdCompressor().compressobj()
    parts = [compressor.compress(bytes(MIB)) for _ in range(mebibytes)]
    return b"".join([*parts, compressor.flush()])


def _poured(url: str, path: str, first: bytes, *, total: int, chunked: bool) -> int:
    """How much could be sent before the line was closed."""
    parts = urlsplit(url)
    told = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {total}"
    block, sent = bytes(MIB), 0
    with socket.create_connection((str(parts.hostname), parts.port), timeout=30) as line:
        line.sendall(f"POST {path} HTTP/1.1\r\nHost: issuer\r\n{told}\r\n\r\n".encode())
        try:
            for piece in (first, *(block for _ in range(total // MIB))):
                line.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" if chunked else piece)
                sent += len(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass
    return sent
