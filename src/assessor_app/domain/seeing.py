"""Who may see what of people: by role, and of work by scope. Needed to do one's part, and no more."""

from enum import StrEnum

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.people import Role, Staff


class Seen(StrEnum):
    """What there is to see.

    `roster`: learners, how they are told apart, their consents. `sittings`: who was listed at a sitting, and what became of
    them. `arranged`: what was arranged for somebody. `work`: marks, notes, answers, evidence. `results`: signed results,
    papers and their holders.
    """

    ROSTER = "roster"
    SITTINGS = "sittings"
    ARRANGED = "arranged"
    WORK = "work"
    RESULTS = "results"


NOT_TO_SEE = frozenset({"not-to-see", "work-not-theirs"})
"""Codes of KnownErrors that say that somebody may not see something."""

MAY_SEE: dict[Seen, tuple[Role, ...]] = {
    # A quality assurer meets names in the work that is moderated, and needs nobody's birth date for it.
    Seen.ROSTER: (Role.ASSESSOR, Role.CENTRE_STAFF, Role.ADMINISTRATOR),
    Seen.SITTINGS: (Role.ASSESSOR, Role.CENTRE_STAFF, Role.QUALITY_ASSURER, Role.ADMINISTRATOR),
    Seen.ARRANGED: (Role.ASSESSOR, Role.CENTRE_STAFF, Role.QUALITY_ASSURER),
    Seen.WORK: (Role.ASSESSOR, Role.QUALITY_ASSURER),
    Seen.RESULTS: (Role.ASSESSOR, Role.CENTRE_STAFF, Role.QUALITY_ASSURER, Role.ADMINISTRATOR),
}


def may_see(staff: Staff, seen: Seen) -> bool:
    """Whether one of this person's roles needs it."""
    return staff.has(*MAY_SEE[seen])


def require_may_see(staff: Staff, seen: Seen) -> None:
    """Raises KnownError `not-to-see` with who may."""
    if not may_see(staff, seen):
        roles = ", ".join(role.value for role in MAY_SEE[seen])
        raise KnownError("not-to-see", name=staff.name, seen=seen.value, roles=roles)


def may_see_work(staff: Staff, form: Form, *, decided_by: str = "") -> bool:
    """Whether this person assesses such work, decided this piece of it, or moderates."""
    if staff.has(Role.QUALITY_ASSURER):
        return True
    return staff.has(Role.ASSESSOR) and (staff.covers(form) or decided_by == staff.id)


def require_may_see_work(staff: Staff, form: Form, *, decided_by: str = "") -> None:
    """Raises KnownError `not-to-see`, or `work-not-theirs` for an assessor in whose scope the form is not."""
    require_may_see(staff, Seen.WORK)
    if not may_see_work(staff, form, decided_by=decided_by):
        raise KnownError("work-not-theirs", name=staff.name, form=form.ref)
