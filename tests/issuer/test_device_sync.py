"""A device hands its records over exactly once, whatever becomes of the answers."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from assessor_app.domain.certificate import CertificateState
from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import EvidenceAsked, SyncPolicy
from assessor_app.formats import cose
from assessor_app.issuer.keys import anchors, online
from assessor_app.issuer.keys.online import KeyUse
from assessor_app.issuer.keys.rotation import replace_compromised, replace_root, rotate
from assessor_app.issuer.store import records, settings
from assessor_app.issuer.telling.catalogue import tell_catalogue
from assessor_app.services.awards.listing import card
from assessor_app.services.checking.check import add_anchors
from assessor_app.services.records.check import check_records
from assessor_app.services.records.status import status
from assessor_app.services.syncing.aside import set_aside, take_back
from assessor_app.services.syncing.conversation import Synced
from assessor_app.services.syncing.desk import require_enrolled, trust_of
from assessor_app.services.syncing.look import history, overview, verdicts_on
from assessor_app.services.syncing.ports import IssuerCount, Wanted
from assessor_app.services.syncing.sync import sync
from assessor_app.trust import envelopes
from assessor_app.trust.anchors import read_anchor_list
from enrolled import Fault, Wire, altered, certified, cut, join, lost, never, twice
from samples import CENTRE
from story import ADMIN, ASSESSOR, Story, begin


def synced(story: Story, wire: Wire, *, wait: float = 60) -> Synced:
    return sync(story.device.syncing, wire, wait=wait, pause=lambda _seconds: None)


def whole(story: Story, found: Synced, wire: Wire) -> None:
    """Everything accepted, on both sides the same."""
    count = found.count
    assert found.error is None, found.error
    assert count.closes
    assert (count.unsent, count.held, count.rejected) == (0, 0, 0)
    assert wire.count() == vars(count)
    assert check_records(story.device.tables.records, story.device.tables.waiting).ok


def test_records_go_up_and_the_paper_is_registered_as_it_was_printed(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    number = certified(story)
    before = story.device.tables.certificates.get(number)
    found = synced(story, wire)
    whole(story, found, wire)
    assert found.settled
    assert found.tally.sent == found.count.captured
    shown = card(story.device.awards, story.device.tables.office, number, by=story.device.opened_by)
    assert shown.row.state is CertificateState.REGISTERED
    after = story.device.tables.certificates.get(number)
    assert (after.qr, after.page) == (before.qr, before.page)


def test_a_second_sync_sends_nothing(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    certified(story)
    synced(story, wire)
    sent = len(wire.carried)
    again = synced(story, wire)
    whole(story, again, wire)
    assert (again.tally.sent, len(wire.carried)) == (0, sent + 1)
    assert len(wire.carried[-1]) < 2_500


@pytest.mark.parametrize("fault", [lost, never, twice, cut, altered], ids=lambda fault: fault.__name__)
def test_whatever_happens_on_the_way_each_record_arrives_once(
    story: Story, wire: Wire, fault: object
) -> None:
    join(story, wire.issuer)
    certified(story)
    wire.faults = [fault] * 2  # type: ignore[list-item]  # the parameter is one of the faults
    whole(story, synced(story, wire), wire)


def test_without_a_network_all_stays_and_goes_later(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    certified(story)
    wire.faults = [never] * 4
    away = synced(story, wire)
    assert away.error is not None
    assert away.error.code == "issuer-slow"
    assert away.count.unsent == away.count.captured
    whole(story, synced(story, wire), wire)
    assert [run.code for run in story.device.tables.runs.runs(most=5)] == ["", "issuer-slow"]


FILM = b"\x00\x00\x00\x18ftypisom" + bytes(range(256)) * 9_000  # some 2.2 MiB: three pieces


def asking_for_all(story: Story) -> None:
    with story.device.store.atomic():
        story.device.tables.enrolment.put_policy(SyncPolicy(evidence=EvidenceAsked.ALL), catalogue=1)


def test_evidence_goes_after_results_and_closes_the_third_line(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    certified(story, evidence=[FILM, b"%PDF-1.7 a task sheet"])
    first = synced(story, wire)
    assert (first.evidence.captured, first.evidence.unsent, first.settled) == (2, 2, True), "nobody asked"
    asking_for_all(story)
    found = synced(story, wire)
    assert (found.evidence.stored, found.evidence.unsent, found.tally.evidence) == (2, 0, 2)
    assert found.settled
    assert len(wire.pieces) == 4
    again = synced(story, wire)
    assert (again.tally.evidence, len(wire.pieces)) == (0, 4)


def test_evidence_goes_on_where_it_stopped(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    certified(story, evidence=[FILM])
    asking_for_all(story)
    wire.piece_faults = [None, "network-away"]
    stopped = synced(story, wire)
    assert stopped.error is not None
    assert (stopped.evidence.unsent, stopped.settled) == (1, False)
    found = synced(story, wire)
    assert (found.evidence.stored, found.settled) == (1, True)
    assert wire.pieces == [0, 1, 2]


def test_evidence_whose_file_is_gone_is_lost_with_a_reason(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    certified(story, evidence=[FILM])
    asking_for_all(story)
    for path in (story.device.folder / "evidence").iterdir():
        path.unlink()
    found = synced(story, wire)
    assert vars(found.evidence) == {"captured": 1, "unsent": 0, "stored": 0, "lost": 1}
    assert found.evidence.closes


def test_what_an_issuer_asks_for_is_given_once(story: Story, wire: Wire) -> None:
    """A personal part that did not go unasked."""
    join(story, wire.issuer)
    certified(story)
    synced(story, wire)
    tables = story.device.tables
    chain = tables.records.active_chain()
    remark = next(one for one in tables.records.of_chain(chain.id) if one.type == "remarked")
    with story.device.store.atomic():
        wanted = Wanted(chain=chain.id, seq=remark.seq, what="personal")
        tables.told.want(wanted, why="A sample", at="2026-11-27T09:00:00+00:00")
    wire.faults = [lost]
    whole(story, synced(story, wire), wire)
    assert tables.told.wanted("personal") == ()
    with wire.issuer.store.read() as connection:
        (kept,) = records.between(
            connection, centre=CENTRE, chain=chain.id, first=remark.seq, last=remark.seq
        )
    assert kept.personal == remark.personal


def test_two_devices_of_a_centre_hold_what_the_other_signed(story: Story, wire: Wire, tmp_path: Path) -> None:
    join(story, wire.issuer)
    number = certified(story)
    synced(story, wire)
    second = begin(tmp_path / "office", tmp_path / "state", clock=story.clock)
    try:
        join(second, wire.issuer)
        found = synced(second, wire)
        assert found.error is None
        others = second.device.tables.others
        for chain in story.device.tables.records.chains():
            kept = others.chain(chain.id)
            assert kept is not None
            assert (kept.head_seq, kept.head_hash) == (chain.head_seq, chain.head_hash)
        read = second.device.store.raw().execute("SELECT number, state FROM other_state").fetchall()
        assert read == [(number, "registered")]
        synced(story, wire)
        for _time in range(3):  # the page, then what it names: each is asked for by who misses it
            synced(second, wire)
            synced(story, wire)
        certificate = story.device.tables.certificates.get(number)
        (kept,) = (
            second.device.store.raw().execute("SELECT number, qr, page, assets FROM other_paper").fetchall()
        )
        assert kept[:3] == (number, certificate.qr, certificate.page)
        assets = json.loads(kept[3])
        assert assets
        assert all(second.device.assets.get(one) == story.device.assets.get(one) for one in assets)
    finally:
        second.device.close()


def rotated(story: Story, wire: Wire) -> None:
    """The issuer gets new on-line keys while the device is away."""
    issuer, now = wire.issuer, story.clock.now()
    with issuer.store.write() as connection:
        rotate(connection, list(KeyUse), vault=issuer.vault, root=issuer.root, by="test", now=now)


def test_a_device_that_was_away_while_keys_were_changed_believes_the_new_ones(
    story: Story, wire: Wire
) -> None:
    join(story, wire.issuer)
    certified(story)
    rotated(story, wire)
    whole(story, synced(story, wire), wire)


def test_a_device_takes_the_delegation_that_replaces_one_by_a_compromised_key(
    story: Story, wire: Wire
) -> None:
    join(story, wire.issuer)
    certified(story)
    whole(story, synced(story, wire), wire)
    issuer, now = wire.issuer, story.clock.moment + timedelta(days=1)
    story.clock.moment = now
    with issuer.store.write() as connection:
        taken = online.active(connection, KeyUse.DELEGATION).kid
        replace_compromised(connection, taken, vault=issuer.vault, root=issuer.root, by="test", now=now)
        new = online.active(connection, KeyUse.DELEGATION).kid
    found = synced(story, wire)
    whole(story, found, wire)
    assert found.tally.problems == []
    held = story.device.tables.records.active_chain().delegation
    assert held is not None
    assert cose.decode(held).kid.hex() == new != taken


def test_records_that_somebody_set_aside_wait_and_count_as_unsent(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    number = certified(story)
    desk, staff = story.device.syncing, story.device.tables.staff
    record = story.device.tables.certificates.get(number).record
    with pytest.raises(KnownError, match="not-allowed"):
        set_aside(desk, staff, by=ASSESSOR, record=record)
    set_aside(desk, staff, by=ADMIN, record=record)
    found = synced(story, wire)
    assert (found.count.unsent, found.settled, found.count.closes) == (1, False, True)
    with pytest.raises(KnownError, match="sent-already"):
        set_aside(
            desk, staff, by=ADMIN, record=story.device.tables.records.about("sitting", _sitting(story))[0].id
        )
    take_back(desk, staff, by=ADMIN, record=record)
    whole(story, synced(story, wire), wire)


def _sitting(story: Story) -> str:
    (sitting,) = story.device.store.raw().execute("SELECT id FROM sitting").fetchone()
    return str(sitting)


def test_where_paper_waits_for_evidence_one_sync_brings_both(story: Story, wire: Wire) -> None:
    with wire.issuer.store.write() as connection:
        settings.put(connection, "policy", "after-evidence")
    join(story, wire.issuer)
    number = certified(story, evidence=[FILM])
    with wire.issuer.store.write() as connection:
        tell_catalogue(connection, now=story.clock.now())
    found = synced(story, wire)
    whole(story, found, wire)
    assert (found.evidence.stored, found.settled) == (1, True)
    events = story.device.tables.certificates.line(number).events
    assert [event.kind.value for event in events] == ["registered"]


def waiting_for(seconds: int) -> Fault:
    def fault(_data: bytes, _on: object) -> bytes:
        raise KnownError("too-often", seconds=seconds)

    return fault


def test_an_issuer_that_is_asked_too_often_says_how_long_and_is_asked_again(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    certified(story)
    pauses: list[float] = []
    wire.faults = [waiting_for(3)]
    found = sync(story.device.syncing, wire, wait=60, pause=pauses.append)
    whole(story, found, wire)
    assert pauses[0] == 3
    wire.faults = [waiting_for(90)]
    refused = sync(story.device.syncing, wire, pause=pauses.append)
    assert refused.error is not None
    assert refused.error.code == "too-often"


def test_what_timed_out_goes_again_with_half_as_much(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    story.add_learner("Bram Cole", "2040")
    for _time in range(40):
        story.open_sitting()
    wire.faults = [never, never]
    found = synced(story, wire)
    whole(story, found, wire)
    items = [envelopes.peek(data).items for data in wire.carried]
    assert items[-1] == 2, "how it is and what it asks for, when nothing is left"
    assert items[0] <= 64 // 4 + 2, "two records and more were left out each time"
    assert items[1] > items[0], "it grows again"


def test_a_person_may_stop_it_and_what_was_handed_over_stays(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    certified(story)
    told: list[tuple[int, int]] = []

    def tell(done: int, of: int) -> None:
        told.append((done, of))
        if len(told) > 1:
            raise KnownError("cancelled")

    with pytest.raises(KnownError, match="cancelled"):
        sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None, tell=tell)
    assert story.device.tables.runs.runs(most=1)[0].code == "cancelled"
    assert status(story.device.tables.records).count.unsent == 0
    whole(story, synced(story, wire), wire)


def test_one_new_record_after_weeks_is_one_envelope_up_and_one_down(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    certified(story)
    synced(story, wire)
    story.clock.moment += timedelta(days=25)
    story.open_sitting()
    before = len(wire.carried)
    found = synced(story, wire, wait=0)
    assert (found.error, found.count.unsent) == (None, 0)
    assert len(wire.carried) == before + 1
    assert len(wire.carried[-1]) + len(wire.answers[-1]) < 5_000


def test_both_sides_of_the_count_stand_side_by_side(story: Story, wire: Wire) -> None:
    desk = story.device.syncing
    with pytest.raises(KnownError, match="not-enrolled"):
        overview(desk)
    join(story, wire.issuer)
    assert (overview(desk).there, overview(desk).agrees, overview(desk).contact) == (None, None, "")
    number = certified(story)
    synced(story, wire)
    synced(story, wire)
    seen = overview(desk)
    assert seen.agrees
    assert seen.there is not None
    assert seen.there.accepted == seen.count.accepted == seen.count.captured
    assert (seen.awards.accepted, seen.undecided, seen.aside, seen.evidence_due) == (1, 0, 0, 0)
    assert seen.contact == history(desk)[0].ended_at != ""
    told = verdicts_on(desk, story.device.tables.certificates.get(number).record)
    assert [verdict.outcome.value for verdict in told] == ["accepted"]
    story.open_sitting()
    assert (overview(desk).agrees, overview(desk).count.unsent) == (True, 1)
    with story.device.store.atomic():
        more = IssuerCount(received=99, accepted=99, held=0, rejected=0)
        story.device.tables.told.put_count(seen.issuer, more, at=seen.contact)
    assert overview(desk).agrees is False


def test_a_new_root_stops_the_sync_until_an_administrator_adds_its_list(
    story: Story, wire: Wire, tmp_path: Path
) -> None:
    join(story, wire.issuer)
    certified(story)
    whole(story, synced(story, wire), wire)
    issuer, now, checks = wire.issuer, story.clock.moment + timedelta(days=1), story.device.checks
    story.clock.moment = now
    with issuer.store.write() as connection:
        held = anchors.newest(connection).text
        root = replace_root(connection, root_out=tmp_path / "r", passphrase="x", by="test", now=now)
        rotate(connection, list(KeyUse), vault=issuer.vault, root=root, by="test", now=now)
        new = anchors.newest(connection).text
    stopped = synced(story, wire)
    assert stopped.error is not None
    assert stopped.error.code == "issuer-key-unknown"
    assert stopped.count.closes
    old = read_anchor_list(held).root
    with pytest.raises(KnownError, match="anchors-other-root"):
        add_anchors(checks, new, by=ADMIN)
    with pytest.raises(KnownError, match="not-allowed"):
        add_anchors(checks, new, by=ASSESSOR, in_place_of=old)
    with pytest.raises(KnownError, match="anchors-other-root"):
        add_anchors(checks, new, by=ADMIN, in_place_of=bytes(32))
    add_anchors(checks, new, by=ADMIN, in_place_of=old)
    whole(story, synced(story, wire), wire)


def test_a_list_that_was_signed_again_comes_with_the_next_sync(wire: Wire, story: Story) -> None:
    """After an adoption the root signs; nobody has to ask."""
    join(story, wire.issuer)
    assert synced(story, wire).error is None
    issuer = require_enrolled(story.device.syncing).issuer
    with wire.issuer.store.write() as connection:
        text = anchors.sign(connection, wire.issuer.root, now=story.clock.now() + timedelta(minutes=1))
    assert synced(story, wire).error is None
    held = trust_of(story.device.syncing).issuer(issuer)
    assert held is not None
    assert held.text == text
    assert held.adopted, "its own key, by which papers of before are judged"
