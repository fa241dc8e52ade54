import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from assessor_app.device import open_device
from assessor_app.domain.assessment import State
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.services.records.check import RecordsReport, check_records
from assessor_app.services.records.ports import Chain
from assessor_app.services.records.status import status
from assessor_app.services.records.waiting import Place
from assessor_app.storage.tables.records import Records
from assessor_app.storage.tables.waiting import WaitingTable
from assessor_app.wording.records import records_sentence
from story import ASSESSOR, ASSURER, PASSPHRASE, PINS, Story, TestClock, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


def certified(story: Story) -> tuple[str, str]:
    story.add_learner("Amina Bello", "2031")
    sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    acknowledge(
        story.device.deciding,
        by=ASSESSOR,
        assessment=work.id,
        kind=Acknowledged.TYPED,
        details={"typed": "Amina Bello"},
    )
    return work.id, number


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which one learner was certified and acknowledged it."""
    place = tmp_path_factory.mktemp("whole")
    found = begin(place / "data", place / "state")
    certified(found)
    found.device.close()
    return place / "data"


def checked(story: Story) -> RecordsReport:
    return check_records(story.device.tables.records, WaitingTable(story.device.store))


def meddle(story: Story, *statements: str) -> None:
    """What somebody with the key and an editor could do, the triggers taken away first."""
    connection = story.device.store.raw()
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        if not name.startswith("learner_words"):
            connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)


def test_what_was_signed_here_is_right(story: Story) -> None:
    _work, number = certified(story)
    report = checked(story)
    assert (report.ok, report.records, report.chains) == (True, 9, 1)
    wanted = Correction(name="Amina Belo", reason="misspelt", identity_seen="passport", surrendered=True)
    correct_name(story.device.awards, by=ASSESSOR, number=number, correction=wanted)
    assert checked(story).ok


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE record SET jws = substr(jws, 1, length(jws) - 3) || 'AAA' WHERE seq = 9", "chain"),
        ("UPDATE record SET personal = x'00112233' WHERE seq = 3", "personal-differs"),
        ("UPDATE record SET personal = NULL WHERE seq = 3", "personal-missing"),
        ("UPDATE record SET type = 'appeal' WHERE seq = 2", "row"),
        ("UPDATE chain SET head_hash = 'ff'", "head"),
        ("UPDATE chain SET public = zeroblob(32)", "chain"),
        ("DELETE FROM record WHERE seq = 9", "head"),
        ("DELETE FROM certificate", "unrecorded"),
        ("UPDATE assessment SET record = 'none'", "record-missing"),
        ("UPDATE assessment SET award = NULL, decision = 'not-yet-competent'", "record-differs"),
        ("UPDATE certificate SET record = (SELECT id FROM record WHERE seq = 1)", "record-differs"),
        ("UPDATE certificate SET page = x'00'", "record-differs"),
        ("UPDATE certificate SET qr = 'ASSESSOR:AA'", "record-differs"),
        ("UPDATE certificate SET valid_until = '2099-01-01'", "record-differs"),
        ("DELETE FROM release", "unrecorded"),
        ("UPDATE release SET kind = 'returned'", "record-differs"),
        ("UPDATE release SET record = (SELECT record FROM assessment)", "record-differs"),
        ("UPDATE acknowledgement SET kind = 'declined'", "record-differs"),
        ("DELETE FROM acknowledgement", "unrecorded"),
        (
            "INSERT INTO certificate_event (number, kind, at) SELECT number, 'superseded', '' FROM certificate",
            "record-missing",
        ),
        ("UPDATE chain SET ended_at = 'now'", "no-chain"),
        ("DELETE FROM outbox WHERE seq = 1", "count"),
    ],
)
def test_the_first_thing_that_is_wrong_is_named(
    whole: Path, tmp_path: Path, statement: str, code: str
) -> None:
    shutil.copytree(whole, tmp_path / "data")
    device = open_device(
        tmp_path / "data", lambda slots: slots.open_with(PASSPHRASE), state=tmp_path / "state", readonly=False
    )
    story = Story(device=device, clock=TestClock())
    try:
        meddle(story, statement)
        report = checked(story)
        assert (report.ok, report.code) == (False, code)
        assert "{" not in records_sentence(report)
    finally:
        device.close()


def test_what_waits_is_told_with_whose_it_is(story: Story) -> None:
    _work, number = certified(story)
    table = WaitingTable(story.device.store)
    rows = table.waiting(limit=10, offset=0)
    assert table.waiting_count() == len(rows) == 9
    assert {row.place for row in rows} == {Place.UNSENT}
    issued = next(row for row in rows if row.type == "certificate-issued")
    assert (issued.whose, issued.what) == ("Amina Bello", number)
    opened = next(row for row in rows if row.type == "sitting-opened")
    assert (opened.whose, opened.what) == ("", "Kitchen 2")
    assert table.open_work() == ()


def test_work_that_nobody_signed_exists_only_here(story: Story) -> None:
    story.add_learner("Amina Bello", "2031")
    _sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    (row,) = WaitingTable(story.device.store).open_work()
    assert (row.id, row.whose, row.what) == (work.id, "Amina Bello", "CUL-KNI@1")


def elsewhere(act: Callable[[], object]) -> None:
    """What the writer does meanwhile, on its own thread and connection."""
    thread = Thread(target=act)
    thread.start()
    thread.join()


def test_signing_meanwhile_is_no_fault(story: Story) -> None:
    certified(story)
    story.learners = [story.add_learner("Bo Li", "2032")]
    sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)

    def sign(_done: int, _of: int) -> None:
        elsewhere(
            lambda: finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
        )

    records, resting = story.device.tables.records, WaitingTable(story.device.store)
    assert check_records(records, resting, progress=sign).ok
    assert story.device.tables.assessments.get(work.id).state is State.FINALISED
    assert checked(story).ok


def test_the_count_closes_whatever_is_signed_while_it_is_read(story: Story) -> None:
    class Signing(Records):
        def chains(self) -> tuple[Chain, ...]:
            elsewhere(story.open_sitting)
            return super().chains()

    assert not status(Signing(story.device.store)).broken
