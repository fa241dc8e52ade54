"""Setting up another computer from the window, and taking what it sends: by stick, with what goes and what stays in words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import SyncPolicy
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing.ports import OtherChain
from assessor_app.transport.stick import Stick
from assessor_app.trust import hpke_box
from assessor_app.ui.acts import Acts
from assessor_app.ui.bundles.card import BundleCard
from assessor_app.ui.bundles.dialog import SetUpDialog
from assessor_app.ui.bundles.presenter import Bundling
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import ADMIN, ASSESSOR, Story, begin
from walks import every_focusable_has_a_name, nothing_is_cut_off

AT = "2026-11-22T09:00:00+00:00"
ISSUER = "did:web:issuer.test"


class Screen:
    """The card of one computer."""

    def __init__(self, look: Look, story: Story, qtbot: QtBot) -> None:
        self.qtbot, self.tasks, self.session, self.story = qtbot, Tasks(), Session(), story
        self.told: list[KnownError] = []
        self.tasks.trouble.connect(self.told.append)
        self.card = BundleCard(look)
        look.dress(self.card)
        qtbot.addWidget(self.card)
        self.card.resize(900, 200)
        self.presenter = Bundling(
            self.card,
            look,
            desk=story.device.bundles,
            stick=Stick,
            tasks=self.tasks,
            acts=Acts(self.tasks, look, lambda: self.card),
            session=self.session,
        )
        self.sign_in(ADMIN)

    def sign_in(self, staff: str) -> None:
        self.session.sign_in(self.story.device.tables.staff.get(staff))
        self.presenter.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(self.tasks.idle, timeout=20_000)

    def dialog(self) -> SetUpDialog:
        self.card.set_up.click()
        return self.card.findChildren(SetUpDialog)[-1]

    def choose(self, over: QWidget, folder: Path) -> None:
        asking = over.findChildren(QFileDialog)[-1]
        asking.fileSelected.emit(str(folder))
        asking.reject()
        self.settle()


def belong(story: Story) -> OtherChain:
    """The device belongs to an awarding body; itself, as the others of its centre know it."""
    box = hpke_box.new_private()
    chain = story.device.tables.records.active_chain()
    with story.device.store.atomic():
        story.device.tables.enrolment.join(
            Enrolment(
                issuer=ISSUER,
                name="Example Awarding",
                url="",
                centre="C-1042",
                device=chain.id,
                box=box,
                issuer_box=hpke_box.public_of(hpke_box.new_private()),
                cursor=0,
                catalogue=1,
                policy=SyncPolicy(),
                enrolled_at=AT,
                by=ADMIN,
            )
        )
    return OtherChain(
        chain=chain.id,
        public=chain.public,
        box=hpke_box.public_of(box),
        centre="C-1042",
        name=story.device.folder.name,
        state="active",
        delegation=None,
        head_seq=0,
        head_hash="0" * 64,
    )


@pytest.fixture
def stories(tmp_path: Path) -> Iterator[tuple[Story, Story]]:
    made = [begin(tmp_path / name, tmp_path / f"{name}-state") for name in ("office", "laptop")]
    yield made[0], made[1]
    for story in made:
        story.device.close()


@pytest.fixture
def screens(stories: tuple[Story, Story], look: Look, qtbot: QtBot) -> Iterator[tuple[Screen, Screen]]:
    made = [Screen(look, story, qtbot) for story in stories]
    yield made[0], made[1]
    for screen in made:
        screen.tasks.shutdown()


def test_a_laptop_is_set_up_by_stick_and_the_window_says_what_stays(
    stories: tuple[Story, Story], screens: tuple[Screen, Screen], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    office, laptop = screens
    one, other = belong(stories[0]), belong(stories[1])
    stories[0].device.tables.others.put_chain(other, at=AT)
    stories[1].device.tables.others.put_chain(one, at=AT)
    stories[0].add_learner("Cato Lind", "2044")
    for screen in screens:
        screen.sign_in(ADMIN)
        screen.card.show()
    every_focusable_has_a_name(office.card)
    dialog = office.dialog()
    every_focusable_has_a_name(dialog)
    nothing_is_cut_off(dialog)
    assert "PINs, passphrases" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.go.click()
    office.choose(dialog, stick)
    (file,) = stick.iterdir()
    assert file.name in office.card.done.text()
    assert "On the stick for laptop: 1 learner, " in office.card.done.text()
    laptop.card.take.click()
    laptop.choose(laptop.card, stick)
    assert laptop.card.done.text() == "New here: 1 learner."
    assert stories[1].device.tables.learners.by_number("2044") is not None
    laptop.card.take.click()
    laptop.choose(laptop.card, tmp_path / "laptop-state")
    assert laptop.card.done.text() == "Nothing for this computer is there."
    assert not office.told
    assert not laptop.told


def test_it_is_offered_to_whoever_may_and_says_when_no_other_computer_is_known(
    stories: tuple[Story, Story], screens: tuple[Screen, Screen]
) -> None:
    office, _laptop = screens
    assert office.card.isHidden(), "a centre that stands alone has no other computer"
    belong(stories[0])
    office.sign_in(ASSESSOR)
    assert office.card.isHidden()
    office.sign_in(ADMIN)
    assert not office.card.isHidden()
    dialog = office.dialog()
    assert not dialog.go.isEnabled()
    assert "No other computer of this centre is known here yet." in " ".join(
        label.text() for label in dialog.findChildren(QLabel)
    )


def test_it_goes_through_the_awarding_body_and_is_taken_when_somebody_says_so(
    stories: tuple[Story, Story], screens: tuple[Screen, Screen]
) -> None:
    office, laptop = screens
    one, other = belong(stories[0]), belong(stories[1])
    stories[0].device.tables.others.put_chain(other, at=AT)
    stories[1].device.tables.others.put_chain(one, at=AT)
    stories[0].add_learner("Cato Lind", "2044")
    for screen in screens:
        screen.sign_in(ADMIN)
        screen.card.show()
    dialog = office.dialog()
    with office.qtbot.waitSignal(office.presenter.given):
        dialog.send.click()
    assert office.card.done.text().startswith("For laptop: 1 learner, ")
    (parcel,) = stories[0].device.tables.parcels.outgoing()
    assert parcel.to == other.chain
    content = stories[0].device.tables.parcels.content(parcel.sha256)
    assert content is not None
    assert not laptop.card.came.isVisibleTo(laptop.card)
    told: list[str] = []
    laptop.card.waits.connect(told.append)
    stories[1].device.tables.parcels.came(content, at=AT)
    laptop.sign_in(ADMIN)
    assert told[-1].startswith("From office")
    assert laptop.card.waiting.text().startswith("From office something came")
    every_focusable_has_a_name(laptop.card)
    nothing_is_cut_off(laptop.card)
    laptop.card.came.click()
    laptop.settle()
    assert laptop.card.done.text() == "New here: 1 learner."
    assert stories[1].device.tables.learners.by_number("2044") is not None
    assert not laptop.card.came.isVisibleTo(laptop.card)
    assert not office.told
    assert not laptop.told
