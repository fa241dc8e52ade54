"""What other devices recorded of a learner, as lines of the learner's history."""

from assessor_app.domain.assessment import Decision, End, State
from assessor_app.services.deciding.ports import ReleaseKind
from assessor_app.services.elsewhere.ports import WorkElsewhere
from assessor_app.services.people.history import PastWork
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.elsewhere import ElsewhereTable
from assessor_app.storage.tables.papers_elsewhere import PapersElsewhere


def past_elsewhere(store: Store, learner_id: str) -> list[PastWork]:
    """Work of this learner, or of one with the same number at this centre."""
    raw = store.raw()
    row = raw.execute("SELECT number FROM learner WHERE id = ?", (learner_id,)).fetchone()
    found = ElsewhereTable(store).of_learner(learner_id, row[0] if row else "")
    return [_past(store, work) for work in found]


def _past(store: Store, work: WorkElsewhere) -> PastWork:
    sql = "SELECT title FROM form WHERE code = ? AND version = ?"
    form = store.raw().execute(sql, (work.form_code, work.form_version)).fetchone()
    papers = PapersElsewhere(store)
    lines = [papers.line(number) for number in reversed(papers.of("assessment", work.assessment))]
    return PastWork(
        assessment=work.assessment,
        form_code=work.form_code,
        form_version=work.form_version,
        title=form[0] if form else work.form_code,
        attempt=work.attempt,
        state=State.ANNULLED if work.annulled else State.FINALISED,
        end=End(work.end) if work.end in set(End) else None,
        decision=Decision(work.decision),
        at=work.decided_at,
        release=_release(work),
        papers=tuple(line for line in lines if line is not None),
        device=work.device,
    )


def _release(work: WorkElsewhere) -> ReleaseKind | None:
    if work.returned:
        return ReleaseKind.RETURNED
    return ReleaseKind.RELEASED if work.release else None
