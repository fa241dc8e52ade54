"""What may be done with a learner who is, or may be, under 18."""

from datetime import date

from assessor_app.domain.people import Learner


def photo_barrier(learner: Learner, on: date) -> str:
    """Why this learner may not be photographed on this day; empty when nothing is in the way.

    `no-photo-consent`, `age-unknown` (nobody said, and no guardian agreed), `no-guardian-consent`.
    """
    if not learner.photo_consent:
        return "no-photo-consent"
    if learner.guardian_consent or learner.under_18(on) is False:
        return ""
    return "age-unknown" if learner.under_18(on) is None else "no-guardian-consent"


def lacks_guardian(learner: Learner, on: date) -> bool:
    """Whether this is a minor whose guardian's consent nobody has seen: said on the sitting's list."""
    return learner.under_18(on) is True and not learner.guardian_consent
