"""What comes over the wire: only an issuer's answer is handed on, and everything else is said in plain words."""

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.domain.issuer_address import read_address
from assessor_app.formats.sync_limits import MOST_HEAD_BYTES
from assessor_app.transport.https import HttpsCarrier, Patience
from assessor_app.wording.errors import sentence
from misbehaving import Server, answering, http, nobody_vouches

QUICK = Patience(attempts=3, first_pause=0.01, longest_pause=1.5, connect=5, silence=5, longest=20)
ONCE = Patience(attempts=1, connect=5, silence=0.4, longest=1)
ENVELOPE = b"assessor-envelope/1\neyJ\nbody"
SIGN_IN = b"<!doctype html><title>Free Wi-Fi</title>"


def asked_of(server: Server, patience: Patience = QUICK) -> bytes:
    with HttpsCarrier(server.url, patience=patience) as carrier:
        return carrier.envelope(b"assessor-envelope/1\nfrom the device")


def refused_as(act: Callable[[], object]) -> KnownError:
    with pytest.raises(KnownError) as refused:
        act()
    assert sentence(refused.value)
    return refused.value


def refusal(code: str, message: str = "") -> bytes:
    return json.dumps({"error": code, "message": message}).encode()


def test_an_answer_comes_back_as_it_is() -> None:
    with answering(http("200 OK", ENVELOPE)) as server:
        assert asked_of(server) == ENVELOPE
    (asked,) = server.asked
    assert asked.startswith(b"POST /envelopes HTTP/1.1\r\n")
    assert asked.endswith(b"from the device")
    assert b"accept-encoding: identity" in asked.lower()


def test_a_later_version_is_handed_on_for_its_reader_to_say_so() -> None:
    with answering(http("200 OK", b"assessor-envelope/2\nx")) as server:
        assert asked_of(server).startswith(b"assessor-envelope/2")


@pytest.mark.parametrize(
    "answer",
    [
        http("200 OK", SIGN_IN),
        http("404 Not Found", SIGN_IN),
        http("500 Internal Server Error", SIGN_IN),
        http("302 Found", b"", "Location: http://portal.example/"),
        http("511 Network Authentication Required", SIGN_IN),
        http("200 OK", b""),
        http("200 OK", refusal("code-wrong")),
        http("400 Bad Request", b"[" * MOST_HEAD_BYTES),
        http("400 Bad Request", b'{"error": "x", "message": "' + b"y" * MOST_HEAD_BYTES + b'"}'),
        http("200 OK", gzip.compress(ENVELOPE), "Content-Encoding: gzip"),
        http("200 OK", b"assessor-enrolled/1\nx"),
    ],
)
def test_whatever_no_issuer_sends_is_not_its_answer(answer: bytes) -> None:
    with answering(answer) as server:
        assert refused_as(lambda: asked_of(server)).code == "answer-not-issuer"
    assert len(server.asked) == 1, "it waits for a person, not for another try"


def test_more_than_may_come_is_not_held() -> None:
    with (
        answering(http("200 OK", b"assessor-envelope/1\n" + b"x" * (MOST_HEAD_BYTES * 2))) as server,
        HttpsCarrier(server.url, patience=ONCE) as carrier,
    ):
        error = refused_as(lambda: carrier.piece("a" * 64, 0, b"piece"))
    assert error.code == "answer-not-issuer"


def test_a_refusal_keeps_its_code_and_what_the_issuer_said() -> None:
    with answering(http("400 Bad Request", refusal("code-wrong", "Nope."))) as server:
        error = refused_as(lambda: asked_of(server))
    assert error.code == "code-wrong"
    assert "one-time code" in sentence(error)
    with answering(http("400 Bad Request", refusal("moon-full", "Not while the moon is full."))) as server:
        assert sentence(refused_as(lambda: asked_of(server))) == "Not while the moon is full."
    assert len(server.asked) == 1


def test_a_fault_that_passes_is_tried_again() -> None:
    fault = http("500 Internal Server Error", refusal("issuer-fault"))
    with answering(fault, http("502 Bad Gateway", SIGN_IN), http("200 OK", ENVELOPE)) as server:
        assert asked_of(server) == ENVELOPE
    assert len(server.asked) == 3
    with answering(http("503 Service Unavailable", SIGN_IN)) as server:
        assert refused_as(lambda: asked_of(server)).code == "issuer-away"
    assert len(server.asked) == 3


