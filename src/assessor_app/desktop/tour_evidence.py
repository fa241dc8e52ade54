"""The stops of evidence and its rules: a piece, its viewer, ways to add one, what is settled before, prior learning, another's word."""

import time
from collections.abc import Iterator
from functools import partial

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from assessor_app.desktop.tour_steps import Guide, Stop, on, room, shown, sign_in, who_may
from assessor_app.device import Device
from assessor_app.domain.assessment import Assessment, Decision, State
from assessor_app.domain.evidence import Kind
from assessor_app.domain.people import Role, Staff
from assessor_app.domain.sitting import Method
from assessor_app.sample.media import photo
from assessor_app.services.after.look import Act
from assessor_app.ui.after.choice import ActChoice
from assessor_app.ui.after.correction import CorrectionDialog
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.evidence.choose import ChooseDialog
from assessor_app.ui.evidence.photo import PhotoDialog
from assessor_app.ui.evidence.statement import StatementDialog
from assessor_app.ui.evidence.strip import EvidenceStrip, PieceLine
from assessor_app.ui.kit.buttons import Choice
from assessor_app.ui.kit.layout import Scroll
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.sittings.sitting import SittingPage

_LONGEST_SECONDS = 20.0


def evidence(device: Device) -> Iterator[Stop]:
    """Evidence under a criterion, what surrounds the work, and what rests on prior learning."""
    for work, criterion in _photographed(device)[:1]:
        here = room("assessing", work.id)
        yield Stop(name="evidence", steps=(here, on(AssessPage, partial(_open_row, criterion=criterion))))
        yield Stop(name="evidence-open", steps=(on(PieceLine, lambda line: line.click()),))
        take = on(AssessPage, lambda page: _whole(page).photo.click())
        yield Stop(name="evidence-camera", steps=(here, take))
        yield Stop(name="evidence-camera-sees", steps=(here, _look_through, take, _until_seen))
        taken = on(PhotoDialog, lambda dialog: dialog.take.click())
        yield Stop(name="evidence-camera-taken", steps=(here, take, _until_seen, taken, _put_away))
        add = on(AssessPage, lambda page: _whole(page).other.click())
        yield Stop(name="evidence-add", steps=(here, add))
        write = on(ChooseDialog, lambda dialog: dialog.buttons["witness"].click())
        yield Stop(name="evidence-witness", steps=(here, add, write))
        by_hand = on(StatementDialog, lambda dialog: dialog.way.chosen.emit("signed"))
        yield Stop(name="evidence-witness-signs", steps=(here, add, write, by_hand))
        for kind in ("product", "simulation"):
            note = on(ChooseDialog, partial(_choose, key=kind))
            yield Stop(name=f"evidence-{kind}", steps=(here, add, note))
        before = on(AssessPage, lambda page: page.header.before.click())
        yield Stop(name="before", steps=(here, before))
    for work in _by_prior_learning(device)[:1]:
        yield Stop(name="prior", steps=(sign_in(who_may(device, work)), room("assessing", work.id)))
        yield Stop(name="prior-learning", steps=(on(AssessPage, lambda page: page.header.prior.click()),))


def of_every_kind(device: Device) -> Iterator[Stop]:
    """A signed work that has evidence of every kind: the strip with all of it, and each piece but a photo opened."""
    for work in _with_every_kind(device)[:1]:
        # From a page of nobody: the one before is of a form that may not be this assessor's.
        here = (room("today"), sign_in(who_may(device, work)), room("assessing", work.id))
        yield Stop(name="evidence-every-kind", steps=(*here, on(AssessPage, _to_the_strip)))
        pieces = {piece.kind: piece.id for piece in device.tables.evidence.of_assessment(work.id)}
        for kind in [one for one in Kind if one is not Kind.PHOTO]:
            look = on(AssessPage, partial(_look_at, piece=pieces[kind]))
            yield Stop(name=f"evidence-{kind.value}-kept", steps=(room("assessing", work.id), look))


def of_the_work_alone(device: Device, assessor: Staff) -> Iterator[Stop]:
    """A photo of somebody who allows none: kept only with the word that no person is seen."""
    for work in _without_consent(device, assessor)[:1]:
        # From a page of nobody: the one before is of a form that may not be this assessor's.
        here = (room("today"), sign_in(assessor), room("assessing", work.id))
        yield Stop(name="evidence-work-alone", steps=(*here, _drop_a_photo))


def correcting(device: Device) -> Iterator[Stop]:
    """A trainee mends what was competent: whose word that wants is asked before any PIN."""
    for work, trainee in _competent_by_a_trainee(device)[:1]:
        here = (sign_in(trainee), room("learners", work.learner))
        ask = on(LearnersPage, partial(_ask_of, work=work.id))
        correct = on(ActChoice, lambda choice: choice.buttons[Act.CORRECT].click())
        yield Stop(name="correct", steps=(*here, ask, correct))
        yield Stop(name="correct-countersign", steps=(*here, ask, correct, on(CorrectionDialog, _mend)))


