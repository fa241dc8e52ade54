"""Credentials that anybody may hand in to verify: poisoned, bombed, forged, torn; refused in bounded time and memory."""

import base64
import copy
import json
import struct
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assessor_app.credentials.baking import bake_png, bake_svg
from assessor_app.credentials.judge import judge_credential
from assessor_app.credentials.mapping import credential_of
from assessor_app.credentials.signing import issuing_alone, sign_credential
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.answer import Answer
from assessor_app.domain.errors import KnownError
from assessor_app.formats.credential import document, encode
from assessor_app.trust.anchors import TrustStore
from assessor_app.trust.keys import SigningKey
from credential_samples import ISSUED, ISSUING, sample_facts, signed_sample
from doors import tell

SECONDS = 15
OTHER = SigningKey(b"\x42" * 32)
PNG = b"\x89PNG\r\n\x1a\n"


def judged(data: bytes) -> str:
    """The reason of the answer, or the code of the refusal; never later than `SECONDS`."""
    start = time.monotonic()
    try:
        found = judge_credential(
            data, trust=TrustStore(), ledger=lambda _cti: None, now=datetime.now(UTC)
        ).reason.value
    except KnownError as error:
        found = error.code
    assert time.monotonic() - start < SECONDS
    return found


def changed(change: Callable[[dict[str, Any]], None]) -> bytes:
    found = copy.deepcopy(signed_sample())
    change(found)
    return encode(found)


def resigned(change: Callable[[dict[str, Any]], None], key: SigningKey = OTHER) -> bytes:
    """Made by somebody who has a key: signed well, whatever it says."""
    issuing = issuing_alone(key)
    made = document(credential_of(sample_facts()))
    made["issuer"]["id"] = issuing.did
    change(made)
    return encode(sign_credential(made, issuing=issuing, created=ISSUED))


def put(*path: str | int, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(found: Any) -> None:
        for step in path[:-1]:
            found = found[step]
        found[path[-1]] = value

    return change


def clique(count: int) -> list[dict[str, Any]]:
    """Blank nodes that each name all the others: nobody can tell them apart, and RDFC-1.0 tries every order."""
    names = [f"_:e{number}" for number in range(count)]
    return [
        {"id": name, "type": ["Evidence"], "image": [other for other in names if other != name]}
        for name in names
    ]


def ring(count: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"_:e{at}",
            "type": ["Evidence"],
            "image": [f"_:e{(at + 1) % count}", f"_:e{(at + 3) % count}"],
        }
        for at in range(count)
    ]