def test_too_often_waits_for_as_long_as_it_is_told_or_says_so() -> None:
    soon = http("429 Too Many Requests", refusal("too-often"), "Retry-After: 1")
    begun = time.monotonic()
    with answering(soon, http("200 OK", ENVELOPE)) as server:
        assert asked_of(server) == ENVELOPE
    assert time.monotonic() - begun >= 1
    with answering(http("429 Too Many Requests", refusal("too-often"), "Retry-After: 300")) as server:
        error = refused_as(lambda: asked_of(server))
    assert (error.code, error.details["seconds"]) == ("too-often", 300)
    assert len(server.asked) == 1


def test_a_connection_that_breaks_off_is_tried_again() -> None:
    with answering(b"", http("200 OK", ENVELOPE)[:40], http("200 OK", ENVELOPE)) as server:
        assert asked_of(server) == ENVELOPE
    with answering(http("200 OK", ENVELOPE)[:-3]) as server:
        assert refused_as(lambda: asked_of(server)).code == "connection-lost"


def test_whoever_cancels_is_not_tried_for_again() -> None:
    with (
        answering(b"") as server,
        HttpsCarrier(server.url, patience=QUICK, go_on=lambda: False) as carrier,
    ):
        assert refused_as(lambda: carrier.envelope(b"x")).code == "connection-lost"
    assert len(server.asked) == 1


def test_a_server_that_says_nothing_is_not_waited_for_for_ever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        carrier = HttpsCarrier(url, patience=ONCE)
        assert refused_as(lambda: carrier.enrol(b"x")).code == "issuer-slow"
        carrier.close()


def test_nobody_there_no_name_and_no_proof_are_told_apart(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    away = HttpsCarrier(f"http://127.0.0.1:{port}", patience=ONCE)
    assert refused_as(lambda: away.enrol(b"x")).code == "issuer-away"
    unknown = HttpsCarrier("https://issuer.invalid", patience=ONCE)
    assert refused_as(lambda: unknown.enrol(b"x")).code == "network-away"
    with answering(http("200 OK", ENVELOPE), tls=nobody_vouches(tmp_path)) as server:
        stranger = HttpsCarrier(server.url.replace("http://127.0.0.1", "https://localhost"), patience=ONCE)
        assert refused_as(lambda: stranger.enrol(b"x")).code == "issuer-not-proved"
    assert server.asked == []


def test_what_answers_without_tls_is_not_the_issuer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def speak() -> None:
            with plain.accept()[0] as caller:
                caller.recv(1)
                caller.sendall(http("200 OK", ENVELOPE))

        speaking = threading.Thread(target=speak)
        speaking.start()
        carrier = HttpsCarrier(f"https://127.0.0.1:{plain.getsockname()[1]}", patience=ONCE)
        assert refused_as(lambda: carrier.enrol(b"x")).code == "issuer-not-proved"
        speaking.join()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("issuer.example", "https://issuer.example"),
        (" HTTPS://Issuer.Example:8443/awards/ ", "https://issuer.example:8443/awards"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost/", "http://localhost"),
        ("http://[::1]:99", "http://[::1]:99"),
    ],
)
def test_an_address_is_read_as_it_is_meant(typed: str, kept: str) -> None:
    assert read_address(typed) == kept
    assert read_address(kept) == kept


@pytest.mark.parametrize(
    "typed", ["http://issuer.example", "http://10.0.0.7:80", "http://127.0.0.1.nip.example"]
)
def test_without_tls_nothing_leaves_this_computer(typed: str) -> None:
    assert refused_as(lambda: read_address(typed)).code == "address-not-https"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ftp://issuer.example",
        "https://",
        "https://user:secret@issuer.example",
        "https://issuer.example/?a=b",
        "https://issuer.example/#x",
        "https://issuer example",
        "https://issuer.example:99999",
        "https://[::1",
        "https://x.example/" + "y" * 400,
    ],
)
def test_what_is_no_address_is_said_to_be_none(typed: str) -> None:
    assert refused_as(lambda: read_address(typed)).code == "address-unreadable"
