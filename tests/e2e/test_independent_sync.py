"""A reader of the sync's messages written from `docs/sync.md` alone: nothing of the program is used to read or judge one."""

import base64
import hmac
import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VECTORS = Path(__file__).resolve().parents[2] / "resources" / "vectors" / "sync.json"
SYNC = json.loads(VECTORS.read_text(encoding="utf-8"))
DEVICE = SYNC["device"]["public"]
ISSUER = SYNC["issuer"]["online_public"]
MIB = 1024 * 1024


def part(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def signed_by(jws: str, public: str, typ: str) -> Any:
    """The payload, if this key signed it for this use."""
    key = bytes.fromhex(public)
    header, payload, signature = jws.split(".")
    assert json.loads(part(header)) == {"alg": "Ed25519", "kid": sha256(key).digest()[:8].hex(), "typ": typ}
    Ed25519PublicKey.from_public_bytes(key).verify(part(signature), f"{header}.{payload}".encode())
    return json.loads(part(payload))


def opened(data: bytes, public: str) -> tuple[Any, list[Any]]:
    """Head and items of an envelope."""
    magic, jws, body = data.split(b"\n", 2)
    assert magic == b"assessor-envelope/1"
    head = signed_by(jws.decode(), public, "assessor-envelope+jws")
    assert (sha256(body).hexdigest(), len(body)) == (head["body"], head["size"])
    plain = zstandard.ZstdDecompressor().decompressobj().decompress(body)
    lines = plain.split(b"\n")
    assert lines.pop() == b""
    assert (len(plain), len(lines)) == (head["plain"], head["items"])
    return head, [json.loads(line) for line in lines]


def record_of(item: Any) -> str:
    if "jws" in item:
        return str(item["jws"])
    header = f'{{"alg":"Ed25519","kid":"{item["kid"]}","typ":"assessor-record+jws"}}'

    def url(raw: str) -> str:
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    return f"{url(header)}.{url(item['payload'])}.{item['signature']}"


def unsealed(key: bytes, private: str) -> bytes:
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    own = X25519PrivateKey.from_private_bytes(bytes.fromhex(private))
    return bytes(suite.decrypt(key, own, info=b"assessor-box/1"))


def stream(data: bytes, key: bytes) -> bytes:
    magic = b"assessor-stream/1\n"
    assert data.startswith(magic)
    salt, rest = data[len(magic) : len(magic) + 16], data[len(magic) + 16 :]
    cipher = AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=magic).derive(key))
    chunks = [rest[at : at + MIB + 16] for at in range(0, len(rest), MIB + 16)]
    return b"".join(
        cipher.decrypt(place.to_bytes(11, "big") + bytes([place == len(chunks) - 1]), chunk, None)
        for place, chunk in enumerate(chunks)
    )


def test_the_envelopes_are_read_by_the_page() -> None:
    envelopes = SYNC["envelopes"]
    up = base64.b64decode(envelopes["up"]["base64"])
    head, items = opened(up, DEVICE)
    assert (head["sender"], head["receiver"]) == (SYNC["device"]["chain"], SYNC["issuer"]["did"])
    assert items == envelopes["up"]["items"]
    assert envelopes["up"]["hash"] == sha256(up.split(b"\n", 2)[1]).hexdigest()
    down, answered = opened(base64.b64decode(envelopes["down"]["base64"]), ISSUER)
    assert answered == envelopes["down"]["items"]
    assert down["answers"] == envelopes["up"]["hash"]


def test_the_records_come_out_byte_for_byte() -> None:
    items = [one for one in SYNC["envelopes"]["up"]["items"] if one["kind"] == "record"]
    assert [record_of(one) for one in items] == [*SYNC["envelopes"]["records"], "rubbish"]
    for one in items[:-1]:
        record = signed_by(record_of(one), DEVICE, "assessor-record+jws")
        assert (record["chain"], record["seq"]) == (one["chain"], one["seq"])
        beside = bytes.fromhex(one["salt"]) + one["personal"].encode() if "salt" in one else None
        assert record["personal"] == (beside and sha256(beside).hexdigest())


def test_the_receipt_names_what_was_sent() -> None:
    receipt = signed_by(SYNC["envelopes"]["receipt"], ISSUER, "assessor-receipt+jws")
    assert (receipt["first"], receipt["last"]) == (1, 7)
    assert receipt["head"] == sha256(b"rubbish").hexdigest()


def test_a_file_from_a_stick_holds_the_same_envelope() -> None:
    file = base64.b64decode(SYNC["file"]["base64"])
    magic = b"assessor-box/1\n"
    assert file.startswith(magic)
    key = unsealed(file[len(magic) : len(magic) + 80], SYNC["file"]["private"])
    plain = stream(file[len(magic) + 80 :], key)
    assert plain == base64.b64decode(SYNC["envelopes"]["up"]["base64"])


