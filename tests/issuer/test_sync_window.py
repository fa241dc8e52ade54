"""The Sync page of a device that belongs to a real issuer: what was handed over, what was said of it, and what somebody does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.desktop.contact import Contact
from assessor_app.device import Device
from assessor_app.domain.certificate import Answer, CameOut, CertificateState, EventKind, Target
from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import HeldCode, Outcome, RejectedCode
from assessor_app.services.awards.listing import card
from assessor_app.services.awards.ports import Event
from assessor_app.services.awards.returned import say_returned
from assessor_app.services.records.waiting import Only, Place
from assessor_app.services.syncing.aside import set_aside
from assessor_app.services.syncing.conversation import Synced
from assessor_app.services.syncing.ports import KeptVerdict, SyncCarrier
from assessor_app.services.syncing.schedule import Link
from assessor_app.services.syncing.sync import sync
from assessor_app.services.today.look import TodayDesk, today
from assessor_app.storage.tables.uncopied import UncopiedTable
from assessor_app.ui.joining.card import JoinCard
from assessor_app.ui.kit.text import Line
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.sync.contact import ContactCard
from assessor_app.ui.sync.contacting import Contacting
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look, look_for
from assessor_app.ui.today.words import today_view
from enrolled import Wire, certified, join, never
from story import ADMIN, ASSESSOR, Story


class Window:
    """The card of contact over a real device, whose syncs go through a wire to a real issuer."""

    def __init__(self, look: Look, story: Story, wire: Wire, qtbot: QtBot) -> None:
        self.qtbot, self.tasks, self.device = qtbot, Tasks(), story.device
        self.card, self.joined = ContactCard(look), JoinCard(look)
        for widget in (self.card, self.joined):
            look.dress(widget)
            qtbot.addWidget(widget)
        self.card.resize(700, 300)

        def act(device: Device, work: LongWork) -> Synced:
            return sync(device.syncing, wire, wait=60, pause=lambda _seconds: None, tell=work.tell)

        self.contact = Contact(
            story.device, self.tasks, QObject(self.card), link=lambda: Link(reachable=True), act=act
        )
        self.shown = Contacting(
            self.card,
            self.joined,
            desk=story.device.syncing,
            tasks=self.tasks,
            standing=self.contact.standing,
        )
        self.shown.now_asked.connect(self.contact.sync_now)
        self.shown.stick_asked.connect(self.contact.by_stick)
        self.shown.cancel_asked.connect(self.contact.cancel)
        for told, hears in (
            (self.contact.changed, self.shown.follow),
            (self.contact.told, self.shown.told),
            (self.contact.ended, self.shown.ended),
            (self.contact.failed, self.shown.failed),
        ):
            told.connect(hears)
        self.show()

    def show(self) -> None:
        self.shown.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(self.tasks.idle, timeout=30_000)
        QApplication.processEvents()
        self.qtbot.waitUntil(self.tasks.idle, timeout=30_000)

    def words(self, within: QWidget | None = None) -> str:
        place = within or self.card
        labels: list[QLabel | Line] = [*place.findChildren(QLabel), *place.findChildren(Line)]
        return "\n".join(one.text() for one in labels if one.isVisibleTo(within or self.card))


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return look_for(qapp, theme="light")


@pytest.fixture
def window(look: Look, story: Story, wire: Wire, qtbot: QtBot) -> Iterator[Window]:
    join(story, wire.issuer, url="https://issuer.test")
    certified(story)
    made = Window(look, story, wire, qtbot)
    yield made
    made.tasks.shutdown()


def test_sync_now_hands_everything_over_and_says_so(window: Window) -> None:
    assert "Nothing was handed over from this device yet." in window.words()
    assert window.card.now.isVisibleTo(window.card)
    window.card.now.click()
    assert not window.card.now.isEnabled(), "not twice"
    window.settle()
    count = window.device.tables.records.count()
    assert (count.unsent, count.held, count.rejected) == (0, 0, 0)
    assert f"{count.captured} records handed over" in window.words()
    assert "Everything is handed over." in window.words()
    assert window.card.now.isEnabled()


def test_the_next_key_after_a_sync_meets_the_same_button(window: Window) -> None:
    window.card.show()
    window.card.activateWindow()
    window.card.now.setFocus()
    window.card.now.click()
    window.settle()
    assert window.card.window().focusWidget() is window.card.now


def test_a_stick_in_a_folder_that_may_not_sign_is_told_where_it_is_mended(window: Window) -> None:
    told: list[KnownError] = []
    window.tasks.trouble.connect(told.append)
    window.shown.failed(SyncCarrier.STICK, KnownError("chain-restored"))
    assert told == []
    window.shown.failed(SyncCarrier.STICK, KnownError("stick-missing", path="/media/gone"))
    assert [error.code for error in told] == ["stick-missing"]


def test_a_network_that_does_not_answer_is_said_without_alarm_and_when_it_is_tried_again(
    window: Window, wire: Wire
) -> None:
    window.contact.look()
    window.settle()
    wire.faults = [never] * 4
    window.card.now.click()
    window.settle()
    said = window.words()
    assert "took too long to answer" in said
    assert "Tries again at" in said or "handed over" in said
    assert not window.card.progress.isVisibleTo(window.card)


def test_by_stick_says_what_was_written_and_what_was_taken_by_name(window: Window, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    window.card.stick_given.emit(stick)
    window.settle()
    (written,) = stick.glob("to-issuer-*.assessor-sync")
    assert written.name in window.words()
    assert "No new answer lay on it." in window.words()
    assert window.device.tables.records.count().unsent, "until its receipt is back"


def test_what_it_asks_and_the_history_are_a_touch_away(window: Window) -> None:
    window.card.now.click()
    window.settle()
    window.joined.asks.click()
    window.card.history.click()
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    said = "\n".join(window.words(one) for one in shown)
    assert "registered as soon as its record is accepted" in said
    assert "That is the count here too: nothing was lost on the way." in said
    for one in shown:
        one.close()


def test_a_stick_that_is_gone_and_a_cancelled_sync_leave_the_card_ready(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.tasks.trouble) as told:
        window.card.stick_given.emit(tmp_path / "gone")
    assert told.args[0].code == "stick-missing"
    window.settle()
    window.card.now.click()
    window.card.cancelled.emit()
    window.settle()
    assert window.card.now.isEnabled()
    assert window.contact.standing().error is None, "stopping is no failure"


def told(device: Device, kind: str, outcome: Outcome, code: str, sentence: str = "", n: int = 8) -> str:
    """A verdict on the last record of a kind, as it would come; the record's id."""
    chain = device.tables.records.active_chain()
    record = [one for one in device.tables.records.of_chain(chain.id) if one.type == kind][-1]
    verdict = KeptVerdict(
        chain=chain.id,
        seq=record.seq,
        n=n,
        outcome=outcome,
        at="2026-11-22T12:00:00+00:00",
        codes=(code,),
        sentence=sentence,
    )
    with device.store.atomic():
        device.tables.states.keep_verdict(verdict, came_at=verdict.at)
    return record.id


