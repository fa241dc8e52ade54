"""Two of the busy day who are assessed in other ways: by a trainee, and by what was learnt before."""

import io
from datetime import timedelta

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.prior import Authenticated
from assessor_app.sample.assess import find_competent, form_of, see_all, take_photos
from assessor_app.sample.busy_day import BusyDay
from assessor_app.services.assessing.prior import Shown, interview, recognise
from assessor_app.services.assessing.start import start
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.countersign import countersign
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.evidence.capture import capture

PIN, TRAINEE_PIN = "4071", "6152"
JOB_CARDS = (
    b"Job cards 2211, 2240 and 2262, Quay Road Garage: pads and discs, front axle. Signed by the foreman.\n"
)


def by_a_trainee(day: BusyDay, trainee: str) -> str:
    """The sixth: a trainee assesses and decides, the assessor countersigns; returns the assessment."""
    deciding = day.device.deciding
    work = start(day.device.assessing, by=trainee, entry=day.entries[5].id)
    see_all(day.device, by=trainee, work=work, sitting=day.sitting.id)
    take_photos(day.device, by=trainee, work=work)
    find_competent(day.device, by=trainee, work=work, feedback="Every step said aloud before it was done.")
    countersign(deciding, by=day.by, pin=PIN, assessments=[work.id])
    finalise(deciding, by=trainee, pin=TRAINEE_PIN, assessments=[work.id])
    told = {"typed": "as above"}
    acknowledge(deciding, by=trainee, assessment=work.id, kind=Acknowledged.TYPED, details=told)
    return work.id


def by_prior_learning(day: BusyDay) -> None:
    """The seventh: job cards of a garage mapped to four criteria, an interview on the first outcome; the rest is to come."""
    work = day.start(6)
    form, desk = form_of(day.device, work), day.device.assessing
    (occasion,) = day.device.tables.assessments.occasions(work.id)
    cards = capture(
        evidence_desk(day.device),
        by=day.by,
        assessment=work.id,
        occasion=occasion.id,
        source=io.BytesIO(JOB_CARDS),
        name="job-cards.txt",
        caption="Copies; the cards themselves were seen.",
    )
    recognise(
        desk,
        by=day.by,
        assessment=work.id,
        occasion=occasion.id,
        evidence=cards,
        criteria=[item.id for item in form.criteria()[:4]],
        shown=Shown(
            what="Job cards of six weeks on front axles",
            dated=(day.device.clock.now().date() - timedelta(days=40)).isoformat(),
            authenticated=Authenticated.EMPLOYER_ASKED,
            known="Telephoned the foreman on the morning of the sitting.",
        ),
    )
    interview(
        desk,
        by=day.by,
        assessment=work.id,
        outcome=form.outcomes[0].id,
        asked="What do you look at before the second wheel leaves the ground?",
        answered="Chocks, the gear, the stands under the drawn points; then a push at bumper height.",
        enough=True,
    )
