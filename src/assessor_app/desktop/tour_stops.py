"""The stops of the tour: who stands where, and what was done before the picture."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from assessor_app.desktop.tour_asked import again_too_soon, age_unsaid, asked_afterwards, asked_on_the_floor
from assessor_app.desktop.tour_badges import badges
from assessor_app.desktop.tour_board import board
from assessor_app.desktop.tour_copying import copying
from assessor_app.desktop.tour_designs import design_stops
from assessor_app.desktop.tour_doors import before_anybody, locked, low_battery, mistaken
from assessor_app.desktop.tour_endorsed import endorsement_stops
from assessor_app.desktop.tour_evidence import (
    correcting,
    countersigning,
    evidence,
    of_every_kind,
    of_the_work_alone,
)
from assessor_app.desktop.tour_inside import inside
from assessor_app.desktop.tour_joining import joining
from assessor_app.desktop.tour_office import asked_of_papers, certificates, erasing, learners, verify
from assessor_app.desktop.tour_packs import checked_pack, packs
from assessor_app.desktop.tour_papers import papers
from assessor_app.desktop.tour_phone import phone
from assessor_app.desktop.tour_press import press_room
from assessor_app.desktop.tour_scene import Scene
from assessor_app.desktop.tour_steps import Guide, Step, Stop, member, on, press_key, room, sign_in
from assessor_app.device import Device
from assessor_app.domain import number as numbers
from assessor_app.domain.assessment import Assessment, State
from assessor_app.domain.people import Role, Staff
from assessor_app.domain.stacking import Held, stack
from assessor_app.domain.stopping import StopWhy
from assessor_app.sample.people import MEMBERS
from assessor_app.services.board.stop import restart, say_why
from assessor_app.services.qualifications.look import Due
from assessor_app.services.recovery.left import COPY_TO_STICK, Left, Place
from assessor_app.ui.assess.decide import DecidePage
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.quality.page import QualityPage
from assessor_app.ui.quality.qualifications import Qualifications
from assessor_app.ui.settings.badge_designer import BadgeDesigner
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.settings.seal import SealCard
from assessor_app.ui.sittings.sitting import SittingPage

SECTIONS = ("window", "me", "staff", "ways", "printing", "data", "forms", "badges", "about")
EMPTY_ROOMS = ("today", "assess", "start-sitting", "learners", "certificates", "quality", "sync")


def stops(device: Device, scene: Scene, *, roster: Path) -> Iterator[Stop]:
    """Every stop that this data has something to show for; `roster` is a file that may be written and imported."""
    office = member(device, Role.CENTRE_STAFF)
    yield from before_anybody()
    yield from _sittings(device, member(device, Role.ASSESSOR, last=True))
    yield from _assessing(device, scene, member(device, Role.ASSESSOR, last=True))
    yield from _deciding(device, scene, member(device, Role.ASSESSOR, last=True))
    yield from evidence(device)
    yield from of_every_kind(device)
    yield from of_the_work_alone(device, member(device, Role.ASSESSOR, last=True))
    yield from phone(device, member(device, Role.ASSESSOR, last=True))
    yield from countersigning(device)
    yield from correcting(device)
    yield from board(device)
    yield from asked_on_the_floor(device, member(device, Role.ASSESSOR, last=True))
    yield from copying(device, member(device, Role.ASSESSOR, last=True))
    yield from age_unsaid(device, member(device, Role.ASSESSOR, last=True))
    yield from papers(device)
    yield Stop(name="office", steps=(sign_in(office), room("today")))
    yield from learners(scene, roster=roster)
    yield from certificates(scene)
    yield from asked_of_papers(device)
    yield from press_room(device)
    yield from packs(scene)
    yield from verify(device, scene)
    yield from inside(device, scene)
    yield from checked_pack(scene)
    yield Stop(name="sync", steps=(room("sync"),))
    yield from joining(member(device, Role.ADMINISTRATOR), back=office)
    yield from _quality(device, scene, member(device, Role.QUALITY_ASSURER))
    yield from asked_afterwards(device)
    yield from erasing(scene, member(device, Role.ADMINISTRATOR))
    yield from _settings(device, member(device, Role.ADMINISTRATOR))
    yield from again_too_soon(device)
    yield from low_battery()
    yield from mistaken()
    yield from badges(device)
    yield from locked()


def floor_stops(device: Device, scene: Scene) -> Iterator[Stop]:
    """A learner's page, before the board was ever shown and after; the board; and both with a paper sheet."""
    assessor = member(device, Role.ASSESSOR, last=True)
    yield Stop(name="floor", steps=(sign_in(assessor), room("today")))
    yield from _assessing(device, scene, assessor)
    yield from board(device)
    yield from asked_on_the_floor(device, assessor)
    yield from copying(device, assessor)


