"""What a certificate rests on, wherever the work was recorded."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.marks import Occasion
from assessor_app.domain.people import Learner
from assessor_app.domain.sitting import Method
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.deciding.ports import Release


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """The decision with its award and record, whose it is, where it was seen, how it was shown, and its release."""

    assessment: Assessment
    award: str
    record: str
    learner: Learner
    occasions: Sequence[Occasion]
    release: Release | None
    methods: frozenset[Method]
    challenged: bool


def grounds_of(desk: AwardDesk, assessment_id: str) -> Grounds:
    """Of work that was recorded here."""
    kept = desk.assessments.get(assessment_id)
    record, award = desk.assessments.signed(assessment_id)
    return Grounds(
        assessment=kept,
        award=award,
        record=record,
        learner=desk.learners.get(kept.learner),
        occasions=desk.assessments.occasions(assessment_id),
        release=desk.outcomes.release(assessment_id),
        methods=desk.work.methods(assessment_id),
        challenged=desk.work.challenged(assessment_id),
    )
