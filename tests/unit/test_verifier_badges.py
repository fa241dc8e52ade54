"""The verifier page judges credentials as the program does: good, changed, withdrawn, of nobody, baked or bare."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from assessor_app.credentials.baking import bake_png, bake_svg
from assessor_app.credentials.judge import judge_credential
from assessor_app.credentials.status_list import signed_list
from assessor_app.domain.errors import KnownError
from assessor_app.trust.anchors import TrustStore
from assessor_app.wording.credentials import credential_sentence
from test_credentials_judged import LONG_AGO, NOW, URL, WEB, credential, issuing, trust
from verifier_core import answers

pytestmark = pytest.mark.slow
OTHER = "did:web:elsewhere.example"


def packed(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8")


def withdrawals(*set_bits: int, at: datetime = NOW) -> dict[str, Any]:
    return dict(signed_list(URL, set(set_bits), issuing=issuing(WEB), at=at))


def by_page(
    data: bytes, *, by: TrustStore, status: dict[str, Any] | None = None, now: datetime = NOW
) -> dict[str, Any]:
    given = {
        "file": b64encode(data).decode(),
        "lists": ["list"],
        "now": now.astimezone(UTC).isoformat(timespec="milliseconds"),
        "status": json.dumps(status) if status else None,
    }
    return answers([given], lists={"list": by.lists[0].text}, registers={})[0]


def by_program(
    data: bytes, folder: Path, *, by: TrustStore, status: dict[str, Any] | None = None, now: datetime = NOW
) -> dict[str, Any]:
    if status is not None:
        (folder / "1.json").write_text(json.dumps(status), encoding="utf-8")
        (folder / "urls.json").write_text(json.dumps({URL: "1.json"}), encoding="utf-8")
    judged = judge_credential(data, trust=by, ledger=lambda _: None, now=now, published=folder)
    parts = {
        name: str(getattr(judged.parts, name))
        for name in ("structure", "signature", "issuer", "dates", "status")
    }
    return {
        "answer": judged.answer.value,
        "reason": judged.reason.value,
        "state": judged.state.value,
        "parts": parts,
        "carrier": judged.carrier,
        "asOf": judged.as_of.isoformat() if judged.as_of else None,
        "body": judged.awarding_body,
        "phone": judged.phone,
        "said": (judged.said.holder, judged.said.title, judged.said.number, judged.said.code),
        "sentence": credential_sentence(
            judged.reason,
            body=judged.awarding_body or "",
            as_of=judged.as_of,
            successor="",
            number=judged.said.number,
            phone=judged.phone or "",
        ),
    }


def shaped(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    said = found["said"]
    told = {name: found[name] for name in wanted if name != "said"}
    return {**told, "said": (said["holder"], said["title"], said["number"], said["code"])}


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
        "no proof": ({name: own[name] for name in own if name != "proof"}, {"credential-other-proof"}),
        "a poisoned graph": (poison, {"credential-refused", "credential-too-hard"}),
    }


@pytest.mark.parametrize(("content", "codes"), hostile().values(), ids=hostile().keys())
def test_what_is_hostile_has_no_answer(content: dict[str, Any], codes: set[str], tmp_path: Path) -> None:
    assert by_page(packed(content), by=trust(WEB)).get("error") in codes
    with pytest.raises(KnownError):
        by_program(packed(content), tmp_path, by=trust(WEB))
