"""What waits for release: by the form's policy, or because paperwork was overridden."""

from dataclasses import dataclass

from assessor_app.domain.certificate import Waiting
from assessor_app.domain.form import PrintPolicy
from assessor_app.domain.people import Role, require_role
from assessor_app.services.assessing.desk import Desk
from assessor_app.services.awards.policy import waits_for
from assessor_app.services.quality.ports import Candidate, QualityReads, ReleaseReads


@dataclass(frozen=True, kw_only=True)
class QualityDesk:
    """The parts that looking at others' work is built from."""

    desk: Desk
    reads: QualityReads
    outcomes: ReleaseReads


@dataclass(frozen=True, kw_only=True)
class QueueItem:
    """Work that waits for release. `by_policy` is whether its form asks for it, beside any overrides."""

    found: Candidate
    title: str
    by_policy: bool

    @property
    def id(self) -> str:
        return self.found.assessment.id

    @property
    def may_release(self) -> bool:
        """Nobody assures their own work."""
        return not self.found.own


def queue(desk: QualityDesk, *, by: str) -> tuple[QueueItem, ...]:
    """What waits for release, oldest decision first, returned work among it.

    Raises KnownError `not-allowed` for somebody who is no quality assurer.
    """
    require_role(desk.desk.staff.get(by), Role.QUALITY_ASSURER)
    asking = [
        form
        for form in desk.reads.forms()
        if desk.desk.forms.get(*form).policy.print is PrintPolicy.AFTER_RELEASE
    ]
    found = (_item(desk, candidate) for candidate in desk.reads.candidates(by=by, asking=asking))
    return tuple(item for item in found if item is not None)


def _item(desk: QualityDesk, candidate: Candidate) -> QueueItem | None:
    kept = candidate.assessment
    form = desk.desk.forms.get(kept.form_code, kept.form_version)
    if waits_for(form, kept, None, may_certify=True) is not Waiting.RELEASE and candidate.returned is None:
        return None
    by_policy = form.policy.print is PrintPolicy.AFTER_RELEASE
    return QueueItem(found=candidate, title=form.title, by_policy=by_policy)
