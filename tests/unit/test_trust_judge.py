import dataclasses
import re
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.domain.answer import Answer, PaperState, Reason
from assessor_app.domain.errors import KnownError
from assessor_app.formats import cose, qr_text
from assessor_app.formats.anchor_list import Anchors, Suspension
from assessor_app.formats.paper_claims import Environment, PaperClaims
from assessor_app.formats.register import Entry, decode_bundle
from assessor_app.trust import cose_sign, jws
from assessor_app.trust.anchors import TrustStore, read_anchor_list, sign_anchor_list
from assessor_app.trust.judge import Judged, LedgerEntry, judge_paper
from assessor_app.trust.jws import Typ
from assessor_app.trust.keys import SigningKey, did_key
from assessor_app.trust.own_root import OwnCentre, own_anchor_list, own_delegation
from assessor_app.trust.register import Register, build_register, lookup, read_register

ROOT, ONLINE, DEVICE, STRANGER = (SigningKey(bytes([number]) * 32) for number in range(1, 5))
DEVICE_ID = "0123456789abcdef" * 2
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CENTRE = OwnCentre(
    id="C-1042",
    name="Riverside Workshop",
    approval_number="AP-7",
    phone="+44 20 7946 0000",
    host="verify.example",
)
CLAIMS = PaperClaims(
    cti=bytes(range(16)),
    issued_at=int(NOW.timestamp()),
    number="04HMASW90012G",
    name="Maria Gómez",
    mark="4711",
    code="ELE-SAF",
    version="2",
    title="Electrical Safety Fundamentals",
    level="EQF 3 (indicative)",
    credits="3 ECVET",
    environment=Environment.WORKPLACE,
    provisional_until=date(2027, 2, 20),
    valid_until=None,
)
ANCHORS = read_anchor_list(own_anchor_list(CENTRE, root=ROOT, online=ONLINE, now=NOW - timedelta(days=30)))
TRUST = TrustStore.of([ANCHORS])
PREFIX = sha256(CLAIMS.cti).digest()[:8]


def paper(*, scope: tuple[str, ...] = ("ELE",), host: str | None = "verify.example", **changes: Any) -> str:
    given_to = own_delegation(
        CENTRE, device_id=DEVICE_ID, device_public=DEVICE.public, online=ONLINE, now=NOW, scope=scope
    )
    claims = dataclasses.replace(CLAIMS, **changes)
    return cose_sign.sign_paper(claims, key=DEVICE, delegation=given_to, host=host)


def register(*entries: Entry, as_of: datetime = NOW, days: int = 7, bits: int | None = None) -> Register:
    data = build_register(
        entries,
        issuer=ANCHORS.issuer,
        as_of=as_of,
        valid_until=as_of + timedelta(days=days),
        key=ONLINE,
        bits=bits,
    )
    return read_register(data, trust=TRUST)


def anchors_with(**changes: Any) -> TrustStore:
    return TrustStore.of(
        [read_anchor_list(sign_anchor_list(msgspec.structs.replace(ANCHORS.content, **changes), root=ROOT))]
    )


def judge(
    text: str,
    *registers: Register,
    trust: TrustStore = TRUST,
    own: LedgerEntry | None = None,
    now: datetime = NOW,
) -> Judged:
    return judge_paper(text, trust=trust, registers=registers, ledger=lambda _: own, now=now)


def told(judged: Judged) -> tuple[Answer, Reason]:
    return judged.answer, judged.reason


PAPER = paper()


def test_names_come_from_the_trust_store() -> None:
    judged = judge(PAPER, own=LedgerEntry(state=PaperState.PROVISIONAL, on=NOW.date()))
    assert told(judged) == (Answer.VALID, Reason.OWN_LEDGER)
    assert judged.claims == CLAIMS
    assert (judged.centre, judged.awarding_body, judged.own_award) == (
        "Riverside Workshop",
        "Riverside Workshop",
        True,
    )
    assert (judged.phone, judged.host, judged.approval_number) == (
        "+44 20 7946 0000",
        "VERIFY.EXAMPLE",
        "AP-7",
    )
    assert (judged.as_of, judged.state) == (NOW.date(), PaperState.PROVISIONAL)


