"""Enrolment, envelopes, receipts and evidence: who may say what to whom, and what a stranger is told."""

import contextlib
import io
import json
from base64 import b64decode
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sync_vectors
from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import RejectedCode
from assessor_app.formats import body, compact, enrolment, envelope, signed_record
from assessor_app.formats.anchor_list import Anchors, Centre, OnlineKey
from assessor_app.formats.catalogue_files import CatalogueItem
from assessor_app.formats.delegation import Delegation
from assessor_app.formats.enrolment import Answer, Request
from assessor_app.formats.evidence_manifest import address, pieces_of
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.formats.receipt import Receipt
from assessor_app.formats.record_item import RecordItem, jws_of
from assessor_app.formats.sync_limits import MOST_ENVELOPE_BYTES
from assessor_app.trust import enrolling, envelopes, evidence, hpke_box, jws, receipts
from assessor_app.trust.accepting import record_fault
from assessor_app.trust.anchors import AnchorList, TrustStore, read_anchor_list, sign_anchor_list
from assessor_app.trust.batch import Stored
from assessor_app.trust.cose_sign import sign_delegation
from assessor_app.trust.envelopes import Route, Turn
from assessor_app.trust.jws import Typ
from assessor_app.trust.keys import SigningKey, did_key
from assessor_app.trust.own_root import OwnCentre, own_anchor_list
from sync_samples import AT, CHAIN, KEY, NOW, OTHER, OTHER_CHAIN, H, one_of_each, signed

ROOT, ONLINE = SigningKey(b"r" * 32), SigningKey(b"o" * 32)
ISSUER = "did:web:issuer.example"
BOX = b"b" * 32


def issuer_list(*, state: str = "active", issuer: str = ISSUER, root: SigningKey = ROOT) -> AnchorList:
    content = Anchors(
        issuer=issuer,
        root=root.public.hex(),
        name="Awarding Body",
        issued_at=AT,
        keys=[
            OnlineKey(
                kid=ONLINE.kid.hex(),
                x=ONLINE.public.hex(),
                use=["receipts", "delegation"],
                from_="2026-01-01",
                until="2030-01-01",
                state=state,
            )
        ],
        centres={"C-1": Centre(name="Greenfield College")},
    )
    return read_anchor_list(sign_anchor_list(content, root=root))


TRUST = TrustStore.of([issuer_list()])


def request(**more: Any) -> Request:
    members: dict[str, Any] = {
        "id": "12" * 16,
        "chain": CHAIN,
        "public": KEY.public.hex(),
        "box": hpke_box.public_of(BOX).hex(),
        "head": ChainHead(chain=CHAIN, seq=0, hash=H),
        "at": AT,
        "version": "1.0",
        "centre": "Greenfield College",
    }
    return Request(**members | more)


def answer(**more: Any) -> Answer:
    members: dict[str, Any] = {
        "request": "12" * 16,
        "issuer": ISSUER,
        "chain": CHAIN,
        "centre": "C-1",
        "at": AT,
        "delegation": delegation(("ELE",)).hex(),
        "anchors": issuer_list().text,
        "box": H,
        "catalogue": CatalogueItem(version=1, files=[]),
    }
    return Answer(**members | more)


CODE = enrolling.new_code()
CODE_KEY = enrolling.code_key(CODE)


def asked(**more: Any) -> Request:
    return enrolling.read_request(enrolling.sign_request(request(**more), key=KEY, code=CODE_KEY))


def test_a_code_is_read_however_it_is_typed() -> None:
    assert enrolling.code_key(f" {CODE.lower().replace('-', ' ')} ") == CODE_KEY
    for wrong in ("", CODE[:-2], CODE + "0", "U" * 20, "é" * 20):
        with pytest.raises(KnownError, match="code-unreadable"):
            enrolling.code_key(wrong)


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_is_not(text: str) -> None:
    with contextlib.suppress(KnownError):
        assert len(enrolling.code_key(text)) == 32


def test_a_request_and_its_answer_know_each_other_by_the_code() -> None:
    read = asked()
    enrolling.require_code(read, key=CODE_KEY)
    assert CODE.replace("-", "") not in enrolling.sign_request(request(), key=KEY, code=CODE_KEY)
    text = enrolling.sign_answer(answer(), request=read, key=ONLINE, code=CODE_KEY)
    found = enrolling.read_answer(text, request=read, code=CODE_KEY)
    assert (found.answer.centre, found.anchors.issuer) == ("C-1", ISSUER)
    assert enrolment.read_request(enrolment.write_request("a.b.c")) == "a.b.c"
    assert enrolment.read_answer(enrolment.write_answer("a.b.c") + b"\r\n") == "a.b.c"


