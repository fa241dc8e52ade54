"""A mark on the board: whoever is tapped first begins their work with it."""

from dataclasses import dataclass

from assessor_app.domain.marks import How, Judgement, Mark, Paper
from assessor_app.services.assessing.desk import Desk
from assessor_app.services.assessing.mark import mark, set_prompted
from assessor_app.services.assessing.start import start


@dataclass(frozen=True, kw_only=True)
class Marked:
    """What is on disk after a tap: the judgement, and the assessment and occasion that it belongs to."""

    entry: str
    assessment: str
    occasion: str
    judgement: Judgement


def mark_entry(
    desk: Desk,
    *,
    by: str,
    entry: str,
    criterion: str,
    mark_as: Mark,
    how: How,
    reason: str = "",
    observed_at: str = "",
    source: str = "",
    act: str = "",
) -> Marked:
    """Marks one criterion of one entry, in the occasion that is worked on in its sitting.

    Raises KnownError: what `start` and `mark` raise.
    """
    with desk.transactions.atomic():
        assessment, occasion = working_on(desk, by=by, entry=entry)
        judgement = mark(
            desk,
            by=by,
            assessment=assessment,
            occasion=occasion,
            criterion=criterion,
            mark=mark_as,
            how=how,
            reason=reason,
            observed_at=observed_at,
            source=source,
            act=act,
        )
    return Marked(entry=entry, assessment=assessment, occasion=occasion, judgement=judgement)


def prompt_entry(
    desk: Desk, *, by: str, entry: str, criterion: str, how: How, paper: Paper | None = None
) -> Marked:
    """Says that a learner was helped with a criterion; where that was said already, takes it back. The mark stands.

    `paper` is the sheet that says so, where one is copied. Raises KnownError: what `start` and `set_prompted` raise.
    """
    with desk.transactions.atomic():
        assessment, occasion = working_on(desk, by=by, entry=entry)
        before = desk.work.judgement(occasion, criterion)
        judgement = set_prompted(
            desk,
            by=by,
            assessment=assessment,
            occasion=occasion,
            criterion=criterion,
            prompted=before is None or not before.prompted,
            how=how,
            paper=paper,
        )
    return Marked(entry=entry, assessment=assessment, occasion=occasion, judgement=judgement)


def working_on(desk: Desk, *, by: str, entry: str) -> tuple[str, str]:
    """The assessment of an entry, begun where it was not, and its newest occasion in this sitting."""
    listed = desk.sittings.entry(entry)
    work = start(desk, by=by, entry=entry)
    here = [item for item in desk.assessments.occasions(work.id) if item.sitting == listed.sitting]
    return work.id, here[-1].id
