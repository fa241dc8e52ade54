"""Papers of a centre that stood alone, by the anchor list of the issuer that adopted it."""

import json
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from assessor_app.domain.answer import Answer, PaperState, Reason
from assessor_app.domain.errors import KnownError
from assessor_app.formats import anchor_list
from assessor_app.formats.anchor_list import AdoptedKey, Anchors, Centre, OnlineKey, Suspension
from assessor_app.formats.register import Entry
from assessor_app.trust import cose_sign, jws
from assessor_app.trust.anchors import AnchorList, TrustStore, read_anchor_list, sign_anchor_list
from assessor_app.trust.judge import Judged, LedgerEntry, judge_paper
from assessor_app.trust.keys import SigningKey, did_key, key_id
from assessor_app.trust.own_root import own_delegation
from assessor_app.trust.register import Register, build_register, read_register
from paper_by_the_page import judge as by_the_page
from paper_by_the_page import read_anchors
from paper_by_the_page import read_register as read_by_the_page
from test_trust_judge import ANCHORS as OWN_LIST
from test_trust_judge import CENTRE, CLAIMS, DEVICE, DEVICE_ID, NOW, ONLINE, PAPER
from test_trust_judge import ROOT as OWN_ROOT

ISSUERS_ROOT, ISSUERS_KEY, MALLORY = (SigningKey(bytes([number]) * 32) for number in (11, 12, 13))
ADOPTED = AdoptedKey(
    kid=ONLINE.kid.hex(), x=ONLINE.public.hex(), centre="RIV", from_="2026-10-01", until="2036-10-01"
)
LISTED = Anchors(
    issuer=did_key(ISSUERS_ROOT.public),
    name="Example Awarding",
    host="ISSUER.EXAMPLE",
    phone="+1 555 0100",
    issued_at="2026-11-20T09:00:00+00:00",
    keys=[
        OnlineKey(
            kid=ISSUERS_KEY.kid.hex(),
            x=ISSUERS_KEY.public.hex(),
            use=["delegation", "register"],
            from_="2026-01-01",
            until="2036-01-01",
        )
    ],
    centres={"RIV": Centre(name="Riverside", approval_number="EA-1"), "C-1042": Centre(name="Another")},
)
VECTORS = Path(__file__).resolve().parents[2] / "resources" / "vectors" / "papers.json"
PREFIX = sha256(CLAIMS.cti).digest()[:8]
CANNOT_TELL = Answer.CANNOT_TELL


def listed(**changes: Any) -> AnchorList:
    content = msgspec.structs.replace(LISTED, **{"adopted": [ADOPTED], **changes})
    return read_anchor_list(sign_anchor_list(content, root=ISSUERS_ROOT))


def register(*states: PaperState, as_of: datetime = NOW) -> Register:
    data = build_register(
        [Entry(prefix=PREFIX, state=state, on=date(2026, 11, 20)) for state in states],
        issuer=LISTED.issuer,
        as_of=as_of,
        valid_until=as_of + timedelta(days=7),
        key=ISSUERS_KEY,
    )
    return read_register(data, trust=TrustStore.of([listed()]))


def judge(
    *registers: Register,
    text: str = PAPER,
    by: tuple[AnchorList, ...] | None = None,
    own: LedgerEntry | None = None,
    now: datetime = NOW,
) -> Judged:
    trust = TrustStore.of((listed(),) if by is None else by)
    return judge_paper(text, trust=trust, registers=registers, ledger=lambda _: own, now=now)


def told(judged: Judged) -> tuple[Answer, Reason, PaperState]:
    return judged.answer, judged.reason, judged.state


OLD = NOW - timedelta(days=30)
ISSUED_HERE = LedgerEntry(state=PaperState.PROVISIONAL, on=NOW.date())


def test_a_registered_paper_is_valid_and_named_by_the_issuer() -> None:
    judged = judge(register(PaperState.REGISTERED))
    assert told(judged) == (Answer.VALID, Reason.REGISTERED, PaperState.REGISTERED)
    assert (judged.issuer, judged.awarding_body, judged.own_award) == (LISTED.issuer, LISTED.name, False)
    assert (judged.centre_id, judged.centre, judged.approval_number) == ("RIV", "Riverside", "EA-1")
    assert (judged.phone, judged.host) == ("+1 555 0100", "ISSUER.EXAMPLE")
    assert (judged.as_of, judged.since) == (NOW.date(), date(2026, 11, 20))


@pytest.mark.parametrize("own", [None, ISSUED_HERE])
def test_without_the_registers_word_it_is_never_valid(own: LedgerEntry | None) -> None:
    """Nor by a ledger: that of another computer of the centre, which does not hold its old list."""
    assert told(judge(register(), own=own))[:2] == (CANNOT_TELL, Reason.NOT_YET_REGISTERED)
    assert told(judge(own=own))[:2] == (CANNOT_TELL, Reason.NO_REGISTER)
    old = register(PaperState.REGISTERED, as_of=OLD)
    assert told(judge(old, own=own))[:2] == (CANNOT_TELL, Reason.NO_REGISTER)


@pytest.mark.parametrize("as_of", [NOW, OLD])
def test_bad_news_counts_from_an_old_register_too(as_of: datetime) -> None:
    for state in (PaperState.SUPERSEDED, PaperState.REVOKED, PaperState.REJECTED, PaperState.ANNULLED):
        judged = judge(register(state, as_of=as_of))
        assert (judged.answer, judged.state) == (Answer.NOT_VALID, state)


