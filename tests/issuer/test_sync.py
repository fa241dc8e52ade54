"""From a centre that stood alone to a register: enrolled, adopted, handed over, judged, told."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from assessor_app.domain.answer import PaperState as State
from assessor_app.domain.errors import KnownError
from assessor_app.formats import enrolment
from assessor_app.formats.evidence_manifest import EvidenceManifest, EvidenceState, address
from assessor_app.formats.feed import DelegationItem, DeviceItem, ForkItem, Page, PaperState, RefusedItem
from assessor_app.formats.heartbeat import ChainHead, Counted, Heartbeat, OwnRecords
from assessor_app.formats.items import Known
from assessor_app.formats.record_item import RecordItem, jws_of, record_item
from assessor_app.formats.stick_names import enrolment_answer, enrolment_request, for_device, to_issuer
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.counting.status import status
from assessor_app.issuer.enrolling import suspend
from assessor_app.issuer.intake.pieces import open_pieces, take_piece
from assessor_app.issuer.intake.stick import Imported, Stick
from assessor_app.issuer.judging.work import judge_all
from assessor_app.trust import envelopes
from assessor_app.trust.enrolling import code_key, prove_chain, sign_request
from caller import Caller
from office import Office, adopting, fetched, items_of, joined, of_kind, papers_of
from samples import CENTRE, NOW


def test_an_adopted_centre_gets_its_papers_registered(office: Office, lone: SimpleNamespace) -> None:
    caller = joined(office, lone)
    came = caller.send(items_of(lone), office.receive)
    (receipt,) = caller.receipts(came)
    assert (receipt.first, receipt.last, receipt.head) == (1, len(lone.records), lone.chain.head_hash)
    assert office.count() == {"captured": len(lone.records), "held": len(lone.records)}
    assert papers_of(office, lone, caller) == [None, None]

    office.judge()
    assert office.count() == {"captured": len(lone.records), "accepted": len(lone.records)}
    told = fetched(caller, office)
    verdicts = {item.seq: item for item in told if isinstance(item, Verdict)}
    assert sorted(verdicts) == [one.seq for one in lone.records]
    assert all(verdicts[one.seq].hash == one.hash for one in lone.records)
    assert papers_of(office, lone, caller) == [State.SUPERSEDED, State.REGISTERED]
    states = [(item.number, item.state, item.successor) for item in told if isinstance(item, PaperState)]
    first, second = (paper.number.replace("-", "") for paper in lone.papers)
    assert (first, "superseded", second) in states
    assert (second, "registered", None) in states


def test_however_a_chain_is_cut_doubled_and_turned_round_the_same_is_stored(
    office: Office, lone: SimpleNamespace
) -> None:
    caller, items = joined(office, lone), items_of(lone)
    came = caller.send(items[5:9], office.receive)
    assert [item.first_missing for item in came if isinstance(item, RefusedItem)] == [1]
    caller.send([*items[3:6], *items[:2]], office.receive)
    caller.send(items[1:4][::-1], office.receive)
    data = caller.envelope(items)
    first = caller.read(office.receive(data))
    again = caller.read(office.receive(data))
    assert caller.receipts(first)[-1].last == len(items)
    assert caller.receipts(again)[-1] == caller.receipts(first)[-1]
    office.judge()
    assert office.count() == {"captured": len(items), "accepted": len(items)}
    own = caller.send([caller.ask(own=[OwnRecords(chain=lone.chain.id)])], office.receive)
    back = [item for item in own if isinstance(item, RecordItem)]
    assert [jws_of(item) for item in back] == [one.jws for one in lone.records]


def test_what_is_missing_is_waited_for_and_wakes_what_needs_it(office: Office, lone: SimpleNamespace) -> None:
    caller = joined(office, lone)
    bare = [record_item(one.jws, chain=one.chain, seq=one.seq) for one in lone.records]
    caller.send(bare, office.receive)
    office.judge()
    count = office.count()
    assert count["held"] > 0
    assert papers_of(office, lone, caller) == [None, None]
    caller.send(items_of(lone), office.receive)
    office.judge()
    assert office.count() == {"captured": len(bare), "accepted": len(bare)}
    assert papers_of(office, lone, caller) == [State.SUPERSEDED, State.REGISTERED]


def test_a_policy_of_approval_registers_nothing_by_itself(office: Office, lone: SimpleNamespace) -> None:
    caller = joined(office, lone)
    office.policy("after-approval")
    caller.send(items_of(lone), office.receive)
    office.judge()
    held = {
        item.codes[0]
        for item in fetched(caller, office)
        if isinstance(item, Verdict) and item.outcome == "held"
    }
    assert "waiting-approval" in held
    assert papers_of(office, lone, caller) == [None, None]
    assert office.count()["held"] > 0


def test_whoever_was_suspended_has_what_came_later_waiting(office: Office, lone: SimpleNamespace) -> None:
    caller, items = joined(office, lone), items_of(lone)
    caller.send(items[:4], office.receive)
    with office.issuer.store.write() as connection:
        subject = suspend.subject_of(connection, device=caller.chain, centre=None, person=None)
        after = suspend.suspend(connection, subject, by="test", now=NOW)
    assert after == {caller.chain: 0, lone.chain.id: 4}
    caller.send(items, office.receive)
    office.judge()
    assert office.count() == {"captured": len(items), "accepted": 4, "held": len(items) - 4}
    assert papers_of(office, lone, caller) == [None, None]


def test_a_fork_is_told_and_changes_nothing(office: Office, lone: SimpleNamespace) -> None:
    caller, items = joined(office, lone), items_of(lone)
    caller.send(items, office.receive)
    other = record_item(lone.records[3].jws, chain=lone.chain.id, seq=3)
    came = caller.send([other], office.receive)
    (fork,) = of_kind(came, ForkItem)
    assert isinstance(fork, ForkItem)
    assert (fork.seq, fork.hash) == (3, lone.records[2].hash)
    assert office.count()["captured"] == len(items)


def test_rubbish_is_stored_rejected_and_blocks_nothing(office: Office) -> None:
    caller = Caller()
    caller.join(caller.request(), office.code(), office.enrol)
    rubbish: list[Known] = [RecordItem(chain=caller.chain, seq=seq, jws="not.a.jws") for seq in (1, 2)]
    came = caller.send(rubbish, office.receive)
    assert caller.receipts(came)[0].last == 2
    office.judge()
    assert office.count() == {"captured": 2, "rejected": 2}
    foreign = caller.send([RecordItem(chain="9" * 32, seq=1, jws="x.y.z")], office.receive)
    assert [item.code for item in foreign if isinstance(item, RefusedItem)] == ["chain-not-yours"]


def test_a_code_is_good_once_and_a_lost_answer_is_given_again(office: Office) -> None:
    code = office.code()
    caller = Caller()
    request = caller.request()
    text = enrolment.write_request(sign_request(request, key=caller.key, code=code_key(code)))
    assert office.enrol(text) == office.enrol(text)
    for other in (Caller(), caller):
        with pytest.raises(KnownError) as said:
            other.join(other.request(), code, office.enrol)
        assert said.value.code == "code-wrong"
    late = Caller()
    with pytest.raises(KnownError) as said:
        late.join(
            late.request(),
            office.code(),
            lambda data: office.enrol(data, now=NOW + timedelta(days=15)),
        )
    assert said.value.code == "code-wrong"


def test_a_stranger_an_old_envelope_and_a_copied_folder_get_nothing(office: Office) -> None:
    caller = Caller()
    caller.join(caller.request(), office.code(), office.enrol)
    stranger = Caller(issuer=caller.issuer)
    with pytest.raises(KnownError) as said:
        office.receive(stranger.envelope([caller.ask()]))
    assert said.value.code == "envelope-unknown-sender"
    thief = Caller(chain=caller.chain, issuer=caller.issuer, trust=caller.trust)
    with pytest.raises(KnownError) as said:
        office.receive(thief.envelope([caller.ask()]))
    assert said.value.code == "signature-invalid"

    old = caller.envelope([caller.ask()])
    assert of_kind(caller.read(office.receive(old)), Page)
    assert not of_kind(caller.read(office.receive(old)), Page)
    caller.counter = 1
    with pytest.raises(KnownError) as said:
        office.receive(caller.envelope([caller.ask(most=3)]))
    assert said.value.code == "envelope-clash"


def test_devices_of_a_centre_hear_of_each_other_and_no_other_centre_does(
    office: Office, lone: SimpleNamespace
) -> None:
    floor, office_pc, elsewhere = joined(office, lone), Caller(), Caller()
    office_pc.join(office_pc.request(), office.code(), office.enrol)
    elsewhere.join(elsewhere.request(), office.code("C-2"), office.enrol)
    floor.send(items_of(lone), office.receive)
    late = Caller()
    late.join(late.request(), office.code(), office.enrol)
    for other in (office_pc, late):
        came = fetched(other, office)
        assert [jws_of(item) for item in came if isinstance(item, RecordItem)] == [
            one.jws for one in lone.records
        ]
        assert floor.chain in {item.chain for item in came if isinstance(item, DeviceItem)}
    assert not of_kind(fetched(elsewhere, office), RecordItem)


def test_a_restarted_device_goes_on_as_another_and_the_old_one_is_retired(office: Office) -> None:
    old = Caller()
    old.join(old.request(), office.code(scope=("ELE",)), office.enrol)
    new = Caller(trust=old.trust)
    head = ChainHead(chain=old.chain, seq=0, hash=old.request().head.hash)

    def proved(request_id: str) -> list[enrolment.OldChain]:
        return [prove_chain(request_id, public=new.key.public, head=head, key=old.key)]

    request = new.request(purpose="restart", old=proved)
    answer = new.join(request, None, office.enrol)
    assert answer.centre == CENTRE
    assert new.join(request, None, office.enrol) == answer
    again = Caller(trust=old.trust)
    with pytest.raises(KnownError) as said:
        again.join(again.request(purpose="restart"), None, office.enrol)
    assert said.value.code == "enrolment-refused"


def test_a_device_says_how_it_is_and_gets_a_new_delegation(office: Office) -> None:
    caller = Caller()
    caller.join(caller.request(), office.code(), office.enrol)
    said = Heartbeat(
        at="2026-11-26T09:00:00+00:00", version="1", chains=[], records=Counted(captured=3, unsent=3), open=2
    )
    came = caller.send([said, caller.ask(renew=True)], office.receive)
    assert len(of_kind(came, DelegationItem)) == 1
    with office.issuer.store.read() as connection:
        (device,) = status(connection).centres[0].devices
    assert device.device.heartbeat is not None
    assert '"unsent": 3' in device.device.heartbeat
    assert device.device.received == 1


def test_evidence_comes_in_any_order_and_closes(office: Office, tmp_path: Path) -> None:
    caller = Caller()
    caller.join(caller.request(), office.code(), office.enrol)
    blocks = [b"a" * 1024 * 1024, b"b" * 5]
    whole = address(blocks)
    manifest = EvidenceManifest(
        record="1" * 32,
        evidence="2" * 64,
        media="image/jpeg",
        address=whole.address,
        size=whole.size,
        pieces=list(whole.pieces),
    )
    pieces = open_pieces(office.issuer.store, tmp_path)
    assert pieces is not None

    def put(number: int, piece: bytes, where: str = whole.address) -> None:
        take_piece(office.issuer.store, pieces, address=where, number=number, piece=piece, now=NOW)

    with pytest.raises(KnownError, match="evidence-no-such-piece"):
        put(0, blocks[0])
    (state,) = of_kind(caller.send([manifest], office.receive), EvidenceState)
    assert state == EvidenceState(address=whole.address, missing=[0, 1])
    put(1, blocks[1])
    put(1, blocks[1])
    for number, piece, code in ((0, b"c", "evidence-piece-differs"), (7, b"c", "evidence-no-such-piece")):
        with pytest.raises(KnownError, match=code):
            put(number, piece)
    with pytest.raises(KnownError, match="evidence-no-such-piece"):
        put(0, blocks[0], where="../../../etc/passwd")
    put(0, blocks[0])
    closed = EvidenceState(address=whole.address, closed=True)
    asked = of_kind(caller.send([caller.ask(evidence=[whole.address])], office.receive), EvidenceState)
    assert asked == [closed, closed], "the feed tells it of itself, and whoever asks is told"
    assert len([path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]) == 2


def test_a_device_that_is_never_on_line_gets_its_papers_registered_by_stick(
    office: Office, lone: SimpleNamespace, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def carried() -> Imported:
        found = Stick(office.issuer.store, stick, vault=office.issuer.vault, pieces=None, now=NOW)
        return found.take(lambda: judge_all(office.issuer.store, now=NOW))

    def by_stick(data: bytes) -> bytes:
        (stick / enrolment_request("Harbour", caller.chain)).write_bytes(data)
        assert carried().enrolments == 1
        return (stick / enrolment_answer("", caller.chain)).read_bytes()

    caller = Caller()
    answer = caller.join(adopting(caller, lone), office.code(), by_stick)
    sealed = envelopes.to_file(
        caller.envelope([*items_of(lone), caller.ask()]), box=bytes.fromhex(answer.box)
    )
    (stick / to_issuer("Harbour", caller.chain, 1)).write_bytes(sealed)
    (stick / to_issuer("Harbour", caller.chain, 2)).write_bytes(sealed[:-5])
    (stick / "somebody-elses.assessor-sync").write_bytes(b"holiday pictures")
    first, again = carried(), carried()
    assert (first.records, again.records) == (len(lone.records), 0)
    assert set(first.refused.values()) == {"sync-file-damaged", "sync-file-unreadable"}
    told = caller.read(
        envelopes.from_file((stick / for_device(CENTRE, caller.chain, 1)).read_bytes(), private=caller.box)
    )
    outcomes = [item.outcome for item in told if isinstance(item, Verdict)]
    assert outcomes == ["accepted"] * len(lone.records)
    assert papers_of(office, lone, caller) == [State.SUPERSEDED, State.REGISTERED]
