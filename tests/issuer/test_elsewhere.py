"""Two devices of one centre: what the floor laptop recorded, the office PC reads, counts and prints."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from assessor_app.documents.elsewhere_assets import NamedAssets
from assessor_app.domain.answer import Answer
from assessor_app.domain.certificate import CameOut, CertificateState, Target
from assessor_app.domain.errors import KnownError
from assessor_app.formats.record_item import record_item
from assessor_app.issuer.register import published
from assessor_app.issuer.store import centres
from assessor_app.services.assessing.start import start
from assessor_app.services.awards.listing import card, rows
from assessor_app.services.awards.sheets import say_what_came_out, send_sheets
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.checking.check import add_register, check_number, check_text
from assessor_app.services.records.check import check_records
from assessor_app.services.syncing.desk import trust_of
from assessor_app.services.syncing.others import read
from assessor_app.services.syncing.others import record as others_record
from assessor_app.services.syncing.sync import sync
from enrolled import Wire, certified, join, wired
from story import ADMIN, ASSESSOR, Story


@pytest.fixture
def wire(floor: Story, tmp_path: Path) -> Iterator[Wire]:
    with wired(floor, tmp_path) as found:
        yield found


def synced(story: Story, wire: Wire) -> None:
    found = sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None)
    assert found.error is None, found.error
    assert not found.tally.problems, found.tally.problems
    assert found.count.unsent == 0


@pytest.fixture
def number(floor: Story, pc: Story, wire: Wire) -> str:
    """A certificate that the floor laptop made and the office PC heard of."""
    join(floor, wire.issuer)
    join(pc, wire.issuer)
    synced(floor, wire)
    made = certified(floor)
    synced(floor, wire)
    synced(pc, wire)
    return made


def test_the_office_pc_prints_the_very_sheet_that_the_floor_laptop_made(
    floor: Story, pc: Story, wire: Wire, number: str
) -> None:
    there = floor.device.tables.certificates.get(number)
    here = pc.device.tables.certificates.get(number)
    assert (here.page, here.qr, here.holder, here.cti) == (there.page, there.qr, there.holder, there.cti)
    desk, reads = pc.device.awards, pc.device.tables.office
    (key,) = reads.certificate_keys("", unprinted=True)
    (row,) = rows(desk, reads, [key], by=ADMIN)
    assert (row.line.number, row.line.device, row.state) == (
        number,
        wire_name(wire, floor),
        CertificateState.REGISTERED,
    )
    assert (
        reads.certificate_keys("bello")
        == reads.certificate_keys(number.lower())
        == reads.certificate_keys("")
    )
    (sheet,) = send_sheets(desk, by=ADMIN, numbers=[number], target=Target.PRINTER)
    assert sheet.page == there.page
    assert card(desk, reads, number, by=ADMIN).unanswered
    assert [one.number for one in desk.sheets.unconfirmed()] == [number]
    say_what_came_out(desk, by=ADMIN, sheet=sheet.id, outcome=CameOut.CAME_OUT)
    shown = card(desk, reads, number, by=ADMIN)
    assert (shown.copies, shown.learner_number, shown.may_print) == (1, "2031", True)
    assert not reads.certificate_keys("", unprinted=True)
    assert not floor.device.tables.sheets.of_certificate(number), (
        "a sheet is written down where it was printed"
    )
    NamedAssets(pc.device.assets).named(sheet.page)
    assert not pc.device.tables.elsewhere.wanted_assets()


def wire_name(wire: Wire, story: Story) -> str:
    with wire.issuer.store.read() as connection:
        chain = story.device.tables.records.active_chain().id
        found = centres.find_device(connection, chain)
    assert found is not None
    return found.name


def test_a_reprint_and_a_spoiled_sheet_are_signed_where_they_were_printed(
    pc: Story, wire: Wire, number: str
) -> None:
    desk = pc.device.awards
    for outcome in (CameOut.CAME_OUT, CameOut.SPOILED):
        (sheet,) = send_sheets(desk, by=ADMIN, numbers=[number], target=Target.PRINTER, reason="Lost")
        say_what_came_out(desk, by=ADMIN, sheet=sheet.id, outcome=outcome)
    signed = [
        record.type
        for record in pc.device.tables.records.of_chain(pc.device.tables.records.active_chain().id)
    ]
    assert signed[-2:] == ["certificate-reprinted", "certificate-spoiled"]
    synced(pc, wire)
    assert vars(pc.device.tables.records.count())["rejected"] == 0
    assert wire.count()["rejected"] == wire.count()["held"] == 0, (
        "the issuer knows the certificate of the other chain"
    )
    assert check_records(pc.device.tables.records, pc.device.tables.waiting).ok


def test_the_office_pc_corrects_a_misspelt_name_of_what_the_floor_laptop_made(
    floor: Story, pc: Story, wire: Wire, number: str
) -> None:
    desk, reads = pc.device.awards, pc.device.tables.office
    pc.device.shelf.adopt(pc.device.shelf.offered()["ELE-SAF", "1"].content, at=pc.clock.moment)
    mended = Correction(name="Amina Bellow", reason="Misspelt", identity_seen="Passport", surrendered=True)
    new = correct_name(desk, by=ADMIN, number=number, correction=mended)
    paper = pc.device.tables.certificates.get(new)
    assert (paper.holder, paper.supersedes, paper.assessment) == (
        "Amina Bellow",
        number,
        pc.device.tables.certificates.get(number).assessment,
    )
    assert card(desk, reads, number, by=ADMIN).successor == new
    send_sheets(desk, by=ADMIN, numbers=[new], target=Target.FILE)
    synced(pc, wire)
    assert wire.count()["rejected"] == wire.count()["held"] == 0
    synced(floor, wire)
    here = {
        line.number: [event.kind.value for event in line.events]
        for line in floor.device.tables.certificates.lines()
    }
    assert here[number][-1] == "superseded"
    assert here[new][-1] == "registered", "and the floor laptop has the new one too"
    assert floor.device.tables.certificates.get(new).page == paper.page
    again = Correction(name="Amina Bellows", reason="Again", identity_seen="Passport", surrendered=True)
    third = correct_name(desk, by=ADMIN, number=new, correction=again)
    assert pc.device.tables.certificates.get(third).holder == "Amina Bellows"


def test_whoever_telephones_the_office_is_answered(pc: Story, number: str) -> None:
    judged = check_number(pc.device.checks, number)
    assert judged.answer is Answer.VALID
    paper = pc.device.tables.certificates.get(number)
    assert check_text(pc.device.checks, paper.qr).answer is Answer.VALID


def test_an_attempt_that_was_made_elsewhere_counts_here(pc: Story, number: str) -> None:
    learner = pc.add_learner("Amina Bello", "2031")
    (past,) = pc.device.tables.office.history(learner)
    assert (past.attempt, past.device) == (1, "")
    assert [line.number for line in past.papers] == [number]
    _, entries = pc.open_sitting(("ELE-SAF", "1"))
    with pytest.raises(KnownError, match="cooling-off"):
        start(pc.device.assessing, by=ASSESSOR, entry=entries[0].id)
    pc.clock.moment += timedelta(days=8)
    _, entries = pc.open_sitting(("ELE-SAF", "1"))
    work = start(pc.device.assessing, by=ASSESSOR, entry=entries[0].id)
    assert work.attempt == 2
    stranger = pc.add_learner("Somebody Else", "9999")
    assert pc.device.tables.office.history(stranger) == ()


def test_what_was_changed_on_the_way_is_not_believed(pc: Story, number: str) -> None:
    """A chain whose last record is not signed by its key is read up to the one that is."""
    table, others = pc.device.tables.elsewhere, pc.device.tables.others
    chains = [others.chain(name) for name in others.chains()]
    (chain,) = [
        one
        for one in chains
        if one is not None and one.head_seq and table.through(one.chain) and one.state == "active"
    ]
    with pc.device.store.atomic() as connection:
        connection.execute(
            "INSERT INTO other_record (chain, seq, id, type, jws, hash, came_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                chain.chain,
                chain.head_seq + 1,
                "",
                "annulled",
                "not.signed.x",
                sha256(b"x").hexdigest(),
                "2026-11-26",
            ),
        )
        connection.execute("UPDATE other_chain SET head_seq = head_seq + 1 WHERE chain = ?", (chain.chain,))
    synced_again = table.through(chain.chain)
    enrolment = pc.device.tables.enrolment.current()
    assert enrolment is not None
    with pc.device.store.atomic():
        assert not read(pc.device.syncing, trust=trust_of(pc.device.syncing), issuer=enrolment.issuer)
    assert table.through(chain.chain) == synced_again
    with pytest.raises(KnownError, match="no-such-certificate"):
        pc.device.tables.certificates.get("04HM-ASW9-0012-G")
    assert pc.device.tables.certificates.get(number)


def test_a_name_that_comes_later_is_read_then(pc: Story, wire: Wire, number: str, floor: Story) -> None:
    """Of a chain whose records came without their personal parts first."""
    del wire
    records = floor.device.tables.records
    kept = records.of_chain(records.active_chain().id)
    table, others = pc.device.tables.elsewhere, pc.device.tables.others
    with pc.device.store.atomic() as connection:
        for statement in (
            "DROP TRIGGER paper_elsewhere_kept",
            "DROP TRIGGER other_record_frozen",
            "DELETE FROM paper_elsewhere",
            "DELETE FROM work_elsewhere",
            "DELETE FROM read_elsewhere",
            "UPDATE other_record SET personal = NULL",
        ):
            connection.execute(statement)
    enrolment = pc.device.tables.enrolment.current()
    assert enrolment is not None
    with pc.device.store.atomic():
        read(pc.device.syncing, trust=trust_of(pc.device.syncing), issuer=enrolment.issuer)
    with pytest.raises(KnownError, match="no-such-certificate"):
        pc.device.tables.certificates.get(number)
    with pc.device.store.atomic():
        for one in kept:
            item = record_item(one.jws, chain=one.chain, seq=one.seq, personal=one.personal)
            others_record(pc.device.syncing, item, at="2026-11-26T09:00:00+00:00")
    assert pc.device.tables.certificates.get(number).holder == "Amina Bello"
    (work,) = table.of_learner("", "2031")
    assert work.learner_name == "Amina Bello"
    assert others.chains()


def test_a_paper_of_before_the_laptop_joined_counts_here_as_what_the_register_says(
    floor: Story, pc: Story, wire: Wire
) -> None:
    made = certified(floor)
    join(floor, wire.issuer)
    synced(floor, wire)
    join(pc, wire.issuer)
    synced(pc, wire)
    synced(floor, wire)
    synced(pc, wire)
    paper = pc.device.tables.certificates.get(made)
    assert paper.page == floor.device.tables.certificates.get(made).page
    with wire.issuer.store.write() as connection:
        made_again = published.publish(connection, vault=wire.issuer.vault, now=pc.clock.moment)
    assert check_text(pc.device.checks, paper.qr).answer is Answer.CANNOT_TELL, "no register here has it yet"
    add_register(pc.device.checks, made_again.register.content, by=ADMIN)
    judged = check_text(pc.device.checks, paper.qr)
    assert (judged.answer, judged.awarding_body) == (Answer.VALID, "Example Awarding")
