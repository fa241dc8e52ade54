"""Going on with work that was interrupted through no fault of the learner's."""

from dataclasses import replace

from assessor_app.domain.assessment import Assessment, End
from assessor_app.domain.errors import KnownError
from assessor_app.services.assessing.desk import Desk, open_assessment


def resume(desk: Desk, *, by: str, assessment: str) -> Assessment:
    """Takes back the end of an interrupted assessment; its marks stand.

    Raises KnownError `not-interrupted`: how any other attempt ended is not taken back.
    """
    with desk.transactions.atomic():
        kept = open_assessment(desk, assessment, by=by)
        if kept.end is not End.INTERRUPTED:
            raise KnownError("not-interrupted", end=kept.end.value if kept.end else "")
        going_on = replace(kept, end=None)
        desk.assessments.put_draft(going_on)
    return going_on
