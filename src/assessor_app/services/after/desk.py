"""What happens after the signature works with, and what is common to it."""

from collections.abc import Callable
from dataclasses import dataclass

from assessor_app.domain.assessment import Assessment, State
from assessor_app.domain.certificate import EventKind
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Staff
from assessor_app.services.after.ports import AfterStore
from assessor_app.services.awards.ports import CertificateStore, Event
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.records.ledger import Recorded
from assessor_app.services.settings.table import Values

MOST_CHARACTERS = 4_000


@dataclass(frozen=True, kw_only=True)
class AfterDesk:
    """The desk of decisions, what is kept after them, the papers that stand on them, settings, and all staff."""

    deciding: DecisionDesk
    table: AfterStore
    certificates: CertificateStore
    settings: Values
    people: Callable[[], tuple[Staff, ...]]


def signed_work(desk: AfterDesk, assessment: str) -> Assessment:
    """A signed assessment that still counts. Raises KnownError `not-signed-yet`, `assessment-annulled`."""
    kept = desk.deciding.assessments.get(assessment)
    if kept.state is State.ANNULLED:
        raise KnownError("assessment-annulled", learner=desk.deciding.learners.get(kept.learner).name)
    if kept.state is not State.FINALISED:
        raise KnownError("not-signed-yet", learner=desk.deciding.learners.get(kept.learner).name)
    return kept


def require_no_open_appeal(desk: AfterDesk, assessment: str) -> None:
    """Raises KnownError `appeal-open` while nobody has decided an appeal: it freezes the award."""
    if any(appeal.outcome is None for appeal in desk.table.appeals(assessment)):
        kept = desk.deciding.assessments.get(assessment)
        raise KnownError("appeal-open", learner=desk.deciding.learners.get(kept.learner).name)


def papers_of(desk: AfterDesk, award: str) -> tuple[str, ...]:
    """Numbers of every paper of an award, none where there is no award."""
    return desk.certificates.of_award(award) if award else ()


def records_of(desk: AfterDesk, papers: tuple[str, ...]) -> list[str]:
    """The records in which these papers were issued."""
    return [desk.certificates.get(number).record for number in papers]


def take_papers(
    desk: AfterDesk, papers: tuple[str, ...], kind: EventKind, *, at: str, record: Recorded
) -> None:
    """Writes beside each paper what took it away."""
    for number in papers:
        desk.certificates.add_event(number, Event(kind=kind, at=at), record=record.id)


def words_of(text: str) -> str:
    """Why, in words. Raises KnownError `reason-for-it-needed`, `text-too-long`."""
    found = text.strip()
    if not found:
        raise KnownError("reason-for-it-needed")
    if len(found) > MOST_CHARACTERS:
        raise KnownError("text-too-long", field="reason", most=MOST_CHARACTERS, length=len(found))
    return found
