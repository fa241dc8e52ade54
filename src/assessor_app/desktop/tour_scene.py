"""What the sample lacks for every page to have something to show; done in the tour's own copy, which does not last."""

from dataclasses import dataclass
from pathlib import Path

from assessor_app.desktop.doors import beginnings
from assessor_app.device import Device
from assessor_app.domain.age import AgeAnswer, AgeSeen
from assessor_app.domain.assessment import Assessment, End
from assessor_app.domain.people import Role
from assessor_app.domain.sitting import Entry, Identified
from assessor_app.sample.assess import find_competent, find_not_yet, see_all
from assessor_app.sample.people import MEMBERS
from assessor_app.services.assessing.start import start
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.sittings.age import answer_age
from assessor_app.services.sittings.attend import walk_in
from assessor_app.ui.firstrun.view import NewCentre

LONG_NAME = "Maria Aurora Josephine van den Bergh-Castellanos y Montenegro"
EMPTY_PASSPHRASE = "nothing is kept in here"  # noqa: S105 - of a folder that is gone when the tour ends


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Assessments by id, a learner's id, a certificate's number; empty where there is none to show.

    Attributes:
        paperwork: nothing stands in the way but paperwork.
        not_yet: signed as not yet, and not told to the learner.
        long_name: under way, of somebody with sixty characters of name.
        holder: a learner with a certificate.
        old, new: a certificate and the one that replaced it.
    """

    paperwork: str = ""
    not_yet: str = ""
    long_name: str = ""
    holder: str = ""
    old: str = ""
    new: str = ""


def set_the_scene(device: Device) -> Scene:
    """Goes on with the sample where its half-done sitting stopped, and corrects a name."""
    member = next(one for one in MEMBERS if one.key == "second-assessor")
    by = next(one.id for one in device.tables.staff.all() if one.name == member.name)
    sitting = next(one.sitting for one in device.tables.sittings.recent() if not one.sitting.closed_at)
    begun = {line.learner for line in device.tables.assessments.unfinished()}
    free = [entry for entry in device.tables.sittings.entries(sitting.id) if entry.learner not in begun]
    paperwork = _seen(device, by, free[0])
    waiting = _seen(device, by, free[1])
    find_competent(device, by=by, work=waiting, feedback="Clean boards, calm hands.")
    not_yet = _seen(device, by, free[2], not_met="2.1")
    find_not_yet(
        device, by=by, work=not_yet, feedback="Claw grip: fingers behind the blade.", how=End.COMPLETED
    )
    finalise(device.deciding, by=by, pin=member.pin, assessments=[waiting.id, not_yet.id])
    form = (paperwork.form_code, paperwork.form_version)
    late = walk_in(
        device.sittings, by=by, sitting=sitting.id, name=LONG_NAME, form=form, identified=Identified.KNOWN
    )
    answer_age(device.sittings, by=by, entry=late.id, answer=AgeAnswer.YES, seen=AgeSeen.DOCUMENT)
    line = device.tables.certificates.lines(limit=1)[0]
    return Scene(
        paperwork=paperwork.id,
        not_yet=not_yet.id,
        long_name=start(device.assessing, by=by, entry=late.id).id,
        holder=device.tables.certificates.get(line.number).learner,
        old=line.number,
        new=_corrected(device, line.number, line.holder),
    )


def make_empty(folder: Path) -> None:
    """A centre on its first day: one administrator who assesses, and nobody else."""
    centre = NewCentre(
        name="Quay Street Workshop",
        approval_number="TC-0001",
        country="IE",
        phone="+353 1 555 0199",
        administrator="Ada Nolan",
        passphrase=EMPTY_PASSPHRASE,
        pin="7314",
    )
    beginnings(folder).create(folder, centre)


def _seen(device: Device, by: str, entry: Entry, *, not_met: str = "") -> Assessment:
    work = start(device.assessing, by=by, entry=entry.id)
    see_all(device, by=by, work=work, sitting=entry.sitting, not_met=not_met)
    return work


def _corrected(device: Device, number: str, holder: str) -> str:
    office = next(one.id for one in device.tables.staff.all() if one.has(Role.CENTRE_STAFF))
    correction = Correction(
        name=f"{holder}-Lindqvist", reason="married", identity_seen="passport", surrendered=True
    )
    return correct_name(device.awards, by=office, number=number, correction=correction)