def countersigning(device: Device) -> Iterator[Stop]:
    """What a trainee decided waits for the word of whoever else may give it."""
    for work, assessor in _waiting_for_a_word(device)[:1]:
        for entry in device.tables.sittings.entries_of(work.id)[:1]:
            here = (sign_in(assessor), room("sitting", entry.sitting))
            yield Stop(name="countersign", steps=here)
            ask = on(SittingPage, lambda page: page.head.countersign.click())
            yield Stop(name="countersign-pin", steps=(ask,))


def _photographed(device: Device) -> list[tuple[Assessment, str]]:
    """Unfinished work with a photo under a criterion."""
    return [
        (work, piece.criterion)
        for work in device.tables.assessments.unfinished()
        for piece in device.tables.evidence.of_assessment(work.id)
        if piece.kind is Kind.PHOTO and piece.criterion
    ]


def _with_every_kind(device: Device) -> list[Assessment]:
    tables = device.tables
    rows = tables.learners.page(tables.learners.rowids(limit=200))
    works = [work for learner in rows for work in tables.assessments.of_learner(learner.id)]
    return [
        work
        for work in works
        if {piece.kind for piece in tables.evidence.of_assessment(work.id)} >= set(Kind)
    ]


def _by_prior_learning(device: Device) -> list[Assessment]:
    tables = device.tables
    return [
        work
        for work in tables.assessments.unfinished()
        if any(entry.method is Method.RPL for entry in tables.sittings.entries_of(work.id))
    ]


def _waiting_for_a_word(device: Device) -> list[tuple[Assessment, Staff]]:
    """Decided by a trainee, with an assessor who is none and has the form in their scope."""
    staff = {one.id: one for one in device.tables.staff.all()}
    return [
        (work, one)
        for work in device.tables.assessments.unfinished()
        if work.decided_by and staff[work.decided_by].trainee
        for one in staff.values()
        if one.has(Role.ASSESSOR) and not one.trainee
        if one.covers(device.shelf.get(work.form_code, work.form_version))
    ]


def _without_consent(device: Device, assessor: Staff) -> list[Assessment]:
    tables = device.tables
    return [
        work
        for work in tables.assessments.unfinished()
        if assessor.covers(device.shelf.get(work.form_code, work.form_version))
        if not tables.learners.get(work.learner).photo_consent
    ]


def _competent_by_a_trainee(device: Device) -> list[tuple[Assessment, Staff]]:
    trainees = {one.id: one for one in device.tables.staff.all() if one.trainee}
    learners = device.tables.learners
    rows = learners.page(learners.rowids(limit=200))
    works = [work for learner in rows for work in device.tables.assessments.of_learner(learner.id)]
    return [
        (work, trainees[work.decided_by])
        for work in works
        if work.state is State.FINALISED and work.decision is Decision.COMPETENT
        if work.decided_by in trainees
    ]


def _look_through(guide: Guide) -> None:
    """From here on there is a camera, and work before it."""
    guide.lens.picture = QImage.fromData(photo("The board, open").getvalue())


def _until_seen(_guide: Guide) -> None:
    """What a camera sees comes when it comes."""
    dialog = shown(PhotoDialog)
    started = time.monotonic()
    while not dialog.take.isEnabled() and time.monotonic() - started < _LONGEST_SECONDS:
        QApplication.processEvents()


def _put_away(guide: Guide) -> None:
    """There is no camera any more for what comes next."""
    guide.lens.picture = None


def _drop_a_photo(guide: Guide) -> None:
    picture = guide.folder.parent / "work.jpg"
    picture.write_bytes(photo("The work, and no person").getvalue())
    shown(AssessPage).sheet.strips[""].files_dropped.emit([picture])


def _ask_of(page: LearnersPage, *, work: str) -> None:
    page.panel.history.result_asked.emit(work)


def _mend(dialog: CorrectionDialog) -> None:
    dialog.reason.write("The figure was read wrong: 1.1, not 1.0.")
    for fields in [fields for edit in dialog.marks for fields in edit.readings][:1]:
        fields.value.write("1.1")
        fields.findChildren(Choice)[0].chosen.emit("yes")
    dialog.go.click()


def _whole(page: AssessPage) -> EvidenceStrip:
    """What was captured for the whole work."""
    return page.sheet.strips[""]


def _to_the_strip(page: AssessPage) -> None:
    for area in page.sheet.findChildren(Scroll):
        if area.isAncestorOf(_whole(page)):
            area.ensureWidgetVisible(_whole(page), 0, 0)


def _look_at(page: AssessPage, *, piece: str) -> None:
    _whole(page).opened.emit(piece)


def _choose(dialog: ChooseDialog, *, key: str) -> None:
    dialog.buttons[key].click()


def _open_row(page: AssessPage, *, criterion: str) -> None:
    page.sheet.go_to(criterion)
    page.sheet.rows[criterion].toggle()