def test_a_code_proves_this_request_and_no_other() -> None:
    other = enrolling.code_key(enrolling.new_code())
    read = asked()
    with pytest.raises(KnownError, match="code-wrong"):
        enrolling.require_code(read, key=other)
    stolen = request(public=OTHER.public.hex(), code=read.code)
    with pytest.raises(KnownError, match="code-wrong"):
        enrolling.require_code(
            enrolling.read_request(enrolling.sign_request(stolen, key=OTHER)), key=CODE_KEY
        )
    with pytest.raises(KnownError, match="code-wrong"):
        enrolling.require_code(
            enrolling.read_request(enrolling.sign_request(request(), key=KEY)), key=CODE_KEY
        )


def test_who_does_not_know_the_code_is_not_the_issuer() -> None:
    read = asked()
    liar = issuer_list(issuer="did:web:liar.example", root=OTHER)
    forged = answer(issuer=liar.issuer, anchors=liar.text)
    for code in (None, enrolling.code_key(enrolling.new_code())):
        text = enrolling.sign_answer(forged, request=read, key=ONLINE, code=code)
        with pytest.raises(KnownError, match="enrolled-not-issuer"):
            enrolling.read_answer(text, request=read, code=CODE_KEY)


def test_a_restart_is_answered_by_the_issuer_that_is_trusted_already() -> None:
    read = enrolling.read_request(enrolling.sign_request(request(purpose="restart", issuer=ISSUER), key=KEY))
    text = enrolling.sign_answer(answer(), request=read, key=ONLINE)
    assert enrolling.read_answer(text, request=read, trust=TRUST).answer.centre == "C-1"
    elsewhere = TrustStore.of([issuer_list(root=OTHER)])
    for trust in (None, TrustStore(), elsewhere):
        with pytest.raises(KnownError, match="enrolled-not-issuer"):
            enrolling.read_answer(text, request=read, trust=trust)


@pytest.mark.parametrize("change", [{"request": "34" * 16}, {"chain": OTHER_CHAIN}])
def test_an_answer_to_somebody_else_is_told(change: dict[str, str]) -> None:
    read = asked()
    text = enrolling.sign_answer(answer(**change), request=read, key=ONLINE, code=CODE_KEY)
    with pytest.raises(KnownError, match="enrolled-other"):
        enrolling.read_answer(text, request=read, code=CODE_KEY)


def test_an_answer_by_another_key_or_a_compromised_one_is_refused() -> None:
    read = asked()
    compromised = answer(anchors=issuer_list(state="compromised").text)
    for content, key in ((answer(), OTHER), (compromised, ONLINE)):
        text = enrolling.sign_answer(content, request=read, key=key, code=CODE_KEY)
        with pytest.raises(KnownError, match="enrolled-not-issuer"):
            enrolling.read_answer(text, request=read, code=CODE_KEY)


def test_an_old_chain_and_a_root_vouch_for_the_new_key() -> None:
    head = ChainHead(chain=OTHER_CHAIN, seq=7, hash=H)
    old = enrolling.prove_chain("12" * 16, public=KEY.public, head=head, key=OTHER, delegation=b"\xd2\x84")
    own = OwnCentre(id="own", name="Greenfield College")
    anchors = own_anchor_list(own, root=ROOT, online=ONLINE, now=NOW)
    root = enrolling.prove_root("12" * 16, public=KEY.public, anchors=anchors, root=ROOT)
    read = asked(old=[old], own_root=root)
    assert (read.old[0].seq, read.old[0].delegation) == (7, "d284")
    assert read.own_root is not None
    assert enrolling.own_root_of(read, read.own_root).issuer == did_key(ROOT.public)


