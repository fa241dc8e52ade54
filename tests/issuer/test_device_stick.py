"""By stick: out, in, back, in; copied twice, in any order, half written, with somebody else's files on it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assessor_app.device.syncing import by_stick
from assessor_app.domain.sync_policy import EvidenceAsked, SyncPolicy
from assessor_app.issuer.intake import stick as issuers
from assessor_app.issuer.intake.pieces import open_pieces
from assessor_app.issuer.judging.work import judge_all
from assessor_app.issuer.keys.online import KeyUse
from assessor_app.issuer.keys.rotation import rotate
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.services.syncing.conversation import Synced
from assessor_app.transport.stick import Stick
from enrolled import certified, join
from made import Issuer, an_issuer
from story import Story, begin

Carry = Callable[[], issuers.Imported]


@pytest.fixture
def issuer(story: Story, tmp_path: Path) -> Iterator[Issuer]:
    folder = tmp_path / "issuer"
    folder.mkdir()
    store = open_store(read_url(file_url(folder).render_as_string(hide_password=False)))
    yield an_issuer(store, folder, now=story.clock.moment)
    store.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def at_the_issuer(story: Story, issuer: Issuer, stick: Path) -> Carry:
    def carry() -> issuers.Imported:
        now = story.clock.now()
        pieces = open_pieces(issuer.store, issuer.folder)
        taking = issuers.Stick(issuer.store, stick, vault=issuer.vault, pieces=pieces, now=now)
        return taking.take(lambda: judge_all(issuer.store, now=now))

    return carry


def settled(found: Synced) -> None:
    assert found.error is None
    assert found.tally.problems == []
    assert (found.count.unsent, found.count.held, found.count.rejected) == (0, 0, 0)
    assert found.settled


def test_out_and_back_and_the_paper_is_registered(
    story: Story, issuer: Issuer, stick: Path, at_the_issuer: Carry
) -> None:
    join(story, issuer)
    number = certified(story)
    out = by_stick(story.device, stick)
    assert out.tally.sent == out.count.unsent == out.count.captured
    assert not out.settled
    assert at_the_issuer().records == out.count.captured
    settled(by_stick(story.device, stick))
    events = story.device.tables.certificates.line(number).events
    assert [event.kind.value for event in events] == ["registered"]
    (register,) = (text for text in story.device.tables.trust.registers() if text)
    assert register


def test_a_stick_that_is_read_twice_and_forgotten_in_between_does_no_harm(
    story: Story, issuer: Issuer, stick: Path, at_the_issuer: Carry, tmp_path: Path
) -> None:
    join(story, issuer)
    certified(story)
    by_stick(story.device, stick)
    copied = tmp_path / "copied"
    shutil.copytree(stick, copied)
    again = by_stick(story.device, stick)
    assert again.tally.sent == again.count.captured
    (only,) = stick.glob("to-issuer-*")
    assert only.name.endswith("000002.assessor-sync")
    for path in copied.iterdir():
        shutil.copy(path, stick / path.name)
    (stick / "holiday.assessor-sync").write_bytes(b"pictures")
    (stick / "half.assessor-sync").write_bytes(only.read_bytes()[:-7])
    assert at_the_issuer().records == again.count.captured
    assert at_the_issuer().records == 0
    found = by_stick(story.device, stick)
    settled(found)
    settled(by_stick(story.device, stick))


def test_answers_in_any_order_and_one_of_them_cut_off(
    story: Story, issuer: Issuer, stick: Path, at_the_issuer: Carry, tmp_path: Path
) -> None:
    join(story, issuer)
    certified(story)
    by_stick(story.device, stick)
    at_the_issuer()
    (first,) = stick.glob("for-*")
    kept = tmp_path / first.name
    shutil.copy(first, kept)
    first.write_bytes(kept.read_bytes()[:-9])
    cut = by_stick(story.device, stick)
    assert [problem.code for problem in cut.tally.problems] == ["sync-file-damaged"]
    assert cut.count.unsent == cut.count.captured
    at_the_issuer()
    shutil.copy(kept, stick / "for-aaa.assessor-sync")
    first.unlink()
    settled(by_stick(story.device, stick))


def test_evidence_goes_by_stick_too(story: Story, issuer: Issuer, stick: Path, at_the_issuer: Carry) -> None:
    join(story, issuer)
    certified(story, evidence=[b"%PDF-1.7 " + bytes(1_500_000)])
    with story.device.store.atomic():
        story.device.tables.enrolment.put_policy(SyncPolicy(evidence=EvidenceAsked.ALL), catalogue=1)
    by_stick(story.device, stick)
    assert len(list(stick.glob("evidence/*/*/*.piece"))) == 2
    assert at_the_issuer().pieces == 2
    by_stick(story.device, stick)
    at_the_issuer()
    found = by_stick(story.device, stick)
    assert (found.evidence.stored, found.evidence_due) == (1, 0)
    settled(found)


def test_a_stick_that_is_carried_for_years_does_not_fill_up(
    story: Story, issuer: Issuer, stick: Path, at_the_issuer: Carry
) -> None:
    join(story, issuer)
    certified(story, evidence=[b"%PDF-1.7 " + bytes(1_500_000)])
    with story.device.store.atomic():
        story.device.tables.enrolment.put_policy(SyncPolicy(evidence=EvidenceAsked.ALL), catalogue=1)
    others = "b" * 64
    foreign = stick / "evidence" / others[:2] / others / "00000.piece"
    foreign.parent.mkdir(parents=True)
    foreign.write_bytes(b"of another device")
    (stick / "for-c-2-00000000-000001.assessor-sync").write_bytes(b"to another device")
    for _ in range(4):
        by_stick(story.device, stick)
        at_the_issuer()
    (answer,) = stick.glob(f"for-*{story.device.tables.enrolment.current().device[:8]}-*")  # type: ignore[union-attr]  # it joined
    kept = answer.read_bytes()
    settled(by_stick(story.device, stick))
    assert not answer.exists()
    left = sorted(path.name for path in stick.rglob("*") if path.is_file())
    (ours,) = stick.glob("to-issuer-*")
    assert left == ["00000.piece", "for-c-2-00000000-000001.assessor-sync", ours.name]
    assert foreign.read_bytes() == b"of another device"
    answer.write_bytes(kept)  # a copy of the stick, read later
    settled(by_stick(story.device, stick))
    answer.write_bytes(b"")  # the stick was pulled out
    assert [one.code for one in by_stick(story.device, stick).tally.problems] == ["sync-file-unreadable"]


def test_evidence_behind_a_link_stays(stick: Path, tmp_path: Path) -> None:
    address = "c" * 64
    kept = tmp_path / "elsewhere" / address / "00000.piece"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"x")
    (stick / "evidence").mkdir()
    (stick / "evidence" / address[:2]).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert list(Stick(stick).evidence()) == []
    Stick(stick).remove_evidence(address)
    assert kept.exists()


def test_a_stick_of_another_centre_is_passed_over(
    story: Story, issuer: Issuer, stick: Path, at_the_issuer: Carry, tmp_path: Path
) -> None:
    join(story, issuer)
    other = begin(tmp_path / "other", tmp_path / "state", clock=story.clock)
    try:
        join(other, issuer, centre="C-2")
        by_stick(other.device, stick)
        at_the_issuer()
        out = by_stick(story.device, stick)
        assert (out.tally.problems, out.tally.came) == ([], 0)
        assert len(list(stick.glob("to-issuer-*"))) == 2
    finally:
        other.device.close()


def test_an_issuer_says_of_what_is_for_another_one_that_it_did_not_take_it(
    story: Story, issuer: Issuer, stick: Path, at_the_issuer: Carry, tmp_path: Path
) -> None:
    join(story, issuer)
    by_stick(story.device, stick)
    at_the_issuer()  # and one of its own answers lies there: that is nobody's trouble
    (ours,) = stick.glob("to-issuer-*")
    folder = tmp_path / "another"
    folder.mkdir()
    store = open_store(read_url(file_url(folder).render_as_string(hide_password=False)))
    another = an_issuer(store, folder, now=story.clock.moment)
    taking = issuers.Stick(store, stick, vault=another.vault, pieces=None, now=story.clock.now())
    assert taking.take(lambda: None).refused == {ours.name: "sync-file-other-receiver"}
    store.close()
    assert at_the_issuer().refused == {}


def test_new_keys_of_the_issuer_come_by_stick_too(
    story: Story, issuer: Issuer, stick: Path, at_the_issuer: Carry
) -> None:
    join(story, issuer)
    certified(story)
    now = story.clock.now()
    with issuer.store.write() as connection:
        rotate(connection, list(KeyUse), vault=issuer.vault, root=issuer.root, by="test", now=now)
    by_stick(story.device, stick)
    at_the_issuer()
    settled(by_stick(story.device, stick))