def test_a_paper_of_another_centre_is_never_called_a_forgery() -> None:
    judged = judge(PAPER, trust=TrustStore())
    assert told(judged) == (Answer.CANNOT_TELL, Reason.UNKNOWN_ISSUER)
    assert judged.centre is judged.awarding_body is judged.phone is judged.host is None


def test_a_register_decides() -> None:
    entry = Entry(prefix=PREFIX, state=PaperState.REGISTERED, on=date(2026, 11, 20))
    for bits in (0, 12):
        judged = judge(PAPER, register(entry, bits=bits))
        assert told(judged) == (Answer.VALID, Reason.REGISTERED)
        assert (judged.as_of, judged.since) == (NOW.date(), date(2026, 11, 20))
    replaced = dataclasses.replace(entry, state=PaperState.SUPERSEDED, successor="04HMASW90044Z")
    judged = judge(PAPER, register(replaced))
    assert (*told(judged), judged.successor) == (Answer.NOT_VALID, Reason.SUPERSEDED, "04HMASW90044Z")
    revoked = dataclasses.replace(entry, state=PaperState.REVOKED)
    judged = judge(PAPER, register(revoked), own=LedgerEntry(state=PaperState.REGISTERED, on=NOW.date()))
    assert told(judged) == (Answer.NOT_VALID, Reason.REVOKED)


def test_the_newest_register_counts_while_it_is_fresh() -> None:
    entry = Entry(prefix=PREFIX, state=PaperState.REGISTERED, on=date(2026, 11, 20))
    old, new = register(entry, as_of=NOW - timedelta(days=3)), register()
    assert told(judge(PAPER, old, new)) == (Answer.CANNOT_TELL, Reason.NOT_YET_REGISTERED)
    assert told(judge(PAPER, old, now=NOW + timedelta(days=5))) == (Answer.CANNOT_TELL, Reason.NO_REGISTER)
    assert told(judge(PAPER, old, now=NOW - timedelta(days=900))) == (Answer.CANNOT_TELL, Reason.NO_REGISTER)
    late = datetime(2027, 3, 1, tzinfo=UTC)
    assert told(judge(PAPER, register(as_of=late), now=late)) == (
        Answer.CANNOT_TELL,
        Reason.PROVISIONAL_LAPSED,
    )


def test_a_paper_is_judged_by_its_own_date_never_by_today() -> None:
    own = LedgerEntry(state=PaperState.REGISTERED, on=NOW.date())
    for now in (datetime(2015, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)):
        assert told(judge(PAPER, own=own, now=now)) == (Answer.VALID, Reason.OWN_LEDGER)
    for issued_at in (CLAIMS.issued_at - 1, CLAIMS.issued_at + 400 * 86_400 + 1):
        assert told(judge(paper(issued_at=issued_at), own=own)) == (Answer.NOT_VALID, Reason.OUT_OF_SCOPE)


def test_scope_and_expiry() -> None:
    assert told(judge(paper(code="AUT-BRK"))) == (Answer.NOT_VALID, Reason.OUT_OF_SCOPE)
    assert told(judge(paper(valid_until=date(2026, 11, 22)))) == (Answer.CANNOT_TELL, Reason.NO_REGISTER)
    judged = judge(paper(valid_until=date(2026, 11, 21)))
    assert (*told(judged), judged.since) == (Answer.NOT_VALID, Reason.EXPIRED, date(2026, 11, 21))


def test_suspended_and_compromised_stand_only_when_registered() -> None:
    entry = Entry(prefix=PREFIX, state=PaperState.REGISTERED, on=date(2026, 11, 20))
    own = LedgerEntry(state=PaperState.PROVISIONAL, on=NOW.date())
    suspended = anchors_with(suspended=[Suspension(device=DEVICE_ID[:16], after=12)])
    key = ANCHORS.content.keys[0]
    compromised = anchors_with(
        keys=[msgspec.structs.replace(key, state="compromised", compromised_at="2026-12-01T00:00:00+00:00")]
    )
    for trust, reason in ((suspended, Reason.SUSPENDED), (compromised, Reason.COMPROMISED)):
        assert told(judge(PAPER, trust=trust, own=own)) == (Answer.CANNOT_TELL, reason)
        assert told(judge(PAPER, register(entry), trust=trust)) == (Answer.VALID, Reason.REGISTERED)


