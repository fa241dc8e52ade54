"""The verifier page judges credentials as the program does: good, changed, withdrawn, of nobody, baked or bare."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from assessor_app.credentials.baking import bake_png, bake_svg
from assessor_app.credentials.jwt import JwtIssuing, read_jwt_key, sign_jwt
from assessor_app.credentials.mapping import credential_of
from assessor_app.credentials.status_list import list_jwt, signed_list
from assessor_app.domain.credential import StatusPlace
from assessor_app.domain.errors import KnownError
from assessor_app.formats.anchor_list import Es256Key
from assessor_app.formats.credential import document
from assessor_app.trust import p256
from assessor_app.trust.anchors import TrustStore, read_anchor_list, sign_anchor_list
from assessor_app.trust.keys import key_id
from credential_samples import sample_facts
from test_credentials_judged import LONG_AGO, NOW, ROOT, URL, WEB, credential, issuing, trust
from verifier_badges import by_page, by_program, packed, shaped

pytestmark = pytest.mark.slow
OTHER = "did:web:elsewhere.example"


P256 = bytes(range(1, 33))
KID = key_id(p256.public_of(P256)).hex()


def jwt_issuing(did: str = WEB) -> JwtIssuing:
    """An issuer with a P-256 key: under its own name, or named by the key itself."""
    pem = p256.pem_of(P256)
    return read_jwt_key(pem) if did != WEB else JwtIssuing(did=WEB, method=f"{WEB}#{KID}", pem=pem)


def jwt(did: str = WEB, *, place: int | None = None, at: datetime | None = None, **changes: Any) -> bytes:
    status = None if place is None else StatusPlace(url=URL, index=place)
    who, made = jwt_issuing(did), document(credential_of(sample_facts(status=status)))
    made["issuer"]["id"] = who.did
    return sign_jwt({**made, **changes}, issuing=who, subject="", at=at).encode("ascii")


def trust_jwt(**changes: Any) -> TrustStore:
    """The list of WEB, with that key for JWTs."""
    key = Es256Key(kid=KID, x=p256.public_of(P256).hex(), from_="2026-01-01", until="2099-01-01", **changes)
    content = msgspec.structs.replace(trust(WEB).lists[0].content, es256=[key])
    return TrustStore.of([read_anchor_list(sign_anchor_list(content, root=ROOT))])


def jwt_list(*set_bits: int, at: datetime = NOW) -> str:
    return list_jwt(URL, set(set_bits), issuing=jwt_issuing(), at=at)


def altered(text: bytes) -> bytes:
    """Another title under the same signature."""
    head, payload, signature = text.split(b".")
    content = json.loads(urlsafe_b64decode(payload + b"=="))
    content["credentialSubject"]["achievement"]["name"] = "Brain Surgery"
    return b".".join((head, urlsafe_b64encode(packed(content)).rstrip(b"="), signature))


def withdrawals(*set_bits: int, at: datetime = NOW) -> dict[str, Any]:
    return dict(signed_list(URL, set(set_bits), issuing=issuing(WEB), at=at))


def changed() -> dict[str, Any]:
    made = credential(WEB)
    made["credentialSubject"]["achievement"]["name"] = "Brain Surgery"
    return made


def of_another() -> dict[str, Any]:
    made = credential(WEB)
    made["issuer"]["id"] = OTHER
    return made


CASES: dict[str, dict[str, Any]] = {
    "good and on no list of withdrawals": {"content": credential(WEB, place=7), "status": withdrawals(8)},
    "withdrawn": {"content": credential(WEB, place=7), "status": withdrawals(7)},
    "withdrawn in an old list": {"content": credential(WEB, place=7), "status": withdrawals(7, at=LONG_AGO)},
    "an old list says nothing good": {"content": credential(WEB, place=7), "status": withdrawals(8, at=LONG_AGO)},
    "no list here": {"content": credential(WEB, place=7)},
    "names no list": {"content": credential(WEB)},
    "changed": {"content": changed()},
    "of another issuer": {"content": of_another()},
    "of a did:key nobody lists": {"content": credential(), "by": trust(WEB, use="delegation")},
    "of a did:key that is listed": {"content": credential(), "by": trust()},
    "its key is compromised": {"content": credential(WEB), "by": trust(WEB, state="compromised")},
    "its key was over": {"content": credential(WEB), "by": trust(WEB, until="2026-02-01")},
    "expired": {"content": credential(WEB), "now": NOW + timedelta(days=2_000)},
    "not yet": {"content": credential(WEB), "now": datetime(2026, 1, 2, tzinfo=UTC)},
}  # fmt: skip


JWTS: dict[str, dict[str, Any]] = {
    "a JWT of nobody": {"file": jwt("did:key"), "by": trust()},
    "a JWT of a key that is listed": {"file": jwt(), "by": trust_jwt()},
    "a JWT whose list is a JWT too": {"file": jwt(place=7), "by": trust_jwt(), "status": jwt_list(8)},
    "a JWT whose list the issuer's other key signed": {"file": jwt(place=7), "by": trust_jwt(), "status": withdrawals(8)},
    "a withdrawn JWT": {"file": jwt(place=7), "by": trust_jwt(), "status": jwt_list(7)},
    "a JWT that was withdrawn in an old list": {"file": jwt(place=7), "by": trust_jwt(), "status": jwt_list(7, at=LONG_AGO)},
    "a JWT's list that somebody changed": {"file": jwt(place=7), "by": trust_jwt(), "status": jwt_list(8)[:-8] + "AAAAAAAA"},
    "a credential whose list is a JWT": {"file": packed(credential(WEB, place=7)), "by": trust_jwt(), "status": jwt_list(8)},
    "a changed JWT": {"file": altered(jwt()), "by": trust_jwt()},
    "a changed JWT of nobody": {"file": altered(jwt("did:key")), "by": trust()},
    "a JWT by a key that is lost": {"file": jwt(place=7), "by": trust_jwt(state="compromised"), "status": withdrawals(8)},
    "a JWT from before its key was in use": {"file": jwt(at=datetime(2025, 1, 2, tzinfo=UTC)), "by": trust_jwt()},
    "an old JWT": {"file": jwt(), "by": trust_jwt(), "now": NOW + timedelta(days=2_000)},
    "a JWT of a key that no list has": {"file": jwt(), "by": trust(WEB)},
}  # fmt: skip


@pytest.mark.parametrize("case", JWTS.values(), ids=JWTS.keys())
def test_a_jwt_gets_the_same_answer(case: dict[str, Any], tmp_path: Path) -> None:
    given = {name: value for name, value in case.items() if name != "file"}
    wanted = by_program(case["file"], tmp_path, **given)
    assert shaped(by_page(case["file"], **given), wanted) == wanted


def test_a_jwt_that_says_two_things_or_is_signed_otherwise_has_no_answer(tmp_path: Path) -> None:
    import jwt as pyjwt

    whole, who = jwt(), jwt_issuing()
    content = json.loads(urlsafe_b64decode(whole.split(b".")[1] + b"=="))
    head = {"kid": who.method}
    other = {**content, "iss": OTHER}
    for made, algorithm, code in (
        (other, "ES256", "credential-refused"),
        ({name: content[name] for name in content if name != "nbf"}, "ES256", "credential-refused"),
        ({**content, "jti": "urn:uuid:other"}, "ES256", "credential-refused"),
    ):
        text = pyjwt.encode(made, who.pem, algorithm=algorithm, headers=head).encode()
        assert by_page(text, by=trust_jwt()) == {"error": code}
        with pytest.raises(KnownError, match=code):
            by_program(text, tmp_path, by=trust_jwt())
    unsigned = pyjwt.encode(content, "", algorithm="none", headers=head).encode()
    assert by_page(unsigned, by=trust_jwt()) == {"error": "credential-other-proof"}
    assert by_page(b"eyJ9.eyJ9.AAAA", by=trust_jwt()) == {"error": "credential-unreadable"}


def test_a_jwt_is_read_out_of_its_picture(tmp_path: Path) -> None:
    from openbadgeslib import baking

    Image.new("RGB", (20, 20), "white").save(tmp_path / "bare.png")
    text = jwt().decode("ascii")
    baked = baking.bake_png((tmp_path / "bare.png").read_bytes(), text, keyword=baking.ITXT_KEYWORD_OB3)
    found = by_page(baked, by=trust_jwt())
    assert (found["carrier"], found["parts"]["signature"]) == ("png", "good")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_credential_gets_the_same_answer(case: dict[str, Any], tmp_path: Path) -> None:
    given = {name: value for name, value in case.items() if name in {"status", "now"}}
    by, data = case.get("by") or trust(WEB), packed(case["content"])
    wanted = by_program(data, tmp_path, by=by, **given)
    assert shaped(by_page(data, by=by, **given), wanted) == wanted


def test_a_badge_is_read_out_of_its_picture(tmp_path: Path) -> None:
    made = credential(WEB)
    Image.new("RGB", (20, 20), "white").save(tmp_path / "bare.png")
    bare = (tmp_path / "bare.png").read_bytes()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><path d="M0 0h1"/></svg>'
    for baked, carrier in ((bake_png(bare, made), "png"), (bake_svg(svg, made), "svg")):
        found = by_page(baked, by=trust(WEB))
        assert (found["carrier"], found["parts"]["signature"], found["said"]["title"]) == (
            carrier, "good", made["credentialSubject"]["achievement"]["name"],
        )  # fmt: skip
    for empty in (bare, svg.encode()):
        assert by_page(empty, by=trust(WEB)) == {"error": "credential-none"}


def hostile() -> dict[str, tuple[Any, set[str]]]:
    own = {**credential(WEB)}
    nested: dict[str, Any] = {}
    for _ in range(200):
        nested = {"evidence": nested}
    swapped = {**own, "@context": [*own["@context"], {"name": "https://schema.org/other"}]}
    unknown = {**own, "@context": [own["@context"][0], "https://evil.example/context.json"]}
    inner = {**own, "evidence": [{"@context": {"id": "@id"}, "id": "urn:x", "type": ["Evidence"]}]}
    poison = {
        **own,
        "evidence": [{"type": ["Evidence"], "narrative": "x", "evidence": [{"id": f"_:b{one}"} for one in range(90)]}] * 60,
    }  # fmt: skip
    return {
        "an own context": (swapped, {"credential-refused"}),
        "an unknown context": (unknown, {"credential-refused"}),
        "a context inside": (inner, {"credential-refused"}),
        "nested deeply": ({**own, **nested}, {"credential-too-hard"}),
        "a term that nobody defined": ({**own, "trustMe": "yes"}, {"credential-refused"}),
        "two proofs": ({**own, "proof": own["proof"] * 2}, {"credential-other-proof"}),
        "no proof": ({name: own[name] for name in own if name != "proof"}, {"credential-unsigned"}),
        "a poisoned graph": (poison, {"credential-refused", "credential-too-hard"}),
    }


@pytest.mark.parametrize("letters", [10, 300_000])
def test_an_award_for_europass_is_called_what_it_is(letters: int, tmp_path: Path) -> None:
    """With its picture it is larger than a credential may be."""
    award = packed({"type": ["VerifiableCredential", "EuropeanDigitalCredential"], "picture": "A" * letters})
    assert by_page(award, by=trust(WEB)) == {"error": "award-unsigned"}
    with pytest.raises(KnownError, match="award-unsigned"):
        by_program(award, tmp_path, by=trust(WEB))


@pytest.mark.parametrize(("content", "codes"), hostile().values(), ids=hostile().keys())
def test_what_is_hostile_has_no_answer(content: dict[str, Any], codes: set[str], tmp_path: Path) -> None:
    assert by_page(packed(content), by=trust(WEB)).get("error") in codes
    with pytest.raises(KnownError):
        by_program(packed(content), tmp_path, by=trust(WEB))