@pytest.mark.parametrize("wrong", ["seq", "request", "public", "key", "root"])
def test_a_proof_is_for_one_request_one_key_and_one_head(wrong: str) -> None:
    head = ChainHead(chain=OTHER_CHAIN, seq=7, hash=H)
    right = {"request_id": "12" * 16, "public": KEY.public, "head": head, "key": OTHER}
    changes: dict[str, Any] = {"request": {"request_id": "34" * 16}, "public": {"public": ROOT.public}}
    old = enrolling.prove_chain(**right | changes.get(wrong, {}))
    members = {name: getattr(old, name) for name in old.__struct_fields__}
    more: dict[str, Any] = {"old": [old]}
    if wrong == "seq":
        more = {"old": [type(old)(**members | {"seq": 8})]}
    elif wrong == "key":
        more = {"old": [type(old)(**members | {"public": ROOT.public.hex()})]}
    elif wrong == "root":
        anchors = own_anchor_list(OwnCentre(id="own", name="X"), root=ROOT, online=ONLINE, now=NOW)
        more = {"own_root": enrolling.prove_root("12" * 16, public=KEY.public, anchors=anchors, root=OTHER)}
    with pytest.raises(KnownError, match="enrolment-proof-wrong"):
        asked(**more)


def test_an_answer_without_a_delegation_for_this_key_is_refused() -> None:
    read = asked()
    for wrong in (delegation(("ELE",), public=OTHER.public), delegation(("ELE",), by=OTHER)):
        text = enrolling.sign_answer(answer(delegation=wrong.hex()), request=read, key=ONLINE, code=CODE_KEY)
        with pytest.raises(KnownError, match="delegation-not-ours"):
            enrolling.read_answer(text, request=read, code=CODE_KEY)


def test_a_request_names_the_key_that_signs_it() -> None:
    with pytest.raises(ValueError, match="names the key"):
        enrolling.sign_request(request(), key=OTHER)


UP = Route(issuer=ISSUER, sender=CHAIN, receiver=ISSUER)
DOWN = Route(issuer=ISSUER, sender=ISSUER, receiver=CHAIN)


def sealed(*, route: Route = UP, counter: int = 1, key: SigningKey = KEY) -> bytes:
    return envelopes.seal(body.pack(one_of_each()), route, counter=counter, at=NOW, key=key, seen=H)


def opened(data: bytes, *, receiver: str = ISSUER, public: bytes | None = KEY.public) -> envelopes.Opened:
    return envelopes.open_envelope(data, receiver=receiver, public_of=lambda _head, _kid: public)


def test_an_envelope_arrives_as_it_was_sent() -> None:
    data = sealed()
    found = opened(data)
    assert list(found.items()) == one_of_each()
    assert (found.head.sender, found.head.counter, found.head.seen, found.kid) == (CHAIN, 1, H, KEY.kid.hex())
    assert found.hash == envelopes.hash_of(data)
    assert envelopes.peek(data) == found.head


def test_no_changed_byte_is_taken() -> None:
    data = sealed()
    for place in range(0, len(data), 3):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with pytest.raises(KnownError) as raised:
            list(opened(changed).items())
        assert raised.value.code in {
            "envelope-unreadable",
            "envelope-newer",
            "envelope-altered",
            "signature-invalid",
            "envelope-other-receiver",
        }


@given(st.integers(0, 2_000))
def test_no_truncated_envelope_is_taken(length: int) -> None:
    data = sealed()
    if length < len(data):
        with pytest.raises(KnownError, match=r"envelope-(unreadable|altered|newer)|signature-invalid"):
            opened(data[:length])


def test_an_envelope_is_for_one_receiver_by_one_sender() -> None:
    with pytest.raises(KnownError, match="envelope-other-receiver"):
        opened(sealed(), receiver=CHAIN)
    with pytest.raises(KnownError, match="envelope-unknown-sender"):
        opened(sealed(), public=None)
    with pytest.raises(KnownError, match="signature-invalid"):
        opened(sealed(), public=OTHER.public)
    with pytest.raises(KnownError, match="envelope-too-large"):
        envelope.read(bytes(MOST_ENVELOPE_BYTES + 1))
    with pytest.raises(KnownError, match="envelope-newer"):
        envelope.read(b"assessor-envelope/2\nx\n")


