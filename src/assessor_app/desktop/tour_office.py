"""The stops of the office: learners, certificates, checking papers."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from assessor_app.desktop.tour_printing import back_to_the_list, printed
from assessor_app.desktop.tour_scene import Scene
from assessor_app.desktop.tour_steps import Guide, Step, Stop, enter, on, room, sign_in, write
from assessor_app.device import Device
from assessor_app.domain.assessment import Decision, State
from assessor_app.domain.certificate import CameOut
from assessor_app.domain.people import Staff
from assessor_app.resources import resources_folder
from assessor_app.services.after.look import Act
from assessor_app.ui.after.choice import ActChoice
from assessor_app.ui.certificates.page import CertificatesPage
from assessor_app.ui.certificates.view import WITHOUT
from assessor_app.ui.learners.page import LearnersPage

ROSTER = """Name,Number,Group
Áine Ní Bhriain,2101,Kitchen C
"=HYPERLINK(""http://example.org"")",2102,Kitchen C
Bartholomew Okonkwo-Fitzgerald,2031,Kitchen C
,2104,Kitchen C
اسماعيل بن محمد,2105,Kitchen C
"""


def learners(scene: Scene, *, roster: Path) -> Iterator[Stop]:
    """The list, what is found, one chosen, a file read."""
    yield Stop(name="learners", steps=(room("learners"),))
    yield Stop(name="learners-search", steps=(room("learners"), write("learners", "мар")))
    yield Stop(name="learners-none-found", steps=(room("learners"), write("learners", "zzz")))
    if scene.holder:
        yield Stop(name="learner", steps=(write("learners", ""), room("learners", scene.holder)))
        yield Stop(name="learner-result", steps=(on(LearnersPage, _ask_of_a_result),))
        appeal = on(ActChoice, _somebody_appeals)
        yield Stop(name="learner-appeal", steps=(on(LearnersPage, _ask_of_a_result), appeal))
        check = on(LearnersPage, lambda page: page.panel.check.click())
        yield Stop(name="learner-name-check", steps=(room("learners", scene.holder), check))
    yield Stop(name="learner-add", steps=(on(LearnersPage, lambda page: page.add_requested.emit()),))
    yield Stop(name="import-report", steps=(_write_roster(roster), _ask_import))
    columns = on(LearnersPage, lambda page: page.report.columns_asked.emit())
    yield Stop(name="import-columns", steps=(columns,))
    yield Stop(name="learners-again", steps=(on(LearnersPage, lambda page: page.report.leave.click()),))


def _ask_of_a_result(page: LearnersPage) -> None:
    """What can be done about the first signed result in the history."""
    view = page.panel.view
    signed = [past.assessment for past in view.history if past.signed] if view is not None else []
    if signed:
        page.panel.history.result_asked.emit(signed[0])


def _somebody_appeals(choice: ActChoice) -> None:
    choice.buttons[Act.APPEAL].click()


def erasing(scene: Scene, administrator: Staff) -> Iterator[Stop]:
    """What may be erased of a learner, and what need not be kept any longer."""
    whose = (sign_in(administrator), room("learners", scene.holder))
    yield Stop(name="learner-of-an-administrator", steps=whose)
    yield Stop(name="learner-erase", steps=(on(LearnersPage, lambda page: page.panel.erase.click()),))
    yield Stop(name="kept-too-long", steps=(on(LearnersPage, lambda page: page.run_out.click()),))


def certificates(scene: Scene) -> Iterator[Stop]:
    """The list, one with its page, one replaced, those that wait, and what is asked."""
    yield Stop(name="certificates", steps=(room("certificates"),))
    if scene.new:
        yield Stop(name="certificate", steps=(room("certificates", scene.new),))
        yield Stop(name="certificate-name", steps=(_correct,))
        yield Stop(name="certificate-replaced", steps=(room("certificates", scene.old),))
        yield from printed(scene.new)
    others = (on(CertificatesPage, back_to_the_list), on(CertificatesPage, _without))
    yield Stop(name="certificates-none-yet", steps=others)


def asked_of_papers(device: Device) -> Iterator[Stop]:
    """A page as large as the screen; why another copy is printed; why one was not made."""
    lines = device.tables.certificates.lines()
    printed = [one.number for one in lines if _came_out(device, one.number)]
    for number in printed[:1]:
        here = room("certificates", number)
        large = on(CertificatesPage, lambda page: page.panels.certificate.preview.enlarge_asked.emit())
        yield Stop(name="certificate-large", steps=(here, large))
        again = on(CertificatesPage, lambda page: page.panels.certificate.print.click())
        yield Stop(name="certificate-print-again", steps=(here, again))
    for work in _unreleased(device)[:1]:
        # As when it was on the list, and was returned by quality assurance before somebody pressed.
        make = on(CertificatesPage, partial(_make, work=work))
        yield Stop(name="certificate-refused", steps=(room("certificates"), make))


def _make(page: CertificatesPage, *, work: str) -> None:
    page.panels.waiting.make_asked.emit(work)


def _came_out(device: Device, number: str) -> bool:
    return any(sheet.outcome is CameOut.CAME_OUT for sheet in device.tables.sheets.of_certificate(number))


def _unreleased(device: Device) -> list[str]:
    """Competent, signed, and not released."""
    rows = device.tables.learners.page(device.tables.learners.rowids(limit=200))
    works = [work for learner in rows for work in device.tables.assessments.of_learner(learner.id)]
    return [
        work.id
        for work in works
        if work.state is State.FINALISED and work.decision is Decision.COMPETENT
        if device.tables.outcomes.release(work.id) is None
    ]


def verify(device: Device, scene: Scene) -> Iterator[Stop]:
    """Valid, not valid, cannot tell, unreadable."""
    yield Stop(name="verify", steps=(room("verify"),))
    for line in device.tables.certificates.lines(limit=1):
        yield _verdict("verify-valid", _code(device, scene.new or line.number))
    if scene.old:
        yield _verdict("verify-not-valid", _code(device, scene.old))
    strange = json.loads((resources_folder() / "vectors" / "papers.json").read_text("utf-8"))
    yield _verdict("verify-cannot-tell", strange["papers"][0]["text"])
    for line in device.tables.certificates.lines(limit=1):
        yield _verdict("verify-credential", _credential(device, scene.new or line.number))
    for line in device.tables.certificates.lines(limit=1):
        yield _verdict("verify-caller", line.number)
    yield _verdict("verify-unreadable", strange["papers"][0]["text"][:60])


def _verdict(name: str, text: str) -> Stop:
    return Stop(name=name, steps=(room("verify"), enter("verify", text)))


def _credential(device: Device, number: str) -> str:
    """The signed file of a certificate, without the picture in it: as somebody pastes it."""
    from assessor_app.credentials.mapping import credential_of
    from assessor_app.credentials.signing import issuing_alone, sign_credential
    from assessor_app.formats.credential import document
    from assessor_app.services.credentials.facts import facts_of
    from assessor_app.trust.keys import SigningKey

    issuing = issuing_alone(SigningKey(device.tables.trust.issuing_seed("on-line")))
    facts = facts_of(device.credentials, number, issuer=issuing.did)
    return json.dumps(sign_credential(document(credential_of(facts)), issuing=issuing, created=facts.issued))


def _code(device: Device, number: str) -> str:
    return device.tables.certificates.get(number).qr


def _write_roster(path: Path) -> Step:
    def step(_guide: Guide) -> None:
        path.write_text(ROSTER, "utf-8")

    return step


def _ask_import(guide: Guide) -> None:
    page = guide.window.page("learners")
    if isinstance(page, LearnersPage):
        page.import_requested.emit()


def _correct(guide: Guide) -> None:
    page = guide.window.page("certificates")
    if isinstance(page, CertificatesPage):
        page.panels.certificate.correct.click()


def _without(page: CertificatesPage) -> None:
    page.list_changed.emit(WITHOUT, "")
