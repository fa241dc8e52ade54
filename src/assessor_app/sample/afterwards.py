"""What happened to two of the busy day's results after they were signed."""

from assessor_app.device import Device
from assessor_app.domain.after import SaidBy
from assessor_app.services.after.appeal import Lodged, lodge
from assessor_app.services.after.change import Revision
from assessor_app.services.after.correct import correct


def appeal(device: Device, *, by: str, pin: str, assessment: str) -> None:
    """The learner appeals; nobody has decided it yet."""
    lodge(
        device.after,
        by=by,
        pin=pin,
        assessment=assessment,
        lodged=Lodged(
            said_by=SaidBy.LEARNER,
            said_on=device.clock.now().date(),
            grounds="The jacking point was marked with the wrong colour.",
        ),
    )


def correct_feedback(device: Device, *, by: str, pin: str, assessment: str) -> None:
    """A word of the feedback is put right, in a new signed revision."""
    record, _award = device.tables.assessments.signed(assessment)
    correct(
        device.after,
        by=by,
        pin=pin,
        assessment=assessment,
        revision=Revision(
            corrects=record,
            reason="Disc and drum were mixed up in the feedback.",
            feedback="Good work on the rear disc.",
        ),
    )
