"""Writes `resources/vectors/sync.json`: `python tests/unit/sync_vectors.py`. Once published the file is only added to."""

import io
import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import zstandard

from assessor_app.domain.number import check_character
from assessor_app.domain.verdict import Outcome
from assessor_app.formats import body, enrolment, envelope, signed_record
from assessor_app.formats.anchor_list import Anchors, Centre, OnlineKey
from assessor_app.formats.catalogue_files import CatalogueItem, Policy, catalogue_file
from assessor_app.formats.delegation import Delegation
from assessor_app.formats.enrolment import Answer, Request
from assessor_app.formats.evidence_manifest import address, pieces_of
from assessor_app.formats.feed import Page, PaperState
from assessor_app.formats.heartbeat import Ask, ChainHead, Counted, Heartbeat
from assessor_app.formats.items import Known as Item
from assessor_app.formats.receipt import Receipt, ReceiptItem
from assessor_app.formats.record_item import record_item
from assessor_app.formats.verdict import Verdict
from assessor_app.trust import enrolling, envelopes, evidence, hpke_box, receipts
from assessor_app.trust.anchors import sign_anchor_list
from assessor_app.trust.arrived import Arrived, hash_of
from assessor_app.trust.batch import Known, judge
from assessor_app.trust.cose_sign import sign_delegation
from assessor_app.trust.envelopes import Route
from assessor_app.trust.keys import SigningKey
from assessor_app.trust.own_root import OwnCentre, own_anchor_list
from sync_samples import AT, CHAIN, KEY, NOW, OTHER, OTHER_CHAIN, chain_of, signed

PATH = Path(__file__).resolve().parents[2] / "resources" / "vectors" / "sync.json"
ROOT, ONLINE = SigningKey(b"r" * 32), SigningKey(b"o" * 32)
DEVICE_BOX, ISSUER_BOX = b"d" * 32, b"i" * 32
ISSUER = "did:web:issuer.example"
CODE = "4T9K2-M7Q00-12ABC-D5XW"
REQUEST = "12" * 16
RECORDS = chain_of(6)


def code() -> str:
    return CODE + check_character(CODE.replace("-", ""))


def anchors() -> str:
    key = OnlineKey(
        kid=ONLINE.kid.hex(),
        x=ONLINE.public.hex(),
        use=["receipts", "delegation"],
        from_="2026-01-01",
        until="2030-01-01",
    )
    content = Anchors(
        issuer=ISSUER,
        root=ROOT.public.hex(),
        name="Awarding Body",
        issued_at=AT,
        keys=[key],
        centres={"C-1": Centre(name="Greenfield College")},
    )
    return sign_anchor_list(content, root=ROOT)


def delegation() -> bytes:
    start = int(NOW.timestamp())
    return sign_delegation(
        Delegation(
            centre="C-1",
            device=CHAIN[:16],
            public=KEY.public,
            scope=("ELE",),
            not_before=start,
            expires=start + 400 * 86_400,
            issued_at=start,
        ),
        key=ONLINE,
    )


def enrolments() -> dict[str, Any]:
    key = enrolling.code_key(code())
    own = own_anchor_list(OwnCentre(id="own", name="Greenfield College"), root=OTHER, online=OTHER, now=NOW)
    old = ChainHead(chain=OTHER_CHAIN, seq=7, hash="0f" * 32)
    request = Request(
        id=REQUEST,
        chain=CHAIN,
        public=KEY.public.hex(),
        box=hpke_box.public_of(DEVICE_BOX).hex(),
        head=ChainHead(chain=CHAIN, seq=0, hash=signed_record.first_prev(CHAIN)),
        at=AT,
        version="1.0",
        centre="Greenfield College",
        old=[enrolling.prove_chain(REQUEST, public=KEY.public, head=old, key=OTHER)],
        own_root=enrolling.prove_root(REQUEST, public=KEY.public, anchors=own, root=OTHER),
    )
    asked = enrolling.sign_request(request, key=KEY, code=key)
    answer = Answer(
        request=REQUEST,
        issuer=ISSUER,
        chain=CHAIN,
        centre="C-1",
        at=AT,
        delegation=delegation().hex(),
        anchors=anchors(),
        box=hpke_box.public_of(ISSUER_BOX).hex(),
        catalogue=CatalogueItem(
            version=1, files=[catalogue_file("electrical/ELE-SAF.yaml", "code: ELE-SAF\n")], policy=Policy()
        ),
        adopted=[old],
    )
    read = enrolling.read_request(asked)
    return {
        "code": code(),
        "code_key": key.hex(),
        "request": enrolment.write_request(asked).decode(),
        "answer": enrolment.write_answer(
            enrolling.sign_answer(answer, request=read, key=ONLINE, code=key)
        ).decode(),
    }


def enveloped(items: Sequence[Item], route: Route, *, key: SigningKey, answers: str | None = None) -> Any:
    packed = body.pack(items)
    data = envelopes.seal(packed, route, counter=4, at=NOW, key=key, seen="0f" * 32, answers=answers)
    lines = [json.loads(line) for line in io.BytesIO(_plain(packed)).readlines()]
    return {"base64": b64encode(data).decode(), "hash": envelopes.hash_of(data), "items": lines}


def _plain(packed: body.Packed) -> bytes:
    return zstandard.ZstdDecompressor().decompressobj().decompress(packed.data)


