"""What waits on a device that belongs to an awarding body: narrowed, opened, set aside and taken back, ten thousand of it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assessor_app.device import Device
from assessor_app.domain.people import Role
from assessor_app.domain.sync_policy import SyncPolicy
from assessor_app.domain.verdict import HeldCode, Outcome, RejectedCode
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.records.waiting import Only, Place
from assessor_app.services.safekeeping.copy import CopyDesk
from assessor_app.services.setup.found import own_root_delegate
from assessor_app.services.syncing.ports import KeptVerdict
from assessor_app.storage.engine import stick
from assessor_app.storage.tables.uncopied import UncopiedTable
from assessor_app.ui.acts import Acts
from assessor_app.ui.session import Session
from assessor_app.ui.sync.desk import SyncDesk
from assessor_app.ui.sync.page import SyncPage
from assessor_app.ui.sync.presenter import SyncPresenter
from assessor_app.ui.sync.record import RecordDialog
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import ADMIN, ASSESSOR, Story, begin

MANY = 10_000


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """Belongs to an awarding body; three records are unsent."""
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    found.open_sitting()
    belong(found.device)
    yield found
    found.device.close()


def belong(device: Device) -> None:
    chain = device.tables.records.active_chain()
    with device.store.atomic():
        device.tables.settings.put_centre(
            replace(device.tables.settings.centre(), awarding_body="Example Awarding", own_root=False)
        )
        device.tables.enrolment.join(
            Enrolment(
                issuer="did:web:issuer.test",
                name="Example Awarding",
                url="https://issuer.test",
                centre="C-1042",
                device=chain.id,
                box=bytes(32),
                issuer_box=bytes(32),
                cursor=0,
                catalogue=1,
                policy=SyncPolicy(),
                enrolled_at="2026-11-22T09:00:00+00:00",
                by=ADMIN,
            )
        )


def told(device: Device, seq: int, outcome: Outcome, code: str, *, n: int = 1, sentence: str = "") -> None:
    chain = device.tables.records.active_chain()
    at = "2026-11-19T12:00:00+00:00"
    verdict = KeptVerdict(
        chain=chain.id, seq=seq, n=n, outcome=outcome, at=at, codes=(code,), sentence=sentence
    )
    with device.store.atomic():
        device.tables.states.keep_verdict(verdict, came_at=at)


class Screen:
    def __init__(self, look: Look, device: Device, qtbot: QtBot, *, by: str = ADMIN) -> None:
        self.qtbot, self.device, self.tasks = qtbot, device, Tasks()
        session = Session()
        session.sign_in(device.tables.staff.get(by))
        self.page = SyncPage(look)
        look.dress(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1240, 650)
        self.page.show()
        copies = CopyDesk(
            transactions=device.store,
            settings=device.tables.settings,
            records=device.tables.records,
            work=device.tables.waiting,
            make=partial(stick.make_copy, device.store),
            staff=device.tables.staff,
            clock=device.clock,
        )
        desk = SyncDesk(
            ledger=device.ledger,
            pins=device.pins,
            waiting=device.tables.waiting,
            copies=copies,
            uncopied=UncopiedTable(device.store),
            delegate=partial(own_root_delegate, device.founding),
            enrolling=device.enrolling,
            syncing=device.syncing,
            staff=device.tables.staff,
        )
        acts = Acts(self.tasks, look, lambda: self.page)
        self.presenter = SyncPresenter(self.page, desk=desk, tasks=self.tasks, acts=acts, session=session)
        self.presenter.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(self.tasks.idle, timeout=20_000)

    def only(self, only: Only) -> int:
        self.page.only.choose(only.value)
        self.page.only_chosen.emit(only.value)
        self.settle()
        return self.page.table.rows.rowCount()

    def opened(self, row: int) -> RecordDialog:
        self.page.table.opened.emit(self.page.table.rows.id_at(row))
        self.settle()
        return next(one for one in self.page.findChildren(RecordDialog) if one.isVisible())


@pytest.fixture
def screen(look: Look, story: Story, qtbot: QtBot) -> Iterator[Screen]:
    made = Screen(look, story.device, qtbot)
    yield made
    made.tasks.shutdown()


def words(dialog: RecordDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


def test_a_record_is_set_aside_and_stays_unsent_until_it_is_taken_back(screen: Screen) -> None:
    before = screen.device.tables.records.count().unsent
    assert screen.only(Only.ASIDE) == 0
    screen.only(Only.UNSENT)
    screen.opened(0).aside.click()
    screen.settle()
    assert screen.only(Only.ASIDE) == 1
    assert screen.device.tables.records.count().unsent == before
    dialog = screen.opened(0)
    assert "not sent until somebody takes it back" in words(dialog)
    assert not dialog.aside.isVisibleTo(dialog)
    dialog.back.click()
    screen.settle()
    assert screen.only(Only.ASIDE) == 0


def test_a_record_is_sent_now_and_what_was_set_aside_is_taken_back_for_it(
    screen: Screen, qtbot: QtBot
) -> None:
    screen.page.contact.show()
    screen.only(Only.UNSENT)
    screen.opened(0).aside.click()
    screen.settle()
    screen.only(Only.ASIDE)
    with qtbot.waitSignal(screen.presenter.listing.send_asked):
        screen.opened(0).send.click()
    screen.settle()
    assert screen.only(Only.ASIDE) == 0


def test_whoever_may_not_set_aside_is_not_offered_it(look: Look, story: Story, qtbot: QtBot) -> None:
    assessor = story.device.tables.staff.get(ASSESSOR)
    assert not assessor.has(Role.ADMINISTRATOR)
    screen = Screen(look, story.device, qtbot, by=ASSESSOR)
    screen.only(Only.UNSENT)
    dialog = screen.opened(0)
    assert not dialog.aside.isVisibleTo(dialog)
    assert not dialog.back.isVisibleTo(dialog)
    screen.tasks.shutdown()


def test_every_verdict_has_a_reason_and_a_next_step(screen: Screen) -> None:
    told(screen.device, 1, Outcome.HELD, HeldCode.UNDECIDED.value)
    told(screen.device, 1, Outcome.HELD, HeldCode.MISSING_RELEASE.value, n=2)
    told(screen.device, 2, Outcome.REJECTED, RejectedCode.BY_PERSON.value, sentence="No logbook.")
    screen.presenter.show()
    screen.settle()
    assert "2 need somebody" in screen.page.here.text()
    screen.page.here.click()
    screen.settle()
    assert screen.page.table.rows.rowCount() == 2
    said = words(screen.opened(0))
    assert "rejected it. No logbook." in said
    assert "Call the awarding body" in said
    screen.page.findChildren(RecordDialog)[0].reject()
    said = words(screen.opened(1))
    assert "waits for the release by a quality assurer" in said
    assert "on the page Quality" in said
    assert "Before that: Thu 19 Nov 2026: Stored; the awarding body has not decided yet." in said
    assert "3 days ago" in said


def test_ten_thousand_records_are_narrowed_and_paged_without_a_wait(
    look: Look, story: Story, qtbot: QtBot
) -> None:
    many(story.device)
    screen = Screen(look, story.device, qtbot)
    assert screen.only(Only.UNSENT) > MANY
    last = screen.page.table.rows.rowCount() - 1
    assert str(screen.page.table.rows.cell(last, 0)) == "…"
    screen.settle()
    assert str(screen.page.table.rows.cell(last, 0)) == "unsent"
    assert screen.opened(last).record.place is Place.UNSENT
    screen.tasks.shutdown()


def many(device: Device) -> None:
    """Rows as an outbox of months has them; nobody reads what is in them."""
    raw = device.store.raw()
    columns = [row[1] for row in raw.execute("PRAGMA table_info(record)").fetchall()]
    chain = device.tables.records.active_chain()
    own = {"chain": "?", "seq": "n", "id": "printf('%032x', n)", "hash": "printf('%064x', n)"}
    values = ", ".join(own.get(name, name) for name in columns)
    with device.store.atomic():
        raw.execute(
            f"""
            WITH RECURSIVE place (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM place WHERE n < {1000 + MANY})
            INSERT INTO record ({", ".join(columns)})
            SELECT {values} FROM place, (SELECT * FROM record WHERE chain = ? AND seq = 1)
            """,  # noqa: S608 - the names are the schema's own
            (chain.id, chain.id),
        )
        raw.execute("INSERT INTO outbox (chain, seq) SELECT chain, seq FROM record WHERE seq >= 1000")