def deep(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def with_chunk(text: bytes) -> bytes:
    picture = FormBadges().png(sample_facts())
    return picture[:-12] + chunk(b"iTXt", text) + picture[-12:]


def squeezed() -> bytes:
    """400 MB of nothing in 400 kB."""
    return with_chunk(b"openbadgecredential\x00\x01\x00\x00\x00" + zlib.compress(b" " * 400_000_000, 9))


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE svg [<!ENTITY a0 "ha">{entities}]><svg xmlns="x">&a11;</svg>'.encode()


def b64(data: Any) -> str:
    text = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def jwt(header: dict[str, Any], signature: str = "") -> bytes:
    made = document(credential_of(sample_facts()))
    claims = {**made, "iss": made["issuer"]["id"], "jti": made["id"], "nbf": 1}
    return f"{b64(header)}.{b64(claims)}.{signature}".encode()


def hmac_jwt() -> bytes:
    """Signed with the issuer's public key as a password: the old confusion."""
    import hashlib
    import hmac

    unsigned = jwt({"alg": "HS256", "typ": "JWT"}).decode().rstrip(".")
    return f"{unsigned}.{b64(hmac.digest(ISSUING.key.public, unsigned.encode(), hashlib.sha256))}".encode()


CONTEXTS = document(credential_of(sample_facts()))["@context"]
HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "clique": (
        lambda: changed(put("evidence", value=clique(9))),
        {"credential-too-hard", "credential-refused"},
    ),
    "ring": (
        lambda: changed(put("evidence", value=ring(150))),
        {"credential-too-hard", "credential-refused"},
    ),
    "twins": (
        lambda: changed(put("evidence", value=[{"type": ["Evidence"]}] * 1500)),
        {"credential-too-hard", "credential-refused", "altered"},
    ),
    "many values": (
        lambda: changed(put("credentialSubject", "achievement", "tag", value=[f"t{n}" for n in range(9000)])),
        {"credential-too-hard", "credential-refused", "altered"},
    ),
    "10,000 deep": (lambda: deep(10_000), {"credential-too-hard", "credential-unreadable"}),
    "deep inside": (
        lambda: encode(signed_sample()).replace(b'"Completed"', deep(900), 1),
        {"credential-too-hard", "credential-refused"},
    ),
    "unknown context": (
        lambda: changed(put("@context", value=[*CONTEXTS, "https://evil.example/context.json"])),
        {"credential-refused"},
    ),
    "context in the file": (
        lambda: changed(put("@context", value=[*CONTEXTS, {"validUntil": "https://evil.example/x"}])),
        {"credential-refused"},
    ),
    "context within": (
        lambda: changed(put("credentialSubject", "@context", value={"name": "https://evil.example/x"})),
        {"credential-refused"},
    ),
    "undefined term": (lambda: changed(put("covering", value="all of it")), {"credential-refused"}),
    "old dates": (
        lambda: changed(put("expirationDate", value="2099-01-01T00:00:00Z")),
        {"credential-refused"},
    ),
    "wrong key": (
        lambda: resigned(put("issuer", "id", value=ISSUING.did)),
        {"altered"},
    ),
    "somebody else's signature": (
        lambda: changed(put("proof", value=json.loads(resigned(lambda _: None))["proof"])),
        {"altered"},
    ),
    "no signature": (lambda: changed(put("proof", 0, "proofValue", value="z1")), {"altered"}),
    "another suite": (
        lambda: changed(put("proof", 0, "cryptosuite", value="none")),
        {"credential-other-proof"},
    ),
    "two proofs": (
        lambda: changed(lambda found: put("proof", value=found["proof"] * 2)(found)),
        {"credential-other-proof"},
    ),
    "infinite": (
        lambda: encode(signed_sample()).replace(b'"creditsEarned": 1', b'"creditsEarned": 1e999'),
        {"credential-refused", "credential-unreadable"},
    ),
    "half a letter": (
        lambda: encode(signed_sample()).replace("Hà".encode(), b"\\ud800"),
        {"credential-refused", "credential-unreadable"},
    ),
    "no did": (lambda: changed(put("issuer", "id", value="https://a.example")), {"unknown-issuer"}),
    "torn did": (lambda: changed(put("issuer", "id", value="did:key:zzzz")), {"did-unreadable"}),
    "somebody with a key": (lambda: resigned(lambda _: None), {"unknown-issuer"}),
    "expired": (lambda: resigned(put("validUntil", value="2026-04-01T00:00:00Z")), {"expired"}),
    "not yet": (lambda: resigned(put("validFrom", value="2199-04-01T00:00:00Z")), {"not-yet"}),
    "not utf-8": (lambda: b'{"a": "\xff"}', {"credential-unreadable"}),
    "no object": (lambda: b"{]", {"credential-unreadable"}),
    "zip in a picture": (squeezed, {"credential-too-large"}),
    "too long in a picture": (
        lambda: with_chunk(b"openbadgecredential" + b"\x00" * 5 + b"{" + b" " * 3_000_000),
        {"credential-too-large"},
    ),
    "torn picture": (
        lambda: bake_png(FormBadges().png(sample_facts()), signed_sample())[:-4000],
        {"credential-unreadable", "credential-none", "altered"},
    ),
    "a million chunks": (
        lambda: PNG + b"".join([chunk(b"tEXt", b"")] * 900_000) + b"openbadgecredential\x00",
        {"credential-unreadable", "credential-none", "credential-too-hard"},
    ),
    "laughs": (laughs, {"credential-unreadable"}),
    "a file from here": (
        lambda: b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="x">&x;</svg>',
        {"credential-unreadable"},
    ),
    "deep drawing": (
        lambda: b"<svg>" + b"<g>" * 500_000 + b"</g>" * 500_000 + b"</svg>",
        {"credential-too-hard"},
    ),
    "wide drawing": (
        lambda: b"<svg>" + b"<g/>" * 3_500_000 + b"</svg>",
        {"credential-too-hard"},
    ),
    "no credential in it": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', {"credential-none"}),
    "jwt without algorithm": (lambda: jwt({"alg": "none"}), {"credential-refused", "altered"}),
    "jwt by password": (hmac_jwt, {"credential-refused", "altered"}),
    "jwt with a key of its own": (
        lambda: jwt(
            {"alg": "EdDSA", "jwk": {"kty": "OKP", "crv": "Ed25519", "x": b64(OTHER.public)}}, b64(b"x" * 64)
        ),
        {"altered"},
    ),
    "jwt of nothing": (lambda: b"eyJhbGciOiJFUzI1NiJ9.e30.", {"unknown-issuer", "credential-unreadable"}),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_credentials_are_refused_in_time(name: str) -> None:
    make, answers = HOSTILE[name]
    assert judged(make()) in answers


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (lambda: changed(put("evidence", value=clique(9))), 2),
        (lambda: deep(10_000), 2),
        (lambda: changed(put("@context", value=[*CONTEXTS, "https://evil.example/c"])), 2),
        (squeezed, 2),
        (lambda: b"{" + b" " * 60_000_000, 2),
        (lambda: b"{" + b" " * 100_000_000, 2),
        (lambda: encode(signed_sample()).replace(b"Harbour", b"Harbor"), 1),
        (lambda: resigned(put("validUntil", value="2026-04-01T00:00:00Z")), 1),
        (lambda: bake_svg(FormBadges().svg(sample_facts()), signed_sample()), 3),
    ],
    ids=["clique", "deep", "context", "bomb", "60 MB", "100 MB", "changed", "expired", "somebody's badge"],
)
def test_the_command_says_so_in_a_sentence(content: Callable[[], bytes], status: int, tmp_path: Path) -> None:
    file = tmp_path / "credential"
    file.write_bytes(content())
    told = tell("verify", file, state=tmp_path, timeout=40)
    if status == 2:
        told.require_sentence()
    else:
        assert told.status == status, told.err
        assert told.out.splitlines()[0] in {"Not valid", "Cannot tell"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (put("covering", value="all of it"), "members whose meaning nothing that it names defines"),
        (
            put("@context", value=[*CONTEXTS, "https://evil.example/c"]),
            "a vocabulary (@context) that is not held here",
        ),
        (put("issuer", "id", value=7), ""),
    ],
)
def test_what_is_wrong_is_said_in_our_words_and_the_librarys_stand_in_the_json(
    change: Callable[[dict[str, Any]], None], sentence: str, tmp_path: Path
) -> None:
    file = tmp_path / "credential.json"
    file.write_bytes(changed(change))
    told = tell("verify", file, "--json", state=tmp_path)
    if not sentence:
        assert "detail" not in told.json or told.json["detail"] not in told.json["message"]
        return
    assert (told.status, told.json["error"]) == (2, "credential-refused")
    assert sentence in told.json["message"]
    assert told.json["detail"] not in told.json["message"]


@pytest.mark.parametrize("content", [b"", b"[" * 100_000, b"[]"])
def test_a_file_that_was_meant_as_a_credential_is_not_called_a_picture(
    content: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "empty.json"
    file.write_bytes(content)
    told = tell("verify", file, "--json", state=tmp_path)
    assert told.status == 2
    assert told.json["error"] in {"credential-unreadable", "credential-too-hard"}, told.json


def test_it_is_answered_as_one_json_object_also_as_text(tmp_path: Path) -> None:
    signed = signed_sample()
    told = tell("verify", json.dumps(signed), "--json", state=tmp_path)
    assert told.status == 3
    assert (told.json["answer"], told.json["reason"]) == (Answer.CANNOT_TELL, "unknown-issuer")
    assert told.json["parts"] == {
        "structure": "good",
        "signature": "good",
        "issuer": "unchecked",
        "dates": "good",
        "status": "none",
        "ledger": "none",
    }
    assert told.json["claims"]["holder"] == sample_facts().holder