def envelopes_both_ways() -> dict[str, Any]:
    up = enveloped(
        [
            Heartbeat(
                at=AT,
                version="1.0",
                chains=[ChainHead(chain=CHAIN, seq=6, hash=hash_of(RECORDS[-1].jws))],
                records=Counted(captured=7, unsent=7),
            ),
            *[record_item(one.jws, chain=CHAIN, seq=one.seq, personal=one.personal) for one in RECORDS],
            record_item("rubbish", chain=CHAIN, seq=7),
            Ask(after=0),
        ],
        Route(issuer=ISSUER, sender=CHAIN, receiver=ISSUER),
        key=KEY,
    )
    receipt = Receipt(
        issuer=ISSUER, centre="C-1", chain=CHAIN, first=1, last=7, head=hash_of("rubbish"), at=AT
    )
    text = receipts.sign_receipt(receipt, key=ONLINE)
    down = enveloped(
        [
            ReceiptItem(jws=text),
            Page(after=0, through=3, received=7, held=6, rejected=1),
            Verdict(
                chain=CHAIN,
                seq=7,
                hash=hash_of("rubbish"),
                n=1,
                outcome=Outcome.REJECTED,
                at=AT,
                codes=["unreadable"],
            ),
            PaperState(number="04HMASW90012G", state="registered", on="2026-11-26"),
        ],
        Route(issuer=ISSUER, sender=ISSUER, receiver=CHAIN),
        key=ONLINE,
        answers=up["hash"],
    )
    return {"up": up, "down": down, "records": [one.jws for one in RECORDS], "receipt": text}


def a_file(data: str) -> dict[str, str]:
    sealed = envelopes.to_file(b64decode(data), box=hpke_box.public_of(ISSUER_BOX))
    return {"base64": b64encode(sealed).decode(), "private": ISSUER_BOX.hex()}


def a_photo() -> dict[str, Any]:
    content, key, salt = b"a photo of a wire", b"k" * 32, b"s" * 16
    file = io.BytesIO()
    hpke_box.seal_stream(io.BytesIO(content), file, key)
    named = sha256(salt + content).hexdigest()
    manifest = evidence.manifest_of(
        address(pieces_of(io.BytesIO(file.getvalue()))),
        record="34" * 16,
        evidence=named,
        media="image/jpeg",
        key=key,
        salt=salt,
        box=hpke_box.public_of(ISSUER_BOX),
    )
    packed = body.pack([manifest])
    return {
        "file": b64encode(file.getvalue()).decode(),
        "content": content.decode(),
        "manifest": json.loads(_plain(packed)),
    }


def cases() -> list[dict[str, Any]]:
    """Names, what is stored before, what arrives, and what is stored after: [seq, text] each."""
    clone = chain_of(2, start=(3, hash_of(RECORDS[2].jws)), said="clone")
    bad = Arrived(seq=4, jws="rubbish")
    behind = chain_of(1, start=(4, hash_of("rubbish")))
    elsewhere = Arrived(seq=4, jws=signed(4, hash_of(RECORDS[2].jws), chain=OTHER_CHAIN))
    table: list[tuple[str, int, list[Arrived]]] = [
        ("in order", 0, RECORDS),
        ("backwards", 0, RECORDS[::-1]),
        ("twice", 3, [*RECORDS, *RECORDS]),
        ("a gap", 2, RECORDS[3:]),
        ("the same again", 6, RECORDS),
        ("a clone behind the head", 6, [*RECORDS, *clone]),
        ("a clone ahead", 4, clone[1:]),
        ("one that nobody can read", 3, [bad, *behind]),
        ("one that says it is elsewhere", 3, [elsewhere]),
    ]
    return [case(name, RECORDS[:stored], came) for name, stored, came in table]


def case(name: str, stored: Sequence[Arrived], came: Sequence[Arrived]) -> dict[str, Any]:
    hashes = [signed_record.first_prev(CHAIN), *(hash_of(one.jws) for one in stored)]
    known = Known(chain=CHAIN, head_seq=len(stored), head_hash=hashes[-1], hash_at=lambda seq: hashes[seq])
    found = judge(known, came)
    fork = None if found.fork is None else {"seq": found.fork.seq, "here": found.fork.here}
    return {
        "name": name,
        "stored": [one.jws for one in stored],
        "arrives": [[one.seq, one.jws] for one in came],
        "last": found.last,
        "head": found.head,
        "rejected": [[one.seq, one.rejected] for one in found.stored if one.rejected],
        "repeated": list(found.repeated),
        "waiting": sorted(one.seq for one in found.waiting),
        "refused": list(found.refused),
        "missing": found.missing,
        "fork": fork,
    }


def build() -> dict[str, Any]:
    both = envelopes_both_ways()
    return {
        "about": "docs/sync.md; keys here are published and sign nothing real",
        "device": {"chain": CHAIN, "public": KEY.public.hex(), "box_private": DEVICE_BOX.hex()},
        "issuer": {"did": ISSUER, "online_public": ONLINE.public.hex(), "box_private": ISSUER_BOX.hex()},
        "enrolment": enrolments(),
        "envelopes": both,
        "file": a_file(both["up"]["base64"]),
        "evidence": a_photo(),
        "batches": cases(),
        "magic": envelope.MAGIC.decode(),
    }


if __name__ == "__main__":
    PATH.write_text(json.dumps(build(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
