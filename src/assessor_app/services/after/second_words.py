"""A correction that makes work competent, or mends its marks, wants the words that the decision would want now."""

from collections.abc import Sequence

from assessor_app.domain.assessment import Decision
from assessor_app.services.after.change import Change, Revision, change_of
from assessor_app.services.after.desk import AfterDesk
from assessor_app.services.deciding.countersign import Waits, give_word, require_countersigned, waits_on
from assessor_app.services.records.ledger import Pen


def words_wanted(desk: AfterDesk, *, by: str, assessment: str, revision: Revision) -> Waits | None:
    """Whose words this revision wants before it is signed; None where it wants none. Raises what `change_of` raises."""
    change = change_of(desk, by, assessment, revision)
    return waits_on(desk.deciding, change.new, decider=by) if _wants(change) else None


def give_words(desk: AfterDesk, pen: Pen, change: Change, seconds: Sequence[str]) -> tuple[str, ...]:
    """Countersigns the work as it is to stand; returns the records' ids.

    `seconds` are the people whose PINs were proved. Raises KnownError `countersignature-not-yours`,
    `countersignature-missing`.
    """
    if not _wants(change):
        return ()
    for second in dict.fromkeys(seconds):
        give_word(desk.deciding, pen, second, change.new)
    return require_countersigned(desk.deciding, change.new)


def _wants(change: Change) -> bool:
    """Words alone change nothing of what was countersigned; what is not competent waits for nobody."""
    competent = change.new.assessment.decision is Decision.COMPETENT
    return competent and (change.raised or bool(change.mended))
