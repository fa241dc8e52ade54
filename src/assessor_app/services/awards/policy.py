"""When a certificate may be printed."""

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.certificate import Waiting
from assessor_app.domain.form import Form, PrintPolicy
from assessor_app.services.deciding.ports import Release, ReleaseKind


def waits_for(
    form: Form, assessment: Assessment, release: Release | None, *, may_certify: bool
) -> Waiting | None:
    """What a competent decision still waits for before paper may be made; None when it may be made now.

    Overridden paperwork waits for release whatever the form says, and so does what was corrected because somebody
    asked for it; an appeal freezes everything. `release` is the newest act on the newest revision. `may_certify` is whether this device holds a
    delegation that covers the form today; without one everything waits for registration.
    """
    if assessment.after.appealed:
        return Waiting.APPEAL
    if release is not None and release.kind is ReleaseKind.RETURNED:
        return Waiting.RETURNED
    asked = assessment.after.wants_release or bool(assessment.overrides)
    needs_release = form.policy.print is PrintPolicy.AFTER_RELEASE or asked
    if needs_release and release is None:
        return Waiting.RELEASE
    if form.policy.print is PrintPolicy.AFTER_REGISTRATION or not may_certify:
        return Waiting.REGISTRATION
    return None
