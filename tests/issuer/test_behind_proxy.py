"""TLS ends in nginx or Caddy, as the documentation's examples have it, before a real issuer; a device's own carrier goes through it."""

import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.formats.evidence_manifest import EvidenceManifest, EvidenceState, address
from assessor_app.formats.record_item import RecordItem
from assessor_app.issuer.enrolling.invite import invite
from assessor_app.issuer.register.static import write_static
from assessor_app.issuer.store import settings
from assessor_app.issuer.store.centres import Centre
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.transport.https import HttpsCarrier, Patience
from assessor_app.wording.errors import sentence
from caddy import caddy
from caller import Caller
from made import an_issuer
from nginx import nginx
from running import serving
from tls import Front

pytestmark = pytest.mark.slow
ONCE = Patience(attempts=1)


@dataclass(frozen=True)
class Site:
    """An issuer behind a proxy, its address without one, and a code for one device."""

    front: Front
    behind: str
    code: str


@pytest.fixture(params=["nginx", "caddy"])
def site(repository: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    """One of a test's own: what one test asks too often, no other has to wait for."""
    folder = tmp_path / "site"
    folder.mkdir()
    public = folder / "public"
    database = file_url(folder).render_as_string(hide_password=False)
    store = open_store(read_url(database))
    an_issuer(store, folder, now=datetime.now(UTC))
    with store.write() as connection:
        settings.put(connection, "evidence", f"file://{folder}/evidence/")
        code = invite(connection, Centre(id="C-1", name="C-1"), by="test", now=datetime.now(UTC)).code
    with store.read() as connection:
        write_static(connection, public)
    (public / "register" / "00f").write_bytes(b"from the file")
    store.close()
    before, file = {"nginx": (nginx, "nginx.conf"), "caddy": (caddy, "Caddyfile")}[request.param]
    example = repository / "docs" / "issuer" / file
    with serving(database, folder) as running:
        where = {"upstream": running.url, "public": public, "folder": folder, "name": "localhost"}
        with before(example, **where) as front:  # type: ignore[arg-type]  # as named above
            yield Site(front, running.url, code)


@pytest.fixture
def trusted(site: Site, monkeypatch: pytest.MonkeyPatch) -> str:
    """Its address, for whoever believes its certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(site.front.certificate))
    return site.front.url


def fetched(url: str, *, data: bytes | None = None, method: str = "GET") -> tuple[int, str, bytes]:
    request = urllib.request.Request(url, data=data, method=method)  # noqa: S310 - of this computer
    try:
        with urllib.request.urlopen(request, timeout=30, context=ssl.create_default_context()) as answer:  # noqa: S310 - the same
            return answer.status, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read()


def test_a_device_joins_and_hands_over_records_and_evidence(site: Site, trusted: str) -> None:
    with HttpsCarrier(trusted, patience=ONCE) as carrier:
        caller = Caller()
        caller.join(caller.request(now=datetime.now(UTC)), site.code, carrier.enrol)
        blocks = [b"a" * 1024 * 1024, b"b"]
        whole = address(blocks)
        manifest = EvidenceManifest(
            record="1" * 32,
            evidence="2" * 64,
            media="image/jpeg",
            address=whole.address,
            size=whole.size,
            pieces=list(whole.pieces),
        )
        came = caller.send(
            [RecordItem(chain=caller.chain, seq=1, jws="not.a.jws"), manifest], carrier.envelope
        )
        assert caller.receipts(came)[0].last == 1
        for place, block in enumerate(blocks):
            carrier.piece(whole.address, place, block)
        came = caller.send([caller.ask(evidence=[whole.address])], carrier.envelope)
        assert EvidenceState(address=whole.address, closed=True) in came
        assert carrier.public("register/000", most=1_000_000)
        assert carrier.public("register/00f", most=100) == b"from the file"
        assert carrier.public("anchors", most=100_000).count(b".") == 2


def test_whoever_shows_another_certificate_is_refused_in_words(site: Site) -> None:
    with HttpsCarrier(site.front.url, patience=ONCE) as carrier, pytest.raises(KnownError) as said:
        carrier.public("anchors", most=100_000)
    assert said.value.code == "issuer-not-proved"
    assert "cannot prove that it is localhost" in sentence(said.value)


def test_a_certificate_of_another_name_is_refused_too(trusted: str) -> None:
    url = trusted.replace("localhost", "127.0.0.1")
    with HttpsCarrier(url, patience=ONCE) as carrier, pytest.raises(KnownError, match="issuer-not-proved"):
        carrier.public("anchors", most=100_000)


def test_what_is_the_operators_own_is_hidden(site: Site, trusted: str) -> None:
    for path in ("metrics", "openapi/openapi.json"):
        assert fetched(f"{trusted}/{path}")[0] == 404
        assert fetched(f"{site.behind}/{path}")[0] == 200


def test_what_is_too_large_is_refused_as_the_issuer_would(trusted: str) -> None:
    for path, method, size in (
        ("envelopes", "POST", 36_000_000),
        ("enrolments", "POST", 3_000_000),
        ("evidence/" + "0" * 64 + "/0", "PUT", 1_100_000),
        ("console/sign-in", "POST", 70_000),
    ):
        try:
            status, media, body = fetched(f"{trusted}/{path}", data=bytes(size), method=method)
        except (urllib.error.URLError, http.client.IncompleteRead):
            continue  # the line was closed before all of it was sent, or heard
        assert (status, media) == (413, "application/json"), path
        assert b'"too-large"' in body


def test_whoever_asks_too_often_is_told_when_to_try_again(trusted: str) -> None:
    codes = [fetched(f"{trusted}/enrolments", data=b"x", method="POST")[0] for _ in range(14)]
    assert codes[0] == 400
    assert codes[-1] == 429
    with HttpsCarrier(trusted, patience=ONCE) as carrier, pytest.raises(KnownError) as said:
        carrier.enrol(b"x")
    assert said.value.code == "too-often"
    assert int(str(said.value.details["seconds"])) > 0
