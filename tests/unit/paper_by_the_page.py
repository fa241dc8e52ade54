"""A verifier written from `docs/qr-format.md` alone: nothing of the program is used, so the page must be enough."""

import base64
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
EPOCH = date(1970, 1, 1)
STATES = ("registered", "superseded", "revoked", "rejected", "annulled")
TEXT = re.compile(
    r"(?:HTTPS://([A-Z0-9](?:[A-Z0-9.-]{0,98}[A-Z0-9])?(?::[0-9]{1,5})?)/#|ASSESSOR:)([A-Z2-7]+)\Z"
)


class UnreadableError(Exception):
    """No answer: what was read is no paper."""


class NewerError(UnreadableError):
    """No answer: the paper is newer than this verifier."""


def require(truth: object) -> None:
    if not truth:
        raise UnreadableError


# 1. The text


def read_text(text: str) -> tuple[str | None, bytes]:
    joined = "".join(text.split())
    require(joined.isascii())
    found = TEXT.match(joined.upper())
    if found is None:
        raise UnreadableError
    host, encoded = found.groups()
    try:
        data = base64.b32decode(encoded + "=" * (-len(encoded) % 8))
    except ValueError:
        raise UnreadableError from None
    require(base64.b32encode(data).decode().rstrip("=") == encoded)
    return host, data


# 2. CBOR and COSE


def read_cbor(data: bytes, most: int) -> Any:
    require(len(data) <= most)
    require(only_allowed_kinds(data))
    try:
        value = cbor2.loads(data)
        again = cbor2.dumps(value, canonical=True)
    except (cbor2.CBORError, ValueError, TypeError):
        raise UnreadableError from None
    require(again == data)
    return value


def only_allowed_kinds(data: bytes) -> bool:
    place = 0
    while place < len(data):
        major, low = data[place] >> 5, data[place] & 31
        place += 1
        argument = low
        if low > 27:
            return False
        if low > 23:
            width = {24: 1, 25: 2, 26: 4, 27: 8}[low]
            argument = int.from_bytes(data[place : place + width], "big")
            place += width
        if major in {2, 3}:
            place += argument
        if (major == 6 and argument != 18) or (major == 7 and low not in {20, 21, 22}):
            return False
    return True


@dataclass(frozen=True)
class Cose:
    kid: bytes
    protected: bytes
    unprotected: Any
    payload: bytes
    signature: bytes

    def is_signed(self, public: bytes, aad: bytes) -> bool:
        signed = cbor2.dumps(["Signature1", self.protected, aad, self.payload], canonical=True)
        return verifies(public, self.signature, signed)


def verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def read_cose(value: Any) -> Cose:
    require(isinstance(value, cbor2.CBORTag) and value.tag == 18)
    require(isinstance(value.value, list | tuple) and len(value.value) == 4)
    protected, unprotected, payload, signature = value.value
    require(all(isinstance(part, bytes) for part in (protected, payload, signature)))
    headers = read_cbor(protected, 2_000)
    require(isinstance(headers, dict) and set(headers) == {1, 4} and headers[1] == -19)
    require(isinstance(headers[4], bytes) and len(headers[4]) == 8 and len(signature) == 64)
    return Cose(headers[4], protected, unprotected, payload, signature)


# 3 and 4. The claims


def ours(claims: Any, keys: set[int], length: int) -> list[Any]:
    require(isinstance(claims, dict))
    fields = claims.get(-65537)
    require(isinstance(fields, list) and fields and type(fields[0]) is int)
    if fields[0] > 1:
        raise NewerError
    require(set(claims) == keys and fields[0] == 1 and len(fields) == length)
    return list(fields)


def is_text(value: Any, most: int) -> bool:
    if not isinstance(value, str) or not 0 < len(value.encode()) <= most:
        return False
    steers = re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", value)
    return not steers and " ".join(value.split()) == value == unicodedata.normalize("NFC", value)