def empty_stops(device: Device) -> Iterator[Stop]:
    """A centre on its first day: every page says what to do next."""
    yield Stop(name="empty-door", steps=(sign_in(member(device, Role.ADMINISTRATOR)), room("today")))
    for name in EMPTY_ROOMS[1:]:
        yield Stop(name=f"empty-{name}", steps=(room(name),))


def _sittings(device: Device, assessor: Staff) -> Iterator[Stop]:
    yield Stop(name="today-after-a-crash", steps=(sign_in(assessor), partial(_ended, by=assessor.id)))
    yield Stop(name="today", steps=(lambda guide: guide.house.recovery.forget(), room("today")))
    yield Stop(name="keys", steps=(press_key("F1"),))
    yield Stop(name="sittings", steps=(room("assess"),))
    yield Stop(name="start-a-sitting", steps=(room("start-sitting"),))
    found = [listed.sitting for listed in device.tables.sittings.recent()]
    for name, sitting in zip(("sitting-open", "sitting-closed"), found, strict=False):
        yield Stop(name=name, steps=(room("sitting", sitting.id),))
    for sitting in found[:1]:
        back = room("sitting", sitting.id)
        yield Stop(name="walk-in", steps=(back, on(SittingPage, lambda page: page.head.walk_in.click())))
        yield Stop(name="attendance", steps=(on(SittingPage, _more_of_the_first),))


def _open_to(device: Device, assessor: Staff) -> list[Assessment]:
    """Unfinished work on forms in this assessor's scope: of any other they are shown nothing."""
    return [
        work
        for work in device.tables.assessments.unfinished()
        if assessor.covers(device.shelf.get(work.form_code, work.form_version))
    ]


def _assessing(device: Device, scene: Scene, assessor: Staff) -> Iterator[Stop]:
    unfinished = _open_to(device, assessor)
    for number, work in enumerate(unfinished[:3], start=1):
        yield Stop(name=f"assess-{number}", steps=(room("assessing", work.id),))
    if scene.long_name:
        yield Stop(name="assess-long-name", steps=(room("assessing", scene.long_name),))
    for work in unfinished[:1]:
        here = room("assessing", work.id)
        yield Stop(name="assess-row", steps=(here, on(AssessPage, _open_a_row)))
        yield Stop(name="assess-oral", steps=(on(AssessPage, lambda page: page.panel.oral.click()),))
        stop = on(AssessPage, lambda page: page.header.stop.click())
        yield Stop(name="assess-stopped", steps=(here, stop))
        yield Stop(name="assess-on", steps=(on(AssessPage, lambda page: page.resume_requested.emit()),))
        # Else it would stand in every picture of the sitting.
        for entry in device.tables.sittings.entries_of(work.id)[:1]:
            go_on = partial(_go_on, by=assessor, entry=entry.id, sitting=entry.sitting)
            yield Stop(name="assess-again", steps=(go_on, here))


def _deciding(device: Device, scene: Scene, assessor: Staff) -> Iterator[Stop]:
    for work in _open_to(device, assessor)[:1]:
        yield Stop(name="decide", steps=(room("decide", work.id),))
    if scene.paperwork:
        yield Stop(name="decide-reasons", steps=(room("decide", scene.paperwork),))
        yield Stop(name="decide-refused", steps=(on(DecidePage, lambda page: page.competent.click()),))
    for finalised in _finalised(device)[:1]:
        yield Stop(name="learners-page", steps=(room("handover", finalised.id),))
    if scene.not_yet:
        yield Stop(name="learners-page-not-yet", steps=(room("handover", scene.not_yet),))


def _ended(guide: Guide, *, by: str) -> None:
    """Today, as it would be had the program ended on the board of the open sitting."""
    house = guide.house
    recent = house.device.tables.sittings.recent()
    place = Place(room="board", about=recent[0].sitting.id, details={"view": "wall", "sheet": "3"})
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    house.recovery.left = Left(at=now, by=by, place=place, under_way=(COPY_TO_STICK,))
    house.open("today")


