"""The stops at dialogs that ask before something is done: how, why, since when, and what is missing."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from assessor_app.desktop.tour_steps import Guide, Stop, member, on, room, sign_in, who_may
from assessor_app.device import Device
from assessor_app.domain.assessment import Assessment, Decision, State
from assessor_app.domain.people import Role, Staff
from assessor_app.domain.sitting import Entry, Identified
from assessor_app.domain.stopping import StopWhy
from assessor_app.services.after.look import Act, appeals_to_decide, look
from assessor_app.services.board.stop import say_why
from assessor_app.services.sittings.attend import brief_one, come_unlisted, walk_in
from assessor_app.ui.after.choice import ActChoice
from assessor_app.ui.assess.missing import Missing
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.quality.page import QualityPage
from assessor_app.ui.sittings.sitting import SittingPage

WALKS_IN = "Ingeborg Sæther"


def asked_on_the_floor(device: Device, assessor: Staff) -> Iterator[Stop]:
    """How somebody is known, what is read out, where it is seen, what is missing, why work goes on."""
    for sitting in _open_sittings(device)[:1]:
        here = (sign_in(assessor), room("sitting", sitting))
        yield Stop(name="identified", steps=(*here, on(SittingPage, _somebody_comes)))
        begins = partial(_somebody_begins, entries=device.tables.sittings.entries(sitting))
        yield Stop(name="briefing", steps=(*here, on(SittingPage, begins)))
        board, said = room("board", sitting), partial(_say_why, by=assessor.id, sitting=sitting)
        yield Stop(name="board-go-on", steps=(board, said, board, on(BoardPage, _go_on)))
    for work in _seen_in_contexts(device)[:1]:
        here = (sign_in(who_may(device, work)), room("assessing", work.id))
        yield Stop(name="assess-another-context", steps=(*here, on(AssessPage, _another_occasion)))
        yield Stop(name="assess-missing", steps=(*here, on(AssessPage, _what_is_missing)))


def asked_afterwards(device: Device) -> Iterator[Stop]:
    """What a release or a return says, why a result is annulled, how an appeal was decided."""
    assurer = member(device, Role.QUALITY_ASSURER)
    queue = (sign_in(assurer), room("quality"), on(QualityPage, _choose_all))
    yield Stop(
        name="quality-release", steps=(*queue, on(QualityPage, lambda page: page.release_asked.emit()))
    )
    yield Stop(name="quality-return", steps=(*queue, on(QualityPage, lambda page: page.return_asked.emit())))
    for work, staff in _may_be_annulled(device)[:1]:
        yield from _asked_of(device, work, staff, Act.ANNUL, name="result-annul")
    for waiting in appeals_to_decide(device.after, by=assurer.id)[:1]:
        yield from _asked_of(device, waiting.appeal.assessment, assurer, Act.RULE, name="appeal-ruling")


def _asked_of(device: Device, work: str, staff: Staff, act: Act, *, name: str) -> Iterator[Stop]:
    kept = device.tables.assessments.get(work)
    ask = on(LearnersPage, lambda page: page.panel.history.result_asked.emit(work))
    choose = on(ActChoice, lambda choice: choice.buttons[act].click())
    yield Stop(name=name, steps=(sign_in(staff), room("learners", kept.learner), ask, choose))


def _open_sittings(device: Device) -> list[str]:
    recent = [listed.sitting for listed in device.tables.sittings.recent()]
    return [sitting.id for sitting in recent if not sitting.closed_at]


def _seen_in_contexts(device: Device) -> list[Assessment]:
    """Unfinished work on a form that wants several contexts."""
    return [
        work
        for work in device.tables.assessments.unfinished()
        if device.shelf.get(work.form_code, work.form_version).contexts()
    ]


def again_too_soon(device: Device) -> Iterator[Stop]:
    """Somebody comes again before the form allows: why they may begin all the same."""
    for sitting in _open_sittings(device)[:1]:
        listed = {one.learner for one in device.tables.sittings.entries(sitting)}
        for work, staff in [one for one in _too_soon(device) if one[0].learner not in listed][:1]:
            come = partial(_comes_again, by=staff, work=work, sitting=sitting)
            begin = on(SittingPage, partial(_begins_again, device=device, learner=work.learner))
            here = (sign_in(staff), come, room("sitting", sitting))
            yield Stop(name="beyond", steps=(*here, begin))


def age_unsaid(device: Device, assessor: Staff) -> Iterator[Stop]:
    """Somebody of whom nothing is known walks in, and begins a form that asks for an age."""
    for sitting in _open_sittings(device)[:1]:
        here = (sign_in(assessor), partial(_walks_in, by=assessor, sitting=sitting), room("sitting", sitting))
        yield Stop(name="age", steps=(*here, on(SittingPage, partial(_newest_begins, device, sitting))))


def _walks_in(guide: Guide, *, by: Staff, sitting: str) -> None:
    desk = guide.house.device.sittings
    form = next((one.form_code, one.form_version) for one in desk.sittings.entries(sitting))
    entry = walk_in(desk, by=by.id, sitting=sitting, name=WALKS_IN, form=form, identified=Identified.KNOWN)
    brief_one(desk, by=by.id, entry=entry.id)


def _newest_begins(device: Device, sitting: str, page: SittingPage) -> None:
    listed = [device.tables.learners.get(one.learner).name for one in device.tables.sittings.entries(sitting)]
    entries = device.tables.sittings.entries(sitting)
    page.work_requested.emit(entries[listed.index(WALKS_IN)].id)


def _too_soon(device: Device) -> list[tuple[Assessment, Staff]]:
    """A newest attempt that was signed as not yet, and waits for no appeal, on a form with a cooling-off."""
    staff = {one.id: one for one in device.tables.staff.all()}
    today = device.clock.now().date()
    found = []
    for work in _all_work(device):
        rules = device.shelf.get(work.form_code, work.form_version).rules
        signed = work.state is State.FINALISED and work.decision is Decision.NOT_YET and not work.after.waived
        days = (today - date.fromisoformat(work.decided_at[:10])).days if work.decided_at else 0
        if signed and days < rules.cooling_off_days and not device.after.table.aftermath(work.id).appeals:
            found.append((work, staff[work.decided_by]))
    return found


def _comes_again(guide: Guide, *, by: Staff, work: Assessment, sitting: str) -> None:
    desk, form = guide.house.device.sittings, (work.form_code, work.form_version)
    entry = come_unlisted(
        desk, by=by.id, sitting=sitting, learner=work.learner, form=form, identified=Identified.KNOWN
    )
    brief_one(desk, by=by.id, entry=entry.id)


def _begins_again(page: SittingPage, *, device: Device, learner: str) -> None:
    for sitting in _open_sittings(device)[:1]:
        for entry in [one for one in device.tables.sittings.entries(sitting) if one.learner == learner]:
            page.work_requested.emit(entry.id)


def _all_work(device: Device) -> list[Assessment]:
    rows = device.tables.learners.page(device.tables.learners.rowids(limit=200))
    return [work for learner in rows for work in device.tables.assessments.of_learner(learner.id)]


def _may_be_annulled(device: Device) -> list[tuple[str, Staff]]:
    """What may be annulled, and by whom: an assessor, for whom there is a second person."""
    assessors = [one for one in device.tables.staff.all() if one.has(Role.ASSESSOR) and not one.trainee]
    return [
        (work.id, one)
        for work in _all_work(device)
        if work.state is State.FINALISED
        for one in assessors
        if Act.ANNUL in look(device.after, by=one.id, assessment=work.id).acts
    ]


def _somebody_comes(page: SittingPage) -> None:
    """Here, and nobody has said yet how people are known today."""
    page.head.identified.choose("")
    current = page.list.current()
    if current is not None:
        current.present_asked.emit()


def _somebody_begins(page: SittingPage, *, entries: Sequence[Entry]) -> None:
    for entry in [one for one in entries if not one.briefed_at and not one.assessment][:1]:
        page.work_requested.emit(entry.id)


def _say_why(guide: Guide, *, by: str, sitting: str) -> None:
    board = guide.house.device.board
    for stop in board.stops.standing(sitting):
        say_why(board, by=by, stoppage=stop.id, why=StopWhy.ALARM, told="Fire warden")


def _go_on(page: BoardPage) -> None:
    for stop in page.view.stops[:1]:
        page.go_on_requested.emit(stop.id)


def _another_occasion(page: AssessPage) -> None:
    page.header.ask_new()


def _what_is_missing(page: AssessPage) -> None:
    """Where the room is too narrow for all of it at once."""
    for missing in [one for one in page.findChildren(Missing) if one.isVisible()]:
        missing.click()


def _choose_all(page: QualityPage) -> None:
    """Where all are chosen, the same touch chooses none."""
    if not page.back.isEnabled():
        page.all.click()
