"""A folder put back from a copy: what it had handed over since is asked for, and is seen, counted and printed again."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assessor_app.device import open_device
from assessor_app.device.safekeeping import copies
from assessor_app.domain.certificate import CameOut, CertificateState, Target
from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import PagesKept
from assessor_app.issuer.setting_up.asking import ask_of_centres
from assessor_app.issuer.telling import page
from assessor_app.services.assessing.start import discard, start
from assessor_app.services.awards.listing import rows
from assessor_app.services.awards.sheets import say_what_came_out, send_sheets
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.enrolling.restarting import restart_chain
from assessor_app.services.records.check import check_records
from assessor_app.services.safekeeping.copy import copy_to_stick
from assessor_app.services.setup.found import own_root_delegate
from assessor_app.services.syncing.again import lacking
from assessor_app.services.syncing.conversation import Synced
from assessor_app.services.syncing.sync import sync
from assessor_app.storage.engine.slots import Opened
from assessor_app.storage.engine.stick import restore
from assessor_app.storage.tables.work_elsewhere import past_elsewhere
from enrolled import Wire, certified, join
from story import ADMIN, ASSESSOR, PINS, Story, begin


@pytest.fixture
def pc(story: Story, wire: Wire, tmp_path: Path) -> Iterator[Story]:
    """Another device of the centre: pages of certificates go to the issuer."""
    found = begin(tmp_path / "pc", tmp_path / "pc-state")
    found.clock.moment = story.clock.moment
    join(found, wire.issuer)
    yield found
    found.device.close()


def synced(story: Story, wire: Wire) -> Synced:
    found = sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None)
    assert found.error is None, found.error
    assert not found.tally.problems, found.tally.problems
    assert found.settled
    return found


def put_back(story: Story, tmp_path: Path, since: Callable[[], None]) -> None:
    """The folder as it is now, put back after what happened `since`; a person restarts its chain."""
    key, folder = story.device.key, story.device.folder
    story.device.close()
    shutil.copytree(folder, tmp_path / "copy")
    story.device = open_device(
        folder, lambda slots: Opened(key, slots.slots()[0]), state=tmp_path / "state", clock=story.clock
    )
    since()
    story.device.close()
    shutil.rmtree(folder)
    shutil.move(tmp_path / "copy", folder)
    story.device = open_device(
        folder, lambda slots: Opened(key, slots.slots()[0]), state=tmp_path / "state", clock=story.clock
    )
    desk = story.device.enrolling
    restart_chain(desk, story.device.pins, by=ADMIN, pin=PINS[ADMIN], delegate=lambda _chain: None)


def test_what_was_handed_over_after_the_copy_is_known_and_printed_again(
    story: Story, pc: Story, wire: Wire, tmp_path: Path
) -> None:
    join(story, wire.issuer)
    synced(story, wire)
    synced(pc, wire)
    synced(story, wire)
    made, pages = [], []

    def since() -> None:
        made.append(certified(story))
        pages.append(story.device.tables.certificates.get(made[0]).page)
        synced(story, wire)

    put_back(story, tmp_path, since)
    (own,) = lacking(story.device.syncing)
    before = story.device.tables.records.count().captured
    synced(story, wire)
    tables = story.device.tables
    rest = tables.others.chain(own.chain)
    assert rest is not None
    assert rest.head_seq >= own.first
    assert tables.records.count().captured == before, "they are not signed a second time"
    assert wire.count()["captured"] >= before + rest.head_seq - own.first + 1
    assert check_records(tables.records, tables.waiting).ok
    assert not tables.states.unsent_chains()
    story.learners.clear()
    story.add_learner("Amina Bello", "2031")
    (past,) = past_elsewhere(story.device.store, story.learners[0])
    assert (past.decision, past.device) == ("competent", story.device.syncing.device_name)
    assert [paper.number for paper in past.papers] == made
    (key,) = tables.office.certificate_keys("", unprinted=True)
    (row,) = rows(story.device.awards, tables.office, [key], by=ADMIN)
    assert (row.line.number, row.state) == (made[0], CertificateState.REGISTERED)
    (sheet,) = send_sheets(story.device.awards, by=ADMIN, numbers=made, target=Target.PRINTER)
    assert sheet.page == pages[0]
    say_what_came_out(story.device.awards, by=ADMIN, sheet=sheet.id, outcome=CameOut.CAME_OUT)
    _, entries = story.open_sitting(("ELE-SAF", "1"))
    with pytest.raises(KnownError, match="cooling-off"):
        start(story.device.assessing, by=ASSESSOR, entry=entries[0].id)
    assert all(chain.told_fork is None for chain in tables.records.chains()), "nothing of it is a fork"


def test_more_than_one_answer_holds_comes_in_one_sync(
    story: Story, wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST_OWN", 2)
    join(story, wire.issuer)
    synced(story, wire)

    def since() -> None:
        certified(story)
        synced(story, wire)

    put_back(story, tmp_path, since)
    synced(story, wire)
    tables = story.device.tables
    assert tables.elsewhere.of_learner(f"{1:032x}", "")[0].decision == "competent"
    assert not tables.office.certificate_keys(""), "nobody but the paper has its page"
    (own,) = lacking(story.device.syncing)
    assert own.first > 4
    asked = len(wire.carried)
    synced(story, wire)
    assert len(wire.carried) == asked + 1, "nothing more is there, and one question is enough"


def test_a_chain_that_was_left_in_order_is_not_asked_for(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    synced(story, wire)
    assert len(story.device.tables.records.chains()) == 2
    assert lacking(story.device.syncing) == []


def test_what_was_a_draft_in_the_copy_is_not_signed_a_second_time(
    story: Story, wire: Wire, tmp_path: Path
) -> None:
    join(story, wire.issuer)
    story.add_learner("Amina Bello", "2031")
    sitting, entries = story.open_sitting(("ELE-SAF", "1"))
    work = story.start(entries[-1])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    synced(story, wire)

    def sign() -> None:
        finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])

    def since() -> None:
        sign()
        synced(story, wire)

    put_back(story, tmp_path, since)
    synced(story, wire)
    with pytest.raises(KnownError, match="signed-before-the-copy"):
        sign()
    discard(story.device.assessing, by=ASSESSOR, assessment=work.id)
    assert story.device.tables.elsewhere.work(work.id) is not None


def test_a_folder_that_comes_back_from_a_stick_prints_the_papers_that_were_in_the_copy(
    story: Story, tmp_path: Path
) -> None:
    number = certified(story)
    page_before = story.device.tables.certificates.get(number).page
    (tmp_path / "stick").mkdir()
    made = copy_to_stick(copies(story.device), by=ADMIN, stick=tmp_path / "stick")
    restore(tmp_path / "stick" / made.file, story.recovery, into=tmp_path / "again")
    story.device.close()
    key = story.device.key
    story.device = open_device(
        tmp_path / "again",
        lambda slots: Opened(key, slots.slots()[0]),
        state=tmp_path / "other-state",
        clock=story.clock,
    )
    delegate = own_root_delegate(story.device.founding, story.device.tables.settings.centre())
    restart_chain(story.device.enrolling, story.device.pins, by=ADMIN, pin=PINS[ADMIN], delegate=delegate)
    (sheet,) = send_sheets(story.device.awards, by=ADMIN, numbers=[number], target=Target.PRINTER)
    assert sheet.page == page_before
    named = story.device.syncing.assets.named(sheet.page)
    assert named, "fonts and drawings"
    assert all(story.device.assets.get(one) for one in named)


@pytest.mark.parametrize("kept", [PagesKept.SHARED, PagesKept.ALWAYS])
def test_when_the_only_laptop_is_lost_its_papers_are_printed_again_where_pages_are_kept(
    story: Story, wire: Wire, tmp_path: Path, kept: PagesKept
) -> None:
    """By default the issuer has the records alone: results and states come back, the sheets do not."""
    join(story, wire.issuer)
    number = certified(story)
    lost = story.device.tables.certificates.get(number).page
    synced(story, wire)
    with wire.issuer.store.write() as connection:
        ask_of_centres(connection, by="test", now=story.clock.moment, kept=kept)
    synced(story, wire)
    new = begin(tmp_path / "new", tmp_path / "new-state")
    new.clock.moment = story.clock.moment
    join(new, wire.issuer)
    synced(new, wire)
    tables = new.device.tables
    assert tables.elsewhere.of_learner(f"{1:032x}", "2031")[0].decision == "competent"
    if kept is PagesKept.SHARED:
        assert not tables.office.certificate_keys("")
    else:
        (sheet,) = send_sheets(new.device.awards, by=ADMIN, numbers=[number], target=Target.PRINTER)
        assert sheet.page == lost
    new.device.close()