def _go_on(guide: Guide, *, by: Staff, entry: str, sitting: str) -> None:
    """The stop of a learner is over."""
    board = guide.house.device.board
    pin = next(one.pin for one in MEMBERS if one.name == by.name)
    for stop in [one for one in board.stops.standing(sitting) if one.entry == entry]:
        say_why(board, by=by.id, stoppage=stop.id, why=StopWhy.EQUIPMENT)
        restart(board, by=by.id, pin=pin, stoppage=stop.id, reason="Another probe is here.")


def _quality(device: Device, scene: Scene, assurer: Staff) -> Iterator[Stop]:
    yield Stop(name="quality", steps=(sign_in(assurer), room("quality")))
    yield Stop(name="quality-inside", steps=(on(QualityPage, _look_inside),))
    if scene.holder:
        award = on(QualityPage, partial(_may_award, device=device, learner=scene.holder))
        yield Stop(name="quality-award", steps=(room("quality"), award))
        yield Stop(name="quality-award-pin", steps=(on(QualityPage, _ask_to_award),))


def _settings(device: Device, administrator: Staff) -> Iterator[Stop]:
    yield Stop(name="settings", steps=(sign_in(administrator), room("settings")))
    for name in SECTIONS[1:]:
        step = on(SettingsPage, partial(SettingsPage.open_section, name=name))
        yield Stop(name=f"settings-{name}", steps=(step,))
    yield Stop(name="settings-badge-touched", steps=(_badges(), on(SettingsPage, _touch_the_badge)))
    secret = on(SettingsPage, lambda page: page.own_pin_requested.emit())
    yield Stop(name="settings-my-pin", steps=(secret,))
    ways = on(SettingsPage, partial(SettingsPage.open_section, name="ways"))
    seal = on(SealCard, lambda card: card.choose.click())
    yield Stop(name="settings-seal", steps=(ways, seal))
    one = on(SettingsPage, lambda page: page.show_member(administrator.id))
    yield Stop(name="settings-member", steps=(one,))
    yield from endorsement_stops(device, administrator)
    yield from design_stops(device, administrator)


def _badges() -> Step:
    return on(SettingsPage, partial(SettingsPage.open_section, name="badges"))


def _touch_the_badge(page: SettingsPage) -> None:
    """Another shape, another sign, other colours, and a word."""
    for designer in page.findChildren(BadgeDesigner):
        designer.shapes["burst"].click()
        designer.signs["star"].click()
        designer.palettes["lagoon"].click()
        designer.text.write("Harbour Street")


def _finalised(device: Device) -> list[Assessment]:
    rows = device.tables.learners.page(device.tables.learners.rowids(limit=200))
    works = [work for learner in rows for work in device.tables.assessments.of_learner(learner.id)]
    return [work for work in works if work.state is State.FINALISED]


def _more_of_the_first(page: SittingPage) -> None:
    current = page.list.current()
    if current is not None:
        current.more_asked.emit()


def _look_inside(page: QualityPage) -> None:
    """The first that waits, where anything does."""
    if page.table.rows.rowCount():
        page.panel.open_panel()
        page.opened.emit(str(page.table.rows.id_at(0)))


def _may_award(page: QualityPage, *, device: Device, learner: str) -> None:
    """As it would be had this learner, of the sample's, been assessed on all of it."""
    rule = next(one for one in device.qualifications.catalogue().qualifications if one.code == "ELE-ELEC")
    person = device.tables.learners.get(learner)
    parts = [
        Held(
            code=code,
            version="1",
            title=code,
            award=f"{place:032x}",
            number=numbers.make("5a" * 16, place + 1),
            achieved=date(2026, 9, 1) + timedelta(days=30 * place),
            until=date(2029, 9, 1) + timedelta(days=30 * place),
        )
        for place, code in enumerate(rule.parts)
    ]
    found = stack(rule, parts, today=date(2026, 12, 1))
    item = Due(learner=learner, name=person.name, number=person.number, stack=found, own=False, work=())
    for notice in page.findChildren(Qualifications):
        notice.show_due((item, replace(item, own=True)))


def _ask_to_award(page: QualityPage) -> None:
    for notice in page.findChildren(Qualifications):
        notice.notice.findChildren(PlainButton)[0].click()


def _open_a_row(page: AssessPage) -> None:
    """The first row behind which a reading is asked for."""
    rows = [row for row in page.sheet.rows.values() if row.criterion.readings]
    for row in rows[:1]:
        page.sheet.go_to(row.criterion.id)
        row.toggle()