def test_a_key_vouches_only_for_what_it_signed_in_its_days() -> None:
    key = ANCHORS.content.keys[0]
    ended = anchors_with(keys=[msgspec.structs.replace(key, state="retired", until="2026-11-21")])
    assert told(judge(PAPER, trust=ended)) == (Answer.NOT_VALID, Reason.OUT_OF_SCOPE)
    retired = anchors_with(keys=[msgspec.structs.replace(key, state="retired", until="2026-11-22")])
    assert told(judge(PAPER, trust=retired)) == (Answer.CANNOT_TELL, Reason.NO_REGISTER)
    elsewhere = anchors_with(keys=[msgspec.structs.replace(key, use=["register"])])
    assert told(judge(PAPER, trust=elsewhere)) == (Answer.CANNOT_TELL, Reason.UNKNOWN_ISSUER)


def test_a_paper_by_a_key_that_its_delegation_does_not_name() -> None:
    given_to = cose.decode(qr_text.read(PAPER).data).delegation
    assert given_to is not None
    forged = cose_sign.sign_paper(CLAIMS, key=STRANGER, delegation=given_to, host="verify.example")
    assert told(judge(forged)) == (Answer.CANNOT_TELL, Reason.UNKNOWN_ISSUER)
    message = dataclasses.replace(cose.decode(qr_text.read(forged).data), kid=DEVICE.kid)
    text = qr_text.write(qr_text.QrText(host="VERIFY.EXAMPLE", data=cose.encode(message)))
    assert told(judge(text)) == (Answer.NOT_VALID, Reason.ALTERED)


def test_a_code_that_points_to_another_page_is_altered() -> None:
    assert told(judge(PAPER.replace("VERIFY.EXAMPLE", "VERIFY.EXAMP1E"))) == (
        Answer.NOT_VALID,
        Reason.ALTERED,
    )
    bare = re.sub(".*#", "ASSESSOR:", PAPER)
    assert told(judge(bare)) == (Answer.NOT_VALID, Reason.ALTERED)
    assert told(judge(paper(host=None))) == (Answer.CANNOT_TELL, Reason.NO_REGISTER)


def test_no_changed_character_is_ever_valid() -> None:
    entry = Entry(prefix=PREFIX, state=PaperState.REGISTERED, on=date(2026, 11, 20))
    registers = register(entry)
    assert judge(PAPER, registers).answer == Answer.VALID
    seen: set[Reason | str] = set()
    for place, character in enumerate(PAPER):
        for other in "AQ7#/ 9":
            if other in {character, " "}:
                continue
            try:
                judged = judge(PAPER[:place] + other + PAPER[place + 1 :], registers)
            except KnownError as error:
                seen.add(error.code)
                continue
            assert judged.answer != Answer.VALID, (place, character, other)
            seen.add(judged.reason)
    assert {Reason.ALTERED, Reason.UNKNOWN_ISSUER, "qr-unreadable", "paper-unreadable"} <= seen