def test_a_device_believes_its_issuer_alone() -> None:
    data = sealed(route=DOWN, key=ONLINE)
    known = envelopes.issuer_key(TRUST, ISSUER)
    assert envelopes.open_envelope(data, receiver=CHAIN, public_of=known).head.sender == ISSUER
    wrong = [
        envelopes.issuer_key(TRUST, "did:web:other.example"),
        envelopes.issuer_key(TrustStore.of([issuer_list(state="compromised")]), ISSUER),
        envelopes.issuer_key(TrustStore(), ISSUER),
    ]
    for public_of in wrong:
        with pytest.raises(KnownError, match="envelope-unknown-sender"):
            envelopes.open_envelope(data, receiver=CHAIN, public_of=public_of)
    posing = sealed(route=Route(issuer=ISSUER, sender=OTHER_CHAIN, receiver=CHAIN), key=ONLINE)
    with pytest.raises(KnownError, match="envelope-unknown-sender"):
        envelopes.open_envelope(posing, receiver=CHAIN, public_of=known)


def test_the_counter_says_what_an_envelope_may_do() -> None:
    held = {3: "three"}.get
    assert envelopes.turn(4, "four", last=3, hash_at=held) == Turn.NEXT
    assert envelopes.turn(3, "three", last=3, hash_at=held) == Turn.REPEATED
    assert envelopes.turn(3, "another", last=3, hash_at=held) == Turn.CLASH
    assert envelopes.turn(2, "two", last=3, hash_at=held) == Turn.EARLIER


def test_a_file_on_a_stick_is_the_same_envelope_for_one_reader() -> None:
    data = sealed()
    file = envelopes.to_file(data, box=hpke_box.public_of(BOX))
    assert envelopes.from_file(file, private=BOX) == data
    assert CHAIN.encode() not in file
    with pytest.raises(KnownError, match="sync-file-other-receiver"):
        envelopes.from_file(file, private=b"c" * 32)
    with pytest.raises(KnownError, match="sync-file-damaged"):
        envelopes.from_file(file[:-1], private=BOX)
    for rubbish in (b"", b"PK\x03\x04", file[:20], data):
        with pytest.raises(KnownError, match="sync-file-"):
            envelopes.from_file(rubbish, private=BOX)


def test_a_receipt_is_believed_from_who_may_give_one() -> None:
    content = Receipt(issuer=ISSUER, centre="C-1", chain=CHAIN, first=1, last=4, head=H, at=AT)
    text = receipts.sign_receipt(content, key=ONLINE)
    assert receipts.read_receipt(text, trust=TRUST, issuer=ISSUER) == content
    assert receipts.sign_receipt(content, key=ONLINE) == text
    assert receipts.hash_of(text) == signed_record.link(text)
    for bad, trust, issuer in (
        (receipts.sign_receipt(content, key=OTHER), TRUST, ISSUER),
        (text, TrustStore.of([issuer_list(state="compromised")]), ISSUER),
        (text, TRUST, "did:web:other.example"),
    ):
        with pytest.raises(KnownError, match="receipt-unknown-issuer"):
            receipts.read_receipt(bad, trust=trust, issuer=issuer)
    head, payload, signature = text.split(".")
    with pytest.raises(KnownError, match="signature-invalid"):
        receipts.read_receipt(f"{head}.{payload}.{'A' + signature[1:]}", trust=TRUST, issuer=ISSUER)


def test_evidence_is_opened_by_who_asked_for_it() -> None:
    content, key, salt = b"a photo" * 300_000, b"k" * 32, b"s" * 16
    target = io.BytesIO()
    hpke_box.seal_stream(io.BytesIO(content), target, key)
    file = target.getvalue()
    pieces = list(pieces_of(io.BytesIO(file)))
    digest = sha256(salt + content).hexdigest()
    about: dict[str, Any] = {"record": "12" * 16, "evidence": digest, "media": "image/jpeg"}
    manifest = evidence.manifest_of(address(pieces), key=key, salt=salt, box=hpke_box.public_of(BOX), **about)
    evidence.require_whole(manifest, pieces)
    found = io.BytesIO()
    evidence.open_evidence(manifest, io.BytesIO(b"".join(pieces)), found, private=BOX)
    assert found.getvalue() == content
    with pytest.raises(KnownError, match="evidence-piece-differs"):
        evidence.require_whole(manifest, pieces[1:])
    bare = evidence.manifest_of(address(pieces), **about)
    assert (bare.key, bare.salt) == (None, None)
    with pytest.raises(KnownError, match="evidence-no-key"):
        evidence.open_evidence(bare, io.BytesIO(file), io.BytesIO(), private=BOX)
    other = evidence.manifest_of(
        address(pieces), key=key, salt=salt, box=hpke_box.public_of(BOX), **about | {"evidence": H}
    )
    with pytest.raises(KnownError, match="evidence-not-the-record"):
        evidence.open_evidence(other, io.BytesIO(file), io.BytesIO(), private=BOX)