def is_time(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 253_402_300_799


def day(value: Any) -> date | None:
    require(value is None or type(value) is int)
    try:
        return None if value is None else EPOCH + timedelta(days=value)
    except OverflowError:
        raise UnreadableError from None


def read_key(cnf: Any) -> bytes:
    require(isinstance(cnf, dict) and set(cnf) == {1} and isinstance(cnf[1], dict))
    key = cnf[1]
    require(set(key) == {1, -1, -2} and (key[1], key[-1]) == (1, 6))
    public = key[-2]
    require(isinstance(public, bytes) and len(public) == 32)
    return bytes(public)


@dataclass(frozen=True)
class Paper:
    host: str | None
    cose: Cose
    cti: bytes
    iat: int
    fields: list[Any]
    given: Cose
    centre: str
    window: tuple[int, int]
    delegated: int
    device: str
    public: bytes
    scope: list[str]


def read_paper(text: str) -> Paper:
    host, data = read_text(text)
    cose = read_cose(read_cbor(data, 2_000))
    require(isinstance(cose.unprotected, Mapping) and set(cose.unprotected) == {13})
    given = read_cose(cose.unprotected[13])
    require(isinstance(given.unprotected, Mapping) and not given.unprotected)
    claims = read_cbor(cose.payload, 600)
    fields = ours(claims, {6, 7, -65537}, 12)
    require(is_time(claims[6]) and isinstance(claims[7], bytes) and len(claims[7]) == 16)
    for place, most in ((1, 24), (2, 64), (4, 64), (5, 24), (6, 80)):
        require(is_text(fields[place], most))
    require(all(fields[place] is None or is_text(fields[place], 24) for place in (7, 8)))
    require(fields[3] is None or type(fields[3]) is int or is_text(fields[3], 24))
    require(type(fields[9]) is int and fields[9] in {0, 1, 2})
    _days = [day(fields[place]) for place in (3, 10, 11) if place > 3 or type(fields[3]) is int]
    vouch = read_cbor(given.payload, 1_000)
    _, device, scope = ours(vouch, {2, 4, 5, 6, 8, -65537}, 3)
    require(is_text(vouch[2], 64) and all(is_time(vouch[label]) for label in (4, 5, 6)))
    public = read_key(vouch[8])
    require(isinstance(device, bytes) and len(device) == 8)
    require(isinstance(scope, list) and len(scope) <= 32 and all(is_text(part, 64) for part in scope))
    window = (vouch[5], vouch[4])
    return Paper(
        host, cose, claims[7], claims[6], fields, given,
        vouch[2], window, vouch[6], device.hex(), public, scope,
    )  # fmt: skip


# 5 and 6. Anchor list and register


def read_jws(text: str, typ: str, public: bytes) -> Any:
    header, payload, signature = text.split(".")
    kid = sha256(public).digest()[:8].hex()
    assert json.loads(unbase64(header)) == {"alg": "Ed25519", "kid": kid, "typ": typ}
    assert verifies(public, unbase64(signature), f"{header}.{payload}".encode())
    return json.loads(unbase64(payload))


def unbase64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def root_of(did: str) -> bytes:
    number = 0
    for character in did.removeprefix("did:key:z"):
        number = number * 58 + BASE58.index(character)
    raw = number.to_bytes(34, "big")
    assert raw[:2] == b"\xed\x01"
    return raw[2:]


def read_anchors(text: str) -> Any:
    claimed = json.loads(unbase64(text.split(".")[1]))
    return read_jws(text, "assessor-anchors+jws", root_of(claimed["issuer"]))


def key_for(anchors: Any, kid: bytes, use: str) -> Any:
    return next((key for key in anchors["keys"] if key["kid"] == kid.hex() and use in key["use"]), None)


@dataclass(frozen=True)
class Register:
    manifest: Any
    buckets: list[bytes]

    def is_fresh(self, now: datetime) -> bool:
        since, until = (datetime.fromisoformat(self.manifest[name]) for name in ("asOf", "validUntil"))
        return since - timedelta(days=1) <= now <= until

    def entry(self, cti: bytes) -> tuple[str, str | None] | None:
        digest = sha256(cti).digest()
        bucket = int.from_bytes(digest, "big") >> 256 - self.manifest["bits"]
        for prefix, state, _day, successor in cbor2.loads(self.buckets[bucket]):
            if prefix == digest[:8]:
                return STATES[state], successor
        return None


def read_register(data: bytes, anchors: Any) -> Register:
    magic, text, buckets = read_cbor(data, 64 * 1024 * 1024)
    assert magic == "assessor-register/1"
    kid = json.loads(unbase64(text.split(".")[0]))["kid"]
    key = key_for(anchors, bytes.fromhex(kid), "register")
    manifest = read_jws(text, "assessor-register+jws", bytes.fromhex(key["x"]))
    assert manifest["issuer"] == anchors["issuer"]
    assert [sha256(bucket).hexdigest() for bucket in buckets] == manifest["buckets"]
    return Register(manifest, buckets)


# 7. The answer


def judge(text: str, anchors: Any, register: Register | None, now: datetime) -> tuple[str, str, str | None]:
    paper = read_paper(text)
    key = key_for(anchors, paper.given.kid, "delegation") or adopted_key(anchors, paper.given.kid)
    if paper.cose.kid != sha256(paper.public).digest()[:8] or key is None:
        return "cannot-tell", "unknown-issuer", None
    aad = b"assessor-paper/1" + (b" " + paper.host.encode() if paper.host else b"")
    issuer_says = paper.given.is_signed(bytes.fromhex(key["x"]), b"assessor-delegation/1")
    if not (issuer_says and paper.cose.is_signed(paper.public, aad)):
        return "not-valid", "altered", None
    if not in_scope(paper, key):
        return "not-valid", "out-of-scope", None
    return of_genuine(paper, key, anchors, register, now)


def adopted_key(anchors: Any, kid: bytes) -> Any:
    found = next((key for key in anchors.get("adopted", []) if key["kid"] == kid.hex()), None)
    return found and {**found, "state": "active"}


def in_scope(paper: Paper, key: Any) -> bool:
    code = paper.fields[4]
    covered = any(part in {"*", code} or code.startswith(part + "-") for part in paper.scope)
    signed = datetime.fromtimestamp(paper.delegated, UTC).date().isoformat()
    in_window = paper.window[0] <= paper.iat <= paper.window[1]
    return covered and in_window and key["from"] <= signed <= key["until"]


def of_genuine(
    paper: Paper, key: Any, anchors: Any, register: Register | None, now: datetime
) -> tuple[str, str, str | None]:
    state, successor = (register.entry(paper.cti) if register else None) or ("", None)
    provisional, valid = day(paper.fields[10]), day(paper.fields[11])
    fresh = register is not None and register.is_fresh(now)
    lapsed = provisional is not None and now.date() > provisional
    suspended = any(entry["device"] == paper.device for entry in anchors["suspended"])
    steps = [
        (state in STATES[1:], "not-valid", state),
        (valid is not None and now.date() > valid, "not-valid", "expired"),
        (fresh and state == "registered", "valid", "registered"),
        (suspended, "cannot-tell", "suspended"),
        (key["state"] not in {"active", "retired"}, "cannot-tell", "compromised"),
        (fresh and lapsed, "cannot-tell", "provisional-lapsed"),
        (fresh, "cannot-tell", "not-yet-registered"),
    ]
    for applies, answer, reason in steps:
        if applies:
            return answer, reason, successor if reason == "superseded" else None
    return "cannot-tell", "no-register", None