@settings(deadline=None)  # other work on the machine must not fail it
@given(st.integers(0, len(PAPER)), st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", max_size=3), st.integers(0, 3))
def test_no_piece_put_in_or_taken_out_is_ever_valid(place: int, put_in: str, taken: int) -> None:
    changed = PAPER[:place] + put_in + PAPER[place + taken :]
    if changed == PAPER:
        return
    try:
        own = LedgerEntry(state=PaperState.REGISTERED, on=NOW.date())
        assert judge(changed, own=own).answer != Answer.VALID
    except KnownError as error:
        assert error.code in {"qr-unreadable", "paper-unreadable"}  # noqa: PT017 (either outcome is right)


def test_of_two_lists_by_one_issuer_the_newer_counts_and_another_root_is_passed_over() -> None:
    newer = read_anchor_list(own_anchor_list(CENTRE, root=ROOT, online=STRANGER, now=NOW + timedelta(days=1)))
    for added in ([ANCHORS, newer], [newer, ANCHORS]):
        assert TrustStore.of(added).lists == (newer,)
    web = Anchors(
        issuer="did:web:a.example", name="A", issued_at="2026-11-22T12:00:00+00:00", root=ROOT.public.hex()
    )
    other = msgspec.structs.replace(web, root=STRANGER.public.hex(), issued_at="2027-01-01T00:00:00+00:00")
    lists = [
        read_anchor_list(sign_anchor_list(web, root=ROOT)),
        read_anchor_list(sign_anchor_list(other, root=STRANGER)),
    ]
    assert TrustStore.of(lists).lists == (lists[0],)


def test_an_anchor_list_that_its_root_did_not_sign_is_refused() -> None:
    payload = jws.peek(ANCHORS.text)[1]
    assert read_anchor_list(f"\n{ANCHORS.text}\n") == ANCHORS
    with pytest.raises(KnownError, match="signature-invalid"):
        read_anchor_list(jws.sign(payload, typ=Typ.ANCHORS, key=STRANGER))
    with pytest.raises(KnownError, match="signature-invalid"):
        read_anchor_list(jws.sign(payload, typ=Typ.RECORD, key=ROOT))
    with pytest.raises(KnownError, match="jws-unreadable"):
        read_anchor_list("")
    newer = payload.replace(b'"v":1', b'"v":2')
    with pytest.raises(KnownError, match="anchors-newer"):
        read_anchor_list(jws.sign(newer, typ=Typ.ANCHORS, key=ROOT))
    for wrong in (b"{}", b"[" * 9_000, payload.replace(ONLINE.kid.hex().encode(), b"0" * 16)):
        with pytest.raises(KnownError, match="anchors-unreadable"):
            read_anchor_list(jws.sign(wrong, typ=Typ.ANCHORS, key=ROOT))
    assert ANCHORS.issuer == did_key(ROOT.public)


def test_a_register_that_is_not_its_issuers_is_refused() -> None:
    until = NOW + timedelta(days=7)
    good = build_register([], issuer=ANCHORS.issuer, key=ONLINE, as_of=NOW, valid_until=until)
    foreign = build_register([], issuer="did:web:other", key=ONLINE, as_of=NOW, valid_until=until)
    with pytest.raises(KnownError, match="register-unknown-issuer"):
        read_register(good, trust=TrustStore())
    with pytest.raises(KnownError, match="register-unknown-issuer"):
        read_register(foreign, trust=TRUST)
    with pytest.raises(KnownError, match="register-altered"):
        read_register(good[:-1] + bytes([good[-1] ^ 0x20]), trust=TRUST)
    for wrong in (b"", b"PK", good[:-1], good + b"\x00"):
        with pytest.raises(KnownError, match="register-unreadable"):
            read_register(wrong, trust=TRUST)


def test_a_register_of_many_is_found_by_its_cti() -> None:
    states = [PaperState.REGISTERED, PaperState.REVOKED, PaperState.REJECTED, PaperState.ANNULLED]
    ctis = [number.to_bytes(16, "big") for number in range(3_000)]
    entries = [
        Entry(prefix=sha256(cti).digest()[:8], state=states[place % 4], on=date(2026, 11, 1))
        for place, cti in enumerate(ctis)
    ]
    for bits in (0, 12):
        whole = register(*entries, bits=bits)
        for place in (0, 1, 1_499, 2_999):
            found = lookup(whole, ctis[place])
            assert found == entries[place]
        assert lookup(whole, b"x" * 16) is None
    assert len(register(*entries, bits=0).data) / len(entries) < 18
    assert (register(*entries).bits, register(*entries[:9]).bits) == (12, 0)


@pytest.mark.parametrize("item", [b"\x00", b"\x80"])
def test_a_register_file_of_millions_of_tiny_items_is_refused_before_it_is_decoded(item: bytes) -> None:
    count = 20_000_000
    tracemalloc.start()
    try:
        with pytest.raises(KnownError, match="register-unreadable"):
            decode_bundle(b"\x9a" + count.to_bytes(4, "big") + item * count)
        assert tracemalloc.get_traced_memory()[1] < 3 * count
    finally:
        tracemalloc.stop()