def test_a_copied_cti_under_another_key_is_an_unknown_issuers() -> None:
    given_to = own_delegation(
        CENTRE, device_id=DEVICE_ID, device_public=DEVICE.public, online=MALLORY, now=NOW
    )
    forged = cose_sign.sign_paper(CLAIMS, key=DEVICE, delegation=given_to, host="verify.example")
    known = register(PaperState.REGISTERED)
    assert told(judge(known, text=forged))[:2] == (CANNOT_TELL, Reason.UNKNOWN_ISSUER)
    assert told(judge(known, by=(listed(adopted=[]),)))[:2] == (CANNOT_TELL, Reason.UNKNOWN_ISSUER)


def test_a_delegation_that_only_names_the_adopted_key_is_altered() -> None:
    class Posing(SigningKey):
        @property
        def kid(self) -> bytes:
            return ONLINE.kid

    posing = Posing(bytes([13]) * 32)
    given_to = own_delegation(
        CENTRE, device_id=DEVICE_ID, device_public=DEVICE.public, online=posing, now=NOW
    )
    forged = cose_sign.sign_paper(CLAIMS, key=DEVICE, delegation=given_to, host="verify.example")
    judged = judge(register(PaperState.REGISTERED), text=forged)
    assert told(judged)[:2] == (Answer.NOT_VALID, Reason.ALTERED)
    assert judged.centre is judged.centre_id is None


def test_a_suspended_device_stands_only_with_what_is_registered() -> None:
    by = (listed(suspended=[Suspension(device=DEVICE_ID[:16], after=3)]),)
    assert told(judge(register(), by=by))[:2] == (CANNOT_TELL, Reason.SUSPENDED)
    assert told(judge(register(PaperState.REGISTERED), by=by))[:2] == (Answer.VALID, Reason.REGISTERED)


def test_the_key_vouches_within_its_days_alone() -> None:
    ended = listed(adopted=[msgspec.structs.replace(ADOPTED, until="2026-11-21")])
    known = register(PaperState.REGISTERED)
    assert told(judge(known, by=(ended,)))[:2] == (Answer.NOT_VALID, Reason.OUT_OF_SCOPE)


@pytest.mark.parametrize("turn", [1, -1])
def test_where_the_centres_own_list_is_held_too_the_register_counts_first(turn: int) -> None:
    by = (listed(), OWN_LIST)[::turn]
    first = judge(register(PaperState.REGISTERED), by=by, own=ISSUED_HERE)
    assert told(first)[:2] == (Answer.VALID, Reason.REGISTERED)
    assert first.awarding_body == LISTED.name
    assert told(judge(register(PaperState.REVOKED), by=by, own=ISSUED_HERE))[1] == Reason.REVOKED
    for registers in ((), (register(),), (register(PaperState.REGISTERED, as_of=OLD),)):
        judged = judge(*registers, by=by, own=ISSUED_HERE)
        assert told(judged) == (Answer.VALID, Reason.OWN_LEDGER, PaperState.PROVISIONAL)
        assert judged.own_award


def test_no_issuer_adopts_what_another_awarding_body_vouches_for() -> None:
    body = msgspec.structs.replace(
        LISTED,
        issuer=did_key(MALLORY.public),
        keys=[
            OnlineKey(
                kid=ADOPTED.kid, x=ADOPTED.x, use=["delegation"], from_=ADOPTED.from_, until=ADOPTED.until
            )
        ],
    )
    by = (listed(), read_anchor_list(sign_anchor_list(body, root=MALLORY)))
    judged = judge(register(PaperState.REGISTERED), by=by)
    assert (judged.issuer, *told(judged)[:2]) == (body.issuer, CANNOT_TELL, Reason.NO_REGISTER)


def test_a_list_without_adopted_keys_has_the_bytes_that_it_had() -> None:
    payload = anchor_list.encode(LISTED)
    assert b"adopted" not in payload
    text = json.loads(VECTORS.read_text(encoding="utf-8"))["anchor_list"]
    frozen = jws.peek(text)[1]
    assert anchor_list.encode(anchor_list.decode(frozen)) == frozen
    assert OWN_LIST.adopted == []
    assert sign_anchor_list(OWN_LIST.content, root=OWN_ROOT) == OWN_LIST.text


def test_a_reader_of_before_passes_over_adopted_keys() -> None:
    class Before(msgspec.Struct):
        """The members by which any reader tells an issuer."""

        issuer: str
        keys: list[OnlineKey]

    payload = anchor_list.encode(listed().content)
    assert msgspec.json.decode(payload, type=Before).keys == LISTED.keys


def test_an_adopted_key_whose_id_is_anothers_is_refused() -> None:
    wrong = msgspec.structs.replace(ADOPTED, kid=key_id(MALLORY.public).hex())
    with pytest.raises(ValueError, match="anchors-unreadable") as refused:
        listed(adopted=[wrong])
    assert isinstance(refused.value.__cause__, KnownError)


def test_the_page_is_enough_for_adopted_papers() -> None:
    by = read_anchors(listed().text)
    for held in (register(PaperState.REGISTERED), register(PaperState.REVOKED), register(), None):
        there = None if held is None else read_by_the_page(held.data, by)
        judged = judge(*(() if held is None else (held,)))
        assert by_the_page(PAPER, by, there, NOW)[:2] == (judged.answer, judged.reason)