def test_what_waits_is_narrowed_to_what_somebody_here_must_do(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    certified(story)
    device, waiting = story.device, story.device.tables.waiting
    held = told(device, "assessment-finalised", Outcome.HELD, HeldCode.MISSING_RELEASE.value)
    rejected = told(
        device, "certificate-issued", Outcome.REJECTED, RejectedCode.BY_PERSON.value, "No logbook."
    )
    told(device, "acknowledged", Outcome.HELD, HeldCode.WAITING_APPROVAL.value)
    found = waiting.waiting(limit=10, offset=0, only=Only.HERE)
    assert [(one.id, one.place) for one in found] == [(rejected, Place.REJECTED), (held, Place.HELD)]
    assert found[0].sentence == "No logbook."
    unsent = waiting.waiting(limit=1, offset=0, only=Only.UNSENT)[0]
    set_aside(device.syncing, device.tables.staff, by=ADMIN, record=unsent.id)
    (aside,) = waiting.waiting(limit=10, offset=0, only=Only.ASIDE)
    assert (aside.id, aside.aside, aside.place) == (unsent.id, True, Place.UNSENT)
    counts = {only: waiting.waiting_count(only) for only in Only}
    assert (counts[Only.HERE], counts[Only.ASIDE], counts[Only.HELD], counts[Only.REJECTED]) == (2, 1, 2, 1)
    assert counts[Only.ALL] == counts[Only.UNSENT] + 3


def test_a_rejected_paper_is_asked_for_until_somebody_says_what_became_of_it(story: Story) -> None:
    number = certified(story)
    device, awards = story.device, story.device.awards
    with pytest.raises(KnownError, match="paper-counts"):
        say_returned(awards, by=ASSESSOR, number=number, answer=Answer.BACK)
    told(device, "certificate-issued", Outcome.REJECTED, RejectedCode.BY_PERSON.value, "No logbook.")
    with device.store.atomic():
        reject(device, number)
    assert awards.returned.due() == (), "it was never printed"
    (stopped,) = awards.returned.stopped(since="2026-11-01T00:00:00+00:00", most=10)
    assert (stopped.number, stopped.rejected, stopped.code) == (number, True, "by-person")
    assert awards.returned.stopped(since="2026-11-23T00:00:00+00:00", most=10) == (), "told for a month"
    with device.store.atomic():
        sheet = awards.sheets.add(
            number=number,
            copy=1,
            target=Target.PRINTER,
            stamp="",
            at="2026-11-22T11:00:00+00:00",
            by=ASSESSOR,
        )
        awards.sheets.set_outcome(sheet, CameOut.CAME_OUT, record=None)
    assert awards.returned.stopped(since="", most=10) == (), "it is to be taken back: that is told instead"
    (due,) = awards.returned.due()
    assert (due.number, due.code, due.sentence) == (number, "by-person", "No logbook.")
    say_returned(awards, by=ASSESSOR, number=number, answer=Answer.GONE)
    say_returned(awards, by=ASSESSOR, number=number, answer=Answer.BACK)
    assert awards.returned.due() == ()
    shown = card(awards, device.tables.office, number, by=ASSESSOR)
    assert shown.row.state is CertificateState.REJECTED
    assert (shown.out, shown.why) == (True, ("by-person", "No logbook."))
    assert shown.returned is not None
    assert shown.returned.answer is Answer.BACK


def reject(device: Device, number: str) -> None:
    rejected = Event(kind=EventKind.REJECTED, at="2026-11-22T12:00:00+00:00")
    device.tables.certificates.add_event(number, rejected, record=None)


def test_today_says_which_certificates_are_held_or_rejected_and_what_is_next(
    story: Story, wire: Wire
) -> None:
    join(story, wire.issuer)
    number = certified(story)
    device = story.device
    desk = TodayDesk(
        floor=device.tables.floor,
        settings=device.tables.settings,
        ledger=device.ledger,
        awards=device.awards,
        uncopied=UncopiedTable(device.store),
        clock=device.clock,
    )

    def heaps() -> dict[str, list[str]]:
        view = today_view(today(desk, by=ADMIN), by=ADMIN, may_start=False, may_release=False)
        return {heap.title: [f"{item.title}: {item.about}" for item in heap.items] for heap in view.heaps}

    assert not any("held" in title for title in heaps())
    told(device, "certificate-issued", Outcome.HELD, HeldCode.MISSING_RELEASE.value)
    (line,) = heaps()["1 certificate is held by the awarding body"]
    assert line.startswith(f"Amina Bello · {number}: It waits for the release by a quality assurer.")
    assert line.endswith("after that it is accepted by itself.")
    told(device, "certificate-issued", Outcome.REJECTED, RejectedCode.RULES.value, "Task 2 is missing.", n=9)
    with device.store.atomic():
        reject(device, number)
    (line,) = heaps()["1 certificate was rejected"]
    assert "Task 2 is missing. It has to be assessed again" in line
    assert not any("held" in title for title in heaps())
