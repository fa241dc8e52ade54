"""Papers read and checked by pycose, a COSE library that is not ours (docs/qr-format.md, section 2)."""

import base64
import json
from typing import Any

import cbor2
import pytest
from pycose.algorithms import CoseAlgorithm, EdDSA
from pycose.headers import KID, Algorithm
from pycose.keys import OKPKey
from pycose.keys.curves import Ed25519
from pycose.keys.keyparam import KpAlg
from pycose.messages import Sign1Message

from assessor_app.resources import resources_folder

_DELEGATION = 13
_CONFIRMED, _KEY, _X = 8, 1, -2
PAPERS = json.loads((resources_folder() / "vectors" / "papers.json").read_text(encoding="utf-8"))["papers"]
# One bit of the key id is changed: to whoever looks the key up, an unknown issuer; to whoever has it, a false paper.
RENAMED = "one bit of the key id changed"
ALTERED = [
    paper for paper in PAPERS if paper["without_register"]["reason"] == "altered" or paper["name"] == RENAMED
]
GENUINE = [paper for paper in PAPERS if paper not in ALTERED]


@CoseAlgorithm.register_attribute()
class Ed25519Alone(EdDSA):  # type: ignore[misc]
    """RFC 9864 gave Ed25519 a number of its own, after this library's last release; the signature is the same."""

    identifier = -19
    fullname = "ED25519"


def message(parts: Any) -> Sign1Message:
    """pycose's message of the four parts, as the decoder of today hands them out."""
    protected, unprotected, payload, signature = parts
    return Sign1Message.from_cose_obj([protected, dict(unprotected), payload, signature], True)


def paper_of(text: str) -> tuple[Sign1Message, Sign1Message]:
    """The paper's message and its delegation's, with key and context set where the format says they come from."""
    address, _, told = text.rpartition("#") if "#" in text else text.rpartition(":")
    host = address.removeprefix("HTTPS://").rstrip("/") if "#" in text else ""
    paper = message(cbor2.loads(base64.b32decode(told + "=" * (-len(told) % 8))).value)
    delegation = message(paper.uhdr[_DELEGATION].value)
    x = cbor2.loads(delegation.payload)[_CONFIRMED][_KEY][_X]
    paper.key = OKPKey(crv=Ed25519, x=x, optional_params={KpAlg: Ed25519Alone})
    paper.external_aad = f"assessor-paper/1 {host}".rstrip().encode()
    return paper, delegation


@pytest.mark.parametrize("paper", GENUINE, ids=lambda paper: paper["name"])
def test_pycose_accepts_a_genuine_paper(paper: dict[str, Any]) -> None:
    read, _ = paper_of(paper["text"])
    assert read.phdr[Algorithm] is Ed25519Alone
    assert len(read.phdr[KID]) == 8
    assert read.verify_signature()
    assert cbor2.loads(read.payload)[7].hex() == paper["claims"]["cti"]


@pytest.mark.parametrize("paper", GENUINE[:2], ids=lambda paper: paper["name"])
def test_pycose_refuses_a_changed_claim_and_another_host(paper: dict[str, Any]) -> None:
    read, _ = paper_of(paper["text"])
    changed = bytearray(read.payload)
    changed[-1] ^= 1
    read.payload = bytes(changed)
    assert not read.verify_signature()
    elsewhere, _ = paper_of(paper["text"])
    elsewhere.external_aad = b"assessor-paper/1 ANOTHER.EXAMPLE.ORG"
    assert not elsewhere.verify_signature()


@pytest.mark.parametrize("paper", ALTERED, ids=lambda paper: paper["name"])
def test_pycose_refuses_a_paper_that_was_altered(paper: dict[str, Any]) -> None:
    read, _ = paper_of(paper["text"])
    assert not read.verify_signature()
