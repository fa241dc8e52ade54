"""The stops of evidence and its rules: a piece, its viewer, ways to add one, what is settled before, prior learning, another's word."""

from collections.abc import Iterator
from functools import partial

from assessor_app.desktop.tour_steps import Stop, on, room, sign_in, who_may
from assessor_app.device import Device
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.evidence import Kind
from assessor_app.domain.people import Role, Staff
from assessor_app.domain.sitting import Method
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.evidence.choose import ChooseDialog
from assessor_app.ui.evidence.statement import StatementDialog
from assessor_app.ui.evidence.strip import EvidenceStrip, PieceLine
from assessor_app.ui.sittings.sitting import SittingPage


def evidence(device: Device) -> Iterator[Stop]:
    """Evidence under a criterion, what surrounds the work, and what rests on prior learning."""
    for work, criterion in _photographed(device)[:1]:
        here = room("assessing", work.id)
        yield Stop(name="evidence", steps=(here, on(AssessPage, partial(_open_row, criterion=criterion))))
        yield Stop(name="evidence-open", steps=(on(PieceLine, lambda line: line.click()),))
        yield Stop(
            name="evidence-camera", steps=(here, on(AssessPage, lambda page: _whole(page).photo.click()))
        )
        add = on(AssessPage, lambda page: _whole(page).other.click())
        yield Stop(name="evidence-add", steps=(here, add))
        write = on(ChooseDialog, lambda dialog: dialog.buttons["witness"].click())
        yield Stop(name="evidence-witness", steps=(here, add, write))
        by_hand = on(StatementDialog, lambda dialog: dialog.way.chosen.emit("signed"))
        yield Stop(name="evidence-witness-signs", steps=(here, add, write, by_hand))
        before = on(AssessPage, lambda page: page.header.before.click())
        yield Stop(name="before", steps=(here, before))
    for work in _by_prior_learning(device)[:1]:
        yield Stop(name="prior", steps=(sign_in(who_may(device, work)), room("assessing", work.id)))
        yield Stop(name="prior-learning", steps=(on(AssessPage, lambda page: page.header.prior.click()),))


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


def _whole(page: AssessPage) -> EvidenceStrip:
    """What was captured for the whole work."""
    return page.sheet.strips[""]


def _open_row(page: AssessPage, *, criterion: str) -> None:
    page.sheet.go_to(criterion)
    page.sheet.rows[criterion].toggle()