def test_request_and_answer_prove_the_code() -> None:
    told = SYNC["enrolment"]
    letters = told["code"].replace("-", "").translate(str.maketrans("OIL", "011"))
    key = sha256(letters.encode()).digest()
    assert key.hex() == told["code_key"]
    magic, jws, _end = told["request"].split("\n")
    assert magic == "assessor-enrolment/1"
    request = signed_by(jws, DEVICE, "assessor-enrolment+jws")
    assert request["code"]["id"] == sha256(b"assessor-code-id/1" + key).hexdigest()[:16]
    said = ["assessor-enrolment/1", *(request[name] for name in ("id", "chain", "public", "box"))]
    assert request["code"]["proof"] == hmac.new(key, "\n".join(said).encode(), sha256).hexdigest()

    magic, jws, _end = told["answer"].split("\n")
    assert magic == "assessor-enrolled/1"
    answer = signed_by(jws, ISSUER, "assessor-enrolled+jws")
    anchors = sha256(answer["anchors"].encode()).hexdigest()
    said = ["assessor-enrolled/1", request["id"], request["public"], answer["issuer"], answer["box"], anchors]
    assert answer["proof"] == hmac.new(key, "\n".join(said).encode(), sha256).hexdigest()
    assert answer["request"] == request["id"]
    assert request["public"] in answer["delegation"], "the delegation is for the key that asked"


def test_old_keys_vouch_for_the_new_one() -> None:
    request = signed_by(SYNC["enrolment"]["request"].split("\n")[1], DEVICE, "assessor-enrolment+jws")
    (old,) = request["old"]
    proof = signed_by(old["proof"], old["public"], "assessor-proof+jws")
    assert (proof["what"], proof["request"], proof["public"]) == ("chain", request["id"], request["public"])
    assert (proof["subject"], proof["seq"], proof["hash"]) == (old["chain"], old["seq"], old["hash"])


def test_evidence_is_found_by_its_address_and_opened_by_its_key() -> None:
    told, manifest = SYNC["evidence"], SYNC["evidence"]["manifest"]
    file = base64.b64decode(told["file"])
    assert (sha256(file).hexdigest(), len(file)) == (manifest["address"], manifest["size"])
    pieces = [file[at : at + MIB] for at in range(0, len(file), MIB)]
    assert [sha256(one).hexdigest() for one in pieces] == manifest["pieces"]
    content = stream(file, unsealed(bytes.fromhex(manifest["key"]), SYNC["issuer"]["box_private"]))
    assert content.decode() == told["content"]
    assert sha256(bytes.fromhex(manifest["salt"]) + content).hexdigest() == manifest["evidence"]


@dataclass
class Shelf:
    """The rules of a batch, as the page says them."""

    chain: str
    texts: list[str]
    rejected: list[list[Any]] = field(default_factory=list)
    repeated: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    forks: list[dict[str, Any]] = field(default_factory=list)

    def head(self) -> str:
        return sha256((self.texts[-1] if self.texts else self.chain).encode()).hexdigest()

    def read(self, text: str) -> Any:
        try:
            return json.loads(part(text.split(".")[1]))
        except (ValueError, IndexError):
            return None

    def take(self, arrives: list[list[Any]]) -> dict[int, set[str]]:
        ahead: dict[int, set[str]] = {}
        for seq, text in arrives:
            if seq > len(self.texts):
                ahead.setdefault(seq, set()).add(text)
            elif self.texts[seq - 1] == text:
                self.repeated.add(seq)
            else:
                self.fork(seq, seq, self.texts[seq - 1])
        while (seq := len(self.texts) + 1) in ahead and self.place(seq, ahead.pop(seq)):
            pass
        if self.forks:
            self.refused |= set(ahead)
            return {}
        return ahead

    def place(self, seq: int, texts: set[str]) -> bool:
        read = {text: self.read(text) for text in texts}
        fits = [text for text, one in read.items() if one and one["prev"] == self.head()]
        blank = [text for text, one in read.items() if one is None]
        for text in [*fits, *blank]:
            one = read[text]
            if one is None or (one["chain"], one["seq"]) != (self.chain, seq):
                self.rejected.append([seq, "unreadable" if one is None else "misplaced"])
            self.texts.append(text)
            return True
        self.fork(seq, seq - 1, self.texts[-1])
        return False

    def fork(self, refused: int, seq: int, here: str) -> None:
        self.refused.add(refused)
        self.forks.append({"seq": seq, "here": sha256(here.encode()).hexdigest()})


@pytest.mark.parametrize("case", SYNC["batches"], ids=lambda case: str(case["name"]))
def test_batches_are_judged_by_the_page(case: dict[str, Any]) -> None:
    shelf = Shelf(SYNC["device"]["chain"], list(case["stored"]))
    waiting = shelf.take(case["arrives"])
    assert (len(shelf.texts), shelf.head()) == (case["last"], case["head"])
    assert shelf.rejected == case["rejected"]
    assert sorted(shelf.repeated) == case["repeated"]
    assert sorted(waiting) == case["waiting"]
    assert sorted(shelf.refused) == case["refused"]
    assert (len(shelf.texts) + 1 if waiting else None) == case["missing"]
    assert min(shelf.forks, key=lambda fork: int(fork["seq"]), default=None) == case["fork"]


def test_a_changed_body_or_head_is_noticed() -> None:
    data = base64.b64decode(SYNC["envelopes"]["up"]["base64"])
    with pytest.raises(AssertionError):
        opened(data[:-1] + bytes([data[-1] ^ 1]), DEVICE)
    magic, jws, body = data.split(b"\n", 2)
    changed = jws[:-10] + (b"A" if jws[-10:-9] != b"A" else b"B") + jws[-9:]
    with pytest.raises(InvalidSignature):
        opened(b"\n".join([magic, changed, body]), DEVICE)
