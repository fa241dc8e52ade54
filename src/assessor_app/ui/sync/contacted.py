"""What the card of contact reads."""

from dataclasses import dataclass

from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing.desk import SyncDesk
from assessor_app.services.syncing.look import Overview, history, overview
from assessor_app.services.syncing.ports import SyncRun
from assessor_app.services.syncing.schedule import Standing
from assessor_app.wording.errors import sentence
from assessor_app.wording.syncing import ended_word, last_words


@dataclass(frozen=True, kw_only=True)
class Contacted:
    """`runs` are the last syncs, newest first."""

    enrolment: Enrolment
    overview: Overview
    runs: tuple[SyncRun, ...]


def read_contact(desk: SyncDesk) -> Contacted | None:
    """None where the device stands alone."""
    enrolment = desk.enrolment.current()
    if enrolment is None:
        return None
    return Contacted(enrolment=enrolment, overview=overview(desk), runs=history(desk))


def last_of(found: Contacted, standing: Standing) -> str:
    """How the last one went; the error that is known whole says more than its code in the history."""
    runs, error = found.runs, standing.error
    if standing.under_way is not None and runs and not runs[0].ended_at:
        runs = runs[1:]
    words = last_words(runs)
    if error is not None and runs and runs[0].code == error.code:
        return words.replace(ended_word(runs[0]), sentence(error))
    return words