def delegation(
    scope: tuple[str, ...], *, days: int = 10, public: bytes = KEY.public, by: SigningKey = ONLINE
) -> bytes:
    start = int(datetime(2026, 11, 20, tzinfo=UTC).timestamp())
    content = Delegation(
        centre="C-1",
        device=CHAIN[:16],
        public=public,
        scope=scope,
        not_before=start,
        expires=start + days * 86_400,
        issued_at=start,
    )
    return sign_delegation(content, key=by)


def paper(body_: dict[str, Any]) -> Stored:
    record = signed_record.Record(
        type="certificate-issued",
        id="1" * 32,
        chain=CHAIN,
        seq=1,
        prev=H,
        at=AT,
        elapsed=1,
        boot="c" * 32,
        body=body_,
    )
    text = jws.sign(signed_record.encode(record), typ=Typ.RECORD, key=KEY)
    return Stored(seq=1, hash=signed_record.link(text), jws=text, record=record)


@pytest.mark.parametrize(
    ("scope", "issued", "fault"),
    [
        (("ELE",), "2026-11-26T14:03:11+01:00", None),
        (("CUL",), "2026-11-26T14:03:11+01:00", RejectedCode.OUT_OF_SCOPE),
        (("*",), "2027-11-26T14:03:11+01:00", RejectedCode.OUT_OF_WINDOW),
        (("*",), "whenever", RejectedCode.RULES),
        (("*",), 7, RejectedCode.RULES),
    ],
)
def test_a_paper_is_judged_by_the_delegation_of_its_day(
    scope: tuple[str, ...], issued: Any, fault: RejectedCode | None
) -> None:
    stored = paper({"form": {"code": "ELE-SAF", "version": "2"}, "issued": issued})
    assert record_fault(stored, public=KEY.public, delegations=[delegation(scope)]) == fault


def test_a_chain_starts_with_its_own_key() -> None:
    text = signed(1, H, record_type="chain-started")
    record = signed_record.decode(compact.split(text).payload)
    stored = Stored(seq=1, hash=H, jws=text, record=record)
    assert record_fault(stored, public=KEY.public, delegations=[]) is None


PUBLISHED: dict[str, Any] = json.loads(sync_vectors.PATH.read_text(encoding="utf-8"))


def test_what_was_once_published_is_read_for_ever() -> None:
    told = PUBLISHED["enrolment"]
    key = enrolling.code_key(told["code"])
    read = enrolling.read_request(enrolment.read_request(told["request"].encode()))
    enrolling.require_code(read, key=key)
    found = enrolling.read_answer(enrolment.read_answer(told["answer"].encode()), request=read, code=key)
    trust = TrustStore.of([found.anchors])
    data = b64decode(PUBLISHED["envelopes"]["up"]["base64"])
    assert (
        envelopes.from_file(b64decode(PUBLISHED["file"]["base64"]), private=sync_vectors.ISSUER_BOX) == data
    )
    sent = [item for item in opened(data).items() if isinstance(item, RecordItem)]
    assert [jws_of(item) for item in sent] == [*PUBLISHED["envelopes"]["records"], "rubbish"]
    down = envelopes.open_envelope(
        b64decode(PUBLISHED["envelopes"]["down"]["base64"]),
        receiver=CHAIN,
        public_of=envelopes.issuer_key(trust, ISSUER),
    )
    assert len(list(down.items())) == 4
    receipts.read_receipt(PUBLISHED["envelopes"]["receipt"], trust=trust, issuer=ISSUER)


def test_the_vectors_are_what_the_code_writes() -> None:
    """Save for what is random (ids, sealed keys, salts) and what zstd may pack otherwise."""
    fresh = sync_vectors.build()
    assert set(fresh) == set(PUBLISHED)
    assert fresh["batches"] == PUBLISHED["batches"]
    assert fresh["enrolment"] == PUBLISHED["enrolment"]
    assert fresh["envelopes"]["receipt"] == PUBLISHED["envelopes"]["receipt"]
    assert fresh["envelopes"]["up"]["items"] == PUBLISHED["envelopes"]["up"]["items"]
